"""The manifest: a small table that says of badly named files whose and when they are.

Columns: file, agency, agency_id, government, year, quarter, cutoff, basis, period, unit; a row tells what it fills.
``file`` is relative to an ingested path, else to the manifest's own folder.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from skpd_eval import period
from skpd_eval.errors import PeriodError, RefusedError
from skpd_eval.jobs.paths import Found
from skpd_eval.model import BudgetBasis, PeriodKind, PeriodOrigin
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.units import FACTORS
from skpd_eval.reading.container import open_workbook
from skpd_eval.reading.told.options import ReadOptions

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
    """Options of one file: what the user said on the command line stands, the manifest fills the rest.

    Raises RefusedError ``manifest-row``, which names the column and the text that does not fit it.
    """
    if not row:
        return options
    told = _told(row, manifest)
    if options.cutoff is not None or options.quarter is not None:
        told.pop("cutoff", None), told.pop("quarter", None), told.pop("cutoff_origin", None)
    unsaid = {
        name: value
        for name, value in told.items()
        if name == "cutoff_origin" or getattr(options, name) is None
    }
    return dataclasses.replace(options, **unsaid)  # type: ignore[arg-type]


def _told(row: Mapping[str, str], manifest: Path) -> dict[str, object]:
    told: dict[str, object] = {}
    for column, (option, parse) in _COLUMNS.items():
        text = row.get(column)
        if not text or (column == "quarter" and row.get("cutoff")):
            continue
        try:
            told[option] = parse(text)
        except (PeriodError, ValueError, KeyError) as error:
            place = {"file": manifest.name, "row": row.get("file", "")}
            raise RefusedError("manifest-row", **place, column=column, text=text) from error
    if "cutoff" in told or "quarter" in told:
        told["cutoff_origin"] = PeriodOrigin.MANIFEST
    return told


_COLUMNS: dict[str, tuple[str, Callable[[str], object]]] = {
    "agency": ("agency_name", str),
    "agency_id": ("agency_id", str),
    "government": ("government", str),
    "year": ("year", int),
    "cutoff": ("cutoff", period.parse_date),
    "quarter": ("quarter", period.parse_quarter),
    "basis": ("basis", lambda text: BudgetBasis(text.casefold())),
    "period": ("period_kind", lambda text: PeriodKind(text.casefold())),
    "unit": ("unit_factor", lambda text: UNITS[text.casefold()]),
}
"""By column of a manifest: the option that it fills, and how its text is read."""
