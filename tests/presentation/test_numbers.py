from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpd_eval.presentation import numbers

BILLION = 10**9 * 100
TRILLION = 10**12 * 100


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        pytest.param(Fraction(6016800, 120000), "50,14", "50.14", id="exact"),
        pytest.param(Fraction(98445, 1000), "98,45", "98.45", id="half goes up"),
        pytest.param(Fraction(2675, 1000), "2,68", "2.68", id="no binary half"),
        pytest.param(Fraction(1005, 1000), "1,01", "1.01", id="no banker's half"),
        pytest.param(Fraction(123456), "123.456,00", "123,456.00", id="grouped"),
        pytest.param(Fraction(-1, 1000), "0,00", "0.00", id="no negative zero"),
        pytest.param(Fraction(-5, 1000), "−0,01", "−0.01", id="half away from zero"),
    ],
)
def test_percent(value: Fraction, indonesian: str, english: str) -> None:
    assert numbers.percent(value, "id") == indonesian
    assert numbers.percent(value, "en") == english


@pytest.mark.parametrize(
    ("value", "line", "expected"),
    [
        pytest.param(Fraction(3086, 100), Fraction(31), "30,86", id="seen with two decimals"),
        pytest.param(Fraction(30859999, 10**6), Fraction(3086, 100), "30,859999", id="rounded to the line"),
        pytest.param(Fraction(200, 3), Fraction(6667, 100), "66,667", id="rounded to it with two"),
    ],
)
def test_percent_below__shows_that_it_is_below(value: Fraction, line: Fraction, expected: str) -> None:
    assert numbers.percent_below(value, line, "id") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(Fraction(-986, 100), "−9,86", id="behind, with a real minus"),
        pytest.param(Fraction(1, 2), "+0,50", id="ahead"),
        pytest.param(Fraction(0), "0,00", id="on plan"),
        pytest.param(Fraction(1, 1000), "0,00", id="rounds to nothing"),
    ],
)
def test_points(value: Fraction, expected: str) -> None:
    assert numbers.points(value, "id") == expected


@pytest.mark.parametrize(
    ("sen", "expected"),
    [
        pytest.param(111183334797300, "1.111.833.347.973", id="whole rupiah"),
        pytest.param(111183334797350, "1.111.833.347.973,50", id="with sen"),
        pytest.param(5, "0,05", id="sen alone"),
        pytest.param(-12345600, "−123.456", id="negative"),
        pytest.param(92 * 10**17 + 1, "92.000.000.000.000.000,01", id="as large as 64 bits hold"),
    ],
)
def test_rupiah(sen: int, expected: str) -> None:
    assert numbers.rupiah(sen, "id") == expected


@pytest.mark.parametrize(
    ("sen", "indonesian", "english"),
    [
        pytest.param(130286015161600, "Rp1,30 triliun", "Rp1.30 trillion", id="trillion"),
        pytest.param(118 * BILLION // 10, "Rp11,8 miliar", "Rp11.8 billion", id="billion is miliar"),
        pytest.param(462 * BILLION, "Rp462 miliar", "Rp462 billion", id="three digits"),
        pytest.param(9995 * BILLION // 1000, "Rp10,0 miliar", "Rp10.0 billion", id="rounds to a digit more"),
        pytest.param(9999999 * BILLION // 10000, "Rp1,00 triliun", "Rp1.00 trillion", id="to the next unit"),
        pytest.param(1300 * TRILLION, "Rp1.300 triliun", "Rp1,300 trillion", id="beyond the last unit"),
        pytest.param(99999900, "Rp1,00 juta", "Rp1.00 million", id="nearly a million"),
        pytest.param(75000000, "Rp750.000", "Rp750,000", id="small ones whole"),
        pytest.param(-2 * BILLION, "−Rp2,00 miliar", "−Rp2.00 billion", id="negative"),
        pytest.param(0, "Rp0", "Rp0", id="zero"),
    ],
)
def test_compact_money(sen: int, indonesian: str, english: str) -> None:
    assert numbers.compact_money(sen, "id") == indonesian
    assert numbers.compact_money(sen, "en") == english


@given(st.integers(min_value=-(2**63), max_value=2**63 - 1))
def test_rupiah__can_be_read_back(sen: int) -> None:
    text = numbers.rupiah(sen, "id").replace(".", "").replace(",", ".").replace("−", "-")
    assert Decimal(text) * 100 == sen


@pytest.mark.parametrize(
    ("day", "indonesian", "english"),
    [
        pytest.param(dt.date(2023, 9, 30), "30 September 2023", "30 September 2023", id="same word"),
        pytest.param(dt.date(2023, 8, 1), "1 Agustus 2023", "1 August 2023", id="another word"),
        pytest.param(dt.date(2024, 5, 31), "31 Mei 2024", "31 May 2024", id="short word"),
    ],
)
def test_date(day: dt.date, indonesian: str, english: str) -> None:
    assert numbers.date(day, "id") == indonesian
    assert numbers.date(day, "en") == english


def test_time__names_its_zone() -> None:
    moment = dt.datetime(2023, 11, 15, 19, 5, tzinfo=dt.timezone(dt.timedelta(hours=7), "WIB"))
    assert numbers.time(moment, "id") == "15 November 2023 19.05 WIB"
    assert numbers.time(moment, "en") == "15 November 2023 19:05 WIB"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param((), "", id="none"),
        pytest.param((3,), "3", id="one"),
        pytest.param((4, 3), "3, 4", id="two that follow each other"),
        pytest.param((9, 1, 2, 3), "1–3, 9", id="a run"),
    ],
)
def test_listed__joins_runs_of_numbers(found: tuple[int, ...], expected: str) -> None:
    assert numbers.listed(found) == expected
