"""V-04 between runs: what was just recorded as cumulative, beside the positions of the ledger around it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from skpd_eval import codes
from skpd_eval.checks import check_copied_series, check_falling_series
from skpd_eval.jobs.allow import allowed
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger
from skpd_eval.model import (
    AccountLine,
    Export,
    Finding,
    Holding,
    Level,
    PeriodKind,
    ProgressLine,
    Submission,
)
from skpd_eval.model.ingestion import FileOutcome, FileState

Place = tuple[object, ...]


def with_falls(ledger: Ledger, context: Context, outcomes: Sequence[FileOutcome]) -> list[FileOutcome]:
    """Add what shows beside the positions of an earlier run: ``series-falls``, before or behind, and copies.

    Compared are neighbouring positions of one agency in one layout, each as it was told last. What falls inside the
    run is told by :func:`~skpd_eval.checks.check_falling_series` on its files.
    """
    new = {number for one in outcomes if one.state is FileState.RECORDED for number in one.numbers}
    submissions = [one for one in ledger.submissions() if one.number in new] if new else []
    found: dict[int, list[Finding]] = defaultdict(list)
    for government, year in dict.fromkeys((one.government, one.year) for one in submissions):
        held = ledger.holdings(government or "", year)
        for pair in _neighbours(held):
            told_by = new.intersection(pair)
            if len(told_by) == 1:
                exports = [_stated(ledger, held, number) for number in pair]
                found[told_by.pop()] += [
                    finding
                    for rule in (check_falling_series, check_copied_series)
                    for _, finding in rule(exports)
                ]
    return [_with(one, found, context) for one in outcomes]


def _with(outcome: FileOutcome, found: dict[int, list[Finding]], context: Context) -> FileOutcome:
    told = [finding for number in outcome.numbers for finding in found.get(number, ())]
    findings = outcome.findings + allowed(told, context.settings)
    return dataclasses.replace(outcome, findings=findings) if told else outcome


def _neighbours(held: Iterable[Holding]) -> list[tuple[int, int]]:
    """Numbers of submissions that state an agency at positions that follow each other, both as cumulative."""
    newest: dict[Place, dict[dt.date, Submission]] = defaultdict(dict)
    for holding in sorted(held, key=lambda one: one.submission.number):
        submission = holding.submission
        if submission.is_report and submission.lines and submission.level != Level.GOVERNMENT:
            newest[_series(holding)][submission.cutoff] = submission
    pairs = {
        (before.number, after.number)
        for positions in newest.values()
        for before, after in _cumulative_pairs(positions)
        if before.layout == after.layout
    }
    return sorted(pairs)


def _cumulative_pairs(positions: dict[dt.date, Submission]) -> Iterator[tuple[Submission, Submission]]:
    for before, after in pairwise(positions[day] for day in sorted(positions)):
        if before.period_kind is after.period_kind is PeriodKind.CUMULATIVE:
            yield before, after


def _series(holding: Holding) -> Place:
    submission, agency = holding.submission, holding.agency
    who = agency.code or codes.agency_name_key(agency.name)
    return submission.kind, submission.realization_basis, who, agency.dissolved


def _stated(ledger: Ledger, held: Iterable[Holding], number: int) -> Export:
    """What a submission states of its agencies, as the check takes it: realizations alone."""
    mine = {holding.agency_id: holding for holding in held if holding.submission.number == number}
    submission = next(iter(mine.values())).submission
    places = {agency_id: place for place, agency_id in enumerate(mine)}
    pairs = [(number, agency_id) for agency_id in mine]
    return Export(
        file=submission.file,
        sheet=submission.sheet,
        layout=submission.layout,
        kind=submission.kind,
        level=Level(submission.level),
        government=submission.government,
        year=submission.year,
        cutoff=submission.cutoff,
        period_origin=submission.period_origin,
        precision=submission.precision,
        period_kind=submission.period_kind,
        budget_basis=submission.budget_basis,
        realization_basis=submission.realization_basis,
        unit_factor=1,
        agencies=tuple(holding.agency for holding in mine.values()),
        columns=submission.columns,
        accounts=tuple(
            AccountLine(places[one.agency_id], None, None, one.account, None, None, None, one.realization, 0)
            for one in ledger.account_amounts(pairs, by="account")
        ),
        progress=tuple(
            ProgressLine(
                *(places[one.agency_id], None, one.activity, None, None, None, one.realization),
                *(None, None, None, None, None, 0),
            )
            for one in ledger.progress_amounts(pairs)
        ),
    )
