"""The ledger's views for other programs state what the ranking states, and only that."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from skpd_eval.ledger import Ledger, views
from skpd_eval.model.kinds import BudgetBasis, PeriodKind

from .recording import HEALTH, SCHOOLS, Recorder

ACCOUNTS = "kode skpd;skpd;kode rekening;uraian;pagu;realisasi"
FORM = "kode;uraian;pagu;target keuangan;realisasi keuangan;realisasi fisik %"


def asked(recorder: Recorder, query: str) -> list[tuple[Any, ...]]:
    """What another program reads, which may not write."""
    with closing(sqlite3.connect(f"{recorder.context.ledger.as_uri()}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


def agree(recorder: Recorder, quarter: int = 3) -> None:
    query = f"SELECT rank, agency_id, budget, realization FROM v_ranking WHERE quarter = {quarter}"
    evaluation = recorder.ranked(quarter)
    assert sorted(asked(recorder, query), key=str) == sorted(
        (
            (row.rank, row.figures.identity, row.figures.budget / 100, row.figures.realization / 100)
            for row in (*evaluation.rows, *evaluation.unranked)
            if row.figures.budget is not None and row.figures.realization is not None
        ),
        key=str,
    )


def schools(spent: str, budget: str = "1000,25", account: str = "5.1.01") -> str:
    return f"{SCHOOLS};Dinas Pendidikan;{account};Belanja;{budget};{spent}"


def health(spent: str) -> str:
    return f"{HEALTH};Dinas Kesehatan;5.1.01;Belanja Pegawai;100;{spent}"


def test_a_ranking_in_rupiah_without_what_stands_outside(recorder: Recorder) -> None:
    rows = (schools("300,10"), schools("5", "7", "5.1.02"), health("30"), f"{HEALTH};Dinas Kesehatan;5.4.01;T;900;90")
    recorder.put("lra.csv", ACCOUNTS, *rows, quarter=3)
    agree(recorder)
    assert asked(recorder, "SELECT account_code, budget FROM v_lines WHERE standing = 'outside'") == [
        ("5.4.01", 900.0)
    ]


def test_a_corrected_and_a_withdrawn_file_are_not_in_force(recorder: Recorder) -> None:
    for name, spent in (("first.csv", "30"), ("second.csv", "31"), ("wrong.csv", "99")):
        recorder.put(name, ACCOUNTS, schools(spent), health("10"), quarter=3)
    with Ledger.open(recorder.context.ledger, write=True) as ledger:
        ledger.withdraw(3, "salah", dt.datetime(2023, 11, 2, tzinfo=dt.UTC))
    agree(recorder)
    assert {file for (file,) in asked(recorder, "SELECT DISTINCT file FROM v_lines")} == {"second.csv"}


def test_a_correction_of_one_agency_leaves_the_others(recorder: Recorder) -> None:
    recorder.put("all.csv", ACCOUNTS, schools("30"), health("10"), quarter=3)
    recorder.put("one.csv", ACCOUNTS, health("11"), quarter=3)
    agree(recorder)


def test_months_alone_are_added_up(recorder: Recorder) -> None:
    for month, spent in ((1, "10"), (2, "20"), (3, "5")):
        day = dt.date(2023, month, 28 if month == 2 else 31)
        recorder.put(f"m{month}.csv", ACCOUNTS, schools(spent), cutoff=day, period_kind=PeriodKind.MONTH)
    agree(recorder, 1)


def test_the_levels_of_a_form_count_once(recorder: Recorder) -> None:
    recorder.put(
        "rfk.csv", FORM,
        "1.01.02;Program;100;60;40;50", "1.01.02.2.01;Kegiatan;100;60;40;50",
        "1.01.02.2.01.01;Sub A;60;30;30;50", "1.01.02.2.01.02;Sub B;40;30;10;50",
        quarter=3, agency_name="Dinas Pendidikan",
    )  # fmt: skip
    agree(recorder)


def test_the_revised_budget_goes_before_the_original(recorder: Recorder) -> None:
    recorder.put("murni.csv", ACCOUNTS, schools("30", "100"), quarter=3, basis=BudgetBasis.ORIGINAL)
    recorder.put("perubahan.csv", ACCOUNTS, schools("31", "120"), quarter=3, basis=BudgetBasis.REVISED)
    agree(recorder)


def test_a_name_without_a_code_is_the_agency_that_has_it(recorder: Recorder) -> None:
    recorder.put("one.csv", ACCOUNTS, schools("30"), quarter=2)
    recorder.put("two.csv", ACCOUNTS, schools("30").replace(SCHOOLS, ""), quarter=3)
    agree(recorder)


def test_equal_shares_share_a_rank(recorder: Recorder) -> None:
    recorder.put("lra.csv", ACCOUNTS, schools("30", "100"), health("30"), quarter=3)
    agree(recorder)
    assert [rank for (rank,) in asked(recorder, "SELECT rank FROM v_ranking")] == [1, 1]


def test_a_line_has_the_cells_of_its_amounts(recorder: Recorder) -> None:
    recorder.put("lra.csv", ACCOUNTS, schools("300,10"), quarter=3)
    assert asked(recorder, "SELECT budget_cell, realization_cell FROM v_lines") == [("line 2", "line 2")]


def test_an_older_ledger_gets_the_views_when_it_is_next_written_to(recorder: Recorder) -> None:
    recorder.put("lra.csv", ACCOUNTS, schools("300,10"), quarter=3)
    with closing(sqlite3.connect(recorder.context.ledger)) as database:
        database.execute("DROP VIEW v_ranking")
        database.commit()
        assert not views.are_current(database)
    agree_before = recorder.ranked()
    Ledger.open(recorder.context.ledger, write=True).close()
    agree(recorder)
    assert recorder.ranked() == agree_before


def test_pandas_reads_a_view(recorder: Recorder) -> None:
    import pandas as pd

    recorder.put("lra.csv", ACCOUNTS, schools("300,10"), health("30"), quarter=3)
    address = f"{recorder.context.ledger.as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as database:
        frame = pd.read_sql_query("SELECT * FROM v_lines WHERE standing = 'ranked'", database)
    by_agency = frame.groupby("agency_name")[["budget", "realization"]].sum().round(2)
    assert by_agency.loc["Dinas Pendidikan"].tolist() == [1000.25, 300.10]


def test_duckdb_reads_a_view(recorder: Recorder, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    recorder.put("lra.csv", ACCOUNTS, schools("300,10"), health("30"), quarter=3)
    with duckdb.connect() as connection:
        try:
            connection.execute("SET autoinstall_known_extensions = false; LOAD sqlite")
        except duckdb.Error:
            pytest.skip("needs DuckDB's sqlite extension, which is not installed")
        connection.execute(f"ATTACH '{recorder.context.ledger}' AS buku (TYPE sqlite, READ_ONLY)")
        found = connection.sql("SELECT rank, agency_name FROM buku.v_ranking ORDER BY rank").fetchall()
    assert [name for _, name in found] == ["Dinas Pendidikan", "Dinas Kesehatan"]
