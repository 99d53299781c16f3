"""Every figure that is printed of an agency or the government: one record each.

Columns, machine names, ``--by``, ``explain`` and the documentation's table of measures are made from these
records; their texts are English and stand in the catalogs like all others.
"""

from __future__ import annotations

from skpd_eval.model.measure import Measure
from skpd_eval.model.measures_in_columns import WITH_COLUMN
from skpd_eval.model.measures_in_sentences import WITHOUT_COLUMN


def _mean_of(measure: Measure) -> Measure:
    """Give the plain mean over the ranked agencies of a measure."""
    return Measure(
        f"mean-{measure.key}",
        f"mean_{measure.name}",
        measure.unit,
        f"{measure.label}: plain mean of the agencies",
        "Sum of the agencies' percentages ÷ their number = {value}",
        total=measure.mean,
    )


_ALL = (*WITH_COLUMN, *WITHOUT_COLUMN)
MEASURES = {one.key: one for one in (*_ALL, *(_mean_of(one) for one in _ALL if one.mean))}
"""Every measure by its key."""
COLUMNS = tuple(one for one in WITH_COLUMN if one.heading is not None and one.heading.in_ranking is not None)
"""The columns of a ranking, in order."""
ONLY_LOWEST = tuple(one for one in WITH_COLUMN if one not in COLUMNS)
"""The columns that a list of the lowest has besides."""
IN_LOWEST = {
    one.name: one.heading.in_lowest
    for one in WITH_COLUMN
    if one.heading is not None and one.heading.in_lowest is not None
}
"""The columns of a list of the lowest by name, with how soon a narrow screen drops each."""
KEYS = {one.ranks.key: one for one in WITH_COLUMN if one.ranks is not None}
"""What agencies can be ranked by."""
RANKS = {one.ranks.key: one.ranks for one in WITH_COLUMN if one.ranks is not None}
"""How, by the same keys."""
