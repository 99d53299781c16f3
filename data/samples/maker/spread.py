"""Exact distribution of whole amounts: nothing is lost to rounding."""

from collections.abc import Sequence
from fractions import Fraction

Weight = int | Fraction


def shares(total: int, weights: Sequence[Weight], grain: int = 1) -> list[int]:
    """Split `total` (sen) by `weights` in multiples of `grain`, by largest remainder.

    What is less than one grain goes to the heaviest weight. The result sums to `total` exactly.
    """
    whole, rest = divmod(total, grain)
    weight_sum = sum(weights)
    exact = [Fraction(whole * weight, weight_sum) for weight in weights]
    units = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (units[i] - exact[i], i))
    for i in by_remainder[: whole - sum(units)]:
        units[i] += 1
    result = [unit * grain for unit in units]
    result[max(range(len(weights)), key=lambda i: weights[i])] += rest
    return result


def pour(total: int, room: Sequence[int], weights: Sequence[Weight], grain: int = 1) -> list[int]:
    """Split `total` (sen) by `weights`, giving no one more than its `room`; the rest flows to the others.

    Raises ValueError where the rooms together are smaller than `total`.
    """
    if total > sum(room):
        raise ValueError(f"{total} does not fit into {sum(room)}")
    given = [0] * len(room)
    for pressing in (weights, [1] * len(room)):
        open_ = [i for i in range(len(room)) if room[i] > 0 and pressing[i] > 0]
        while open_ and (rest := total - sum(given)):
            for i, part in zip(open_, shares(rest, [pressing[i] for i in open_], grain), strict=True):
                given[i] += min(part, room[i] - given[i])
            open_ = [i for i in open_ if given[i] < room[i]]
    return given
