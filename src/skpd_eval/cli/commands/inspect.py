"""``skpd-eval inspect PATH...``: how files are understood, without recording them."""

from __future__ import annotations

import typer

from skpd_eval.cli.commands.ingest import (
    AgencyOption,
    BasisOption,
    DecimalOption,
    EncodingOption,
    GovernmentOption,
    LayoutOption,
    ManifestOption,
    PathsArgument,
    PeriodOption,
    SheetOption,
    UnitOption,
    YearOption,
    _workers,
    read_options,
)
from skpd_eval.cli.options import Common, CutoffOption, Output, QuarterOption, takes
from skpd_eval.cli.session import Session
from skpd_eval.cli.status import ExitStatus


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
) -> None:
    """Show how files are understood: layout, columns, period, agencies, totals, findings; record nothing."""
    from skpd_eval.cli.progress import progress_bar
    from skpd_eval.jobs.ingest import IngestRequest
    from skpd_eval.jobs.inspect import inspect
    from skpd_eval.presentation import tables

    session = Session(common)
    options = read_options(
        government=government, year=year, quarter=quarter, cutoff=cutoff, agency=agency, basis=basis,
        unit=unit, period=period, layout=layout, sheet=sheet, encoding=encoding, decimal=decimal, force=False,
    )  # fmt: skip
    request = IngestRequest(tuple(paths), options, manifest, workers=_workers())
    with progress_bar(shown=not common.quiet, language=session.language) as advance:
        read = inspect(session.context, request, advance)
    for one in read:
        for export in one.reading.exports:
            session.show(tables.inspection(export, session.language), output)
        if one.findings:
            session.show(tables.findings(one.findings, session.language), output)
    if any(one.refused for one in read):
        raise typer.Exit(ExitStatus.REFUSED)
