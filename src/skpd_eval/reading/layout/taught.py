"""What the user says of headings: what stands in a column (``--column D=budget``), what a word means (``[words]``)."""

from __future__ import annotations

from dataclasses import dataclass

UNREAD = "unread"
HARMLESS = "harmless"
ROLES = {
    "agency": "agency_name",
    "agency_code": "agency_code",
    "unit": "unit_name",
    "unit_code": "unit_code",
    "activity": "activity_name",
    "activity_code": "activity_code",
    "account": "account_name",
    "account_code": "account_code",
    "code": "code",
    "name": "name",
    "government": "government",
    "year": "year",
    "quarter": "quarter",
    "cutoff": "cutoff",
    "budget": "budget",
    "budget_original": "budget_original",
    "budget_revised": "budget_revised",
    "realization": "realization",
    "realization_pct": "realization_pct",
    "plan": "plan",
    "plan_pct": "plan_pct",
    "physical": "physical_pct",
    "physical_target": "physical_target_pct",
    UNREAD: UNREAD,
}
"""What a user calls a column, to its role."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What is taught for one run, or for good in the configuration; it goes before every layout's words."""

    columns: tuple[tuple[int, str], ...] = ()
    """Zero-based columns and what they hold, a key of :data:`ROLES`."""
    words: tuple[tuple[str, str], ...] = ()
    """What is meant, a key of :data:`ROLES` or ``harmless``, and the words of a heading."""

    proved: tuple[int, ...] = ()
    """Those of the columns that nobody names: their values are what no heading says."""

    def role_of_column(self, index: int) -> str | None:
        """The role that the user gives a column."""
        return next((ROLES[meant] for column, meant in self.columns if column == index), None)

    def phrases(self, meaning: str) -> tuple[str, ...]:
        """The words that were taught to mean something."""
        return tuple(words for meant, words in self.words if meant == meaning)


UNTAUGHT = Taught()


def column_index(letters: str) -> int:
    """Zero-based index of a column by its letters: ``A`` is 0, ``AA`` 26; -1 for what is no column."""
    index = 0
    for letter in letters.strip().upper():
        if not "A" <= letter <= "Z":
            return -1
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
