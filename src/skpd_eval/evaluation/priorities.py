"""Priority programs summed over the agencies that carry them."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.evaluation import scale
from skpd_eval.evaluation.entries import added
from skpd_eval.evaluation.progress import weighted_share
from skpd_eval.evaluation.ratios import difference, percent, share
from skpd_eval.model import AgencyFigures, Evaluation, ItemFigures, PriorityFigures
from skpd_eval.regulations import Rulebook
from skpd_eval.settings import PriorityProgram


def priorities(
    evaluation: Evaluation, programs: Sequence[PriorityProgram], rules: Rulebook
) -> tuple[PriorityFigures, ...]:
    """Sum the activities of each program, in the order of the configuration.

    An activity belongs where one of the program's codes is its own or stands above it, and counts once. The
    plan is unknown where an activity with a budget has none.
    """
    everyone = [row.figures for row in (*evaluation.rows, *evaluation.unranked)]
    return tuple(_figures(program, everyone, rules) for program in programs)


def _figures(program: PriorityProgram, agencies: Sequence[AgencyFigures], rules: Rulebook) -> PriorityFigures:
    found = [
        (agency.name, item) for agency in agencies for item in agency.activities if _belongs(item, program)
    ]
    items = [item for _, item in found]
    budget = added(item.budget for item in items)
    realization = added(item.realization for item in items)
    lacks = any(item.budget and item.plan is None for item in items)
    plan = None if lacks else added(item.plan for item in items)
    absorption = share(realization, budget)
    deviation = difference(absorption, share(plan, budget))
    return PriorityFigures(
        label=program.label,
        owner=program.owner,
        codes=program.codes,
        agencies=tuple(sorted({name for name, _ in found})),
        activities=len(items),
        budget=budget,
        realization=realization,
        plan=plan,
        absorption=absorption,
        deviation=deviation,
        physical=percent(weighted_share((item.budget, item.physical) for item in items)),
        status=scale.colour(absorption, deviation, rules.day, rules),
    )


def _belongs(item: ItemFigures, program: PriorityProgram) -> bool:
    return any(item.code == code or item.code.startswith(f"{code}.") for code in program.codes)
