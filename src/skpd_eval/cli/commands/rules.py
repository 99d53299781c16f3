"""``skpd-eval rules``: the law and the house rules in force."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from skpd_eval.cli.options import Common, Output, _day, takes
from skpd_eval.cli.session import Session

OnOption = Annotated[
    dt.date | None,
    typer.Option("--on", parser=_day, metavar="DATE", help="Rules in force on that day (today)."),
]


@takes(Common, Output)
def command(common: Common, output: Output, on: OnOption = None) -> None:
    """List the law and the house rules in force on a day, with references and how well they are verified."""
    from skpd_eval.jobs.rules import rules_on
    from skpd_eval.presentation.tables.provenance import rules

    session = Session(common)
    session.show(rules(rules_on(session.context, on), session.language), output)
