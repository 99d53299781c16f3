"""Form E.81 from a ledger with indicators, notes, and a quarter that nobody reported."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from skpd_eval.jobs.context import Context, open_context
from skpd_eval.jobs.e81 import FilledForm, fill_e81
from skpd_eval.jobs.evaluation import EvaluationRequest
from skpd_eval.jobs.scope import Asked
from skpd_eval.ledger import Ledger
from skpd_eval.model import (
    AccountLine,
    AgencyName,
    BudgetBasis,
    Dimension,
    Export,
    FileReading,
    IndicatorLine,
    Kind,
    Level,
    Note,
    PeriodKind,
    PeriodOrigin,
    Precision,
    RealizationBasis,
)
from skpd_eval.period import Quarter
from skpd_eval.presentation.tables import e81
from skpd_eval.presentation.tables.e81 import Paper

NOW = dt.datetime(2023, 10, 5, tzinfo=dt.UTC)
TRAINING, FAIR = "2.07.03.2.01.0001", "2.07.04.2.03.0002"
AGENCIES = (
    AgencyName("2.07.0.00.0.00.01.0000", "Dinas Tenaga Kerja"),
    AgencyName("1.06.0.00.0.00.01.0000", "Dinas Sosial"),
)
NAMES = {
    (Dimension.ACTIVITY, "2.07.03"): "PROGRAM PELATIHAN KERJA",
    (Dimension.ACTIVITY, TRAINING): "Pelatihan menurut kompetensi",
    (Dimension.ACTIVITY, FAIR): "Bursa kerja",
}
CONFIGURATION = """
[[indicator]]
name = "Peserta pelatihan"
consolidation = "sum"

