"""The rows of a recap, before it is known which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from skpd_eval import codes
from skpd_eval.model import AgencyName


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One data row: whose it is and what of. ``row`` is zero-based."""

    row: int
    agency: AgencyName
    unit: AgencyName | None
    activity: str | None
    account: str | None
    numbered: bool
    mark: str = ""
    """How the row is counted: ``roman``, ``letter``, ``number``, or not at all."""
    worded: bool = False
    """Whether its work or account is called as a sum is (*Jumlah kelompok tani*)."""
    of_works: bool = False
    """Whether the row names an activity without a code: rows of one agency are then its parts."""
    counted: str = ""
    """What counts the row: ``3``, ``IV``."""
    look: tuple[bool, int] = (False, 0)
    """Whether the name is in capitals, and how far it is indented."""

    @property
    def agency_key(self) -> str:
        """What tells agencies of one file apart: the code, else the name; a dissolved one is another."""
        key = self.agency.code or "name:" + codes.agency_name_key(self.agency.name)
        return key + "*" if self.agency.dissolved else key


@dataclass(slots=True)
class Recap:
    """The rows of a recap, its total row and how many rows were passed over."""

    rows: list[RecapRow] = field(default_factory=list)
    total_row: int | None = None
    subtotals: list[int] = field(default_factory=list)
    """Rows that are called sums: whether they are is for their amounts to say."""
    nameless: list[int] = field(default_factory=list)
    """Rows with amounts and nothing that names them: sums or percentages, or what lost its name."""
    orphans: list[RecapRow] = field(default_factory=list)
    """Rows of a work or account that name no agency."""
    beneath: list[int] = field(default_factory=list)
    """Rows beneath the total that are not blank."""
    skipped: int = 0
    last_row: int = 0


def never_named(
    marked: Iterable[tuple[int, str, str]], rows: Sequence[RecapRow]
) -> Iterator[tuple[int, str]]:
    """Rows (zero-based) and names of agencies that no row with a figure is of, each agency once.

    ``marked`` are rows without a figure, each with its agency's code and name.
    """
    known = {row.agency_key for row in rows}
    known |= {row.unit.code for row in rows if row.unit is not None and row.unit.code}
    for row, code, name in marked:
        keys = {code, "name:" + codes.agency_name_key(name)} - {""}
        if not keys & known:
            yield row, name
        known |= keys
