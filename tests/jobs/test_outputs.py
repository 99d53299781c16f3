"""Output indicators from the ledger to a ranking by them."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from skpd_eval.evaluation.outputs import OutputRules, outputs_of
from skpd_eval.jobs.context import Context, open_context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.ledger import Ledger
from skpd_eval.model import (
    AccountLine,
    AgencyName,
    BudgetBasis,
    Consolidation,
    Export,
    FileReading,
    IndicatorLine,
    Kind,
    Level,
    NotAssessed,
    PeriodKind,
    PeriodOrigin,
    Polarity,
    Precision,
    RankingKey,
    RealizationBasis,
    UnrankedReason,
)
from skpd_eval.settings import IndicatorRule

NOW = dt.datetime(2023, 10, 5, tzinfo=dt.UTC)
AGENCIES = (
    AgencyName("1.02.0.00.0.00.01.0000", "Dinas Kesehatan"),
    AgencyName("2.07.0.00.0.00.01.0000", "Dinas Tenaga Kerja"),
    AgencyName("1.06.0.00.0.00.01.0000", "Dinas Sosial"),
)
CONFIGURATION = """
[[indicator]]
name = "Waktu tunggu"
polarity = "lower"
consolidation = "average"

[[indicator]]
name = "peserta pelatihan"
consolidation = "sum"
"""


def export(
    kind: Kind, cutoff: dt.date, period: PeriodKind = PeriodKind.CUMULATIVE, **lines: object
) -> Export:
    return Export(
        file="a.xlsx", sheet="S", layout="made", kind=kind, level=Level.AGENCY, government="Kota Contoh",
        year=2023, cutoff=cutoff, period_origin=PeriodOrigin.TITLE, precision=Precision.DAY, period_kind=period,
        budget_basis=BudgetBasis.UNSTATED, realization_basis=RealizationBasis.LRA, unit_factor=1,
        agencies=AGENCIES, columns={}, **lines,  # type: ignore[arg-type]
    )  # fmt: skip


def indicator(agency: int, name: str, target: int | None, done: str | None) -> IndicatorLine:
    return IndicatorLine(
        agency, None, None, name, None, None if target is None else Decimal(target),
        None if done is None else Decimal(done), 5,
    )  # fmt: skip


def record(ledger: Ledger, name: str, one: Export) -> None:
    content = name.encode()
    reading = FileReading(name, name, hashlib.sha256(content).hexdigest(), len(content), (one,))
    ledger.record(reading, content, NOW)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    (tmp_path / "skpd-eval.toml").write_text(CONFIGURATION, encoding="utf-8")
    path = tmp_path / "ledger.db"
    end = dt.date(2023, 9, 30)
    money = tuple(AccountLine(n, None, None, "5.1.02", 100, None, None, 50, 5) for n in range(3))
    with Ledger.open(path, write=True) as ledger:
        record(ledger, "accounts", export(Kind.ACCOUNTS, end, accounts=money))
        for month, waited, trained in ((7, "8", "30"), (8, "10", "40"), (9, "12", "40")):
            day = dt.date(2023, month, 30)
            lines = (
                indicator(0, "Waktu  tunggu", 10, waited),
                indicator(0, "Puskesmas terakreditasi", 4, "5" if month == 9 else None),
                indicator(1, "Peserta Pelatihan", 200, trained),
                indicator(1, "Bursa kerja", 2, None),
            )
            record(ledger, f"outputs {month}", export(Kind.OUTPUTS, day, PeriodKind.MONTH, indicators=lines))
    return open_context(ledger=path, language=None, environment={}, working_directory=tmp_path, now=NOW)


def test_outputs__months_are_consolidated_capped_and_ranked(context: Context) -> None:
    found = evaluate_position(context, EvaluationRequest(key=RankingKey.OUTPUT))
    health, labour = found.rows
    assert (health.figures.name, health.rank) == ("Dinas Kesehatan", 1)
    assert health.ratios.output_achievement == (Fraction(1) + Fraction(1)) / 2
    assert health.figures.output_raw_mean == (Fraction(1) + Fraction(5, 4)) / 2
    assert labour.ratios.output_achievement == Fraction(110, 200)


def test_outputs__what_was_not_reported_is_no_zero(context: Context) -> None:
    labour = evaluate_position(context, EvaluationRequest(key=RankingKey.OUTPUT)).rows[1]
    reasons = {one.indicator: one.reason for one in labour.figures.outputs}
    assert reasons == {"Peserta Pelatihan": None, "Bursa kerja": NotAssessed.NOT_REPORTED}


def test_outputs__an_agency_without_indicators_has_no_rank_by_them(context: Context) -> None:
    [social] = evaluate_position(context, EvaluationRequest(key=RankingKey.OUTPUT)).unranked
    assert (social.figures.name, social.reason) == ("Dinas Sosial", UnrankedReason.NO_KEY)


def test_outputs__stand_beside_a_ranking_by_absorption(context: Context) -> None:
    found = evaluate_position(context, EvaluationRequest())
    assert {row.figures.name: row.ratios.output_achievement for row in found.rows}["Dinas Sosial"] is None
    assert {source.kind for source in found.sources} == {"accounts", "outputs"}


SUM, LAST, AVERAGE = Consolidation.SUM, Consolidation.LAST, Consolidation.AVERAGE
QUARTERS = ((Decimal(10), Decimal(5)), (Decimal(20), None), (Decimal(30), Decimal(10)))


@pytest.mark.parametrize(
    ("stated", "told", "expected"),
    [
        pytest.param(SUM, None, (None, None), id="the file adds: unknown with a quarter"),
        pytest.param(LAST, None, (30, 10), id="the file takes the last"),
        pytest.param(
            AVERAGE, None, (20, Fraction(15, 2)), id="the file takes the mean of the quarters reported"
        ),
        pytest.param(SUM, LAST, (30, 10), id="the configuration wins: last"),
        pytest.param(SUM, AVERAGE, (20, Fraction(15, 2)), id="the configuration wins: mean"),
    ],
)
def test_outputs__quarters_are_consolidated_as_told(
    stated: Consolidation, told: Consolidation | None, expected: tuple[object, object]
) -> None:
    line = IndicatorLine(
        0, None, None, "Kepuasan", "indeks", Decimal(60), None, 5, Polarity.LOWER, stated, QUARTERS
    )
    rules = OutputRules((IndicatorRule("kepuasan", consolidation=told),))
    [one] = outputs_of([[line]], rules).indicators
    target = 60 if expected == (None, None) else expected[0]
    assert (one.target, one.realization, one.polarity) == (target, expected[1], Polarity.LOWER)


@pytest.mark.parametrize("told", [None, Polarity.HIGHER])
def test_outputs__polarity_is_the_configurations_else_the_files(told: Polarity | None) -> None:
    line = IndicatorLine(0, None, None, "Tunggu", None, Decimal(10), Decimal(12), 5, Polarity.LOWER)
    [one] = outputs_of([[line]], OutputRules((IndicatorRule("tunggu", told),))).indicators
    assert one.raw == (Fraction(12, 10) if told else 2 - Fraction(12, 10))
