"""Ranked agencies in groups: who is comparable, and the ranks among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from skpd_eval.evaluation.entries import added
from skpd_eval.evaluation.ranking import measure
from skpd_eval.evaluation.ratios import share
from skpd_eval.evaluation.total import states_both
from skpd_eval.model import AgencyFigures, Evaluation, Group, GroupBy, GroupedAgency, RankedAgency
from skpd_eval.regulations import Scale

OTHER = "other"
_SEN = 100


def kind_of(name: str, prefixes: Mapping[str, Sequence[str]]) -> str:
    """Give the kind whose longest prefix begins a name, whole words, whatever the case; else ``other``."""
    folded = " ".join(name.casefold().split())
    found = [
        (len(prefix), code)
        for code, words in prefixes.items()
        for prefix in words
        if folded == prefix.casefold() or folded.startswith(f"{prefix.casefold()} ")
    ]
    return max(found)[1] if found else OTHER


def grouping(
    by: GroupBy, prefixes: Mapping[str, Sequence[str]], sizes: Scale
) -> Callable[[AgencyFigures], str | None]:
    """Give the function that names an agency's group."""
    if by is GroupBy.KIND:
        return lambda figures: kind_of(figures.name, prefixes)
    if by is GroupBy.SIZE:
        return lambda figures: (
            None if figures.budget is None else sizes.code_of(Fraction(figures.budget, _SEN))
        )
    return lambda figures: figures.group


def grouped(evaluation: Evaluation, group_of: Callable[[AgencyFigures], str | None]) -> tuple[Group, ...]:
    """Rank the agencies of each group among themselves, by the key and tie rules of the whole ranking.

    Groups come in the order of their best agency; agencies without a group last.
    """
    found: dict[str | None, list[RankedAgency]] = defaultdict(list)
    for row in evaluation.rows:
        found[group_of(row.figures)].append(row)
    groups = [_group(code, rows, evaluation) for code, rows in found.items()]
    return tuple(sorted(groups, key=lambda group: group.code is None))


def _group(code: str | None, rows: Sequence[RankedAgency], evaluation: Evaluation) -> Group:
    places: dict[Fraction | None, int] = {}
    for place, row in enumerate(rows, 1):
        places.setdefault(measure(row.ratios, evaluation.key), place)
    both = [row.figures for row in rows if states_both(row.figures)]
    return Group(
        code=code,
        agencies=tuple(GroupedAgency(places[measure(row.ratios, evaluation.key)], row) for row in rows),
        budget=added(row.figures.budget for row in rows),
        realization=added(row.figures.realization for row in rows),
        absorption=share(added(one.realization for one in both), added(one.budget for one in both)),
    )
