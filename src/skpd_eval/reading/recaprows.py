"""The rows of a recap, before it is known which of them count."""

from __future__ import annotations

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
    of_works: bool = False
    """Whether the row names an activity without a code: rows of one agency are then its parts."""

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
    skipped: int = 0
    last_row: int = 0
