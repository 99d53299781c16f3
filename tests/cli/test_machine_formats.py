"""Every ``--format json`` against its schema: no name that is not documented, no word where a code belongs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from skpd_eval.presentation import schemas
from skpd_eval.presentation.sentences.words import VOCABULARIES

from .conftest import BATU, Run

LABOUR = "Dinas Tenaga Kerja"
READING = [
    ("rank", "-q", 3),
    ("rank", "-q", 4, "--by", "without-personnel"),
    ("rank", "-q", 4, "--by", "combined"),
    ("rank", "-q", 4, "--governments"),
    ("rank", "-q", 4, "--level", "unit"),
    ("rank", "-q", 3, "--group-by", "kind"),
    ("rank", "-q", 4, "--group-by", "field"),
    ("rank", "-q", 3, "--reference", "ikpa"),
    ("rank", "-q", 4, "--reference", "efficiency"),
    ("lowest", "-q", 3),
    ("show", LABOUR, "-q", 3),
    ("show", "--posture", "-q", 4),
    ("show", "--priorities", "-q", 3),
    ("trend", "-q", 4),
    ("explain", LABOUR, "absorption", "-q", 3),
    ("explain", LABOUR, "physical", "-q", 3, "--all"),
    ("compare", "-q", 3),
    ("status", "-q", 3),
    ("history",),
    ("rules",),
    ("doctor",),
    ("e81", LABOUR, "-q", 3),
    ("inspect", BATU / "rfk-triwulan-3.xlsx"),
    ("adjust", "--list"),
    ("assist", "list", "-q", 3),
]
WRITING = [
    ("ingest", BATU / "rfk-triwulan-3.xlsx"),
    ("adjust", LABOUR, "--amount", "1000000", "--account", "5.1.02", "--cutoff", "2023-09-30",
     "--document", "SP2B 1", "--reason", "BLUD"),
    ("assist", "open", "-q", 3, "-n", 2, "--out", "forms", "--who", "Sari"),
    ("assist", "note", 1, "--text", "Rapat", "--who", "Sari"),
    ("assist", "check", 1, "--cutoff", "2023-12-31", "--who", "Sari"),
    ("assist", "close", 1, "--reason", "Selesai", "--who", "Sari"),
    ("assist", "outcome", "-q", 4),
    ("history",),
    ("rank", "-q", 3),
]  # fmt: skip
"""One after the other on one ledger."""
GOOD = "government;cutoff;kode skpd;nama skpd;pagu;realisasi\nKota Contoh;2023-09-30;1.01;Dinas A;100;40,5\n"
PRIORITIES = '[[priority]]\nlabel = "Pelatihan kerja"\ncodes = ["2.07.03"]\nowner = "Dinas Tenaga Kerja"\n'


def faults(found: dict[str, Any]) -> list[str]:
    """Where an object is not what its schema says."""
    schema = json.loads(schemas.stored(found["schema"]))
    return [
        f"{found['schema']} {'/'.join(map(str, error.path))}: {error.message}"
        for error in Draft202012Validator(schema).iter_errors(found)
    ]


def words(arguments: tuple[object, ...]) -> str:
    return " ".join(Path(str(one)).name for one in arguments)


@pytest.mark.parametrize("arguments", READING, ids=words)
def test_json__is_exactly_what_its_schema_says(
    read: Run, tmp_path: Path, arguments: tuple[object, ...]
) -> None:
    (tmp_path / "skpd-eval.toml").write_text(PRIORITIES, encoding="utf-8")
    result = read(*arguments, "--format", "json")
    assert result.status == 0, result.said
    assert faults(result.json()) == []


def test_json__of_what_writes_is_exactly_what_its_schema_says(here: Run, ledger: Path) -> None:
    for arguments in WRITING:
        result = here(*arguments, "--format", "json", "--ledger", ledger)
        assert result.status == 0, result.said
        assert result.json()["rows"], words(arguments)
        assert faults(result.json()) == []


def test_json__of_revenue_is_exactly_what_its_schema_says(here: Run, tmp_path: Path) -> None:
    lines = [
        "government;cutoff;kode skpd;nama skpd;kode rekening;uraian;anggaran;realisasi",
        "Kota Contoh;2023-09-30;5.02.0.00.0.00.02.0000;Badan Pendapatan;4.1.01;Pajak Daerah;1000;600",
        "Kota Contoh;2023-09-30;5.02.0.00.0.00.02.0000;Badan Pendapatan;5.1.01;Belanja Pegawai;500;300",
        "Kota Contoh;2023-09-30;1.02.0.00.0.00.01.0000;Dinas Kesehatan;4.1.02;Retribusi;100;90",
        "Kota Contoh;2023-09-30;1.02.0.00.0.00.01.0000;Dinas Kesehatan;5.1.01;Belanja Pegawai;500;300",
    ]
    (tmp_path / "lra.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert here("ingest", "lra.csv", "--ledger", "l.db").status == 0
    found = here("rank", "--revenue", "--format", "json", "--ledger", "l.db").json()
    assert [row["effectiveness"] for row in found["rows"]] == ["fairly-effective", "not-effective"]
    assert faults(found) == []


def test_every_command_that_prints_json_is_held_against_its_schema() -> None:
    cases = {" ".join(map(str, one)) for one in (*READING, *WRITING)}
    untried = [name for name in _printing() if not any(case.startswith(name) for case in cases)]
    assert untried == []


def _printing() -> Iterator[str]:
    from skpd_eval.cli.app import command

    for name, one in command().commands.items():
        within = getattr(one, "commands", {})
        for path, leaf in [(name, one), *((f"{name} {inner}", sub) for inner, sub in within.items())]:
            if any("--format" in option.opts and "json" in option.type.choices for option in leaf.params):
                yield path


def test_an_undocumented_name_is_a_fault(read: Run) -> None:
    found = read("rank", "-q", 3, "--format", "json").json()
    found["rows"][0]["new_name"] = 1
    del found["rows"][1]["budget"]
    told = faults(found)
    assert len(told) == 2
    assert "new_name" in told[0]


@pytest.mark.parametrize("arguments", [one for one in READING if one[0] not in ("doctor", "inspect")], ids=words)
def test_json__only_sentences_and_labels_follow_the_language(
    read: Run, tmp_path: Path, arguments: tuple[object, ...]
) -> None:
    (tmp_path / "skpd-eval.toml").write_text(PRIORITIES, encoding="utf-8")
    found = [read(*arguments, "--format", "json", "--lang", one).json() for one in ("id", "en")]
    indonesian, english = (dict(_values(one)) for one in found)
    differ = {path.rsplit("/", 1)[-1] for path in indonesian if indonesian[path] != english[path]}
    said = {"language", "message", "definition", "detail", "label", "reference", "first_source", "second_source"}
    said |= {"proved_by"}
    if arguments[:2] == ("show", "--posture"):
        said |= {"name"}
    assert {name for name in differ if not name.endswith("_label")} <= said


def _values(found: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(found, dict):
        for name, value in found.items():
            yield from _values(value, f"{path}/{name}")
    elif isinstance(found, list):
        for place, value in enumerate(found):
            yield from _values(value, f"{path}/{place}")
    else:
        yield path, found


def test_status_json__says_of_which_quarter_and_what_was_refused(here: Run, tmp_path: Path) -> None:
    (tmp_path / "baik.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    here("ingest", "baik.csv", "rusak.xlsx", "--ledger", "l.db")
    found = here("status", "--format", "json", "--ledger", "l.db").json()
    assert faults(found) == []
    assert (found["government"], found["year"], found["quarter"]) == ("Kota Contoh", 2023, 3)
    [row], [refused] = found["rows"], found["refused"]
    assert (row["accounts"], row["accounts_label"], row["outputs"]) == ("present", "ada", None)
    assert refused["file"] == "rusak.xlsx"
    assert refused["code"]


def test_csv__has_code_and_label_and_every_column_even_without_a_row(read: Run) -> None:
    table = list(csv.DictReader(io.StringIO(read("status", "-q", 3, "--format", "csv").text)))
    assert {(row["accounts"], row["accounts_label"]) for row in table} == {("present", "ada")}
    listed = read("adjust", "--list", "--format", "csv").text.splitlines()
    schema = json.loads(schemas.stored("skpd-eval/adjustments/1"))
    assert listed == [",".join(schema["properties"]["rows"]["items"]["required"])]


def test_schemas__are_valid_and_know_every_vocabulary_of_the_words() -> None:
    for output in schemas.OUTPUTS:
        Draft202012Validator.check_schema(json.loads(schemas.stored(output.schema)))
    status = json.loads(schemas.stored("skpd-eval/status/1"))["properties"]["rows"]["items"]["properties"]
    assert {*VOCABULARIES["presence"], None} == {*status["accounts"]["enum"]}


def test_inspect_json__states_the_sums(here: Run, tmp_path: Path) -> None:
    (tmp_path / "baik.csv").write_text(GOOD, encoding="utf-8")
    found = here("inspect", "baik.csv", "--format", "json").json()
    assert faults(found) == []
    [file] = found["files"]
    [table] = file["tables"]
    assert (file["refused"], table["budget"], table["realization"], table["plan"]) == (False, 100, 40.5, None)


def test_ingest_json__says_what_was_found_and_passed_over(here: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "baik.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "data" / "rusak.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "data" / "catatan.docx").write_bytes(b"no export")
    result = here("ingest", "data", "--format", "json", "--ledger", "l.db")
    found = result.json()
    assert (result.status, faults(found)) == (65, [])
    assert [(Path(row["file"]).name, row["state"]) for row in found["rows"]] == [
        ("baik.csv", "recorded"),
        ("rusak.xlsx", "refused"),
    ]
    assert [Path(one["file"]).name for one in found["findings"] if one["severity"] == "error"] == ["rusak.xlsx"]
    assert [Path(name).name for name in found["skipped"]] == ["catatan.docx"]


def test_compare_json__tells_agreement_from_nothing_compared(read: Run) -> None:
    found = read("compare", "-q", 3, "--format", "json").json()
    assert (found["rows"], found["compared"], found["tolerance_pp"], found["uncompared"]) == ([], 60, 0.5, 0)


def test_show_json__has_the_findings_of_its_agency_alone(read: Run) -> None:
    found = read("show", "Dinas Perpustakaan", "-q", 3, "--format", "json").json()
    assert [(one["code"], one["cutoff"]) for one in found["findings"]] == [("physical-below-financial", None)]
    assert (found["year"], found["quarter"], found["cutoff"]) == (2023, 3, "2023-09-30")
    assert read("show", LABOUR, "-q", 3, "--format", "json").json()["findings"] == []
