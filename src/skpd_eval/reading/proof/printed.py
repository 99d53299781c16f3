"""Columns that print what the amounts already say: a percentage of them, or what remains.

A column says it where its heading does or where most of its values prove it. Printed amounts are rounded, so a
percentage is wrong only outside of what the unrounded amounts allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from skpd_eval.errors import Argument
from skpd_eval.model import Identity, Proven
from skpd_eval.money import round_half_up
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import is_blank, is_dash
from skpd_eval.reading.headings.headings import headings
from skpd_eval.reading.proof.counted import Counted, Printed, Stated, half_of, places_of
from skpd_eval.reading.proof.sums import proven

_HUNDRED = 100
SMALLEST_MARGIN = Fraction(1, 100)
PROOF_ROWS = 3
"""Fewer equal values may be equal by chance."""
SAMPLE = 200
PERCENT_WORDS = frozenset(
    {
        "%", "persen", "persentase", "presentase", "prosentase", "persentase %", "serapan", "serapan %",
        "penyerapan", "penyerapan %", "realisasi %", "persentase realisasi", "persentase serapan", "progres",
        "progres %", "absorption pct", "% serapan", "% penyerapan", "% realisasi", "% progres",
    }
)  # fmt: skip
REMAINDER_WORDS = frozenset(
    {"sisa", "sisa anggaran", "sisa pagu", "sisa dana", "lebih kurang", "selisih", "remaining", "kurang lebih"}
)


class Found(Enum):
    """What a column that nothing is read from turned out to be."""

    HOLDS = auto()
    CLAIMS = auto()
    """It is called so, and most of its rows say otherwise."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Claim:
    """What a column may say of each row, and in what words it is told where it does not."""

    identity: Identity
    differs: str
    """The code of a row that differs where most agree."""
    other: str
    """The code of the first that differs where most do."""
    named: bool
    rows: Sequence[Stated]
    """The rows in which it shows anything."""
    agrees: Callable[[Stated], bool | None]
    """Whether a row prints what its amounts give; ``None`` where it prints nothing."""
    told: Callable[[Stated], dict[str, Argument]]
    slack: int = 0

    def found(self) -> Found:
        """What most of the rows make of it; a column so named keeps its name."""
        sample = [self.agrees(one) for one in self.rows[:SAMPLE]]
        right, wrong = sample.count(True), sample.count(False)
        if right < wrong or (not self.named and (right < PROOF_ROWS or right < 2 * wrong)):
            return Found.CLAIMS if self.named else Found.OTHER
        return Found.HOLDS if right else Found.OTHER

    def differing(self) -> Iterator[Stated]:
        """The rows that print something else."""
        return (one for one in self.rows if self.agrees(one) is False)

    def say(self, column: Printed, collector: Collector) -> None:
        """A warning at each row that differs where most agree; where most differ, one."""
        found = self.found()
        code = self.differs if found is Found.HOLDS else self.other
        for one in self.differing() if found is not Found.OTHER else ():
            told = {"agency": one.name[:60], "heading": column.heading.text, **self.told(one)}
            collector.warn(code, one.row, column.index, **told)
            if found is Found.CLAIMS:
                return

    def proven(self, table: Counted) -> tuple[Proven, ...]:
        """What the column proves of the rows that count; a budget of nothing holds no share of it."""
        if self.found() is not Found.HOLDS:
            return ()
        met = sum(self.agrees(one) is True and (one.budget > 0 or not one.realization) for one in table.rows)
        both, of = ("budget", "realization"), len(table.rows) + table.unknown
        return proven(self.identity, both, both, met=met, of=of, slack=self.slack)


def columns_beside(table: Counted, rows: Sequence[Stated]) -> list[Printed]:
    """The columns that nothing is read from and whose headings speak of no other period than the realization's."""
    header = table.header
    spent, share = header.column("realization"), header.column("realization_pct")
    if not rows or spent is None:
        return []
    grid = table.collector.grid
    claimed = {column.index for column in header.columns if column is not share}
    claimed |= {*header.code_columns, *header.name_columns}
    found: list[Printed] = []
    for index, heading in enumerate(headings(grid, header.first_row, header.last_row, header.layout)):
        own = _is_of_period(heading.mention, spent.heading.mention)
        if index in claimed or not (own or spent.heading.mention is None):
            continue
        values = table.values.told_to(Collector(table.collector.file, grid))
        values.learn_styles((index,), [one.row for one in rows])
        percent = heading.text in PERCENT_WORDS or (share is not None and share.index == index)
        rest = heading.text in REMAINDER_WORDS
        found.append(Printed(index, heading, tuple(rows), values, own, own and percent, own and rest))
    return found


