"""Options that mean the same everywhere, declared once as fields of a class each.

A command takes such an object as its first arguments: :func:`takes` spreads the fields into options.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import getpass
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import typer

from skpd_eval.errors import PeriodError, UsageError
from skpd_eval.model.kinds import BudgetChoice, RankingKey
from skpd_eval.period import parse_date, parse_quarter


class Format(StrEnum):
    """How a result is printed on stdout."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class Dialect(StrEnum):
    """Which CSV: for machines, or for an Indonesian spreadsheet."""

    MACHINE = "machine"
    EXCEL_ID = "excel-id"


class Language(StrEnum):
    """Language of what people read."""

    ID = "id"
    EN = "en"


class Level(StrEnum):
    """What a row of a ranking is."""

    AGENCY = "agency"
    UNIT = "unit"


def _quarter(text: str) -> int:
    try:
        return parse_quarter(text)
    except PeriodError as error:
        raise UsageError("quarter-not-known", text=text) from error


def _day(text: str) -> dt.date:
    try:
        return parse_date(text)
    except PeriodError as error:
        raise UsageError("date-not-known", text=text) from error


QuarterOption = Annotated[
    int | None, typer.Option("--quarter", "-q", parser=_quarter, metavar="1-4", help="Quarter (triwulan).")
]
CutoffOption = Annotated[
    dt.date | None, typer.Option("--cutoff", parser=_day, metavar="DATE", help="Exact cut-off date (posisi).")
]


LangOption = Annotated[
    Language | None, typer.Option("--lang", help="Language of this page and of what commands say.")
]

WhoOption = Annotated[
    str | None,
    typer.Option(
        "--who", metavar="NAME", help="Who does this, kept on record; else the user of the computer."
    ),
]


def who_is(told: str | None) -> str:
    """Who does something that is kept on record: as told, else the user of the computer."""
    if told is not None and told.strip():
        return told.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UsageError("who-unknown") from error


@dataclass(frozen=True, slots=True)
class Common:
    """Every command: where the ledger is, how loud to be, in which language."""

    ledger: Annotated[Path | None, typer.Option("--ledger", metavar="FILE", help="Ledger file.")] = None
    lang: Annotated[Language | None, typer.Option("--lang", help="Language of the output.")] = None
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but results and refusals.")] = False
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell information too.")] = False
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.")] = False
    log_file: Annotated[
        Path | None, typer.Option("--log-file", metavar="FILE", help="Append one line about this run.")
    ] = None
    lock_timeout: Annotated[
        float, typer.Option("--lock-timeout", metavar="SECONDS", min=0, help="Wait for a busy ledger.")
    ] = 5.0
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")] = False


@dataclass(frozen=True, slots=True)
class Output:
    """Commands that print a table."""

    format: Annotated[Format, typer.Option("--format", "-f", help="Format on stdout.")] = Format.TABLE
    csv_dialect: Annotated[Dialect, typer.Option("--csv-dialect", help="Which CSV.")] = Dialect.MACHINE
    width: Annotated[
        int | None,
        typer.Option("--width", min=20, metavar="N", help="Fit a table into N columns, in a pipe too."),
    ] = None

    @property
    def dialect(self) -> Literal["machine", "excel-id"]:
        """The dialect as the writers of text know it."""
        return "excel-id" if self.csv_dialect is Dialect.EXCEL_ID else "machine"


@dataclass(frozen=True, slots=True)
class Position:
    """Commands that read a position of the ledger."""

    government: Annotated[
        str | None,
        typer.Option("--government", metavar="NAME", help="Government, where the ledger has several."),
    ] = None
    year: Annotated[int | None, typer.Option("--year", min=2000, max=2100, help="Fiscal year.")] = None
    quarter: QuarterOption = None
    cutoff: CutoffOption = None
    as_of: Annotated[
        dt.date | None,
        typer.Option(
            "--as-of", parser=_day, metavar="DATE", help="The ledger as it was at the end of that day."
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Commands that rank."""

    by: Annotated[RankingKey, typer.Option("--by", help="What agencies are ranked by.")] = (
        RankingKey.ABSORPTION
    )
    budget: Annotated[BudgetChoice, typer.Option("--budget", help="Which budget is divided by.")] = (
        BudgetChoice.IN_FORCE
    )
    level: Annotated[Level, typer.Option("--level", help="Agencies, or their sub-units too.")] = Level.AGENCY
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="GROUP", help="Only agencies of this group of the register."),
    ] = None
    exclude_dissolved: Annotated[
        bool, typer.Option("--exclude-dissolved", help="Leave out agencies marked as dissolved.")
    ] = False
    short_names: Annotated[
        bool, typer.Option("--short-names", help="Call agencies by their short names in tables and papers.")
    ] = False
    fail_below: Annotated[
        str | None,
        typer.Option(
            "--fail-below", metavar="PCT", help="Exit 10 when an agency's absorption is below PCT percent."
        ),
    ] = None


def takes(*groups: type) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Spread the fields of option classes into a command's signature, after its own parameters."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True)
        mine = list(own.parameters.values())[len(groups) :]
        spread = [parameter for group in groups for parameter in _parameters(group)]

        def called(**values: Any) -> None:
            built = [
                group(**{field.name: values.pop(field.name) for field in dataclasses.fields(group)})
                for group in groups
            ]
            command(*built, **values)

        called.__name__ = command.__name__
        called.__doc__ = command.__doc__
        called.__signature__ = own.replace(parameters=_keyword(mine) + spread)  # type: ignore[attr-defined]
        called.__annotations__ = {p.name: p.annotation for p in (*mine, *spread)}
        return called

    return decorate


def _parameters(group: type) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in dataclasses.fields(group)
    ]


def _keyword(parameters: list[inspect.Parameter]) -> list[inspect.Parameter]:
    return [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
