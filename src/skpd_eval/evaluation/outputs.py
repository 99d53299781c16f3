"""Achievement of output indicators (F-1 to F-5): by polarity, capped for the mean, missing is not zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from skpd_eval import codes
from skpd_eval.model import (
    Consolidation,
    IndicatorAchievement,
    IndicatorLine,
    NotAssessed,
    Polarity,
)
from skpd_eval.settings import IndicatorRule

_PLAIN = IndicatorRule("")
Quantity = Decimal | Fraction | None


@dataclass(frozen=True, slots=True)
class OutputRules:
    """How the government's indicators are read, and the cap for means, a fraction of one (``None``: no cap)."""

    rules: tuple[IndicatorRule, ...] = ()
    cap: Fraction | None = Fraction(1)


@dataclass(frozen=True, slots=True)
class Outputs:
    """All indicators of an agency, their mean as counted, and as the formulas give them (fractions of one)."""

    indicators: tuple[IndicatorAchievement, ...] = ()
    mean: Fraction | None = None
    raw_mean: Fraction | None = None


def achievement(
    polarity: Polarity,
    target: Quantity,
    realization: Quantity,
    upper: Decimal | None = None,
) -> tuple[Fraction | None, NotAssessed | None]:
    """Give what was achieved of a target as a fraction of one, or why that cannot be said.

    Higher is better: R / T (F-1). Lower: 2 - R / T (F-2). A range counts as one inside its bounds and is else
    measured against the nearer one (F-3), as higher and lower do with an ``upper`` bound. Stable:
    1 - |R - T| / T (F-4). A target of zero is reached by zero where lower or stable is asked for, and assesses
    nothing where higher is.
    """
    if realization is None:
        return None, NotAssessed.NOT_REPORTED
    if target is None or target < 0:
        return None, NotAssessed.NO_TARGET
    done = Fraction(realization)
    bound = Fraction(target)
    if upper is not None and upper > target:
        if target <= done <= upper:
            return Fraction(1), None
        bound = Fraction(upper) if done > upper else bound
        if polarity is Polarity.RANGE:
            polarity = Polarity.LOWER if done > upper else Polarity.HIGHER
    if bound == 0:
        zero = polarity in (Polarity.LOWER, Polarity.STABLE)
        return (Fraction(int(done == 0)), None) if zero else (None, NotAssessed.NO_TARGET)
    return _ratio(polarity, bound, done), None


def _ratio(polarity: Polarity, target: Fraction, done: Fraction) -> Fraction:
    if polarity is Polarity.LOWER:
        return 2 - done / target
    if polarity is Polarity.HIGHER:
        return done / target
    return 1 - abs(done - target) / target


def counted(raw: Fraction | None, cap: Fraction | None) -> Fraction | None:
    """Bring an achievement between zero and the cap, as it goes into a mean; ``None`` is no cap."""
    if raw is None:
        return None
    return max(Fraction(0), raw if cap is None else min(raw, cap))


def consolidated(values: Sequence[Decimal | None], how: Consolidation) -> Decimal | Fraction | None:
    """Make one realization of those of single months, oldest first; unknown ones add nothing."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    if how is Consolidation.LAST:
        return known[-1]
    total = sum(map(Fraction, known), Fraction(0))
    return total if how is Consolidation.SUM else total / len(known)


def outputs_of(lines: Sequence[Sequence[IndicatorLine]], rules: OutputRules) -> Outputs:
    """Assess an agency's indicators; ``lines`` holds those of each cut-off, the oldest first.

    Several cut-offs are months that stand alone. An indicator is known by sub-unit, activity, name and unit of
    measurement; its rule is the first that has its name, and what that leaves open its newest line says.
    """
    found: dict[tuple[int | None, str | None, str, str | None], list[IndicatorLine]] = defaultdict(list)
    for stated in lines:
        for line in stated:
            found[line.unit, line.activity, " ".join(line.indicator.split()), line.measure].append(line)
    indicators = tuple(_assessed(given, rules) for given in found.values())
    return Outputs(
        indicators,
        mean(one.counted for one in indicators),
        mean(one.raw for one in indicators),
    )


def _assessed(lines: Sequence[IndicatorLine], rules: OutputRules) -> IndicatorAchievement:
    newest = lines[-1]
    name = " ".join(newest.indicator.split())
    wanted = codes.agency_name_key(name)
    rule = next((one for one in rules.rules if codes.agency_name_key(one.indicator) == wanted), _PLAIN)
    polarity = rule.polarity or newest.polarity or Polarity.HIGHER
    how = rule.consolidation or newest.consolidation or Consolidation.LAST
    target, realization = _of_the_year(lines, how)
    raw, reason = achievement(polarity, target, realization, rule.upper)
    return IndicatorAchievement(
        indicator=name,
        measure=newest.measure,
        activity=newest.activity,
        polarity=polarity,
        target=target,
        upper=rule.upper,
        realization=realization,
        raw=raw,
        counted=counted(raw, rules.cap),
        reason=reason,
        consolidation=how,
        quarters=tuple(done for _, done in newest.quarters),
        row=newest.row,
    )


def _of_the_year(lines: Sequence[IndicatorLine], how: Consolidation) -> tuple[Quantity, Quantity]:
    """Make target and realization to date; of quarters that are stated alone both are made the same way."""
    newest = lines[-1]
    if not newest.quarters:
        target = next((line.target for line in reversed(lines) if line.target is not None), None)
        return target, consolidated([line.realization for line in lines], how)
    if how is Consolidation.LAST:
        return newest.quarters[-1]
    if how is Consolidation.SUM:
        return _whole([target for target, _ in newest.quarters]), _whole(
            [done for _, done in newest.quarters]
        )
    reported = [(target, done) for target, done in newest.quarters if done is not None]
    return (
        consolidated([target for target, _ in reported], how),
        consolidated([done for _, done in reported], how),
    )


def _whole(quantities: Sequence[Decimal | None]) -> Decimal | None:
    """Sum quarters; unknown with any of them."""
    known = [quantity for quantity in quantities if quantity is not None]
    return sum(known, Decimal(0)) if len(known) == len(quantities) else None


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """Give the plain mean (F-5) of what is known; ``None`` where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
