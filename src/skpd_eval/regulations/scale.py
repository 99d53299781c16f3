"""Bands of a scale: half-open intervals that cover the whole line, checked when they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import pairwise

from skpd_eval import money
from skpd_eval.errors import RegulationError
from skpd_eval.regulations.title import Titles, titles_from

_LOWER = {"at_least": True, "above": False}
_UPPER = {"at_most": True, "below": False}


@dataclass(frozen=True, slots=True)
class Band:
    """One interval of a scale; an end is in the band where it is ``closed``, ``None`` is without end."""

    code: str
    lower: Decimal | None
    lower_closed: bool
    upper: Decimal | None
    upper_closed: bool

    def holds(self, value: Fraction | Decimal) -> bool:
        """Say whether a value lies in the band; the unit is the parameter's."""
        if self.lower is not None and (value < self.lower or (value == self.lower and not self.lower_closed)):
            return False
        return self.upper is None or value < self.upper or (value == self.upper and self.upper_closed)


@dataclass(frozen=True, slots=True)
class Scale:
    """Bands, lowest first. Values are compared half-up to ``rounded_to`` digits; ``None``: as they are."""

    name: str
    bands: tuple[Band, ...]
    rounded_to: int | None = None
    titles: Titles = field(default_factory=dict)
    """What the scale is cited as, where it is not cited as its parameter is."""
    link: str = ""

    def code_of(self, value: Fraction) -> str:
        """Give the code of the one band that holds an exact value (percent or percentage points)."""
        compared = value if self.rounded_to is None else money.round_half_up(value, self.rounded_to)
        return next(band.code for band in self.bands if band.holds(compared))


def scale_from(name: str, data: object, file: str) -> Scale:
    """Read one ``[values.scales.<name>]``; :class:`RegulationError` where it has a hole or an overlap."""
    key = f"scales.{name}"
    if not isinstance(data, Mapping) or set(data) - {"bands", "rounded_to", "title", "link"}:
        raise RegulationError(file, key, "unknown-key")
    rounded = data.get("rounded_to")
    if rounded is not None and (isinstance(rounded, bool) or not isinstance(rounded, int)):
        raise RegulationError(file, f"{key}.rounded_to", "wrong-type")
    rows = data.get("bands")
    if not isinstance(rows, list) or not rows:
        raise RegulationError(file, f"{key}.bands", "missing-key")
    bands = sorted((_band(row, key, file) for row in rows), key=_from_lowest)
    _check_cover(bands, key, file)
    titles = titles_from(data["title"], file, f"{key}.title") if "title" in data else {}
    return Scale(name, tuple(bands), rounded, titles, str(data.get("link", "")))


def _from_lowest(band: Band) -> tuple[bool, Decimal, bool]:
    return band.lower is not None, band.lower or Decimal(0), not band.lower_closed


def _band(row: object, key: str, file: str) -> Band:
    if not isinstance(row, Mapping) or not isinstance(row.get("code"), str):
        raise RegulationError(file, f"{key}.bands", "missing-key")
    if set(row) - {"code", *_LOWER, *_UPPER}:
        raise RegulationError(file, f"{key}.bands.{row['code']}", "unknown-key")
    lower, lower_closed = _end(row, _LOWER, key, file)
    upper, upper_closed = _end(row, _UPPER, key, file)
    return Band(row["code"], lower, lower_closed, upper, upper_closed)


def _end(
    row: Mapping[str, object], names: Mapping[str, bool], key: str, file: str
) -> tuple[Decimal | None, bool]:
    stated = [name for name in names if name in row]
    if not stated:
        return None, False
    at = f"{key}.bands.{row['code']}.{stated[0]}"
    if len(stated) > 1:
        raise RegulationError(file, at, "two-ends")
    try:
        return Decimal(str(row[stated[0]])), names[stated[0]]
    except InvalidOperation:
        raise RegulationError(file, at, "wrong-type") from None


def _check_cover(bands: Sequence[Band], key: str, file: str) -> None:
    codes = [band.code for band in bands]
    if len(set(codes)) < len(codes):
        raise RegulationError(file, f"{key}.bands", "code-twice")
    if bands[0].lower is not None:
        raise RegulationError(file, f"{key}.bands.{bands[0].code}", "gap")
    for below, above in pairwise(bands):
        _check_seam(below, above, key, file)
    if bands[-1].upper is not None:
        raise RegulationError(file, f"{key}.bands.{bands[-1].code}", "gap")


def _check_seam(below: Band, above: Band, key: str, file: str) -> None:
    at = f"{key}.bands.{above.code}"
    if below.upper is None or above.lower is None or below.upper > above.lower:
        raise RegulationError(file, at, "overlap")
    if below.upper < above.lower:
        raise RegulationError(file, at, "gap")
    if below.upper_closed == above.lower_closed:
        raise RegulationError(file, at, "overlap" if below.upper_closed else "gap")
    if below.lower == below.upper and not (below.lower_closed and below.upper_closed):
        raise RegulationError(file, f"{key}.bands.{below.code}", "empty")
