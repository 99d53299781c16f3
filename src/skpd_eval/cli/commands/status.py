"""``skpd-eval status``: which agency has reported what for a quarter."""

from __future__ import annotations

from skpd_eval.cli.options import Common, Output, Position, takes
from skpd_eval.cli.session import Session, asked_of


@takes(Common, Output, Position)
def command(common: Common, output: Output, position: Position) -> None:
    """Show agency by kind of export for a quarter: present or missing; and the files that were refused."""
    from skpd_eval.jobs.status import presence
    from skpd_eval.presentation import frame, sentences, tables
    from skpd_eval.presentation.numbers import in_zone

    session = Session(common)
    found = presence(session.context, asked_of(position))
    said = frame.quarter_of(found.government, found.quarter.year, found.quarter.number, session.language)
    recorded = in_zone(found.recorded_at, session.context.settings.timezone)
    session.show(tables.status(found.rows, said, session.language, recorded), output)
    for finding in found.findings:
        session.say(sentences.full(finding, session.language))
