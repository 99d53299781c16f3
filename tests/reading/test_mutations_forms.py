"""True tables of the forms, printed and changed in any way: read back true, or refused at an address."""

import csv
import io
import tempfile
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import test_layout_cash_plan_form as cash
import test_layout_outputs as quarterly
import test_layout_rak_flat as flat
import test_layout_realization_kinds as kinds
from forms import (
    AGENCY,
    NAME,
    budget_import,
    deviation,
    form_a,
    form_b,
    of_agencies,
    of_kind,
    plugin_tree,
    whole,
    works,
)
from gate import Facts, Form, read_or_refused, refused_or_true, states_truth
from hypothesis import given
from hypothesis import strategies as st
from mutations import WANDERING, quick
from statement_forms import FORMS as STATEMENTS
from truth import Leaf, Row, Sheet, number, read

from skpd_eval.model import FileReading, Kind
from skpd_eval.reading.told.options import ReadOptions

WHOLE = st.integers(1_000_000, 10**9).map(lambda rupiah: rupiah * 100)
AGENCIES = [("1.01.2.22.0.00.01.0000", "Dinas Pendidikan"), ("1.02.0.00.0.00.01.0000", "Dinas Kesehatan")]


@st.composite
def leaves(draw: st.DrawFn) -> tuple[Leaf, ...]:
    accounts = ("5.1.02.01.001.00024", "5.2.02.05.001.00004", "5.1.01.01.001.00001")
    places = draw(
        st.lists(
            st.tuples(st.sampled_from(AGENCIES), st.sampled_from(accounts)),
            min_size=1,
            max_size=5,
            unique=True,
        )
    )
    return tuple(
        Leaf("1.01", *agency, "1.01.01.2.01.0001", account, draw(WHOLE), 0) for agency, account in places
    )


@st.composite
def indicators(draw: st.DrawFn) -> list[quarterly.Output]:
    codes = draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True))
    found: list[quarterly.Output] = []
    for code in codes:
        targets = draw(st.lists(st.integers(0, 10**5), min_size=4, max_size=4))
        done = draw(st.lists(st.integers(1, 10**5), min_size=4, max_size=4))
        row = ("Dinas Pendidikan", f"1.01.02.2.01.{code:04}", sum(targets), "dokumen", targets, done)
        found.append(row)
    return found


months = st.lists(WHOLE, min_size=12, max_size=12)
parts = st.lists(
    st.tuples(st.sampled_from([kinds.A, kinds.B]), st.integers(1, 99), st.integers(1, 10**5), st.integers(1, 10**5)),
    min_size=1, max_size=5, unique_by=lambda part: part[:2],
)  # fmt: skip


def _outputs_due(rows: list[quarterly.Output]) -> Facts:
    return {
        (quarter, code): (sum(targets[:quarter]), sum(done[:quarter]))
        for _, code, _, _, targets, done in rows
        for quarter in (1, 2)
    }


def _outputs_found(reading: FileReading) -> Facts:
    return {
        (quarter, code): tuple(None if figure is None else int(figure) for figure in figures)
        for quarter, rows in quarterly.outputs(reading).items()
        for code, figures in rows.items()
    }


def _plans(reading: FileReading) -> Facts:
    found: dict[str, list[int]] = {}
    for export in of_kind(reading, Kind.PLAN):
        for line in export.plans:
            agency = export.agencies[line.agency]
            own = found.setdefault(agency.code or agency.name, [0] * 12)
            own[:] = [old + (new or 0) for old, new in zip(own, line.months, strict=True)]
    return found


def _budgets(reading: FileReading) -> Facts:
    found: dict[str, int] = {}
    for export in of_kind(reading, Kind.ACCOUNTS):
        for line in export.accounts:
            agency = export.agencies[line.agency]
            found[agency.code or agency.name] = found.get(agency.code or agency.name, 0) + (line.budget or 0)
    return found


def _by_account(reading: FileReading) -> Facts:
    return {
        line.account: list(line.months) for export in of_kind(reading, Kind.PLAN) for line in export.plans
    }


def _single(code: str) -> Callable[[Any], Facts]:
    return lambda drawn: {code: whole(drawn)}


def _kinds_printed(drawn: Any, style: Callable[[int], Any]) -> Sheet:
    rows = [(agency, f"1.2.{place:02d}", budget, spent) for agency, place, budget, spent in drawn]
    return kinds.table(rows, style=lambda amount: style(amount * 100))


