"""From lines to exports: for whom, for when, on which bases; the findings of a disagreement go with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.model import (
    AgencyName,
    BudgetBasis,
    Export,
    Kind,
    PeriodKind,
    RealizationBasis,
    Unread,
)
from skpd_eval.model.unread import NOTHING_UNREAD
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.layout.layout import Layout
from skpd_eval.reading.proof.certify import certificate_of
from skpd_eval.reading.proof.checks import run_checks
from skpd_eval.reading.proof.counted import Counted
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import Told, heading_period, own_period, resolve
from skpd_eval.reading.told.titles import Titles
from skpd_eval.reading.told.told import agency_told


@dataclass(slots=True)
class Assembler:
    """Makes exports of one table's lines."""

    layout: Layout
    titles: Titles
    collector: Collector
    options: ReadOptions
    factor: int = 1
    head_row: int = 0
    """Zero-based last row of the header."""
    several_periods: bool = False
    """Columns of several periods stand side by side: each export is told its own."""
    aside: int = 0
    """Rows that are no data in any table: the header again, a signature."""
    rows_read: int = 0
    rows_skipped: int = 0
    total_row: int | None = None
    """Zero-based row of the table's total."""
    unread: Unread | None = None
    """What the table left unread; ``None`` until the checks of every table were run over this one."""
    budget_alone: bool = False
    """The table states budgets and no realization: they have no cut-off, and are in force from 1 January."""

    def told_agency(self) -> AgencyName | None:
        """The agency that the user or a title names for the whole table."""
        return agency_told(self.options, self.titles)

    def check(self, table: Counted, *made: Lines) -> None:
        """Run the checks of every table over what was read, before exports are made of it."""
        self.unread = run_checks(table, *made)

    def exports(
        self, lines: Lines, columns: tuple[Column, ...], told: Told, government: str | None = None
    ) -> tuple[Export, ...]:
        """One export a kind that the lines hold; a table of plain rows may hold two.

        Where nothing else says of when they are, the heading of the realization may.
        """
        assert self.unread is not None, "a shape makes exports of a table that nothing checked"
        if told.mention is None and not self.several_periods:
            told = Told(told.year, self._headed(columns))
        kinds = [kind for kind, there in self._held(lines) if there]
        return tuple(
            self._export(kind, lines, columns, told, government) for kind in kinds or [self.layout.kind]
        )

    def _headed(self, columns: tuple[Column, ...]) -> PeriodMention | None:
        """The period that the heading of the only realization names, where neither file nor sheet does."""
        realized = [column for column in columns if column.role in ("realization", "realization_pct")]
        if not realized:
            return None
        mention = heading_period(
            min(realized, key=lambda column: column.role), self.head_row, self.titles, self.collector, self.options
        )
        own = own_period(self.titles, self.collector.grid.name, self.collector.file)
        return mention if own is None else None

    def _held(self, lines: Lines) -> list[tuple[Kind, bool]]:
        return [
            (Kind.ACCOUNTS, bool(lines.accounts)),
            (Kind.PLAN, bool(lines.plans)),
            (Kind.PHYSICAL, bool(lines.progress)),
            (Kind.OUTPUTS, bool(lines.indicators)),
        ]

    def _export(
        self, kind: Kind, lines: Lines, columns: tuple[Column, ...], told: Told, government: str | None
    ) -> Export:
        placed = Kind.PLAN if self.budget_alone else kind
        position = resolve(self.collector, self.options, self.titles, told, placed)
        self._check_government(government or self.titles.government)
        held = [kind for kind, there in self._held(lines) if there] or [kind]
        first = self.layout.kind if self.layout.kind in held else held[0]
        return Export(
            file=self.collector.file,
            sheet=self.collector.grid.name,
            layout=self.layout.name,
            kind=kind,
            level=lines.level,
            government=self.options.government or government or self.titles.government,
            year=position.year,
            cutoff=position.cutoff,
            period_origin=position.origin,
            precision=position.precision,
            period_kind=position.period_kind if kind is not Kind.PLAN else PeriodKind.CUMULATIVE,
            budget_basis=self.options.basis or self.titles.basis or BudgetBasis.UNSTATED,
            realization_basis=lines.realization_basis or basis_of(columns) or self.layout.realization_basis,
            unit_factor=self.factor,
            agencies=self._named(lines.agencies),
            columns=self._places(kind, columns),
            names=lines.names,
            accounts=tuple(lines.accounts) if kind is Kind.ACCOUNTS else (),
            plans=tuple(lines.plans) if kind is Kind.PLAN else (),
            progress=tuple(lines.progress) if kind is Kind.PHYSICAL else (),
            indicators=tuple(lines.indicators) if kind is Kind.OUTPUTS else (),
            totals=tuple(lines.totals) if kind is first else (),
            notes=tuple(lines.notes) if kind is first else (),
            rows_read=self.rows_read,
            rows_skipped=self.rows_skipped + self.aside,
            headings={column.role: column.heading.text for column in columns},
            total_row=None if self.total_row is None else self.total_row + 1,
            certificate=certificate_of(kind, lines),
            unread=self.unread or NOTHING_UNREAD,
        )

    def _places(self, kind: Kind, columns: tuple[Column, ...]) -> dict[str, str]:
        """Places of the columns by role; of outputs their own, where a table of money has them beside it."""
        own = [column for column in columns if column.role.startswith("output_")]
        told = own if kind is Kind.OUTPUTS and own else columns
        place = self.collector.grid.place
        return {column.role.removeprefix("output_"): place(column.index) for column in told}

    def _named(self, agencies: list[AgencyName]) -> tuple[AgencyName, ...]:
        """The user's ``agency_id`` becomes the alias of a file's only agency."""
        if self.options.agency_id is None or len(agencies) != 1:
            return tuple(agencies)
        return (agencies[0]._replace(alias=self.options.agency_id),)

    def _check_government(self, stated: str | None) -> None:
        asked = self.options.government
        if asked and stated and codes.government_key(asked) != codes.government_key(stated):
            self.collector.warn("government-differs", None, None, file=stated, option=asked)


def basis_of(columns: Sequence[Column]) -> RealizationBasis | None:
    """The record that the heading of the realization names: *Realisasi SP2D*; ``None`` where none or several are."""
    words = {word for column in columns if column.measure == "realization" for word in column.heading.text.split()}
    told = [basis for basis in (RealizationBasis.SP2D, RealizationBasis.SPJ) if basis.value in words]
    return told[0] if len(told) == 1 else None
