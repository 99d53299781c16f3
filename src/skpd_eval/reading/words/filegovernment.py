"""The government and the year that a file's name tells where nothing else does: ``2023_Kota_Batu.csv``."""

from __future__ import annotations

import re

from skpd_eval import codes, period

_ASIDE = frozenset((
    "apbd", "papbd", "postur", "realisasi", "anggaran", "lra", "laporan", "data", "djpk", "sikd", "portal",
    "export", "ekspor", "unduh", "unduhan", "download", "file", "berkas", "csv", "copy", "salinan", "sheet",
    "book", "final", "revisi", "baru", "new", "hasil", "rekap", "tabel", "table", "murni", "perubahan", "tw",
    "triwulan", "semester", "bulan", "tahun", "ta", "sd", "s", "d", "per", "posisi", "keadaan", "pemda",
    "pemerintah", "daerah", "belanja", "pendapatan", "untitled", "dokumen", "document", "kemenkeu", "json",
    "html", "web", "page",
))  # fmt: skip
_MONTH_OR_ROMAN = re.compile(r"^(?:i|ii|iii|iv|q[1-4]|tw[1-4])$")
_STAMP = re.compile(r"20\d{2}[-_. ]?\d{2}(?!\d{2})|\d{1,2}[-_.]\d{1,2}[-_.]20\d{2}")
_PERIOD = re.compile(r"[^\W_]*\d[^\W_]*|[^\W\d_]+(?=\d)")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


def year_in_name(file: str) -> int | None:
    """The one year that a file's name holds; ``None`` without one or with two different ones."""
    years = {int(year) for year in _YEAR.findall(_stem(file))}
    return years.pop() if len(years) == 1 else None


def year_told(file: str) -> int | None:
    """The year that a file's name tells, unless it is that of a day on which the file may have been made."""
    return None if _STAMP.search(_stem(file)) else year_in_name(file)


def government_named(file: str) -> str | None:
    """The government that a file's name names with its form: ``realisasi_opd_kota_batu_2023.csv``."""
    words = re.sub(r"_+|(?<=\w)-(?=\w)", " ", _stem(file))
    return codes.government_name(_PERIOD.sub(" - ", words))


def government_in_name(file: str) -> str | None:
    """What is left of a file's name without digits, words of period and words of the trade; ``None`` for nothing."""
    words = [word for word in re.split(r"[\W\d_]+", _stem(file)) if word]
    kept = [word for word in words if not _says_nothing(word.casefold())]
    name = " ".join(kept)
    forms = all(word.casefold() in ("kota", "kab", "kabupaten", "prov", "provinsi") for word in kept)
    return None if forms or sum(map(str.isalpha, name)) <= 2 else name


def _says_nothing(word: str) -> bool:
    return word in _ASIDE or period.month_number(word) is not None or _MONTH_OR_ROMAN.match(word) is not None


def _stem(file: str) -> str:
    name = file.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and suffix.isalnum() and len(suffix) <= 5 else name
