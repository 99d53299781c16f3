"""The manifest: whose and when badly named files are."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from skpd_eval.errors import RefusedError
from skpd_eval.jobs.manifest import Manifest, read_manifest, with_manifest
from skpd_eval.jobs.paths import Found
from skpd_eval.model import BudgetBasis, PeriodKind, PeriodOrigin
from skpd_eval.reading.told.options import ReadOptions

HEADER = ["file", "agency", "agency_id", "government", "year", "quarter", "cutoff", "basis", "period", "unit"]
ROW = ["a.xlsx", "Dinas A", "A17", "Kota Contoh", 2023, "III", None, "revised", "month", "juta"]
TOLD = ReadOptions(
    government="Kota Contoh",
    year=2023,
    quarter=3,
    cutoff_origin=PeriodOrigin.MANIFEST,
    agency_name="Dinas A",
    agency_id="A17",
    basis=BudgetBasis.REVISED,
    period_kind=PeriodKind.MONTH,
    unit_factor=1_000_000,
)


def as_text(folder: Path, *rows: list[object], delimiter: str = ";") -> Path:
    path = folder / "manifest.csv"
    lines = [delimiter.join("" if cell is None else str(cell) for cell in row) for row in [HEADER, *rows]]
    path.write_text("\n".join(lines) + "\n")
    return path


def as_workbook(folder: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in [HEADER, *rows]:
        book.active.append(row)
    book.save(folder / "manifest.xlsx")
    return folder / "manifest.xlsx"


def options_of(manifest: Manifest, name: str, options: ReadOptions | None = None) -> ReadOptions:
    found = Found(manifest.path.parent / name, name, manifest.path.parent)
    return with_manifest(options or ReadOptions(), manifest.row_of(found), manifest.path)


@pytest.mark.parametrize("kind", ["semicolon", "comma", "tab", "workbook"])
def test_a_row_tells_all_it_knows(tmp_path: Path, kind: str) -> None:
    delimiters = {"semicolon": ";", "comma": ",", "tab": "\t"}
    path = (
        as_workbook(tmp_path, ROW)
        if kind == "workbook"
        else as_text(tmp_path, ROW, delimiter=delimiters[kind])
    )
    assert options_of(read_manifest(path), "a.xlsx") == TOLD


@pytest.mark.parametrize(
    "written", ["2023-08-11", "11/08/2023", dt.date(2023, 8, 11), dt.datetime(2023, 8, 11)]
)
def test_a_cutoff_goes_before_the_quarter(tmp_path: Path, written: object) -> None:
    row = [*ROW[:6], written, *ROW[7:]]
    options = options_of(read_manifest(as_workbook(tmp_path, row)), "a.xlsx")
    assert (options.cutoff, options.quarter) == (dt.date(2023, 8, 11), None)


def test_what_the_command_line_says_stands(tmp_path: Path) -> None:
    told = ReadOptions(government="Kota Lain", year=2022, quarter=2, agency_name="Dinas B", unit_factor=1)
    options = options_of(read_manifest(as_text(tmp_path, ROW)), "a.xlsx", told)
    assert (options.government, options.year, options.quarter) == ("Kota Lain", 2022, 2)
    assert (options.agency_name, options.unit_factor) == ("Dinas B", 1)
    assert (options.agency_id, options.basis) == ("A17", BudgetBasis.REVISED)
    assert options.cutoff_origin is PeriodOrigin.OPTION


def test_a_file_without_a_row_keeps_its_options(tmp_path: Path) -> None:
    assert options_of(read_manifest(as_text(tmp_path, ROW)), "b.xlsx") == ReadOptions()


@pytest.mark.parametrize("named", ["sub/a.xlsx", "sub\\a.xlsx", "a.xlsx"])
def test_files_are_named_from_the_folder_ingested_or_by_their_name(tmp_path: Path, named: str) -> None:
    manifest = read_manifest(as_text(tmp_path, [named, *ROW[1:]]))
    found = Found(tmp_path / "sub" / "a.xlsx", "sub/a.xlsx", tmp_path)
    assert manifest.row_of(found)["agency"] == "Dinas A"


def test_files_are_named_from_the_manifests_folder(tmp_path: Path) -> None:
    manifest = read_manifest(as_text(tmp_path, ["sub/a.xlsx", *ROW[1:]]))
    found = Found(tmp_path / "sub" / "a.xlsx", "a.xlsx", tmp_path / "sub")
    assert manifest.row_of(found)["agency"] == "Dinas A"


@pytest.mark.parametrize(
    ("place", "value"),
    [(4, "MMXXIII"), (5, "V"), (6, "31/31/2023"), (7, "tengah"), (8, "minggu"), (9, "lusin")],
    ids=HEADER[4:],
)
def test_a_row_that_cannot_be_read__names_file_column_and_text(
    tmp_path: Path, place: int, value: str
) -> None:
    row = [*ROW[:place], value, *ROW[place + 1 :]]
    wrong = rf"manifest-row.*a\.xlsx.*column='{HEADER[place]}', text='{value}'"
    with pytest.raises(RefusedError, match=wrong):
        options_of(read_manifest(as_text(tmp_path, row)), "a.xlsx")


@pytest.mark.parametrize("header", ["agency;year", "file;agensy", ""])
def test_unknown_or_missing_columns(tmp_path: Path, header: str) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text(header + "\nx;y\n")
    with pytest.raises(RefusedError, match="manifest-columns"):
        read_manifest(path)
