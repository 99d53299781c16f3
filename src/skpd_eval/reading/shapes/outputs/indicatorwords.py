"""What a file says in words of an output indicator: which realization is a good one, how quarters add up.

A column counts only where any of its cells has a word of the kind: "Jenis indikator" may also part outputs from
outcomes, and says then nothing of polarity. Where one cell has such a word, another one that has none is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from skpd_eval.model import Consolidation, Polarity
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.headings.header import Header

Meaning = TypeVar("Meaning", Polarity, Consolidation)

_WORD = re.compile(r"[^\W_]+")
_POLARITIES = {
    Polarity.HIGHER: (
        "maximize maximise maximum maximal max maksimum maksimal maksimalkan positif positive naik meningkat "
        "higher|higher is better|semakin tinggi semakin baik|semakin besar semakin baik|makin tinggi makin baik"
    ),
    Polarity.LOWER: (
        "minimize minimise minimum minimal min minimalkan negatif negative turun menurun "
        "lower|lower is better|semakin rendah semakin baik|semakin kecil semakin baik|makin rendah makin baik"
    ),
    Polarity.STABLE: "stabilize stabilise stabil stable tetap",
}
_CONSOLIDATIONS = {
    Consolidation.SUM: "sum jumlah penjumlahan dijumlahkan|total triwulan",
    Consolidation.AVERAGE: "average avg rerata|rata rata",
    Consolidation.LAST: "last terakhir|nilai terakhir|posisi akhir|take last known|last known",
}


def _words(listed: str) -> list[str]:
    """Words parted by blanks, then phrases, each after a bar."""
    words, *phrases = listed.split("|")
    return [*words.split(), *phrases]


_POLARITY = {word: meaning for meaning, listed in _POLARITIES.items() for word in _words(listed)}
_CONSOLIDATION = {word: meaning for meaning, listed in _CONSOLIDATIONS.items() for word in _words(listed)}


def polarities(header: Header, values: Values, rows: Sequence[int]) -> dict[int, Polarity]:
    """Polarity by zero-based row, of rows that state one; empty where the table has no such column."""
    return _meanings(header, values, rows, "polarity", _POLARITY)


def consolidations(header: Header, values: Values, rows: Sequence[int]) -> dict[int, Consolidation]:
    """How a row's quarters make the year, by zero-based row, of rows that state it."""
    return _meanings(header, values, rows, "consolidation", _CONSOLIDATION)


def _meanings(
    header: Header, values: Values, rows: Sequence[int], role: str, words: dict[str, Meaning]
) -> dict[int, Meaning]:
    column = header.column(role)
    if column is None:
        return {}
    texts = {row: values.collector.grid.value(row, column.index) for row in rows}
    stated = {row: str(text) for row, text in texts.items() if not is_blank(text) and _key(str(text))}
    found = {row: words[key] for row, text in stated.items() if (key := _key(text)) in words}
    for row, text in stated.items() if found else ():
        if row not in found:
            values.collector.error(f"{role}-unreadable", row, column.index, text=text.strip()[:60])
    return found


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
