"""The tree of commands. Only names and help stand here; a command imports what it needs when it runs."""

from __future__ import annotations

from enum import StrEnum
from types import ModuleType
from typing import Annotated, Any

import typer

from skpd_eval.cli import run
from skpd_eval.cli.commands import (
    adjust,
    assist,
    compare,
    doctor,
    e81,
    explain,
    export,
    history,
    ingest,
    init,
    inspect,
    ledger,
    lowest,
    rank,
    report,
    rules,
    show,
    status,
    trend,
    verify,
)
from skpd_eval.cli.options import LangOption
from skpd_eval.version import __version__

app = typer.Typer(
    name="skpd-eval",
    help="Evaluate how Indonesian government agencies (SKPD) realize their budgets, quarter by quarter.",
    add_completion=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
)

COMMANDS: tuple[ModuleType, ...] = (
    ingest, inspect, status, rank, lowest, show, trend, explain, compare, report, verify, e81, export, adjust, history,
    rules, init, doctor,
)  # fmt: skip
for _module in COMMANDS:
    app.command(name=_module.__name__.rpartition(".")[2])(_module.command)
app.add_typer(assist.app, name="assist")
app.add_typer(ledger.app, name="ledger")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"skpd-eval {__version__}")
        raise typer.Exit


class Shell(StrEnum):
    """Shells that commands can be completed in."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def _show_completion(shell: Shell | None) -> None:
    if shell is not None:
        from typer.completion import get_completion_script  # type: ignore[attr-defined]

        script = get_completion_script(prog_name="skpd-eval", complete_var=COMPLETE, shell=shell.value)
        typer.echo(script)
        raise typer.Exit


COMPLETE = "_SKPD_EVAL_COMPLETE"
"""Set by a shell that asks how a line goes on."""


@app.callback()
def _main(
    context: typer.Context,
    _told_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    _completed: Annotated[
        Shell | None,
        typer.Option(
            "--show-completion",
            callback=_show_completion,
            is_eager=True,
            help="Print the script that completes commands in this shell, then exit.",
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Evaluate how Indonesian government agencies (SKPD) realize their budgets, quarter by quarter."""
    run.current.language_of_all = None if lang is None else lang.value
    if context.invoked_subcommand is None:
        from skpd_eval.cli.welcome import welcome

        welcome(lang)


def command() -> Any:
    """The click command that typer made of the tree."""
    return typer.main.get_command(app)


def click_exceptions() -> Any:
    """The exceptions of the click that typer runs on (its own copy, or the package)."""
    for base in type(command()).__mro__:
        module = base.__module__.partition(".core")[0]
        if base.__name__ in ("Group", "Command") and "click" in module:
            import importlib

            return importlib.import_module(f"{module}.exceptions")
    raise ImportError("click")
