from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from io import StringIO

import pytest
from rich.cells import cell_len

from skpd_eval.model import Evaluation
from skpd_eval.presentation import numbers
from skpd_eval.presentation.show import shown
from skpd_eval.presentation.table import Cell, ColumnKind
from skpd_eval.presentation.tables.apart import unranked
from skpd_eval.presentation.tables.lowest import lowest
from skpd_eval.presentation.tables.ranking import ranking
from skpd_eval.presentation.writers.screen import terminal
from skpd_eval.presentation.writers.screen.terminal import Screen, render

from . import factory

FIGURES = {ColumnKind.RUPIAH, ColumnKind.PERCENT, ColumnKind.POINTS, ColumnKind.RANK}
WIDTHS = [1, 20, 40, 60, 78, 80, 100, 120, 140, 160, 200, 300, 100_000]


class Stream(StringIO):
    encoding = "utf-8"

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def tokens(text: str) -> set[str]:
    return set(re.findall(r"[^\s┃█░]+", text))


def test_piped__is_complete(evaluation: Evaluation) -> None:
    table = ranking(evaluation).without_bars()
    written = render(table, Screen())
    for row in (*table.rows, *table.total_rows):
        for cell, column in zip(row, table.columns, strict=True):
            assert shown(cell.value, column, "id") in written
    for line in (*table.subtitles, *table.footnotes):
        assert line in written


def test_piped__has_a_line_an_agency_and_no_escapes(evaluation: Evaluation) -> None:
    written = render(ranking(evaluation), Screen())
    assert "\x1b" not in written
    assert "█" not in written
    for row in evaluation.rows:
        assert len([line for line in written.splitlines() if str(row.figures.code) in line]) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_screen__keeps_its_width(width: int, evaluation: Evaluation) -> None:
    written = render(ranking(evaluation), Screen(width))
    assert max(map(cell_len, written.splitlines())) <= max(width, 20)


@pytest.mark.parametrize("width", WIDTHS)
def test_screen__cuts_no_figure(width: int, evaluation: Evaluation) -> None:
    """Figures of the columns that a screen never drops are whole, or shortened with a footnote saying so."""
    table = ranking(evaluation)
    written = render(table, Screen(width))
    shortened = "layar lebih lebar atau pipa menampilkannya utuh" in " ".join(written.split())
    for row in table.rows:
        for cell, column in zip(row, table.columns, strict=True):
            if column.kind in FIGURES and column.priority == 1:
                compact = shortened and column.kind is ColumnKind.RUPIAH
                assert compact or shown(cell.value, column, "id") in tokens(written)
    assert "…" not in written


def test_screen__narrow_one_stacks_and_drops_nothing(evaluation: Evaluation) -> None:
    written = " ".join(render(ranking(evaluation), Screen(40)).split())
    assert "Kekurangan (Rp): 4.618.520.000" in written
    assert "Deviasi fisik (poin): −18,00" in written


def test_screen__names_what_it_left_out(evaluation: Evaluation) -> None:
    written = " ".join(render(ranking(evaluation), Screen(100)).split())
    assert "Pada layar lebih lebar juga: Kode, " in written


@pytest.mark.parametrize("color", [True, False])
def test_color__always_has_its_word(color: bool, evaluation: Evaluation) -> None:
    written = render(ranking(evaluation), Screen(140, color=color))
    assert "Merah" in written
    assert ("\x1b[1;31mMerah" in written) is color


@pytest.mark.parametrize(
    "name",
    ["[/]", "[bold]x[/bold]", "[link=http://x]y[/link]", ":smiley:", "\\", "\\[x]", "=1+1", "nan", "-", "0"],
)
@pytest.mark.parametrize("screen", [Screen(), Screen(140, color=True)], ids=["piped", "screen"])
def test_names__are_shown_literally(name: str, screen: Screen, evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], figures=factory.figures(name))
    assert name in render(ranking(replace(evaluation, rows=(row,))), screen)


def test_names__cannot_command_the_terminal(evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], figures=factory.figures("a\x1b]0;x\x07\r\u202eb"))
    hostile = replace(evaluation, rows=(row,), government="\x1b[2J")
    written = render(ranking(hostile), Screen())
    assert "a␛]0;x␇␍\\u{202e}b" in written
    assert "\x1b" not in written


def test_ascii__has_every_figure(evaluation: Evaluation) -> None:
    written = render(ranking(evaluation), Screen(None, encoding="ascii"))
    assert written.isascii()
    assert {"-39,14", "3.641.480.000", "+1", "30,86"} <= tokens(written)


@pytest.mark.parametrize(
    ("value", "mark", "expected"),
    [
        pytest.param(Fraction(50), None, "█████░░░░░", id="half"),
        pytest.param(Fraction(50), Fraction(80), "█████░░┃░░", id="behind its plan"),
        pytest.param(Fraction(500), None, "██████████", id="over the scale"),
        pytest.param(Fraction(-3), None, "░░░░░░░░░░", id="negative"),
        pytest.param(None, None, "", id="unknown"),
    ],
)
def test_bar(value: Fraction | None, mark: Fraction | None, expected: str) -> None:
    assert terminal.bar(Cell(value, None, mark), 10) == expected


