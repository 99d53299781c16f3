"""The Python face: exports, evaluated positions and their lines, as frames.

>>> import skpd_eval
>>> evaluation = skpd_eval.evaluate(ledger="ledger.db", quarter=3)  # doctest: +SKIP
>>> evaluation.to_frame().nlargest(3, "absorption_pct")  # doctest: +SKIP
>>> skpd_eval.lines(ledger="ledger.db", quarter=3)  # doctest: +SKIP

Amounts are rupiah and percentages 0-100, under the names of the JSON (``docs/formats.md``): ``float64``, or exact
``Decimal`` objects with ``exact=True``. Unknown is ``NaN`` (``None`` where exact), never zero.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from skpd_eval.api.evaluated import Evaluated, lines_frame, worded
from skpd_eval.api.frames import with_levels
from skpd_eval.jobs.context import Context, open_context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.scope import Asked
from skpd_eval.model import BudgetChoice, RankingKey
from skpd_eval.reading.told.options import ReadOptions

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Evaluated", "ReadOptions", "evaluate", "lines", "read_export"]

E = TypeVar("E", bound=StrEnum)


@worded
def read_export(path: str | Path, options: ReadOptions | None = None) -> pd.DataFrame:
    """Read one export into a frame of the schema of :mod:`skpd_eval.reading.frame`; raises RefusedError.

    Amounts are whole sen there, before anything is recorded. Two columns are added: ``level`` says how deep a row
    goes, and ``counted`` whether it stands for its agency at its cut-off: a sum takes the counted rows of one
    ``cutoff`` (a table may state several levels and several cut-offs).
    """
    from skpd_eval.reading.frame import read_export as read

    return with_levels(read(path, options))


@worded
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
) -> Evaluated:
    """Evaluate a position of a ledger, as ``skpd-eval rank`` does.

    Raises MissingInputError, NotIngestedError, GovernmentNotNamedError, MissingMonthError, ConfigurationError;
    ValueError for a ``by`` or ``budget`` that there is not, naming those there are.
    """
    asked = Asked(government, year, quarter, cutoff, as_of)
    key, choice = _chosen("by", by, RankingKey), _chosen("budget", budget, BudgetChoice)
    request = EvaluationRequest(asked, key, choice, detail=detail)
    context = _context(ledger)
    found = evaluate_position(context, request)
    told = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    position = dataclasses.replace(asked, government=found.government or asked.government, year=found.year)
    fixed = position if cutoff is not None else dataclasses.replace(position, quarter=found.quarter)
    return Evaluated(**told, context=context, request=dataclasses.replace(request, asked=fixed))


@worded
def lines(
    *,
    ledger: str | Path | None = None,
    government: str | None = None,
    year: int | None = None,
    quarter: int | None = None,
    cutoff: dt.date | None = None,
    as_of: dt.date | None = None,
    budget: str = "in-force",
    every_position: bool = False,
    exact: bool = False,
) -> pd.DataFrame:
    """Every line that a position counts, each once, with its source cell; the columns of ``skpd-eval export``.

    Summed by ``agency_id`` where ``standing`` is not ``outside``, budget, realization and plan are those of the
    ranking; ``every_position`` adds the earlier quarters of the year (group by ``quarter``, too).
    """
    asked = Asked(government, year, quarter, cutoff, as_of)
    request = EvaluationRequest(asked, budget=_chosen("budget", budget, BudgetChoice))
    return lines_frame(_context(ledger), request, every_position=every_position, exact=exact)


def _chosen(name: str, told: str, choices: type[E]) -> E:
    known = [choice.value for choice in choices]
    if told not in known:
        raise ValueError(f"{name}={told!r} is not known: choose one of {', '.join(known)}")
    return choices(told)


def _context(ledger: str | Path | None) -> Context:
    return open_context(
        ledger=None if ledger is None else Path(ledger),
        language=None,
        environment=os.environ,
        working_directory=Path.cwd(),
        now=dt.datetime.now(dt.UTC),
    )
