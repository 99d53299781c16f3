"""One sheet read under one layout: header, rows, proof, lines, and for whom and when they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from skpd_eval import codes, period
from skpd_eval.errors import PeriodError
from skpd_eval.model import AgencyName, BudgetBasis, Export, Kind, PeriodKind, Severity
from skpd_eval.period import PeriodMention
from skpd_eval.reading.collect import Collector
from skpd_eval.reading.grid import column_letter
from skpd_eval.reading.header import Column, Header
from skpd_eval.reading.layout import AMOUNT_ROLES
from skpd_eval.reading.lines import Lines, TreeLines
from skpd_eval.reading.options import ReadOptions
from skpd_eval.reading.percents import settle_roles
from skpd_eval.reading.periods import Told, resolve
from skpd_eval.reading.recap import Recap, RecapReader, RecapRow
from skpd_eval.reading.recaplines import RecapLines
from skpd_eval.reading.reconcile import Amounts, Prover
from skpd_eval.reading.titles import Titles
from skpd_eval.reading.tree import outline
from skpd_eval.reading.values import Values

TREE_ROLES = ("budget", "budget_original", "budget_revised", "realization", "total_plan", "month")
HEADINGS_SHOWN = 6


class TableReader:
    """Reads one table; :meth:`read` gives its exports (one a position and kind), findings inside."""

    def __init__(self, header: Header, titles: Titles, collector: Collector, options: ReadOptions) -> None:
        self.header = header
        self.titles = titles
        self.collector = collector
        self.grid = collector.grid
        self.options = options
        self.factor = options.unit_factor or titles.unit_factor or 1
        self.values = Values(collector, options.decimal, self.factor)
        self.rows_read = 0
        self.rows_skipped = 0

    def read(self) -> tuple[Export, ...]:
        """The exports of the table; the last findings are those of the whole table."""
        self._look_at_header()
        if self.header.layout.shape == "tree":
            exports = self._tree()
        else:
            exports = self._recap()
        if not exports or not any(_lines_of(export) for export in exports):
            if not any(finding.severity is Severity.ERROR for finding in self.collector.findings):
                self.collector.error("no-data-rows", self.header.last_row)
        if self.values.rounded:
            self.collector.inform("amount-rounded", count=self.values.rounded)
        return exports

    def _look_at_header(self) -> None:
        for role in self.header.ambiguous:
            column = self.header.column(role)
            assert column is not None
            self.collector.error("column-ambiguous", self.header.last_row, column.index, role=column.heading.text)
        if self.header.unknown:
            shown = ", ".join(column.heading.text for column in self.header.unknown[:HEADINGS_SHOWN])
            self.collector.inform("columns-not-read", self.header.last_row, None, columns=shown[:200])
        hidden = [row for row in self.grid.hidden_rows if row > self.header.last_row]
        if hidden:
            self.collector.warn("hidden-rows", min(hidden), None, count=len(hidden))

    def _learn(self, columns: Iterable[Column], rows: list[int]) -> None:
        indexes = [column.index for column in columns]
        for column in self.header.columns:
            if column.heading.factor is not None and self.options.unit_factor is None:
                self.values.factors[column.index] = column.heading.factor
        self.values.learn_styles(indexes, rows)
        declared = {self.values.factors.get(index, self.factor) for index in indexes} - {1}
        if declared:
            self.collector.inform("unit-factor", None, None, factor=max(declared))

    def _tree(self) -> tuple[Export, ...]:
        columns = tuple(
            column for column in self.header.columns if column.role.partition(":")[0] in TREE_ROLES
        )
        rows = outline(self.header, self.collector, tuple(column.index for column in columns))
        self.rows_read, self.rows_skipped = len(rows.nodes), rows.skipped
        if not rows.nodes:
            return ()
        told = [node.row for node in rows.nodes] + ([rows.total_row] if rows.total_row is not None else [])
        self._learn(columns, told)
        amounts: Amounts = {
            column.role: [self.values.amount(node.row, column.index) for node in rows.nodes] for column in columns
        }
        total = {}
        if rows.total_row is not None:
            total = {column.role: self.values.amount(rows.total_row, column.index) for column in columns}
        prover = Prover(rows, columns, amounts, self.collector, frozenset(self.values.rounded_cells))
        proof = prover.prove(total)
        maker = TreeLines(rows, columns, amounts, self.collector)
        lines = maker.run(proof.leaves, self._told_agency())
        return self._exports(lines, columns, Told(), None)

    def _told_agency(self) -> AgencyName | None:
        if self.options.agency_name is None:
            return None
        code, name = codes.split_code_and_name(self.options.agency_name)
        return AgencyName(code, name or self.options.agency_name, alias=self.options.agency_id)

    def _recap(self) -> tuple[Export, ...]:
        measured = [
            column
            for column in self.header.columns
            if column.role.partition(":")[0] in AMOUNT_ROLES or column.role.endswith("_pct")
        ]
        reader = RecapReader(self.header, self.collector, tuple(column.index for column in measured))
        recap = reader.run()
        self.rows_read, self.rows_skipped = len(recap.rows), recap.skipped
        if not recap.rows:
            return ()
        rows = [row.row for row in recap.rows]
        self._learn(measured, rows + ([recap.total_row] if recap.total_row is not None else []))
        columns = settle_roles(self.header, self.grid, rows, self.values.styles)
        maker = RecapLines(self.header, columns, recap, self.values, self.collector)
        exports: list[Export] = []
        groups = self._groups(recap)
        for told, government, members in groups:
            lines = maker.run(members, with_total=len(groups) == 1, only_agency=self._only_agency(members))
            exports.extend(self._exports(lines, columns, told, government))
        return tuple(exports)

    def _only_agency(self, rows: list[RecapRow]) -> AgencyName | None:
        """An agency told by the user stands for the file's own, where the file has one only."""
        told = self._told_agency()
        if told is None:
            return None
        if len({row.agency_key for row in rows}) > 1:
            self.collector.error("agency-told-for-many", rows[0].row, None, agency=told.name)
        return told

    def _groups(self, recap: Recap) -> list[tuple[Told, str | None, list[RecapRow]]]:
        """Rows by the period and government that their own columns state."""
        roles = [role for role in ("government", "year", "quarter", "cutoff") if self.header.column(role)]
        groups: dict[tuple[str, ...], list[RecapRow]] = {}
        for row in recap.rows:
            groups.setdefault(tuple(self._cell_text(row.row, role) for role in roles), []).append(row)
        return [
            (self._told(dict(zip(roles, key, strict=True)), rows[0].row), _government(roles, key), rows)
            for key, rows in groups.items()
        ]

    def _cell_text(self, row: int, role: str) -> str:
        column = self.header.column(role)
        value = None if column is None else self.grid.value(row, column.index)
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).strip().removesuffix(" 00:00:00")

    def _told(self, texts: dict[str, str], row: int) -> Told:
        year = period.find_year(texts.get("year", ""))
        for role in ("cutoff", "quarter"):
            if not texts.get(role):
                continue
            mention = _mention(texts[role], role, year)
            if mention is None:
                column = self.header.column(role)
                self.collector.error(
                    "period-unreadable", row, column.index if column else None, text=texts[role][:60]
                )
            return Told(year, mention)
        return Told(year, None)

    def _exports(
        self, lines: Lines, columns: tuple[Column, ...], told: Told, government: str | None
    ) -> tuple[Export, ...]:
        layout = self.header.layout
        kinds = [layout.kind]
        if layout.kind is Kind.ACCOUNTS and lines.progress:
            kinds = [Kind.ACCOUNTS, Kind.PHYSICAL] if lines.accounts else [Kind.PHYSICAL]
        return tuple(self._export(kind, lines, columns, told, government) for kind in kinds)

    def _export(
        self, kind: Kind, lines: Lines, columns: tuple[Column, ...], told: Told, government: str | None
    ) -> Export:
        position = resolve(self.collector, self.options, self.titles, told, kind)
        self._check_government(government or self.titles.government)
        return Export(
            file=self.collector.file,
            sheet=self.grid.name,
            layout=self.header.layout.name,
            kind=kind,
            level=lines.level,
            government=self.options.government or government or self.titles.government,
            year=position.year,
            cutoff=position.cutoff,
            period_origin=position.origin,
            precision=position.precision,
            period_kind=position.period_kind if kind is not Kind.PLAN else PeriodKind.CUMULATIVE,
            budget_basis=self.options.basis or self.titles.basis or BudgetBasis.UNSTATED,
            realization_basis=self.header.layout.realization_basis,
            unit_factor=self.factor,
            agencies=self._named(lines.agencies),
            columns={column.role: column_letter(column.index) for column in columns},
            names=lines.names,
            accounts=tuple(lines.accounts) if kind is Kind.ACCOUNTS else (),
            plans=tuple(lines.plans) if kind is Kind.PLAN else (),
            progress=tuple(lines.progress) if kind is Kind.PHYSICAL else (),
            notes=tuple(lines.notes) if kind is not Kind.ACCOUNTS or not lines.progress else (),
            rows_read=self.rows_read,
            rows_skipped=self.rows_skipped,
        )

    def _named(self, agencies: list[AgencyName]) -> tuple[AgencyName, ...]:
        """The user's ``agency_id`` becomes the alias of a file's only agency."""
        if self.options.agency_id is None or len(agencies) != 1:
            return tuple(agencies)
        return (agencies[0]._replace(alias=self.options.agency_id),)

    def _check_government(self, stated: str | None) -> None:
        asked = self.options.government
        if asked and stated and codes.government_key(asked) != codes.government_key(stated):
            self.collector.warn("government-differs", None, None, file=stated, option=asked)


def _lines_of(export: Export) -> int:
    return len(export.accounts) + len(export.plans) + len(export.progress) + len(export.indicators)


def _government(roles: list[str], key: tuple[str, ...]) -> str | None:
    return (key[roles.index("government")] or None) if "government" in roles else None


def _mention(text: str, role: str, year: int | None) -> PeriodMention | None:
    """A period cell: a date, a quarter's number or name, a month's number or name."""
    try:
        if role == "cutoff":
            day = period.parse_date(text)
            return PeriodMention(None, day, day.month, None, day.year, "day", None, day.day)
        found = period.find_period(text)
        if found is not None:
            return dataclasses.replace(found, year=found.year or year)
        return PeriodMention(None, None, None, period.parse_quarter(text), year, "quarter", None)
    except PeriodError:
        month = period.month_number(text)
        return None if month is None else PeriodMention(None, None, month, None, year, "month", None)
