"""Positions of different runs beside each other: a later one that falls behind names both and what mends both."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.jobs.context import Context
from skpd_eval.jobs.falling import with_falls
from skpd_eval.ledger import Ledger
from skpd_eval.model import Finding, PeriodKind
from skpd_eval.model.ingestion import FileOutcome, FileState
from skpd_eval.presentation import sentences
from skpd_eval.reading.file import read_file
from skpd_eval.reading.options import ReadOptions
from skpd_eval.settings import Settings

NOW = dt.datetime(2023, 11, 1, tzinfo=dt.UTC)
FIRST, SECOND = "1.01.2.22.0.00.01.0000", "1.02.0.00.0.00.01.0000"
MAY, JUNE = dt.date(2023, 5, 31), dt.date(2023, 6, 30)


class Runs:
    """A ledger into which each file comes in a run of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.context = Context(Settings(), folder / "ledger.db", "en", NOW)

    def ingest(self, cutoff: dt.date, *spent: int, period: PeriodKind | None = None) -> tuple[Finding, ...]:
        rows = [
            f"{code};Dinas {place};9000;{amount}"
            for place, (code, amount) in enumerate(zip((FIRST, SECOND), spent, strict=False), 1)
        ]
        path = self.folder / f"{cutoff:%m}-{sum(spent)}.csv"
        path.write_text("\n".join(["kode skpd;skpd;pagu;realisasi", *rows]), encoding="utf-8")
        options = ReadOptions("Kota Contoh", cutoff=cutoff, period_kind=period)
        reading = read_file(str(path), path.name, options)
        with Ledger.open(self.context.ledger, write=True) as ledger:
            done = ledger.record(reading, path.read_bytes(), NOW)
            recorded = FileOutcome(path.name, FileState.RECORDED, numbers=done.numbers)
            [outcome] = with_falls(ledger, self.context, [recorded])
        return outcome.findings


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def test_a_later_month_that_falls_behind__names_both_files_and_what_mends_both(runs: Runs) -> None:
    assert runs.ingest(MAY, 800, 500) == ()
    [finding] = runs.ingest(JUNE, 700, 600)
    assert sentences.full(finding, "en") == (
        "06-1300.csv: Dinas 1: cumulative realization fell from Rp800 (31 May 2023, 05-1300.csv) to Rp700 "
        "(30 June 2023). If both files hold their month alone, ingest both again with --period month."
    )


def test_several_agencies_that_fall_behind__are_told_at_once(runs: Runs) -> None:
    runs.ingest(MAY, 800, 500)
    [finding] = runs.ingest(JUNE, 700, 400)
    assert (finding.arguments["agencies"], finding.arguments["count"]) == (2, 2)
    assert (finding.arguments["before"], finding.arguments["realization"]) == (1300_00, 1100_00)


def test_an_earlier_month_that_comes_late__is_compared_with_the_later_one(runs: Runs) -> None:
    runs.ingest(JUNE, 700)
    [finding] = runs.ingest(MAY, 800)
    assert (finding.arguments["earlier"], finding.arguments["cutoff"]) == ("2023-05-31", "2023-06-30")


@pytest.mark.parametrize(
    "period", [pytest.param(PeriodKind.MONTH, id="June"), pytest.param(PeriodKind.CUMULATIVE, id="nothing")]
)
def test_what_is_told_to_be_a_month_alone__falls_behind_nothing(runs: Runs, period: PeriodKind) -> None:
    runs.ingest(MAY, 800)
    assert len(runs.ingest(JUNE, 700, period=period)) == (period is PeriodKind.CUMULATIVE)


def test_a_corrected_position__is_compared_as_it_was_told_last(runs: Runs) -> None:
    runs.ingest(MAY, 800)
    assert len(runs.ingest(JUNE, 700)) == 1
    assert runs.ingest(MAY, 600) == ()
    assert runs.ingest(JUNE, 650) == ()
