"""A file read from first byte to lines: container, sheets, tables, findings. Runs in a worker process."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from skpd_eval.findings import say
from skpd_eval.model import Export, FileReading, Finding, Severity, Source
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Workbook
from skpd_eval.reading.container import open_workbook
from skpd_eval.reading.file.copies import without_copies
from skpd_eval.reading.file.coursewords import say_believed
from skpd_eval.reading.file.falling import refuse_falling
from skpd_eval.reading.file.form_answer import hidden_sheet, read_form
from skpd_eval.reading.file.nearmiss import not_understood
from skpd_eval.reading.file.refusedtables import refusal
from skpd_eval.reading.file.sheets import choose
from skpd_eval.reading.file.starter import draft_layout
from skpd_eval.reading.file.table import read_table
from skpd_eval.reading.guard import Task, identify
from skpd_eval.reading.layout.layout import Layout, load_layouts
from skpd_eval.reading.periods.monthsheets import forgive_empty
from skpd_eval.reading.reshape.governments import with_years
from skpd_eval.reading.shapes.accounts.pivot import SHAPE
from skpd_eval.reading.shapes.accounts.pivotposture import read_pivot
from skpd_eval.reading.told.options import ReadOptions


def read_task(task: Task) -> FileReading:
    """What a worker does with one file; ``task.options`` are :class:`ReadOptions`."""
    options = task.options
    assert isinstance(options, ReadOptions)
    return read_file(task.path, task.file, options)


def read_file(path: str, file: str, options: ReadOptions) -> FileReading:
    """Read one file. Data that cannot be read with certainty gives error findings and no exports.

    Raises FileRefusedError and MissingInputError for a file that cannot be opened at all.
    """
    workbook = open_workbook(Path(path), file, encoding=options.encoding)
    sha256, size = identify(path)
    if hidden_sheet(workbook) is not None:
        answer, problems = read_form(workbook, file)
        return FileReading(path, file, sha256, size, findings=problems, answer=answer)
    exports, findings = read_workbook(workbook, file, options)
    refused = any(
        finding.severity is Severity.ERROR
        for finding in (*findings, *(finding for export in exports for finding in export.findings))
    )
    if refused:
        findings = (*findings, *(finding for export in exports for finding in export.findings))
    return FileReading(
        path=path,
        file=file,
        sha256=sha256,
        size=size,
        exports=() if refused else exports,
        findings=tuple(workbook.findings) + findings + _saved_again(workbook, exports, options, file),
        understood=exports if refused else (),
        starter_layout=_starter(workbook, options),
    )


def _starter(workbook: Workbook, options: ReadOptions) -> str:
    if not options.starter_layout:
        return ""
    return draft_layout(workbook.grids, load_layouts(options.layouts, options.taught), options.starter_layout)


def _saved_again(
    workbook: Workbook, exports: Sequence[Export], options: ReadOptions, file: str
) -> tuple[Finding, ...]:
    """An application's export that a person's program saved again may have been edited: said, not judged."""
    generated = {layout.name for layout in load_layouts(options.layouts) if layout.generated}
    who = workbook.properties.get("modified-by", "")
    program = workbook.properties.get("application", "")
    if not who or not any(export.layout in generated for export in exports):
        return ()
    when = workbook.properties.get("modified", "")[:10]
    arguments = {"program": program or "?", "who": who[:60], "when": when or "?"}
    return (say("resaved-by", dict(arguments), Source(file)),)


def read_workbook(
    workbook: Workbook, file: str, options: ReadOptions
) -> tuple[tuple[Export, ...], tuple[Finding, ...]]:
    """The exports of an opened file, each with its findings, and the findings of the file as a whole."""
    layouts = load_layouts(options.layouts, options.taught)
    chosen, misses, notes = choose(workbook.grids, layouts, options, file)
    findings = [finding for note in notes for finding in note.result()]
    if not chosen:
        pivots = _pivots(workbook, layouts, options, file)
        if pivots is not None:
            return pivots
        return (), (*findings, *not_understood(workbook, misses, options, file))
    if chosen[0].header.layout.refused:
        return (), (*findings, *(finding for one in chosen for finding in refusal(one, file)))
    collectors: dict[str | None, Collector] = {}
    exports: list[Export] = []
    for candidate in chosen:
        collector = Collector(file, candidate.grid)
        collectors[candidate.grid.name] = collector
        exports.extend(read_table(candidate.header, candidate.titles, collector, options))
    forgive_empty(exports, collectors)
    kept = without_copies(exports, collectors)
    refuse_falling(kept, collectors)
    say_believed(kept, chosen, collectors, options)
    return _with_findings(kept, collectors), (*findings, *_of_unkept(kept, collectors))


def _pivots(
    workbook: Workbook, layouts: Sequence[Layout], options: ReadOptions, file: str
) -> tuple[tuple[Export, ...], tuple[Finding, ...]] | None:
    """Tables with governments in columns, on any sheet that is shown; ``None`` where there is none."""
    collectors: dict[str | None, Collector] = {}
    exports: list[Export] = []
    for grid in workbook.grids:
        if (options.sheet is not None and grid.name != options.sheet) or not (grid.visible or options.sheet):
            continue
        for layout in layouts:
            table = with_years(grid) or grid if layout.shape == SHAPE else grid
            found = read_pivot(table, layout, options, file) if layout.shape == SHAPE else None
            if found is not None:
                exports.extend(found[0])
                collectors[grid.name] = found[1]
                break
    if not collectors:
        return None
    kept = without_copies(exports, collectors)
    return _with_findings(kept, collectors), _of_unkept(kept, collectors)


def _with_findings(kept: Sequence[Export], collectors: dict[str | None, Collector]) -> tuple[Export, ...]:
    """A table's findings belong to its first export, so that each is told once."""
    told: set[str | None] = set()
    result: list[Export] = []
    for export in kept:
        findings = () if export.sheet in told else collectors[export.sheet].result()
        told.add(export.sheet)
        result.append(dataclasses.replace(export, findings=findings))
    return tuple(result)


def _of_unkept(kept: Sequence[Export], collectors: dict[str | None, Collector]) -> tuple[Finding, ...]:
    sheets = {export.sheet for export in kept}
    return tuple(
        finding
        for sheet, collector in collectors.items()
        if sheet not in sheets
        for finding in collector.result()
    )
