"""Where two sources state one amount of an agency apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from skpd_eval import money
from skpd_eval.errors import Argument
from skpd_eval.evaluation.entries import Entry, added
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.gathering import AgencyRow, gather, rows_of
from skpd_eval.evaluation.position import Selection
from skpd_eval.evaluation.ratios import share
from skpd_eval.evaluation.tracing import cells_of
from skpd_eval.findings import say
from skpd_eval.model import (
    BudgetChoice,
    Comparison,
    Difference,
    Finding,
    Kind,
    RealizationBasis,
    Statement,
    Submission,
    Uncompared,
)
from skpd_eval.regulations import Rulebook

AMOUNTS = ("budget", "realization")


class Witness(NamedTuple):
    """One kind of source at a position: what was chosen of it alone; statements of located lines name cells."""

    kind: Kind
    basis: RealizationBasis
    selection: Selection
    data: Fetched


class _Stated(NamedTuple):
    """An amount of an agency as one source states it, and what of the agency is left out of it, sen."""

    row: AgencyRow
    statement: Statement
    left_out: int
    by_account: bool

    def is_of(self, other: _Stated) -> bool:
        """Whether both stand in one table: it is no witness against itself."""
        mine, theirs = self.statement, other.statement
        return (mine.file, mine.sheet) == (theirs.file, theirs.sheet)

    def beside(self, other: _Stated) -> int:
        """Give the amount that another one is held against: what does not part accounts may state all of them."""
        value, theirs = self.statement.value, other.statement.value
        if other.by_account:
            return value
        return min((value, value + self.left_out), key=lambda amount: abs(theirs - amount))


def compare(witnesses: Sequence[Witness], rules: Rulebook, tolerance: Fraction) -> Comparison:
    """Compare every source with the first that states the same agency and amount at the same cut-off.

    The order of ``witnesses`` is that of a ranking. An amount is told where it is apart by more than
    ``tolerance`` of the budget, a fraction of one; without a budget wherever it differs.
    """
    stated: dict[tuple[str, str], list[_Stated]] = defaultdict(list)
    apart: dict[tuple[str, dt.date, dt.date], Uncompared] = {}
    for witness in witnesses:
        for choice in witness.selection.choices:
            for row in rows_of(choice, witness.selection, witness.data):
                for amount, one in _statements(row, witness, rules).items():
                    stated[row.key, amount].append(one)
    compared, differences = 0, []
    for (key, amount), found in stated.items():
        own, *others = found
        row, first = own.row, own.statement
        budget = next((one.statement.value for one in stated.get((key, "budget"), ())), None)
        for beside in (one for one in others if not own.is_of(one)):
            other, second, against = beside.row, beside.statement, own.beside(beside)
            if other.cutoff != row.cutoff:
                pair = (first.kind, first.basis, row.cutoff), (second.kind, second.basis, other.cutoff)
                apart.setdefault((key, row.cutoff, other.cutoff), Uncompared(row.code, row.name, *pair))
                continue
            compared += 1
            points = share(second.value - against, budget)
            if second.value != against and (points is None or abs(points) > tolerance):
                differences.append(Difference(row.code, row.name, row.cutoff, amount, first, second, points))
    return Comparison(
        differences=tuple(sorted(differences, key=_largest)),
        compared=compared,
        tolerance=tolerance,
        sources=tuple((one.kind, one.basis) for one in witnesses),
        uncompared=tuple(apart.values()),
    )


def difference_findings(found: Comparison) -> tuple[Finding, ...]:
    """``sources-differ`` (V-14, warning), one an amount: of the agency, or of all with the one most apart.

    Each has its cut-off.
    """
    by_amount: dict[str, list[Difference]] = defaultdict(list)
    for one in found.differences:
        by_amount[one.amount].append(one)
    return tuple(_differ(amount, apart) for amount, apart in by_amount.items())


def _differ(amount: str, apart: Sequence[Difference]) -> Finding:
    most = apart[0]
    points = "" if most.points is None else str(money.round_half_up(abs(most.points) * 100, 2))
    who: dict[str, Argument] = {"agency": most.agency_name}
    if len(apart) > 1:
        who = {"agencies": len(apart), "most": most.agency_name}
    arguments: dict[str, Argument] = {
        **who,
        "role": amount,
        "first_sen": most.first.value,
        "file": most.first.file,
        "second_sen": most.second.value,
        "other": most.second.file,
        "points": points,
    }
    return say("sources-differ", arguments, cutoff=most.cutoff)


def _largest(one: Difference) -> tuple[Fraction, int, str, str, str]:
    points = Fraction(1) if one.points is None else abs(one.points)
    return -points, -abs(one.difference), one.agency_code or "", one.agency_name, one.amount


def _statements(row: AgencyRow, witness: Witness, rules: Rulebook) -> Mapping[str, _Stated]:
    accounts = gather(row, BudgetChoice.IN_FORCE, rules).found
    counted = accounts.counted
    found: dict[str, _Stated] = {}
    for amount in AMOUNTS:
        entries = [entry for entry in counted if getattr(entry, amount) is not None]
        value = added(getattr(entry, amount) for entry in entries)
        if value is not None:
            origin = entries[0].origin
            source = row.submissions[max(row.submissions) if origin is None else origin.submission]
            cells = _cells(entries, row.submissions)
            statement = Statement(
                witness.kind, witness.basis, value, source.file, source.sheet, cells, len(entries)
            )
            apart = (entry for entries_of in accounts.excluded.values() for entry in entries_of)
            left_out = added(getattr(entry, amount) for entry in apart) or 0
            by_account = all(entry.account is not None for entry in entries)
            found[amount] = _Stated(row, statement, left_out, by_account)
    return found


def _cells(entries: Sequence[Entry], submissions: Mapping[int, Submission]) -> tuple[str, ...]:
    return tuple(
        cell
        for entry in sorted(entries, key=lambda entry: entry.origin or (0, 0, ()))
        if entry.origin is not None
        for cell in cells_of(submissions[entry.origin.submission], entry.origin, entry.account)
    )
