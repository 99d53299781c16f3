"""Sums: exact, and unknown only where nothing is known."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skpd_eval.ledger import Ledger
from skpd_eval.ledger.rows import decimal, decimal_text
from skpd_eval.model import AccountLine, AgencyName, Amounts, Kind, PlanLine, ProgressAmounts, ProgressLine

from .conftest import CLINIC, HEALTH, NOW, SCHOOLS, Record, export, line, reading

AGENCIES = (HEALTH, SCHOOLS, CLINIC)
CODES = st.sampled_from([None, "1.02", "1.020", "1.10", "1.1"])
SEN = st.none() | st.integers(-(2**56), 2**56)
LINES = st.lists(
    st.builds(
        AccountLine,
        agency=st.integers(0, 1),
        unit=st.sampled_from([None, 2]),
        activity=CODES,
        account=CODES,
        budget=SEN,
        budget_original=SEN,
        budget_revised=SEN,
        realization=SEN,
        row=st.integers(1, 2**20),
    ),
    max_size=40,
)
Key = tuple[str | None, ...]
Sums = tuple[int | None, ...]


def total(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def expected(lines: list[AccountLine], by: str) -> dict[Key, Sums]:
    groups: dict[Key, list[AccountLine]] = defaultdict(list)
    for given_line in lines:
        unit = None if given_line.unit is None else AGENCIES[given_line.unit].name
        activity = given_line.activity if by == "activity" else None
        groups[AGENCIES[given_line.agency].name, unit, activity, given_line.account].append(given_line)
    return {
        key: tuple(total(column) for column in list(zip(*rows, strict=True))[4:8])
        for key, rows in groups.items()
    }


def summed(ledger: Ledger, by: str) -> dict[Key, Sums]:
    holdings = ledger.holdings("Kota Batu", 2023)
    names = {holding.agency_id: holding.agency.name for holding in holdings}
    pairs = [(holding.submission.number, holding.agency_id) for holding in holdings]
    rows = ledger.account_amounts(pairs, by)  # type: ignore[arg-type]
    found = {
        (names[row.agency_id], names.get(row.unit_id or 0), row.activity, row.account): (
            *(row.budget, row.budget_original, row.budget_revised, row.realization),
        )
        for row in rows
    }
    assert len(found) == len(rows)
    return found


@settings(max_examples=30, deadline=None)
@given(lines=LINES, by=st.sampled_from(["activity", "account"]))
def test_account_amounts__are_the_sums_of_the_lines(lines: list[AccountLine], by: str) -> None:
    whole = export(agencies=AGENCIES, accounts=tuple(lines))
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger", write=True) as ledger:
        ledger.record(reading(b"one", whole), b"one", NOW)
        assert summed(ledger, by) == expected(lines, by)
        assert ledger.verify() == 1


@settings(max_examples=15, deadline=None)
@given(lines=LINES, order=st.permutations(range(3)))
def test_account_amounts__order_of_recording_does_not_matter(
    lines: list[AccountLine], order: list[int]
) -> None:
    """Each agency's lines come in a file of its own, in any order."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger", write=True) as ledger:
        for agency in order:
            own = tuple(
                given_line._replace(agency=0, unit=None if given_line.unit is None else 1)
                for given_line in lines
                if given_line.agency == agency
            )
            content = str(agency).encode()
            one = export(agencies=(AGENCIES[agency], CLINIC), accounts=own)
            ledger.record(reading(content, one), content, NOW)
        assert summed(ledger, "activity") == expected(lines, "activity")


