"""Tables with one row an agency or an account: collect the rows, decide which of them count.

Where a total row stands, the rows that equal it count: all of them, or those of whole agencies when the file
lists sub-units inside their agency (the ``level`` rule for hand-kept tables).
"""

from __future__ import annotations

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.model import AgencyName, Kind
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import is_figure
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.outline.recaprows import Recap, RecapRow, never_named
from skpd_eval.reading.outline.rowjudge import RowJudge, RowKind
from skpd_eval.reading.shapes.rows.rowcells import RowCells
from skpd_eval.reading.words import rowkinds
from skpd_eval.reading.words.agencynames import names_agency, names_unit
from skpd_eval.reading.words.groupnames import expenditure_kind, names_group
from skpd_eval.reading.words.rowkinds import is_subtotal

WORKS = (CodeKind.PROGRAM, CodeKind.ACTIVITY, CodeKind.SUB_ACTIVITY)


class RecapReader:
    """Classifies the rows beneath a header."""

    def __init__(
        self,
        header: Header,
        collector: Collector,
        amount_columns: tuple[int, ...],
        told: AgencyName | None = None,
        parts: frozenset[int] = frozenset(),
    ) -> None:
        self.header = header
        self.told = told
        """Whose a table is that has no column for agencies, only for their divisions."""
        self.collector = collector
        self.grid = collector.grid
        self.amount_columns = amount_columns
        self.cells = RowCells(header, collector)
        self.columns = self.cells.columns
        first = min(amount_columns, default=0)
        self.judge = RowJudge(
            self.grid, amount_columns, lambda row: self.cells.texts(row, first), self.cells.uncounted_name, parts
        )
        self.recap = Recap()
        self.heading: int | None = None
        """The last row that names an agency and states no figure, until the next that does."""
        self.headed: set[int] = set()
        self.counted = ""
        """What counted the row before."""
        self.without_figures: list[tuple[int, str, str]] = []  # marked rows: code and name of their agency

    def run(self) -> Recap:
        """All rows up to the total row; what stands beneath it is passed over and counted."""
        for row in range(self.header.last_row + 1, len(self.grid.rows)):
            if not self.judge.closed:
                self._row(row)
            elif not self.judge.blank(row):
                self.recap.skipped += 1
                self.recap.beneath.append(row)
        self._settle_heading()
        for row, name in never_named(self.without_figures, self.recap.rows):
            self.collector.warn("agency-without-figures", row, None, agency=name[:80])
        self._refuse_odd_codes()
        return self.recap

    def _refuse_odd_codes(self) -> None:
        """Among national codes a text that is none names no agency of its own."""
        known = (row.agency.code for row in self.recap.rows if row.agency.code is not None)
        if any(codes.classify(code) is CodeKind.AGENCY for code in known):
            for row, column, text in self.cells.uncoded:
                self.collector.error("code-unreadable", row, column, text=text[:60], reason="malformed")

    def _row(self, row: int) -> None:
        kind = self.judge.kind(row)
        if kind is RowKind.TOTAL:
            self.recap.total_row = row
        elif kind is RowKind.DATA or (kind is RowKind.SUBTOTAL and self._names_item(row)):
            self.judge.begun = True
            self.recap.last_row = row
            self._data_row(row)
        elif kind is not RowKind.BLANK:
            self.recap.skipped += 1
            if kind is RowKind.SILENT:
                self._heading(row)
            elif kind is RowKind.SUBTOTAL:
                self.recap.subtotals.append(row)

    def _names_item(self, row: int) -> bool:
        """Whether the word of a sum begins the name of a work or account that has an owner or a code of its own."""
        owner = self.cells.text(row, "agency_name") or self.cells.text(row, "agency_code")
        worded = is_subtotal(owner) or is_subtotal(self.cells.text(row, "number"))
        coded = self.cells.own_code(row, "activity") or self.cells.own_code(row, "account")
        return bool(coded) or (bool(owner) and not worded)

    def _heading(self, row: int) -> None:
        """A row without a single figure: an agency whose kinds stand beneath it, or one that has not reported."""
        self._settle_heading()
        if any(map(str.isalpha, self.cells.text(row, "agency_name"))):
            self.heading = row

    def _settle_heading(self) -> None:
        row, self.heading = self.heading, None
        if row is None or row in self.headed:
            return
        code, name = self.cells.text(row, "agency_code"), self.cells.text(row, "agency_name")
        if self.recap.rows and (code or self.cells.text(row, "number")):
            self.without_figures.append((row, code, name))

    def _kind(self, row: int) -> str | None:
        """The account of a row that names a kind of expenditure in place of an agency, beneath a heading."""
        if self.heading is None or self.cells.text(row, "agency_code"):
            return None
        account = expenditure_kind(self.cells.text(row, "agency_name"))
        return account.code or None if account is not None else None

    def _inside(self, row: int) -> bool:
        """Whether a row is a part of the agency that the heading above it names, and is counted otherwise."""
        if self.heading is None or not names_unit(self.cells.name(row)):
            return False
        agency = self.cells.name(self.heading)
        marks = [rowkinds.counting(self.cells.counted(one)) for one in (self.heading, row)]
        return names_agency(agency) and not names_group(agency) and (marks[0] != marks[1] or not any(marks))

    def _data_row(self, row: int) -> None:
        kind, inside, work = self._kind(row), self._inside(row), self._work(row)
        if self.heading is not None and (kind is not None or inside):
            self.headed.add(self.heading)
            agency = self._agency(self.heading)
        else:
            self._settle_heading()
            agency = self.recap.rows[-1].agency if work else self._agency(row)
        if agency is None:
            self._without_agency(row)
            return
        unit = self._agency(row) if inside else self._unit(row, agency)
        if agency.code is not None and codes.is_unit(agency.code):
            unit, agency = agency, AgencyName(codes.agency_of(agency.code), agency.name)
        text = self.cells.text
        self.recap.rows.append(
            RecapRow(
                row=row,
                agency=agency,
                unit=unit,
                activity=work or self.cells.own_code(row, "activity"),
                account=kind or self.cells.own_code(row, "account"),
                numbered=bool(text(row, "number")),
                of_works=bool(text(row, "activity_name")),
                mark=self._mark(row),
                counted=self.counted,
                look=self.cells.look(row, "agency_name"),
                worded=is_subtotal(text(row, "activity_name") or text(row, "account_name")),
            )
        )

    def _without_agency(self, row: int) -> None:
        """A row that names nobody may be a sum, whatever stands beside; one of a plan may be of the only agency."""
        activity, account = self.cells.own_code(row, "activity"), self.cells.own_code(row, "account")
        plan = self.header.layout.kind is Kind.PLAN
        if (activity or account) and plan:
            self.recap.orphans.append(RecapRow(row, AgencyName(None, ""), None, activity, account, numbered=False))
        elif not plan or not self.cells.texts(row, min(self.amount_columns, default=0)):
            self.recap.nameless.append(row)
        else:
            self.collector.error("agency-name-missing", row, self.cells.named_column() or 0)

    def _work(self, row: int) -> str | None:
        """The code of a program or activity that stands in the column of agencies, beneath its agency."""
        above = self.recap.rows[-1].agency.code if self.recap.rows else None
        if above is None or codes.classify(above) is not CodeKind.AGENCY:
            return None
        code = self.cells.text(row, "agency_code")
        return code if codes.classify(code) in WORKS else None

    def _agency(self, row: int) -> AgencyName | None:
        if not {"agency_code", "agency_name"} & set(self.columns):
            return self.told if self.cells.text(row, "unit_name") else None
        code, name = self.cells.code(row, "agency_code"), self.cells.name(row)
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
        before, self.counted = self.counted, self.cells.counted(row)
        return rowkinds.counting_after(before, self.counted)

    def _unit(self, row: int, agency: AgencyName) -> AgencyName | None:
        code, name = self.cells.code(row, "unit_code"), self.cells.text(row, "unit_name")
        if code is None and "unit_code" not in self.columns:
            code, name = codes.split_code_and_name(name)
        if (not code and not name) or (code is not None and code == agency.code):
            return None
        return AgencyName(code, name or str(code))
