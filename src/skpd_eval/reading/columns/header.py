"""Find a layout's header in a grid: searched for, never assumed at a row.

A column's heading is the path of the header cells above its data, from top to bottom: ``keuangan > target``.
Merged cells spread over their range, in formats without merges over blank cells with something beneath.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from skpd_eval import period
from skpd_eval.errors import PeriodError
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.units import cell_factor, declared_factor
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.columns.headercells import UNTIL, header_texts, month_of, names_period_alone
from skpd_eval.reading.columns.headings import Column, Heading
from skpd_eval.reading.columns.headwords import add_by_words, meaning
from skpd_eval.reading.columns.roles import patterns_of, percent_joined, role_at
from skpd_eval.reading.layout.layout import ColumnRule, Layout
from skpd_eval.reading.words.rowkinds import is_unit

SEARCHED_ROWS = 80
TALLEST_HEADER = 5
DIGITS_OF_A_YEAR = 4
_TOKEN = re.compile(r"[^\W_]+|%")
_UNIT_WORDS = frozenset({"rp", "rupiah", "idr"})
_PERCENT_WORDS = frozenset({"persen", "persentase", "prosentase"})


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: zero-based first and last row, columns by role, and what it did not understand."""

    layout: Layout
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    code_columns: tuple[int, ...] = ()
    name_columns: tuple[int, ...] = ()
    rivals: tuple[Column, ...] = ()
    """Every column of a role that several claim: the same measure for several periods."""
    ambiguous: tuple[str, ...] = ()
    """Roles that several columns claim and no period tells apart."""
    unknown: tuple[Column, ...] = ()
    passed: tuple[int, ...] = ()
    """Columns that are left unread on purpose."""
    missing: tuple[str, ...] = ()
    rules: dict[str, ColumnRule] = field(default_factory=dict)

    def column(self, role: str) -> Column | None:
        """The column of a role, if the table has it."""
        return next((column for column in self.columns if column.role == role), None)

    def of_measure(self, measure: str) -> tuple[Column, ...]:
        """Every column of a measure: ``budget:5.1``, ``budget:5.2`` … for ``budget``."""
        return tuple(column for column in self.columns if column.measure == measure)


@lru_cache(maxsize=8192)
def normalize(text: str) -> tuple[str, PeriodMention | None, int | None]:
    """Words of a header cell (lower case, without period and unit), the period and the unit it names.

    A cell that is only a period (``Januari``) keeps its words.
    """
    flat = " ".join(unicodedata.normalize("NFKC", text).replace("_", " ").split())
    factor, rest = declared_factor(flat)
    try:
        bare, mention = period.strip_period(rest)
    except PeriodError:
        bare, mention = rest, None
    return (_words(bare) or _words(rest)), mention, factor


def _words(text: str) -> str:
    tokens = [token for token in _TOKEN.findall(text.casefold()) if token not in _UNIT_WORDS]
    return " ".join("%" if token in _PERCENT_WORDS and len(tokens) > 1 else token for token in tokens)


@lru_cache(maxsize=8192)
def _heading(cells: tuple[str, ...], neutral: frozenset[str]) -> Heading:
    parts: list[str] = []
    mention: PeriodMention | None = None
    factor: int | None = None
    month: int | None = None
    beneath: list[str] = []
    for cell in cells:
        if not cell:
            continue
        words, cell_mention, cell_factor = normalize(cell)
        mention, factor = cell_mention or mention, cell_factor or factor
        month = month_of(cell) or month
        if words and words not in neutral and (not parts or parts[-1] != words):
            parts.append(words)
            beneath += [] if names_period_alone(cell) else [words]
    until = any(UNTIL.search(cell) for cell in cells)
    return Heading(tuple(parts), mention, factor, month, tuple(beneath), until)


def headings(grid: Grid, first: int, last: int, neutral: frozenset[str] = frozenset()) -> list[Heading]:
    """The heading of every column of the header rows ``first`` to ``last`` (zero-based, inclusive)."""
    texts = header_texts(grid, first, last)
    return [_heading(tuple(row[col] for row in texts), neutral) for col in range(len(texts[0]) if texts else 0)]


