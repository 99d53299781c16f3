"""Rows of a table of named accounts: which account each means, over wrapped lines, by name or by its code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.layout.accountnames import AccountName, NamedAccounts, without_enumerator
from skpd_eval.reading.shapes.accounts.numbering import Numbered, Numbering, numbered
from skpd_eval.reading.words.rowkinds import is_number_row

_SUM = re.compile(r"^\W*(?:jumlah|total|sub\s*-?\s*(?:jumlah|total))\b[\s:]*", re.IGNORECASE)
LONGEST_KEY = 5
_INDENTS = " \t\u00a0\u2007\u3000"


@dataclass(slots=True)
class PostureRow:
    """One row: its zero-based place, its name, how far it is indented, and the account it means."""

    row: int
    name: str
    indent: int
    account: AccountName | None
    closes: bool = False
    """A sum (*Jumlah Belanja*) of what stands above."""
    depth: int | None = None
    """How deep its number says that it stands."""
    coded: bool = False
    """Its account is the code before its name, not what its name means."""


@dataclass(slots=True)
class PostureRows:
    """The rows beneath a header, what was passed over, and the lines of text beneath the table."""

    rows: list[PostureRow] = field(default_factory=list)
    skipped: int = 0
    footers: list[str] = field(default_factory=list)
    numbering: Numbering = Numbering.NONE


def bare_name(name: str) -> str:
    """A name without the word of a sum before it: *Jumlah Belanja* is *Belanja*."""
    return without_enumerator(_SUM.sub("", name, count=1))


def posture_rows(
    header: Header, collector: Collector, rules: NamedAccounts, measured: tuple[int, ...]
) -> PostureRows:
    """Classify the rows beneath a header; a name over two lines is one row."""
    return _Reader(header, collector, rules, measured).run()


def _is_key(text: str) -> bool:
    """Whether figures are the key of an account, which stands for its name in some JSON."""
    return text.isdigit() and len(text) <= LONGEST_KEY


class _Reader:
    def __init__(
        self, header: Header, collector: Collector, rules: NamedAccounts, measured: tuple[int, ...]
    ) -> None:
        self.header, self.collector, self.rules, self.measured = header, collector, rules, measured
        self.grid = collector.grid
        column = header.column("account_name")
        self.name_columns = header.name_columns or (() if column is None else (column.index,))
        self.result = PostureRows()

    def run(self) -> PostureRows:
        row = self.header.last_row + 1
        while row < len(self.grid.rows):
            row += self._row(row)
        self._number()
        return self.result

    def _row(self, row: int) -> int:
        """Take a row, or two that hold one name; how many were taken."""
        text, filled = self._text(row), self._has_amounts(row)
        if not text and not filled:
            self._aside(row)
            return 1
        if not self.result.rows and is_number_row(self.grid.rows[row]):
            self.result.skipped += 1
            return 1
        if not text:
            self.collector.error("row-without-name", row, self.name_columns[0])
            return 1
        account, repaired = self._find(text)
        joined = self._joined(row, text, filled) if account is None else None
        if joined is not None:
            self._keep(row if filled else row + 1, joined, self._indent(row), *self._find(joined))
            return 2
        if account is None and not filled and not self._numbered(row):
            self._aside(row)
            return 1
        self._keep(row, text, self._indent(row), account, repaired)
        return 1

    def _numbered(self, row: int) -> bool:
        return any(not is_blank(self.grid.value(row, col)) for col in self.header.code_columns)

    def _keep(self, row: int, name: str, indent: int, account: AccountName | None, repaired: bool) -> None:
        if repaired and account is not None:
            read = account.names[0]
            self.collector.warn("account-name-repaired", row, self.name_columns[0], name=name[:80], read=read)
        self.result.rows.append(PostureRow(row, name, indent, account, bool(_SUM.match(name))))

    def _find(self, name: str) -> tuple[AccountName | None, bool]:
        found = self.rules.find(name)
        return found if found[0] is not None else self.rules.find(_SUM.sub("", name, count=1))

    def _joined(self, row: int, text: str, filled: bool) -> str | None:
        """The name that this row and the next make together, where one of them has the amounts."""
        below = self._text(row + 1)
        if not below or filled == self._has_amounts(row + 1):
            return None
        name = f"{text} {below}"
        return name if self._find(name)[0] is not None else None

    def _text(self, row: int) -> str:
        """The first text under the name's heading, which may span several columns; a figure is no name."""
        values = (self.grid.value(row, column) for column in self.name_columns)
        texts = (" ".join(str(value).split()) for value in values if not is_blank(value))
        return next((text for text in texts if not is_figure(text) or _is_key(text)), "")

    def _indent(self, row: int) -> int:
        value = next((str(v) for c in self.name_columns if not is_blank(v := self.grid.value(row, c))), "")
        return len(value) - len(value.lstrip(_INDENTS))

    def _has_amounts(self, row: int) -> bool:
        return any(not is_blank(self.grid.value(row, col)) for col in self.measured)

    def _aside(self, row: int) -> None:
        texts = [str(value) for value in self.grid.rows[row] if not is_blank(value)]
        if texts:
            self.result.skipped += 1
            self.result.footers.append(" ".join(" ".join(texts).split()))

    def _number(self) -> None:
        """Give each row the depth or the account that its number tells."""
        plain = [row for row in self.result.rows if not row.closes]
        found = numbered(self.header, self.grid, self.rules, [(row.row, row.name) for row in plain])
        self.result.numbering = found.kind
        if found.kind is Numbering.NONE:
            return
        for row in plain:
            if row.account is None or row.account.code:
                self._tell(row, found)

    def _tell(self, row: PostureRow, found: Numbered) -> None:
        """The depth or the account of a row; one with amounts and without a code among codes is an error."""
        number, coded = found.texts.get(row.row), found.kind is Numbering.CODES
        if row.row in found.spoiled:
            self.collector.error("code-as-number", row.row, self._number_column(), text=found.spoiled[row.row])
        elif number is not None:
            row.depth = number.count(".") + 1
            if coded:
                minus = any(account.minus for account in self.rules.accounts if account.code == number)
                row.account, row.coded = AccountName(number, row.depth, (row.name,), minus=minus), True
        elif row.account is None and coded and self._has_amounts(row.row):
            self.collector.error("row-without-code", row.row, self._number_column(), name=row.name[:80])

    def _number_column(self) -> int:
        return self.header.code_columns[0] if self.header.code_columns else self.name_columns[0]
