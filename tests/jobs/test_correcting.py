"""A period told wrong and told anew: the figures follow what was told last, and say what is still to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pytest

from skpd_eval.errors import MissingMonthError
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.history import history
from skpd_eval.jobs.scope import Asked
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, PeriodKind, State
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.settings import Settings

NOW = dt.datetime(2026, 7, 10, tzinfo=dt.UTC)
MONTHS = ("januari", "februari", "maret", "april", "mei", "juni")
BUDGET = 10_810_941_900
FIRST_HALF = 4_556_422_354


class Series:
    """A ledger of monthly exports, told month by month what they are."""

    def __init__(self, exports: Path, folder: Path) -> None:
        self.exports = exports / "lampung-selatan-2026"
        self.context = Context(Settings(), folder / "ledger.db", "en", NOW)

    def record(self, period: PeriodKind, months: Iterable[str] = MONTHS) -> list[tuple[int, ...]]:
        """The numbers that each month's file replaces."""
        replaced = []
        with Ledger.open(self.context.ledger, write=True) as ledger:
            for month in months:
                path = self.exports / f"lra_{month}.xlsx"
                reading = read_file(str(path), path.name, ReadOptions(period_kind=period))
                replaced.append(ledger.record(reading, path.read_bytes(), NOW).superseded)
        return replaced

    def at(self, quarter: int) -> Evaluation:
        return evaluate_position(self.context, EvaluationRequest(Asked(quarter=quarter)))

    def spent(self, quarter: int) -> int | None:
        [row] = self.at(quarter).rows
        return row.figures.realization


@pytest.fixture
def series(exports: Path, tmp_path: Path) -> Series:
    return Series(exports, tmp_path)


def test_a_series_told_anew_to_be_of_single_months__is_added_up(series: Series) -> None:
    assert series.record(PeriodKind.CUMULATIVE) == [()] * 6
    assert series.spent(2) == 977_101_743 * 100
    assert series.record(PeriodKind.MONTH) == [(number,) for number in range(1, 7)]
    [row] = series.at(2).rows
    assert row.ratios.absorption == Fraction(FIRST_HALF, BUDGET)
    assert series.spent(1) == 1_014_703_637 * 100
    _, standings = history(series.context, Asked())
    assert [standings[number].state for number in (1, 6, 7, 12)] == [
        *(State.SUPERSEDED, State.SUPERSEDED),
        *(State.IN_FORCE, State.IN_FORCE),
    ]


def test_a_series_told_anew_to_be_cumulative__is_added_no_more(series: Series) -> None:
    series.record(PeriodKind.MONTH)
    series.record(PeriodKind.CUMULATIVE)
    assert (series.spent(1), series.spent(2)) == (637_656_722 * 100, 977_101_743 * 100)


@pytest.mark.parametrize(
    ("corrected", "lacking"),
    [
        pytest.param(("juni",), "2, 3, 4, 5", id="the last month alone"),
        pytest.param(("april", "mei", "juni"), "2, 3", id="the last quarter"),
    ],
)
def test_a_series_told_anew_in_part__names_the_months_still_to_be_told(
    series: Series, corrected: tuple[str, ...], lacking: str
) -> None:
    series.record(PeriodKind.CUMULATIVE)
    series.record(PeriodKind.MONTH, corrected)
    with pytest.raises(MissingMonthError, match=f"months='{lacking}'"):
        series.at(2)


def test_a_series_told_anew_but_for_january__is_whole(series: Series) -> None:
    """What is cumulative at the end of January is the month alone."""
    series.record(PeriodKind.CUMULATIVE)
    series.record(PeriodKind.MONTH, MONTHS[1:])
    assert series.spent(2) == FIRST_HALF * 100
