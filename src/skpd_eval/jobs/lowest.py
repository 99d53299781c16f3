"""The lowest performers of an evaluation, by number or by a line."""

from __future__ import annotations

from fractions import Fraction

from skpd_eval.errors import RegulationError
from skpd_eval.evaluation import lowest
from skpd_eval.evaluation.ranking import in_lower_half
from skpd_eval.jobs.context import Context
from skpd_eval.model import Evaluation, RankedAgency, RankingKey
from skpd_eval.regulations import number_in_force

_YEAR_END = (12, 31)


def year_end_line(evaluation: Evaluation, context: Context) -> Fraction | None:
    """The absorption below which an agency is marked at the year's end, a fraction of one; ``None`` earlier.

    ``None`` too for years before the line was drawn.
    """
    day = evaluation.cutoff
    if (day.month, day.day) != _YEAR_END or evaluation.key is not RankingKey.ABSORPTION:
        return None
    try:
        return number_in_force("year_end_line", day, context.settings.rules) / 100
    except RegulationError:
        return None


def lowest_of(
    evaluation: Evaluation, context: Context, count: int | None = None, below: Fraction | None = None
) -> tuple[RankedAgency, ...]:
    """The worst first: those below a line (a fraction of one), else ``count``, else as many as configured.

    At the year's end the line is the one in force, unless a number was asked for; other measures have no line.
    Nobody in the upper half is among the lowest unless so many were asked for.
    """
    if below is None and count is None:
        below = year_end_line(evaluation, context)
    if below is not None:
        return lowest(evaluation.rows, below=below, key=evaluation.key)
    most = in_lower_half(evaluation.rows, context.settings.evaluation.lowest_count)
    return lowest(evaluation.rows, n=most if count is None else count, key=evaluation.key)
