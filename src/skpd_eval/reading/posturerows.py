"""Rows of a table of named accounts: which account each means, over wrapped lines, and the sums beneath them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from skpd_eval.reading.accountnames import AccountName, NamedAccounts
from skpd_eval.reading.collect import Collector
from skpd_eval.reading.header import Header
from skpd_eval.reading.rowkinds import is_number_row
from skpd_eval.reading.values import is_blank

_SUM = re.compile(r"^\W*(?:jumlah|total|sub\s*-?\s*(?:jumlah|total))\b[\s:]*", re.IGNORECASE)
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


@dataclass(slots=True)
class PostureRows:
    """The rows beneath a header, what was passed over, and the lines of text beneath the table."""

    rows: list[PostureRow] = field(default_factory=list)
    skipped: int = 0
    footers: list[str] = field(default_factory=list)


def posture_rows(header: Header, collector: Collector, rules: NamedAccounts, measured: tuple[int, ...]) -> PostureRows:
    """Classify the rows beneath a header; a name over two lines is one row."""
    return _Reader(header, collector, rules, measured).run()


class _Reader:
    def __init__(
        self, header: Header, collector: Collector, rules: NamedAccounts, measured: tuple[int, ...]
    ) -> None:
        self.header, self.collector, self.rules, self.measured = header, collector, rules, measured
        self.grid = collector.grid
        column = header.column("account_name")
        self.name_column = -1 if column is None else column.index
        self.result = PostureRows()

    def run(self) -> PostureRows:
        row = self.header.last_row + 1
        while row < len(self.grid.rows):
            row += self._row(row)
        return self.result

    def _row(self, row: int) -> int:
        """Take a row, or two that hold one name; how many were taken."""
        text, filled = self._text(row), self._has_amounts(row)
        if not text and not filled:
            self._aside(row)
            return 1
        if not text:
            self.collector.error("row-without-name", row, self.name_column)
            return 1
        if not self.result.rows and is_number_row(self.grid.rows[row]):
            self.result.skipped += 1
            return 1
        account, repaired = self._find(text)
        joined = self._joined(row, text, filled) if account is None else None
        if joined is not None:
            name, below = joined
            at = row if filled else row + 1
            self._keep(at, name, self._indent(row), *self._find(name))
            return 2 if below else 1
        if account is None and not filled:
            self._aside(row)
            return 1
        self._keep(row, text, self._indent(row), account, repaired)
        return 1

    def _keep(self, row: int, name: str, indent: int, account: AccountName | None, repaired: bool) -> None:
        if repaired and account is not None:
            self.collector.warn("account-name-repaired", row, self.name_column, name=name[:80], read=account.names[0])
        self.result.rows.append(PostureRow(row, name, indent, account, bool(_SUM.match(name))))

    def _find(self, name: str) -> tuple[AccountName | None, bool]:
        found = self.rules.find(name)
        return found if found[0] is not None else self.rules.find(_SUM.sub("", name, count=1))

    def _joined(self, row: int, text: str, filled: bool) -> tuple[str, bool] | None:
        """The name that this row and the next make together, where one of them has the amounts."""
        below = self._text(row + 1)
        if not below or filled == self._has_amounts(row + 1):
            return None
        name = f"{text} {below}"
        return (name, True) if self._find(name)[0] is not None else None

    def _text(self, row: int) -> str:
        value = self.grid.value(row, self.name_column)
        return "" if is_blank(value) else " ".join(str(value).split())

    def _indent(self, row: int) -> int:
        value = str(self.grid.value(row, self.name_column))
        return len(value) - len(value.lstrip(_INDENTS))

    def _has_amounts(self, row: int) -> bool:
        return any(not is_blank(self.grid.value(row, col)) for col in self.measured)

    def _aside(self, row: int) -> None:
        texts = [str(value) for value in self.grid.rows[row] if not is_blank(value)]
        if texts:
            self.result.skipped += 1
            self.result.footers.append(" ".join(" ".join(texts).split()))
