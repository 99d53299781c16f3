"""Form E.81 in words and cells: its headings, lines, footer and notes; how it looks is the writer's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from skpd_eval.model import Evaluation, RankedAgency
from skpd_eval.model.e81 import FormE81, FormRow, IndicatorCourse, Number
from skpd_eval.presentation import machine, numbers
from skpd_eval.presentation.catalogs import Translator, mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import quarter
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table, Value, row_of
from skpd_eval.presentation.tables import e81_notes


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the form with its number, and the columns beneath it; ``above`` joins several of them."""

    number: str
    heading: str
    columns: tuple[Column, ...]
    above: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form's body; ``depth`` 0 is a program, ``None`` the total."""

    cells: tuple[Cell, ...]
    depth: int | None


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole form in one language."""

    titles: tuple[str, ...]
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    means: tuple[tuple[Cell, ...], ...]
    """Footer rows with values beneath the columns: mean and predicate."""
    factors: tuple[tuple[str, str], ...]
    """Footer rows of words: label and text, which may be blank."""
    notes: tuple[str, ...]
    about: tuple[tuple[str, Value], ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, from left to right."""
        return tuple(column for group in self.groups for column in group.columns)


_TEXT, _K, _RP = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.RUPIAH
_GROUPS: tuple[tuple[str, str, str, ColumnKind | None, ColumnKind | None], ...] = (
    ("5", "renstra_target", mark("Renstra target of the agency in … (end of the Renstra period)"), _K, _RP),
    ("6", "renstra_before", mark("Renstra achievement up to last year's Renja (n−2)"), _K, _RP),
    ("7", "target", mark("Target and budget of this year's Renja (n−1) that is evaluated"), _K, _RP),
    ("8", "q1", "1", _K, _RP),
    ("9", "q2", "2", _K, _RP),
    ("10", "q3", "3", _K, _RP),
    ("11", "q4", "4", _K, _RP),
    ("12", "realized", mark("Achievement and realization of the Renja that is evaluated"), _K, _RP),
    ("13", "renstra_to_date", mark("Achievement and realization of the Renstra up to {year}"), _K, _RP),
    (
        *("14", "renstra_achieved"),
        mark("Level of achievement and of budget realization of the Renstra up to {year} (%)"),
        *(ColumnKind.PERCENT, ColumnKind.PERCENT),
    ),
)
_SHORT = {
    "target": (mark("Target"), mark("Budget")),
    "realized": (mark("Achievement"), mark("Realization")),
}
"""Of the groups that a screen shows: what K and Rp are in them."""
NUMBERS = {f"q{n}": n for n in (1, 2, 3, 4)}
_DROPPED_FIRST = 4


def paper(
    form: FormE81,
    evaluation: Evaluation,
    row: RankedAgency,
    said: tuple[Sequence[str], Sequence[str], Sequence[str]] = ((), (), ()),
    output_category: str | None = None,
    language: str = "id",
) -> Paper:
    """The form of an agency; ``said`` are the problems, solutions and remarks that the sources name."""
    groups = _groups(evaluation.year, language)
    columns = tuple(column for group in groups for column in group.columns)
    agency = frame.agency_name(row)
    return Paper(
        titles=_titles(evaluation, agency, language),
        groups=groups,
        lines=tuple(_lines(form, columns, agency, language)),
        means=e81_notes.means(form, row, output_category, columns, language),
        factors=e81_notes.factors(*said, language),
        notes=tuple(e81_notes.notes(form, evaluation, row, language)),
        about=machine.about(evaluation),
    )


def table(found: Paper) -> Table:
    """The same as a table for the screen and for machines, without the columns that are blank."""
    body = tuple(line.cells for line in found.lines if line.depth is not None)
    total = tuple(line.cells for line in found.lines if line.depth is None)
    said = tuple(f"{label}: {text}" for label, text in found.factors if text)
    return Table(
        name="e81",
        title=found.titles[0],
        subtitles=found.titles[1:],
        about=found.about,
        columns=found.columns,
        rows=body,
        total_rows=(*total, *found.means),
        footnotes=(*said, *found.notes),
    ).without_empty(frozenset({"code", "name", "target_rp", "realized_rp", "achieved_rp_pct"}))


def _titles(evaluation: Evaluation, agency: str, language: str) -> tuple[str, ...]:
    t = translator(language)
    return (
        t("Form E.81: evaluation of the agency's work plan (Renja)"),
        agency,
        *frame.subtitles(evaluation, language),
    )


