"""Every printed figure of a set of papers by where it stands, as it is printed: what a proof compares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from skpd_eval.model import Papers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.show import shown
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table
from skpd_eval.presentation.tables.onepage import one_page
from skpd_eval.presentation.tables.papers import sections

_NAMES = frozenset({"agency_name", "agency_code", "code", "name", "label", "account", "month"})
_WORDS = frozenset({ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.BAR, ColumnKind.DATE, ColumnKind.TIME})


class Place(NamedTuple):
    """Where a figure stands: section, whose row, and which column."""

    section: str
    row: str
    column: str

    def __str__(self) -> str:
        return " · ".join(filter(None, self))


def figures_of(papers: Papers, language: str = "id") -> dict[Place, str]:
    """The figures of page one and of every section."""
    t = translator(language)
    page = one_page(papers, language)
    found = {Place(t("Summary"), "", one.label): f"{one.value} {one.note}".strip() for one in page.figures}
    found[Place(t("Summary"), "", t("Headline"))] = page.headline
    for section, table in sections(papers, language):
        found |= dict(_figures(t(section.tab), table, language))
    return found


def _figures(section: str, table: Table, language: str) -> Iterator[tuple[Place, str]]:
    met: Counter[str] = Counter()
    for row in (*table.rows, *table.total_rows):
        name = _name(row, table.columns)
        met[name] += 1
        whose = name if met[name] == 1 else f"{name} ({met[name]})"
        for cell, column in zip(row, table.columns, strict=True):
            if column.kind not in _WORDS and cell.value != "":
                yield Place(section, whose, column.heading), shown(cell.value, column, language)


def _name(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    said = (cell.value for cell, column in zip(row, columns, strict=True) if column.key in _NAMES)
    return " ".join(str(value) for value in said if value)


def figures_table(found: Mapping[Place, str], language: str = "id") -> Table:
    """The figures as a table of four texts."""
    t = translator(language)
    columns = (
        Column("section", t("Section")),
        Column("row", t("Row")),
        Column("column", t("Column")),
        Column("printed", t("Printed")),
    )
    rows = tuple((*map(Cell, place), Cell(text)) for place, text in found.items())
    return Table("figures", t("Printed figures"), columns, rows)
