"""Tables that are a part of the expenditure of agencies, or none of it: they must not pass as the whole.

A table of one fund, one kind of expenditure or one program has budgets and realizations like any other; only its
titles say so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import PurePath

from skpd_eval.model import Kind, Severity
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.titles import Titles

_OFFICES = re.compile(
    r"\b(?:kecamatan|kec\.?|camat)\s+\w+|\b(?:badan|dinas|kantor|upt\w*|bidang)\s+(?:pengelola\w*\s+|pelayanan\s+)?(?:keuangan\W+(?:dan\s+)?)?"
    r"(?:pendapatan|pajak)(?:\s+(?:daerah|dan\s+\w+))*",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"\b(?:belanja|pengeluaran|serapan|penyerapan|fisik|kegiatan|program|pagu|sp2d)\b", re.IGNORECASE
)
_EARNED = re.compile(
    r"\b(?:pendapatan(?:\s+asli)?(?:\s+daerah)?|(?<!\()PAD(?!\s*,)|penerimaan(?!\s+pembiayaan)|retribusi|pajak\s+daerah)\b",
    re.IGNORECASE,
)
_FUNDS = re.compile(
    r"\b(?:dana\s+alokasi\s+khusus|DAK|dana\s+alokasi\s+umum|DAU|dana\s+bagi\s+hasil|DBH\s*-?\s*\w*|dana\s+desa|"
    r"alokasi\s+dana\s+desa|dana\s+kelurahan|dana\s+insentif\s+(?:daerah|fiskal)|DID|insentif\s+fiskal|"
    r"otonomi\s+khusus|otsus|dana\s+keistimewaan|danais|dana\s+bos|BOSP?|BOP\s+paud|BOK|bantuan\s+keuangan|"
    r"dekonsentrasi|tugas\s+pembantuan|pinjaman\s+daerah|dana\s+hibah)\b",
    re.IGNORECASE,
)
MOST_FUNDS = 2
"""A title that lists more funds speaks of all of them."""
_KINDS = re.compile(
    r"\bbelanja\s+(?P<kind>modal|pegawai|barang|operasi|hibah|bantuan|bunga|subsidi|transfer|tidak\s+terduga|tak\s+terduga|"
    r"perjalanan|makan|pemeliharaan|jasa|langsung(?:\s+(?:dan|&)\s+tidak\s+langsung)?|"
    r"tidak\s+langsung(?:\s+(?:dan|&)\s+langsung)?|bagi\s+hasil)\b"
    r"|\b(?P<goods>perjalanan\s+dinas|hibah|bantuan\s+sosial|makan(?:an)?\s+(?:dan\s+)?minum\w*)\b",
    re.IGNORECASE,
)
_THEMES = re.compile(
    r"\b(?:stunting|kemiskinan(?:\s+ekstrem)?|inflasi|covid\w*|program\s+prioritas|prioritas\s+(?:nasional|daerah)|"
    r"pokok(?:\s*-\s*pokok)?\s+pikiran|pokir|P3DN|PDN|produk\s+dalam\s+negeri|TKDN|responsif\s+gender|PPRG|SPM\s+bidang|"
    r"mandatory\s+spending|musrenbang|standar\s+pelayanan\s+minim\w+|"
    r"(?:kegiatan|proyek|program)\s+(?:strategis|unggulan|prioritas|fisik(?!\s*(?:dan|&|/)))|non\s*-?\s*gaji|"
    r"gaji(?:\s+dan\s+tunjangan)?|tunjangan|honorarium)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:seluruh|semua|per|menurut|setiap|masing\s*-?\s*masing)\s+(?:\w+\s+)?(?:kelompok|jenis|sumber)\b",
    re.IGNORECASE,
)
_WHOLE_KINDS = (
    ("operasi", "modal"),
    ("pegawai", "barang", "modal"),
    ("belanja langsung", "tidak langsung"),
    ("tidak langsung dan langsung",),
    ("tidak langsung & langsung",),
)
_ONLY = re.compile(r"\b(?:hanya|khusus|saja|semata|sebatas)\b", re.IGNORECASE)
_EXCEPT = re.compile(
    r"(?:(?:tidak|belum|tanpa)\s+(?:termasuk|memuat|mencakup|memperhitungkan|dihitung)|di\s*luar|selain|kecuali)\b[^.;)]*",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:gaji|tunjangan|pegawai|modal|barang|jasa|DAK|DAU|BOSP?|BLUD)\b", re.IGNORECASE)
"""What an agency spends itself: without it a table is a part. Contingency and transfers stand apart by rule."""
_COUNTED = r"(?:\d{1,2}|tiga|lima|tujuh|delapan|sembilan|sepuluh|dua\s*puluh)"
_LIST_OF_SOME = re.compile(
    rf"\b(?:{_COUNTED}\s*(?:\(\w+\)\s*)?(?:besar\s+)?(?:O\.?P\.?D|SKPD|PD|perangkat\s+daerah|dinas|instansi|satker)"
    rf"|top\s*{_COUNTED}|{_COUNTED}\s+besar)\b.*",
    re.IGNORECASE,
)
_AT_AN_END = re.compile(r"\b(?:ter(?:endah|tinggi|besar|kecil|baik|buruk|bawah|atas)|top|besar)\b", re.IGNORECASE)
_BOTH_ENDS = re.compile(r"\bter(?:endah|kecil|bawah)\b.*\bter(?:tinggi|besar|atas)\b", re.IGNORECASE)
_MONEY_OF_AGENCIES = (Kind.ACCOUNTS, Kind.PHYSICAL)
_WITH_OWN_SCOPE = ("posture", "governments", "pivot", "series")


def check_scope(header: Header, titles: Titles, collector: Collector, options: ReadOptions) -> None:
    """Refuse a table whose titles say that it is revenue or a part; with ``--force`` a part is a warning."""
    if header.layout.kind not in _MONEY_OF_AGENCIES or header.layout.shape in _WITH_OWN_SCOPE:
        return
    lines = [*titles.lines, *_sheet_words(collector.grid.name)]
    some = _some_named([*lines, *_sheet_words(PurePath(collector.file).name)])
    severity = Severity.WARNING if options.force else Severity.ERROR
    if some is not None:
        collector.add("some-agencies", severity, None, None, text=some)
    revenue = _revenue_named(lines)
    if revenue is not None:
        collector.error("revenue-table", None, None, text=revenue)
        return
    part = _part_named(lines) or _part_noted(titles.notes)
    if part is not None:
        collector.add("partial-table", severity, None, None, text=part[:80])


def _some_named(lines: Iterable[str]) -> str | None:
    """What calls a table a list of some agencies: *10 OPD serapan terendah*; one from end to end holds all."""
    for line in lines:
        found = _LIST_OF_SOME.search(line)
        if found is None or not _AT_AN_END.search(found[0]):
            continue
        ordered = " ".join(found[0].split())
        backwards = " ".join(reversed(ordered.split()))
        if not _BOTH_ENDS.search(ordered) and not _BOTH_ENDS.search(backwards):
            return ordered[:80]
    return None


def is_part(titles: Titles, sheet: str | None) -> bool:
    """Whether titles or a sheet's name speak of revenue or of a part of the expenditure."""
    lines = [*titles.lines, *_sheet_words(sheet)]
    return _revenue_named(lines) is not None or _part_named(lines) is not None


