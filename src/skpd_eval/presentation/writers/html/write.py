"""The papers as a page."""

from __future__ import annotations

from skpd_eval.model import Papers
from skpd_eval.presentation.paper.office import Order
from skpd_eval.presentation.writers.html.page import render


def write(papers: Papers, order: Order, suffix: str) -> bytes:  # noqa: ARG001 - one format
    """The page's bytes, in UTF-8."""
    return render(papers, order).encode()
