"""Columns that print what the amounts already say: a percentage of them, or what remains.

A column says it where its heading does or where most of its values prove it. Printed amounts are rounded, so a
percentage is wrong only outside of what the unrounded amounts allow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model import Identity, Proven
from skpd_eval.money import round_half_up
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.columns.headings import Heading, headings
from skpd_eval.reading.proof.sums import proven

_SEN = 100
_HUNDRED = 100
SMALLEST_MARGIN = Fraction(1, 100)
PROOF_ROWS = 3
"""Fewer equal values may be equal by chance."""
SAMPLE = 200
UNITS_APART = (1_000, 1_000_000, 1_000_000_000)
PERCENT_WORDS = frozenset(
    {
        "%", "persen", "persentase", "presentase", "prosentase", "persentase %", "serapan", "serapan %",
        "penyerapan", "penyerapan %", "realisasi %", "persentase realisasi", "persentase serapan", "progres",
        "progres %", "absorption pct", "% serapan", "% penyerapan", "% realisasi", "% progres",
    }
)  # fmt: skip
REMAINDER_WORDS = frozenset(
    [
        "sisa",
        "sisa anggaran",
        "sisa pagu",
        "sisa dana",
        "lebih kurang",
        "selisih",
        "remaining",
        "kurang lebih",
    ]
)


class Stated(NamedTuple):
    """A row whose amounts are known: zero-based row, whose it is, budget and realization in sen."""

    row: int
    name: str
    budget: int
    realization: int


class Found(Enum):
    """What a column that nothing is read from turned out to be."""

    HOLDS = auto()
    CLAIMS = auto()
    """It is called so, and most of its rows say otherwise."""
    OTHER = auto()


@dataclass(slots=True)
class StatedColumns:
    """Compares the columns that nothing else is read from with the amounts of the same rows."""

    header: Header
    values: Values
    counted: Sequence[Stated]
    """The rows without the total."""
    unknown: int
    """Rows that state one of the two amounts alone: nothing proves it."""
    halves: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))
    """Half of the last printed digit of budget and realization, in sen."""
    aside: Values = field(init=False)
    """Reads the same cells and says nothing: the columns are no part of what is recorded."""

    held: list[Proven] = field(default_factory=list)
    """What the columns that agree prove of budget and realization."""
    of: PeriodMention | None = field(init=False)
    """The period that the heading of the realization names: columns of other periods say nothing of it."""

    def __post_init__(self) -> None:
        spent = self.header.column("realization")
        self.of = None if spent is None else spent.heading.mention
        grid = self.values.collector.grid
        self.aside = self.values.told_to(Collector(self.values.collector.file, grid))

    def check(self, rows: Sequence[Stated], budget: int, realization: int) -> tuple[Proven, ...]:
        """Say each row that prints what its amounts, in these columns, cannot give; what the others prove."""
        told = [one.row for one in rows]
        self.halves = self._half(budget, told), self._half(realization, told)
        for column, heading in self._candidates():
            self.aside.learn_styles((column,), told)
            is_share = self.header.column("realization_pct")
            share = heading.text in PERCENT_WORDS or (is_share is not None and is_share.index == column)
            rest = heading.text in REMAINDER_WORDS
            if not self._percents(column, rows, heading, named=share):
                self._remainders(column, rows, heading, named=rest)
        return tuple(self.held)

    def _candidates(self) -> list[tuple[int, Heading]]:
        claimed = {column.index for column in self.header.columns if column.role != "realization_pct"}
        claimed |= {*self.header.code_columns, *self.header.name_columns}
        grid = self.values.collector.grid
        heads = headings(grid, self.header.first_row, self.header.last_row, self.header.layout)
        return [
            (index, heading)
            for index, heading in enumerate(heads)
            if index not in claimed and (self.of is None or self._of_period(heading))
        ]

    def _of_period(self, heading: Heading) -> bool:
        """Whether a column is of the realization's own period, whose year it need not name."""
        mine, theirs = heading.mention, self.of
        if mine is None or theirs is None:
            return mine is theirs
        return (mine.month, mine.quarter) == (theirs.month, theirs.quarter)

    def _half(self, column: int, rows: Sequence[int]) -> Fraction:
        factor = self.values.factors.get(column, self.values.factor)
        return Fraction(factor * _SEN, 2 * 10 ** self._places(column, rows))

    def _places(self, column: int, rows: Sequence[int]) -> int:
        """The most decimals that a cell of the column shows."""
        return max((self._places_of(row, column) for row in rows), default=0)

    def _places_of(self, row: int, column: int) -> int:
        value = self.values.collector.grid.value(row, column)
        if isinstance(value, float):
            exponent = Decimal(repr(value)).normalize().as_tuple().exponent
            return max(-exponent, 0) if isinstance(exponent, int) else 0
        style = self.aside.styles.get(column) or self.values.styles.get(column)
        if not isinstance(value, str) or style is None:
            return 0
        return sum(map(str.isdigit, value.rpartition(style.decimal)[2])) if style.decimal in value else 0

    def _percents(self, column: int, rows: Sequence[Stated], heading: Heading, *, named: bool) -> bool:
        """Judge a column as realization over budget; whether it is one."""
        rows = [one for one in rows if one.budget > 0 and self._shown(one, column)]
        scale = max((1, _HUNDRED), key=lambda by: self._agreeing(column, rows[:SAMPLE], by))
        margin = self._margin(column, [one.row for one in rows], scale)

        def agrees(one: Stated) -> bool | None:
            stated = self.aside.percent(one.row, column, detail=True)
            return None if stated is None else self._possible(Fraction(stated) * scale, one, margin)

        def say(one: Stated, code: str) -> None:
            stated = (self.aside.percent(one.row, column, detail=True) or Decimal(0)) * scale
            shown = str(stated.quantize(Decimal("0.01")))
            computed = str(round_half_up(Fraction(one.realization, one.budget) * _HUNDRED, 2))
            self.values.collector.warn(
                code,
                one.row,
                column,
                agency=one.name[:60],
                stated=shown,
                computed=computed,
                heading=heading.text,
            )

        named = named and self._of_period(heading)
        if named:
            self._refuse_other(column, rows)
        found = self._judge(rows, agrees, say, "printed-percent", named=named)
        if found is Found.HOLDS:
            self._hold(Identity.PERCENT, agrees)
        return found is not Found.OTHER

    def _refuse_other(self, column: int, rows: Sequence[Stated]) -> None:
        """Refuse where every printed percentage fits something else: columns exchanged, or another unit in one."""
        if len(rows) < PROOF_ROWS or any(
            one.budget == one.realization or not one.realization for one in rows
        ):
            return
        if any(self._agreeing(column, rows, scale) * 2 > len(rows) for scale in (1, _HUNDRED)):
            return
        budget, spent = self.header.column("budget"), self.header.column("realization")
        exchanged = [one._replace(budget=one.realization, realization=one.budget) for one in rows]
        if budget is not None and self._all_fit(column, exchanged):
            self.values.collector.error("columns-exchanged", rows[0].row, budget.index)
        for factor in UNITS_APART:
            larger = [one._replace(realization=one.realization * factor) for one in rows]
            smaller = [one._replace(budget=one.budget * factor) for one in rows]
            if spent is not None and any(self._all_fit(column, other) for other in (larger, smaller)):
                self.values.collector.error("units-in-columns", rows[0].row, spent.index, count=factor)

    def _all_fit(self, column: int, rows: Sequence[Stated]) -> bool:
        return any(self._agreeing(column, rows, scale) == len(rows) for scale in (1, _HUNDRED))

    def _remainders(self, column: int, rows: Sequence[Stated], heading: Heading, *, named: bool) -> None:
        """Judge a column as budget less realization, or its opposite."""
        rows = [one for one in rows if self._shown(one, column)]
        slack = sum(self.halves) + self._half(column, [one.row for one in rows])

        def agrees(one: Stated) -> bool | None:
            stated = self.aside.amount(one.row, column, detail=True)
            return None if stated is None else abs(abs(stated) - abs(one.budget - one.realization)) <= slack

        def say(one: Stated, code: str) -> None:
            stated, rest = self.aside.amount(one.row, column, detail=True) or 0, one.budget - one.realization
            self.values.collector.warn(
                code, one.row, column, agency=one.name[:60], stated=stated, sum=rest, heading=heading.text
            )

        found = self._judge(rows, agrees, say, "printed-remainder", named=named and self._of_period(heading))
        if found is Found.HOLDS:
            self._hold(Identity.REMAINDER, agrees, int(slack))

    def _hold(self, identity: Identity, agrees: Callable[[Stated], bool | None], slack: int = 0) -> None:
        """Keep what a column proves; a budget of nothing holds no share of it."""
        met = sum(agrees(one) is True and (one.budget > 0 or not one.realization) for one in self.counted)
        both, of = ("budget", "realization"), len(self.counted) + self.unknown
        self.held.extend(proven(identity, both, both, met=met, of=of, slack=slack))

    def _judge(
        self,
        rows: Sequence[Stated],
        agrees: Callable[[Stated], bool | None],
        say: Callable[[Stated, str], None],
        code: str,
        *,
        named: bool,
    ) -> Found:
        """Say the rows that differ where most agree; where most differ, a column so named says it once."""
        sample = [agrees(one) for one in rows[:SAMPLE]]
        right, wrong = sample.count(True), sample.count(False)
        if right < wrong or (not named and (right < PROOF_ROWS or right < 2 * wrong)):
            first = next((one for one in rows if agrees(one) is False), None)
            if named and first is not None:
                say(first, f"{code}-other")
            return Found.CLAIMS if named else Found.OTHER
        for one in rows:
            if agrees(one) is False:
                say(one, f"{code}-differs")
        return Found.HOLDS if right else Found.OTHER

    def _shown(self, one: Stated, column: int) -> bool:
        """Whether the cell shows a number other than a trivial zero of nothing realized."""
        value = self.values.collector.grid.value(one.row, column)
        return not is_blank(value) and not isinstance(value, bool) and bool(one.realization)

    def _agreeing(self, column: int, rows: Sequence[Stated], scale: int) -> int:
        margin = self._margin(column, [one.row for one in rows], scale)
        stated = [(one, self.aside.percent(one.row, column, detail=True)) for one in rows]
        return sum(
            value is not None and self._possible(Fraction(value) * scale, one, margin)
            for one, value in stated
        )

    def _margin(self, column: int, rows: Sequence[int], scale: int) -> Fraction:
        """Half of the last printed digit, in points; cells with a percent format show what they hold times 100."""
        shown = self.values.collector.grid.percent_cells
        places = self._places(column, rows) - (2 if any((row, column) in shown for row in rows) else 0)
        return max(SMALLEST_MARGIN, Fraction(scale, 2 * 10 ** max(places, 0)))

    def _possible(self, stated: Fraction, one: Stated, margin: Fraction) -> bool:
        smallest = one.budget - self.halves[0]
        if smallest <= 0:
            return True
        ends = [
            (one.realization + sign * self.halves[1]) / base * _HUNDRED
            for sign in (-1, 1)
            for base in (smallest, one.budget + self.halves[0])
        ]
        return min(ends) - margin <= stated <= max(ends) + margin