def _present(layout: Layout, roles: set[str]) -> tuple[str, ...]:
    """Required roles that are missing, ``a|b`` where one of several would do."""
    measures = {role.partition(":")[0] for role in roles} | roles
    missing = [role for role in sorted(layout.required) if role not in measures]
    missing += ["|".join(choice) for choice in layout.any_of if not measures & set(choice)]
    return tuple(missing)


def _span(grid: Grid, start: int, first: int, last: int, heads: list[Heading]) -> tuple[int, ...]:
    """A column and those to its right that share its merged heading or have none."""
    for top, left, _, right in grid.merges:
        if first <= top <= last and left == start:
            return tuple(range(left, right + 1))
    end = start + 1
    while end < len(heads) and not heads[end].parts:
        end += 1
    return tuple(range(start, end))


def _choose(
    columns: list[Column], in_force: PeriodMention | None
) -> tuple[list[Column], list[str], list[Column]]:
    """One column a role; among several the one that names the period in force. Then what is left unclear."""
    chosen: list[Column] = []
    ambiguous: list[str] = []
    rivals: list[Column] = []
    for role in dict.fromkeys(column.role for column in columns):
        same = [column for column in columns if column.role == role]
        if len(same) == 1:
            chosen.append(same[0])
            continue
        rivals.extend(same)
        told = [column for column in same if in_force and column.heading.names_period(in_force)]
        told = _deepest(same) if role.startswith("activity_") else told
        told = told or _last_version(role, same)
        if len(told) != 1:
            ambiguous.append(role)
        chosen.append((told or same)[0])
    return chosen, ambiguous, rivals


def _last_version(role: str, columns: list[Column]) -> list[Column]:
    """The revision of the budget (*perubahan*) that stands behind all its shifts (*pergeseran*)."""
    if role != "budget_revised":
        return []
    *before, last = columns
    shifts = all("pergeseran" in column.heading.text for column in before)
    return [last] if shifts and "pergeseran" not in last.heading.text else []


def _deepest(columns: list[Column]) -> list[Column]:
    """Of columns of programs, activities and sub-activities the deepest, which tells the rows apart."""
    for words in ("sub kegiatan", "kegiatan", "program"):
        found = [column for column in columns if words in column.heading.text]
        if found:
            return found
    return []


def _by_month(columns: list[Column], layout: Layout) -> list[Column]:
    """Twelve columns of a plan that name the twelve months are the plan by month; sums of quarters are left out."""
    columns = [c for c in columns if c.role != "total_plan" or not (c.heading.mention and c.heading.mention.quarter)]
    named = {c.index: c.heading.mention.month for c in columns if c.role == "plan" and c.heading.mention}
    if len({*named.values()} - {None}) != 12 or not any(rule.months for rule in layout.columns):
        return columns
    return [
        dataclasses.replace(column, role=f"month:{named[column.index]}") if column.index in named else column
        for column in columns
    ]


def _needed(spare: list[tuple[Column, ColumnRule]], taken: set[str]) -> list[Column]:
    """Fallback columns whose role, or else the one that they also have, no other column has."""
    roles = [(column, column.role if column.role not in taken else rule.also) for column, rule in spare]
    return [dataclasses.replace(column, role=role) for column, role in roles if role and role not in taken]


