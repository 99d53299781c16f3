"""The posture of a whole government's budget: revenue, expenditure and financing by name, without codes."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from fractions import Fraction

from skpd_eval import codes
from skpd_eval.model import AccountLine, AgencyName, Dimension, Export, Level, StatedTotal
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.layout.accountnames import NamedAccounts
from skpd_eval.reading.layout.layout import accounts_of
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.periods.groups import Group, groups_of
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.counted import Counted, Stated
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.proof.printed import columns_beside, share
from skpd_eval.reading.shapes.accounts.numbering import Numbering
from skpd_eval.reading.shapes.accounts.postureamounts import PostureAmounts
from skpd_eval.reading.shapes.accounts.posturenodes import Differing, Node, Proved
from skpd_eval.reading.shapes.accounts.posturerows import PostureRow, posture_rows
from skpd_eval.reading.shapes.accounts.posturetree import PostureTree
from skpd_eval.reading.told.periods import own_period
from skpd_eval.reading.told.titles import Titles, titles_of
from skpd_eval.reading.told.told import agency_told
from skpd_eval.reading.words.filegovernment import government_in_name, year_in_name

MEASURES = ("budget", "realization")
UNNAMED = "Pemerintah Daerah"
"""The pseudo agency of a government that nothing names."""
_GOVERNMENTS_OWN = ("4.2", "6")
"""Accounts that only a whole government has: transfers received, and financing."""
_REALIZED = re.compile(r"\brealisasi\b", re.IGNORECASE)


def read_posture(header: Header, titles: Titles, values: Values, assembler: Assembler) -> tuple[Export, ...]:
    """Exports of a table of named accounts: one a government and period that its own columns state.

    The lines belong to a pseudo agency named as the government (level ``government``), or to the agency that
    the user or the titles name. What its hierarchy cannot prove within rounding is a finding.
    """
    return _Posture(header, titles, values, assembler).read()


def is_statement(header: Header, titles: Titles, assembler: Assembler) -> bool:
    """Whether a table of account codes is a statement: sums beneath parts, balances, older codes, no agency."""
    collector = Collector(assembler.collector.file, assembler.collector.grid)
    measured = tuple(column.index for column in header.columns if column.role in MEASURES)
    found = posture_rows(header, collector, accounts_of(header.layout), measured)
    told = assembler.options.agency_name or titles.agency
    unlike = told is None or found.numbering is not Numbering.CODES or _holds_sums(found.rows)
    return bool(found.rows) and (unlike or _are_split(header, collector.grid, found.rows))


def _holds_sums(rows: Sequence[PostureRow]) -> bool:
    """Whether sums stand beneath their parts, or balances: what financing spends counts against what it gains."""
    last = max((place for place, row in enumerate(rows) if row.depth is not None), default=0)
    sums = any(row.closes for row in rows[:last])
    return sums or any(row.account is not None and row.account.code in ("", "6.2") for row in rows)


def _are_split(header: Header, grid: Grid, rows: Sequence[PostureRow]) -> bool:
    """Whether codes stand in several columns, a part each."""
    cells = [grid.value(row.row, column) for row in rows for column in header.code_columns]
    return len(header.code_columns) > 1 and not any(isinstance(cell, str) and "." in cell for cell in cells)


_Differing = dict[int, dict[str, Differing]]


class _Posture:
    def __init__(self, header: Header, titles: Titles, values: Values, assembler: Assembler) -> None:
        self.header, self.titles, self.values, self.assembler = header, titles, values, assembler
        self.collector, self.options = assembler.collector, assembler.options
        self.rules: NamedAccounts = accounts_of(header.layout)
        self.columns = {
            measure: column.index for measure in MEASURES if (column := header.column(measure)) is not None
        }
        told = self.options.unit_factor
        self.amounts = PostureAmounts(values, self.rules, told)

    def read(self) -> tuple[Export, ...]:
        """Rows, unit, hierarchy, lines; then whose and when."""
        found = posture_rows(self.header, self.collector, self.rules, tuple(self.columns.values()))
        self.assembler.rows_read, self.assembler.rows_skipped = len(found.rows), found.skipped
        if not found.rows:
            return ()
        rows = [row.row for row in found.rows]
        self.amounts.learn(tuple(self.columns.values()), rows)
        self._say_precision()
        self._complete_titles(found.footers)
        exports: list[Export] = []
        by_row = {row.row: row for row in found.rows}
        for group in self._groups(rows):
            exports.extend(self._export(group, [by_row[one.row] for one in group.rows]))
        return tuple(exports)

    def _groups(self, rows: Sequence[int]) -> list[Group]:
        nobody = AgencyName(None, "")
        return groups_of(
            self.header, [RecapRow(row, nobody, None, None, None, False) for row in rows], self.collector
        )

    def _say_precision(self) -> None:
        if self.amounts.precision > 1:
            self.collector.inform("precision", None, None, amount=self.amounts.precision)

    def _complete_titles(self, footers: Sequence[str]) -> None:
        """A note beneath the table may say the period; the file's name says the year where nothing else does."""
        below = titles_of(tuple(line for line in footers if _REALIZED.search(line)))
        period = self.titles.period or below.period
        year = self.titles.year or below.year
        own = own_period(self.titles, self.collector.grid.name, self.collector.file)
        mention = period or (own[0] if own is not None else None)
        if year is None and (mention is None or mention.year is None):
            year = self._year_in_name()
        self.titles = dataclasses.replace(self.titles, period=period, year=year)
        self.assembler = dataclasses.replace(self.assembler, titles=self.titles)

    def _year_in_name(self) -> int | None:
        year = None if self.header.column("year") is not None else year_in_name(self.collector.file)
        if year is not None and self.options.year is None and self.options.cutoff is None:
            self.collector.inform("year-from-file-name", None, None, year=year)
        return year

    def _export(self, group: Group, rows: Sequence[PostureRow]) -> tuple[Export, ...]:
        tree = PostureTree(
            self.amounts, self.columns, self.collector, strict=self.header.layout.reconcile == "strict"
        )
        tree.build(rows)
        proved = tree.prove()
        table = self._counted(rows)
        self._refuse_contradicted(table, tree.differing)
        government = self._government(group)
        owner = self._owner(proved, government)
        if owner is None:
            self.collector.error("agency-missing", rows[0].row)
            owner = AgencyName(None, ""), Level.ACCOUNT
        lines = posture_lines(proved, owner[0], owner[1], self.collector.grid)
        self.assembler.check(table, lines)
        columns = tuple(column for column in self.header.columns if column.role in self.columns)
        factor = self.amounts.unit_factor
        assembler = dataclasses.replace(self.assembler, factor=factor)
        return assembler.exports(lines, columns, group.told, government)

    def _government(self, group: Group) -> str | None:
        """The government that the file states, else the one its name tells."""
        stated = group.government or self.titles.government
        if stated is not None:
            return stated
        name = government_in_name(self.collector.file)
        told = self.options.government
        if told is None and name is not None:
            self.collector.inform("government-from-file-name", None, None, government=name)
        elif told is not None and name is not None and _words(name).isdisjoint(_words(told)):
            self.collector.warn("government-differs", None, None, file=name, option=told)
        return name if told is None else None

    def _owner(self, proved: Proved, government: str | None) -> tuple[AgencyName, Level] | None:
        """The agency that is named, else the government where the accounts are such as only it has."""
        told = agency_told(self.options, self.titles)
        if told is not None:
            return told, Level.ACCOUNT
        stated = [node.code for node in (*proved.leaves, *proved.totals) if any(node.amounts.values())]
        if not any(codes.is_within(code, own) for code in stated if code for own in _GOVERNMENTS_OWN):
            return None
        if not self.header.layout.named.whole_government:
            self.collector.warn("read-as-government", self.header.last_row)
        name = self.options.government or government or UNNAMED
        return AgencyName(None, name), Level.GOVERNMENT

    def _counted(self, rows: Sequence[PostureRow]) -> Counted:
        """The record of rows whose amounts may each stand in a unit of their own."""
        stated: list[Stated] = []
        unknown = 0
        for row in rows:
            cells = [(row.row, self.columns[measure]) for measure in MEASURES if measure in self.columns]
            told = [self.amounts.amount(*cell) for cell in cells]
            if len(told) == len(MEASURES) and None not in told:
                halves = [Fraction(self.amounts.slack([cell])) for cell in cells]
                stated.append(Stated(row.row, row.name, told[0] or 0, told[1] or 0, (halves[0], halves[1])))
            else:
                unknown += any(amount is not None for amount in told)
        values = self.amounts.bare
        if self.rules.plain_below:  # then a bare number is in the table's unit, not in rupiah
            values = dataclasses.replace(values, factor=self.amounts.unit_factor)
        places = tuple(row.row for row in rows)
        return Counted(
            self.header, self.titles, self.options, values, places, rows=tuple(stated), unknown=unknown
        )

    def _refuse_contradicted(self, table: Counted, differing: _Differing) -> None:
        """An amount that both its parts and its percentage contradict is no amount: an error."""
        told = {one.row: one for one in table.rows}
        column = self.header.column("realization_pct")
        beside = columns_beside(table, table.rows) if differing and column is not None else []
        for printed in (one for one in beside if column is not None and one.index == column.index):
            claim = share(printed)
            for row, parts in differing.items():
                if row not in told or claim.agrees(told[row]) is not False:
                    continue
                budget, spent = (
                    parts[measure].sum if measure in parts else getattr(told[row], measure)
                    for measure in MEASURES
                )
                if claim.agrees(told[row]._replace(budget=budget, realization=spent)):
                    for measure, other in parts.items():
                        self.collector.error("sum-differs", row, self.columns[measure], **other._asdict())


def _words(name: str) -> set[str]:
    """Words of a government's name that tell it from others."""
    return set(codes.government_key(name).split()) - {"kabupaten", "kota", "provinsi"}


def posture_lines(proved: Proved, agency: AgencyName, level: Level, grid: Grid) -> Lines:
    """Lines of what counts, and as stated totals what only repeats it; amounts in sen."""
    lines = Lines(level=level, proven=[*proved.proven])
    index = lines.agency_index(agency)
    for node in proved.leaves:
        lines.accounts.append(
            AccountLine(
                index,
                None,
                None,
                node.code,
                node.amounts.get("budget"),
                None,
                None,
                node.amounts.get("realization"),
                grid.line(_row_of(node)),
            )
        )
        lines.names.setdefault((Dimension.ACCOUNT, node.code), node.row.name)
    for node in proved.totals:
        lines.totals.append(
            StatedTotal(
                index,
                "account" if node.code else "balance",
                node.code or None,
                node.amounts.get("budget"),
                node.amounts.get("realization"),
                grid.line(_row_of(node)),
            )
        )
    return lines


def _row_of(node: Node) -> int:
    return node.rows.get("realization", node.row.row)
