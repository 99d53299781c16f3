"""What the command line says of files that do not say it themselves: one class for ``ingest`` and ``inspect``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli.options import CutoffOption, QuarterOption
from skpd_eval.model.kinds import BudgetBasis, PeriodKind

if TYPE_CHECKING:
    from skpd_eval.reading.told.options import ReadOptions


class ToldBasis(StrEnum):
    """Version of the budget in the files."""

    ORIGINAL = "original"
    REVISED = "revised"


class Unit(StrEnum):
    """Unit of the files' amounts."""

    RUPIAH = "rupiah"
    THOUSAND = "ribu"
    MILLION = "juta"
    BILLION = "miliar"


class Decimals(StrEnum):
    """Number style of the files' texts."""

    COMMA = "comma"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Files:
    """Whose and when the files are, and how they are written, where they do not say."""

    government: Annotated[
        str | None, typer.Option("--government", metavar="NAME", help="Government the files belong to.")
    ] = None
    year: Annotated[
        int | None, typer.Option("--year", min=2000, max=2100, help="Fiscal year of the files.")
    ] = None
    quarter: QuarterOption = None
    cutoff: CutoffOption = None
    agency: Annotated[
        str | None,
        typer.Option("--agency", metavar="NAME", help="Agency of a file that does not name its own."),
    ] = None
    basis: Annotated[
        ToldBasis | None, typer.Option("--basis", help="Version of the budget in the files.")
    ] = None
    unit: Annotated[Unit | None, typer.Option("--unit", help="Unit of the amounts.")] = None
    period: Annotated[
        PeriodKind | None,
        typer.Option("--period", help="Whether realization is cumulative or of one month alone."),
    ] = None
    layout: Annotated[
        list[Path] | None, typer.Option("--layout", metavar="FILE", help="A layout of your own (TOML).")
    ] = None
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="LETTER=WHAT",
            help="What a column holds where its heading does not say it, such as D=budget; repeat it for others.",
        ),
    ] = None
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", metavar="FILE", help="Table saying whose and when the files are."),
    ] = None
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="Read this sheet only.")] = None
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Encoding of text files, such as cp1252."),
    ] = None
    decimal: Annotated[
        Decimals | None, typer.Option("--decimal", help="Decimal sign of amounts written as text.")
    ] = None


def _column(text: str) -> tuple[int, str]:
    """A column and what it holds, from ``D=budget``; raises BadParameter for another form or an unknown meaning."""
    from skpd_eval.reading.layout.taught import ROLES, column_index

    letters, _, meant = text.partition("=")
    index, meant = column_index(letters), meant.strip().casefold().replace("-", "_")
    if index < 0 or meant not in ROLES:
        raise typer.BadParameter(f"{text}: LETTER=WHAT, {', '.join(ROLES)}", param_hint="--column")
    return index, meant


def read_options(files: Files, *, force: bool = False, starter_layout: str = "") -> ReadOptions:
    """What the reader is told of the files."""
    from skpd_eval.money import NumberStyle
    from skpd_eval.reading.cells.units import FACTORS
    from skpd_eval.reading.layout.taught import Taught
    from skpd_eval.reading.told.options import ReadOptions

    styles = {Decimals.COMMA: NumberStyle.INDONESIAN, Decimals.POINT: NumberStyle.ENGLISH}
    return ReadOptions(
        government=files.government,
        year=files.year,
        cutoff=files.cutoff,
        quarter=files.quarter,
        agency_name=files.agency,
        basis=None if files.basis is None else BudgetBasis(files.basis.value),
        unit_factor=None if files.unit is None else FACTORS[files.unit.value],
        period_kind=files.period,
        layouts=tuple(str(path) for path in files.layout or ()),
        taught=Taught(tuple(map(_column, files.column or ()))),
        sheet=files.sheet,
        encoding=files.encoding,
        decimal=None if files.decimal is None else styles[files.decimal],
        starter_layout=starter_layout,
        force=force,
    )