def _groups(year: int, language: str) -> tuple[Group, ...]:
    t = translator(language)
    name = t("Program/Activity/Sub-activity")
    first = (
        Group("1", t("No."), (Column("no", t("No."), ColumnKind.RANK, 3),)),
        Group("2", t("Objective"), (Column("objective", t("Objective"), _TEXT, _DROPPED_FIRST),)),
        Group(
            "3",
            name,
            (Column("code", t("Code"), ColumnKind.CODE, 2), Column("name", t("Name"), _TEXT)),
        ),
        _single("4", "indicator", t("Indicator of program (outcome)/activity (output)"), 2),
    )
    pairs = tuple(
        _pair(number, key, heading, kinds, year, language) for number, key, heading, *kinds in _GROUPS
    )
    achieved = t("Achievement of this year (12 ÷ 7) (%)")
    last = (
        _single("15", "unit", t("Unit of the agency in charge"), _DROPPED_FIRST),
        Group(
            "",
            achieved,
            (
                Column("achieved_k_pct", f"{achieved}: K", ColumnKind.PERCENT, 2, f"12÷7 {t('Achievement')} (%)"),
                Column("achieved_rp_pct", f"{achieved}: Rp", ColumnKind.PERCENT, 1, f"12÷7 {t('Realization')} (%)"),
            ),
        ),
    )
    return (*first, *pairs, *last)


def _single(number: str, key: str, heading: str, priority: int) -> Group:
    return Group(number, heading, (Column(key, heading, _TEXT, priority),))


def _pair(
    number: str, key: str, message: str, kinds: Sequence[ColumnKind | None], year: int, language: str
) -> Group:
    t = translator(language)
    above = t("Realization in the quarter") if key in NUMBERS else ""
    heading = quarter(NUMBERS[key], language) if key in NUMBERS else t(message, year=year)
    full = f"{number}. {f'{above}: ' if above else ''}{heading}"
    columns = tuple(
        Column(
            f"{key}_{part.casefold()}",
            f"{full}: {part}",
            kind or _TEXT,
            priority,
            f"{number} {_in_short(key, part, t)}",
        )
        for part, kind, priority in zip(
            ("K", "Rp"), kinds, (3, 1 if key in ("target", "realized") else 2), strict=True
        )
    )
    return Group(number, heading, columns, above)


def _in_short(key: str, part: str, t: Translator) -> str:
    """What a screen calls a column: the words of its group, and K (of outputs) or Rp."""
    if key in NUMBERS:
        return f"{t('Q {quarter}', quarter=quarter(NUMBERS[key], t.language).rpartition(' ')[2])} ({part})"
    words = _SHORT.get(key)
    return part if words is None else f"{t(words[part == 'Rp'])} ({part})"


def _lines(form: FormE81, columns: Sequence[Column], agency: str, language: str) -> Iterator[Line]:
    number = 0
    rest = translator(language)("Not stated by activity")
    for row in form.rows:
        number += row.depth == 0
        values = {
            "no": number if row.depth == 0 else None,
            "code": row.code,
            "name": rest if row.code is None else "" if row.name == row.code else visible(row.name),
            "unit": agency,
            **_money(row),
        }
        yield from _with_indicators(row, values, columns, row.depth, language)
    total: dict[str, Value] = {"name": translator(language)("Total"), **_money(form.total)}
    yield from _with_indicators(form.total, total, columns, None, language)


def _money(row: FormRow) -> dict[str, Value]:
    return {
        "target_rp": row.budget,
        **{f"q{n}_rp": amount for n, amount in enumerate(row.quarters, 1)},
        "realized_rp": row.realized,
        "achieved_rp_pct": hundredfold(row.achieved),
    }


def _with_indicators(
    row: FormRow, values: Mapping[str, Value], columns: Sequence[Column], depth: int | None, language: str
) -> Iterator[Line]:
    """A line for the row with its first indicator, and one for each further indicator."""
    for place, course in enumerate(row.indicators or (None,)):
        cells = {} if course is None else _course(course, language)
        yield Line(_cells(columns, {**(values if place == 0 else {}), **cells}), depth)


def _cells(columns: Sequence[Column], values: Mapping[str, Value]) -> tuple[Cell, ...]:
    return row_of(columns, {column.key: values.get(column.key) for column in columns})


def _course(course: IndicatorCourse, language: str) -> dict[str, Value]:
    one = course.newest
    unit = f" ({visible(one.measure)})" if one.measure else ""
    return {
        "indicator": f"{visible(one.indicator)}{unit}{'' if course.is_additive else ' *'}",
        "target_k": _target(course, language),
        **{f"q{n}_k": _number(value) for n, value in enumerate(course.quarters, 1)},
        "realized_k": _number(course.to_date),
        "achieved_k_pct": hundredfold(one.raw),
    }


def _target(course: IndicatorCourse, language: str) -> Value:
    target, upper = course.newest.target, course.newest.upper
    if target is None or upper is None:
        return _number(target)
    return f"{numbers.plain(target, language)}–{numbers.plain(upper, language)}"


def _number(value: Number) -> Fraction | None:
    return None if value is None else Fraction(value)
