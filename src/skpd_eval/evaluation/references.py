"""Agencies scored after rules of others: indicators from the positions of a year, what is not known left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from skpd_eval import period
from skpd_eval.evaluation import efficiency
from skpd_eval.evaluation.ikpa import AbsorptionScore, absorption_score, indicator, plan_deviation_score
from skpd_eval.model import AgencyFigures, Evaluation, IndicatorAchievement, RankedAgency
from skpd_eval.model.reference import Efficiencies, EfficiencyRow, IkpaRow, IkpaScores
from skpd_eval.regulations import Scale

ABSORPTION, DEVIATION, OUTPUT = "absorption", "plan-deviation", "output"
"""Codes of the indicators that an evaluation of budgets can have."""
_FULL = Fraction(1)
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class IkpaRules:
    """Targets by account and quarter, weights by indicator, how a deviation is scored, and the categories."""

    targets: Mapping[str, Sequence[Decimal]]
    weights: Mapping[str, Decimal]
    full_within: Fraction
    """Mean deviation up to which the score is full, a fraction of one."""
    by_budget: bool
    """Whether kinds weigh by their budgets in a month's deviation."""
    categories: Scale


def ikpa_scores(positions: Sequence[Evaluation], rules: IkpaRules) -> IkpaScores:
    """Score the agencies of the newest position; ``positions`` are a year's up to it, oldest first.

    A quarter counts at its newest position. An indicator that an agency lacks weighs nothing for it.
    """
    newest = positions[-1]
    by_quarter = {one.quarter: _figures(one) for one in positions}
    months = _monthly(positions)
    found = [
        _scored(row, by_quarter, months, newest.quarter, rules) for row in (*newest.rows, *newest.unranked)
    ]
    found.sort(key=lambda one: (one.score is None, -(one.score or 0), one.row.rank or len(found)))
    known = [one.score for one in found if one.score is not None]
    return IkpaScores(
        evaluation=newest,
        rows=tuple(
            one if one.score is None else one._replace(rank=1 + known.index(one.score)) for one in found
        ),
        quarters=tuple(sorted(by_quarter)),
        weights=rules.weights,
        used=tuple(
            code
            for code, taken in ((DEVIATION, "deviation"), (ABSORPTION, "absorption"), (OUTPUT, "output"))
            if any(getattr(one, taken) is not None for one in found)
        ),
    )


Figures = Mapping[str, AgencyFigures]
"""By identity."""


def _figures(evaluation: Evaluation) -> Figures:
    return {row.figures.identity: row.figures for row in (*evaluation.rows, *evaluation.unranked)}


def _monthly(positions: Sequence[Evaluation]) -> list[tuple[Figures, Figures]]:
    """Pairs of figures at the ends of a month and of the one before; January has nothing before it."""
    ends = {
        month: _figures(one)
        for one in positions
        if (month := period.whole_months(one.cutoff)) == one.cutoff.month
    }
    return [
        (ends.get(month - 1, {}), figures)
        for month, figures in sorted(ends.items())
        if month == 1 or month - 1 in ends
    ]


def _scored(
    row: RankedAgency,
    by_quarter: Mapping[int, Figures],
    months: Sequence[tuple[Figures, Figures]],
    quarter: int,
    rules: IkpaRules,
) -> IkpaRow:
    identity = row.figures.identity
    scores: dict[int, AbsorptionScore] = {
        number: absorption_score(at[identity].kinds, rules.targets, number)
        for number, at in by_quarter.items()
        if identity in at
    }
    now = scores[quarter]
    deviations = [
        score for before, at in months if (score := _month_score(identity, before, at, rules)) is not None
    ]
    absorption = indicator([one.score for one in scores.values() if one.score is not None])
    deviation = _deviation(deviations, rules)
    output = None if row.figures.output_mean is None else min(_FULL, row.figures.output_mean)
    score = _weighted({ABSORPTION: absorption, DEVIATION: deviation, OUTPUT: output}, rules.weights)
    return IkpaRow(
        rank=None,
        row=row,
        absorption=absorption,
        in_quarter=now.score,
        target=now.target,
        gap=now.gap,
        deviation=deviation,
        months=len(deviations),
        output=output,
        score=score,
        category=None if score is None else rules.categories.code_of(score * _PERCENT),
    )


