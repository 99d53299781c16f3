"""Answered forms read back: every field, whatever the file is named, and what is refused at which cell."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from skpd_eval.model import FileReading
from skpd_eval.model.assistance import (
    Agency,
    Answer,
    Case,
    CasePart,
    Cause,
    Opinion,
    ReasonClass,
    Standing,
)
from skpd_eval.presentation.writers.xlsx.form import HIDDEN_SHEET, render_form
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

CASE = Case(
    7, "Kota Batu", 2023, 3, Agency("2.07", "2.07", "Dinas Tenaga Kerja"), "0123456789abcdef", "Tim",
    dt.datetime(2023, 11, 1, tzinfo=dt.UTC),
    Standing(
        dt.date(2023, 9, 30), 30, 30, 10_612_384_000_00, 3_274_981_702_00, 7_031_480_000_00,
        3_756_498_298_00, (CasePart("2.07.03", "Pelatihan", 3_000_000_000_00, 0, 3_000_000_000_00),),
    ),
)  # fmt: skip
DUE = dt.date(2023, 11, 30)
FILLED = {
    "opinion": "Setuju",
    "reason": "Dalam proses",
    "cause": "Pengadaan/lelang",
    "action": "Lelang ulang",
    "person": "Sari, Kabid Pelatihan",
    "due": DUE,
}
ANSWER = Answer(
    Opinion.AGREE,
    None,
    ReasonClass.IN_PROCESS,
    Cause.PROCUREMENT,
    "Lelang ulang",
    "Sari, Kabid Pelatihan",
    DUE,
)

Fill = Callable[..., Path]


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Write a form, fill it in (``None`` leaves a field blank), and save it under any name."""

    def filled(name: str = "apa saja.xlsx", language: str = "id", **changes: Any) -> Path:
        path = tmp_path / name
        path.write_bytes(render_form(CASE, language))
        book = load_workbook(path)
        cells = addresses(book)
        form = book[book[HIDDEN_SHEET]["B4"].value]
        for field, value in ({**FILLED, **changes} if language == "id" else changes).items():
            form[cells[field]] = value
        book.save(path)
        return path

    return filled


def addresses(book: Workbook) -> dict[str, str]:
    return {row[1].value: row[2].value for row in book[HIDDEN_SHEET].iter_rows() if row[0].value == "field"}


def read(path: Path) -> FileReading:
    return read_file(str(path), path.name, ReadOptions())


def test_form__is_an_answer_and_no_export(fill: Fill) -> None:
    reading = read(fill())
    assert reading.exports == ()
    assert reading.findings == ()
    assert reading.answer is not None
    assert (reading.answer.case, reading.answer.checksum) == (7, "0123456789abcdef")
    assert reading.answer.answer == ANSWER


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        pytest.param({"opinion": " SETUJU "}, "opinion", Opinion.AGREE, id="spelling of a choice"),
        pytest.param({"cause": "Lain (jelaskan)", "remark": "Banjir"}, "remark", "Banjir", id="remark"),
        pytest.param({"due": "30/11/2023"}, "due", DUE, id="date as text"),
        pytest.param({"due": "30 November 2023"}, "due", DUE, id="date in words"),
        pytest.param({"due": dt.datetime(2023, 11, 30, 8, 0)}, "due", DUE, id="date with a time"),
        pytest.param({"own_realization": 950_000}, "own_realization", 950_000_00, id="number"),
        pytest.param({"own_realization": "Rp9,5 miliar"}, "own_realization", 9_500_000_000_00, id="words"),
        pytest.param({"own_realization": "1.500.000,50"}, "own_realization", 1_500_000_50, id="sen"),
        pytest.param({"own_realization": 0}, "own_realization", 0, id="zero is an amount"),
        pytest.param({"action": "a\n b"}, "action", "a b", id="line breaks"),
        pytest.param({"action": 5}, "action", "5", id="number as text"),
    ],
)
def test_form__what_people_write(fill: Fill, changes: dict[str, Any], field: str, expected: object) -> None:
    reading = read(fill(**changes))
    assert reading.findings == ()
    assert reading.answer is not None
    assert getattr(reading.answer.answer, field) == expected


def test_form__in_english_means_the_same(fill: Fill) -> None:
    english = {**FILLED, "opinion": "Agree", "reason": "In process", "cause": "Procurement or tender"}
    reading = read(fill("any.xlsx", "en", **english))
    assert reading.answer is not None
    assert reading.answer.answer == ANSWER


