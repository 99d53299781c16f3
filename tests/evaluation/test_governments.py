"""Governments side by side: postures beside the sums of agencies, and out of every ranking of agencies."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from skpd_eval.errors import NotIngestedError
from skpd_eval.evaluation import Query, default_quarter, select
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.governments import evaluate_all_governments
from skpd_eval.jobs.scope import Asked
from skpd_eval.jobs.status import presence
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, Holding, RealizationBasis, State
from skpd_eval.period import Quarter
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.settings import Settings

from .building import holding, named, submission

Q3 = Quarter(2023, 3)
NOW = dt.datetime(2023, 11, 1, tzinfo=dt.UTC)
MILIAR = 10**9 * 100
ORDER = (RealizationBasis.LRA,)


def posture(number: int = 9, cutoff: dt.date = Q3.end) -> Holding:
    return named(dataclasses.replace(submission(number, cutoff=cutoff), level="government"), 99, "Kota Batu")


def test_select__leaves_a_posture_out_of_the_agencies() -> None:
    held = [holding(submission(1), "health"), posture()]
    found = select(held, (), ORDER, Query(Q3))
    assert [choice.identity.name for choice in found.choices] == ["Dinas health"]
    assert not found.missing


def test_select__at_the_level_of_governments() -> None:
    held = [holding(submission(1), "health"), posture()]
    found = select(held, (), ORDER, Query(Q3, level="government"))
    assert [choice.identity.name for choice in found.choices] == ["Kota Batu"]


def test_default_quarter__does_not_count_a_posture() -> None:
    held = [holding(submission(1, cutoff=Quarter(2023, 2).end), "health"), posture()]
    assert default_quarter(held, (), 2023) == (Quarter(2023, 2), None)
    assert default_quarter([posture()], (), 2023) is None


class Made:
    """A ledger with what a test puts into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.context = Context(Settings(), folder / "ledger.db", "en", NOW)

    def put(self, name: str, text: str, options: ReadOptions) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        reading = read_file(str(path), name, options)
        assert reading.exports, reading.findings
        with Ledger.open(self.context.ledger, write=True) as ledger:
            ledger.record(reading, path.read_bytes(), NOW)

    def posture(self, government: str, budget: str, spent: str, quarter: int = 3) -> None:
        rows = ["akun,anggaran,realisasi,persentase"]
        for name, planned, realized in (
            ("Pendapatan Daerah", "900,00 M", "500,00 M"),
            ("Belanja Daerah", f"{budget} M", f"{spent} M"),
            ("Pembiayaan Daerah", "10,00 M", "5,00 M"),
        ):
            rows.append(f'" {name}","{planned}","{realized}",')
        self.put(
            f"{quarter}_{government}.csv", "\n".join(rows), ReadOptions(government, 2023, quarter=quarter)
        )

    def treasury(self, government: str, spent: int, month: int = 9) -> None:
        """One government's row of the regional treasury: realization without a budget."""
        end = Quarter(2023, (month + 2) // 3).end.isoformat()
        head = "thang;bulan;tgl_cutoff;nama_pemda;pendapatan;belanja;pembiayaan"
        text = f"{head}\n2023;{month};{end};{government};1;{spent};1\n"
        self.put(f"djpb-{government}.csv", text, ReadOptions())

    def agencies(self, government: str, amounts: Sequence[tuple[int, int]], quarter: int = 3) -> None:
        rows = ["kode skpd;skpd;pagu;realisasi"]
        rows += [
            f"1.0{place}.0.00.0.00.01.0000;Dinas {place};{budget};{spent}"
            for place, (budget, spent) in enumerate(amounts, 1)
        ]
        self.put(
            f"{quarter}-{government}.csv", "\n".join(rows), ReadOptions(government, 2023, quarter=quarter)
        )

    def governments(self, **asked: int) -> Evaluation:
        return evaluate_all_governments(self.context, EvaluationRequest(Asked(**asked)))  # type: ignore[arg-type]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


def shown(found: Evaluation) -> list[tuple[int | None, str, int | None, int | None]]:
    return [(row.rank, row.figures.name, row.figures.budget, row.figures.realization) for row in found.rows]


def test_evaluate_all_governments__postures_and_sums_of_agencies(made: Made) -> None:
    made.posture("Kota Satu", "100,00", "50,00")
    made.posture("Kota Dua", "200,00", "120,00")
    made.agencies("Kabupaten Tiga", [(600, 540), (400, 160)])
    found = made.governments(year=2023, quarter=3)
    assert shown(found) == [
        (1, "Kabupaten Tiga", 1000_00, 700_00),
        (2, "Kota Dua", 200 * MILIAR, 120 * MILIAR),
        (3, "Kota Satu", 100 * MILIAR, 50 * MILIAR),
    ]
    assert found.level == "government"
    assert not found.exclusions
    assert {source.layout for source in found.sources} == {"djpk-postur", "tidy"}


@pytest.mark.parametrize(
    ("budget", "spent", "measures"),
    [
        pytest.param("1,00", "0,70", [], id="the same"),
        pytest.param("1,01", "0,70", [], id="within the last digit"),
        pytest.param("1,02", "0,70", ["budget"], id="another budget"),
        pytest.param("1,50", "0,10", ["budget", "realization"], id="both"),
    ],
)
def test_evaluate_all_governments__a_posture_is_a_witness(
    made: Made, budget: str, spent: str, measures: list[str]
) -> None:
    made.agencies("Kota Satu", [(600_000_000, 540_000_000), (400_000_000, 160_000_000)])
    made.posture("Kota Satu", budget, spent)
    found = made.governments(year=2023, quarter=3)
    assert shown(found) == [(1, "Kota Satu", MILIAR, MILIAR * 7 // 10)]
    assert [f.arguments["role"] for f in found.findings if f.code == "posture-differs"] == measures


def test_evaluate_all_governments__a_posture_of_another_day_is_no_witness(made: Made) -> None:
    made.posture("Kota Satu", "1,00", "0,90")
    text = "kode skpd;skpd;pagu;realisasi\n1.01.0.00.0.00.01.0000;Dinas 1;1000000000;700000000\n"
    made.put("agustus.csv", text, ReadOptions("Kota Satu", 2023, cutoff=dt.date(2023, 8, 31)))
    found = made.governments(year=2023, quarter=3)
    assert [finding for finding in found.findings if finding.code == "posture-differs"] == []


def test_evaluate_all_governments__the_newest_quarter_that_half_reported(made: Made) -> None:
    for place, name in enumerate(("Kota Satu", "Kota Dua", "Kota Tiga"), 1):
        made.posture(name, "100,00", f"{place}0,00", quarter=2)
    made.posture("Kota Satu", "100,00", "60,00", quarter=3)
    found = made.governments()
    assert (found.quarter, len(found.rows)) == (2, 3)
    assert "thinner-quarter" in {finding.code for finding in found.findings}
    later = made.governments(quarter=3)
    assert [missing.name for missing in later.not_reported] == ["Kota Dua", "Kota Tiga"]
    assert [(row.figures.name, row.previous_rank) for row in later.rows] == [("Kota Satu", 3)]


def test_evaluate_all_governments__nothing_there(made: Made) -> None:
    made.posture("Kota Satu", "100,00", "50,00")
    with pytest.raises(NotIngestedError, match="2023-Q3"):
        made.governments(year=2023, quarter=1)
    with pytest.raises(NotIngestedError, match="2022"):
        made.governments(year=2022)


def test_a_posture_is_no_agency(made: Made) -> None:
    made.posture("Kota Satu", "1,00", "0,70")
    made.agencies("Kota Satu", [(600_000_000, 540_000_000)])
    found = evaluate_position(made.context, EvaluationRequest(Asked("Kota Satu")))
    assert [row.figures.name for row in found.rows] == ["Dinas 1"]
    assert not found.not_reported
    assert [name for _, name, _ in presence(made.context, Asked("Kota Satu")).rows] == ["Dinas 1"]
    assert found.total.budget == 600_000_000_00


@pytest.mark.parametrize("treasury_first", [False, True])
@pytest.mark.parametrize(("spent", "told"), [(50 * 10**9, 0), (51 * 10**9, 1)], ids=["the same", "apart"])
def test_evaluate_all_governments__a_source_without_budget(
    made: Made, treasury_first: bool, spent: int, told: int
) -> None:
    """Two sources of one position: the one that states both amounts counts, in whichever order they came."""
    if treasury_first:
        made.treasury("Kota Satu", spent)
    made.posture("Kota Satu", "100,00", "50,00")
    if not treasury_first:
        made.treasury("Kota Satu", spent)
    made.treasury("Kota Dua", 7)
    found = made.governments(year=2023, quarter=3)
    assert shown(found) == [(1, "Kota Satu", 100 * MILIAR, 50 * MILIAR)]
    assert [row.figures.name for row in found.unranked] == ["Kota Dua"]
    assert len([finding for finding in found.findings if finding.code == "source-aside"]) == told
    with Ledger.open(made.context.ledger) as ledger:
        assert {one.state for one in ledger.standings().values()} == {State.IN_FORCE}


@pytest.mark.parametrize(
    ("bare", "formed", "alike"),
    [
        pytest.param(("posture", 3), ("posture", 2), True, id="never at one position"),
        pytest.param(("posture", 3), ("posture", 3), False, id="one source states both"),
        pytest.param(("posture", 3), ("agencies", 3), True, id="a posture and agencies"),
    ],
)
def test_evaluate_all_governments__names_that_look_alike(
    made: Made, bare: tuple[str, int], formed: tuple[str, int], alike: bool
) -> None:
    for (kind, quarter), name in ((bare, "Batu"), (formed, "Kota Batu")):
        if kind == "posture":
            made.posture(name, "100,00", "50,00", quarter)
        else:
            made.agencies(name, [(600, 540)], quarter)
    found = made.governments(year=2023, quarter=3)
    pairs = [f.arguments for f in found.findings if f.code == "governments-alike"]
    assert pairs == [{"government": "Batu", "other": "Kota Batu"}] * alike
