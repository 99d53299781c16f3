"""Amounts, percentages and rounding: every accepted spelling, and a reason for every refused one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from skpd_eval.errors import AmountError
from skpd_eval.money import (
    NumberStyle,
    amount_from_number,
    format_amount,
    format_rupiah,
    is_ambiguous,
    is_dash,
    parse_amount,
    parse_decimal,
    parse_percent,
    parse_rupiah,
    percent_from_number,
    plain,
    round_half_up,
    style_evidence,
)

ID, EN = NumberStyle.INDONESIAN, NumberStyle.ENGLISH
RUPIAH = 100


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        pytest.param("1.234.567", 1_234_567, id="groups"),
        pytest.param("1234567", 1_234_567, id="plain digits"),
        pytest.param("1.500", 1_500, id="one group"),
        pytest.param("Rp 1.234.567", 1_234_567, id="Rp with blank"),
        pytest.param("Rp1.234.567", 1_234_567, id="Rp without blank"),
        pytest.param("Rp. 1.234.567", 1_234_567, id="Rp with dot"),
        pytest.param("IDR 1.234.567", 1_234_567, id="IDR"),
        pytest.param("rp1.234.567,00", 1_234_567, id="lower case"),
        pytest.param("Rp500,-", 500, id="comma and dash"),
        pytest.param("Rp. 1.500.-", 1_500, id="dot and dash"),
        pytest.param("Rp1.500,--", 1_500, id="comma and two dashes"),
        pytest.param("\u00a01.234.567\u00a0", 1_234_567, id="no-break space around"),
        pytest.param("1\u2009234\u2009567", 1_234_567, id="thin space as group"),
        pytest.param("1\u202f234\u202f567,00", 1_234_567, id="narrow no-break space as group"),
        pytest.param("  1.234.567\n", 1_234_567, id="blanks"),
        pytest.param("'1.234.567", 1_234_567, id="apostrophe"),
        pytest.param("\ufeff12", 12, id="byte order mark"),
        pytest.param("(1.000)", -1_000, id="brackets"),
        pytest.param("( 1.000 )", -1_000, id="brackets with blanks"),
        pytest.param("(Rp1.000)", -1_000, id="Rp in brackets"),
        pytest.param("Rp(1.000)", -1_000, id="brackets after Rp"),
        pytest.param("-1.000", -1_000, id="minus before"),
        pytest.param("1.000-", -1_000, id="minus after"),
        pytest.param("\u22121.000", -1_000, id="unicode minus"),
        pytest.param("-Rp1.000", -1_000, id="minus before Rp"),
        pytest.param("Rp-1.000", -1_000, id="minus after Rp"),
        pytest.param("+1.000", 1_000, id="plus"),
        pytest.param("0,00", 0, id="zero with decimals"),
        pytest.param("92.233.720.368.547.758,07", Fraction(2**63 - 1, 100), id="largest"),
        pytest.param("12,3400", Fraction(1234, 100), id="zeros after the sen"),
        pytest.param("1,5", Fraction(3, 2), id="one decimal"),
        pytest.param("(1.234,56)", Fraction(-123456, 100), id="brackets with sen"),
    ],
)
def test_parse_amount__indonesian(text: str, rupiah: int | Fraction) -> None:
    assert parse_amount(text) == rupiah * RUPIAH


@pytest.mark.parametrize("text", ["1,234,567.89", "1234567.89", "Rp 1,234,567.89", "1\u00a0234\u00a0567.89"])
def test_parse_amount__english(text: str) -> None:
    assert parse_amount(text, EN) == 123_456_789


@pytest.mark.parametrize(
    ("text", "style", "reason"),
    [
        pytest.param("", ID, "empty", id="empty"),
        pytest.param(" \u00a0", ID, "empty", id="blank"),
        pytest.param("'", ID, "empty", id="apostrophe alone"),
        pytest.param("-", ID, "dash", id="dash"),
        pytest.param("Rp -", ID, "dash", id="Rp and dash"),
        pytest.param("#DIV/0!", ID, "error-value", id="division by zero"),
        pytest.param("#REF!", ID, "error-value", id="broken reference"),
        pytest.param("TRUE", ID, "boolean", id="TRUE"),
        pytest.param("inf", ID, "infinite", id="inf"),
        pytest.param("-Infinity", ID, "infinite", id="infinity"),
        pytest.param("NaN", ID, "not-a-number", id="NaN"),
        pytest.param("12abc", ID, "not-a-number", id="letters"),
        pytest.param("1.000 unit", ID, "not-a-number", id="word after"),
        pytest.param("$5", ID, "not-a-number", id="dollar"),
        pytest.param("\u0661\u0662", ID, "not-a-number", id="arabic digits"),
        pytest.param("1e999", ID, "exponent", id="1e999"),
        pytest.param("1E5", ID, "exponent", id="1E5"),
        pytest.param("98,5%", ID, "percentage", id="percent"),
        pytest.param("98,5 persen", ID, "percentage", id="persen"),
        pytest.param("(-1.000)", ID, "bad-sign", id="two signs"),
        pytest.param("--5", ID, "bad-sign", id="double minus"),
        pytest.param("(1.000", ID, "bad-sign", id="open bracket"),
        pytest.param("1,50", EN, "bad-grouping", id="group of two"),
        pytest.param("12,3456", EN, "bad-grouping", id="group of four"),
        pytest.param("1,234.5", ID, "bad-grouping", id="English text in Indonesian column"),
        pytest.param("1.234,5", EN, "bad-grouping", id="Indonesian text in English column"),
        pytest.param("500.5", ID, "bad-grouping", id="decimal dot"),
        pytest.param("0.123", ID, "bad-grouping", id="group after zero"),
        pytest.param("1.23.456", ID, "bad-grouping", id="broken groups"),
        pytest.param("1,", ID, "bad-grouping", id="comma without decimals"),
        pytest.param("1 234", ID, "bad-grouping", id="two numbers in a cell"),
        pytest.param("1,234", ID, "fraction-of-sen", id="third decimal"),
        pytest.param("92.233.720.368.547.758,08", ID, "too-large", id="past 64 bits"),
        pytest.param("9" * 5000, ID, "too-large", id="5,000 digits"),
    ],
)
def test_parse_amount__refused(text: str, style: NumberStyle, reason: str) -> None:
    with pytest.raises(AmountError, match=f"reason='{reason}'") as refused:
        parse_amount(text, style)
    assert refused.value.arguments["text"] == text


def test_parse_amount__dash_is_zero_only_where_declared() -> None:
    assert [parse_amount(text, dash_is_zero=True) for text in ("-", "\u2013", " - ", "Rp -")] == [0] * 4
    assert is_dash("-")
    assert not is_dash("-5")
    with pytest.raises(AmountError, match="empty"):
        parse_amount("", dash_is_zero=True)


@pytest.mark.parametrize(
    ("text", "style", "factor", "sen"),
    [
        ("1.234", ID, 1_000, 1_234 * 1_000 * RUPIAH),
        ("1087.36", EN, 10**9, 108_736 * 10**7 * RUPIAH),
        ("1.111,83", ID, 10**9, 111_183 * 10**7 * RUPIAH),
        ("0,12345", ID, 1_000, 12_345),
    ],
    ids=["thousands", "miliar, English", "miliar, Indonesian", "five decimals of a thousand"],
)
def test_parse_amount__factor(text: str, style: NumberStyle, factor: int, sen: int) -> None:
    assert parse_amount(text, style, factor=factor) == sen


def test_parse_amount__factor_does_not_hide_a_fraction_of_a_sen() -> None:
    with pytest.raises(AmountError, match="fraction-of-sen"):
        parse_amount("0,123456", factor=1_000)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("1.234.567", ID), ("1,50", ID), ("12,3456", ID), ("1.234,5", ID), ("1.234,567", ID), ("Rp500,-", ID),
        ("30,86 %", ID), ("(1,5)", ID), ("1,234,567", EN), ("1.50", EN), ("1,234.5", EN), ("1234.567", EN),
        ("0.123", EN), ("45.2%", EN), ("1500", None), ("1.500", None), ("12,345", None), ("", None),
        ("12.05.2023", None), ("Dinas 1,5", None), ("1\u00a0234", None), ("#REF!", None),
    ],
)  # fmt: skip
def test_style_evidence(text: str, style: NumberStyle | None) -> None:
    assert style_evidence(text) is style


@pytest.mark.parametrize("text", ["1.500", "12,345", "Rp 1.500", "(999.999)", "1.500 %"])
def test_is_ambiguous(text: str) -> None:
    assert is_ambiguous(text)
    assert style_evidence(text) is None


@pytest.mark.parametrize("text", ["1500", "1.500.000", "1.500,00", "0.123", "1234.567", "1,50", "", "x"])
def test_is_ambiguous__not(text: str) -> None:
    assert not is_ambiguous(text)


@pytest.mark.parametrize(
    ("value", "sen", "whole"),
    [
        pytest.param(1_500, 150_000, True, id="int"),
        pytest.param(9_007_199_254_740_993, 900_719_925_474_099_300, True, id="int past float"),
        pytest.param(1234.5, 123_450, True, id="float"),
        pytest.param(0.1 + 0.2, 30, True, id="float noise"),
        pytest.param(494_821_832_264.91003, 49_482_183_226_491, True, id="noise of a large float"),
        pytest.param(-2.5, -250, True, id="negative"),
        pytest.param(1.005, 101, False, id="half a sen goes up"),
        pytest.param(-1.005, -101, False, id="half a sen goes away from zero"),
        pytest.param(1 / 3, 33, False, id="third"),
        pytest.param(10.0019, 1_000, False, id="two thousandths"),
    ],
)
def test_amount_from_number(value: int | float, sen: int, whole: bool) -> None:
    assert amount_from_number(value) == (sen, whole)


def test_amount_from_number__factor() -> None:
    assert amount_from_number(1087.36, factor=10**9) == (108_736 * 10**9, True)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (True, "boolean"),
        (float("nan"), "not-a-number"),
        (float("inf"), "infinite"),
        (1e300, "too-large"),
    ],
    ids=["boolean", "nan", "inf", "1e300"],
)
def test_amount_from_number__refused(value: float, reason: str) -> None:
    with pytest.raises(AmountError, match=reason):
        amount_from_number(value)


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("Rp1,1 triliun", 11 * 10**11),
        ("Rp 1,096 triliun", 1_096 * 10**9),
        ("959 M", 959 * 10**9),
        ("Rp 959 M", 959 * 10**9),
        ("10,81 miliar", 1_081 * 10**7),
        ("10,81 milyar", 1_081 * 10**7),
        ("588,33 M", 58_833 * 10**7),
        ("-55,71 M", -5_571 * 10**7),
        ("(1,5 juta)", -15 * 10**5),
        ("2 jt", 2 * 10**6),
        ("750 ribu rupiah", 750 * 10**3),
        ("750rb.", 750 * 10**3),
        ("1,3 T", 13 * 10**11),
        ("1,3 trilyun", 13 * 10**11),
        ("1.060.500 juta", 1_060_500 * 10**6),
        ("Rp1.500", 1_500),
        ("1.500 rupiah", 1_500),
    ],
)
def test_parse_rupiah(text: str, rupiah: int) -> None:
    assert parse_rupiah(text) == rupiah * RUPIAH


@pytest.mark.parametrize(
    ("text", "style", "reason"),
    [
        ("Rp 1.060 triliun", ID, "ambiguous"),
        ("1,060 triliun", EN, "ambiguous"),
        ("1 zillion", ID, "not-a-number"),
        ("juta", ID, "not-a-number"),
        ("10.81 miliar", ID, "bad-grouping"),
    ],
)
def test_parse_rupiah__refused(text: str, style: NumberStyle, reason: str) -> None:
    with pytest.raises(AmountError, match=f"reason='{reason}'"):
        parse_rupiah(text, style)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("30,86 %", "30.86"),
        ("30,86%", "30.86"),
        ("30,86 persen", "30.86"),
        ("30,86", "30.86"),
        ("18%", "18"),
        ("45.2%", "45.2"),
        ("25.71%", "25.71"),
        ("-9,86", "-9.86"),
        ("(9,86%)", "-9.86"),
        ("1.036,02 %", "1036.02"),
        ("100,00%", "100"),
        ("33,33333333333333333333333333333333 %", "33.33333333333333333333333333333333"),
    ],
)
def test_parse_percent(text: str, percent: str) -> None:
    assert parse_percent(text) == Decimal(percent)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("45.200 %", "ambiguous"),
        ("-", "dash"),
        ("#DIV/0!", "error-value"),
        ("%", "empty"),
        ("n/a", "not-a-number"),
    ],
)
def test_parse_percent__refused(text: str, reason: str) -> None:
    with pytest.raises(AmountError, match=f"reason='{reason}'"):
        parse_percent(text)


def test_percent_from_number__is_the_number_as_written() -> None:
    assert percent_from_number(98.445) == Decimal("98.445")
    assert percent_from_number(18) == Decimal(18)
    with pytest.raises(AmountError, match="boolean"):
        percent_from_number(False)


def test_parse_decimal() -> None:
    assert parse_decimal("1.234,5") == Decimal("1234.5")
    assert parse_decimal("0.75", EN) == Decimal("0.75")


@pytest.mark.parametrize(
    ("sen", "style", "decimals", "text"),
    [
        (130_286_015_161_600, ID, None, "1.302.860.151.616"),
        (130_286_015_161_600, ID, True, "1.302.860.151.616,00"),
        (123_456_789, ID, None, "1.234.567,89"),
        (123_456_789, EN, None, "1,234,567.89"),
        (-5, ID, None, "-0,05"),
        (5, ID, False, "0,05"),
        (100_000, EN, False, "1,000"),
        (0, ID, None, "0"),
    ],
)
def test_format_amount(sen: int, style: NumberStyle, decimals: bool | None, text: str) -> None:
    assert format_amount(sen, style, decimals=decimals) == text


def test_format_rupiah() -> None:
    assert format_rupiah(130_286_015_161_600) == "Rp1.302.860.151.616,00"
    assert format_rupiah(-50_000, decimals=None) == "-Rp500"


@pytest.mark.parametrize(
    ("sen", "text"),
    [(123_400, "1234"), (123_450, "1234.5"), (123_405, "1234.05"), (-50, "-0.5"), (1_000, "10"), (0, "0")],
)
def test_plain(sen: int, text: str) -> None:
    assert plain(sen) == text
    assert Decimal(plain(sen)) * RUPIAH == sen


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        (Decimal("98.445"), 2, "98.45"),
        (Decimal("2.675"), 2, "2.68"),
        (Decimal("1.005"), 2, "1.01"),
        (Decimal("90.5"), 0, "91"),
        (Decimal("-90.5"), 0, "-91"),
        (Fraction(2, 3) * 100, 2, "66.67"),
        (Fraction(89_449_999, 1_000_000), 1, "89.4"),
        (Fraction(-1, 1_000), 2, "0.00"),
        (Fraction(10**40 + 5, 10), 0, str(10**39 + 1)),
    ],
    ids=[
        "98.445",
        "2.675",
        "1.005",
        "half",
        "negative half",
        "thirds",
        "never twice",
        "no minus zero",
        "past 28 digits",
    ],
)
def test_round_half_up(value: Fraction | Decimal, digits: int, rounded: str) -> None:
    assert str(round_half_up(value, digits)) == rounded
