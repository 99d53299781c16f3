"""The table on a screen: aligned Indonesian figures, a bar and a colour with its word beside it, footnotes.

On a terminal it fits the width without cutting a figure; piped it is complete, without colour or bars.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from typing import TextIO

from rich.box import Box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from skpd_eval.money import round_half_up
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import for_encoding
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table
from skpd_eval.presentation.writers.screen.layout import Fit, fit, heading, natural, worded

_STYLES = {"red": "bold red", "yellow": "yellow", "green": "green", "blue": "bright_blue"}
_MARK = "┃"
_NAMED_AT_MOST = 4
"""Columns that had no room are named so far; the rest is counted."""
_NARROWEST = 20
_RULED = Box("    \n    \n ━━ \n    \n ── \n ── \n    \n    \n")
_UNLIMITED = 100_000


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a table is shown: ``width`` cells, or ``None`` for a pipe or file, which get everything."""

    width: int | None = None
    color: bool = False
    encoding: str | None = "utf-8"
    every_note: bool = False
    """Show the footnotes that a terminal leaves to papers too; a pipe or file has them always."""


def screen_of(
    stream: TextIO,
    *,
    color: bool | None = None,
    width: int | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Screen:
    """What a stream is: a terminal of some width, or a pipe.

    ``color`` is what an option asked for; else ``NO_COLOR``, ``FORCE_COLOR`` and ``TERM`` decide. ``width`` is
    what an option asked for; else ``COLUMNS`` says how wide a pipe is too, which otherwise gets everything.
    """
    terminal = stream.isatty()
    encoding = getattr(stream, "encoding", None)
    wide = width or _stated(environment) or (_width(stream) if terminal else None)
    return Screen(wide, _colored(terminal, color, environment), encoding)


def _colored(terminal: bool, asked: bool | None, environment: Mapping[str, str]) -> bool:
    if asked is not None:
        return asked
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return terminal and environment.get("TERM") not in {"dumb", "unknown"}


def _stated(environment: Mapping[str, str]) -> int | None:
    stated = environment.get("COLUMNS", "")
    return int(stated) or None if stated.isdecimal() else None


def _width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def show(
    table: Table, language: str = "id", *, stream: TextIO | None = None, color: bool | None = None
) -> None:
    """Write a table to a stream (standard output), as that stream can show it."""
    target = sys.stdout if stream is None else stream
    target.write(render(table, screen_of(target, color=color), language))


def render(table: Table, screen: Screen, language: str = "id") -> str:
    """The table as text for a screen, ended by a newline."""
    sink = StringIO()
    width = _UNLIMITED if screen.width is None else max(screen.width, _NARROWEST)
    console = Console(
        file=sink,
        width=width,
        force_terminal=screen.color,
        color_system="standard" if screen.color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    _print(console, table, screen, language)
    lines = (line.rstrip() for line in sink.getvalue().splitlines())
    return for_encoding("\n".join(lines) + "\n", screen.encoding)


def _print(console: Console, table: Table, screen: Screen, language: str) -> None:
    console.print(Text(table.title, "bold" if screen.color else ""), soft_wrap=screen.width is None)
    for line in table.subtitles:
        console.print(Text(line))
    console.print()
    footnotes = list(_footnotes(table, screen, language))
    if not table.rows:
        console.print(Text(translator(language)("Nothing to list.")))
    elif screen.width is None:
        console.print(_grid(natural(table.without_bars(), language), language))
    elif (found := fit(table, console.width, language)) is None:
        _stack(console, table, language)
    else:
        console.print(_grid(found, language))
        footnotes = [*_notes_of(found, language), *footnotes]
    _print_below(console, table.paragraphs, footnotes)


def _footnotes(table: Table, screen: Screen, language: str) -> Iterator[str]:
    every = screen.every_note or screen.width is None
    kept = [line for line in table.footnotes if every or line not in table.asides]
    yield from kept
    left = len(table.footnotes) - len(kept)
    if left:
        yield translator(language)("{count} more footnotes with --verbose.", count=left)


def _notes_of(found: Fit, language: str) -> Iterator[str]:
    t = translator(language)
    if found.unit is not None:
        unit = numbers.scale_word(found.unit, language)
        yield t("Amounts in {unit} rupiah; a wider screen or a pipe shows them in full.", unit=unit)
    names = [column.heading for column in found.dropped if column.kind is not ColumnKind.BAR]
    shown_names = ", ".join(names[:_NAMED_AT_MOST]).removesuffix(".")
    more = len(names) - _NAMED_AT_MOST
    if more > 0:
        yield t("On a wider screen also: {names} and {count} more.", names=shown_names, count=more)
    elif names:
        yield t("On a wider screen also: {names}.", names=shown_names)


def _print_below(console: Console, paragraphs: tuple[str, ...], footnotes: list[str]) -> None:
    if paragraphs:
        console.print()
    for line in paragraphs:
        words = line.lstrip()
        number, point, rest = words.partition(". ")
        if point and number.isdecimal():
            _print_marked(console, f"{number}.", rest)
        else:
            console.print(Padding(Text(words), (0, 0, 0, len(line) - len(words))))
    if footnotes:
        console.print()
    for line in footnotes:
        _print_marked(console, "·", line)


def _print_marked(console: Console, mark: str, line: str) -> None:
    """A line whose continuation stands below its beginning, not below its mark."""
    hanging = Grid.grid(padding=(0, 1, 0, 0))
    hanging.add_row(Text(mark), Text(line, overflow="fold"))
    console.print(hanging)


def _grid(found: Fit, language: str) -> Grid:
    table = found.table
    grid = Grid(
        box=_RULED, show_edge=False, pad_edge=False, padding=(0, found.gap - 1, 0, 0), collapse_padding=True
    )
    for column, width in zip(table.columns, found.widths, strict=True):
        grid.add_column(
            Text(heading(column, language, full=found.full, unit=found.unit)),
            justify=column.align,
            width=width,
            overflow="fold",
            no_wrap=False,
            vertical="top",
        )
    for row in table.rows:
        grid.add_row(*_texts(row, found, language))
    for place, row in enumerate(table.total_rows):
        if place == 0:
            grid.add_section()
        grid.add_row(*_texts(row, found, language), style="bold" if place == 0 else "")
    return grid


def _texts(row: tuple[Cell, ...], found: Fit, language: str) -> Iterator[Text]:
    for cell, column in zip(row, found.table.columns, strict=True):
        if column.kind is ColumnKind.BAR:
            width = found.widths[found.table.columns.index(column)]
            yield _marked(bar(cell, width), _STYLES.get(cell.tone or "", ""))
        else:
            yield text_of(cell, column, language, found.unit)


def _marked(drawn: str, style: str) -> Text:
    """A bar in its tone, the mark of the plan standing out of it."""
    text = Text(drawn, style)
    if _MARK in drawn:
        text.stylize("bold white", drawn.index(_MARK), drawn.index(_MARK) + 1)
    return text


def text_of(cell: Cell, column: Column, language: str, unit: int | None = None) -> Text:
    """One cell as rich text, never as markup."""
    return Text(worded(cell, column, language, unit), _STYLES.get(cell.tone or "", ""), overflow="fold")


def bar(cell: Cell, width: int) -> str:
    """A percentage as blocks on a scale of 0-100, with ``┃`` where the mark (the plan) stands.

    A text is drawn already.
    """
    if isinstance(cell.value, str):
        return cell.value
    if not isinstance(cell.value, Fraction):
        return ""
    drawn = ["█" if place < _place(cell.value, width) else "░" for place in range(width)]
    if cell.mark is not None:
        drawn[min(max(_place(cell.mark, width) - 1, 0), width - 1)] = _MARK
    return "".join(drawn)


def _place(value: Fraction, width: int) -> int:
    return min(max(int(round_half_up(value * width / 100, 0)), 0), width)


def _stack(console: Console, table: Table, language: str) -> None:
    """Each row as lines of ``heading: value``: nothing is dropped, nothing is cut."""
    for row in (*table.rows, *table.total_rows):
        for cell, column in zip(row, table.columns, strict=True):
            if cell.value in (None, "") or column.kind is ColumnKind.BAR:
                continue
            line = Text(f"{column.heading}: ")
            line.append_text(text_of(cell, column, language))
            console.print(line, overflow="fold")
        console.print()