def match_header(
    grid: Grid, layout: Layout, first: int, last: int, in_force: PeriodMention | None = None
) -> Header:
    """What rows ``first`` to ``last`` mean under a layout; ``missing`` tells what is not there."""
    heads = headings(grid, first, last, layout.neutral)
    _, ignored, without = patterns_of(layout)
    found: list[Column] = []
    spare: list[tuple[Column, ColumnRule]] = []
    unknown: list[Column] = []
    passed: list[int] = []
    spans: dict[str, tuple[int, ...]] = {"code": (), "name": ()}
    for index, heading in enumerate(heads):
        told = role_at(heading.parts, heading.beneath, heading.month, heading.mention, layout)
        role = None if told is None else told[0]
        if heading.parts and without.match(heading.parts):
            return Header(layout, first, last, (), missing=("another-layout",))
        if role in spans:
            if not spans[role]:
                spans[role] = _span(grid, index, first, last, heads)
                found.append(Column(role, index, heading))
        elif told is not None:
            found.append(Column(told[0], index, heading))
            if told[1].fallback:
                spare.append((found.pop(), told[1]))
        elif heading.parts and ignored.match(heading.parts, percent_joined(heading.parts)):
            passed.append(index)
        elif heading.parts and index not in spans["code"]:
            unknown.append(Column("", index, heading))
    found += _needed(spare, {column.role for column in found})
    if layout.by_words and not add_by_words(layout, found, unknown):
        return Header(layout, first, last, (), missing=("another-layout",))
    chosen, ambiguous, rivals = _choose(_by_month(found, layout), in_force)
    return Header(
        layout=layout,
        first_row=first,
        last_row=last,
        columns=tuple(chosen),
        code_columns=spans["code"],
        name_columns=spans["name"],
        rivals=tuple(rivals),
        ambiguous=tuple(ambiguous),
        unknown=tuple(unknown),
        passed=tuple(passed),
        missing=_present(layout, {column.role for column in chosen}),
        rules={rule.role: rule for rule in reversed(layout.columns)},
    )


@lru_cache(maxsize=64)
def _first_parts(layout: Layout) -> tuple[frozenset[str], tuple[str, ...]]:
    """First parts of a layout's patterns: whole words, and beginnings of words."""
    parts = {pattern[0] for rule in layout.columns for pattern in rule.headers} | layout.neutral
    return (
        frozenset(part for part in parts if not part.endswith("*")),
        tuple(part[:-1] for part in parts if part.endswith("*")),
    )


def _may_begin_header(values: list[CellValue], layout: Layout) -> bool:
    if layout.by_words and sum(not is_blank(value) for value in values) < 2:
        return False  # a title stands alone in its row
    whole, beginnings = _first_parts(layout)
    for value in values:
        if isinstance(value, str) and value.strip():
            words = normalize(value)[0]
            if words in whole or words.startswith(beginnings) or (layout.by_words and meaning((words,))):
                return True
    return False


def _is_amount(value: CellValue) -> bool:
    """Whether a cell holds an amount, which no heading does; a year or the number of a column is none."""
    if isinstance(value, str):
        return is_figure(value) and not value.strip().isdigit() and sum(map(str.isdigit, value)) > DIGITS_OF_A_YEAR + 1
    return isinstance(value, int | float) and abs(value) >= 10 ** (DIGITS_OF_A_YEAR + 1)


def find_header(grid: Grid, layout: Layout, in_force: PeriodMention | None = None) -> Header | None:
    """The header that gives a layout the most of its columns, in as few rows as possible.

    Returns the nearest miss (with ``missing``) when no rows satisfy the layout, ``None`` when nothing matches.
    """
    best: tuple[tuple[int, ...], Header] | None = None
    for first in range(min(len(grid.rows), SEARCHED_ROWS)):
        if not _may_begin_header(grid.rows[first], layout):
            continue
        for height in range(1, TALLEST_HEADER + 1):
            last = first + height - 1
            if last >= len(grid.rows) or (height > 1 and any(map(_is_amount, grid.rows[last]))):
                break
            header = match_header(grid, layout, first, last, in_force)
            if not header.columns:
                continue
            headed = len((*header.columns, *header.unknown, *header.passed)) if layout.by_words else 0
            score = (-len(header.missing), len(header.columns), len(header.rivals), headed, -height, -first)
            if best is None or score > best[0]:
                best = (score, header)
    return None if best is None else _with_units(grid, best[1], in_force)


def _with_units(grid: Grid, header: Header, in_force: PeriodMention | None) -> Header:
    """The header with the row of units right beneath it, where that row holds nothing else: ``(juta Rp) | (%)``."""
    below = header.last_row + 1
    texts = (
        [str(value) for value in grid.rows[below] if not is_blank(value)] if below < len(grid.rows) else []
    )
    if not any(cell_factor(text) not in (None, 1) for text in texts) or not all(map(is_unit, texts)):
        return header
    taller = match_header(grid, header.layout, header.first_row, below, in_force)
    return header if taller.missing else taller
