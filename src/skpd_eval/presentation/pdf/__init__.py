"""The papers as a PDF: neutral tables and page one set by typst, tagged for readers who do not see them."""

from skpd_eval.presentation.pdf.render import render, render_card

__all__ = ["render", "render_card"]