@pytest.mark.parametrize("cause", list(Cause))
def test_form__every_choice_of_its_list_is_read(fill: Fill, cause: Cause) -> None:
    book = load_workbook(fill("x.xlsx"))
    words = {
        row[2].value: row[3].value
        for row in book[HIDDEN_SHEET].iter_rows()
        if (row[0].value, row[1].value) == ("choice", "cause")
    }
    reading = read(fill(cause=words[cause], remark="x"))
    assert reading.answer is not None
    assert reading.answer.answer is not None
    assert reading.answer.answer.cause is cause


@pytest.mark.parametrize(
    ("changes", "code", "field", "text"),
    [
        *(
            pytest.param({field: None}, "form-field-missing", field, None, id=f"without {field}")
            for field in FILLED
        ),
        pytest.param(
            {"opinion": "Menyanggah"}, "form-field-missing", "own_realization", None, id="dispute without figure"
        ),
        pytest.param({"cause": "Lain (jelaskan)"}, "form-field-missing", "remark", None, id="other unexplained"),
        pytest.param({"cause": "Hujan"}, "form-choice-unknown", "cause", "Hujan", id="not in the list"),
        pytest.param({"reason": 3}, "form-choice-unknown", "reason", "3", id="a number in a list"),
        pytest.param(
            {"opinion": "Menyanggah", "own_realization": "sekitar satu"}, "form-amount-unreadable",
            "own_realization", "sekitar satu", id="no amount",
        ),
        pytest.param({"due": "akhir bulan"}, "form-date-unreadable", "due", "akhir bulan", id="no date"),
        pytest.param({"due": 5}, "form-date-unreadable", "due", "1900-01-05", id="a number is no date"),
    ],
)  # fmt: skip
def test_form__refused_at_its_cell(
    fill: Fill, changes: dict[str, Any], code: str, field: str, text: str | None
) -> None:
    path = fill(**changes)
    reading = read(path)
    assert reading.answer is None
    (finding,) = reading.findings
    assert finding.code == code
    assert finding.source is not None
    assert (finding.source.sheet, finding.source.cell) == ("Formulir", addresses(load_workbook(path))[field])
    assert finding.arguments.get("text") == text


def test_form__all_that_is_wrong_is_told_at_once(fill: Fill) -> None:
    reading = read(fill(action=None, due="besok", cause="?"))
    assert {finding.code for finding in reading.findings} == {
        "form-field-missing", "form-date-unreadable", "form-choice-unknown",
    }  # fmt: skip


def test_form__blank_is_no_answer_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(render_form(CASE))
    reading = read(path)
    assert reading.findings == ()
    assert reading.answer is not None
    assert reading.answer.answer is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        pytest.param("B1", "2", id="another version"),
        pytest.param("B2", "tujuh", id="case is no number"),
        pytest.param("B2", "9" * 400, id="case of many digits"),
        pytest.param("B3", None, id="no checksum"),
        pytest.param("B4", "Lembar lain", id="no such sheet"),
        pytest.param("C5", "A0", id="no cell"),
        pytest.param("B5", "opini", id="a field renamed"),
        pytest.param("C6", "maybe", id="an unknown choice"),
    ],
)
def test_form__hidden_sheet_changed(fill: Fill, cell: str, value: str | None) -> None:
    path = fill()
    book = load_workbook(path)
    book[HIDDEN_SHEET][cell] = value
    book.save(path)
    reading = read(path)
    assert reading.answer is None
    assert [finding.code for finding in reading.findings] == ["form-damaged"]


def test_form__without_its_hidden_sheet_is_no_form(fill: Fill) -> None:
    path = fill()
    book = load_workbook(path)
    del book[HIDDEN_SHEET]
    book.save(path)
    assert {finding.code for finding in read(path).findings} != {"form-damaged"}
    assert read(path).answer is None


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsx"])
def test_form__saved_by_another_program(
    fill: Fill, tmp_path: Path, need_tool: Callable[..., str], suffix: str
) -> None:
    office = need_tool("soffice", "libreoffice")
    path = fill("terisi.xlsx", own_realization=950_000)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path / "out"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    reading = read(tmp_path / "out" / f"terisi.{suffix}")
    assert reading.answer is not None
    assert reading.answer.answer == replace(ANSWER, own_realization=950_000_00)
