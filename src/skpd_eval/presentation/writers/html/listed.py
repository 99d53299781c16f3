"""A neutral table as a table of the page: sortable heads, figures as people read them, and what they are sorted by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.show import shown
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table, Value
from skpd_eval.presentation.writers.html.markup import Child, Markup, el, joined

_FOLDED_FROM = 6
"""Columns from this priority on are shown when they are asked for."""
_SPARED_FROM = 3
"""Columns from this priority on are left out of a narrow screen."""
_BESIDE_SHARES = frozenset({ColumnKind.RUPIAH, ColumnKind.CHANGE})
"""Kinds that a narrow screen leaves out where a percentage says the same."""
_WORDS = frozenset({ColumnKind.TEXT, ColumnKind.CODE})
_SORTED_FROM = 2
_PROSE = 20
"""Texts from this length on are given room to break in few lines."""

Link = Callable[[str], str | None]
"""From the text of a cell to where it leads on this page."""


def table(
    made: Table, language: str, *, links: Mapping[str, Link] | None = None, caption: bool = False, anchor: str = ""
) -> Markup:
    """The table in a frame that scrolls sideways by itself; ``links`` by the key of a column."""
    plain = made.without_bars()
    columns, t = plain.columns, translator(language)
    lead = links or {}
    sorts = len(plain.rows) >= _SORTED_FROM
    names = [_names(column, columns, long=_is_long(plain, place)) for place, column in enumerate(columns)]
    heads = [_head(column, name, sorts=sorts) for column, name in zip(columns, names, strict=True)]
    totals = [_row(row, columns, names, language, {}, "") for row in plain.total_rows]
    drawn = el(
        "table",
        el("caption", plain.title, class_=None if caption else "unseen"),
        el("thead", el("tr", heads)),
        el("tbody", [_row(row, columns, names, language, lead, anchor) for row in plain.rows]),
        el("tfoot", totals) if totals else None,
        class_="listed",
    )
    left_out = {one for name in names for one in name.split()} & {"spared", "folded", "amount"}
    folds = " ".join(["folds", *(() if "folded" in left_out else ("narrow",))])
    more = el("button", t("All columns"), type="button", class_=folds, aria_pressed="false") if left_out else None
    frame = el("div", drawn, class_="wide", tabindex="0", role="region", aria_label=plain.title)
    return joined((more, frame))


def _is_long(made: Table, place: int) -> bool:
    return any(len(str(row[place].value or "")) >= _PROSE for row in made.rows)


def _names(column: Column, columns: Sequence[Column], *, long: bool) -> str:
    """How the page calls a column: figures stand right, what a narrow or any screen first leaves out is marked."""
    shares = any(one.kind is ColumnKind.PERCENT for one in columns)
    return " ".join(filter(None, (
        "figure" if column.align == "right" else None,
        "prose" if long and column.kind is ColumnKind.TEXT else None,
        "spared" if column.priority >= _SPARED_FROM else None,
        "amount" if shares and column.kind in _BESIDE_SHARES else None,
        "folded" if column.priority >= _FOLDED_FROM else None,
    )))  # fmt: skip


def _head(column: Column, name: str, *, sorts: bool) -> Markup:
    text: Child = column.heading
    if column.short:
        text = (el("span", column.heading, class_="long"), el("span", column.short, class_="brief"))
    said: Child = el("button", text, type="button") if sorts else text
    words = None if column.kind not in _WORDS else "words"
    return el("th", said, scope="col", class_=name or None, data_kind=words, aria_sort="none" if sorts else None)


def _row(
    row: Sequence[Cell],
    columns: Sequence[Column],
    names: Sequence[str],
    language: str,
    links: Mapping[str, Link],
    anchor: str,
) -> Markup:
    cells = [
        _cell(cell, column, name, language, links)
        for cell, column, name in zip(row, columns, names, strict=True)
    ]
    first = row[0].value if row else None
    return el("tr", cells, data_of=f"{anchor}{first}" if anchor else None)


def _cell(cell: Cell, column: Column, name: str, language: str, links: Mapping[str, Link]) -> Markup:
    text = shown(cell.value, column, language)
    target = links[column.key](text) if column.key in links else None
    tone = f"tone {cell.tone}" if cell.tone else ""
    return el(
        "td",
        el("a", text, href=target) if target else text,
        class_=" ".join(filter(None, (name, tone))) or None,
        data_value=None if column.kind in _WORDS else _exact(cell.value),
    )


def _exact(value: Value) -> str:
    """What a column is sorted by; unknown is blank and goes last."""
    if isinstance(value, Fraction):
        return f"{float(value):.6f}"
    if isinstance(value, dt.date):
        return value.strftime("%Y%m%d%H%M%S")
    return "" if value is None or isinstance(value, str) else str(value)


def said(line: str) -> Markup:
    """A line of a table's paragraphs: one that is not indented opens what is said of an agency."""
    return el("p", line.strip(), class_="said" if line[:1].isspace() else "said opening")