[[indicator]]
name = "Waktu tunggu"
polarity = "lower"
"""


def export(kind: Kind, quarter: int, **lines: Any) -> Export:
    return Export(
        file="a.xlsx", sheet="S", layout="made", kind=kind, level=Level.SUB_ACTIVITY, government="Kota Contoh",
        year=2023, cutoff=Quarter(2023, quarter).end, period_origin=PeriodOrigin.TITLE, precision=Precision.DAY,
        period_kind=PeriodKind.CUMULATIVE, budget_basis=BudgetBasis.UNSTATED,
        realization_basis=RealizationBasis.LRA, unit_factor=1, agencies=AGENCIES, columns={}, names=NAMES, **lines,
    )  # fmt: skip


def record(ledger: Ledger, name: str, one: Export) -> None:
    content = name.encode()
    reading = FileReading(name, name, hashlib.sha256(content).hexdigest(), len(content), (one,))
    ledger.record(reading, content, NOW)


def spent(*lines: tuple[int, str, int]) -> tuple[AccountLine, ...]:
    """Lines of an agency, activity and realization in rupiah, each with a budget of a million."""
    return tuple(
        AccountLine(agency, None, activity, "5.1.02", 10**8, None, None, 100 * amount, 5)
        for agency, activity, amount in lines
    )


def indicators(trained: str, waited: str | None) -> tuple[IndicatorLine, ...]:
    done = None if waited is None else Decimal(waited)
    return (
        IndicatorLine(0, None, TRAINING, "Peserta pelatihan", "orang", Decimal(200), Decimal(trained), 5),
        IndicatorLine(0, None, TRAINING, "Waktu tunggu", "bulan", Decimal(4), done, 6),
        IndicatorLine(0, None, None, "Indeks kepuasan", None, Decimal("82.5"), Decimal("80.25"), 7),
    )


@pytest.fixture
def context(tmp_path: Path) -> Context:
    (tmp_path / "skpd-eval.toml").write_text(CONFIGURATION, encoding="utf-8")
    path = tmp_path / "ledger.db"
    with Ledger.open(path, write=True) as ledger:
        for quarter, trained, waited in ((1, "50", None), (3, "120", "5")):
            lines = spent((0, TRAINING, 200 * quarter), (0, FAIR, 0), (1, "1.06.02.2.01.0001", 5))
            record(ledger, f"accounts {quarter}", export(Kind.ACCOUNTS, quarter, accounts=lines))
            stated = indicators(trained, waited)
            record(ledger, f"outputs {quarter}", export(Kind.OUTPUTS, quarter, indicators=stated))
        said = tuple(
            Note(agency, None, topic, text, 5)
            for agency, topic, text in (
                (0, "problem", "Lelang  ulang"),
                (0, "solution", "Percepatan lelang"),
                (1, "problem", "milik dinas lain"),
            )
        )
        record(
            ledger, "second quarter", export(Kind.ACCOUNTS, 2, accounts=spent((1, "1.06.02.2.01.0001", 4)))
        )
        lines = spent((0, TRAINING, 700), (0, FAIR, 30), (1, "1.06.02.2.01.0001", 5))
        record(ledger, "accounts", export(Kind.ACCOUNTS, 3, accounts=lines, notes=said))
    return open_context(ledger=path, language=None, environment={}, working_directory=tmp_path, now=NOW)


@pytest.fixture
def filled(context: Context) -> FilledForm:
    return fill_e81(context, EvaluationRequest(Asked(year=2023, quarter=3)), "Tenaga Kerja")


@pytest.fixture
def paper(filled: FilledForm) -> Paper:
    said = (filled.problems, filled.solutions, filled.remarks)
    return e81.paper(filled.form, filled.evaluation, filled.row, said, filled.output_category, "en")


def cells(paper: Paper, key: str) -> list[object]:
    place = [column.key for column in paper.columns].index(key)
    return [line.cells[place].value for line in paper.lines]


def test_form__a_quarter_that_the_agency_did_not_report_is_blank(filled: FilledForm) -> None:
    form = filled.form
    assert form.missing == (2,)
    assert form.total.quarters == (20_000, None, None, None)
    assert form.total.realized == 100 * (700 + 30)


def test_form__what_others_say_is_not_this_agencys(filled: FilledForm) -> None:
    assert (filled.problems, filled.solutions) == (("Lelang  ulang",), ("Percepatan lelang",))


def test_paper__indicators_stand_beside_their_activity_and_below_it(paper: Paper) -> None:
    codes, indicators = cells(paper, "code"), cells(paper, "indicator")
    first = codes.index(TRAINING)
    assert indicators[first : first + 2] == ["Peserta pelatihan (orang)", "Waktu tunggu (bulan) *"]
    assert codes[first + 1] is None
    assert cells(paper, "q1_k")[first : first + 2] == [Fraction(50), None]
    assert cells(paper, "realized_k")[first : first + 2] == [Fraction(120), Fraction(5)]
    assert cells(paper, "achieved_k_pct")[first : first + 2] == [Fraction(60), 100 * (2 - Fraction(5, 4))]
    assert indicators[-1] == "Indeks kepuasan *"


def test_paper__says_what_is_blank_and_why(paper: Paper) -> None:
    text = "\n".join(paper.notes)
    for part in ("Columns 2, 5, 6, 13 and 14", "Quarter II", "standing at its end", "Permendagri 86/2017"):
        assert part in text
    assert [text for _, text in paper.factors] == ["", "Lelang ulang", "Percepatan lelang", ""]


def test_paper__mean_and_predicate_are_of_the_indicators(filled: FilledForm, paper: Paper) -> None:
    place = [column.key for column in paper.columns].index("achieved_k_pct")
    mean = (Fraction(120, 200) + 2 - Fraction(5, 4) + Fraction("80.25") / Fraction("82.5")) / 3
    assert filled.row.figures.output_mean == mean
    assert [cells[place].value for cells in paper.means] == [mean * 100, "High"]


def test_sheet__numbers_of_indicators_are_numbers(filled: FilledForm, paper: Paper, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from skpd_eval.presentation.writers.xlsx.e81 import render_e81
    from skpd_eval.settings import Letterhead

    path = tmp_path / "form.xlsx"
    path.write_bytes(render_e81(paper, NOW, Letterhead(), filled.row.figures.name, "en"))
    sheet = load_workbook(path)["E.81"]
    values = {
        cell.value: cell.number_format for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    assert values[120] == "#,##0"
    assert values[80.25] == "#,##0.0###"
