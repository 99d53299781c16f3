"""Names of every kind go through every writer: shown, never obeyed, and never the writer's undoing."""

from __future__ import annotations

import csv
import json
import unicodedata
from dataclasses import replace
from io import BytesIO, StringIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from skpd_eval.model import Evaluation, Papers
from skpd_eval.presentation import safe
from skpd_eval.presentation.tables.ranking import ranking
from skpd_eval.presentation.writers.screen.terminal import Screen, render
from skpd_eval.presentation.writers.text import text
from skpd_eval.presentation.writers.xlsx import workbook

from . import factory

NAMES = st.text(min_size=1, max_size=40)


def named(name: str) -> Evaluation:
    plain = factory.evaluation()
    row = replace(plain.rows[0], figures=factory.figures(name))
    return replace(plain, rows=(row,), government=name)


@settings(max_examples=30, deadline=None)
@given(NAMES, st.sampled_from([None, 30, 80, 140]))
def test_terminal(name: str, width: int | None) -> None:
    written = render(ranking(named(name)), Screen(width))
    assert not {unicodedata.category(one) for one in written if one != "\n"} & {"Cc", "Zl", "Zp", "Cs"}


@settings(max_examples=30, deadline=None)
@given(NAMES)
def test_json__gives_the_name_back(name: str) -> None:
    assert json.loads(text.to_json(named(name)))["rows"][0]["agency_name"] == name


@settings(max_examples=30, deadline=None)
@given(NAMES)
def test_csv__one_row_stays_one_row(name: str) -> None:
    header, row = csv.reader(StringIO(text.to_csv(named(name))))
    assert row[header.index("agency_name")] == safe.csv_text(name)


@settings(max_examples=10, deadline=None)
@given(NAMES)
def test_workbook__shows_the_name(name: str) -> None:
    content = workbook.render(Papers(named(name), ()), factory.RECORDED)
    sheet = load_workbook(BytesIO(content))["Peringkat"]
    assert sheet["D6"].value == safe.cell_text(name)