@pytest.mark.parametrize(
    ("is_terminal", "asked", "environment", "width", "color"),
    [
        pytest.param(False, None, {}, None, False, id="a pipe has no width"),
        pytest.param(False, None, {"COLUMNS": "80"}, 80, False, id="a pipe of a stated width"),
        pytest.param(True, None, {"COLUMNS": "120"}, 120, True, id="terminal"),
        pytest.param(True, None, {"COLUMNS": "abc"}, 80, True, id="width that is no number"),
        pytest.param(True, None, {"COLUMNS": "0"}, 80, True, id="width of nothing"),
        pytest.param(True, None, {"NO_COLOR": "1"}, 80, False, id="NO_COLOR"),
        pytest.param(True, None, {"TERM": "dumb"}, 80, False, id="dumb terminal"),
        pytest.param(False, None, {"FORCE_COLOR": "1"}, None, True, id="FORCE_COLOR"),
        pytest.param(True, False, {"FORCE_COLOR": "1"}, 80, False, id="the option wins"),
    ],
)
def test_screen_of(
    is_terminal: bool, asked: bool | None, environment: dict[str, str], width: int | None, color: bool
) -> None:
    stream = Stream(terminal=is_terminal)
    assert terminal.screen_of(stream, color=asked, environment=environment) == Screen(width, color, "utf-8")


@pytest.mark.parametrize("is_terminal", [True, False], ids=["terminal", "pipe"])
def test_screen_of__the_width_of_an_option_wins(is_terminal: bool) -> None:
    stream = Stream(terminal=is_terminal)
    assert terminal.screen_of(stream, width=60, environment={"COLUMNS": "90"}).width == 60


def test_screen__narrow_amounts_stand_in_one_unit_that_the_heads_name(evaluation: Evaluation) -> None:
    lines = render(ranking(evaluation), Screen(80)).splitlines()
    ruler = next(place for place, line in enumerate(lines) if line.startswith("━"))
    heads = " ".join(" ".join(lines[:ruler]).split())
    assert "miliar)" in heads
    body = lines[ruler + 1 : lines.index("", ruler)]
    assert not [line for line in body if "miliar" in line or "juta" in line]


def test_screen__an_amount_too_small_for_the_unit_is_not_nothing() -> None:
    assert numbers.scaled(1_234_567_00, 1_000_000_000, "id") == "1,23 juta"
    assert numbers.scaled(0, 1_000_000_000, "id") == "0,00"


@pytest.mark.parametrize(
    ("amounts", "unit"),
    [
        pytest.param([9 * 10**11, 12 * 10**11, 10**5], 10**9, id="most are billions of rupiah"),
        pytest.param([5 * 10**8, 6 * 10**8], 10**6, id="millions"),
        pytest.param([500_00, 900_00], None, id="rupiah"),
        pytest.param([0, 0], None, id="nothing"),
    ],
)
def test_unit__is_that_of_most_amounts(amounts: list[int], unit: int | None) -> None:
    assert numbers.scale_of(amounts) == unit


def test_show__writes_to_the_stream(evaluation: Evaluation) -> None:
    stream = Stream(terminal=False)
    terminal.show(unranked(evaluation), "id", stream=stream)
    assert "Badan Baru" in stream.getvalue()


@pytest.mark.parametrize(
    ("name", "screen", "language"),
    [
        ("ranking-100.txt", Screen(100), "id"),
        ("ranking-140.txt", Screen(140), "id"),
        ("ranking-80.txt", Screen(80), "id"),
        ("ranking-piped.txt", Screen(), "id"),
        ("ranking-piped-en.txt", Screen(), "en"),
        ("ranking-color.txt", Screen(140, color=True), "id"),
    ],
)
def test_snapshot(
    name: str,
    screen: Screen,
    language: str,
    evaluation: Evaluation,
    snapshot: Callable[[str, str], None],
) -> None:
    snapshot(name, render(ranking(evaluation, language), screen, language))


def test_snapshot__lowest(evaluation: Evaluation, snapshot: Callable[[str, str], None]) -> None:
    behind = lowest(evaluation, tuple(reversed(evaluation.rows[-2:])))
    snapshot("lowest-100.txt", render(behind, Screen(100)))


def test_names_do_not_fold_over_many_lines_where_a_column_can_go() -> None:
    long_name = "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Pengendalian Penduduk Kota Batu"
    one = factory.ranked(1)
    rows = (replace(one, figures=factory.figures(long_name)),)
    written = render(ranking(factory.evaluation(rows=rows)), Screen(110))
    body = written.split("━\n", 1)[1].split("──", 1)[0]
    assert len(body.splitlines()) <= 3
