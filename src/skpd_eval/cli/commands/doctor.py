"""``skpd-eval doctor``: the health of the installation and its ledger."""

from __future__ import annotations

import typer

from skpd_eval.cli.options import Common, Output, takes
from skpd_eval.cli.session import Session
from skpd_eval.cli.status import ExitStatus


@takes(Common, Output)
def command(common: Common, output: Output) -> None:
    """Check the installation, the configuration and the ledger, whose hash chain is verified entry by entry."""
    from skpd_eval.jobs.doctor import diagnose
    from skpd_eval.presentation.tables.health import health

    session = Session(common)
    checks = diagnose(session.context)
    session.show(health(checks, session.language), output)
    if any(check.state == "bad" for check in checks):
        raise typer.Exit(ExitStatus.REFUSED)
