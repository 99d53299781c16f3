"""One agency's cash plan form handed in month after month: every version of the plan kept, each month's figure once."""

import datetime as dt
from itertools import accumulate
from pathlib import Path

import pytest
from openpyxl import Workbook

from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.ingest import IngestRequest, ingest
from skpd_eval.jobs.scope import Asked
from skpd_eval.jobs.status import presence
from skpd_eval.model import Kind
from skpd_eval.model.ingestion import FileState, IngestOutcome
from skpd_eval.reading.file.file import read_task
from skpd_eval.reading.guard import read_guarded
from skpd_eval.settings import Settings

MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
PLAN = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 140]
CHANGED = [10, 20, 30, 40, 50, 60, 20, 30, 90, 200, 110, 140]
SPENT = [*accumulate([5, 25, 10, 30, 20, 15, 40, 35, 45, 50, 60, 70])]
BUDGET = sum(PLAN)


@pytest.fixture(autouse=True)
def without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "skpd_eval.jobs.ingest.read_files",
        lambda tasks, *_args, **_more: ((task, read_guarded(task, read_task, 0)[0]) for task in tasks),
    )


def form(path: Path, plan: list[int], spent: list[int], *, sheet: str = "JAN-DES") -> None:
    """A form whose realizations are of the year so far, as its quarter cells prove."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    headings = [name for q in range(4) for name in (*MONTHS[3 * q : 3 * q + 3], f"Triwulan {q + 1}")]
    rows: list[list[object]] = [
        ["PEMERINTAH KABUPATEN CONTOH"], ["TARGET DAN REALISASI KEUANGAN"], ["TAHUN ANGGARAN 2022"],
        ["Nama OPD", "Total Anggaran", None, "Rincian", *headings],
        ["Kecamatan Contoh", "BELANJA", BUDGET, "TARGET", *_row(plan, last=False)],
        [None, None, None, "REALISASI", *_row(spent, last=True)],
    ]  # fmt: skip
    for row in rows:
        page.append(row)
    book.save(path)


def _row(months: list[int], *, last: bool) -> list[int]:
    found: list[int] = []
    for quarter in range(4):
        three = months[3 * quarter : 3 * quarter + 3]
        found += [*three, max(three) if last else sum(three)]
    return found


def until(month: int, spent: list[int] = SPENT) -> list[int]:
    return spent[:month] + [0] * (12 - month)


def read(folder: Path) -> tuple[Context, IngestOutcome]:
    context = Context(Settings(), folder.parent / "ledger.db", "id", dt.datetime(2023, 1, 5, tzinfo=dt.UTC))
    return context, ingest(context, IngestRequest((folder,)))


def figures(context: Context, quarter: int) -> tuple[int | None, int | None]:
    """Plan and realization of the only agency, in rupiah."""
    found = evaluate_position(context, EvaluationRequest(Asked(year=2022, quarter=quarter)))
    ((plan, spent),) = [(row.figures.plan, row.figures.realization) for row in (*found.rows, *found.unranked)]
    return None if plan is None else plan // 100, None if spent is None else spent // 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "forms"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    ("names", "manifest"),
    [
        pytest.param("kas_48_2022-{month:02}.xlsx", False, id="month in the name"),
        pytest.param("kas_48_2022{month:02}15-120000.xlsx", False, id="stamp in the name"),
        pytest.param("kas_48_{letter}.xlsx", True, id="manifest, names in another order"),
    ],
)
def test_versions_are_kept_and_the_one_in_force_is_used(folder: Path, names: str, manifest: bool) -> None:
    rows = ["file,cutoff"]
    for month, letter in ((3, "c"), (6, "b"), (9, "a")):
        name = names.format(month=month, letter=letter)
        form(folder / name, CHANGED if month == 9 else PLAN, until(month))
        rows.append(f"{name},2022-{month:02}-{31 if month == 3 else 30}")
    if manifest:
        (folder / "manifest.csv").write_text("\n".join(rows), encoding="utf-8")
    context, outcome = read(folder)
    assert {one.state for one in outcome.files} == {FileState.RECORDED}
    assert sum(position.kind is Kind.PLAN for one in outcome.files for position in one.positions) == 2
    cutoffs = [p.cutoff for one in outcome.files for p in one.positions if p.kind is Kind.ACCOUNTS]
    assert [cutoff.month for cutoff in sorted(cutoffs)] == [*range(1, 10)]
    assert figures(context, 1) == (sum(PLAN[:3]), SPENT[2])
    assert figures(context, 3) == (sum(PLAN[:9]), SPENT[8])
    again = ingest(context, IngestRequest((folder,)))
    assert {one.state for one in again.files} == {FileState.UNCHANGED}


def test_the_changed_plan_is_in_force_in_the_next_quarter(folder: Path) -> None:
    form(folder / "kas_2022-03.xlsx", PLAN, until(3))
    form(folder / "kas_2022-06.xlsx", CHANGED, until(9))
    context, _ = read(folder)
    assert figures(context, 2)[0] == sum(PLAN[:6])
    assert figures(context, 3)[0] == sum(CHANGED[:9])


def test_a_later_form_corrects_a_month_and_says_so(folder: Path) -> None:
    corrected = [*SPENT[:2], SPENT[2] - 3, *SPENT[3:]]
    form(folder / "kas_2022-03.xlsx", PLAN, until(3))
    form(folder / "kas_2022-06.xlsx", PLAN, until(6, corrected))
    context, outcome = read(folder)
    assert figures(context, 1)[1] == corrected[2]
    said = [
        (one.file, f.arguments["count"])
        for one in outcome.files
        for f in one.findings
        if f.code == "form-restates"
    ]
    assert said == [("kas_2022-06.xlsx", 1)]


@pytest.mark.parametrize("sheets", [("JAN-DES", "JAN-DES"), ("Form", "Form")])
def test_two_forms_of_no_known_order_are_refused(folder: Path, sheets: tuple[str, str]) -> None:
    for name, plan, sheet in zip("ab", (PLAN, CHANGED), sheets, strict=True):
        form(folder / f"kas_{name}.xlsx", plan, until(9), sheet=sheet)
    _, outcome = read(folder)
    assert {one.state for one in outcome.files} == {FileState.REFUSED}
    assert {f.code for one in outcome.files for f in one.findings if f.severity == "error"} == {
        "two-files-one-position"
    }


@pytest.mark.parametrize("filled", [False, True])
def test_a_form_not_filled_in_is_no_version_of_the_plan(folder: Path, filled: bool) -> None:
    form(folder / "kas_2022-06.xlsx", [0] * 12, [0] * 12)
    if filled:
        form(folder / "kas_2022-03.xlsx", PLAN, until(9))
    context, outcome = read(folder)
    assert {one.state for one in outcome.files} == {FileState.RECORDED}
    if filled:
        assert figures(context, 3)[0] == sum(PLAN[:9])
        ((_, _, kinds),) = presence(context, Asked(year=2022, quarter=3)).rows
        assert kinds[Kind.PLAN] == "present"


def test_a_form_not_filled_in_takes_nothing_out_of_force(folder: Path, tmp_path: Path) -> None:
    form(folder / "kas.xlsx", PLAN, until(9))
    read(folder)
    later = tmp_path / "later"
    later.mkdir()
    form(later / "kas.xlsx", [0] * 12, [0] * 12)
    context, outcome = read(later)
    assert [one.superseded for one in outcome.files] == [()]
    assert figures(context, 3) == (sum(PLAN[:9]), SPENT[8])
