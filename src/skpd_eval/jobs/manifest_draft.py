"""A manifest pre-filled with what was understood of each file; what is missing is left to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from skpd_eval.errors import OutputError, UsageError
from skpd_eval.jobs.across import Read
from skpd_eval.jobs.manifest import COLUMNS
from skpd_eval.model import AccountLine, BudgetBasis, Export, PeriodKind, PeriodOrigin, PlanLine, ProgressLine
from skpd_eval.portable import write_atomically
from skpd_eval.reading.cells.units import FACTORS

SUFFIXES = (".xlsx", ".csv")


def write_manifest(read: Sequence[Read], path: Path, language: str) -> None:
    """Write the draft as xlsx or CSV by the suffix; an existing file is left alone.

    Raises UsageError ``unknown-format``, OutputError ``output-exists``.
    """
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES:
        raise UsageError("unknown-format", suffix=suffix or str(path), known=", ".join(SUFFIXES))
    if path.exists():
        raise OutputError(str(path), "exists", code="output-exists")
    rows = [row_of(one) for one in read]
    if suffix == ".csv":
        write_atomically(path, _csv(rows))
        return
    from skpd_eval.presentation.writers.xlsx.manifest import render

    write_atomically(path, render(COLUMNS, rows, choices(), language))


def choices() -> dict[str, tuple[str, ...]]:
    """What a cell of a column may hold, for drop-downs."""
    return {
        "basis": (BudgetBasis.ORIGINAL.value, BudgetBasis.REVISED.value),
        "period": tuple(kind.value for kind in PeriodKind),
        "quarter": ("1", "2", "3", "4"),
        "unit": tuple(FACTORS),
    }


def row_of(one: Read) -> dict[str, str]:
    """The manifest row of a file: what its exports agree on, blank where the file is silent."""
    exports = one.reading.exports or one.reading.understood
    row = dict.fromkeys(COLUMNS, "") | {"file": one.found.file}
    if not exports:
        return row
    told = [_told(export) for export in exports]
    return row | {
        name: value for name, value in told[0].items() if all(entry[name] == value for entry in told)
    }


def _told(export: Export) -> dict[str, str]:
    lines: tuple[AccountLine | PlanLine | ProgressLine, ...] = (
        *export.accounts,
        *export.plans,
        *export.progress,
    )
    names = {export.agencies[line.agency].name for line in lines}
    certain = export.period_origin not in (None, PeriodOrigin.FILE_NAME)
    return {
        "agency": next(iter(names)) if len(names) == 1 else "",
        "government": export.government or "",
        "year": "" if export.year is None else str(export.year),
        "cutoff": export.cutoff.isoformat() if export.cutoff is not None and certain else "",
        "basis": "" if export.budget_basis is BudgetBasis.UNSTATED else export.budget_basis.value,
        "period": export.period_kind.value if export.period_kind is PeriodKind.MONTH else "",
        "unit": ""
        if export.unit_factor == 1
        else next(name for name, factor in FACTORS.items() if factor == export.unit_factor),
    }


def _csv(rows: Sequence[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
