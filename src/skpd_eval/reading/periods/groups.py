"""Rows of a plain table by the period and government that their own columns state."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from skpd_eval import codes, period
from skpd_eval.errors import PeriodError
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.told.periods import Told

ROLES = ("government", "year", "quarter", "cutoff")
_INSTANT = re.compile(
    r"(?P<year>20\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$"
)
_BARE_NUMBER = re.compile(r"\d{1,2}(?:\.0)?$")
_MONTHLY = ("bulan", "month", "masa")
_QUARTERLY = ("triwulan", "tw", "quarter", "kuartal", "q")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one government and period."""

    told: Told
    government: str | None
    rows: list[RecapRow]


def groups_of(header: Header, rows: list[RecapRow], collector: Collector) -> list[Group]:
    """Group rows by their own period and government columns; one group where the table has none."""
    roles = [role for role in ROLES if header.column(role)]
    found: dict[tuple[str, ...], list[RecapRow]] = {}
    for row in rows:
        found.setdefault(tuple(_text(header, collector, row.row, role) for role in roles), []).append(row)
    return [
        Group(
            _told(dict(zip(roles, key, strict=True)), header, members[0].row, collector),
            _government(dict(zip(roles, key, strict=True)).get("government", "")),
            members,
        )
        for key, members in found.items()
    ]


def _text(header: Header, collector: Collector, row: int, role: str) -> str:
    column = header.column(role)
    value = None if column is None else collector.grid.value(row, column.index)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    instant = _INSTANT.match(text)
    return f"{instant['year']}-{instant['month']}-{instant['day']}" if instant else text


def _government(text: str) -> str | None:
    """The government of a cell, in capitals only as a name has them; ``None`` for a blank one."""
    return (codes.government_name(text) if text.isupper() else None) or text or None


def _told(texts: dict[str, str], header: Header, row: int, collector: Collector) -> Told:
    year = period.find_year(texts.get("year", ""))
    for role in ("cutoff", "quarter"):
        if not texts.get(role):
            continue
        column = header.column(role)
        heading = column.heading.text if column is not None else ""
        mention = _mention(texts[role], role, year, heading)
        if mention is None:
            collector.error("period-unreadable", row, column.index if column else None, text=texts[role][:60])
        return Told(year, mention)
    return Told(year, None)


def _mention(text: str, role: str, year: int | None, heading: str) -> PeriodMention | None:
    """A period cell: a date, a name, or a number, which is a month or a quarter only as its heading says."""
    if role == "quarter" and _BARE_NUMBER.match(text):
        return _numbered(int(text.partition(".")[0]), year, heading.split())
    try:
        if role == "cutoff":
            day = period.parse_date(text)
            return PeriodMention(None, day, day.month, None, day.year, "day", None, day.day)
        found = period.find_period(text)
        if found is not None:
            return dataclasses.replace(found, year=found.year or year)
        return PeriodMention(None, None, None, period.parse_quarter(text), year, "quarter", None)
    except PeriodError:
        month = period.month_number(text)
        return None if month is None else PeriodMention(None, None, month, None, year, "month", None)


def _numbered(number: int, year: int | None, heading: list[str]) -> PeriodMention | None:
    if any(word in _MONTHLY for word in heading):
        return PeriodMention(None, None, number, None, year, "month", None) if 1 <= number <= 12 else None
    if any(word in _QUARTERLY for word in heading):
        return PeriodMention(None, None, None, number, year, "quarter", None) if 1 <= number <= 4 else None
    return None
