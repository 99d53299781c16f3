"""Progress tables of one agency whose programs and activities stand by name alone, without codes.

No code tells the levels apart. Rows are grouped by how they are marked (``1``, ``a``, ``Kegiatan: …``), and the
group whose sums equal the total row proves it; so do rows that state what those beneath them add up to. The agency's
figures are those of the total row.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from skpd_eval.model import AgencyName, Export, Identity, Level, Note, PlanLine, ProgressLine, Proven
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.columns.percents import settle_roles
from skpd_eval.reading.columns.unitsbeside import learn_columns
from skpd_eval.reading.layout.layout import AMOUNT_ROLES, PERCENT_ROLES
from skpd_eval.reading.outline.aftertotal import refuse_after_total
from skpd_eval.reading.outline.levels import forest, levels, sums_above
from skpd_eval.reading.outline.rowjudge import RowJudge, RowKind
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.lines import MONTHS, Lines
from skpd_eval.reading.proof.stated import check_stated
from skpd_eval.reading.proof.sums import proven
from skpd_eval.reading.shapes.rows.rowcells import RowCells
from skpd_eval.reading.told.periods import Told
from skpd_eval.reading.words.rowkinds import counting

NOTE_ROLES = ("problem", "solution", "remark")
LONGEST_LABEL = 20
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:]*?)\s*:")


def read_named_rows(header: Header, values: Values, assembler: Assembler) -> tuple[Export, ...]:
    """The export of a table of names: one line of the agency, as its total row states it and its rows prove it."""
    return _NamedRows(header, values, assembler).run()


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with amounts: zero-based, and how it is marked."""

    row: int
    mark: str
    look: tuple[bool, int]
    """Whether its name is in capitals, and how far it is indented."""
    worded: bool
    """Whether its name begins as that of a sum."""


