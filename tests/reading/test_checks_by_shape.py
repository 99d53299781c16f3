"""Every check is run for every shape, over the one record of what was read; none is left out by forgetting it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from shapes import MILLION, SHAPES, Printed
from truth import findings, read_sheets

from skpd_eval.model import Severity
from skpd_eval.reading.proof import checks
from skpd_eval.reading.proof.counted import Counted

ALL = [pytest.param(name, id=name) for name in SHAPES]


@pytest.mark.parametrize("shape", ALL)
def test_every_check__is_run_for_every_shape(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: Counter[str] = Counter()

    def counting(check: checks.Check) -> checks.Check:
        def counted(table: Counted) -> object:
            run[check.__name__] += 1
            return check(table)

        return counted  # type: ignore[return-value]

    monkeypatch.setattr(checks, "CHECKS", tuple(counting(check) for check in checks.CHECKS))
    table = SHAPES[shape].printed()
    assert read_sheets(tmp_path, table.sheet(), options=table.options).exports
    assert set(run) == {
        "printed_shares",
        "remainders",
        "exchanged",
        "sizes",
        "units_beside",
        "order",
        "rows_after_total",
        "scope",
    }


def _with_remainders(table: Printed) -> None:
    """A column beside the amounts prints what is left; one row is wrong by a million."""
    budget, spent = table.money
    table.head.append("Sisa Anggaran")
    for row in [*table.rows, *([table.total] if table.total else [])]:
        row.append(row[budget] - row[spent])
    table.rows[1][-1] += MILLION


@pytest.mark.parametrize("shape", [one for one in ALL if one.id != "months"])
def test_a_remainder_that_is_wrong__is_told_at_its_cell(shape: str, tmp_path: Path) -> None:
    table = SHAPES[shape].printed()
    _with_remainders(table)
    reading = read_sheets(tmp_path, table.sheet(), options=table.options)
    told = [one for one in findings(reading) if one.code == "printed-remainder-differs"]
    assert len(told) == 1
    assert told[0].source is not None
    assert told[0].source.cell is not None


def test_agencies_too_large_for_their_unit__are_refused(tmp_path: Path) -> None:
    table = SHAPES["recap"].printed()
    for row in [*table.rows, *([table.total] if table.total else [])]:
        for column in table.money:
            row[column] *= MILLION
    reading = read_sheets(tmp_path, table.sheet(), options=table.options)
    assert {one.code for one in findings(reading) if one.severity is Severity.ERROR} == {"unit-too-large"}
