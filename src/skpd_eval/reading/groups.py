"""Rows of a plain table by the period and government that their own columns state."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from skpd_eval import period
from skpd_eval.errors import PeriodError
from skpd_eval.period import PeriodMention
from skpd_eval.reading.collect import Collector
from skpd_eval.reading.header import Header
from skpd_eval.reading.periods import Told
from skpd_eval.reading.recap import RecapRow

ROLES = ("government", "year", "quarter", "cutoff")


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
            _government(roles, key),
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
    return str(value).strip().removesuffix(" 00:00:00")


def _government(roles: list[str], key: tuple[str, ...]) -> str | None:
    return (key[roles.index("government")] or None) if "government" in roles else None


def _told(texts: dict[str, str], header: Header, row: int, collector: Collector) -> Told:
    year = period.find_year(texts.get("year", ""))
    for role in ("cutoff", "quarter"):
        if not texts.get(role):
            continue
        mention = _mention(texts[role], role, year)
        if mention is None:
            column = header.column(role)
            collector.error("period-unreadable", row, column.index if column else None, text=texts[role][:60])
        return Told(year, mention)
    return Told(year, None)


def _mention(text: str, role: str, year: int | None) -> PeriodMention | None:
    """A period cell: a date, a quarter's number or name, a month's name."""
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