class _NamedRows:
    def __init__(self, header: Header, values: Values, assembler: Assembler) -> None:
        self.header, self.values, self.assembler = header, values, assembler
        self.collector = values.collector
        self.cells = RowCells(header, self.collector)
        self.measured = [column for column in header.columns if column.measure in AMOUNT_ROLES]
        measures = (*AMOUNT_ROLES, *PERCENT_ROLES)
        figures = [column.index for column in header.columns if column.measure in measures]
        first = min(figures)
        self.judge = RowJudge(self.collector.grid, figures, lambda row: self.cells.before(row, first), lambda _: "")

    def run(self) -> tuple[Export, ...]:
        rows = self._rows()
        total = self.judge.total_row
        self.assembler.rows_read, self.assembler.total_row = len(rows), total
        if not rows:
            return ()
        told = [one.row for one in rows] + ([] if total is None else [total])
        learn_columns(self.header.columns, told, self.values)
        settled = settle_roles(self.header, told, self.values.styles, self.collector)
        self.header = dataclasses.replace(self.header, columns=settled)
        self.measured = [column for column in settled if column.measure in AMOUNT_ROLES]
        rows = self._without_sums(rows)
        counted = self._proved(rows)
        agency = self._agency(told[-1])
        if counted is None or agency is None:
            return ()
        named = [(one.row, self.cells.text(one.row, "name")) for one in rows]
        printed = check_stated(self.header, named, total, self.values)
        lines = Lines(level=Level.AGENCY, proven=[*self._held(counted, rows), *printed])
        index = lines.agency_index(agency)
        self._line(lines, index, counted)
        self._notes(lines, index, rows)
        return self.assembler.exports(lines, self.header.columns, Told(None, None), None)

    def _rows(self) -> list[_Row]:
        """Rows with amounts, to the total row or beneath it where it stands on top."""
        found: list[_Row] = []
        for row in range(self.header.last_row + 1, len(self.collector.grid.rows)):
            kind = self.judge.kind(row)
            if kind in (RowKind.DATA, RowKind.SUBTOTAL):
                self.judge.begun = True
                found.append(_Row(row, self._mark(row), self.cells.look(row, "name"), kind is RowKind.SUBTOTAL))
            elif self.judge.closed:
                refuse_after_total(row, self.judge.amounts, self.collector)
                break
        return found

    def _without_sums(self, rows: list[_Row]) -> list[_Row]:
        """The rows without those that are called sums and are: what is only called so counts like any other."""
        kept: list[_Row] = []
        for one in rows:
            if not (one.worded and sums_above(self._stated(one), [self._stated(other) for other in kept])):
                kept.append(one)
        return kept

    def _stated(self, one: _Row) -> list[int | None]:
        return [self.values.amount(one.row, column.index) for column in self.measured]

    def _mark(self, row: int) -> str:
        """How a row is marked: by a label before its name, else by the form of its number."""
        label = _LABEL.match(self.cells.text(row, "name"))
        if label is not None and len(label["label"]) <= LONGEST_LABEL:
            return label["label"].casefold()
        return counting(self.cells.text(row, "number"))

    def _proved(self, rows: list[_Row]) -> dict[str, int | None] | None:
        """Amounts of the rows that the total row sums; without one, of those that hold the others, or of all alike."""
        if self.judge.total_row is None:
            tops = self._tops(rows)
            if len({(one.mark, one.look) for one in tops}) > 1:
                self.collector.error("total-needed", rows[-1].row)
                return None
            self.collector.warn("total-missing", rows[-1].row)
            return self._sums(tops)
        sums = [self._sums(one) for one in levels(rows, self._stated, lambda one: one.mark, lambda one: one.look)]
        total = {column.role: self.values.amount(self.judge.total_row, column.index) for column in self.measured}
        stated = {role: amount for role, amount in total.items() if amount is not None}
        for found in sums:
            if stated and all(found[role] == amount for role, amount in stated.items()):
                return found
        self._report(sums[1], stated)
        return None

    def _tops(self, rows: list[_Row]) -> list[_Row]:
        return [top.row for top in forest(rows, self._stated, lambda one: (one.mark, one.look))]

    def _sums(self, rows: list[_Row]) -> dict[str, int | None]:
        found: dict[str, int | None] = {}
        for column in self.measured:
            amounts = [self.values.amount(one.row, column.index) for one in rows]
            known = [amount for amount in amounts if amount is not None]
            found[column.role] = sum(known) if known else None
        return found

    def _held(self, counted: dict[str, int | None], rows: list[_Row]) -> tuple[Proven, ...]:
        """What the total row proves, or without one the rows that hold all others."""
        held = [role for role, amount in counted.items() if amount is not None]
        if self.judge.total_row is not None:
            held = [
                column.role
                for column in self.measured
                if self.values.amount(self.judge.total_row, column.index) is not None
            ]
            return proven(Identity.TOTAL, held, counted, met=len(rows))
        tops = self._tops(rows)
        return proven(Identity.PARENTS, held, counted, met=len(tops) if len(tops) < len(rows) else 0)

    def _report(self, found: dict[str, int | None], stated: dict[str, int]) -> None:
        """Name the first mark's sums that the total row does not state."""
        for column in self.measured:
            sum_, amount = found[column.role] or 0, stated.get(column.role)
            if amount is not None and amount != sum_:
                self.collector.error(
                    "total-differs", self.judge.total_row, column.index, stated=amount, sum=sum_, cells=""
                )
        if not stated:
            self.collector.error("total-needed", self.judge.total_row)

    def _agency(self, row: int) -> AgencyName | None:
        agency = self.assembler.told_agency()
        if agency is None:
            self.collector.error("agency-missing", row)
        return agency

    def _line(self, lines: Lines, agency: int, amounts: dict[str, int | None]) -> None:
        row = self.header.last_row if self.judge.total_row is None else self.judge.total_row
        shares = {
            column.role: self.values.percent(row, column.index, detail=True)
            for column in self.header.columns
            if column.role.startswith("physical") and self.judge.total_row is not None
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

    def _notes(self, lines: Lines, agency: int, rows: list[_Row]) -> None:
        for one in rows:
            for role in NOTE_ROLES:
                text = self.cells.text(one.row, role)
                if any(map(str.isalpha, text)):
                    lines.notes.append(Note(agency, None, role, text, one.row + 1))
