"""``skpd-eval ledger backup|restore|verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skpd_eval.cli import welcome
from skpd_eval.cli.options import Common, LangOption, takes
from skpd_eval.cli.session import Session

app = typer.Typer(help="Back up, restore and verify the ledger.", invoke_without_command=True, rich_markup_mode=None)

OutOption = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where the copy goes.")]
HeadOption = Annotated[
    str | None,
    typer.Option("--head", metavar="HASH", help="The ledger head on a paper: whether the chain still has it."),
]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Replace an older copy of that name.")]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")]


@app.callback()
def group(context: typer.Context, lang: LangOption = None) -> None:
    """Back up, restore and verify the ledger."""
    welcome.group(context, lang)


@app.command("backup")
@takes(Common)
def backup_command(common: Common, out: OutOption, replace: ReplaceOption = False) -> None:
    """Write a consistent, verified copy of the ledger, also while others write."""
    from skpd_eval.jobs.backup import backup
    from skpd_eval.presentation.sentences import remarks

    session = Session(common)
    entries = backup(session.context, out, replace=replace)
    session.say(remarks.copy_written(str(out), entries, session.language))


@app.command("restore")
@takes(Common)
def restore_command(common: Common, file: FileArgument) -> None:
    """Put a verified backup where no ledger is yet."""
    from skpd_eval.jobs.backup import restore
    from skpd_eval.presentation.sentences import remarks

    session = Session(common)
    entries = restore(session.context, file)
    session.say(remarks.copy_written(str(session.context.ledger), entries, session.language))


@app.command("verify")
@takes(Common)
def verify_command(common: Common, head: HeadOption = None) -> None:
    """Check the file and recompute the hash chain over everything recorded; exit 65 where something was changed."""
    from skpd_eval.jobs.backup import verify
    from skpd_eval.presentation.sentences import remarks

    session = Session(common)
    for line in remarks.chain_verified(verify(session.context, head), session.language):
        session.say(line)
