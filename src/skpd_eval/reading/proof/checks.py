"""What is checked of every table, whatever its shape: one list, run over the one record of what was read.

A check says what it finds to the table's collector and returns what it proved. It looks at no shape; where a layout
has nothing of the kind (no pair of amounts, no total) the record is empty and nothing is said.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

from skpd_eval.model import Proven, Unread
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.columns.unitsbeside import check_units_beside
from skpd_eval.reading.layout.layout import AMOUNT_ROLES, PERCENT_ROLES
from skpd_eval.reading.outline.aftertotal import refuse_after_total
from skpd_eval.reading.proof.counted import Counted, Printed, Stated
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.proof.ordered import check_order
from skpd_eval.reading.proof.printed import (
    PROOF_ROWS,
    Found,
    all_fit,
    columns_beside,
    most_fit,
    remainder,
    share,
)
from skpd_eval.reading.proof.sizes import check_sizes
from skpd_eval.reading.proof.unread import unread_of
from skpd_eval.reading.told.scope import check_scope

Check = Callable[[Counted], Iterable[Proven]]
UNITS_APART = (1_000, 1_000_000, 1_000_000_000)


def printed_shares(table: Counted) -> Iterable[Proven]:
    """V-01: columns that print realization over budget, in all rows; detail that differs is one remark."""
    held: list[Proven] = []
    for column in table.beside:
        claim = share(column)
        claim.say(column, table.collector)
        held += claim.proven(table)
    _say_beneath(table)
    return held


def _say_beneath(table: Counted) -> None:
    aside = Collector(table.collector.file, table.collector.grid)
    for column in columns_beside(table, table.beneath):
        share(column).say(column, aside)
    differing = [one for one in aside.findings if one.code == "printed-percent-differs"]
    if differing:
        cell = (differing[0].source and differing[0].source.cell) or ""
        count = aside.counts["printed-percent-differs"]
        table.collector.warn("printed-percents-beneath", None, None, count=count, cell=cell)
    aside.findings = [one for one in aside.findings if one not in differing]
    aside.counts.clear()
    table.collector.adopt(aside)


def remainders(table: Counted) -> Iterable[Proven]:
    """V-01: columns, other than those of shares, that print budget less realization."""
    held: list[Proven] = []
    for column in table.beside:
        if share(column).found() is Found.OTHER:
            claim = remainder(column)
            claim.say(column, table.collector)
            held += claim.proven(table)
    return held


def exchanged(table: Counted) -> Iterable[Proven]:
    """Refuse where every printed percentage fits something else: columns exchanged, or another unit in one."""
    budget, spent = table.header.column("budget"), table.header.column("realization")
    for column in table.beside if budget is not None and spent is not None else ():
        rows = share(column).rows if column.named_share else ()
        telling = len(rows) >= PROOF_ROWS and all(0 != one.realization != one.budget for one in rows)
        if not telling or most_fit(column, rows) or budget is None or spent is None:
            continue
        if all_fit(column, [_exchanged(one) for one in rows]):
            table.collector.error("columns-exchanged", rows[0].row, budget.index)
        for factor in UNITS_APART:
            if _fits_in_units(column, rows, factor):
                table.collector.error("units-in-columns", rows[0].row, spent.index, count=factor)
    return ()


def _exchanged(one: Stated) -> Stated:
    return one._replace(budget=one.realization, realization=one.budget, halves=one.halves[::-1])


def _fits_in_units(column: Printed, rows: Iterable[Stated], factor: int) -> bool:
    larger = [one._replace(realization=one.realization * factor) for one in rows]
    smaller = [one._replace(budget=one.budget * factor) for one in rows]
    return all_fit(column, larger) or all_fit(column, smaller)


def sizes(table: Counted) -> Iterable[Proven]:
    """Budgets of agencies that can be none in the unit that they are read in."""
    check_sizes(table)
    return ()


def units_beside(table: Counted) -> Iterable[Proven]:
    """A unit that one heading declares and the one beside it does not."""
    columns = (*table.header.columns, *table.header.rivals)
    if table.places and not table.header.layout.named.plain_below:
        check_units_beside(columns, table.places, table.values)
    return ()


def order(table: Counted) -> Iterable[Proven]:
    """A row out of the order that the title names."""
    check_order(table.made, table.titles.text, table.collector)
    return ()


def rows_after_total(table: Counted) -> Iterable[Proven]:
    """Rows of figures beneath the total that closes the table; a table of agencies knows whose they are."""
    measures = (*AMOUNT_ROLES, *PERCENT_ROLES)
    columns = [column.index for column in table.header.columns if column.measure in measures]
    if table.closing is not None and columns and table.header.layout.shape != "rows":
        refuse_after_total(table.closing, columns, table.collector)
    return ()


def scope(table: Counted) -> Iterable[Proven]:
    """A table that is a part of the expenditure, or none of it."""
    check_scope(table.header, table.titles, table.collector, table.options)
    return ()


CHECKS: tuple[Check, ...] = (
    printed_shares, remainders, exchanged, sizes, units_beside, order, rows_after_total, scope,
)  # fmt: skip


def run_checks(table: Counted, *made: Lines) -> Unread:
    """Run every check over a table, keep what each proves with the lines made of it; what was left unread."""
    rows = (*table.rows, *([] if table.total is None else [table.total]))
    table = dataclasses.replace(table, made=made, beside=tuple(columns_beside(table, rows)))
    held = [one for check in CHECKS for one in check(table)]
    for lines in made:
        lines.proven.extend(held)
    return unread_of(table)
