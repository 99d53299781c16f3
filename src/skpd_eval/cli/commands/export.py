"""``skpd-eval export``: every line that a position counts, as one table for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli.options import Common, Dialect, Output, Position, takes
from skpd_eval.cli.session import Session, asked_of
from skpd_eval.cli.streams import write_out
from skpd_eval.errors import UsageError
from skpd_eval.model.kinds import BudgetChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skpd_eval.model.counted_line import CountedLine


class ExportFormat(StrEnum):
    """What the table is written as."""

    CSV = "csv"
    PARQUET = "parquet"


FormatOption = Annotated[
    ExportFormat | None,
    typer.Option("--format", "-f", help="csv or parquet; else by the suffix of --out, else csv."),
]
DialectOption = Annotated[Dialect, typer.Option("--csv-dialect", help="Which CSV.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where the table goes; else stdout (csv).")
]
BudgetOption = Annotated[BudgetChoice, typer.Option("--budget", help="Which budget the lines state.")]
EveryOption = Annotated[
    bool, typer.Option("--every-position", help="The earlier quarters of the year too, each at its newest position.")
]


@takes(Common, Position)
def command(
    common: Common,
    position: Position,
    format_: FormatOption = None,
    csv_dialect: DialectOption = Dialect.MACHINE,
    out: OutOption = None,
    budget: BudgetOption = BudgetChoice.IN_FORCE,
    every_position: EveryOption = False,
) -> None:
    """Write every line that a position counts, each with its cell, as one table (csv, parquet) for other programs."""
    from skpd_eval.jobs.evaluation import EvaluationRequest
    from skpd_eval.jobs.lines import lines_of
    from skpd_eval.presentation.tables import lines as table
    from skpd_eval.presentation.writers.text.text import records_csv

    session = Session(common)
    chosen = _format(format_, out)
    request = EvaluationRequest(asked_of(position), budget=budget)
    lines = lines_of(session.context, request, every_position=every_position)
    dialect = Output(csv_dialect=csv_dialect).dialect
    if out is None:
        write_out(records_csv(list(table.NAMES), table.rows(lines), dialect), utf8=True)
    elif chosen is ExportFormat.CSV:
        _write(session, out, records_csv(list(table.NAMES), table.rows(lines), dialect).encode(), lines)
    else:
        from skpd_eval.presentation.writers.parquet import render

        _write(session, out, render.render(lines), lines)


def _format(told: ExportFormat | None, out: Path | None) -> ExportFormat:
    """As told, else by the suffix. Raises UsageError where Parquet would go to the screen."""
    by_suffix = ExportFormat.PARQUET if out is not None and out.suffix.casefold() == ".parquet" else ExportFormat.CSV
    chosen = told or by_suffix
    if chosen is ExportFormat.PARQUET and out is None:
        raise UsageError("parquet-needs-out")
    return chosen


def _write(session: Session, out: Path, content: bytes, lines: Sequence[CountedLine]) -> None:
    from skpd_eval.jobs.report import spare_inputs
    from skpd_eval.portable import write_atomically
    from skpd_eval.presentation.sentences import remarks

    spare_inputs(session.context, out)
    write_atomically(out, content)
    session.say(remarks.lines_written(str(out), len(lines), session.language))
