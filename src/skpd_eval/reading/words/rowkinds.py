"""Rows that are no data: column numbers, totals, subtotals, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skpd_eval import codes
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.units import cell_factor

_TOTAL = re.compile(
    r"^\W*(?:grand\s+|sub\s*)?(?:jumlah|total)(?:\s+(?:total|jumlah|keseluruhan|seluruh(?:nya)?|umum|"
    r"belanja(?:\s+daerah)?|anggaran|skpd|opd|kab\w*|kota|rata-rata|persentase))*"
    r"(?:\s+(?:kab(?:upaten|\.)?|kota|provinsi)(?:\s+[^\W\d_]+){1,3})?"
    r"(?:\s+(?:dan|&)\s+catatan\b.*)?\W*$",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?:[^\W\d_]\s+){3,}[^\W\d_]\W*")
_ITS_OFFICE = re.compile(r"^\W*pemerintah\s+(?:daerah\s+)?", re.IGNORECASE)
_SUBTOTAL = re.compile(r"^\W*(?:sub\s*-?\s*(?:jumlah|total)|jumlah|total|(?:di)?pindah(?:an|kan))\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"^\W*(?:(?:rata|rerata|selisih|sisa|saldo|(?:per|pro|pre)sen\w*|deviasi|target|capaian|akumulasi|kumulatif|keseluruhan|"
    r"seluruh(?:nya)?|semua|jml|average|mean|median|tertinggi|terendah|realisasi|pagu|anggaran|serapan|penyerapan|surplus|defisit|silpa|sumber\s+dana|catatan|keterangan|nip|per)\b"
    r"|(?:belanja(?:\s+daerah)?|apbd)\W*$|\*|%\s*(?:thd|terhadap|dari|serapan|realisasi|capaian)\b)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\(?\s*(?:rp\.?|rupiah|%|persen|idr)\s*\)?", re.IGNORECASE)
_MARKS = (
    (re.compile(r"[ivxlc]+", re.IGNORECASE), "roman"),
    (re.compile(r"[a-z]", re.IGNORECASE), "letter"),
    (re.compile(r"\d+(?:\.0)?"), "number"),
)
_COLUMN_NUMBER = re.compile(
    r"^\(?\s*(?:\d{1,2}|[a-z])\s*\)?\s*(?:=.*|\((?:[\dx\s+\-–*/:×%().]|\b[a-wyz]\b)+\))?$", re.IGNORECASE
)


def is_total(text: str) -> bool:
    """``JUMLAH``, ``T O T A L``, ``JUMLAH TOTAL``, ``Jumlah Belanja Daerah``: the total of the table."""
    return bool(_TOTAL.match(_together(text))) and not text.strip().casefold().startswith("sub")


def is_subtotal(text: str) -> bool:
    """A sum of rows above (``Sub Total``, ``Jumlah Urusan Wajib``)."""
    return bool(_SUBTOTAL.match(_together(text)))


def is_aside(text: str) -> bool:
    """Whether a row is called what is worked out of a table or said of it: *Rata-rata*, *Selisih*, *Keseluruhan*."""
    return bool(_ASIDE.match(text))


def names_government(text: str) -> bool:
    """``Kabupaten Ponorogo``, ``PEMERINTAH KOTA BATU``: a government and nothing else."""
    name = codes.government_name(text)
    return name is not None and len(_ITS_OFFICE.sub("", text).split()) == len(name.split())


def _together(text: str) -> str:
    """A word whose letters are spaced."""
    return "".join(text.split()) if _SPACED.fullmatch(text.strip()) else text


def counting(number: str) -> str:
    """How rows are counted, by the form of a number's parts: ``IV`` is ``roman``, ``1.a`` ``number.letter``."""
    parts = re.split(r"[.\-/]", number.strip(" .)(")) if number.strip(" .)(") else []
    forms = [next((name for form, name in _MARKS if form.fullmatch(part)), "text") for part in parts]
    return ".".join(forms)


def counting_after(before: str, number: str) -> str:
    """The same of a number beneath another: ``c`` is a letter beneath ``b``."""
    follows = len(before) == len(number) == 1 and ord(number) == ord(before) + 1
    return "letter" if follows and number.isalpha() else counting(number)


def is_number_row(values: Sequence[CellValue]) -> bool:
    """The row of column numbers, letters or units under a header: ``1 2 3``, ``a b c``, ``6 = 5 / 4``, ``(Rp) (%)``."""
    texts = [_text(value) for value in values if value is not None and str(value).strip()]
    numbers = len(texts) >= 2 and all(_COLUMN_NUMBER.match(text) for text in texts)
    return numbers or (bool(texts) and all(map(is_unit, texts)))


def is_unit(text: str) -> bool:
    """Whether a text is a unit of a column and nothing else: ``(Rp)``, ``%``, ``juta Rp``."""
    return _UNIT.fullmatch(text.strip()) is not None or cell_factor(text) is not None


def _text(value: CellValue) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