def _month_score(identity: str, before: Figures, at: Figures, rules: IkpaRules) -> Fraction | None:
    """One month's score; ``None`` where a plan or realization is unknown, or the plan was changed meanwhile."""
    now, then = at.get(identity), before.get(identity)
    if now is None or (before and (then is None or then.plan_changes != now.plan_changes)):
        return None
    parts = []
    for account in rules.targets:
        budget, plan, done = _of_account(now, account)
        _, planned, spent = (0, 0, 0) if then is None else _of_account(then, account)
        if None in (plan, done, planned, spent):
            continue
        weight = (budget or 0) if rules.by_budget else 1
        parts.append((weight, (plan or 0) - (planned or 0), (done or 0) - (spent or 0)))
    return plan_deviation_score(parts)


def _of_account(figures: AgencyFigures, account: str) -> tuple[int | None, int | None, int | None]:
    """Budget, plan and realization of the kinds of an account; of a kind that is not there nothing is spent."""
    items = [item for item in figures.kinds if item.code == account or item.code.startswith(f"{account}.")]
    return (
        _whole([item.budget for item in items]),
        _whole([item.plan for item in items]),
        _whole([item.realization for item in items]),
    )


def _whole(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _deviation(months: Sequence[Fraction], rules: IkpaRules) -> Fraction | None:
    """The mean of the months' scores, full where their mean deviation is within what is let pass."""
    score = indicator(months)
    return _FULL if score is not None and _FULL - score <= rules.full_within else score


def _weighted(scores: Mapping[str, Fraction | None], weights: Mapping[str, Decimal]) -> Fraction | None:
    """The mean of what is known by its weights; ``None`` where nothing is, or only what is no budget execution."""
    known = {code: score for code, score in scores.items() if score is not None and code in weights}
    total = sum((Fraction(weights[code]) for code in known), Fraction(0))
    if not total or ABSORPTION not in known:
        return None
    return sum((Fraction(weights[code]) * score for code, score in known.items()), Fraction(0)) / total


def efficiencies(evaluation: Evaluation, index: Scale) -> Efficiencies:
    """Say what the outputs of each agency cost, where all are achieved or the year is over.

    F-30 to F-32 are of the agency as a whole, with the mean of its indicators as the formula gives them; F-33 and
    F-34 of its activities whose outputs and amounts are known, each achievement up to the cap.
    """
    rows = (*evaluation.rows, *evaluation.unranked)
    return Efficiencies(evaluation, tuple(_efficiency(row, evaluation.quarter, index) for row in rows))


def _efficiency(row: RankedAgency, quarter: int, index: Scale) -> EfficiencyRow:
    achievement, absorption = row.figures.output_raw_mean, row.ratios.absorption
    if achievement is None or absorption is None or not efficiency.assessable(quarter, achievement):
        return EfficiencyRow(row, achievement, None, None, None, None, None, None)
    found = efficiency.efficiency_index(achievement, absorption)
    of_outputs = efficiency.budget_efficiency(_output_parts(row.figures))
    return EfficiencyRow(
        row=row,
        achievement=achievement,
        difference=efficiency.efficiency_difference(achievement, absorption),
        ratio=efficiency.efficiency_ratio(achievement, absorption),
        cost_index=found,
        category=None if found is None else index.code_of(found * _PERCENT),
        efficiency=of_outputs,
        value=None if of_outputs is None else efficiency.efficiency_value(of_outputs),
    )


def _output_parts(figures: AgencyFigures) -> list[tuple[int, Fraction, int]]:
    by_activity: dict[str, list[IndicatorAchievement]] = defaultdict(list)
    for one in figures.outputs:
        if one.activity is not None and one.counted is not None:
            by_activity[one.activity].append(one)
    return [
        (item.budget, done, item.realization)
        for item in figures.activities
        if item.budget is not None and item.realization is not None
        and (done := _mean(by_activity.get(item.code, ()))) is not None
    ]  # fmt: skip


def _mean(found: Sequence[IndicatorAchievement]) -> Fraction | None:
    return indicator([one.counted for one in found if one.counted is not None])
