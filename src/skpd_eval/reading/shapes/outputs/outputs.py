"""Output forms: target and realization of each quarter alone, one row an indicator.

A quarter's position carries what is due and done up to it: the sum of its quarters, or the last quarter's figure
where the row itself is cumulative or its unit is not additive (a percentage, an index).
A column that says how quarters make the year goes before both.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from skpd_eval.model import (
    AgencyName,
    Consolidation,
    Dimension,
    Export,
    IndicatorLine,
    Level,
    Polarity,
    RealizationBasis,
)
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.quantities import is_check_mark, read_quantity
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.counted import counted
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.shapes.outputs.indicatorwords import consolidations, polarities
from skpd_eval.reading.shapes.rows.recap import RecapReader
from skpd_eval.reading.told.periods import Told
from skpd_eval.reading.told.titles import Titles
from skpd_eval.reading.told.told import agency_asked, year_asked

QUARTERS = (1, 2, 3, 4)
NOT_ADDITIVE = frozenset(
    {"%", "persen", "persentase", "indeks", "skor", "nilai", "rasio", "predikat", "level", "poin"}
)
Quantities = tuple[Decimal | None, ...]


def read_outputs(header: Header, titles: Titles, values: Values, assembler: Assembler) -> tuple[Export, ...]:
    """Exports of an output form: one a quarter in which any indicator has a realization."""
    return _Outputs(header, titles, values, assembler).run()


@dataclass(frozen=True, slots=True)
class _Row:
    """One indicator as read: quantities of the four quarters, ``None`` where a cell is blank."""

    line: RecapRow
    indicator: str
    activity_name: str
    """Empty where the file does not name the activity."""
    measure: str | None
    targets: Quantities
    realizations: Quantities
    consolidation: Consolidation
    polarity: Polarity | None


@dataclass(slots=True)
class _Outputs:
    header: Header
    titles: Titles
    values: Values
    assembler: Assembler
    columns: dict[tuple[str, int], Column] = field(default_factory=dict)
    polarities: dict[int, Polarity] = field(default_factory=dict)
    consolidations: dict[int, Consolidation] = field(default_factory=dict)
    """What the file itself says, by row."""

    def run(self) -> tuple[Export, ...]:
        if not self._find_quarters():
            return ()
        collector = self.values.collector
        indexes = tuple(column.index for column in self.columns.values())
        volume = self.header.column("output_volume")
        reader = RecapReader(self.header, collector, indexes)
        recap = reader.run()
        self.assembler.rows_read, self.assembler.rows_skipped = len(recap.rows), recap.skipped
        every = [*indexes, *([volume.index] if volume else [])]
        self.values.learn_styles(every, [row.row for row in recap.rows])
        places = [row.row for row in recap.rows]
        self.polarities = polarities(self.header, self.values, places)
        self.consolidations = consolidations(self.header, self.values, places)
        named = [(row.row, row.agency.name) for row in recap.rows]
        self.assembler.check(counted(self.header, self.titles, self.assembler.options, self.values, named))
        told = self._told(recap.rows)
        rows = [self._read(row, reader, volume) for row in recap.rows]
        return tuple(self._quarter(quarter, rows, told) for quarter in self._filled(rows))

    def _find_quarters(self) -> bool:
        """The columns of each quarter; two of one quarter, or one of no quarter, are an error."""
        collector = self.values.collector
        claimed = [c for c in (*self.header.columns, *self.header.rivals) if c.role.startswith("output_")]
        for column in dict.fromkeys(claimed):
            quarter = column.heading.mention.quarter if column.heading.mention else None
            if column.role == "output_volume":
                continue
            if quarter is None or self.columns.setdefault((column.role, quarter), column) != column:
                collector.error(
                    "column-ambiguous", self.header.last_row, column.index, role=column.heading.text
                )
                return False
        return True

    def _told(self, rows: Sequence[RecapRow]) -> AgencyName | None:
        options = self.assembler.options
        if options.agency_name is not None and len({row.agency_key for row in rows}) > 1:
            self.values.collector.error("agency-told-for-many", rows[0].row, None, agency=options.agency_name)
        return agency_asked(options)

    def _read(self, row: RecapRow, reader: RecapReader, volume: Column | None) -> _Row:
        targets, realizations = (
            self._quantities(row, "output_target"),
            self._quantities(row, "output_realization"),
        )
        measure = reader.cells.text(row.row, "measure") or None
        activity_name = reader.cells.text(row.row, "activity_name") or ""
        name = reader.cells.text(row.row, "indicator") or activity_name or row.activity or ""
        whole = None if volume is None else self._quantity(row.row, volume)
        sums = self._sums(row, measure, targets, whole, volume)
        how = self.consolidations.get(row.row) or (Consolidation.SUM if sums else Consolidation.LAST)
        return _Row(row, name, activity_name, measure, targets, realizations, how, self.polarities.get(row.row))

    def _quantities(self, row: RecapRow, role: str) -> Quantities:
        columns = [self.columns.get((role, quarter)) for quarter in QUARTERS]
        return tuple(None if column is None else self._quantity(row.row, column) for column in columns)

    def _quantity(self, row: int, column: Column) -> Decimal | None:
        collector, value = self.values.collector, self.values.collector.grid.value(row, column.index)
        if is_blank(value):
            if (row, column.index) in collector.grid.formula_gaps:
                collector.error("formula-without-value", row, column.index)
            return None
        found = read_quantity(value, self.values.styles.get(column.index))
        if found is None:
            code = "check-mark" if is_check_mark(value) else "quantity-unreadable"
            collector.error(code, row, column.index, text=str(value).strip()[:60])
        return found

    def _sums(
        self,
        row: RecapRow,
        measure: str | None,
        targets: Quantities,
        whole: Decimal | None,
        volume: Column | None,
    ) -> bool:
        """Whether the quarters of a row add up: its unit and its volume of the year tell."""
        known = [target for target in targets if target is not None]
        rises = all(earlier <= later for earlier, later in pairwise(known))
        last = known[-1] if known else None
        if whole is not None and volume is not None and known and whole not in (sum(known), last):
            self.values.collector.warn(
                "volume-differs",
                row.row,
                volume.index,
                text=f"{whole.normalize():f}",
                other=f"{sum(known, Decimal(0)).normalize():f}",
            )
        if (measure or "").casefold().strip(" .") in NOT_ADDITIVE:
            return False
        return not (whole is not None and whole == last and whole != sum(known) and rises)

    def _filled(self, rows: Sequence[_Row]) -> list[int]:
        """Quarters in which any indicator has a realization, up to the position told; later ones are said."""
        filled = [q for q in QUARTERS if any(row.realizations[q - 1] is not None for row in rows)]
        while filled and not any(row.realizations[filled[-1] - 1] for row in rows):
            filled.pop()  # zeros in every row of the last quarters: not filled in yet
        last = self._last_quarter()
        for quarter in (quarter for quarter in filled if quarter > last):
            column = self.columns["output_realization", quarter]
            year = self._year()
            cutoff = str(self._mention(quarter).cutoff(year)) if year else str(quarter)
            self.values.collector.inform(
                "column-after-period",
                self.header.last_row,
                column.index,
                heading=column.heading.text,
                cutoff=cutoff,
            )
        return [quarter for quarter in filled if quarter <= last]

    def _last_quarter(self) -> int:
        options = self.assembler.options
        told = self.titles.period
        if options.cutoff is not None:
            return (options.cutoff.month + 2) // 3
        if options.quarter is not None:
            return options.quarter
        if told is not None and (told.quarter or told.month):
            return told.quarter or ((told.month or 12) + 2) // 3
        return QUARTERS[-1]

    def _year(self) -> int | None:
        options = self.assembler.options
        return year_asked(options) or self.titles.year

    def _quarter(self, quarter: int, rows: Sequence[_Row], told: AgencyName | None) -> Export:
        lines = Lines(level=Level.SUB_ACTIVITY, realization_basis=RealizationBasis.AGENCY)
        for row in rows:
            agency = lines.agency_index(told or row.line.agency)
            unit = None if row.line.unit is None else lines.agency_index(row.line.unit)
            target, realization = (
                _to_date(each, quarter, row.consolidation is Consolidation.SUM)
                for each in (row.targets, row.realizations)
            )
            lines.indicators.append(
                IndicatorLine(
                    agency,
                    unit,
                    row.line.activity,
                    row.indicator,
                    row.measure,
                    target,
                    realization,
                    row.line.row + 1,
                    row.polarity,
                    row.consolidation,
                    tuple(zip(row.targets[:quarter], row.realizations[:quarter], strict=True)),
                )
            )
            if row.line.activity is not None and row.activity_name:
                lines.names.setdefault((Dimension.ACTIVITY, row.line.activity), row.activity_name)
        told_columns = (
            dataclasses.replace(
                self.columns[role, each],
                role=role.removeprefix("output_") + ("" if each == quarter else f":{each}"),
            )
            for role in ("output_target", "output_realization")
            for each in QUARTERS[:quarter]
            if (role, each) in self.columns
        )
        options = dataclasses.replace(self.assembler.options, year=self._year(), cutoff=None, quarter=None)
        assembler = dataclasses.replace(self.assembler, options=options)
        (export,) = assembler.exports(lines, tuple(told_columns), Told(None, self._mention(quarter)), None)
        return export

    def _mention(self, quarter: int) -> PeriodMention:
        """The quarter; where the told cut-off lies inside it, that day."""
        cutoff = self.assembler.options.cutoff
        if cutoff is not None and (cutoff.month + 2) // 3 == quarter:
            return PeriodMention(None, None, cutoff.month, None, None, "day", None, cutoff.day)
        return PeriodMention(None, None, None, quarter, None, "quarter", None)


def _to_date(quantities: Quantities, quarter: int, sums: bool) -> Decimal | None:
    """What stands up to a quarter: the sum of its quarters (unknown with any of them), else that quarter's own."""
    known = [quantity for quantity in quantities[:quarter] if quantity is not None]
    if not sums:
        return quantities[quarter - 1]
    return sum(known, Decimal(0)) if len(known) == quarter else None
