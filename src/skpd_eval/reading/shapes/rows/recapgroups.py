"""Rows of a recap that hold other rows: affairs above agencies, kinds or divisions beneath them.

Rows are told apart by how they are counted (``I``, ``A``, ``1``, ``a``, nothing) and by what their names are. Which
of two kinds of rows holds the other is proved by their sums, never by the look alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.outline.levels import Branch, forest
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.proof.sums import meets
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.groupnames import expenditure_kind, names_group

Sums = Mapping[int, Mapping[str, int | None]]
"""Sen by role, by zero-based row."""

_OF_AN_AGENCY = ("5.1.01", "5.1.02", "5.2")
"""Kinds that every agency has; the others may be a row of the finance office for the whole government."""


def without_kinds(rows: list[RecapRow], amounts: Sums, collector: Collector) -> list[RecapRow]:
    """The rows without kinds of expenditure (``Belanja Pegawai``) that add up to the agency above them.

    An error where they do not: such a row is no agency, and nothing says whose it is.
    """
    kept: list[RecapRow] = []
    position = 0
    while position < len(rows):
        row = rows[position]
        kept.append(row)
        position += 1
        beneath: list[RecapRow] = []
        while position < len(rows) and _names_kind(rows[position]):
            beneath.append(rows[position])
            position += 1
        if not beneath:
            continue
        if not _is_sum(row, beneath, amounts):
            doubtful = next((one for one in beneath if _of_an_agency(one)), None)
            if doubtful is not None:
                collector.error("kind-unclear", doubtful.row, None, name=doubtful.agency.name[:60])
            kept.extend(beneath)
    return kept


def _names_kind(row: RecapRow) -> bool:
    own = row.account is None and row.activity is None and row.agency.code is None and row.unit is None
    return own and expenditure_kind(row.agency.name) is not None


def _of_an_agency(row: RecapRow) -> bool:
    account = expenditure_kind(row.agency.name)
    return account is not None and account.code.startswith(_OF_AN_AGENCY)


def look(row: RecapRow) -> Hashable:
    """What tells a row of one level from those of another."""
    return row.mark, _named(row), row.look, row.unit is None


class Levels:
    """The rows of a recap as sums show that they hold each other, and which of them are agencies."""

    def __init__(self, rows: Sequence[RecapRow], amounts: Sums) -> None:
        self.tops = forest(rows, lambda row: list(amounts[row.row].values()), look, alike=False)
        self.of = {branch.row.row: branch for top in self.tops for branch in top.every()}
        self.marks = {row.mark for row in rows if row.mark and _is_agency(row)}
        """How agencies are counted."""
        self.heads = {
            branch.row.mark for branch in self.of.values() if branch.members and names_group(branch.row.agency.name)
        }
        """How groups of agencies are counted."""

    def agencies(self, chosen: Iterable[RecapRow]) -> list[RecapRow]:
        """The agencies that rows hold, or are themselves."""
        return [agency for row in chosen for agency in self._agencies(self.of[row.row])]

    def _agencies(self, branch: Branch[RecapRow]) -> Iterator[RecapRow]:
        row = branch.row
        counted = row.mark in self.marks and not names_group(row.agency.name)
        if not branch.members or ((_is_agency(row) or counted) and not self._is_group(branch)):
            yield row
            return
        for member in branch.members:
            yield from self._agencies(member)

    def _is_group(self, branch: Branch[RecapRow]) -> bool:
        """Whether a row is counted as groups are and holds agencies alone: ``III Badan dan Inspektorat``."""
        row, members = branch.row, branch.members
        headed = bool(row.mark) and row.mark in self.heads and row.agency.code is None
        return headed and all(_is_agency(member.row) for member in members)


def of_styles(rows: Sequence[RecapRow]) -> list[list[RecapRow]]:
    """The rows of each way of counting that stands among them, those with the most agencies first."""
    styles = dict.fromkeys((row.mark, names_group(row.agency.name)) for row in rows)
    if len(styles) < 2:
        return []
    sets = [[row for row in rows if (row.mark, names_group(row.agency.name)) == style] for style in styles]
    sets += [[row for row in rows if row.mark == mark] for mark in dict.fromkeys(row.mark for row in rows)]
    sets.append([row for row in rows if not names_group(row.agency.name)])
    return sorted(sets, key=lambda chosen: (-sum(map(_is_agency, chosen)), -len(chosen)))


def refuse_groups(
    rows: Sequence[RecapRow], chosen: Sequence[RecapRow], collector: Collector, *, proved: bool
) -> None:
    """An error at a row that counts though it looks like those that hold agencies, where no sums prove either.

    ``proved``: a total proves the rows chosen; then only a group in place of the agencies beneath it is one.
    """
    counted = {row.row for row in chosen}
    beside = not proved and any(map(_is_agency, chosen))
    holding = {look(row) for row in rows if row.row not in counted and not _is_agency(row)}
    for place, row in enumerate(rows):
        if row.row not in counted or _is_agency(row) or row.unit or row.activity or row.account:
            continue
        above = names_group(row.agency.name) and row.agency.code is None
        beneath = takewhile(lambda one: one.row not in counted, rows[place + 1 :])
        alike = look(row) in holding or _heads(row.agency.code)
        if (beside and (above or alike)) or (above and any(map(_is_agency, beneath))):
            collector.error("group-unclear", row.row, None, name=row.agency.name[:60])
            return


def _heads(code: str | None) -> bool:
    return code is not None and codes.classify(code) in (CodeKind.URUSAN, CodeKind.BIDANG)


def _is_agency(row: RecapRow) -> bool:
    """Whether a row's code or name says that it is one, whatever its sums."""
    national = codes.classify(row.agency.code or "") is CodeKind.AGENCY
    return row.unit is None and (national or (names_agency(row.agency.name) and not names_group(row.agency.name)))


def _named(row: RecapRow) -> str:
    return "group" if names_group(row.agency.name) else "agency" if _is_agency(row) else ""


def _is_sum(row: RecapRow, beneath: list[RecapRow], amounts: Sums) -> bool:
    """Whether a row states what the rows beneath it add up to."""
    return meets((amounts[one.row] for one in beneath), amounts[row.row])
