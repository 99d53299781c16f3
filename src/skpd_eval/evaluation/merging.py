"""Agencies that were merged since an earlier position: there they are one row, as they are now."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

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
    sums, gone = [], set()
    for row in now:
        parts = _parts(row.figures, before, now)
        if parts:
            sums.append(_sum(row.figures, parts))
            gone |= _identities(parts)
    return _ranked_anew(before, sums, gone) if sums else before


def _ranked_anew(before: Evaluation, sums: Sequence[AgencyFigures], gone: set[str]) -> Evaluation:
    kept = [(row.figures, row.ratios) for row in before.rows if row.figures.identity not in gone]
    ranked, apart = rank([*kept, *((figures, ratios_of(figures)) for figures in sums)], before.key)
    unranked = [row for row in before.unranked if row.figures.identity not in gone]
    return dataclasses.replace(before, rows=ranked, unranked=(*unranked, *apart))


def _parts(heir: AgencyFigures, before: Evaluation, now: Sequence[RankedAgency]) -> list[AgencyFigures]:
    """What the heir was; none where it stood already, or where a part still stands."""
    if not heir.continues:
        return []
    there = [row.figures for row in (*before.rows, *before.unranked)]
    parts = [figures for figures in there if _is_part(figures, heir)]
    overlap = heir.identity in _identities(there) or _identities(parts) & {row.figures.identity for row in now}
    return [] if overlap else parts


def _is_part(figures: AgencyFigures, heir: AgencyFigures) -> bool:
    return not figures.dissolved and bool(_called(figures) & set(heir.continues))


def _identities(agencies: Iterable[AgencyFigures]) -> set[str]:
    return {figures.identity for figures in agencies}


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
