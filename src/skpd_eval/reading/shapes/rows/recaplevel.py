"""Which rows of a recap are the agencies: those that the total row sums, or that no other row holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.model import AgencyName
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.proof.sums import differences, first_meeting, meets
from skpd_eval.reading.shapes.rows.recapchecks import Chosen, check_chosen
from skpd_eval.reading.shapes.rows.recapgroups import Levels, Sums, of_styles, refuse_groups, without_kinds


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
        proved = any(amount is not None for amount in self.total.values())
        refuse_groups(rows, chosen, self.collector, proved=proved)
        check_chosen(Chosen(chosen, self.amounts, proved, self.header, self.collector))
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
        if meets((self.amounts[row.row] for row in above), self.amounts[last.row]):
            self.collector.error("total-unlabelled", last.row, None, name=last.agency.name[:60])

    def _level(self, rows: list[RecapRow]) -> tuple[list[RecapRow], str]:
        if any(row.activity or row.account for row in rows) or not rows:
            return rows, "all"
        checked = any(amount is not None for amount in self.total.values())
        if not checked and any(row.unit for row in rows):
            self._refuse_unclear_units(rows)
            if len(whole := whole_agencies(rows)) < len(rows):
                return self._level(whole)[0], "agencies"
        held = Levels(rows, self.amounts)
        candidates = self._candidates(rows, held) if checked else ()
        found = first_meeting(candidates, lambda one: (self.amounts[row.row] for row in one[1]), self.total)
        if found is not None:
            name, level = found
            return (level if name == "all" else held.agencies(level)), name
        chosen = rows if checked else held.agencies(top.row for top in held.tops)
        return chosen, "all" if len(chosen) == len(rows) else "groups"

    def _candidates(self, rows: list[RecapRow], held: Levels) -> Iterator[tuple[str, list[RecapRow]]]:
        plainest, *others = level_candidates(rows)
        yield plainest
        yield from (candidate for candidate in others if candidate[0] == "agencies")
        yield "groups", [top.row for top in held.tops]
        yield from others

    def _refuse_unclear_units(self, rows: list[RecapRow]) -> None:
        """No total row tells whether sub-units stand inside their agency: equal sums do, else it is unclear."""
        whole = [row for row in rows if row.unit is None]
        for agency in whole:
            units = [row for row in rows if row.unit is not None and row.agency_key == agency.agency_key]
            if units and differences((self.amounts[unit.row] for unit in units), self.amounts[agency.row]):
                self.collector.error("units-unclear", agency.row, None, agency=agency.agency.name[:80])


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
    """Whether rows of an agency add up to what its first row states: several, or one whose name holds its name."""
    whole = codes.agency_name_key(head.agency.name)
    names = [codes.agency_name_key(one.agency.name) for one in members]
    other = any(name != whole for name in names) and (len(names) > 1 or whole in names[0])
    return other and meets((amounts[one.row] for one in members), amounts[head.row])


def whole_agencies(rows: Sequence[RecapRow]) -> list[RecapRow]:
    """The rows of whole agencies, and those of the units of agencies that have no row of their own."""
    own = {row.agency_key for row in rows if row.unit is None}
    return [row for row in rows if row.unit is None or row.agency_key not in own]


def level_candidates(rows: Iterable[RecapRow]) -> list[tuple[str, list[RecapRow]]]:
    """Sets of rows that may be the level which the total row sums, the plainest first."""
    every = list(rows)
    whole = whole_agencies(every)
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
