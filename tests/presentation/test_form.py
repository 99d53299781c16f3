"""The form of assistance as a workbook: what it shows, what may be filled in, how it prints."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from skpd_eval.model.assistance import Agency, Case, CasePart, Cause, Opinion, ReasonClass, Standing
from skpd_eval.presentation.writers.xlsx.form import HIDDEN_SHEET, form_name, render_form

STANDING = Standing(
    dt.date(2023, 9, 30), 30, 30, 11_800_000_000_00, 3_641_480_000_00, 8_260_000_000_00, 4_618_520_000_00,
    tuple(CasePart(f"2.07.0{n}", f"Kegiatan {n}", n * 100_00, 0, n * 100_00) for n in range(5, 0, -1)),
)  # fmt: skip
CASE = Case(
    3, "Kota Batu", 2023, 3, Agency("x", "2.07.0.00.0.00.01.0000", "Dinas Tenaga Kerja"), "0123456789abcdef",
    "Tim", dt.datetime(2023, 11, 1, tzinfo=dt.UTC), STANDING,
)  # fmt: skip


def book(case: Case = CASE, language: str = "id") -> Workbook:
    return load_workbook(BytesIO(render_form(case, language)))


def texts(given: Workbook) -> set[str]:
    return {
        str(cell.value) for row in given.worksheets[0].iter_rows() for cell in row if cell.value is not None
    }


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        pytest.param(
            "id", {"Rp11.800.000.000", "30,86%", "70,00%", "Rp4.618.520.000", "30 dari 30"}, id="id"
        ),
        pytest.param("en", {"Rp11,800,000,000", "30.86%", "70.00%", "Rp4,618,520,000", "30 of 30"}, id="en"),
    ],
)
def test_form__shows_the_position(language: str, shown: set[str]) -> None:
    assert shown <= texts(book(language=language))
    assert {f"Kegiatan {n}" for n in range(1, 6)} <= texts(book(language=language))


def test_form__unknown_figures_are_dashes() -> None:
    bare = replace(CASE, standing=Standing(dt.date(2023, 9, 30), None, 30, None, None, None))
    said = texts(book(bare))
    assert "–" in said
    assert "Sumber data tidak merinci sub kegiatan." in said


def test_form__lists_are_bound_to_the_hidden_sheet() -> None:
    given = book()
    hidden = given[HIDDEN_SHEET]
    lists = {}
    for rule in given.worksheets[0].data_validations.dataValidation:
        if rule.type == "list":
            span = rule.formula1.split("!")[1].replace("$", "")
            lists[str(rule.sqref)] = [row[0].value for row in hidden[span]]
    assert sorted(map(len, lists.values())) == [len(Opinion), len(ReasonClass), len(Cause)]
    assert ["Setuju", "Menyanggah"] in lists.values()
    assert ["Tidak dilaksanakan", "Tidak dapat dilaksanakan", "Dalam proses"] in lists.values()


def test_form__only_answers_may_be_changed() -> None:
    given = book()
    form, hidden = given.worksheets[0], given[HIDDEN_SHEET]
    answers = {row[2].value for row in hidden.iter_rows() if row[0].value == "field"}
    open_cells = {cell.coordinate for row in form.iter_rows() for cell in row if not cell.protection.locked}
    assert answers <= open_cells
    assert {cell[0] for cell in open_cells} == {"D", "E", "F"}
    assert {int(cell[1:]) for cell in open_cells} == {int(cell[1:]) for cell in answers}
    assert form.protection.sheet
    assert form.protection.password is None
    assert hidden.sheet_state == "hidden"


def test_form__prints_on_one_page() -> None:
    form = book().worksheets[0]
    assert (form.page_setup.paperSize, form.page_setup.orientation) == (9, "portrait")
    assert (form.page_setup.fitToWidth, form.page_setup.fitToHeight) == (1, 1)
    assert form.sheet_properties.pageSetUpPr.fitToPage


def test_form__same_case_same_bytes() -> None:
    assert render_form(CASE) == render_form(CASE)


@pytest.mark.parametrize("name", ["=1+1", "\x07Dinas\u202e", "A" * 40_000])
def test_form__hostile_names(name: str) -> None:
    given = book(replace(CASE, agency=Agency("x", None, name), government=name))
    formulas = [cell for row in given.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Dinas Tenaga Kerja", "asistensi-2023-tw3-003-dinas-tenaga-kerja.xlsx", id="plain"),
        pytest.param("../../etc/passwd", "asistensi-2023-tw3-003-etc-passwd.xlsx", id="path"),
        pytest.param("***", "asistensi-2023-tw3-003-3.xlsx", id="no letters"),
    ],
)
def test_form_name(name: str, expected: str) -> None:
    assert form_name(replace(CASE, agency=Agency("x", None, name))) == expected
