"""Months handed in together are witnesses of each other: that they are taken as cumulative is said once."""

import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.jobs.across import BELIEVED, Read, with_one_belief
from skpd_eval.jobs.paths import Found
from skpd_eval.model import (
    BudgetBasis,
    Export,
    FileReading,
    Finding,
    Kind,
    Level,
    PeriodKind,
    PeriodOrigin,
    Precision,
    RealizationBasis,
    Severity,
    Source,
)


def month(number: int, government: str = "Kota Contoh") -> Read:
    """A file of one month that nothing calls cumulative."""
    name = f"{government} {number}.xlsx"
    told = Finding(BELIEVED, Severity.WARNING, {}, Source(name, None))
    export = Export(
        file=name, sheet=None, layout="tidy", kind=Kind.ACCOUNTS, level=Level.ACCOUNT, government=government,
        year=2023, cutoff=dt.date(2023, number, 28), period_origin=PeriodOrigin.TITLE, precision=Precision.MONTH,
        period_kind=PeriodKind.CUMULATIVE, budget_basis=BudgetBasis.UNSTATED,
        realization_basis=RealizationBasis.LRA, unit_factor=1, agencies=(), columns={}, findings=(told,),
    )  # fmt: skip
    return Read(Found(Path(name), name, Path()), FileReading(name, name, "", 0, exports=(export,)))


@pytest.mark.parametrize(
    ("read", "said"),
    [
        pytest.param([month(5)], [Severity.WARNING], id="one month alone"),
        pytest.param([month(number) for number in range(2, 8)], [Severity.INFO], id="six months at once"),
        pytest.param([month(5), month(6, "Kota Lain")], [Severity.WARNING] * 2, id="of two governments"),
    ],
)
def test_what_is_believed_of_months(read: list[Read], said: list[Severity]) -> None:
    assert [told.severity for one in with_one_belief(read) for told in one.findings] == said
