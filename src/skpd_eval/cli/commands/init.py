"""``skpd-eval init``: a commented configuration to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skpd_eval.cli.options import Common, takes
from skpd_eval.cli.session import Session
from skpd_eval.errors import OutputError

PathArgument = Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")]


@takes(Common)
def command(common: Common, file: PathArgument = Path("skpd-eval.toml")) -> None:
    """Write a commented skpd-eval.toml; an existing file is left alone."""
    from skpd_eval.portable import write_atomically
    from skpd_eval.presentation import remarks
    from skpd_eval.settings import template

    session = Session(common)
    if file.exists():
        raise OutputError(str(file), "exists", code="output-exists")
    write_atomically(file, template().encode())
    session.say(remarks.written(str(file), session.language))