def _kinds_true(drawn: Any) -> Facts:
    found: Facts = {}
    for agency, _, budget, spent in drawn:
        code = agency.replace("-", ".") + ".0000"
        before = found.get(code, (0, 0))
        found[code] = before[0] + budget * kinds.MILLION * 100, before[1] + spent * kinds.MILLION * 100
    return found


def _leaf_budgets(drawn: tuple[Leaf, ...]) -> Facts:
    found: Facts = {}
    for leaf in drawn:
        found[leaf.agency] = found.get(leaf.agency, 0) + leaf.budget
    return found


NONE = [[0] * 12, [0] * 12]
FORMS: dict[str, Form] = {
    "plugin": Form(works(), plugin_tree, _single(AGENCY), of_agencies, orders=False),
    "form A": Form(works(), form_a, _single(NAME), of_agencies, orders=False),
    "form B": Form(works(), form_b, _single(NAME), of_agencies, orders=False),
    "kinds": Form(parts, _kinds_printed, _kinds_true, of_agencies),
    "flat plan": Form(leaves(), flat.flat, flat.truth, _plans, options=ReadOptions()),
    "budgets": Form(leaves(), budget_import, _leaf_budgets, _budgets, harmful=False),
    "months": Form(
        st.tuples(months, months),
        lambda drawn, style: deviation([*drawn, *NONE], [*drawn[::-1], *NONE], style),
        lambda drawn: {"5.1": drawn[0], "5.2": drawn[1]},
        _by_account,
        orders=False,
        options=ReadOptions(government="Kabupaten Contoh", agency_name=NAME, year=2023, quarter=2),
    ),
    "outputs": Form(
        indicators(), lambda drawn, _: quarterly.form(drawn), _outputs_due, _outputs_found, harmful=False,
        money=False,
    ),
    "cash plan form": Form(
        months,
        lambda drawn, _: cash.form([*map(number, drawn)], [*map(number, accumulate(drawn))], budget=sum(drawn) // 100),
        lambda drawn: {cash.AGENCY: drawn},
        _plans,
        harmful=False,
        options=ReadOptions(government="Kabupaten Contoh"),
    ),
}  # fmt: skip


EVERY = FORMS | STATEMENTS


@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY)
@quick(4)
@given(data=st.data())
def test_unchanged(form: Form, data: Any) -> None:
    read_or_refused(form, data.draw(form.drawn), data, change=False)


@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY)
@quick(12)
@given(data=st.data())
def test_changed(form: Form, data: Any) -> None:
    read_or_refused(form, data.draw(form.drawn), data, change=True)


SEPARATORS = [";", ",", "\t", "|"]


def _line(row: Row, mark: str) -> str:
    content = io.StringIO(newline="")
    csv.writer(content, delimiter=mark).writerow(row)
    return content.getvalue()


def _other_separator(form: Form, data: Any) -> None:
    """One line of a table saved as text is written with another separator: read right, or refused at an address.

    A table whose header needs its merged cells is no table as text, and says nothing.
    """
    drawn = data.draw(form.drawn)
    sheet = form.printed(drawn, data.draw(st.sampled_from(form.styles)))
    mark, other = data.draw(st.permutations(SEPARATORS))[:2]
    place = data.draw(st.integers(sheet.data, len(sheet.rows) - 1))
    if states_truth(form, _as_text(form, [_line(row, mark) for row in sheet.rows]), drawn):
        spoiled = [_line(row, other if at == place else mark) for at, row in enumerate(sheet.rows)]
        refused_or_true(form, _as_text(form, spoiled), drawn)


def _as_text(form: Form, lines: list[str]) -> FileReading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "laporan.csv"
        path.write_text("".join(lines), encoding="utf-8", newline="")
        return read(path, form.options)


@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY)
@quick(2)
@given(data=st.data())
def test_another_separator(form: Form, data: Any) -> None:
    _other_separator(form, data)


@pytest.mark.slow
@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY)
@quick(12, derandomize=not WANDERING)
@given(data=st.data())
def test_another_separator__for_long(form: Form, data: Any) -> None:
    _other_separator(form, data)


@pytest.mark.slow
@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY)
@quick(100, derandomize=not WANDERING)
@given(data=st.data())
def test_changed__for_long(form: Form, data: Any) -> None:
    read_or_refused(form, data.draw(form.drawn), data, change=True)
