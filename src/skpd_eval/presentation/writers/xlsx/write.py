"""The papers as a workbook."""

from __future__ import annotations

from skpd_eval.model import Papers
from skpd_eval.presentation.paper.office import Order
from skpd_eval.presentation.writers.xlsx.workbook import render


def write(papers: Papers, order: Order, suffix: str) -> bytes:  # noqa: ARG001 - one format
    """The workbook's bytes."""
    return render(papers, order.created, order.language, order.timezone, order.office)