def _names_whole(names: Collection[str]) -> bool:
    """Whether the kinds that titles name are the whole expenditure, or near it."""
    text = " ".join(names)
    return any(all(kind in text for kind in kinds) for kinds in _WHOLE_KINDS)


def _revenue_named(lines: list[str]) -> str | None:
    text = _OFFICES.sub(" ", " ".join(lines))
    found = None if _SPENT.search(text) else _EARNED.search(text)
    return None if found is None else found[0]


def _part_named(lines: list[str]) -> str | None:
    """The words by which titles name a part; several kinds named together are the whole again."""
    text = _OFFICES.sub(" ", " ".join(lines))
    excepted = next((found[0] for found in _EXCEPT.finditer(text) if _OWN.search(found[0])), None)
    if excepted is not None:
        return excepted
    text = _EXCEPT.sub(" ", text)
    if _WHOLE.search(text):
        return None
    funds = [found[0] for found in _FUNDS.finditer(text)]
    if 0 < len({" ".join(fund.casefold().split()) for fund in funds}) <= MOST_FUNDS:
        return funds[0]
    kinds = [found[0] for found in _KINDS.finditer(text)]
    names = {" ".join(kind.casefold().split()) for kind in kinds}
    if names and not _names_whole(names):
        return ", ".join(kinds[:MOST_FUNDS])
    theme = _THEMES.search(text)
    return theme[0] if theme is not None and not names else None


def _part_noted(notes: Iterable[str]) -> str | None:
    """What a note restricts the table to: *data di atas hanya DAK*; *belum termasuk gaji*."""
    for note in notes:
        excepted = next((found[0] for found in _EXCEPT.finditer(note) if _OWN.search(found[0])), None)
        if excepted is not None:
            return excepted
        if _ONLY.search(note) and (part := _part_named([note])) is not None:
            return part
    return None


def _sheet_words(sheet: str | None) -> list[str]:
    return [] if sheet is None else [re.sub(r"[_\W]+", " ", sheet)]
