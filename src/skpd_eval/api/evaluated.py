"""An evaluated position with its frames, and the words that the command line has for an error."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from skpd_eval.api.frames import NESTED, frame_of, number
from skpd_eval.errors import SkpdEvalError
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest
from skpd_eval.model import Evaluation, RankedAgency
from skpd_eval.presentation import machine
from skpd_eval.presentation.machine import Plain

if TYPE_CHECKING:
    import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")
_SHOWN = 10
"""Rows that a notebook shows of an evaluation."""


def worded(function: Callable[P, R]) -> Callable[P, R]:
    """Add to an error what the command line would say of it."""

    @functools.wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except SkpdEvalError as error:
            from skpd_eval.presentation.sentences import telling

            if not getattr(error, "__notes__", None):
                error.add_note(telling.full(error, "en"))
            raise

    return called


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Evaluated(Evaluation):
    """An evaluated position of a ledger: the exact records, and frames of them."""

    context: Context | None = dataclasses.field(default=None, compare=False)
    request: EvaluationRequest | None = dataclasses.field(default=None, compare=False)

    def __repr__(self) -> str:
        position = f"{self.year}-Q{self.quarter} ({self.cutoff.isoformat()})"
        counts = f"{len(self.rows)} ranked, {len(self.unranked)} unranked, {len(self.not_reported)} not reported"
        whose = self.government or "-"
        return f"<Evaluated {whose} {position}: {counts}; {self.total.agencies} agencies; key {self.key.value}>"

    def _repr_html_(self) -> str:
        from html import escape

        shown: Any = self.to_frame()[["rank", "agency_name", "budget", "realization", "absorption_pct", "status"]]
        table: str = shown.head(_SHOWN).to_html(index=False, escape=True)
        return f"<p>{escape(repr(self))}</p>{table}"

    def to_frame(self, *, exact: bool = False) -> pd.DataFrame:
        """Ranked, then unranked agencies, with the columns of ``rank --format json``."""
        return frame_of([self._row(row) for row in (*self.rows, *self.unranked)], machine.RANKING_SCHEMA, exact)

    def _row(self, row: RankedAgency) -> dict[str, Plain]:
        return machine.ranked_row(self, row, self._told()[0].language)

    @worded
    def lowest(
        self, n: int | None = None, *, below: float | Decimal | None = None, exact: bool = False
    ) -> pd.DataFrame:
        """The lowest, worst first: ``n`` of them, else those below a percentage, else as the configuration says.

        The columns of ``lowest --format json``, without what is nested there.
        """
        from skpd_eval.jobs.lowest import lowest_of

        if n is not None and below is not None:
            raise ValueError("n and below exclude each other: give one")
        context, _ = self._told()
        line = None if below is None else Fraction(str(below)) / 100
        found = [machine.lowest_row(self, row, context.language) for row in lowest_of(self, context, n, line)]
        flat = [{name: row[name] for name in row if name not in NESTED} for row in found]
        return frame_of(flat, machine.LOWEST_SCHEMA, exact)

    @worded
    def trend(self, *, every_position: bool = False, exact: bool = False) -> pd.DataFrame:
        """A row an agency and position of the year up to this one: ``measure_pct`` (what is ranked by) and rank."""
        from skpd_eval.jobs.trend import trend

        found, _ = trend(*self._told(), every_position=every_position)
        rows: list[dict[str, Plain]] = [
            {
                "year": point.year,
                "quarter": point.quarter,
                "cutoff": point.cutoff.isoformat(),
                "agency_code": agency.code,
                "agency_name": agency.name,
                "measure_pct": machine.hundredths(measure),
                "rank": rank,
            }
            for agency in found.agencies
            for point, measure, rank in zip(found.points, agency.measures, agency.ranks, strict=True)
        ]
        return frame_of(rows, "", exact)

    @worded
    def explain(self, agency: str, measure: str = "absorption", *, exact: bool = False) -> pd.DataFrame:
        """The lines that a figure is made from, each with its cells; ``attrs`` has the figure and its definition.

        ``agency`` is found as on the command line (name, code, short name; ``total`` for all); ``measure`` is a
        key or a name of the JSON.
        """
        from skpd_eval.jobs.explain import explain_figure
        from skpd_eval.presentation.tables.explanation import to_plain

        context, request = self._told()
        found, _ = explain_figure(context, request, agency, measure)
        rows: list[dict[str, Plain]] = [
            {
                "operand": operand.measure.name,
                "file": line.source.file,
                "sheet": line.source.sheet,
                "cells": " ".join(line.cells),
                "activity": line.activity,
                "account": line.account,
                "name": line.name,
                "value": machine.number(line.value, operand.measure.unit),
            }
            for operand in found.operands
            for line in operand.lines
        ]
        frame = frame_of(rows, "", exact)
        frame.attrs |= {
            "agency_name": found.agency_name,
            "measure": found.measure.name,
            "definition": to_plain(found, context.language)["definition"],
            "value": number(machine.number(found.value, found.measure.unit), exact),
        }
        return frame

    def lines(self, *, every_position: bool = False, exact: bool = False) -> pd.DataFrame:
        """Every line that this position counts: see :func:`lines`."""
        return lines_frame(*self._told(), every_position=every_position, exact=exact)

    def _told(self) -> tuple[Context, EvaluationRequest]:
        assert self.context is not None
        assert self.request is not None
        return self.context, self.request


def lines_frame(context: Context, request: EvaluationRequest, *, every_position: bool, exact: bool) -> pd.DataFrame:
    """The lines of a request as a frame."""
    from skpd_eval.jobs.lines import lines_of
    from skpd_eval.presentation.tables import lines as table

    found = lines_of(context, request, every_position=every_position)
    rows = [dict(zip(table.NAMES, row, strict=True)) for row in table.rows(found)]
    return frame_of(rows, "", exact, table.NAMES)
