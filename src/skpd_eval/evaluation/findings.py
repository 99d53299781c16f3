"""What is to be said about figures that contradict their budget, their work or their last quarter."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from skpd_eval import money
from skpd_eval.findings import say
from skpd_eval.model import AgencyFigures, Finding, RankedAgency, Source

_TENFOLD = 10


def figure_findings(
    rows: Sequence[RankedAgency],
    previous: Sequence[RankedAgency] = (),
    same_year: bool = True,
    files: Mapping[int, str] | None = None,
) -> tuple[Finding, ...]:
    """Check the agencies of a position, each by itself, against each other, and against an earlier quarter.

    Codes: ``realization-over-budget``, ``unit-mismatch-suspected``, ``negative-realization``, ``plan-over-budget``,
    ``physical-below-financial``, ``physical-over-hundred``, ``realization-bases-differ``, ``cutoffs-differ``,
    ``series-falls`` (warnings) and ``budget-changed`` (info). The last two only inside one year. ``files`` are those
    of submissions by number. What is of one agency has its cut-off. Work and money are compared where they are of
    the same day.
    """
    agencies = [row.figures for row in rows]
    earlier = {row.figures.identity: row.figures for row in previous} if same_year else {}
    return (
        *(finding for row in rows for finding in _money(row)),
        *(finding for agency in agencies for finding in _planned(agency)),
        *(finding for row in rows for finding in _physical(row)),
        *_differ(
            "realization-bases-differ",
            (str(agency.realization_basis) for agency in agencies if agency.realization is not None),
        ),
        *_differ("cutoffs-differ", (agency.cutoff.isoformat() for agency in agencies)),
        *_fallen(agencies, earlier, files or {}),
        *(
            finding
            for agency in agencies
            if agency.identity in earlier
            for finding in _budget_changed(agency, earlier[agency.identity])
        ),
    )


def falls_since(
    rows: Sequence[RankedAgency],
    right_before: Sequence[RankedAgency],
    quarter_before: Sequence[RankedAgency],
    files: Mapping[int, str] | None = None,
) -> tuple[Finding, ...]:
    """``series-falls`` since the position right before, of agencies that have not fallen since the quarter before."""
    earlier = {row.figures.identity: row.figures for row in right_before}
    told = {row.figures.identity: row.figures for row in quarter_before}
    agencies = [row.figures for row in rows if not _falls(row.figures, told.get(row.figures.identity))]
    return tuple(_fallen(agencies, earlier, files or {}))


def _fallen(
    agencies: Iterable[AgencyFigures], earlier: Mapping[str, AgencyFigures], files: Mapping[int, str]
) -> Iterable[Finding]:
    """One finding for each pair of submissions that agencies fall between: of the agency, or of all of them."""
    compared: dict[tuple[object, ...], list[tuple[AgencyFigures, AgencyFigures]]] = defaultdict(list)
    for now in agencies:
        before = earlier.get(now.identity)
        if before is not None and now.realization is not None and before.realization is not None:
            alone = now.identity if now.realized_by is None else ""
            compared[now.realized_by, before.realized_by, alone].append((now, before))
    for pairs in compared.values():
        fallen = [(now, before) for now, before in pairs if _falls(now, before)]
        if fallen:
            yield _fall(fallen, len(pairs), files)


def _falls(now: AgencyFigures, before: AgencyFigures | None) -> bool:
    if before is None or now.realization is None or before.realization is None:
        return False
    return now.cutoff.year == before.cutoff.year and now.realization < before.realization


def _fall(
    fallen: Sequence[tuple[AgencyFigures, AgencyFigures]], count: int, files: Mapping[int, str]
) -> Finding:
    now, before = fallen[0]
    whose: dict[str, int | str] = {"agency": now.name}
    if len(fallen) > 1:
        whose = {"agencies": len(fallen), "count": count}
    arguments = {
        **whose,
        "realization": sum(one.realization or 0 for one, _ in fallen),
        "before": sum(one.realization or 0 for _, one in fallen),
        "cutoff": now.cutoff.isoformat(),
        "since": before.cutoff.isoformat(),
        "other": files.get(before.realized_by or 0, ""),
    }
    file = files.get(now.realized_by or 0)
    return say("series-falls", arguments, None if file is None else Source(file))


def placed(cutoff: dt.date, *findings: Finding) -> tuple[Finding, ...]:
    """Findings told with a position; each keeps its own where that is another."""
    return tuple(replace(one, cutoff=None) if one.cutoff == cutoff else one for one in findings)


def _money(row: RankedAgency) -> Iterable[Finding]:
    budget, realization = row.figures.budget, row.figures.realization
    if realization is None:
        return
    if realization < 0:
        yield _warning("negative-realization", row.figures, realization=realization)
    if budget is None or budget < 0 or realization <= budget:
        return
    suspected = budget > 0 and realization > _TENFOLD * budget
    code = "unit-mismatch-suspected" if suspected else "realization-over-budget"
    yield _warning(code, row.figures, budget=budget, realization=realization)


def _planned(agency: AgencyFigures) -> Iterable[Finding]:
    """A plan to date beyond the whole year's budget (V-06): lost decimals, another unit, or another budget."""
    if agency.plan is not None and agency.budget is not None and 0 < agency.budget < agency.plan:
        yield _warning("plan-over-budget", agency, plan=agency.plan, budget=agency.budget)


def _physical(row: RankedAgency) -> Iterable[Finding]:
    physical, absorption = row.ratios.physical, row.ratios.absorption
    if physical is None:
        return
    if physical > 1:
        over = _warning("physical-over-hundred", row.figures, physical=_percent(physical))
        yield replace(over, cutoff=row.figures.physical_cutoff or over.cutoff)
    same_day = row.figures.physical_cutoff in (None, row.figures.cutoff)
    if same_day and absorption is not None and physical < absorption:
        yield _warning(
            "physical-below-financial",
            row.figures,
            physical=_percent(physical),
            absorption=_percent(absorption),
        )


def _budget_changed(now: AgencyFigures, before: AgencyFigures) -> Iterable[Finding]:
    if None not in (now.budget, before.budget) and now.budget != before.budget:
        yield say(
            "budget-changed",
            {
                "agency": now.name,
                "budget": now.budget or 0,
                "before": before.budget or 0,
                "since": before.cutoff.isoformat(),
            },
            cutoff=now.cutoff,
        )


def _differ(code: str, words: Iterable[str]) -> Iterable[Finding]:
    counted = Counter(words)
    if len(counted) > 1:
        found = ", ".join(f"{word} ({count})" for word, count in sorted(counted.items()))
        yield say(code, {"found": found})


def _percent(value: Fraction) -> str:
    """Give a fraction of one in percent, two digits, as the figure beside the finding is printed."""
    return str(money.round_half_up(value * 100, 2))


def _warning(code: str, agency: AgencyFigures, **arguments: int | str) -> Finding:
    return say(code, {"agency": agency.name, **arguments}, cutoff=agency.cutoff)