@pytest.mark.parametrize(
    ("budgets", "result"),
    [
        pytest.param([None, None], None, id="all unknown"),
        pytest.param([None, 0], 0, id="unknown and zero"),
        pytest.param([None, 7], 7, id="unknown and known"),
        pytest.param([9_007_199_254_740_993, None], 9_007_199_254_740_993, id="beyond float64"),
        pytest.param([92 * 10**15 * 100 // 2] * 2, 92 * 10**15 * 100, id="92 quadrillion rupiah"),
        pytest.param([5, -5], 0, id="correction"),
    ],
)
def test_account_amounts__unknown_is_not_zero(
    record: Record, ledger: Ledger, budgets: list[int | None], result: int | None
) -> None:
    record(b"one", export(*(line(budget=budget) for budget in budgets)))
    assert [row.budget for row in ledger.account_amounts([(1, 1)])] == [result]


def test_account_amounts__only_the_pairs_asked_for(record: Record, ledger: Ledger) -> None:
    record(b"one", export(agencies=(HEALTH, SCHOOLS)))
    record(b"two", export(line(budget=5), agencies=(SCHOOLS,)))
    assert [
        (row.submission, row.agency_id, row.budget) for row in ledger.account_amounts([(1, 1), (2, 2)])
    ] == [
        (1, 1, 100_00),
        (2, 2, 5),
    ]
    assert ledger.account_amounts([]) == []
    assert ledger.account_amounts([(2, 1), (9, 9)]) == []


def test_account_amounts__pair_given_twice_counts_once(record: Record, ledger: Ledger) -> None:
    record(b"one", export())
    code, account = "1.02.01.2.01.0001", "5.1.02.01.01.0024"
    assert ledger.account_amounts([(1, 1)] * 2) == [
        Amounts(1, 1, None, code, account, 100_00, None, None, 40_00)
    ]


def test_account_amounts__pair_of_a_unit_has_no_lines_of_its_own(record: Record, ledger: Ledger) -> None:
    record(b"one", export(line(0, unit=1), agencies=(HEALTH, CLINIC)))
    assert [row.unit_id for row in ledger.account_amounts([(1, 1), (1, 2)])] == [2]


def test_plan_amounts(record: Record, ledger: Ledger) -> None:
    first = (1, None, *[10] * 10)
    second = (2, None, *[None] * 9, 5)
    plans = tuple(PlanLine(0, None, "1.02", "5.1", 50, months, 9) for months in (first, second))
    record(b"one", export(accounts=(), plans=plans))
    (row,) = ledger.plan_amounts([(1, 1)])
    assert (row.activity, row.account, row.budget) == ("1.02", "5.1", 50 + 50)
    assert row.months == (1 + 2, None, *[10] * 9, 10 + 5)


def test_progress_amounts__as_stated(record: Record, ledger: Ledger) -> None:
    percentages = (Decimal("33.33"), None, Decimal("0.0"), Decimal("98.445"))
    progress = (ProgressLine(0, None, None, 9, None, None, 0, 7, *percentages, 12),)
    record(b"one", export(accounts=(), progress=progress))
    assert ledger.progress_amounts([(1, 1)]) == [
        ProgressAmounts(1, 1, None, None, 9, None, None, 0, 7, *percentages, account=None)
    ]


def planned(plan: int, row: int) -> ProgressLine:
    return ProgressLine(0, None, None, 9, None, None, 0, plan, None, None, None, None, row)


def test_progress_amounts__have_the_account_that_the_same_row_of_their_table_states(
    record: Record, ledger: Ledger
) -> None:
    accounts = (line(account="5.1", row=2), line(account="5.3", row=3))
    several = (line(account="5.1", row=4), line(account="5.2", row=4))
    progress = (planned(7, 2), planned(8, 3), planned(9, 4), planned(1, 5))
    record(
        b"one",
        export(accounts=(*accounts, *several)),
        export(kind=Kind.PHYSICAL, accounts=(), progress=progress),
    )
    record(b"two", export(kind=Kind.PHYSICAL, accounts=(), progress=progress))
    assert [one.account for one in ledger.progress_amounts([(2, 1)])] == ["5.1", "5.3", None, None]
    assert ledger.progress_accounts((2, 1)) == {2: "5.1", 3: "5.3"}
    assert {one.account for one in ledger.progress_amounts([(3, 1)])} == {None}


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_decimal_text__round_trip(value: Decimal) -> None:
    text = decimal_text(value)
    assert decimal(text) == value
    assert text is not None
    assert "E" not in text


def test_agencies__unknown_ids(ledger: Ledger) -> None:
    assert ledger.agencies([1, 2]) == {}


def test_agency__same_name_with_and_without_code(record: Record, ledger: Ledger) -> None:
    nameless = AgencyName(None, HEALTH.name)
    record(b"one", export(agencies=(HEALTH, nameless, HEALTH._replace(dissolved=True))))
    assert set(ledger.agencies([1, 2, 3]).values()) == {HEALTH, nameless, HEALTH._replace(dissolved=True)}
