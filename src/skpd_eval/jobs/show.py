"""Find one agency of an evaluation by what a person types."""

from __future__ import annotations

from skpd_eval import codes
from skpd_eval.errors import UsageError
from skpd_eval.model import Evaluation, RankedAgency

NAMED = 5


def agency_of(evaluation: Evaluation, asked: str) -> RankedAgency:
    """The agency of a code, a name or an alias, or the only one whose name holds the words typed.

    Of a dissolved agency and its heir, the same by name or code, the dissolved one is meant by the mark ``*)``.

    Raises UsageError ``agency-not-reported``, ``agency-unknown`` or ``agency-ambiguous`` (listing the first few).
    """
    rows = (*evaluation.rows, *evaluation.unranked)
    key = codes.agency_name_key(asked)
    exact = [
        row
        for row in rows
        if row.figures.code == asked.strip()
        or key in map(codes.agency_name_key, (row.figures.name, *row.figures.aliases))
    ]
    if len(exact) > 1:
        marked = asked.rstrip().endswith("*)")
        exact = [row for row in exact if row.figures.dissolved is marked] or exact
    found = exact or [row for row in rows if key and key in codes.agency_name_key(row.figures.name)]
    if not found:
        raise _absent(evaluation, asked)
    if len(found) > 1:
        names = "; ".join(row.figures.called for row in found[:NAMED])
        raise UsageError("agency-ambiguous", asked=asked, names=names)
    return found[0]


def _absent(evaluation: Evaluation, asked: str) -> UsageError:
    """Say of an agency that is known and has not reported that it has not, of any other that it is unknown."""
    key = codes.agency_name_key(asked)
    for agency in evaluation.not_reported:
        named = agency.code == asked.strip() or codes.agency_name_key(agency.name) == key
        if named and agency.reason == "not-reported":
            return UsageError("agency-not-reported", agency=agency.name)
    return UsageError("agency-unknown", asked=asked)
