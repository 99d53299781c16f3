"""A true table, printed in any layout and changed in any way, reads back true or is refused: never another figure."""

import copy
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import AMOUNTS, HARMFUL, HARMLESS, WANDERING, quick
from truth import (
    Leaf,
    Sheet,
    codes,
    english,
    errors,
    figures,
    findings,
    indonesian,
    number,
    plain,
    plan,
    planned,
    read_sheets,
    recap,
    rfk,
    small,
    spread,
    sums,
    tidy,
)

from skpd_eval.model import Kind, Severity

AGENCIES = (
    ("1.01", "1.01.2.22.0.00.01.0000", "Dinas Pendidikan"),
    ("2.22", "1.01.2.22.0.00.01.0000", "Dinas Pendidikan"),
    ("1.02", "1.02.0.00.0.00.01.0000", "Dinas Kesehatan"),
    ("2.15", "2.15.0.00.0.00.01.0000", "Dinas Perhubungan"),
    ("7.01", "7.01.0.00.0.00.03.0000", "Kecamatan Junrejo"),
)
ACCOUNTS = (
    "5.1.01.01.001.00001",
    "5.1.02.01.001.00024",
    "5.1.02.01.001.00025",
    "5.1.02.02.001.00026",
    "5.2.02.05.001.00004",
    "5.4.02.05.001.00001",
)


@st.composite
def true_leaves(draw: st.DrawFn) -> tuple[Leaf, ...]:
    """Agencies with activities and accounts, amounts in random sen."""
    places = draw(
        st.lists(
            st.tuples(
                st.sampled_from(AGENCIES), st.integers(1, 2), st.integers(1, 3), st.sampled_from(ACCOUNTS)
            ),
            min_size=1,
            max_size=8,
            unique=True,
        )
    )
    return tuple(
        Leaf(
            bidang, agency, name, f"{bidang}.{program:02}.2.01.{work:04}", account,
            draw(AMOUNTS), draw(st.one_of(st.just(0), AMOUNTS)),
        )
        for (bidang, agency, name), program, work, account in places
    )  # fmt: skip


def printed(leaves: tuple[Leaf, ...], layout: str, draw: Any) -> Sheet:
    if layout == "recap":
        return recap(
            leaves, draw.draw(st.sampled_from([indonesian, number])), numbers=draw.draw(st.booleans())
        )
    if layout == "rfk":
        return rfk(leaves, draw.draw(st.sampled_from([indonesian, number])))
    if layout == "tidy":
        return tidy(leaves, draw.draw(st.sampled_from([plain, indonesian, english, number])))
    return small(leaves, draw.draw(st.sampled_from([indonesian, number])), total=True)


def read_back(leaves: tuple[Leaf, ...], data: Any, layout: str) -> None:
    """What is printed and left alone reads back true."""
    sheet = printed(leaves, layout, data)
    with tempfile.TemporaryDirectory() as folder:
        reading = read_sheets(Path(folder), sheet)
    assert errors(reading) == []
    assert figures(reading) == sums(leaves)


def read_or_refused(leaves: tuple[Leaf, ...], data: Any, layout: str) -> None:
    """What is changed reads back true, or every refusal has an address."""
    sheet = copy.deepcopy(printed(leaves, layout, data))
    change = data.draw(st.sampled_from([*HARMLESS, *HARMFUL]))
    change(sheet, data)
    with tempfile.TemporaryDirectory() as folder:
        reading = read_sheets(Path(folder), sheet)
    wrong = [finding for finding in findings(reading) if finding.severity is Severity.ERROR]
    if not wrong:
        found, true = figures(reading), sums(leaves)
        # An agency whose code cell was emptied or overwritten goes by what is left of its name: its money stays.
        assert sorted(found.values()) == sorted(true.values()), change.__name__
        assert all(found[agency] == true[agency] for agency in found.keys() & true.keys()), change.__name__
    else:
        assert reading.exports == ()
        assert all(finding.source is not None and finding.source.file for finding in wrong)


PROVED = ["recap", "rfk", "small"]
"""Layouts with a total: any change of a figure shows."""


@pytest.mark.parametrize("layout", [*PROVED, "tidy"])
@quick(12)
@given(leaves=true_leaves(), data=st.data())
def test_unchanged(layout: str, leaves: tuple[Leaf, ...], data: Any) -> None:
    read_back(leaves, data, layout)


@pytest.mark.parametrize("layout", PROVED)
@quick(24)
@given(leaves=true_leaves(), data=st.data())
def test_changed(layout: str, leaves: tuple[Leaf, ...], data: Any) -> None:
    read_or_refused(leaves, data, layout)


@pytest.mark.slow
@pytest.mark.parametrize("layout", PROVED)
@quick(600, derandomize=not WANDERING)
@given(leaves=true_leaves(), data=st.data())
def test_changed__for_long(layout: str, leaves: tuple[Leaf, ...], data: Any) -> None:
    read_or_refused(leaves, data, layout)


@quick(15)
@given(leaves=true_leaves())
def test_plan__reads_back(leaves: tuple[Leaf, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        reading = read_sheets(Path(folder), plan(leaves))
    assert errors(reading) == []
    (export,) = reading.exports
    assert export.kind is Kind.PLAN
    found = planned(export)
    for agency in sums(leaves):
        months = [spread(leaf.budget) for leaf in leaves if leaf.agency == agency]
        assert found[agency] == [sum(month) for month in zip(*months, strict=True)]
    assert "sum-differs" not in codes(reading)
