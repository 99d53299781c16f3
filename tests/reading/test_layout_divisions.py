"""One agency's divisions as rows: whose they are is told, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from skpd_eval.model import FileReading, RealizationBasis, Severity
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

HEAD = "Bidang;Pagu Anggaran;Realisasi Anggaran;Sisa Anggaran;Progres"
ROWS = ("Sekretariat;1.500.000.000;270.000.000;1.000;18%", "Bina Marga;7.000.000.000;1.800.000.000;5;25.71%")
SPENT = {"Sekretariat": 270_000_000_00, "Bina Marga": 1_800_000_000_00}
TOLD = ReadOptions(year=2023, quarter=3, agency_name="Dinas PUPR")


def read(tmp_path: Path, *lines: str, options: ReadOptions = TOLD) -> FileReading:
    path = tmp_path / "ngada.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_file(str(path), path.name, options)


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        pytest.param((HEAD, *ROWS), TOLD, id="told by the user"),
        pytest.param((HEAD, *ROWS, "JUMLAH;8.500.000.000;2.070.000.000;;"), TOLD, id="a total"),
        pytest.param(("OPD : Dinas PUPR;;;;", HEAD, *ROWS), ReadOptions(year=2023, quarter=3), id="in a title"),
    ],
)
def test_divisions(tmp_path: Path, lines: tuple[str, ...], options: ReadOptions) -> None:
    (export,) = read(tmp_path, *lines, options=options).exports
    assert (export.layout, export.realization_basis) == ("divisions", RealizationBasis.AGENCY)
    assert {export.agencies[line.agency].name for line in export.accounts} == {"Dinas PUPR"}
    units = {line.unit: line.realization for line in export.accounts if line.unit is not None}
    assert {export.agencies[unit].name: spent for unit, spent in units.items()} == SPENT


@pytest.mark.parametrize(
    ("lines", "options", "code"),
    [
        pytest.param((HEAD, *ROWS), ReadOptions(year=2023, quarter=3), "agency-missing", id="whose"),
        pytest.param((HEAD, *ROWS, ";1;2;3;4%"), TOLD, "agency-name-missing", id="no name"),
        pytest.param((HEAD, *ROWS, "JUMLAH;9;9;;"), TOLD, "total-differs", id="another total"),
        pytest.param((HEAD, ROWS[0].replace("270.000.000", "#REF!")), TOLD, "amount-unreadable", id="an error"),
    ],
)
def test_refused(tmp_path: Path, lines: tuple[str, ...], options: ReadOptions, code: str) -> None:
    reading = read(tmp_path, *lines, options=options)
    assert code in {finding.code for finding in reading.findings if finding.severity is Severity.ERROR}
    assert not reading.exports
