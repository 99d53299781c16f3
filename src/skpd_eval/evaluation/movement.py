"""Ranks at two positions compared: of the same agencies only, and of none where too few are the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from skpd_eval import codes
from skpd_eval.evaluation.continuity import two_codes
from skpd_eval.model import Finding, RankedAgency

FEWEST = 3
"""Among fewer agencies a place gained or lost says nothing of the government's; where it has fewer, all of them."""


def comparable(now: Sequence[RankedAgency], before: Sequence[RankedAgency]) -> bool:
    """Whether an earlier position ranks enough of the agencies of now: at least half of them, and three."""
    return enough(len(_identities(now) & _identities(before)), len(now))


def enough(count: int, of: int) -> bool:
    """Whether so many agencies stand for a number of them: half, and three where there are three."""
    return count >= min(FEWEST, of) and 2 * count >= of


def rank_changes(now: Sequence[RankedAgency], before: Sequence[RankedAgency]) -> dict[str, int]:
    """Places gained (positive) or lost by identity, among the agencies that both positions rank.

    Whoever came or left in between moves nobody. Empty where the positions are not :func:`comparable`.
    """
    if not comparable(now, before):
        return {}
    common = _identities(now) & _identities(before)
    places, places_before = _places(now, common), _places(before, common)
    return {identity: places_before[identity] - place for identity, place in places.items()}


def recoded(now: Sequence[RankedAgency], before: Sequence[RankedAgency]) -> tuple[Finding, ...]:
    """``agency-two-codes``: an agency of before is gone, and one of its name is new under another code."""
    both = _identities(now) & _identities(before)
    gone = {_name(row): row for row in before if _may_be_recoded(row, both)}
    return tuple(
        two_codes(row.figures.name, (str(gone[_name(row)].figures.code), str(row.figures.code)))
        for row in now
        if _may_be_recoded(row, both) and _name(row) in gone
    )


def without_repeats(findings: Iterable[Finding], told: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """Leave out what was told before, or stands among them already."""
    kept: list[Finding] = []
    for finding in findings:
        if finding not in told and finding not in kept:
            kept.append(finding)
    return tuple(kept)


def _may_be_recoded(row: RankedAgency, both: set[str]) -> bool:
    figures = row.figures
    return figures.code is not None and not figures.dissolved and figures.identity not in both


def _name(row: RankedAgency) -> str:
    return codes.agency_name_key(row.figures.name)


def _identities(rows: Sequence[RankedAgency]) -> set[str]:
    return {row.figures.identity for row in rows}


def _places(rows: Sequence[RankedAgency], among: set[str]) -> dict[str, int]:
    ranks = {row.figures.identity: row.rank or 0 for row in rows if row.figures.identity in among}
    in_order = sorted(ranks.values())
    return {one: 1 + bisect_left(in_order, rank) for one, rank in ranks.items()}
