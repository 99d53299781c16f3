"""Sheets beside a table that say what it is of: a cover, or a list of labels (*Satuan*, *Periode*) as data portals add.

They fill in what the table's own titles leave out, and are held against what those say; of two that say different
things nothing is taken.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Any

from skpd_eval import period
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.units import declared_factor
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.told.titles import Titles, titles_of

MOST_ROWS = 60
WIDEST = 4
"""Cells of a row; a wider sheet is a table."""
_SHEET = re.compile(
    r"\b(?:meta\s?data|keterangan|info(?:rmasi)?|cover|sampul|judul|tentang|about|read\s?me|deskripsi|profil|identitas)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:judul|title|dataset|nama\s+(?:data|dataset)|pemda|pemerintah(?:\s+daerah)?|nama\s+(?:pemda|daerah)|daerah|wilayah|"
    r"kabupaten|kota|provinsi|cakupan(?:\s+wilayah)?|instansi|tahun(?:\s+(?:anggaran|data))?|periode(?:\s+data)?|"
    r"posisi(?:\s+data)?|keadaan|cut\s?off|per\s+tanggal|triwulan|bulan|semester|satuan(?:\s+data)?|unit)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:satuan|unit)\b", re.IGNORECASE)
_COVER = re.compile(r"\b(?:cover|sampul|judul)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")


def with_metadata(titles: Titles, others: Iterable[Grid]) -> Titles:
    """Titles with what sheets of metadata among others say, where the titles say nothing themselves."""
    found = [_said(grid) for grid in others if grid.visible and _is_metadata(grid)]
    if not found:
        return titles
    filled: dict[str, Any] = {
        name: value
        for name in ("government", "year", "period", "basis", "unit_factor")
        if getattr(titles, name) is None and (value := _only(getattr(one, name) for one in found)) is not None
    }
    lines = tuple(line for one in found for line in one.lines)
    return dataclasses.replace(titles, lines=(*titles.lines, *lines), **filled)


def _only(values: Iterable[object]) -> object | None:
    told = {value for value in values if value is not None}
    return told.pop() if len(told) == 1 else None


def _is_metadata(grid: Grid) -> bool:
    narrow = all(sum(not is_blank(value) for value in row) <= WIDEST for row in grid.rows)
    return bool(grid.name and _SHEET.search(grid.name.replace("_", " "))) and narrow and len(grid.rows) <= MOST_ROWS


def _said(grid: Grid) -> Titles:
    """What the labelled lines say, and on a cover every line; a unit only where it is called one."""
    cover = _COVER.search(grid.name or "") is not None
    pairs = list(_pairs(grid))
    told = titles_of(tuple(f"{label} {value}" for label, value in pairs if label or cover))
    units = {declared_factor(f"({value})")[0] for label, value in pairs if _UNIT.match(label)} - {None}
    years = {year for label, value in pairs if label or cover for year in _YEAR.findall(value)}
    return dataclasses.replace(
        told,
        unit_factor=units.pop() if len(units) == 1 else None,
        year=period.find_year(years.pop()) if len(years) == 1 else None,
    )


def _pairs(grid: Grid) -> Iterator[tuple[str, str]]:
    """Each line as its label, empty where it has none that is known, and the rest."""
    for row in grid.rows:
        line = " ".join(" ".join(str(value) for value in row if not is_blank(value)).split())
        label = _LABEL.match(line)
        rest = line[label.end() :].lstrip(" :=") if label else line
        if line:
            yield (label[0] if label else "", rest)
