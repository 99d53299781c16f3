"""Efficiency (F-30 to F-34): what outputs cost, which nobody can say before they are there."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

_LAST_QUARTER = 4
_SPAN = Fraction(20, 100)
_HALF = Fraction(1, 2)


def assessable(quarter: int, achievement: Fraction | None) -> bool:
    """Say whether efficiency means something: outputs are all there, or the year is over."""
    return achievement is not None and (achievement >= 1 or quarter == _LAST_QUARTER)


def efficiency_difference(achievement: Fraction, absorption: Fraction) -> Fraction:
    """Give achievement minus absorption (F-30); positive is efficient."""
    return achievement - absorption


def efficiency_ratio(achievement: Fraction, absorption: Fraction) -> Fraction | None:
    """Give achievement over absorption (F-31), above one is efficient; ``None`` where nothing is spent."""
    return achievement / absorption if absorption > 0 else None


def efficiency_index(achievement: Fraction, absorption: Fraction) -> Fraction | None:
    """Give absorption over achievement (F-32), low is efficient; ``None`` where nothing is achieved."""
    return absorption / achievement if achievement > 0 else None


def budget_efficiency(
    parts: Sequence[tuple[int, Fraction, int]], cap: Fraction | None = None
) -> Fraction | None:
    """Give what was saved of the budget that the achieved outputs deserve (F-33).

    ``parts`` are (budget, achievement, realization); achievements count up to ``cap``. ``None`` where no
    output is achieved.
    """
    deserved = sum(
        (budget * (done if cap is None else min(done, cap)) for budget, done, _ in parts), Fraction(0)
    )
    spent = sum(realization for _, _, realization in parts)
    return (deserved - spent) / deserved if deserved > 0 else None


def efficiency_value(efficiency: Fraction) -> Fraction:
    """Give the value of an efficiency (F-34), which is held between -20 and 20 percent: zero to one."""
    held = min(max(efficiency, -_SPAN), _SPAN)
    return _HALF + held / _SPAN * _HALF
