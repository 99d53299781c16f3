"""Laws of the words of the field that hold for any amount, any code, any text."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from skpd_eval.codes import (
    agency_name_key,
    classify,
    clean_code,
    government_key,
    government_name,
    is_within,
    parent,
    split_code_and_name,
)
from skpd_eval.errors import AmountError, CodeError, PeriodError
from skpd_eval.money import (
    NumberStyle,
    amount_from_number,
    format_amount,
    format_rupiah,
    is_ambiguous,
    parse_amount,
    parse_percent,
    parse_rupiah,
    plain,
    round_half_up,
    style_evidence,
)
from skpd_eval.period import (
    Quarter,
    find_period,
    find_period_in_name,
    find_year,
    looks_like_signature_date,
    parse_date,
    parse_quarter,
    quarter_name,
    strip_period,
    whole_months,
)

SEN = st.integers(-(2**63), 2**63 - 1)
STYLES = st.sampled_from(NumberStyle)
FRACTIONS = st.fractions(max_denominator=10**6)
QUARTERS = st.builds(Quarter, st.integers(2000, 2099), st.integers(1, 4))
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
CODES = st.one_of(
    st.from_regex(r"[1-9]\.[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]{2}\.000[0-3]", fullmatch=True),
    st.from_regex(
        r"([1-9]\.[0-9]{2}|X\.XX)(\.[0-9]{2}(\.[12]\.[0-9]{2}(\.[0-9]{2}|\.[0-9]{4})?)?)?", fullmatch=True
    ),
    st.from_regex(r"[4-9]\.[1-4](\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?)?", fullmatch=True),
).filter(str.isascii)
WORDS = st.sampled_from(
    ["1", "31", "08", "2022", "2023", "20221130", "Januari", "Agustus", "Nop", "Peb", "TW", "III", "Q3",
     "Semester", "Triwulan", "s.d", "s/d", "-", "sampai", "dengan", ",", "(", ")", "tahun",
     "anggaran", "periode",
     ".", "....", "Batu", "KABUPATEN", "/", "KOTA", "Rp", "1.000", "1,5", "%", "M", "triliun", "30/09/2023",
     "5.1.02", "*)", "_"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(WORDS, max_size=9).map(" ".join),
    st.lists(WORDS, max_size=9).map("".join),
)


@given(SEN, STYLES, st.sampled_from([None, True, False]))
def test_amount__written_and_read_again(sen: int, style: NumberStyle, decimals: bool | None) -> None:
    assert parse_amount(format_amount(sen, style, decimals=decimals), style) == sen


@given(SEN)
def test_amount__rupiah_and_machine_form_are_read_again(sen: int) -> None:
    assert parse_amount(format_rupiah(sen)) == sen
    assert parse_rupiah(format_rupiah(sen)) == sen
    assert parse_amount(plain(sen), NumberStyle.ENGLISH) == sen


@given(SEN, STYLES)
def test_style_evidence__never_names_another_style_than_the_writer_s(sen: int, style: NumberStyle) -> None:
    text = format_amount(sen, style)
    assert style_evidence(text) in (None, style)
    assert not (is_ambiguous(text) and style_evidence(text))


@given(st.integers(-(10**15), 10**15))
def test_amount_from_number__a_float_of_whole_sen_is_whole(sen: int) -> None:
    assert amount_from_number(sen / 100) == (sen, True)


@given(FRACTIONS, st.integers(0, 4))
def test_round_half_up__is_nearest_and_odd(value: Fraction, digits: int) -> None:
    rounded = round_half_up(value, digits)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**digits)
    assert Fraction(round_half_up(-value, digits)) == -Fraction(rounded)
    assert rounded.as_tuple().exponent == -digits


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-1000, max_value=1000))
def test_percent__written_and_read_again(percent: Decimal) -> None:
    assert parse_percent(f"{percent} %".replace(".", ",")) == percent


@given(QUARTERS)
def test_quarter__written_and_read_again(quarter: Quarter) -> None:
    name = quarter_name(quarter.number)
    assert parse_quarter(f"Triwulan {name}") == quarter.number
    found = find_period(f"s.d. Triwulan {name} Tahun {quarter.year}")
    assert found is not None
    assert found.cutoff() == quarter.end
    assert Quarter.of(found.cutoff()) == quarter


@given(QUARTERS)
def test_quarter__neighbours_touch(quarter: Quarter) -> None:
    assert quarter.previous().next() == quarter
    assert quarter.previous() < quarter < quarter.next()
    assert quarter.end + dt.timedelta(days=1) == quarter.next().start
    assert whole_months(quarter.end) == 3 * quarter.number


@given(DAYS)
def test_date__written_and_read_again(day: dt.date) -> None:
    assert Quarter.of(day).contains(day)
    assert 0 <= whole_months(day) <= 12
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y"):
        written = day.strftime(form)
        assert parse_date(written) == day
        found = find_period(f"Posisi {written}")
        assert found is not None
        assert found.cutoff() == day


@given(CODES)
def test_code__is_within_its_parents_up_to_the_top(code: str) -> None:
    assert classify(code) is not None
    above: str | None = code
    steps = 0
    while (below := above) is not None:
        above = parent(below)
        assert is_within(code, below)
        if above is not None:
            assert is_within(below, above)
            assert not is_within(above, below)
        steps += 1
    assert steps <= 6


@given(CODES, st.sampled_from(["", " ", "\u00a0"]), st.sampled_from(["", ".", ". "]))
def test_code__cleaning_gives_the_code_and_is_idempotent(code: str, before: str, after: str) -> None:
    cleaned = clean_code(f"{before}{code}{after}")
    assert cleaned.code == code
    assert bool(cleaned.repairs) == bool(before or after)
    assert clean_code(cleaned.code).repairs == ()


@given(CODES, st.sampled_from([" ", " - ", "  "]))
def test_code__parts_from_a_name(code: str, between: str) -> None:
    assume("." in code)
    assert split_code_and_name(f"{code}{between}Dinas Sosial") == (code, "Dinas Sosial")


@given(TEXTS)
def test_codes__any_text(text: str) -> None:
    classify(text)
    government_key(text)
    government_name(text)
    split_code_and_name(text)
    key = agency_name_key(text)
    assert agency_name_key(key) == key
    with suppress(CodeError):
        assert clean_code(text).code.isascii()


@given(TEXTS)
def test_period__any_text(text: str) -> None:
    find_year(text)
    find_period_in_name(text)
    looks_like_signature_date(text)
    with suppress(PeriodError):
        found = find_period(text)
        words, mention = strip_period(text)
        if found is not None:
            assert mention == found
            assert (found.year is None) == (found.end is None)
            assert found.start is None or found.end is None or found.start <= found.end
            assert found.cutoff(2024).year == (found.year or 2024)
        assert words == " ".join(words.split())
    with suppress(PeriodError):
        parse_date(text)
    with suppress(PeriodError):
        parse_quarter(text)


@given(TEXTS, STYLES)
def test_money__any_text(text: str, style: NumberStyle) -> None:
    style_evidence(text)
    is_ambiguous(text)
    for parse in (parse_amount, parse_rupiah, parse_percent):
        with suppress(AmountError):
            parse(text, style)
