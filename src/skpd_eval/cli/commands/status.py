"""``skpd-eval status``: which agency has reported what for a quarter."""

from __future__ import annotations

from skpd_eval.cli.options import Common, Format, Output, Position, takes
from skpd_eval.cli.session import Session, asked_of
from skpd_eval.cli.streams import write_out


@takes(Common, Output, Position)
def command(common: Common, output: Output, position: Position) -> None:
    """Show agency by kind of export for a quarter: present or missing; and the files that were refused."""
    from skpd_eval.jobs.status import presence
    from skpd_eval.presentation.numbers import in_zone
    from skpd_eval.presentation.sentences import frame, telling
    from skpd_eval.presentation.tables import history
    from skpd_eval.presentation.tables.history import status
    from skpd_eval.presentation.writers.text import text

    session = Session(common)
    found = presence(session.context, asked_of(position))
    said = frame.quarter_of(found.government, found.quarter.year, found.quarter.number, session.language)
    zone = session.context.settings.timezone
    recorded = in_zone(found.recorded_at, zone)
    about = (
        ("government", found.government),
        ("year", found.quarter.year),
        ("quarter", found.quarter.number),
        ("agencies_reported", found.reported),
        ("agencies_known", len(found.rows)),
    )
    table = status(found.rows, said, session.language, recorded, (found.reported, len(found.rows)), about)
    if output.format is Format.JSON:
        refused = [
            (one.file, one.sha256, one.first_told_at, next(iter(one.findings), None)) for one in found.refused
        ]
        besides = {"refused": history.refused(refused, session.language, zone)}
        write_out(text.tables_json(table, besides, session.language), utf8=True)
    else:
        session.show(table, output)
    for finding in found.findings:
        session.say(telling.full(finding, session.language))
