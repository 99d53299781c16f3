"""Columns that rival others and are left unread: hidden ones, and those of another year; each is said."""

from __future__ import annotations

import dataclasses

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.columns.rivals import fiscal_year, of_year
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.periods.series import undated


def without_hidden(header: Header, collector: Collector) -> Header:
    """The header without hidden columns that rival shown ones of the same role: nobody sees what they hold.

    Not where all of them name their periods: months gone by are hidden for the eye, and are positions still.
    """
    hidden = collector.grid.hidden_columns
    for role in dict.fromkeys(column.role for column in header.rivals):
        same = [column for column in header.rivals if column.role == role]
        shown = [column for column in same if column.index not in hidden]
        if not shown or shown == same or not any(map(undated, same)):
            continue
        for column in same:
            if column not in shown:
                heading = column.heading.text
                collector.inform("hidden-column-not-read", header.last_row, column.index, heading=heading)
        header = _only(header, role, shown)
    return header


def in_year(header: Header, year: int | None, collector: Collector) -> Header:
    """The header with the columns of the fiscal year, of several years side by side."""
    chosen = of_year(header, year or fiscal_year(header))
    for column in header.rivals:
        mention = column.heading.mention
        of_a_year = mention is not None and mention.month is None and mention.quarter is None
        if of_a_year and column != chosen.column(column.role) and column.role not in chosen.ambiguous:
            heading = column.heading.text
            collector.inform("column-of-another-year", header.last_row, column.index, heading=heading)
    return chosen


def _only(header: Header, role: str, kept: list[Column]) -> Header:
    columns = tuple(column for column in header.columns if column.role != role)
    still = header.ambiguous if len(kept) > 1 else tuple(one for one in header.ambiguous if one != role)
    rivals = tuple(column for column in header.rivals if column.role != role)
    return dataclasses.replace(
        header,
        columns=(*columns, _first(header, role, kept)),
        rivals=(*rivals, *kept) if len(kept) > 1 else rivals,
        ambiguous=still,
    )


def _first(header: Header, role: str, kept: list[Column]) -> Column:
    """The column that had been chosen, if it is still there."""
    before = header.column(role)
    return before if before is not None and before in kept else kept[0]

