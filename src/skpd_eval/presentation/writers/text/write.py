"""The papers as text: the ranking for machines, or every section for notes."""

from __future__ import annotations

from skpd_eval.model import Papers
from skpd_eval.presentation.paper.office import Order
from skpd_eval.presentation.tables.papers import in_order
from skpd_eval.presentation.writers.text import text


def write(papers: Papers, order: Order, suffix: str) -> bytes:
    """The bytes, in UTF-8."""
    if suffix == ".json":
        return text.to_json(papers.evaluation, language=order.language).encode()
    if suffix == ".csv":
        return text.to_csv(papers.evaluation, dialect="excel-id", language=order.language).encode()
    parts = in_order(papers, order.language, order.timezone)
    return "\n".join(text.to_markdown(table, order.language) for table in parts).encode()
