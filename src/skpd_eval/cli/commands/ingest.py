"""``skpd-eval ingest PATH...``: read exports and record them in the ledger."""

from __future__ import annotations

import datetime as dt
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli import run
from skpd_eval.cli.options import Common, CutoffOption, Format, Output, QuarterOption, takes
from skpd_eval.cli.session import Session
from skpd_eval.cli.status import ExitStatus
from skpd_eval.model.kinds import BudgetBasis, PeriodKind

if TYPE_CHECKING:
    from skpd_eval.jobs.ingest import IngestRequest
    from skpd_eval.model.ingestion import IngestOutcome
    from skpd_eval.reading.options import ReadOptions


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


FACTORS = {Unit.RUPIAH: 1, Unit.THOUSAND: 1_000, Unit.MILLION: 1_000_000, Unit.BILLION: 1_000_000_000}
MOST_WORKERS = 8

PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")]
GovernmentOption = Annotated[
    str | None, typer.Option("--government", metavar="NAME", help="Government the files belong to.")
]
YearOption = Annotated[
    int | None, typer.Option("--year", min=2000, max=2100, help="Fiscal year of the files.")
]
AgencyOption = Annotated[
    str | None, typer.Option("--agency", metavar="NAME", help="Agency of a file that does not name its own.")
]
BasisOption = Annotated[ToldBasis | None, typer.Option("--basis", help="Version of the budget in the files.")]
UnitOption = Annotated[Unit | None, typer.Option("--unit", help="Unit of the amounts.")]
PeriodOption = Annotated[
    PeriodKind | None,
    typer.Option("--period", help="Whether realization is cumulative or of one month alone."),
]
LayoutOption = Annotated[
    list[Path] | None, typer.Option("--layout", metavar="FILE", help="A layout of your own (TOML).")
]
SheetOption = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="Read this sheet only.")]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Encoding of text files, such as cp1252.")
]
DecimalOption = Annotated[
    Decimals | None, typer.Option("--decimal", help="Decimal sign of amounts written as text.")
]
ManifestOption = Annotated[
    Path | None, typer.Option("--manifest", metavar="FILE", help="Table saying whose and when the files are.")
]


def read_options(
    *,
    government: str | None,
    year: int | None,
    quarter: int | None,
    cutoff: dt.date | None,
    agency: str | None,
    basis: ToldBasis | None,
    unit: Unit | None,
    period: PeriodKind | None,
    layout: list[Path] | None,
    sheet: str | None,
    encoding: str | None,
    decimal: Decimals | None,
    force: bool,
) -> ReadOptions:
    """What the command line says of the files."""
    from skpd_eval.money import NumberStyle
    from skpd_eval.reading.options import ReadOptions

    styles = {Decimals.COMMA: NumberStyle.INDONESIAN, Decimals.POINT: NumberStyle.ENGLISH}
    return ReadOptions(
        government=government,
        year=year,
        cutoff=cutoff,
        quarter=quarter,
        agency_name=agency,
        basis=None if basis is None else BudgetBasis(basis.value),
        unit_factor=None if unit is None else FACTORS[unit],
        period_kind=period,
        layouts=tuple(str(path) for path in layout or ()),
        sheet=sheet,
        encoding=encoding,
        decimal=None if decimal is None else styles[decimal],
        force=force,
    )


@takes(Common, Output)
def command(
    common: Common,
    output: Output,
    paths: PathsArgument,
    government: GovernmentOption = None,
    year: YearOption = None,
    quarter: QuarterOption = None,
    cutoff: CutoffOption = None,
    agency: AgencyOption = None,
    basis: BasisOption = None,
    unit: UnitOption = None,
    period: PeriodOption = None,
    layout: LayoutOption = None,
    manifest: ManifestOption = None,
    sheet: SheetOption = None,
    encoding: EncodingOption = None,
    decimal: DecimalOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, record nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Make warnings errors.")] = False,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Record nothing unless every file is good.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Accept a file whose own quarter or year differs from what is told."),
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, metavar="N", help="Files read at the same time.")
    ] = None,
) -> None:
    """Read exports (files or folders), check and reconcile them, and record them in the ledger."""
    from skpd_eval.jobs.ingest import IngestRequest

    session = Session(common)
    options = read_options(
        government=government, year=year, quarter=quarter, cutoff=cutoff, agency=agency, basis=basis,
        unit=unit, period=period, layout=layout, sheet=sheet, encoding=encoding, decimal=decimal, force=force,
    )  # fmt: skip
    request = IngestRequest(
        tuple(paths), options, manifest, strict, all_or_nothing, dry_run, workers or default_workers()
    )
    outcome = _ingest(session, request)
    _report(session, output, outcome)


def default_workers() -> int:
    """Files read at the same time: one a processor, at most eight."""
    return max(1, min(os.cpu_count() or 1, MOST_WORKERS))


def _ingest(session: Session, request: IngestRequest) -> IngestOutcome:
    from skpd_eval.cli.progress import progress_bar
    from skpd_eval.jobs.ingest import ingest

    with progress_bar(shown=not session.common.quiet, language=session.language) as advance:
        return ingest(session.context, request, advance)


def _report(session: Session, output: Output, outcome: IngestOutcome) -> None:
    from skpd_eval.model.ingestion import FileState
    from skpd_eval.presentation import ingestion

    if output.format is not Format.TABLE or not session.common.quiet:
        table = ingestion.ingestion(outcome, session.language, every_file=output.format is not Format.TABLE)
        session.show(table, output)
    session.refuse(ingestion.refusals(outcome, session.language))
    session.tell(
        finding
        for one in outcome.files
        if one.state not in (FileState.REFUSED, FileState.REFUSED_BEFORE)
        for finding in one.findings
    )
    if session.common.verbose:
        for line in ingestion.skipped_lines(outcome.skipped, session.language):
            session.say(line)
    run.current.facts.update(
        files=str(len(outcome.files)),
        recorded=str(outcome.count(FileState.RECORDED)),
        unchanged=str(outcome.count(FileState.UNCHANGED)),
        refused=str(outcome.count(FileState.REFUSED, FileState.REFUSED_BEFORE)),
    )
    if outcome.count(FileState.REFUSED, FileState.HELD_BACK):
        raise typer.Exit(ExitStatus.REFUSED)
