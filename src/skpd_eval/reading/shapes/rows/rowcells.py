"""What the cells of a row say: its names, numbers and codes, by the roles of the columns."""

from __future__ import annotations

import re

from skpd_eval import codes
from skpd_eval.errors import CodeError
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import is_blank, name_text
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.layout.accountnames import without_enumerator
from skpd_eval.reading.words.agencycodes import padded_agency_code
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.groupnames import expenditure_kind, names_group

NAMING = (
    "number", "agency_code", "agency_name", "account_code", "account_name", "activity_name", "unit_name",
)  # fmt: skip
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}|(?:19|20)\d{2}[/-]\d{1,2}[/-]\d{1,2}")
"""What becomes of a code such as ``1.02.2023`` in a spreadsheet."""
MERGED = ("agency_code", "agency_name", "unit_code")


class RowCells:
    """The cells beneath a header by row (zero-based) and role."""

    def __init__(self, header: Header, collector: Collector) -> None:
        self.collector, self.grid = collector, collector.grid
        self.columns = {column.role: column.index for column in header.columns}
        self.named = [self.columns[role] for role in NAMING if role in self.columns]
        """Columns that name rows."""
        self.merged = self._merged_cells(header.last_row)
        self.uncoded: list[tuple[int, int, str]] = []
        """Cells of agency codes that are no code: a government's own, or an error of the file."""

    def text(self, row: int, role: str) -> str:
        """The text of a role's cell, spaces squeezed; blank where the table has no such column."""
        value = self._cell(row, role)
        if is_blank(value):
            return ""
        return name_text(int(value) if isinstance(value, float) and value.is_integer() else value)

    def texts(self, row: int, first_amount: int) -> list[str]:
        """What a row is called: in the columns that name rows, else in any before its amounts."""
        named = [value for col in self.named if not is_blank(value := self.grid.value(row, col))]
        if not any(any(map(str.isalpha, str(value))) for value in named):
            return [*map(str, named), *self.before(row, first_amount)]
        return list(map(str, named))

    def before(self, row: int, first_amount: int) -> list[str]:
        """All texts before the amounts of a row."""
        return [value for value in self.grid.rows[row][:first_amount] if isinstance(value, str) and value.strip()]

    def name(self, row: int) -> str:
        """The name in the column of agencies, without a number before it."""
        return self.text(row, "agency_name").removeprefix(self._enumerator(row)).strip()

    def named_column(self) -> int | None:
        """Zero-based column of what names a row's owner."""
        roles = ("agency_name", "agency_code", "unit_name")
        return next((self.columns[role] for role in roles if role in self.columns), None)

    def uncounted_name(self, row: int) -> str:
        """The name in the column of agencies, blank where a number or a code counts the row."""
        counted = self.text(row, "number") or self.text(row, "agency_code")
        return "" if counted else self.text(row, "agency_name")

    def counted(self, row: int) -> str:
        """What counts the row, in a column of its own or before its name."""
        return (self.text(row, "number") or self._enumerator(row)).strip(" .)(")

    def look(self, row: int, role: str) -> tuple[bool, int]:
        """Whether a name is in capitals, and how far it is indented."""
        value = self._cell(row, role)
        text = value if isinstance(value, str) else ""
        return text.isupper(), len(text) - len(text.lstrip())

    def own_code(self, row: int, what: str) -> str | None:
        """The code of an activity or account: in its own column, else in front of its name."""
        if f"{what}_code" in self.columns:
            return self.code(row, f"{what}_code")
        name = self.text(row, f"{what}_name")
        kind = expenditure_kind(name) if what == "account" else None
        return codes.split_code_and_name(name)[0] or (kind.code if kind is not None else None)

    def code(self, row: int, role: str) -> str | None:
        """The code in a role's cell, repaired; an error where it cannot be one."""
        value = self._cell(row, role)
        if is_blank(value):
            return None
        column, agency = self.columns[role], role == "agency_code"
        if not isinstance(value, str):
            return self._number_code(row, column, value)
        if _DATE.fullmatch(value.strip()):
            self.collector.error("code-as-number", row, column, text=value.strip())
            return None
        try:
            clean = codes.clean_code(value)
        except CodeError:
            if agency and any(map(str.isalnum, value)):
                self.uncoded.append((row, column, value))
                return " ".join(value.split())
            self.collector.error("code-unreadable", row, column, text=value[:60], reason="malformed")
            return None
        padded = padded_agency_code(clean.code) if agency else None
        repairs = [repair for repair in clean.repairs if repair != "blank-trimmed"]
        repairs += ["padded"] if padded is not None else []
        if repairs:
            self.collector.warn(
                "code-repaired", row, column, text=value, code=padded or clean.code, repair=", ".join(repairs)
            )
        return padded or clean.code

    def _number_code(self, row: int, column: int, value: CellValue) -> str | None:
        if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer():
            return str(int(value))
        self.collector.error("code-as-number", row, column, text=str(value))
        return None

    def _enumerator(self, row: int) -> str:
        """The number before a name that counts it where no column does: ``3.`` of ``3. Dinas Pendidikan``."""
        name = self.text(row, "agency_name")
        rest = without_enumerator(name)
        if self.text(row, "number") or rest == name:
            return ""
        mark = name[: len(name) - len(rest)].strip()
        counts = mark[:-1].isdigit() or names_agency(rest) or names_group(rest)
        return mark if counts else ""

    def _cell(self, row: int, role: str) -> CellValue:
        column = self.columns.get(role)
        return None if column is None else self.grid.value(*self.merged.get((row, column), (row, column)))

    def _merged_cells(self, last_row: int) -> dict[tuple[int, int], tuple[int, int]]:
        """Cells that a vertical merge covers, to the cell that holds the value: filled inside the range only."""
        wanted = {self.columns[role] for role in MERGED if role in self.columns}
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.grid.merges
            if top > last_row and bottom > top
            for column in range(left, right + 1)
            if column in wanted
            for row in range(top, bottom + 1)
        }
