"""What a person asks to see of a table, and how remarks are told."""

from __future__ import annotations

import os
from fractions import Fraction
from io import StringIO

import pytest

from skpd_eval.cli import streams
from skpd_eval.cli.viewing import View
from skpd_eval.errors import UsageError
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table

NAME, SHARE, CODE = Column("name", "SKPD"), Column("share", "%", ColumnKind.PERCENT), Column("code", "Kode")
ROWS = tuple(
    (Cell(name), Cell(share if share is None else Fraction(share)), Cell(code))
    for name, share, code in (("B", 20, "2"), ("a", None, "1"), ("C", 70, "3"))
)
WHOLE = Table("ranking", "Peringkat", (NAME, SHARE, CODE), ROWS)
TABLE = WHOLE.for_people((NAME, SHARE))


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        pytest.param(View(), [("B", 20), ("a", None), ("C", 70)], id="as it is"),
        pytest.param(View(sort="share"), [("B", 20), ("C", 70), ("a", None)], id="upwards, unknown last"),
        pytest.param(View(sort="-share"), [("C", 70), ("B", 20), ("a", None)], id="downwards, unknown last"),
        pytest.param(View(sort="code"), [("a", None), ("B", 20), ("C", 70)], id="by a column that is not shown"),
        pytest.param(View(sort="name"), [("a", None), ("B", 20), ("C", 70)], id="names whatever their case"),
        pytest.param(View(sort="-share", count=1), [("C", 70)], id="the first of the order"),
        pytest.param(View(columns="code, name", count=2), [("B", "2"), ("a", "1")], id="columns"),
    ],
)
def test_view__orders_chooses_and_ends(view: View, expected: list[tuple[object, ...]]) -> None:
    assert [tuple(cell.value for cell in row) for row in view.of(TABLE).rows] == expected


@pytest.mark.parametrize("view", [View(columns="name,x"), View(sort="-x")], ids=["columns", "sort"])
def test_view__of_a_column_that_is_not_there__names_those_that_are(view: View) -> None:
    with pytest.raises(UsageError, match="column-unknown") as caught:
        view.of(TABLE)
    assert caught.value.arguments == {"asked": "x", "known": "name, share, code"}


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


def test_remark__wraps_at_words_on_a_terminal_and_is_one_line_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _descriptor: os.terminal_size((24, 10)))
    for stream, expected in (
        (Terminal(), "! Dinas Kesehatan:\n  realisasi fisik di\n  bawah serapan.\n"),
        (StringIO(), "! Dinas Kesehatan: realisasi fisik di bawah serapan.\n"),
    ):
        monkeypatch.setattr("sys.stderr", stream)
        streams.write_err("! Dinas Kesehatan: realisasi fisik di bawah serapan.")
        assert stream.getvalue() == expected


@pytest.mark.parametrize(
    ("text", "pager", "expected"),
    [
        pytest.param("1\n" * 40, "tr 1 2", "", id="a long result goes to the pager"),
        pytest.param("1\n", "tr 1 2", "1\n", id="a short one does not"),
        pytest.param("1\n" * 40, "", "1\n" * 40, id="without a pager"),
        pytest.param("1\n" * 40, "no-such-pager", "1\n" * 40, id="a pager that is not there"),
    ],
)
def test_result__goes_through_the_pager_where_it_is_longer_than_the_terminal(
    text: str, pager: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _descriptor: os.terminal_size((80, 24)))
    monkeypatch.setenv("PAGER", pager)
    stream = Terminal()
    monkeypatch.setattr("sys.stdout", stream)
    streams.write_paged(text)
    assert stream.getvalue() == expected
