"""The trend as a table: one row an agency, a column a position, and lines on who moved and who stays lowest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from skpd_eval.model import AgencyTrend, CurvePoint, Evaluation, Trend, TrendPoint
from skpd_eval.money import round_half_up
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import Translator, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.outlook import compared_ranks
from skpd_eval.presentation.sentences.words import quarter, word
from skpd_eval.presentation.show import change
from skpd_eval.presentation.table import (
    Cell,
    Column,
    ColumnKind,
    Field,
    Table,
    columns_of,
    field,
    fill,
    row_of,
)

_BLOCKS = "▁▂▃▄▅▆▇█"
_PARTS = frozenset({"realized_pp", "budget_pp"})
_ALWAYS = frozenset({"rank", "agency_name"})
_ALWAYS_SHOWN = 4
"""As many of the newest positions stay on any screen: the quarters of a year."""


def sparkline(shares: Sequence[Fraction | None]) -> str:
    """Shares of one as blocks, eighths of a full budget; a blank where one is not known."""
    return "".join(" " if share is None else _BLOCKS[_height(share)] for share in shares)


def _height(share: Fraction) -> int:
    return min(max(int(round_half_up(share * 8, 0)) - 1, 0), 7)


def trend(found: Trend, evaluation: Evaluation, language: str = "id") -> Table:
    """Agencies in the newest order, each position's measure, movement, and how long among the lowest."""
    t = translator(language)
    fields = _fields(found, t)
    columns = columns_of(fields)
    table = Table(
        name="trend",
        title=t("Trend of {key}", key=word("key", found.key, language)),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns,
        rows=fill(fields, found.agencies),
        total_rows=tuple(_totals(found, columns, t)),
        paragraphs=tuple(_lines(found, language)),
        footnotes=(
            t(
                "Lowest: positions in a row, up to this one, among the {count} lowest and in the lower half.",
                count=found.lowest_count,
            ),
            *_partial(found, t),
            *_footnotes(evaluation, language),
        ),
        asides=frame.asides(evaluation, language),
    )
    return _of_changes(found, table.without_empty(_ALWAYS))


def _footnotes(evaluation: Evaluation, language: str) -> Iterator[str]:
    """Those of every table, but for what the trend says of its own positions."""
    own = set(compared_ranks(evaluation, language))
    return (line for line in frame.footnotes(evaluation, language, coloured=False) if line not in own)


def _of_changes(found: Trend, table: Table) -> Table:
    """Without the parts of a change where no budget changed: all of it is then from spending."""
    effects = [one.budget_effect for one in found.agencies if one.budget_effect is not None]
    if any(effect.budget for effect in effects):
        return table
    return table.keeping(column for column in table.columns if column.key not in _PARTS)


def _fields(found: Trend, t: Translator) -> tuple[Field[AgencyTrend], ...]:
    return (
        field("rank", t("Rank"), lambda one: one.ranks[-1], ColumnKind.RANK, short="#"),
        field("rank_change", t("Change"), lambda one: one.rank_change, ColumnKind.CHANGE, short="▲▼"),
        field("agency_code", t("Code"), lambda one: one.code, ColumnKind.CODE, 8),
        field("agency_name", t("Agency"), _name),
        *(_measure(found, place, t) for place in range(len(found.points))),
        field("course", t("Course"), lambda one: Cell(sparkline(one.measures)), ColumnKind.BAR, 3),
        *(_rank(found, place, t) for place in range(len(found.points) - 1)),
        field("change_pp", t("Since the position before (points)"), lambda one: hundredfold(one.change),
              ColumnKind.POINTS, 2, t("± points")),
        field("realized_pp", t("from spending (points)"),
              lambda one: hundredfold(one.budget_effect.realized) if one.budget_effect else None,
              ColumnKind.POINTS, 6),
        field("budget_pp", t("from the budget (points)"),
              lambda one: hundredfold(one.budget_effect.budget) if one.budget_effect else None,
              ColumnKind.POINTS, 6),
        field("last_year_pct", t("Same date of last year (%)"), lambda one: hundredfold(one.last_year),
              ColumnKind.PERCENT, 4),
        field("since_last_year_pp", t("Since last year (points)"), lambda one: hundredfold(one.since_last_year),
              ColumnKind.POINTS, 4),
        field("adjusted_absorption_pct", t("Absorption with adjustment (%)"),
              lambda one: hundredfold(one.adjusted), ColumnKind.PERCENT, 2),
        field("times_lowest", t("Lowest"), lambda one: one.times_lowest or None, ColumnKind.COUNT, 2),
    )  # fmt: skip


def _name(one: AgencyTrend) -> str:
    return visible(one.name) + (" *)" if one.dissolved else "")


def position_key(found: Trend, point: TrendPoint) -> str:
    """The machine name of a position: ``q3``, or its date where a quarter has several."""
    several = sum(other.quarter == point.quarter for other in found.points) > 1
    return point.cutoff.isoformat() if several else f"q{point.quarter}"


def _heading(found: Trend, point: TrendPoint, t: Translator) -> str:
    several = position_key(found, point) == point.cutoff.isoformat()
    return numbers.date(point.cutoff, t.language) if several else quarter(point.quarter, t.language)


