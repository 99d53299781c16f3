"""Which columns and rows of a table a person wants to see, and in which order."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skpd_eval.errors import UsageError

if TYPE_CHECKING:
    from skpd_eval.presentation.table import Column, Table


@dataclass(frozen=True, slots=True)
class View:
    """``columns`` by machine name with commas; ``sort`` by one, ``-NAME`` from the largest down; so many rows."""

    columns: str | None = None
    sort: str | None = None
    count: int | None = None

    def __bool__(self) -> bool:
        return self != View()

    def of(self, table: Table) -> Table:
        """The table as it is to be seen. Raises UsageError ``column-unknown``."""
        if not self:
            return table
        found = table.whole or table
        if self.sort is not None:
            descending = self.sort.startswith("-")
            found = found.ordered(_column(found, self.sort.removeprefix("-")), descending=descending)
        if self.count is not None:
            found = found.first(self.count)
        if self.columns is None:
            return dataclasses.replace(found.keeping(table.columns), whole=found)
        names = [name.strip() for name in self.columns.split(",") if name.strip()]
        return found.keeping([_column(found, name) for name in names])


def _column(table: Table, name: str) -> Column:
    for column in table.columns:
        if column.key == name:
            return column
    known = ", ".join(column.key for column in table.columns)
    raise UsageError("column-unknown", asked=name, known=known)
