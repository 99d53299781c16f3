"""A command's run: its context, and how results and remarks reach the user."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from skpd_eval.cli import run
from skpd_eval.cli.options import Common, Format, Output, Position
from skpd_eval.cli.status import ExitStatus
from skpd_eval.cli.streams import write_err, write_out, write_paged
from skpd_eval.errors import UsageError
from skpd_eval.jobs.context import open_context
from skpd_eval.model import Evaluation, Finding, RankedAgency, Severity

if TYPE_CHECKING:
    from skpd_eval.jobs.scope import Asked
    from skpd_eval.presentation.table import Table

WARNINGS_SHOWN = 5


class Session:
    """Opened by every command from its common options."""

    def __init__(self, common: Common) -> None:
        self.common = common
        run.current.debug = common.debug
        run.current.log_file = common.log_file
        told = run.current.language_of_all if common.lang is None else common.lang.value
        if told is not None:
            run.current.language = told
        self.context = open_context(
            ledger=common.ledger,
            language=told,
            environment=os.environ,
            working_directory=_working_directory(),
            now=run.current.started,
            lock_timeout=common.lock_timeout,
        )
        run.current.language = self.context.language
        run.current.ledger = self.context.ledger
        run.current.timezone = self.context.settings.timezone
        self.language = self.context.language
        self._said: set[str] = set()

    def show(self, table: Table, output: Output, *, paged: bool = False) -> None:
        """Print a table in the format asked for; ``paged``: a long one through the pager of a terminal."""
        from skpd_eval.presentation.writers.text import text

        if output.format is Format.JSON:
            write_out(text.table_json(table, self.language), utf8=True)
        elif output.format is Format.CSV:
            write_out(text.table_csv(table, output.csv_dialect.value), utf8=True)
        elif output.format is Format.MD:
            write_out(text.to_markdown(table, self.language), utf8=True)
        else:
            self.screen(table, output.width, paged=paged)

    def screen(self, table: Table, width: int | None = None, *, paged: bool = False) -> None:
        """Print a table for people: fitted to a terminal or ``width``, else complete in a pipe."""
        from skpd_eval.presentation.writers.screen import terminal

        color = False if self.common.no_color else None
        screen = terminal.Screen()
        if sys.stdout is not None:
            screen = terminal.screen_of(sys.stdout, color=color, width=width)
        text = terminal.render(table, replace(screen, every_note=self.common.verbose), self.language)
        (write_paged if paged else write_out)(text)

    def say(self, line: str) -> None:
        """A remark on stderr, unless quiet; one that was said already is not said again."""
        if not self.common.quiet and line not in self._said:
            self._said.add(line)
            write_err(line)

    def stop_below(self, rows: Sequence[RankedAgency], threshold: Fraction | None) -> None:
        """Say whose exact absorption lies below ``--fail-below``, and end the command with its exit status."""
        if threshold is None:
            return
        found = [row for row in rows if (value := row.ratios.absorption) is not None and value < threshold]
        if found:
            from skpd_eval.presentation.sentences import remarks

            self.say(remarks.below_line(found, threshold, self.language))
            raise typer.Exit(ExitStatus.THRESHOLD)

    def refuse(self, lines: Iterable[str]) -> None:
        """Why a file was refused: told on stderr even when quiet."""
        for line in lines:
            write_err(line)

    def tell(self, findings: Iterable[Finding]) -> None:
        """Warnings on stderr, the first few; all of them, and information, when verbose; none when quiet."""
        from skpd_eval.presentation.sentences import remarks, telling

        told = [
            finding for finding in findings if self.common.verbose or finding.severity is not Severity.INFO
        ]
        shown = told if self.common.verbose else told[:WARNINGS_SHOWN]
        for finding in shown:
            mark = "·" if finding.severity is Severity.INFO else "!"
            self.say(f"{mark} {telling.full(finding, self.language)}")
        if len(shown) < len(told):
            self.say(remarks.not_shown(len(told) - len(shown), self.language))


def _working_directory() -> Path | None:
    try:
        return Path.cwd()
    except OSError:
        return None


def asked_of(position: Position) -> Asked:
    """What a command's position options ask of the ledger."""
    from skpd_eval.jobs.scope import Asked

    return Asked(position.government, position.year, position.quarter, position.cutoff, position.as_of)


def threshold_of(text: str | None) -> Fraction | None:
    """The percentage of ``--fail-below`` or ``--below`` as a fraction of one, or ``None``."""
    if text is None:
        return None
    try:
        value = Fraction(text.strip().removesuffix("%").replace(",", "."))
    except (ValueError, ZeroDivisionError) as error:
        raise UsageError("not-a-percentage", text=text) from error
    return value / 100


def note_evaluation(evaluation: Evaluation) -> None:
    """What the log line says of an evaluation."""
    run.current.facts.update(
        position=evaluation.cutoff.isoformat(),
        ranked=str(len(evaluation.rows)),
        budget_sen=str(evaluation.total.budget),
        realization_sen=str(evaluation.total.realization),
        ledger_head=evaluation.ledger_head[:16],
    )
