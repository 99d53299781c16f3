from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from skpd_eval.presentation import safe


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Dinas Sosial", "Dinas Sosial", id="plain"),
        pytest.param("a\x1b[31mb", "a␛[31mb", id="colour escape"),
        pytest.param("\x1b]52;c;eA==\x07", "␛]52;c;eA==␇", id="clipboard escape"),
        pytest.param("a\rb\bc\nd\te", "a␍b␈c␊d␉e".replace("␊", "␤"), id="cursor movers"),
        pytest.param("a\x9b31mb", "a\\u{009b}31mb", id="eight-bit escape"),
        pytest.param("a\u202eb", "a\\u{202e}b", id="right-to-left override"),
        pytest.param("a\u2028b", "a\\u{2028}b", id="line separator"),
        pytest.param("a\udc80b", "a\\u{dc80}b", id="byte of a file name that is no text"),
        pytest.param("a\x7fb", "a␡b", id="delete"),
        pytest.param("Dinas Émîlė — 水", "Dinas Émîlė — 水", id="letters of the world"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert safe.visible(text) == expected


@given(st.text())
def test_visible__leaves_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = safe.visible(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Zl", "Zp", "Cs"}
    assert safe.visible(shown) == shown


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_text__disarms_formulas(start: str) -> None:
    assert safe.csv_text(f"{start}1").startswith("'")


def test_csv_text__leaves_names_alone() -> None:
    assert safe.csv_text("Dinas - Sosial") == "Dinas - Sosial"


def test_cell_text__is_cut_where_one_can_see_it() -> None:
    cut = safe.cell_text("x" * (safe.CELL_LIMIT + 1))
    assert len(cut) == safe.CELL_LIMIT
    assert cut.endswith("[…]")


@given(st.text())
def test_cell_text__is_legal_in_xml(text: str) -> None:
    assert not ILLEGAL_CHARACTERS_RE.search(safe.cell_text(text))


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        pytest.param("−9,86 ▲2 ━ ≥ ÷", "ascii", "-9,86 +2 = >= /", id="ascii"),
        pytest.param("−9,86 é", "latin-1", "-9,86 é", id="latin-1 keeps its letters"),
        pytest.param("−9,86", "utf-8", "−9,86", id="utf-8 keeps all"),
        pytest.param("水", "ascii", "\\u6c34", id="a letter that ascii lacks"),
        pytest.param("−", None, "-", id="unknown encoding"),
        pytest.param("−", "no-such", "-", id="encoding that does not exist"),
    ],
)
def test_for_encoding(text: str, encoding: str | None, expected: str) -> None:
    assert safe.for_encoding(text, encoding) == expected
