"""The program alone, and each group alone: what there is and what to do next, on stdout."""

from __future__ import annotations

from typing import Any

import typer

from skpd_eval.cli.options import Common, Language
from skpd_eval.version import __version__


def welcome(language: Language | None) -> None:
    """What the ledger holds and the three commands that follow."""
    from skpd_eval.cli.session import Session
    from skpd_eval.cli.streams import write_out
    from skpd_eval.errors import SkpdEvalError
    from skpd_eval.jobs.contents import contents
    from skpd_eval.presentation.sentences import telling
    from skpd_eval.presentation.sentences import welcome as words

    session = Session(Common(lang=language))
    path = str(session.context.ledger)
    try:
        found = contents(session.context, words.MOST)
    except SkpdEvalError as error:
        session.say(telling.full(error, session.language))
        found = [], 0
    held, governments = (None, 0) if found is None else found
    write_out(words.welcome(__version__, path, held, governments, session.language))


def group(context: typer.Context, language: Language | None = None) -> None:
    """What the commands of a group are for, unless one of them was called."""
    if context.invoked_subcommand is not None:
        return
    from skpd_eval.cli.session import Session
    from skpd_eval.cli.streams import write_out
    from skpd_eval.presentation.sentences import welcome as words

    session = Session(Common(lang=language))
    tree = _worded(context.command, session.language)
    commands = [(f"{context.command_path} {name}", one.help or "") for name, one in tree.commands.items()]
    write_out(words.group(str(tree.name), tree.help or "", commands, session.language))


def _worded(command: Any, language: str) -> Any:
    from skpd_eval.cli.helping import in_indonesian

    return in_indonesian(command) if language == "id" else command
