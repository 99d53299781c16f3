"""Every line that counts stands once, so that plain sums over the lines are the ranking and the total."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import pytest

from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.lines import lines_of
from skpd_eval.jobs.scope import Asked
from skpd_eval.model import Evaluation
from skpd_eval.model.counted_line import CountedLine, Standing
from skpd_eval.model.kinds import PeriodKind
from skpd_eval.presentation.tables import lines as table
from skpd_eval.presentation.writers.text.text import records_csv

from .recording import HEALTH, SCHOOLS, Recorder

ACCOUNTS = "kode skpd;skpd;kode rekening;uraian;pagu;realisasi"
FORM = "kode;uraian;pagu;target keuangan;realisasi keuangan;realisasi fisik %"
Sums = tuple[int | None, int | None, int | None]


def summed(lines: Iterable[CountedLine]) -> dict[str, Sums]:
    found: dict[str, list[int | None]] = defaultdict(lambda: [None, None, None])
    for line in lines:
        if line.standing is not Standing.OUTSIDE:
            for place, amount in enumerate((line.budget, line.realization, line.plan)):
                if amount is not None:
                    found[line.agency_id][place] = (found[line.agency_id][place] or 0) + amount
    return {key: (sums[0], sums[1], sums[2]) for key, sums in found.items()}


def ranked(evaluation: Evaluation) -> dict[str, Sums]:
    return {
        row.figures.identity: (row.figures.budget, row.figures.realization, row.figures.plan)
        for row in (*evaluation.rows, *evaluation.unranked)
    }


def agree(recorder: Recorder, **asked: int) -> tuple[CountedLine, ...]:
    request = EvaluationRequest(Asked(**asked))
    lines = lines_of(recorder.context, request)
    evaluation = evaluate_position(recorder.context, request)
    assert summed(lines) == ranked(evaluation)
    for measure in ("budget", "realization"):
        total = sum(getattr(line, measure) or 0 for line in lines)
        assert total == (getattr(evaluation.total, measure) or 0)
    assert len({line.line_id for line in lines}) == len(lines)
    return lines


def test_lines_by_account_sum_to_the_ranking_and_what_is_outside_to_the_total(recorder: Recorder) -> None:
    recorder.put(
        "lra.csv", ACCOUNTS,
        f"{SCHOOLS};Dinas Pendidikan;5.1.01;Belanja Pegawai;1000,25;300,10",
        f"{SCHOOLS};Dinas Pendidikan;5.1.02;Belanja Barang;500;100",
        f"{HEALTH};Dinas Kesehatan;5.1.01;Belanja Pegawai;100;30",
        f"{HEALTH};Dinas Kesehatan;5.4.01;Transfer;900;90",
        quarter=3,
    )  # fmt: skip
    lines = agree(recorder, quarter=3)
    assert {line.account_code: line.standing for line in lines}["5.4.01"] is Standing.OUTSIDE
    assert {line.level for line in lines} == {"account"}
    assert {(line.file, line.sheet) for line in lines} == {("lra.csv", None)}
    assert [(line.row, line.budget_cell) for line in lines if line.budget == 1000_25] == [(2, "line 2")]


def test_lines_of_a_form_with_levels_state_each_amount_once(recorder: Recorder) -> None:
    recorder.put(
        "rfk.csv", FORM,
        "1.01.02;Program;100;60;40;50",
        "1.01.02.2.01;Kegiatan;100;60;40;50",
        "1.01.02.2.01.01;Sub A;60;30;30;50",
        "1.01.02.2.01.02;Sub B;40;30;10;50",
        quarter=3, agency_name="Dinas Pendidikan",
    )  # fmt: skip
    lines = agree(recorder, quarter=3)
    assert sum(line.budget or 0 for line in lines) == 100_00
    assert sum(line.plan or 0 for line in lines) == 60_00


def test_lines_of_months_alone_sum_to_the_position(recorder: Recorder) -> None:
    for month, spent in ((1, 10), (2, 20), (3, 5)):
        recorder.put(
            f"m{month}.csv", ACCOUNTS, f"{SCHOOLS};Dinas Pendidikan;5.1.01;Belanja Pegawai;100;{spent}",
            cutoff=dt.date(2023, month, 28 if month == 2 else 31),
            period_kind=PeriodKind.MONTH,
        )  # fmt: skip
    lines = agree(recorder, quarter=1)
    assert sorted(line.realization or 0 for line in lines) == [5_00, 10_00, 20_00]
    assert sum(line.budget or 0 for line in lines) == 100_00


def test_a_corrected_file_leaves_no_line_of_the_one_before(recorder: Recorder) -> None:
    for name, spent in (("first.csv", 30), ("second.csv", 31)):
        recorder.put(name, ACCOUNTS, f"{SCHOOLS};Dinas Pendidikan;5.1.01;Pegawai;100;{spent}", quarter=3)
    assert {line.file for line in agree(recorder, quarter=3)} == {"second.csv"}


def test_every_position_of_a_year_stands_beside_the_others(recorder: Recorder) -> None:
    for quarter in (1, 2, 3):
        row = f"{SCHOOLS};Dinas Pendidikan;5.1.01;Belanja Pegawai;100;{quarter * 10}"
        recorder.put(f"{quarter}.csv", ACCOUNTS, row, quarter=quarter)
    lines = lines_of(recorder.context, EvaluationRequest(), every_position=True)
    assert [(line.quarter, line.realization) for line in lines] == [(1, 10_00), (2, 20_00), (3, 30_00)]
    assert [line.quarter for line in lines_of(recorder.context, EvaluationRequest())] == [3]


def test_the_table_has_a_column_a_field_in_its_order() -> None:
    assert CountedLine._fields == table.NAMES


@pytest.mark.parametrize("dialect", ["machine", "excel-id"])
def test_the_csv_has_rupiah_to_the_sen(recorder: Recorder, dialect: str) -> None:
    row = f"{SCHOOLS};=Dinas;5.1.01;Belanja Pegawai;1000,25;300,10"
    recorder.put("lra.csv", ACCOUNTS, row, quarter=3)
    written = records_csv(list(table.NAMES), table.rows(lines_of(recorder.context, EvaluationRequest())), dialect)  # type: ignore[arg-type]
    assert ("1000.25,300.10" if dialect == "machine" else "1000,25;300,10") in written
    assert "'=Dinas" in written
