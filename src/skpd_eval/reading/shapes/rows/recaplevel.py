"""Which rows of a recap are the agencies: those that the total row sums, or that no other row holds."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.model import AgencyName
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import is_figure
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.shapes.rows.recapgroups import (
    Sums,
    of_styles,
    with_members,
    without_groups,
    without_kinds,
)
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.rowkinds import is_aside

_WORK = re.compile(r"(?:sub\s*)?(?:program|kegiatan)\b", re.IGNORECASE)


@dataclass(slots=True)
class RecapLevel:
    """Chooses among the rows of one table; ``total`` gives sen by role, empty without a total row."""

    header: Header
    rows: list[RecapRow]
    amounts: Sums
    total: dict[str, int | None]
    total_row: int | None
    collector: Collector

    def choose(self) -> list[RecapRow]:
        """The rows that count; what is left out is said, and what cannot be told is an error at its row."""
        if self.total_row is None:
            self._refuse_unlabelled_total()
        self.rows = _own_units(self.rows, self.amounts)
        rows = without_kinds(self.rows, self.amounts, self.collector)
        if len(rows) < len(self.rows):
            self._say_left_out(self.rows, rows, "kinds")
        chosen, outcome = self._level(rows)
        if outcome == "agencies" and len(chosen) < len(rows):
            self.collector.inform("units-inside-agency", self.total_row, None, count=len(rows) - len(chosen))
        else:
            self._say_left_out(rows, chosen, outcome)
        self._refuse_works(chosen)
        self._refuse_asides(chosen)
        self._distinct_names(chosen)
        self._refuse_repeated(chosen)
        return chosen

    def _say_left_out(self, rows: list[RecapRow], chosen: list[RecapRow], level: str) -> None:
        if len(chosen) < len(rows):
            count = len(rows) - len(chosen)
            self.collector.inform("rows-left-out", self.total_row, None, count=count, level=level)

    def _refuse_unlabelled_total(self) -> None:
        """A last row without a code that is the sum of all above would count everything twice.

        A number in place of a code, without a name, is none.
        Beneath a single row without a code, a named row with the same amounts may be another agency.
        """
        *above, last = self.rows
        alike = any(map(str.isalnum, last.agency.name)) and any(row.agency.code is None for row in above)
        if not above or _is_told(last.agency) or last.activity or last.account or (len(above) == 1 and alike):
            return
        stated = {role: amount for role, amount in self.amounts[last.row].items() if amount is not None}
        sums = {role: sum(self.amounts[row.row][role] or 0 for row in above) for role in stated}
        if any(stated.values()) and sums == stated:
            self.collector.error("total-unlabelled", last.row, None, name=last.agency.name[:60])

    def _level(self, rows: list[RecapRow]) -> tuple[list[RecapRow], str]:
        if any(row.activity or row.account for row in rows) or not rows:
            return rows, "all"
        checked = [role for role, amount in self.total.items() if amount is not None]
        for name, chosen in level_candidates(rows) if checked else ():
            sums = {role: sum(self.amounts[row.row][role] or 0 for row in chosen) for role in checked}
            if all(sums[role] == self.total[role] for role in checked):
                return with_members(rows, chosen, self.amounts), name
        if not checked and any(row.unit for row in rows):
            return self._without_total(rows)
        return (rows, "all") if checked else without_groups(rows, self.amounts, self.collector)

    def _without_total(self, rows: list[RecapRow]) -> tuple[list[RecapRow], str]:
        """No total row tells whether sub-units stand inside their agency: equal sums do, else it is unclear."""
        whole = [row for row in rows if row.unit is None]
        for agency in whole:
            units = [row for row in rows if row.unit is not None and row.agency_key == agency.agency_key]
            inside = [
                sum(self.amounts[unit.row][role] or 0 for unit in units) == amount
                for role, amount in self.amounts[agency.row].items()
                if amount is not None
            ]
            if units and not all(inside):
                self.collector.error("units-unclear", agency.row, None, agency=agency.agency.name[:80])
        return (whole, "agencies") if whole else (rows, "all")

    def _refuse_works(self, rows: list[RecapRow]) -> None:
        """A program in the column of agencies is none: nothing proves that it stands inside the agency above."""
        own = (row for row in rows if row.agency.code is None and not row.of_works and row.activity is None)
        work = next((row for row in own if _WORK.match(row.agency.name)), None)
        if work is not None:
            self.collector.error("work-unclear", work.row, None, name=work.agency.name[:60])

    def _refuse_asides(self, rows: list[RecapRow]) -> None:
        """A row called *Rata-rata* or *Keseluruhan*, or uncounted beneath counted rows, is no agency by its name.

        Where the sums prove that it counts, it does.
        """
        if any(amount is not None for amount in self.total.values()):
            return
        own = [row for row in rows if row.agency.code is None and row.activity is None and row.account is None]
        counted = any(row.numbered for row in rows[:-1]) and all(row.numbered for row in rows[:-1])
        for row in own:
            last = row is rows[-1] and counted and not row.numbered and not names_agency(row.agency.name)
            if last or is_aside(row.agency.name):
                self.collector.error("row-no-agency", row.row, None, name=row.agency.name[:60])
                return

    def _distinct_names(self, rows: list[RecapRow]) -> None:
        """One code under two names is two agencies or a typing error: refused, with both rows."""
        first: dict[str, RecapRow] = {}
        for row in rows:
            if row.agency.code is None or row.unit is not None:
                continue
            other = first.setdefault(row.agency_key, row)
            if codes.agency_name_key(other.agency.name) != codes.agency_name_key(row.agency.name):
                column = self.header.column("agency_code") or self.header.column("agency_name")
                self.collector.error(
                    "code-two-names",
                    row.row,
                    column.index if column else None,
                    code=row.agency.code,
                    name=row.agency.name[:60],
                    other=other.agency.name[:60],
                    cell=f"{other.row + 1}",
                )

    def _refuse_repeated(self, rows: list[RecapRow]) -> None:
        """An agency that stands twice answered twice, or is paid in parts: only a total proves that both count.

        One with a code may have a row for each of its affairs, which something in the row must name; a row that
        states the same budget again is none.
        """
        if any(amount is not None for amount in self.total.values()):
            return
        first: dict[str, RecapRow] = {}
        for row in rows:
            if row.unit is not None or row.activity is not None or row.account is not None or row.of_works:
                continue
            other = first.setdefault(row.agency_key, row)
            if other is not row and not self._told_apart(row, other):
                column = self.header.column("agency_name") or self.header.column("agency_code")
                self.collector.error(
                    "agency-twice",
                    row.row,
                    column.index if column else None,
                    agency=row.agency.name[:80],
                    other=f"{other.row + 1}",
                )

    def _told_apart(self, row: RecapRow, other: RecapRow) -> bool:
        if row.agency.code is None or self._same_budget(row, other):
            return False
        return self._texts(row.row) != self._texts(other.row)

    def _texts(self, row: int) -> set[str]:
        """What a row says in words or codes; its running number and its figures tell nothing apart."""
        values = (value for value in self.collector.grid.rows[row] if isinstance(value, str))
        told = (text for text in values if not is_figure(text) or codes.classify(text.strip()) is not None)
        return {" ".join(text.casefold().split()) for text in told} - {""}

    def _same_budget(self, row: RecapRow, other: RecapRow) -> bool:
        mine, theirs = self.amounts[row.row], self.amounts[other.row]
        budgets = [role for role in mine if role.startswith("budget") and mine[role]]
        return bool(budgets) and all(mine[role] == theirs[role] for role in budgets)


def _is_told(agency: AgencyName) -> bool:
    """Whether a code says whose a row is: a national one, or one beside a name."""
    national = codes.classify(agency.code or "") in (CodeKind.AGENCY, CodeKind.UNIT)
    return agency.code is not None and (national or agency.name != agency.code)


def _own_units(rows: list[RecapRow], amounts: Sums) -> list[RecapRow]:
    """The rows, those under the code of the agency above them marked as its units where their sums prove it.

    An agency's own unit (*Induk*) carries the agency's code.
    """
    heads: dict[str, RecapRow] = {}
    members: dict[str, list[RecapRow]] = {}
    for row in rows:
        if row.agency.code is not None and row.activity is None and row.account is None:
            head = heads.setdefault(row.agency_key, row)
            members.setdefault(row.agency_key, []).extend([row] if row is not head else [])
    inner = {
        one.row
        for key, head in heads.items()
        if head.unit is None and _holds(head, members[key], amounts)
        for one in members[key]
        if one.unit is None
    }
    return [dataclasses.replace(row, unit=row.agency) if row.row in inner else row for row in rows]


def _holds(head: RecapRow, members: list[RecapRow], amounts: Sums) -> bool:
    """Whether rows of an agency, several or one under another name, add up to what its first row states."""
    other = any(codes.agency_name_key(one.agency.name) != codes.agency_name_key(head.agency.name) for one in members)
    stated = {role: amount for role, amount in amounts[head.row].items() if amount is not None}
    return other and any(stated.values()) and all(
        sum(amounts[one.row][role] or 0 for one in members) == amount for role, amount in stated.items()
    )


def level_candidates(rows: Iterable[RecapRow]) -> list[tuple[str, list[RecapRow]]]:
    """Sets of rows that may be the level which the total row sums, the plainest first."""
    every = list(rows)
    whole = [row for row in every if row.unit is None]
    numbered = [row for row in every if row.numbered]
    coded = [row for row in every if row.agency.code is not None]
    candidates = [
        ("all", every),
        ("agencies", whole),
        ("coded", coded),
        ("numbered", numbered),
        *(("groups", chosen) for chosen in of_styles(every)),
    ]
    kept: list[tuple[str, list[RecapRow]]] = []
    for name, chosen in candidates:
        if chosen and all(chosen != other for _, other in kept):
            kept.append((name, chosen))
    return kept
