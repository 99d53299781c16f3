"""Papers made again with ``--as-of`` an earlier day are that day's papers, whatever was recorded since."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.jobs.adjustments import Booking, book
from skpd_eval.jobs.adjustments import withdraw as withdraw_adjustment
from skpd_eval.jobs.assistance import close, open_cases
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.history import history, withdraw
from skpd_eval.jobs.ingest import IngestRequest, ingest
from skpd_eval.jobs.lowest import lowest_of
from skpd_eval.jobs.report import papers_of, write_report
from skpd_eval.jobs.scope import Asked
from skpd_eval.model.ingestion import FileState
from skpd_eval.reading.file.file import read_task
from skpd_eval.reading.guard import read_guarded
from skpd_eval.settings import Settings

FIRST_DAY = dt.datetime(2023, 10, 5, 9, tzinfo=dt.UTC)
LATER = dt.datetime(2024, 1, 20, 9, tzinfo=dt.UTC)
CITY = "kota-batu-2023"
FIRST = ("rekap-belanja-triwulan-2", "rekap-belanja-triwulan-3", "rfk-triwulan-3", "rak-2023")
SINCE = (
    "rekap-belanja-triwulan-1",
    "rekap-belanja-triwulan-4",
    "rfk-triwulan-4",
    "rak-perubahan-oktober-2023",
)
LABOUR = "2.07.0.00.0.00.01.0000"
FORMATS = (".xlsx", ".json", ".csv", ".md")
Papers = dict[str, bytes]


def record(context: Context, *paths: Path) -> None:
    outcome = ingest(context, IngestRequest(paths))
    assert {one.state for one in outcome.files} == {FileState.RECORDED}


def papers(context: Context, as_of: dt.date | None = None) -> Papers:
    """The papers of the newest full quarter in every format."""
    found = papers_of(context, EvaluationRequest(Asked(as_of=as_of)))
    return {
        suffix: write_report(context, found, str(context.ledger.parent / f"paper{suffix}")).read_bytes()
        for suffix in FORMATS
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> tuple[Context, Papers, Path]:
    """A ledger and the papers of its first day."""
    folder = tmp_path_factory.mktemp("as-of")

    def read_files(tasks, _reader, **_more):  # type: ignore[no-untyped-def]
        return ((task, read_guarded(task, read_task, 0)[0]) for task in tasks)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skpd_eval.jobs.ingest.read_files", read_files)
        context = Context(Settings(), folder / "l.db", "id", FIRST_DAY)
        record(context, *(samples / CITY / f"{name}.xlsx" for name in FIRST))
        _on_record(context, folder)
        made = papers(context)
        later = dataclasses.replace(context, now=LATER)
        _change_everything(later, samples, folder)
    return later, made, folder


def _on_record(context: Context, folder: Path) -> None:
    """An adjustment, and a case of the lowest agency."""
    book(context, None, Booking(LABOUR, "1.000", "5.1.02", dt.date(2023, 9, 30), "SP2B 1", "BLUD", "Ani"))
    evaluation = evaluate_position(context, EvaluationRequest(Asked(year=2023, quarter=3), detail=True))
    rows = lowest_of(evaluation, context, 1)
    open_cases(
        context, evaluation, rows, folder / "forms", "Ani", lambda _case: b"", lambda _case: "form.xlsx"
    )


def _change_everything(context: Context, samples: Path, folder: Path) -> None:
    """Newer quarters, an amended figure under another name, and withdrawals of what was told."""
    before, _ = history(context, Asked())
    record(context, *(samples / CITY / f"{name}.xlsx" for name in SINCE))
    renamed = folder / "renamed.csv"
    renamed.write_text(
        "government;cutoff;kode skpd;nama skpd;pagu;realisasi\n"
        f"Kota Batu;2023-09-30;{LABOUR};Dinas Ketenagakerjaan;1000000;900000\n",
        encoding="utf-8",
    )
    record(context, renamed)
    physical = next(one for one in before if one.kind == "physical")
    withdraw(context, physical.number, "salah berkas")
    withdraw_adjustment(context, 1, "sudah di LRA", "Ani")
    close(context, 1, "selesai", "Ani")


@pytest.mark.parametrize("suffix", FORMATS)
def test_papers_of_an_earlier_day_are_that_days(told: tuple[Context, Papers, Path], suffix: str) -> None:
    context, made, _ = told
    assert papers(context, FIRST_DAY.date())[suffix] == made[suffix]


@pytest.mark.parametrize("suffix", FORMATS)
def test_papers_of_today_are_others(told: tuple[Context, Papers, Path], suffix: str) -> None:
    context, made, _ = told
    assert papers(context)[suffix] != made[suffix]


def test_a_table_for_the_screen_names_the_day(told: tuple[Context, Papers, Path]) -> None:
    from skpd_eval.presentation.tables.ranking import ranking

    context, _, _ = told
    asked = Asked(as_of=FIRST_DAY.date())
    table = ranking(evaluate_position(context, EvaluationRequest(asked)), "id")
    assert "Buku catatan per 5 Oktober 2023." in table.footnotes
