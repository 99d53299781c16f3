"""A statement of the ledger that was chosen to be used."""

from __future__ import annotations

from dataclasses import dataclass

from skpd_eval.model import Submission


@dataclass(frozen=True, slots=True)
class Pick:
    """A submission's statement of one agency or sub-unit, chosen to be used."""

    submission: Submission
    agency_id: int
    unit_key: str

    @property
    def pair(self) -> tuple[int, int]:
        """Submission number and ledger key: what to ask the ledger for."""
        return self.submission.number, self.agency_id
