"""The column that names the government, by its heading's words and its values: one name in every row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skpd_eval import codes
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.columns.headings import Column
from skpd_eval.reading.columns.vocabulary import spelled, words_of

FORMS = frozenset({"kabupaten", "kota", "provinsi"})
_ITS_OWN_FORM = ("daerah khusus", "dki ")


def government_column(unknown: Iterable[Column], grid: Grid, last_row: int) -> Column | None:
    """The unknown column whose words say government and whose rows all name the same one.

    A province beside a regency or city is where that lies.
    """
    rows = range(last_row + 1, len(grid.rows))
    named = [
        column for column in unknown if _says_government(column) and _is_name(_values(grid, column, rows))
    ]
    beneath = [column for column in named if _forms(column) != {"provinsi"}]
    told = beneath or named
    return told[0] if len(told) == 1 else None


def government_named(column: Column, text: str) -> str:
    """The government of a cell: *Banten* beneath *provinsi* is *Provinsi Banten*."""
    forms = _forms(column)
    if (
        codes.government_name(text) is not None
        or len(forms) != 1
        or text.casefold().startswith(_ITS_OWN_FORM)
    ):
        return text
    return f"{min(forms).capitalize()} {text}"


def _says_government(column: Column) -> bool:
    words = {*spelled(" ".join(column.heading.parts)).split()}
    return bool(words & words_of("government")) and words <= words_of("government") | {"nama"}


def _forms(column: Column) -> set[str]:
    return {*spelled(column.heading.text).split()} & FORMS


def _values(grid: Grid, column: Column, rows: Sequence[int]) -> set[str]:
    values = (grid.value(row, column.index) for row in rows)
    return {codes.government_key(str(value)) for value in values if value is not None and str(value).strip()}


def _is_name(values: set[str]) -> bool:
    return len(values) == 1 and not any(map(str.isdigit, min(values)))
