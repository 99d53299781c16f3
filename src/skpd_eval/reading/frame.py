"""Exports as one pandas frame of a fixed schema: the face of the reader for Python.

Columns (one row a line, whatever its grain; what a grain lacks is missing):

================  ==========  =========================================================
column            dtype       content
================  ==========  =========================================================
file, sheet       string      where it was read
row               Int64       1-based row of the sheet (line of a text file)
kind, layout      string      what the export states, and how it was understood
government        string      as the file names it
cutoff            datetime64  last day covered; for a plan the first day it is in force
period_kind       string      ``cumulative`` or ``month``
budget_basis      string      ``original``, ``revised``, ``unstated``
agency_code, agency_name, unit_code, unit_name  string
activity, account  string     codes as text
budget, budget_original, budget_revised, realization, plan  Int64  sen
month_1 … month_12  Int64     cash plan of each month alone, sen
plan_pct, realization_pct, physical_target_pct, physical_pct  object  Decimal 0-100
budget_cell, realization_cell  string  addresses
================  ==========  =========================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from skpd_eval.errors import RefusedError
from skpd_eval.model import AccountLine, Export, FileReading, PlanLine, ProgressLine, Severity
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

TEXTS = (
    "file", "sheet", "kind", "layout", "government", "period_kind", "budget_basis",
    "agency_code", "agency_name", "unit_code", "unit_name", "activity", "account",
    "budget_cell", "realization_cell",
)  # fmt: skip
AMOUNTS = ("budget", "budget_original", "budget_revised", "realization", "plan")
MONTHS = tuple(f"month_{month}" for month in range(1, 13))
PERCENTAGES = ("plan_pct", "realization_pct", "physical_target_pct", "physical_pct")


def read_export(path: str | Path, options: ReadOptions | None = None) -> pd.DataFrame:
    """Read one export into the frame above.

    Raises RefusedError (``code`` and arguments of the first error) when the file is refused,
    MissingInputError when it cannot be opened.
    """
    reading = read_file(str(path), Path(path).name, options or ReadOptions())
    for finding in reading.findings:
        if finding.severity is Severity.ERROR:
            source = finding.source
            place = {"file": source.file, "cell": source.cell or ""} if source else {}
            raise RefusedError(finding.code, **{**place, **finding.arguments})
    return frame_of(reading)


def frame_of(reading: FileReading) -> pd.DataFrame:
    """All lines of a reading as one frame."""
    rows = [row for export in reading.exports for row in _rows(export)]
    columns = [*TEXTS, "row", "cutoff", *AMOUNTS, *MONTHS, *PERCENTAGES]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    kinds: dict[str, Any] = dict.fromkeys(TEXTS, "string")
    kinds |= dict.fromkeys((*AMOUNTS, *MONTHS, "row"), "Int64")
    frame = frame.astype(kinds)
    frame["cutoff"] = pd.to_datetime(frame["cutoff"])
    return frame


def _rows(export: Export) -> Iterator[dict[str, object]]:
    lines: Iterable[AccountLine | PlanLine | ProgressLine] = (*export.accounts, *export.plans, *export.progress)
    for line in lines:
        agency = export.agencies[line.agency]
        unit = None if line.unit is None else export.agencies[line.unit]
        yield {
            "file": export.file,
            "sheet": export.sheet,
            "row": line.row,
            "kind": export.kind.value,
            "layout": export.layout,
            "government": export.government,
            "cutoff": export.cutoff,
            "period_kind": export.period_kind.value,
            "budget_basis": export.budget_basis.value,
            "agency_code": agency.code,
            "agency_name": agency.name,
            "unit_code": unit and unit.code,
            "unit_name": unit and unit.name,
            **_measures(export, line),
        }


def _measures(export: Export, line: AccountLine | PlanLine | ProgressLine) -> dict[str, object]:
    values = line._asdict()
    found: dict[str, object] = {
        name: values[name] for name in ("activity", "account", *AMOUNTS, *PERCENTAGES) if name in values
    }
    months = values.get("months")
    if isinstance(months, tuple):
        found |= dict(zip(MONTHS, months, strict=True))
    account = values.get("account")
    for measure in ("budget", "realization"):
        found[f"{measure}_cell"] = _cell(export, measure, str(account or ""), line.row)
    return found


def _cell(export: Export, measure: str, account: str, row: int) -> str | None:
    letter = export.columns.get(f"{measure}:{account[:3]}") or export.columns.get(measure)
    if letter is None:
        return None
    return f"line {row}" if export.sheet is None else f"{letter}{row}"
