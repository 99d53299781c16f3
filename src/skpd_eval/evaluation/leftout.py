"""What is recorded at a position and stands in no row of its ranking, told with its sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skpd_eval.errors import Argument
from skpd_eval.evaluation.accounts import root_of
from skpd_eval.evaluation.entries import Entry, added
from skpd_eval.findings import say
from skpd_eval.model import Finding
from skpd_eval.regulations import Rulebook

_LISTED = 5
"""Codes named in a finding; the others are told by dots."""


class LeftOut(NamedTuple):
    """An entry whose account is no expenditure, and the row of a ranking that it would be in."""

    key: str
    agency: str
    entry: Entry


def left_out_findings(left: Sequence[LeftOut], rules: Rulebook) -> Iterator[Finding]:
    """Tell sums under accounts that are no expenditure, of an agency or of all that have some.

    ``accounts-not-ranked`` (warning) for codes of no known class (``5102``), ``accounts-beside`` (information) for
    revenue and financing.
    """
    beside = (*rules.revenue, *rules.excluded)
    unknown = [one for one in left if root_of(one.entry.account, beside) is None]
    known = [one for one in left if root_of(one.entry.account, beside) is not None]
    if unknown:
        codes = sorted({one.entry.account or "" for one in unknown})
        yield say("accounts-not-ranked", _sums(unknown, codes))
    if known:
        codes = sorted({root_of(one.entry.account, beside) or "" for one in known})
        yield say("accounts-beside", _sums(known, codes))


def _sums(left: Sequence[LeftOut], codes: Sequence[str]) -> dict[str, Argument]:
    agencies = {one.key: one.agency for one in left}
    whose: dict[str, Argument] = {"agencies": len(agencies)}
    if len(agencies) == 1:
        whose = {"agency": left[0].agency}
    budget = added(one.entry.budget for one in left)
    realization = added(one.entry.realization for one in left)
    return {
        **whose,
        "accounts": ", ".join((*codes[:_LISTED], *(["…"] if len(codes) > _LISTED else []))),
        "budget": "" if budget is None else budget,
        "realization": "" if realization is None else realization,
    }
