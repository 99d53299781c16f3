"""What recording tells: new, unchanged, superseded, absent."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from skpd_eval.errors import BusyError, RefusedError
from skpd_eval.ledger import Ledger, RecordOutcome
from skpd_eval.model import (
    AgencyName,
    BudgetBasis,
    Consolidation,
    Dimension,
    Finding,
    IndicatorLine,
    Kind,
    Note,
    PeriodKind,
    PlanLine,
    Polarity,
    ProgressLine,
    RealizationBasis,
    Severity,
    Source,
    StatedTotal,
)

from .conftest import CLINIC, FINANCE, HEALTH, NOW, SCHOOLS, Record, export, line, reading


def test_record__first_file(record: Record, ledger: Ledger) -> None:
    assert record(b"one", export()) == RecordOutcome(numbers=(1,))
    (submission,) = ledger.submissions()
    assert (submission.number, submission.government, submission.year) == (1, "Kota Batu", 2023)
    assert (submission.agencies, submission.lines, submission.sheet) == (1, 1, "LRA")
    assert submission.columns == {"budget": "H", "realization": "I"}
    assert submission.recorded_at == NOW
    assert submission.hash == ledger.head()


def test_record__same_bytes_again_change_nothing(record: Record, ledger: Ledger) -> None:
    record(b"one", export())
    head = ledger.head()
    assert record(b"one", export(), now=NOW + dt.timedelta(days=1)) == RecordOutcome(unchanged=(1,))
    assert ledger.head() == head


@pytest.mark.parametrize(
    "difference",
    [
        pytest.param({"sheet": "Sheet2"}, id="sheet"),
        pytest.param({"layout": "sipd"}, id="layout"),
        pytest.param({"government": "Kabupaten Batu"}, id="government"),
        pytest.param({"year": 2022}, id="year"),
        pytest.param({"cutoff": dt.date(2023, 8, 31)}, id="cutoff"),
        pytest.param({"period_kind": PeriodKind.MONTH}, id="period kind"),
        pytest.param({"budget_basis": BudgetBasis.REVISED}, id="budget basis"),
        pytest.param({"realization_basis": RealizationBasis.SP2D}, id="realization basis"),
        pytest.param({"unit_factor": 1000}, id="unit"),
        pytest.param({"agencies": (SCHOOLS,)}, id="agency, as given by an option"),
        pytest.param({"agencies": (HEALTH._replace(dissolved=True),)}, id="dissolved"),
    ],
)
def test_record__same_bytes_understood_otherwise(record: Record, difference: dict[str, Any]) -> None:
    record(b"one", export())
    assert record(b"one", export(**difference)).numbers == (2,)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"period_kind": PeriodKind.MONTH}, id="another period kind"),
        pytest.param({"unit_factor": 1000}, id="another unit"),
    ],
)
def test_record__same_bytes_told_as_they_were_first_count_again(
    record: Record, other: dict[str, Any]
) -> None:
    day = dt.timedelta(days=1)
    record(b"one", export(), now=NOW)
    record(b"one", export(**other), now=NOW + day)
    assert record(b"one", export(), now=NOW + 2 * day) == RecordOutcome((3,), superseded=(2,))
    assert record(b"one", export(), now=NOW + 3 * day) == RecordOutcome(unchanged=(3,))


def test_record__an_older_file_put_in_again_takes_no_place_of_a_newer_one(record: Record) -> None:
    """A nightly run over a folder that keeps both changes nothing."""
    record(b"one", export())
    record(b"two", export())
    assert record(b"one", export()) == RecordOutcome(unchanged=(1,))


def test_record__several_exports_of_a_file(record: Record) -> None:
    both = (export(agencies=(HEALTH,), sheet="A"), export(agencies=(SCHOOLS,), sheet="B"))
    assert record(b"one", *both) == RecordOutcome(numbers=(1, 2))
    assert record(b"one", *both, export(sheet="C")) == RecordOutcome((3,), (1, 2))


def test_record__two_alike_tables_of_one_sheet(record: Record) -> None:
    alike = (export(line(budget=1)), export(line(budget=2)))
    assert record(b"one", *alike).numbers == (1, 2)
    assert record(b"one", *alike) == RecordOutcome(unchanged=(1, 2))


def test_record__without_exports(record: Record, ledger: Ledger) -> None:
    assert record(b"nothing") == RecordOutcome()
    assert ledger.verify() == 0


SAME: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("newer", "superseded"),
    [
        pytest.param(SAME, (1,), id="same position"),
        pytest.param({"agencies": (SCHOOLS,)}, (), id="another agency"),
        pytest.param({"agencies": (SCHOOLS, HEALTH)}, (1,), id="this agency among others"),
        pytest.param({"agencies": (HEALTH._replace(name="Dinkes"),)}, (1,), id="same code, another name"),
        pytest.param({"agencies": (HEALTH._replace(dissolved=True),)}, (), id="the dissolved namesake"),
        pytest.param({"agencies": (HEALTH._replace(code=None),)}, (1,), id="its name without the code"),
        pytest.param({"agencies": (SCHOOLS._replace(code=None),)}, (), id="another name without a code"),
        pytest.param({"cutoff": dt.date(2023, 9, 29)}, (), id="another cut-off"),
        pytest.param({"kind": Kind.PHYSICAL}, (), id="another kind"),
        pytest.param({"budget_basis": BudgetBasis.ORIGINAL}, (), id="another budget basis"),
        pytest.param({"realization_basis": RealizationBasis.SPJ}, (), id="another realization basis"),
        pytest.param({"period_kind": PeriodKind.MONTH}, (1,), id="told to be a month alone"),
        pytest.param({"government": "Kota Malang"}, (), id="another government"),
        pytest.param({"government": "PEMERINTAH KOTA BATU"}, (1,), id="the government spelled otherwise"),
        pytest.param({"layout": "sipd", "sheet": None, "unit_factor": 1000}, (1,), id="another layout"),
    ],
)
def test_record__supersedes(record: Record, newer: dict[str, Any], superseded: tuple[int, ...]) -> None:
    record(b"one", export())
    assert record(b"two", export(**newer)) == RecordOutcome((2,), superseded=superseded)


def test_record__name_is_identity_without_code(record: Record) -> None:
    record(b"one", export(agencies=(AgencyName(None, "Dinas Sosial"),)))
    assert record(b"two", export(agencies=(AgencyName(None, "DINAS  SOSIAL"),))).superseded == (1,)


def test_record__name_of_two_agencies_is_neither(record: Record) -> None:
    record(b"one", export(agencies=(HEALTH, HEALTH._replace(code="1.02.0.00.0.00.02.0000"))))
    assert record(b"two", export(agencies=(AgencyName(None, HEALTH.name),))).superseded == ()


def test_record__only_the_newest_is_superseded(record: Record) -> None:
    for content in (b"one", b"two"):
        record(content, export())
    assert record(b"three", export()).superseded == (2,)


def test_record__withdrawn_is_not_superseded(record: Record, ledger: Ledger) -> None:
    record(b"one", export())
    ledger.withdraw(1, "wrong file", NOW)
    assert record(b"two", export()) == RecordOutcome((2,))


def test_record__agencies_that_the_newer_file_lacks(record: Record) -> None:
    record(b"one", export(agencies=(HEALTH, SCHOOLS, FINANCE)))
    outcome = record(b"two", export(agencies=(HEALTH,)))
    assert outcome.absent == ((1, SCHOOLS), (1, FINANCE))


def test_record__sub_units_are_not_absent(record: Record) -> None:
    record(b"one", export(line(0, unit=1), line(2), agencies=(HEALTH, CLINIC, SCHOOLS)))
    assert record(b"two", export(agencies=(HEALTH,))).absent == ((1, SCHOOLS),)


def test_record__absent_counts_all_sheets_of_the_file(record: Record) -> None:
    record(b"one", export(agencies=(HEALTH, SCHOOLS)))
    outcome = record(b"two", export(agencies=(HEALTH,), sheet="A"), export(agencies=(SCHOOLS,), sheet="B"))
    assert outcome == RecordOutcome((2, 3), superseded=(1,))


def test_record__agency_restated_elsewhere_is_not_absent(record: Record) -> None:
    record(b"one", export(agencies=(HEALTH, SCHOOLS)))
    record(b"two", export(agencies=(SCHOOLS,)))
    assert record(b"three", export(agencies=(HEALTH,))) == RecordOutcome((3,), superseded=(1,))


def test_record__every_field_comes_back(record: Record, ledger: Ledger) -> None:
    full = export(
        line(0, 5, None, unit=1, row=12),
        agencies=(HEALTH, CLINIC),
        names={(Dimension.ACTIVITY, "1.02.01"): "Penunjang", (Dimension.ACCOUNT, "5.1"): "Operasi"},
        plans=(PlanLine(0, None, None, "5.1", 12, (1, None, *range(3, 13)), 20),),
        progress=(
            ProgressLine(0, 1, "1.02.01", 9, 8, 7, 6, 5, *map(Decimal, ("0.10", "1E+2", "3", "4.5")), 21),
        ),
        indicators=(
            IndicatorLine(
                *(0, None, "1.02.01", "Pasien", "orang", Decimal("1.50"), None, 22),
                *(Polarity.LOWER, Consolidation.AVERAGE, ((Decimal("1.50"), None), (None, Decimal(0)))),
            ),
            IndicatorLine(0, None, "1.02.01", "Rujukan", None, None, Decimal(1), 23),
        ),
        totals=(StatedTotal(None, "government", "5", 1, None, 30), StatedTotal(1, "unit", None, None, 2, 31)),
        notes=(Note(0, "1.02.01", "problem", "Lelang gagal", 40),),
        findings=(Finding("blank", Severity.WARNING, {"n": 2, "of": "x"}, Source("lra.xlsx", "LRA", "H12")),),
        rows_read=50,
    )
    whole = Finding("encoding", Severity.INFO)
    record(b"one", full, findings=(whole,))
    health, clinic = (holding.agency_id for holding in ledger.holdings("Kota Batu", 2023))
    pair = (1, health)
    assert ledger.account_lines(pair) == [full.accounts[0]._replace(agency=health, unit=clinic)]
    assert ledger.plan_lines(pair) == [full.plans[0]._replace(agency=health)]
    assert ledger.progress_lines(pair) == [full.progress[0]._replace(agency=health, unit=clinic)]
    assert ledger.indicators([pair]) == [(1, one._replace(agency=health)) for one in full.indicators]
    assert ledger.notes([pair]) == [(1, health, full.notes[0]._replace(agency=health))]
    assert ledger.stated_totals([1]) == [(1, full.totals[0]), (1, full.totals[1]._replace(agency=clinic))]
    assert ledger.findings([1]) == [(1, whole), (1, full.findings[0])]
    assert ledger.names(Dimension.ACTIVITY) == {"1.02.01": "Penunjang"}
    assert ledger.names(Dimension.ACCOUNT) == {"5.1": "Operasi"}
    assert ledger.agencies([health, clinic]) == {health: HEALTH, clinic: CLINIC}
    assert (ledger.submissions()[0].agencies, ledger.submissions()[0].lines) == (1, 5)
    assert ledger.verify() == 1


@pytest.mark.parametrize(
    "code", ["1.02", "1.020", "1.10", "1.1", "01", "1E5", "007", "NA", "null"], ids=lambda code: f"30 {code}"
)
def test_record__codes_are_text(record: Record, ledger: Ledger, code: str) -> None:
    record(b"one", export(line(account=code, activity=code)))
    (amounts,) = ledger.account_amounts([(1, 1)])
    assert (amounts.account, amounts.activity) == (code, code)


def test_record__bytes_that_changed_since_they_were_read(ledger: Ledger) -> None:
    with pytest.raises(BusyError, match="file-changed"):
        ledger.record(reading(b"one", export()), b"another", NOW)
    assert ledger.submissions() == []


def test_record__amount_beyond_64_bits(record: Record, ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="amount-too-large"):
        record(b"one", export(), export(line(budget=2**63), sheet="B"))
    assert ledger.submissions() == []


@pytest.mark.parametrize(
    ("change", "now", "message"),
    [
        pytest.param({"cutoff": None}, NOW, "without a period", id="no cut-off"),
        pytest.param({"year": None}, NOW, "without a period", id="no year"),
        pytest.param({"period_origin": None}, NOW, "without a period", id="no origin"),
        pytest.param({}, NOW.replace(tzinfo=None), "time zone", id="now without a zone"),
        pytest.param(
            {"plans": (PlanLine(0, None, None, None, 1, (1,), 1),)}, NOW, "twelve months", id="months"
        ),
    ],
)
def test_record__what_no_job_may_hand_over(
    record: Record, ledger: Ledger, change: dict[str, Any], now: dt.datetime, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        record(b"one", export(**change), now=now)
    assert ledger.governments() == []


def test_original(record: Record, ledger: Ledger) -> None:
    content = b"PK" + bytes(1000)
    record(content, export(), file="q3/lra.xlsx")
    assert ledger.original(ledger.submissions()[0].sha256) == ("q3/lra.xlsx", content)


def test_outcome_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError, match="numbers"):
        RecordOutcome().numbers = (1,)  # type: ignore[misc]
