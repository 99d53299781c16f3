"""Tables with one row an agency or an account: collect the rows, decide which of them count.

Where a total row stands, the rows that equal it count: all of them, or those of whole agencies when the file
lists sub-units inside their agency (the ``level`` rule for hand-kept tables).
"""

from __future__ import annotations

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.errors import CodeError
from skpd_eval.model import AgencyName
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import is_blank, is_figure, name_text
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.layout.accountnames import without_enumerator
from skpd_eval.reading.outline.recaprows import Recap, RecapRow, never_named
from skpd_eval.reading.shapes.rows.beneath import check_beneath
from skpd_eval.reading.words import rowkinds
from skpd_eval.reading.words.agencycodes import padded_agency_code
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.groupnames import expenditure_kind, names_group
from skpd_eval.reading.words.rowkinds import is_number_row, is_subtotal, is_total


class RecapReader:
    """Classifies the rows beneath a header."""

    def __init__(
        self,
        header: Header,
        collector: Collector,
        amount_columns: tuple[int, ...],
        told: AgencyName | None = None,
    ) -> None:
        self.header = header
        self.told = told
        """Whose a table is that has no column for agencies, only for their divisions."""
        self.collector = collector
        self.grid = collector.grid
        self.amount_columns = amount_columns
        self.columns = {column.role: column.index for column in header.columns}
        self.text_columns = [
            self.columns[role]
            for role in (
                "number",
                "agency_code",
                "agency_name",
                "account_code",
                "account_name",
                "activity_name",
                "unit_name",
            )
            if role in self.columns
        ]
        self.merged = self._merged_agency_cells()
        self.recap = Recap()
        self.heading: int | None = None
        """The last row that names an agency and states no figure, until the next that does."""
        self.headed: set[int] = set()
        self.counted = ""
        """What counted the row before."""
        self.without_figures: list[tuple[int, str, str]] = []  # marked rows: code and name of their agency
        self.on_top = False
        """Whether the total stands above the rows that it sums."""
        self.uncoded: list[tuple[int, int, str]] = []
        """Cells of agency codes that are no code: a government's own, or an error of the file."""

    def run(self) -> Recap:
        """All rows up to the total row; what stands beneath it is passed over and counted."""
        beneath: list[int] = []
        for row in range(self.header.last_row + 1, len(self.grid.rows)):
            if self.recap.total_row is None or self.on_top:
                self._row(row)
            elif any(not is_blank(value) for value in self.grid.rows[row]):
                self.recap.skipped += 1
                beneath.append(row)
        self._settle_heading()
        for row, name in never_named(self.without_figures, self.recap.rows):
            self.collector.warn("agency-without-figures", row, None, agency=name[:80])
        self._refuse_odd_codes()
        check_beneath(self.header, self.collector, self.recap.rows, self.amount_columns, beneath)
        return self.recap

    def _refuse_odd_codes(self) -> None:
        """Among national codes a text that is none names no agency of its own."""
        known = (row.agency.code for row in self.recap.rows if row.agency.code is not None)
        if any(codes.classify(code) is CodeKind.AGENCY for code in known):
            for row, column, text in self.uncoded:
                self.collector.error("code-unreadable", row, column, text=text[:60], reason="malformed")

    def _row(self, row: int) -> None:
        values = self.grid.rows[row]
        if all(is_blank(value) for value in values):
            return
        texts = self._texts(row)
        if not self.recap.rows and is_number_row(values):
            self.recap.skipped += 1
        elif not self._has_amounts(row):
            self.recap.skipped += 1
            self._heading(row)
        elif self.recap.total_row is None and (any(map(is_total, texts)) or self._of_government(row)):
            self.recap.total_row = row
            self.on_top = not self.recap.rows
        elif any(map(is_subtotal, texts)) and not self._names_item(row):
            self.recap.skipped += 1
            self.recap.subtotals.append(row)
        else:
            self.recap.last_row = row
            self._data_row(row)

    def _texts(self, row: int) -> list[str]:
        """What a row is called: in the columns that name rows, else in any before its amounts."""
        named = [value for col in self.text_columns if not is_blank(value := self.grid.value(row, col))]
        if not any(any(map(str.isalpha, str(value))) for value in named):
            first = min(self.amount_columns, default=0)
            named += [value for value in self.grid.rows[row][:first] if isinstance(value, str)]
        return list(map(str, named))

    def _of_government(self, row: int) -> bool:
        """A row in the government's name among those of its agencies, uncounted, is their total."""
        counted = self.text(row, "number") or self.text(row, "agency_code")
        return not counted and rowkinds.names_government(self.text(row, "agency_name"))

    def _names_item(self, row: int) -> bool:
        """Whether the word of a sum begins the name of a work or account that has an owner or a code of its own."""
        owner = self.text(row, "agency_name") or self.text(row, "agency_code")
        worded = is_subtotal(owner) or is_subtotal(self.text(row, "number"))
        coded = self._own_code(row, "activity") or self._own_code(row, "account")
        return bool(coded) or (bool(owner) and not worded)

    def _heading(self, row: int) -> None:
        """A row without a single figure: an agency whose kinds stand beneath it, or one that has not reported."""
        self._settle_heading()
        name = self.text(row, "agency_name")
        if name and any(map(str.isalpha, name)):
            self.heading = row

    def _settle_heading(self) -> None:
        row, self.heading = self.heading, None
        if row is None or row in self.headed:
            return
        code, name = self.text(row, "agency_code"), self.text(row, "agency_name")
        if self.recap.rows and (code or self.text(row, "number")):
            self.without_figures.append((row, code, name))

    def _kind(self, row: int) -> str | None:
        """The account of a row that names a kind of expenditure in place of an agency, beneath a heading."""
        if self.heading is None or self.text(row, "agency_code"):
            return None
        account = expenditure_kind(self.text(row, "agency_name"))
        return account.code or None if account is not None else None

    def _data_row(self, row: int) -> None:
        kind = self._kind(row)
        if kind is None:
            self._settle_heading()
        agency = self._agency(row if kind is None or self.heading is None else self.heading)
        if kind is not None and self.heading is not None:
            self.headed.add(self.heading)
        if agency is None:
            roles = ("agency_name", "agency_code", "unit_name")
            column = next((self.columns[role] for role in roles if role in self.columns), 0)
            self.collector.error("agency-name-missing", row, column)
            return
        unit = self._unit(row, agency)
        if agency.code is not None and codes.is_unit(agency.code):
            unit = agency
            agency = AgencyName(codes.agency_of(agency.code), agency.name)
        self.recap.rows.append(
            RecapRow(
                row=row,
                agency=agency,
                unit=unit,
                activity=self._own_code(row, "activity"),
                account=kind or self._own_code(row, "account"),
                numbered=bool(self.text(row, "number")),
                of_works=bool(self.text(row, "activity_name")),
                mark=self._mark(row),
                worded=is_subtotal(self.text(row, "activity_name") or self.text(row, "account_name")),
            )
        )

    def _agency(self, row: int) -> AgencyName | None:
        if not {"agency_code", "agency_name"} & set(self.columns):
            return self.told if self.text(row, "unit_name") else None
        code = self._code(row, "agency_code", agency=True)
        name = self.text(row, "agency_name").removeprefix(self._enumerator(row)).strip()
        if code is None and "agency_code" not in self.columns:
            code, name = codes.split_code_and_name(name)
        if code is None and (not name or is_figure(name)):
            return None
        if code is not None and codes.classify(code) not in (CodeKind.AGENCY, CodeKind.UNIT):
            column = self.columns.get("agency_code", self.columns.get("agency_name"))
            self.collector.inform("agency-code-not-national", row, column, text=code)
        dissolved = codes.is_dissolved_mark(name)
        return AgencyName(
            code, name.removesuffix("*)").strip() if dissolved else name or str(code), dissolved
        )

    def _mark(self, row: int) -> str:
        """How the row is counted; ``i.`` beneath ``h.`` is a letter."""
        before, self.counted = self.counted, (self.text(row, "number") or self._enumerator(row)).strip(" .)(")
        return rowkinds.counting_after(before, self.counted)

    def _enumerator(self, row: int) -> str:
        """The number before a name that counts it where no column does: ``3.`` of ``3. Dinas Pendidikan``."""
        name = self.text(row, "agency_name")
        rest = without_enumerator(name)
        if self.text(row, "number") or rest == name:
            return ""
        mark = name[: len(name) - len(rest)].strip()
        counts = mark[:-1].isdigit() or names_agency(rest) or names_group(rest)
        return mark if counts else ""

    def _own_code(self, row: int, what: str) -> str | None:
        """The code of an activity or account: in its own column, else in front of its name."""
        if f"{what}_code" in self.columns:
            return self._code(row, f"{what}_code")
        name = self.text(row, f"{what}_name")
        kind = expenditure_kind(name) if what == "account" else None
        return codes.split_code_and_name(name)[0] or (kind.code if kind is not None else None)

    def _unit(self, row: int, agency: AgencyName) -> AgencyName | None:
        code, name = self._code(row, "unit_code"), self.text(row, "unit_name")
        if code is None and "unit_code" not in self.columns:
            code, name = codes.split_code_and_name(name)
        if (not code and not name) or (code is not None and code == agency.code):
            return None
        return AgencyName(code, name or str(code))

    def _code(self, row: int, role: str, *, agency: bool = False) -> str | None:
        column = self.columns.get(role)
        if column is None:
            return None
        value = self._cell(row, column)
        if is_blank(value):
            return None
        if not isinstance(value, str):
            return self._number_code(row, column, value)
        try:
            clean = codes.clean_code(value)
        except CodeError:
            if agency and any(map(str.isalnum, value)):
                self.uncoded.append((row, column, value))
                return " ".join(value.split())
            self.collector.error("code-unreadable", row, column, text=value[:60], reason="malformed")
            return None
        padded = padded_agency_code(clean.code) if agency else None
        repairs = [repair for repair in clean.repairs if repair != "blank-trimmed"] + ["padded"] * (
            padded is not None
        )
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

    def text(self, row: int, role: str) -> str:
        """The text of a role's cell, spaces squeezed; blank where the table has no such column."""
        column = self.columns.get(role)
        value = None if column is None else self._cell(row, column)
        if is_blank(value):
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return name_text(value)

    def _cell(self, row: int, column: int) -> CellValue:
        return self.grid.value(*self.merged.get((row, column), (row, column)))

    def _merged_agency_cells(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Cells that a vertical merge covers, to the cell that holds the value: filled inside the range only."""
        wanted = {
            self.columns[role] for role in ("agency_code", "agency_name", "unit_code") if role in self.columns
        }
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.grid.merges
            if top > self.header.last_row and bottom > top
            for column in range(left, right + 1)
            if column in wanted
            for row in range(top, bottom + 1)
        }

    def _has_amounts(self, row: int) -> bool:
        return any(not is_blank(self.grid.value(row, col)) for col in self.amount_columns)
