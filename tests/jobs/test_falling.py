"""Positions of different runs beside each other: a later one that falls behind names both and what mends both."""

from __future__ import annotations

import datetime as dt

import pytest

from skpd_eval.jobs.falling import with_falls
from skpd_eval.ledger import Ledger
from skpd_eval.model import Finding, PeriodKind
from skpd_eval.model.ingestion import FileOutcome, FileState
from skpd_eval.presentation.sentences import telling

from .recording import HEALTH, SCHOOLS, Recorder

MAY, JUNE = dt.date(2023, 5, 31), dt.date(2023, 6, 30)


def ingest(
    recorder: Recorder, cutoff: dt.date, *spent: int, period: PeriodKind | None = None
) -> tuple[Finding, ...]:
    """What a run says that ingests one table."""
    rows = [
        f"{code};Dinas {place};9000;{amount}"
        for place, (code, amount) in enumerate(zip((SCHOOLS, HEALTH), spent, strict=False), 1)
    ]
    name = f"{cutoff:%m}-{sum(spent)}.csv"
    done = recorder.put(name, "kode skpd;skpd;pagu;realisasi", *rows, cutoff=cutoff, period_kind=period)
    with Ledger.open(recorder.context.ledger) as ledger:
        recorded = FileOutcome(name, FileState.RECORDED, numbers=done.numbers)
        [outcome] = with_falls(ledger, recorder.context, [recorded])
    return outcome.findings


def test_a_later_month_that_falls_behind__names_both_files_and_what_mends_both(recorder: Recorder) -> None:
    assert ingest(recorder, MAY, 800, 500) == ()
    [finding] = ingest(recorder, JUNE, 700, 600)
    assert telling.full(finding, "en") == (
        "06-1300.csv: Dinas 1: cumulative realization fell from Rp800 (31 May 2023, 05-1300.csv) to Rp700 "
        "(30 June 2023). If both files hold their month alone, ingest both again with --period month."
    )


def test_several_agencies_that_fall_behind__are_told_at_once(recorder: Recorder) -> None:
    ingest(recorder, MAY, 800, 500)
    [finding] = ingest(recorder, JUNE, 700, 400)
    assert (finding.arguments["agencies"], finding.arguments["count"]) == (2, 2)
    assert (finding.arguments["before"], finding.arguments["realization"]) == (1300_00, 1100_00)


def test_an_earlier_month_that_comes_late__is_compared_with_the_later_one(recorder: Recorder) -> None:
    ingest(recorder, JUNE, 700)
    [finding] = ingest(recorder, MAY, 800)
    assert (finding.arguments["since"], finding.arguments["cutoff"]) == ("2023-05-31", "2023-06-30")


@pytest.mark.parametrize(
    "period", [pytest.param(PeriodKind.MONTH, id="June"), pytest.param(PeriodKind.CUMULATIVE, id="nothing")]
)
def test_what_is_told_to_be_a_month_alone__falls_behind_nothing(
    recorder: Recorder, period: PeriodKind
) -> None:
    ingest(recorder, MAY, 800)
    assert len(ingest(recorder, JUNE, 700, period=period)) == (period is PeriodKind.CUMULATIVE)


def test_a_corrected_position__is_compared_as_it_was_told_last(recorder: Recorder) -> None:
    ingest(recorder, MAY, 800)
    assert len(ingest(recorder, JUNE, 700)) == 1
    assert ingest(recorder, MAY, 600) == ()
    assert ingest(recorder, JUNE, 650) == ()
