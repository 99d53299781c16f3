"""The papers as slides."""

from __future__ import annotations

from skpd_eval.model import Papers
from skpd_eval.presentation.paper.office import Order
from skpd_eval.presentation.writers.pptx.render import render


def write(papers: Papers, order: Order, suffix: str) -> bytes:  # noqa: ARG001 - one format
    """The bytes. Raises UsageError ``papers-extra-missing`` without python-pptx."""
    return render(papers, order.office, order.created, order.language)
