"""The agency of a workbook whose tables do not say whose they are: the one that another of its sheets names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.words.agencynames import names_agency

SEARCHED_ROWS = 60
MOST_BIDANG = 3
"""The code of an agency has room for three bidang urusan."""
_LABEL = re.compile(
    r"^(?:nama\s+)?(?:dinas|badan|kantor|bagian|instansi|skpd|opd|perangkat\s+daerah)(?:\s*/\s*\w+)*\s*:\s*",
    re.IGNORECASE,
)
_HEADQUARTERS = re.compile(r"^\W*(?:sekretariat\s+daerah|setda)", re.IGNORECASE)
_OF_GOVERNMENT = re.compile(
    r"\s+(?:pemerintah\s+)?(?:kab(?:upaten|\.)|kota|prov(?:insi|\.))\s.*$", re.IGNORECASE
)
_WITHIN = re.compile(
    r"\b(?:realisasi|anggaran|kinerja|keuangan|kegiatan|program|belanja|fisik|pada)\s+(?P<name>(?:dinas|badan|inspektorat|"
    r"sekretariat\s+(?:daerah|dprd|dewan)|kecamatan|satuan\s+polisi|rsud|rumah\s+sakit)\b.*?)"
    r"(?=\s+(?:tahun|thn|ta|t\.a|s\W{0,3}d|sampai|per|triwulan|tw|semester|bulan|posisi|keadaan|\d)\b|\s*[,(]|$)",
    re.IGNORECASE,
)
"""An agency's name inside a sentence of a title."""
_WHOLE = re.compile(
    r"\b(?:pembiayaan|dana\s+perimbangan|(?:pendapatan|belanja)\s+transfer|bagi\s+hasil)\b", re.IGNORECASE
)
_BIDANG = re.compile(r"(?P<urusan>[1-9])\.(?P<bidang>\d{1,2})\.\d{1,2}\b")


def agency_of_sheets(grids: Iterable[Grid]) -> str | None:
    """Code and name of the only agency that sheets name near their top, ``None`` where they name none or several."""
    named = {agency for grid in grids for agency in _agencies(grid)}
    if len({code for code, _ in named}) != 1:
        return None
    code, name = max(named, key=lambda agency: (len(agency[1]), agency))
    return f"{code} {name}"


def agency_of_titles(lines: Iterable[str], header: Header, grid: Grid) -> str | None:
    """The only agency that a title line is the name of, with a label or without; ``None`` for none or several.

    A table of programs of more bidang than an agency may have is of a whole government: its titles may name
    who made it. So may a secretariat that stands in a title alone.
    """
    found = {}
    of_works = header.layout.shape == "names"
    for line in lines:
        label = _LABEL.match(line)
        within = _WITHIN.search(line) if of_works else None
        name = line[label.end() :] if label else line if within is None else within["name"]
        if names_agency(name) and (label or not _HEADQUARTERS.match(name)):
            name = _OF_GOVERNMENT.sub("", name).strip(" .") if not label else name
            found[codes.agency_name_key(name)] = name
    if len(found) != 1 or len(_bidang(header, grid)) > MOST_BIDANG or _is_whole(grid, header):
        return None
    return next(iter(found.values()))


def _is_whole(grid: Grid, header: Header) -> bool:
    """Whether a statement has accounts that only a whole government has: its titles may name who made it."""
    rows = grid.rows[header.last_row + 1 :]
    return any(isinstance(value, str) and _WHOLE.search(value) for row in rows for value in row)


def _bidang(header: Header, grid: Grid) -> set[str]:
    """Bidang of the programs of a table, whether codes stand in one column or in several."""
    found = set()
    for row in range(header.last_row + 1, len(grid.rows)):
        segments = [_segment(grid.value(row, column)) for column in header.code_columns]
        begun = _BIDANG.match(".".join(segment for segment in segments if segment))
        if begun is not None:
            found.add(f"{begun['urusan']}.{int(begun['bidang'])}")
    return found


def _segment(value: CellValue) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "").strip()


def _agencies(grid: Grid) -> set[tuple[str, str]]:
    """Agencies with code and name in one cell: ``2.16.2.20.2.21.02.0000 - Dinas …``, a label before it or not."""
    found = set()
    for row in grid.rows[:SEARCHED_ROWS]:
        for value in row:
            if isinstance(value, str) and value:
                code, name = codes.split_code_and_name(value.partition(":")[2] or value)
                if code is not None and name and codes.classify(code) is CodeKind.AGENCY:
                    found.add((code, name))
    return found
