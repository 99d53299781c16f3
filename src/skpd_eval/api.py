"""The Python face: read an export, evaluate a position, as frames.

>>> import skpd_eval
>>> frame = skpd_eval.read_export("rekap-belanja-triwulan-3.xlsx")  # doctest: +SKIP
>>> evaluation = skpd_eval.evaluate(ledger="ledger.db", quarter=3)  # doctest: +SKIP
>>> evaluation.to_frame().head(3)  # doctest: +SKIP
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from skpd_eval.jobs.context import Context, open_context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.scope import Asked
from skpd_eval.model import BudgetChoice, Evaluation, RankingKey

if TYPE_CHECKING:
    import pandas as pd

    from skpd_eval.reading.told.options import ReadOptions

class FramedEvaluation(Evaluation):
    """An evaluation that gives its agencies as a frame."""

    __slots__ = ()

    def to_frame(self) -> pd.DataFrame:
        """Ranked, then unranked agencies: amounts in sen (Int64), ratios as exact fractions of one."""
        return _frame(self)


RATIOS = ("absorption", "plan_share", "plan_achievement", "deviation", "physical_target", "physical", "combined")


def read_export(path: str | Path, options: ReadOptions | None = None) -> pd.DataFrame:
    """Read one export into a frame of the schema of :mod:`skpd_eval.reading.frame`; raises RefusedError."""
    from skpd_eval.reading.frame import read_export as read

    return read(path, options)


def evaluate(
    *,
    ledger: str | Path | None = None,
    government: str | None = None,
    year: int | None = None,
    quarter: int | None = None,
    cutoff: dt.date | None = None,
    as_of: dt.date | None = None,
    by: str = "absorption",
    budget: str = "in-force",
    detail: bool = True,
) -> FramedEvaluation:
    """Evaluate a position of a ledger, as ``skpd-eval rank`` does.

    Raises MissingInputError, NotIngestedError, GovernmentNotNamedError, MissingMonthError, ConfigurationError.
    """
    request = EvaluationRequest(
        Asked(government, year, quarter, cutoff, as_of), RankingKey(by), BudgetChoice(budget), detail=detail
    )
    found = evaluate_position(_context(ledger), request)
    return FramedEvaluation(**{field.name: getattr(found, field.name) for field in dataclasses.fields(found)})


def _context(ledger: str | Path | None) -> Context:
    return open_context(
        ledger=None if ledger is None else Path(ledger),
        language=None,
        environment=os.environ,
        working_directory=Path.cwd(),
        now=dt.datetime.now(dt.UTC),
    )


def _frame(evaluation: Evaluation) -> pd.DataFrame:
    import pandas as pd

    rows = [
        {
            "rank": row.rank,
            "agency_code": row.figures.code,
            "agency_name": row.figures.name,
            "cutoff": row.figures.cutoff,
            "budget": row.figures.budget,
            "realization": row.figures.realization,
            "plan": row.figures.plan,
            "shortfall": row.ratios.shortfall,
            "remaining": row.ratios.remaining,
            **{name: getattr(row.ratios, name) for name in RATIOS},
            "category": row.category,
            "status": row.status,
        }
        for row in (*evaluation.rows, *evaluation.unranked)
    ]
    frame = pd.DataFrame(rows)
    amounts = [name for name in ("rank", "budget", "realization", "plan", "shortfall", "remaining") if name in frame]
    return frame.astype(dict.fromkeys(amounts, "Int64"))
