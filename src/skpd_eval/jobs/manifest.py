"""The manifest: a small table that says of badly named files whose and when they are.

Columns: file, agency, agency_id, government, year, quarter, cutoff, basis, period, unit; a row tells what it fills.
``file`` is relative to an ingested path, else to the manifest's own folder.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from skpd_eval import period
from skpd_eval.errors import PeriodError, RefusedError
from skpd_eval.jobs.paths import Found
from skpd_eval.model import BudgetBasis, PeriodKind, PeriodOrigin
from skpd_eval.reading.container import open_workbook
from skpd_eval.reading.grid import CellValue, Grid
from skpd_eval.reading.options import ReadOptions
from skpd_eval.reading.units import FACTORS

COLUMNS = (
    "file",
    "agency",
    "agency_id",
    "government",
    "year",
    "quarter",
    "cutoff",
    "basis",
    "period",
    "unit",
)
UNITS: Mapping[str, int] = {**FACTORS, **{str(factor): factor for factor in FACTORS.values()}}
"""What a unit cell may say: a word, or rupiah per unit."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Rows of a manifest by the path that they speak of."""

    path: Path
    rows: Mapping[str, Mapping[str, str]]

    def row_of(self, found: Found) -> Mapping[str, str]:
        """The row of a file: by its path under the ingested folder, under the manifest's folder, or its name."""
        names = [found.file, found.path.name]
        with contextlib.suppress(ValueError):
            names.insert(1, found.path.resolve().relative_to(self.path.resolve().parent).as_posix())
        return next((self.rows[name] for name in names if name in self.rows), {})


def read_manifest(path: Path) -> Manifest:
    """Read a manifest (CSV or spreadsheet). Raises RefusedError ``manifest-unreadable`` naming row and column."""
    grid = open_workbook(path, path.name).grids[0]
    header = [_text(value).casefold() for value in grid.rows[0]] if grid.rows else []
    unknown = [name for name in header if name and name not in COLUMNS]
    if "file" not in header or unknown:
        raise RefusedError("manifest-columns", file=path.name, columns=", ".join(unknown) or "file")
    rows: dict[str, Mapping[str, str]] = {}
    for number in range(1, len(grid.rows)):
        row = _row(grid, number, header)
        if row.get("file"):
            rows[row["file"].replace("\\", "/")] = row
    return Manifest(path, rows)


def _row(grid: Grid, number: int, header: Sequence[str]) -> dict[str, str]:
    return {name: _text(grid.value(number, col)) for col, name in enumerate(header) if name}


def _text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip().removesuffix(" 00:00:00")


def with_manifest(options: ReadOptions, row: Mapping[str, str], manifest: Path) -> ReadOptions:
    """Options of one file: what the user said on the command line stands, the manifest fills the rest."""
    if not row:
        return options
    try:
        told = _told(row)
    except (PeriodError, ValueError, KeyError) as error:
        raise RefusedError(
            "manifest-row", file=manifest.name, row=row.get("file", ""), text=str(error)
        ) from error
    if options.cutoff is not None or options.quarter is not None:
        told.pop("cutoff", None), told.pop("quarter", None), told.pop("cutoff_origin", None)
    unsaid = {
        name: value
        for name, value in told.items()
        if name == "cutoff_origin" or getattr(options, name) is None
    }
    return dataclasses.replace(options, **unsaid)  # type: ignore[arg-type]


def _told(row: Mapping[str, str]) -> dict[str, object]:
    told: dict[str, object] = {}
    if row.get("agency"):
        told["agency_name"] = row["agency"]
    if row.get("agency_id"):
        told["agency_id"] = row["agency_id"]
    if row.get("government"):
        told["government"] = row["government"]
    if row.get("year"):
        told["year"] = int(row["year"])
    if row.get("cutoff"):
        told["cutoff"] = period.parse_date(row["cutoff"])
        told["cutoff_origin"] = PeriodOrigin.MANIFEST
    elif row.get("quarter"):
        told["quarter"] = period.parse_quarter(row["quarter"])
        told["cutoff_origin"] = PeriodOrigin.MANIFEST
    if row.get("basis"):
        told["basis"] = BudgetBasis(row["basis"].casefold())
    if row.get("period"):
        told["period_kind"] = PeriodKind(row["period"].casefold())
    if row.get("unit"):
        told["unit_factor"] = UNITS[row["unit"].casefold()]
    return told
