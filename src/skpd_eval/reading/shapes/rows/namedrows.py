"""Progress tables of one agency whose programs and activities stand by name alone, without codes.

No code tells the levels apart: the total row, or what rows state of those beneath them, proves which count.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field

from skpd_eval.model import AgencyName, Export, Identity, Level, Note, PlanLine, ProgressLine, Proven
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.percents import settle_roles
from skpd_eval.reading.columns.unitsbeside import learn_columns
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.layout.layout import AMOUNT_ROLES, PERCENT_ROLES
from skpd_eval.reading.outline.levels import sums_above
from skpd_eval.reading.outline.namedlevels import (
    NamedRow,
    level_of_total,
    level_without_total,
    sums_of,
    tops_of,
)
from skpd_eval.reading.outline.rowjudge import RowJudge, RowKind
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.counted import counted
from skpd_eval.reading.proof.lines import MONTHS, Lines
from skpd_eval.reading.proof.sums import differences, proven, say_total
from skpd_eval.reading.shapes.rows.rowcells import RowCells
from skpd_eval.reading.told.periods import Told
from skpd_eval.reading.told.titles import Titles
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.rowkinds import counting

NOTE_ROLES = ("problem", "solution", "remark")
LONGEST_LABEL = 20
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:]*?)\s*:")


def read_named_rows(
    header: Header, titles: Titles, values: Values, assembler: Assembler
) -> tuple[Export, ...]:
    """The export of a table of names: one line of the agency, as its total row states it and its rows prove it."""
    return _NamedRows(header, titles, values, assembler).run()


@dataclass(frozen=True, slots=True)
class _Row:
    """A zero-based row with amounts, and whether its name begins as that of a sum."""

    row: int
    worded: bool


@dataclass(slots=True)
class _NamedRows:
    header: Header
    titles: Titles
    values: Values
    assembler: Assembler
    total_row: int | None = None
    cells: RowCells = field(init=False)

    def __post_init__(self) -> None:
        self.cells = RowCells(self.header, self.values.collector)

    def run(self) -> tuple[Export, ...]:
        found = self._rows()
        if not found:
            return ()
        told = [one.row for one in found] + ([] if self.total_row is None else [self.total_row])
        learn_columns(self.header.columns, told, self.values)
        settled = settle_roles(self.header, told, self.values.styles, self.values.collector)
        self.header = dataclasses.replace(self.header, columns=settled)
        rows = self._without_sums(found)
        self.assembler.rows_read, self.assembler.total_row = len(rows), self.total_row
        level = self._proved(rows)
        if level is None:
            return ()
        named = [(one.row, self.cells.text(one.row, "name")) for one in rows]
        lines = self._lines(rows, level)
        lines.proven += self._held(rows, level)
        on_top = self.total_row is not None and self.total_row < found[0].row
        table = counted(
            self.header, self.titles, self.assembler.options, self.values, named,
            total_row=self.total_row, on_top=on_top,
        )  # fmt: skip
        self.assembler.check(table, lines)
        return self.assembler.exports(lines, self.header.columns, Told(None, None), None)

    def _lines(self, rows: list[NamedRow], level: list[NamedRow]) -> Lines:
        """A line of each agency that the level names, else one of the agency that is told."""
        lines = Lines(level=Level.AGENCY)
        owners = self._owners(level)
        for row, agency, own in owners:
            self._line(lines, lines.agency_index(agency), self._by_role(own), row)
        for one in rows if owners else ():
            above = (agency for _, agency, own in reversed(owners) if own[0].row <= one.row)
            self._notes(lines, lines.agency_index(next(above, owners[0][1])), one.row)
        return lines

    def _owners(self, level: list[NamedRow]) -> list[tuple[int, AgencyName, list[NamedRow]]]:
        """The row that states each agency's figures, the agency, and the rows that are its own."""
        told = self.assembler.told_agency()
        names = [self.cells.text(one.row, "name") for one in level]
        of_agencies = all(map(names_agency, names)) and (told is None or len(level) > 1)
        if of_agencies and self.assembler.options.agency_name is not None:
            self.values.collector.error("agency-told-for-many", level[0].row, None, agency=told.name if told else "")
        if of_agencies and self.assembler.titles.agency is None:
            return [(one.row, AgencyName(None, name), [one]) for one, name in zip(level, names, strict=True)]
        if told is None:
            self.values.collector.error("agency-missing", level[-1].row)
            return []
        row = self.header.last_row if self.total_row is None else self.total_row
        return [(row, told, level)]

    def _by_role(self, rows: list[NamedRow]) -> dict[str, int | None]:
        roles = [column.role for column in self._measured()]
        return dict(zip(roles, sums_of(rows), strict=True))

    def _measured(self) -> list[Column]:
        return [column for column in self.header.columns if column.measure in AMOUNT_ROLES]

    def _rows(self) -> list[_Row]:
        """Rows with amounts, to the total row or beneath it where it stands on top."""
        found: list[_Row] = []
        figures = self._figures()
        first = min(figures)
        grid = self.values.collector.grid
        judge = RowJudge(grid, figures, lambda row: self.cells.before(row, first), lambda _: "")
        for row in range(self.header.last_row + 1, len(grid.rows)):
            kind = judge.kind(row)
            if kind in (RowKind.DATA, RowKind.SUBTOTAL):
                judge.begun = True
                found.append(_Row(row, kind is RowKind.SUBTOTAL))
            elif judge.closed:
                break
        self.total_row = judge.total_row
        return found

    def _figures(self) -> list[int]:
        measures = (*AMOUNT_ROLES, *PERCENT_ROLES)
        return [column.index for column in self.header.columns if column.measure in measures]

    def _without_sums(self, rows: list[_Row]) -> list[NamedRow]:
        """The rows without those that are called sums and are; the last of these is the total where none is called so.

        What is only called a sum counts like any other.
        """
        kept: list[NamedRow] = []
        for one in rows:
            named = self._named(one.row)
            if one.worded and one is rows[-1] and self.total_row is None and level_of_total(kept, named.stated):
                self.total_row = one.row
            elif not (one.worded and sums_above(named.stated, [other.stated for other in kept])):
                kept.append(named)
        return kept

    def _named(self, row: int) -> NamedRow:
        number = self.cells.text(row, "number").strip(" .)(")
        stated = tuple(self._stated(row))
        counted_as = int(number) if number.isdecimal() else None
        return NamedRow(row, self._mark(row), counted_as, self.cells.look(row, "name"), stated)

    def _stated(self, row: int) -> list[int | None]:
        return [self.values.amount(row, column.index) for column in self._measured()]

    def _mark(self, row: int) -> str:
        """How a row is marked: by a label before its name, else by the form of its number."""
        label = _LABEL.match(self.cells.text(row, "name"))
        if label is not None and len(label["label"]) <= LONGEST_LABEL:
            return label["label"].casefold()
        return counting(self.cells.text(row, "number"))

    def _held(self, rows: list[NamedRow], level: list[NamedRow]) -> tuple[Proven, ...]:
        """What the total row proves, or without one the rows that hold all others."""
        roles = [column.role for column in self._measured()]
        stated = sums_of(level) if self.total_row is None else self._stated(self.total_row)
        held = [role for role, amount in zip(roles, stated, strict=True) if amount is not None]
        if self.total_row is not None:
            return proven(Identity.TOTAL, held, roles, met=len(rows))
        return proven(Identity.PARENTS, held, roles, met=len(level) if len(level) < len(rows) else 0)

    def _proved(self, rows: list[NamedRow]) -> list[NamedRow] | None:
        """The rows that the total row sums; without one, those that hold the others, or all of one list."""
        collector = self.values.collector
        if self.total_row is None:
            level = level_without_total(rows)
            say = collector.error if level is None else collector.warn
            say("total-needed" if level is None else "total-missing", rows[-1].row)
            return level
        total = self._stated(self.total_row)
        level = level_of_total(rows, total)
        if level is None:
            tops = tops_of(rows)
            self._report(sums_of(tops), total, [one.row for one in tops])
        return level

    def _report(self, sums: list[int | None], total: list[int | None], rows: list[int]) -> None:
        """Name the sums that the total row does not state."""
        collector = self.values.collector
        roles = [column.role for column in self._measured()]
        parts, stated = dict(zip(roles, sums, strict=True)), dict(zip(roles, total, strict=True))
        if self.total_row is not None:
            say_total(collector, self.total_row, self._measured(), differences([parts], stated), rows)
        if not any(amount is not None for amount in total):
            collector.error("total-needed", self.total_row)

    def _line(self, lines: Lines, agency: int, amounts: dict[str, int | None], row: int) -> None:
        shares = {
            column.role: self.values.percent(row, column.index, detail=True)
            for column in self.header.columns
            if column.role.startswith("physical") and row != self.header.last_row
        }
        physical = {role: share for role, share in shares.items() if share is None or share == 0 or share > 1}
        lines.progress.append(
            ProgressLine(
                agency, None, None, amounts.get("budget"), amounts.get("budget_original"),
                amounts.get("budget_revised"), amounts.get("realization"), amounts.get("plan"), None, None,
                physical.get("physical_target_pct"), physical.get("physical_pct"), row + 1,
            )
        )  # fmt: skip
        months = tuple(amounts.get(f"month:{month}") for month in MONTHS)
        if any(months):
            lines.plans.append(PlanLine(agency, None, None, None, amounts.get("budget"), months, row + 1))

    def _notes(self, lines: Lines, agency: int, row: int) -> None:
        for role in NOTE_ROLES:
            text = self.cells.text(row, role)
            if any(map(str.isalpha, text)):
                lines.notes.append(Note(agency, None, role, text, row + 1))
