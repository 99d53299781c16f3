"""Tables with one row a government and period, an account a column: an export each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from skpd_eval import codes, period
from skpd_eval.errors import PeriodError
from skpd_eval.model import AccountLine, AgencyName, Dimension, Export, Level, Proven
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.grid import column_letter
from skpd_eval.reading.cells.values import Values, is_blank, is_figure
from skpd_eval.reading.columns.unitsbeside import learn_columns
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.outline.rowjudge import RowJudge, RowKind
from skpd_eval.reading.periods.groups import Group, groups_of
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.counted import counted
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.shapes.rows.balances import prove_balances
from skpd_eval.reading.shapes.rows.rowcells import RowCells
from skpd_eval.reading.told.periods import Told
from skpd_eval.reading.told.titles import Titles

MEASURES = ("budget", "realization")
CLOSING_DAYS = 15
"""Days after a month in which its figures are still drawn as those of the month."""
NAMES = {"4": "Pendapatan", "5": "Belanja", "6": "Pembiayaan"}


def read_government_rows(
    header: Header, titles: Titles, values: Values, assembler: Assembler
) -> tuple[Export, ...]:
    """An export a government and position; amounts run from 1 January to the cut-off of the row.

    Two rows of one government at one position are an error with both lines.
    """
    return _Reader(header, titles, values, assembler).read()


class _Reader:
    def __init__(self, header: Header, titles: Titles, values: Values, assembler: Assembler) -> None:
        self.header, self.titles, self.values, self.assembler = header, titles, values, assembler
        self.collector = assembler.collector
        self.grid = self.collector.grid
        self.proven: tuple[Proven, ...] = ()
        self.measured = [c for c in header.columns if c.role.partition(":")[0] in MEASURES]

    def read(self) -> tuple[Export, ...]:
        rows = self._rows()
        self.assembler.rows_read = len(rows)
        if not rows:
            return ()
        proving = self.header.of_measure("balance")
        learn_columns([*self.measured, *proving], [row.row for row in rows], self.values)
        self.proven = prove_balances(self.header, self.values, [row.row for row in rows])
        named = [(row.row, row.agency.name) for row in rows]
        table = counted(self.header, self.titles, self.assembler.options, self.values, named)
        self.assembler.check(table)
        seen: dict[tuple[object, ...], int] = {}
        exports: list[Export] = []
        groups = groups_of(self.header, rows, self.collector)
        months = [self._month(group) for group in groups]
        agreeing = any(map(_agrees, groups, months))
        for group, month in zip(groups, months, strict=True):
            told = self._told(group, month, agreeing=agreeing)
            first = group.rows[0].row
            end = told.mention and (told.mention.end or told.mention)
            key = (codes.government_key(group.government or ""), told.year, end)
            twin = seen.setdefault(key, first) if end is not None else first
            rival = group.rows[1].row if len(group.rows) > 1 else first
            if twin != first or rival != first:
                where = self.grid.address(twin, self.measured[0].index)
                self.collector.error(
                    "position-twice", rival, None, government=group.government or "", other=where
                )
                continue
            exports.extend(self._export(group, told))
        return tuple(exports)

    def _rows(self) -> list[RecapRow]:
        cells = RowCells(self.header, self.collector)
        amounts = [column.index for column in self.measured]

        def called(row: int) -> list[str]:
            name = cells.text(row, "government")
            return [name] if name else cells.before(row, len(self.grid.rows[row]))

        judge = RowJudge(self.grid, amounts, called, lambda _: "")
        kept: list[RecapRow] = []
        for row in range(self.header.last_row + 1, len(self.grid.rows)):
            name, kind = cells.text(row, "government"), judge.kind(row)
            if kind is RowKind.DATA and name and not is_figure(name):
                kept.append(RecapRow(row, AgencyName(None, name), None, None, None, False))
            elif kind is RowKind.DATA:
                self.collector.error("row-without-name", row, cells.columns["government"])
            elif kind is not RowKind.BLANK:
                self.assembler.rows_skipped += 1
        return kept

    def _told(self, group: Group, month: int | None, *, agreeing: bool) -> Told:
        """The cut-off of a row. Where it lies outside the month that the row is of, the month's end counts.

        Not where the two contradict each other: a day before that month, or long after it in a table whose other
        rows have theirs inside. The days after it are those in which a month is closed.
        """
        mention, year = group.told.mention, group.told.year
        if month is None or _agrees(group, month):
            return group.told
        year = year or (mention.year if mention is not None else None)
        if year is None:
            return group.told
        end = period.month_end(year, month)
        if mention is not None and mention.end is not None and mention.day is not None:
            days = (mention.end - end).days
            refused = days <= 0 or (agreeing and days > CLOSING_DAYS)
            column = self.header.column("cutoff")
            (self.collector.error if refused else self.collector.warn)(
                "month-contradicts-cutoff" if refused else "cutoff-outside-month",
                group.rows[0].row,
                column.index if column else None,
                month=month,
                cutoff=str(mention.end),
            )
        return Told(year, PeriodMention(None, end, month, None, year, "month", 1, end.day))

    def _month(self, group: Group) -> int | None:
        column = self.header.column("quarter")
        value = None if column is None else self.grid.value(group.rows[0].row, column.index)
        if column is None or is_blank(value):
            return None
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
        month = (
            int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else period.month_number(text)
        )
        if month is not None and 1 <= month <= 12:
            return month
        try:
            found = period.find_period(text)
        except PeriodError:
            found = None
        if found is None or found.month is None:
            self.collector.error("period-unreadable", group.rows[0].row, column.index, text=text[:60])
            return None
        return found.month

    def _export(self, group: Group, told: Told) -> tuple[Export, ...]:
        row = group.rows[0]
        lines = Lines(level=Level.GOVERNMENT, proven=[*self.proven])
        name = self.assembler.options.government or row.agency.name
        index = lines.agency_index(AgencyName(None, name))
        amounts: Mapping[str, dict[str, int | None]] = defaultdict(dict)
        for column in self.measured:
            measure, _, account = column.role.partition(":")
            amounts[account][measure] = self.values.amount(row.row, column.index)
        for account, stated in sorted(amounts.items()):
            if any(amount is not None for amount in stated.values()):
                lines.accounts.append(_line(index, account, stated, self.grid.line(row.row)))
                lines.names[Dimension.ACCOUNT, account] = NAMES.get(account, account)
        return self.assembler.exports(lines, _columns(self.measured), told, group.government)


def _agrees(group: Group, month: int | None) -> bool:
    """Whether the row's day lies in the month that it is of."""
    mention, year = group.told.mention, group.told.year
    if mention is None or mention.day is None or mention.month != month:
        return False
    return year is None or mention.year == year


def _line(index: int, account: str, stated: Mapping[str, int | None], row: int) -> AccountLine:
    budget, realization = (stated.get(measure) for measure in MEASURES)
    return AccountLine(index, None, None, account, budget, None, None, realization, row)


def _columns(measured: list[Column]) -> tuple[Column, ...]:
    return tuple(sorted(measured, key=lambda column: (column.role, column_letter(column.index))))