def _is_of_period(mine: PeriodMention | None, theirs: PeriodMention | None) -> bool:
    """Whether a column is of the realization's own period, whose year it need not name."""
    if mine is None or theirs is None:
        told = theirs or mine
        return told is None or (mine is None and told.month is told.quarter is None)
    return (mine.month, mine.quarter) == (theirs.month, theirs.quarter)


def share(column: Printed) -> Claim:
    """The claim that a column is realization over budget."""
    rows = [one for one in column.rows if one.budget > 0 and _shown(one, column)]
    rows = [one for one in rows if not is_dash(column.values.collector.grid.value(one.row, column.index))]
    scale = max((1, _HUNDRED), key=lambda by: agreeing(column, rows[:SAMPLE], by))
    margin = _margin(column, rows, scale)

    def agrees(one: Stated) -> bool | None:
        stated = column.values.percent(one.row, column.index, detail=True)
        return None if stated is None else possible(Fraction(stated) * scale, one, margin)

    def told(one: Stated) -> dict[str, Argument]:
        stated = (column.values.percent(one.row, column.index, detail=True) or Decimal(0)) * scale
        computed = round_half_up(Fraction(one.realization, one.budget) * _HUNDRED, 2)
        return {"stated": str(stated.quantize(Decimal("0.01"))), "computed": str(computed)}

    codes = "printed-percent-differs", "printed-percent-other"
    return Claim(Identity.PERCENT, *codes, column.named_share, rows, agrees, told)


def remainder(column: Printed) -> Claim:
    """The claim that a column is budget less realization, or its opposite."""
    rows = [one for one in column.rows if _shown(one, column)]
    own = half_of(column.index, [one.row for one in rows], column.values)

    def agrees(one: Stated) -> bool | None:
        stated = column.values.amount(one.row, column.index, detail=True)
        if stated is None:
            return None
        return abs(abs(stated) - abs(one.budget - one.realization)) <= sum(one.halves, own)

    def told(one: Stated) -> dict[str, Argument]:
        stated = column.values.amount(one.row, column.index, detail=True) or 0
        return {"stated": stated, "sum": one.budget - one.realization}

    slack = max((int(sum(one.halves, own)) for one in rows), default=0)
    codes = "printed-remainder-differs", "printed-remainder-other"
    return Claim(Identity.REMAINDER, *codes, column.named_rest, rows, agrees, told, slack)


def _shown(one: Stated, column: Printed) -> bool:
    """Whether the cell shows a number other than a trivial zero of nothing realized."""
    value = column.values.collector.grid.value(one.row, column.index)
    return not is_blank(value) and not isinstance(value, bool) and bool(one.realization)


def all_fit(column: Printed, rows: Sequence[Stated]) -> bool:
    """Whether every row prints what these amounts would give."""
    return any(agreeing(column, rows, scale) == len(rows) for scale in (1, _HUNDRED))


def most_fit(column: Printed, rows: Sequence[Stated]) -> bool:
    """Whether more than half of the rows print what these amounts give."""
    return any(agreeing(column, rows, scale) * 2 > len(rows) for scale in (1, _HUNDRED))


def agreeing(column: Printed, rows: Sequence[Stated], scale: int) -> int:
    """How many rows print the percentage that their amounts give, in hundredths of the scale."""
    margin = _margin(column, rows, scale)
    stated = [(one, column.values.percent(one.row, column.index, detail=True)) for one in rows]
    return sum(value is not None and possible(Fraction(value) * scale, one, margin) for one, value in stated)


def _margin(column: Printed, rows: Sequence[Stated], scale: int) -> Fraction:
    """Half of the last printed digit, in points; cells with a percent format show what they hold times 100."""
    shown = column.values.collector.grid.percent_cells
    places = places_of(column.index, [one.row for one in rows], column.values)
    places -= 2 if any((one.row, column.index) in shown for one in rows) else 0
    return max(SMALLEST_MARGIN, Fraction(scale, 2 * 10 ** max(places, 0)))


def possible(stated: Fraction, one: Stated, margin: Fraction) -> bool:
    """Whether a percentage can be that of amounts which round to a row's."""
    smallest = one.budget - one.halves[0]
    if smallest <= 0:
        return True
    ends = [
        (one.realization + sign * one.halves[1]) / base * _HUNDRED
        for sign in (-1, 1)
        for base in (smallest, one.budget + one.halves[0])
    ]
    return min(ends) - margin <= stated <= max(ends) + margin
