"""What was proved of a table's lines, put together as the certificate of an export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skpd_eval.model import AccountLine, Certificate, Identity, Kind, PlanLine, ProgressLine, Proven
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.proof.sums import proven

_BUDGETS = ("budget", "budget_original", "budget_revised")
_STATED = {
    Kind.ACCOUNTS: (*_BUDGETS, "realization"),
    Kind.PHYSICAL: (*_BUDGETS, "realization", "plan"),
}

def certificate_of(kind: Kind, lines: Lines) -> Certificate:
    """The certificate of one kind of the lines: what they state, and what of it was proved."""
    measures = _measures(kind, lines)
    every = [*lines.proven, *(_of_months(lines.plans) if kind is Kind.PLAN else ())]
    return Certificate(measures, _together([one for one in every if set(one.measures) & set(measures)]))


def _together(every: Iterable[Proven]) -> tuple[Proven, ...]:
    """Identities of one kind that hold in the same rows of several columns, as one."""
    found: dict[tuple[object, ...], Proven] = {}
    for one in every:
        key = (one.identity, one.met, one.of, one.slack)
        other = found.get(key, one._replace(measures=(), columns=0))
        measures = tuple(sorted({*other.measures, *one.measures}))
        found[key] = other._replace(measures=measures, columns=other.columns + one.columns)
    return tuple(found.values())


def _measures(kind: Kind, lines: Lines) -> tuple[str, ...]:
    if kind is Kind.PLAN:
        planned = any(month is not None for line in lines.plans for month in line.months)
        return (*_told(("budget",), lines.plans), *(("plan",) if planned else ()))
    grain = lines.accounts if kind is Kind.ACCOUNTS else lines.progress
    return _told(_STATED.get(kind, ()), grain)


def _told(
    measures: Iterable[str], lines: Sequence[AccountLine] | Sequence[PlanLine] | Sequence[ProgressLine]
) -> tuple[str, ...]:
    """The measures of which any line states an amount."""
    return tuple(measure for measure in measures if any(getattr(line, measure) is not None for line in lines))


def _of_months(plans: Sequence[PlanLine]) -> tuple[Proven, ...]:
    """Plans whose months come to the year's budget; a table where most do not plans another amount."""
    known = [line for line in plans if line.budget and any(line.months)]
    met = sum(sum(month or 0 for month in line.months) == line.budget for line in known)
    both = ("budget", "plan")
    return proven(Identity.MONTHS, both, both, met=met if 2 * met >= len(known) else 0, of=len(known))
