"""What is told of a whole table: whose it is, of which year, until which month.

The user's word goes before the table's, and every reader asks here.
"""

from __future__ import annotations

from skpd_eval import codes
from skpd_eval.model import AgencyName
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import own_period
from skpd_eval.reading.told.titles import Titles

MONTHS_OF_QUARTER = 3
LAST_MONTH = 12


def agency_named(name: str, options: ReadOptions) -> AgencyName:
    """The agency of a text that may begin with its code, under the alias that the user gives."""
    code, rest = codes.split_code_and_name(name)
    return AgencyName(code, rest or name, codes.is_dissolved_mark(name), alias=options.agency_id)


def agency_told(options: ReadOptions, titles: Titles) -> AgencyName | None:
    """The agency that the user or a title names for the whole table."""
    name = options.agency_name or titles.agency
    return None if name is None else agency_named(name, options)


def agency_asked(options: ReadOptions) -> AgencyName | None:
    """The agency that the user names, whatever the table says."""
    return None if options.agency_name is None else agency_named(options.agency_name, options)


def year_asked(options: ReadOptions) -> int | None:
    """The fiscal year that the user names, alone or by a cut-off."""
    return options.year or (options.cutoff.year if options.cutoff else None)


def last_month(options: ReadOptions, titles: Titles, collector: Collector) -> int:
    """The last month of the position that the user or else the file names; December where nobody does."""
    if options.cutoff is not None:
        return options.cutoff.month
    if options.quarter is not None:
        return options.quarter * MONTHS_OF_QUARTER
    own = own_period(titles, collector.grid.name, collector.file)
    return (own[0].month or (own[0].quarter or 0) * MONTHS_OF_QUARTER if own else 0) or LAST_MONTH