def _short(found: Trend, point: TrendPoint, t: Translator) -> str:
    """A narrow heading of a position that is a quarter of its own."""
    if position_key(found, point) == point.cutoff.isoformat():
        return ""
    return t("Q {quarter} (%)", quarter=quarter(point.quarter, t.language).rpartition(" ")[2])


def _measure(found: Trend, place: int, t: Translator) -> Field[AgencyTrend]:
    point = found.points[place]
    return field(
        f"{position_key(found, point)}_pct",
        f"{_heading(found, point, t)} (%)",
        lambda one: hundredfold(one.measures[place]),
        ColumnKind.PERCENT,
        1 if place >= len(found.points) - _ALWAYS_SHOWN else 5,
        _short(found, point, t),
    )


def _rank(found: Trend, place: int, t: Translator) -> Field[AgencyTrend]:
    point = found.points[place]
    return field(
        f"{position_key(found, point)}_rank",
        t("Rank {quarter}", quarter=_heading(found, point, t)),
        lambda one: one.ranks[place],
        ColumnKind.RANK,
        7,
    )


def _partial(found: Trend, t: Translator) -> Iterator[str]:
    """Which positions rank others than the newest, and what is therefore not said."""
    points = [point for point in found.points if point.common != point.of]
    if not points:
        return
    named = "; ".join(
        t("{position} {count} of {of} agencies", position=_heading(found, point, t), count=point.common, of=point.of)
        for point in points
    )
    yield t("Of the agencies ranked now, an earlier position ranks: {positions}.", positions=named)
    if any(one.rank_change is not None for one in found.agencies):
        yield t("Change of rank: among those that this position and the one before both rank.")
    if any(point.thin for point in points):
        yield t(
            "A position that ranks fewer than half of them, or fewer than 3, has no total, no ranks and no point of "
            "the S-curve, and nobody rose, fell or stayed lowest since it."
        )


def _totals(found: Trend, columns: tuple[Column, ...], t: Translator) -> Iterator[tuple[Cell, ...]]:
    """The government's absorption, where that is what is ranked by; below it that of the same agencies."""
    label = t("Total ({count} agencies)", count=found.points[-1].agencies)
    if found.key.value != "absorption":
        yield row_of(columns, {"agency_name": label})
        return
    whole = [None if point.thin else point.absorption for point in found.points]
    last = found.last_year
    yield _total(found, columns, label, whole, None if last is None or last.thin else last.absorption)
    if found.same is not None:
        label = t("The same {count} ranked agencies at each position", count=found.same.agencies)
        yield _total(found, columns, label, found.same.absorptions, None)


def _total(
    found: Trend,
    columns: tuple[Column, ...],
    label: str,
    absorptions: Sequence[Fraction | None],
    last_year: Fraction | None,
) -> tuple[Cell, ...]:
    values: dict[str, Cell | Fraction | str | None] = {
        f"{position_key(found, point)}_pct": hundredfold(absorption)
        for point, absorption in zip(found.points, absorptions, strict=True)
    }
    values["agency_name"] = label
    values["course"] = Cell(sparkline(absorptions))
    if last_year is not None:
        values["last_year_pct"] = hundredfold(last_year)
    return row_of(columns, values)


def _lines(found: Trend, language: str) -> Iterator[str]:
    t = translator(language)
    if found.persistent:
        names = [
            t("{agency} ({count} times)", agency=_name(one), count=one.times_lowest)
            for one in found.persistent
        ]
        yield t("Among the lowest again: {names}.", names="; ".join(names))
    if found.risers:
        yield t("Rose most: {names}.", names="; ".join(_moved(one, language) for one in found.risers))
    if found.fallers:
        yield t("Fell most: {names}.", names="; ".join(_moved(one, language) for one in found.fallers))
    if found.curve:
        yield t("S-curve, January to December, as a share of the ranked agencies' budget:")
        yield f"   {t('Plan')}: {_curve([point.plan for point in found.curve], language)}"
        yield f"   {t('Realization')}: {_curve([point.realization for point in found.curve], language)}"
        yield from (f"   {line}" for line in partial_points(found.curve, language))


def partial_points(points: Sequence[CurvePoint], language: str) -> Iterator[str]:
    """At which points of the curve agencies are missing."""
    t = translator(language)
    named = [
        t(
            "{position} {count} of {of} agencies",
            position=numbers.month(point.month, language),
            count=point.agencies or 0,
            of=point.of or 0,
        )
        for point in points
        if point.partial
    ]
    if named:
        yield t(
            "Not all agencies are in every point: {positions}; there it is of their own budget.",
            positions="; ".join(named),
        )


def _moved(one: AgencyTrend, language: str) -> str:
    t = translator(language)
    points = hundredfold(one.change)
    return t(
        "{agency} ({places} places, {points} points)",
        agency=_name(one),
        places=change(one.rank_change or 0),
        points="–" if points is None else numbers.points(points, language),
    )


def _curve(shares: Sequence[Fraction | None], language: str) -> str:
    known = [(month, share) for month, share in enumerate(shares, 1) if share is not None]
    figures = ", ".join(
        f"{numbers.month(month, language)} {numbers.percent(share * 100, language)}"
        for month, share in known[-4:]
    )
    return f"{sparkline(shares).rstrip()}  {figures} %" if known else "–"
