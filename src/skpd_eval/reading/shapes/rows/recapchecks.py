"""What is refused or said of the rows that count as agencies, where no total proves them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import is_figure
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.shapes.rows.recapgroups import Sums
from skpd_eval.reading.words.agencynames import names_agency, names_two_agencies
from skpd_eval.reading.words.groupnames import names_group
from skpd_eval.reading.words.rowkinds import is_aside

_WORK = re.compile(r"(?:sub\s*)?(?:program|kegiatan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that count, with the sen of each by role."""

    rows: list[RecapRow]
    amounts: Sums
    proved: bool
    """Whether a total proves them."""
    header: Header
    collector: Collector

    def whole(self) -> list[RecapRow]:
        """Rows of whole agencies: of no unit, work or account of theirs."""
        return [
            row
            for row in self.rows
            if row.unit is None and row.activity is None and row.account is None and not row.of_works
        ]

    def column(self, *roles: str) -> int | None:
        """Zero-based column of the first of the roles that the table has."""
        found = (self.header.column(role) for role in roles)
        return next((column.index for column in found if column is not None), None)


def _refuse_works(chosen: Chosen) -> None:
    """A program in the column of agencies is none: nothing proves that it stands inside the agency above."""
    own = (row for row in chosen.rows if row.agency.code is None and not row.of_works and row.activity is None)
    work = next((row for row in own if _WORK.match(row.agency.name)), None)
    if work is not None:
        chosen.collector.error("work-unclear", work.row, None, name=work.agency.name[:60])


def _refuse_asides(chosen: Chosen) -> None:
    """A row called *Rata-rata* or *Keseluruhan*, or uncounted among counted rows, is no agency by its name.

    Where the sums prove that it counts, it does.
    """
    if chosen.proved:
        return
    rows = chosen.rows
    own = [row for row in rows if row.agency.code is None and row.activity is None and row.account is None]
    counted = sum(row.numbered for row in rows) > len(rows) / 2
    for row in own:
        named = names_agency(row.agency.name) or names_group(row.agency.name)
        if is_aside(row.agency.name) or (counted and not row.numbered and not named and row.unit is None):
            chosen.collector.error("row-no-agency", row.row, None, name=row.agency.name[:60])
            return


def _refuse_other_names(chosen: Chosen) -> None:
    """One code under two names is two agencies or a typing error: refused, with both rows."""
    first: dict[str, RecapRow] = {}
    for row in chosen.rows:
        if row.agency.code is None or row.unit is not None:
            continue
        other = first.setdefault(row.agency_key, row)
        if codes.agency_name_key(other.agency.name) != codes.agency_name_key(row.agency.name):
            chosen.collector.error(
                "code-two-names",
                row.row,
                chosen.column("agency_code", "agency_name"),
                code=row.agency.code,
                name=row.agency.name[:60],
                other=other.agency.name[:60],
                cell=chosen.collector.grid.row_name(other.row),
            )


def _say_other_codes(chosen: Chosen) -> None:
    """One name under two codes is an agency that was renumbered, or another one under a name that was pasted."""
    first: dict[str, RecapRow] = {}
    for row in chosen.whole():
        if row.agency.code is None or row.agency.name == row.agency.code or row.agency.dissolved:
            continue
        other = first.setdefault(codes.agency_name_key(row.agency.name), row)
        if other.agency.code != row.agency.code:
            chosen.collector.warn(
                "name-two-codes",
                row.row,
                chosen.column("agency_name", "agency_code"),
                name=row.agency.name[:60],
                code=row.agency.code,
                first=str(other.agency.code),
                cell=chosen.collector.grid.row_name(other.row),
            )


def _refuse_repeated(chosen: Chosen) -> None:
    """An agency that stands twice answered twice, or is paid in parts: only a total proves that both count.

    One with a code may have a row for each of its affairs, which something in the row must name; a row that
    states the same budget again is none.
    """
    if chosen.proved:
        return
    first: dict[str, RecapRow] = {}
    for row in chosen.whole():
        other = first.setdefault(row.agency_key, row)
        if other is not row and not _told_apart(row, other, chosen):
            chosen.collector.error(
                "agency-twice",
                row.row,
                chosen.column("agency_name", "agency_code"),
                agency=row.agency.name[:80],
                other=chosen.collector.grid.row_name(other.row),
            )


def _told_apart(row: RecapRow, other: RecapRow, chosen: Chosen) -> bool:
    if row.agency.code is None or _same_budget(chosen.amounts[row.row], chosen.amounts[other.row]):
        return False
    return _texts(row.row, chosen) != _texts(other.row, chosen)


def _texts(row: int, chosen: Chosen) -> set[str]:
    """What a row says in words or codes; its running number and its figures tell nothing apart."""
    values = (value for value in chosen.collector.grid.rows[row] if isinstance(value, str))
    told = (text for text in values if not is_figure(text) or codes.classify(text.strip()) is not None)
    return {" ".join(text.casefold().split()) for text in told} - {""}


def _same_budget(mine: Mapping[str, int | None], theirs: Mapping[str, int | None]) -> bool:
    budgets = [role for role in mine if role.startswith("budget") and mine[role]]
    return bool(budgets) and all(mine[role] == theirs[role] for role in budgets)


def _say_two_agencies(chosen: Chosen) -> None:
    """Two agencies in one cell: the amounts are of both, or those of one are lost."""
    for row in chosen.whole():
        column = chosen.column("agency_name", "agency_code")
        raw = None if column is None else chosen.collector.grid.value(row.row, column)
        if names_two_agencies(raw if isinstance(raw, str) else row.agency.name):
            chosen.collector.warn("two-agencies-named", row.row, column, name=row.agency.name[:80])


def _say_skipped_numbers(chosen: Chosen) -> None:
    """A number left out of the count is a row that was deleted; where a total proves the rows, it was not."""
    if chosen.proved:
        return
    counted = [row for row in chosen.rows if row.numbered and row.counted.isdigit()]
    for before, row in itertools.pairwise(counted):
        if int(row.counted) > int(before.counted) + 1 and row.mark == before.mark:
            chosen.collector.warn(
                "number-skipped",
                row.row,
                chosen.column("number"),
                number=int(row.counted),
                before=int(before.counted),
            )


def _say_without_budget(chosen: Chosen) -> None:
    """A realization without a budget, in a table that states budgets: it was lost, or stands a column aside."""
    for row in chosen.whole():
        told = chosen.amounts[row.row]
        budgets = [role for role in told if role.startswith("budget")]
        if budgets and told.get("realization") and all(told[role] is None for role in budgets):
            chosen.collector.warn(
                "budget-missing", row.row, chosen.column(*budgets), agency=row.agency.name[:80]
            )


CHECKS: tuple[Callable[[Chosen], None], ...] = (
    _refuse_works, _refuse_asides, _refuse_other_names, _say_other_codes, _refuse_repeated, _say_two_agencies,
    _say_skipped_numbers, _say_without_budget,
)  # fmt: skip


def check_chosen(chosen: Chosen) -> None:
    """Run every check of the rows that count."""
    for check in CHECKS:
        check(chosen)
