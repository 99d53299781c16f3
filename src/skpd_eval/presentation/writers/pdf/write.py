"""The papers as pages (PDF) or as a card (PNG)."""

from __future__ import annotations

from skpd_eval.model import Papers
from skpd_eval.presentation.paper.office import Order
from skpd_eval.presentation.writers.pdf.render import render, render_card


def write(papers: Papers, order: Order, suffix: str) -> bytes:
    """The bytes. Raises UsageError ``papers-extra-missing`` without typst."""
    if suffix == ".png":
        return render_card(papers, order.language)
    return render(papers, order.office, order.language, order.timezone)
