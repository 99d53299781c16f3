"""Which government, year and quarter is meant, from what was asked and what the ledger has."""

import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.errors import GovernmentNotNamedError, NotIngestedError, UsageError
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.ingest import IngestRequest, ingest
from skpd_eval.jobs.scope import Asked, scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model.ingestion import FileState
from skpd_eval.reading.file.file import read_task
from skpd_eval.reading.guard import read_guarded
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.settings import Settings

NOW = dt.datetime(2023, 11, 15, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_files(tasks, _reader, **_more):  # type: ignore[no-untyped-def]
        return ((task, read_guarded(task, read_task, 0)[0]) for task in tasks)

    monkeypatch.setattr("skpd_eval.jobs.ingest.read_files", read_files)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context(Settings(), tmp_path / "l.db", "id", NOW)


def put(context: Context, cutoff: str, agencies: str, government: str = "Kota Contoh") -> None:
    """Record a table with one row an agency, each named by a letter."""
    path = context.ledger.parent / f"{government}-{cutoff}.csv"
    rows = "".join(f"{government};{cutoff};Dinas {letter};1000;300\n" for letter in agencies)
    path.write_text("pemda;posisi;nama skpd;pagu;realisasi\n" + rows)
    outcome = ingest(context, IngestRequest((path,), ReadOptions()))
    assert [one.state for one in outcome.files] == [FileState.RECORDED]


def asked(context: Context, **more: object) -> tuple[str | None, str, str | None]:
    with Ledger.open(context.ledger) as ledger:
        scope = scope_of(ledger, context, Asked(**more))  # type: ignore[arg-type]
    thinner = scope.thinner
    return scope.government, str(scope.quarter), None if thinner is None else str(thinner)


def quarter(context: Context, **more: object) -> str:
    return asked(context, **more)[1]


@pytest.mark.parametrize(
    ("newest", "chosen", "thinner"),
    [
        pytest.param("ABCD", 3, False, id="all reported"),
        pytest.param("AB", 3, False, id="half reported"),
        pytest.param("A", 2, True, id="fewer than half"),
    ],
)
def test_the_newest_quarter_that_half_reported(
    context: Context, newest: str, chosen: int, thinner: bool
) -> None:
    put(context, "2023-06-30", "ABCD")
    put(context, "2023-09-30", newest)
    with Ledger.open(context.ledger) as ledger:
        scope = scope_of(ledger, context, Asked())
    assert (scope.quarter.year, scope.quarter.number) == (2023, chosen)
    assert (scope.thinner is not None) is thinner


def test_a_thin_quarter_that_is_named_is_taken(context: Context) -> None:
    put(context, "2023-06-30", "ABCD")
    put(context, "2023-09-30", "A")
    assert quarter(context, quarter=3) == quarter(context, cutoff=dt.date(2023, 9, 30))


def test_the_newest_year_that_has_the_quarter(context: Context) -> None:
    put(context, "2022-09-30", "AB")
    put(context, "2023-06-30", "AB")
    with Ledger.open(context.ledger) as ledger:
        assert scope_of(ledger, context, Asked(quarter=3)).quarter.year == 2022
        assert scope_of(ledger, context, Asked(quarter=2)).quarter.year == 2023
        assert scope_of(ledger, context, Asked(year=2022)).quarter.year == 2022


@pytest.mark.parametrize("more", [{"quarter": 1}, {"year": 2021}, {"cutoff": dt.date(2023, 8, 11)}], ids=str)
def test_what_is_not_there_lists_what_is(context: Context, more: dict[str, object]) -> None:
    put(context, "2023-09-30", "AB")
    with pytest.raises(NotIngestedError, match=r"available='2023-Q3'"):
        asked(context, **more)


def test_several_governments_must_be_named(context: Context) -> None:
    put(context, "2023-09-30", "AB")
    put(context, "2023-09-30", "CD", "Kabupaten Contoh")
    with pytest.raises(
        GovernmentNotNamedError, match=r"Kabupaten Contoh.*Kota Contoh|Kota Contoh.*Kabupaten Contoh"
    ):
        asked(context)
    assert asked(context, government="PEMERINTAH KAB. CONTOH")[0] == "Kabupaten Contoh"
    with pytest.raises(NotIngestedError, match="Kota Lain"):
        asked(context, government="Kota Lain")


def test_a_date_outside_the_year_or_quarter_asked(context: Context) -> None:
    put(context, "2023-09-30", "AB")
    with pytest.raises(UsageError, match="cutoff-outside-year"):
        asked(context, cutoff=dt.date(2023, 9, 30), year=2022)
    with pytest.raises(UsageError, match="cutoff-outside-quarter"):
        asked(context, cutoff=dt.date(2023, 9, 30), quarter=2)
