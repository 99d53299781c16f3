"""Category of an achievement and colour of a deviation, by the scales in force."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from skpd_eval import period
from skpd_eval.model import Ratios
from skpd_eval.regulations import Rulebook, Scale

_LAST_QUARTER = 4
_PERCENT = 100


def category(ratios: Ratios, quarter: int, scale: Scale) -> str | None:
    """Give the code of the scale's band: of plan achievement in quarters I-III, of absorption at year end.

    ``None`` where that measure is unknown, so without a plan in quarters I-III.
    """
    achieved = ratios.absorption if quarter == _LAST_QUARTER else ratios.plan_achievement
    return None if achieved is None else scale.code_of(achieved * _PERCENT)


def status(deviation: Fraction | None, scale: Scale) -> str | None:
    """Give the code of the colour of a deviation (a fraction of one); ``None`` where it is unknown."""
    return None if deviation is None else scale.code_of(deviation * _PERCENT)


def colour(
    absorption: Fraction | None, deviation: Fraction | None, cutoff: dt.date, rules: Rulebook
) -> str | None:
    """Give the status by the rule that the house chose: of the deviation, or of the absorption by month.

    In January, before a month has ended, a corridor says nothing.
    """
    if not rules.corridor:
        return status(deviation, rules.deviation)
    found = rules.corridor.get(period.whole_months(cutoff))
    return None if found is None or absorption is None else found[0].code_of(absorption * _PERCENT)
