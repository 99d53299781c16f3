"""Agencies that were merged since an earlier position: there they are one row, as they are now."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from skpd_eval import codes
from skpd_eval.evaluation.entries import added
from skpd_eval.evaluation.ranking import rank
from skpd_eval.evaluation.ratios import ratios_of
from skpd_eval.model import AgencyFigures, Evaluation, RankedAgency


def as_merged(before: Evaluation, now: Sequence[RankedAgency]) -> Evaluation:
    """Give an earlier position with the agencies that were merged since then summed under their heir, and ranked.

    Merged is what the register says an agency of ``now`` alone continues, where neither stands as the other.
    The ranks are then of that comparison and not those that were printed.
    """
    sums = {}
    for row in now:
        parts = _parts(row.figures, before, now)
        if parts:
            sums[row.figures.identity] = (_sum(row.figures, parts), {part.identity for part in parts})
    if not sums:
        return before
    gone = set().union(*(identities for _, identities in sums.values()))
    kept = [row for row in before.rows if row.figures.identity not in gone]
    merged = [figures for figures, _ in sums.values()]
    ranked, apart = rank(
        [*((row.figures, row.ratios) for row in kept), *((figures, ratios_of(figures)) for figures in merged)],
        before.key,
    )
    unranked = [row for row in before.unranked if row.figures.identity not in gone]
    return dataclasses.replace(before, rows=ranked, unranked=(*unranked, *apart))


def _parts(heir: AgencyFigures, before: Evaluation, now: Sequence[RankedAgency]) -> list[AgencyFigures]:
    """What the heir was; none where it stood already, or where a part still stands."""
    if not heir.continues:
        return []
    there = [row.figures for row in (*before.rows, *before.unranked)]
    still = {row.figures.identity for row in now}
    parts = [figures for figures in there if not figures.dissolved and _called(figures) & set(heir.continues)]
    stands = any(figures.identity == heir.identity for figures in there)
    return [] if stands or any(part.identity in still for part in parts) else parts


def _called(figures: AgencyFigures) -> set[str]:
    texts = (figures.code, figures.name, *figures.aliases)
    return {codes.agency_name_key(text) for text in texts if text}


def _sum(heir: AgencyFigures, parts: Sequence[AgencyFigures]) -> AgencyFigures:
    """Budget, realization, plan and personnel summed, unknown where one part's is; nothing else adds up."""
    return dataclasses.replace(
        parts[0],
        code=heir.code,
        name=heir.name,
        identity=heir.identity,
        budget=_added([part.budget for part in parts]),
        realization=_added([part.realization for part in parts]),
        plan=_added([part.plan for part in parts]),
        personnel_budget=_added([part.personnel_budget for part in parts]),
        personnel_realization=_added([part.personnel_realization for part in parts]),
        cutoff=max(part.cutoff for part in parts),
        physical=None,
        physical_target=None,
        physical_weighted=None,
        output_mean=None,
        output_raw_mean=None,
        outputs=(),
        plan_by_month=(),
    )


def _added(amounts: Sequence[int | None]) -> int | None:
    return None if None in amounts else added(amounts)
