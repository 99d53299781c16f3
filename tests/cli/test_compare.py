"""The sample's accounts and progress reports were made from one truth, so they never disagree."""

from pathlib import Path

import pytest

from .conftest import Run

LRA = """government;cutoff;kode skpd;nama skpd;kode rekening;uraian;anggaran;realisasi
Kota Contoh;2023-09-30;1.01.0.00.0.00.01.0000;Dinas A;5.1.02;Barang dan Jasa;1000;500
Kota Contoh;2023-09-30;1.02.0.00.0.00.01.0000;Dinas B;5.1.02;Barang dan Jasa;1000;400
"""
RFK = """government;cutoff;kode skpd;nama skpd;pagu;realisasi;realisasi fisik (%)
Kota Contoh;2023-09-30;1.01.0.00.0.00.01.0000;Dinas A;1000;{first};70
Kota Contoh;2023-09-30;1.02.0.00.0.00.01.0000;Dinas B;1000;{second};70
"""


@pytest.mark.parametrize("quarter", [3, 4])
def test_compare__the_samples_sources_agree(read: Run, quarter: int) -> None:
    shown = read("compare", "--quarter", quarter, "--lang", "en")
    assert shown.status == 0
    assert "Of 60 amounts compared at one cut-off, 0 are more than 0.50 points" in shown.text


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        pytest.param(505, 400, None, id="half a point is within the tolerance"),
        pytest.param(510, 400, "Dinas A: realization is Rp500 in lra.csv and Rp510 in rfk.csv, 1.00 points",
                     id="one agency"),
        pytest.param(510, 430, "on realization for 2 agencies; most for Dinas B: Rp400 in lra.csv and Rp430",
                     id="several are told once"),
    ],
)  # fmt: skip
def test_rank__says_where_two_sources_are_more_than_half_a_point_apart(
    here: Run, tmp_path: Path, first: int, second: int, told: str | None
) -> None:
    (tmp_path / "lra.csv").write_text(LRA, encoding="utf-8")
    (tmp_path / "rfk.csv").write_text(RFK.format(first=first, second=second), encoding="utf-8")
    told_of = ("--government", "Kota Contoh", "--cutoff", "2023-09-30", "--ledger", "l.db")
    assert here("ingest", "lra.csv", "rfk.csv", *told_of).status == 0
    for command in ("rank", "lowest"):
        shown = here(command, "--lang", "en", "--ledger", "l.db")
        assert shown.status == 0
        assert ("in rfk.csv" in shown.said) is (told is not None)
        assert (told or "") in shown.said
    found = here("rank", "--format", "json", "--ledger", "l.db").json()
    assert [one["code"] for one in found["findings"] if one["code"] == "sources-differ"] == (
        [] if told is None else ["sources-differ"]
    )


def test_rank__is_made_although_another_source_lacks_months(here: Run, tmp_path: Path) -> None:
    (tmp_path / "lra.csv").write_text(LRA, encoding="utf-8")
    (tmp_path / "rfk.csv").write_text(RFK.format(first=900, second=900), encoding="utf-8")
    told_of = ("--government", "Kota Contoh", "--cutoff", "2023-09-30", "--ledger", "l.db")
    assert here("ingest", "lra.csv", *told_of).status == 0
    assert here("ingest", "rfk.csv", "--period", "month", *told_of).status == 0
    for command in ("rank", "compare"):
        assert here(command, "--ledger", "l.db").status == 0, "only September of the other source is there"


def test_rank__a_table_with_a_plan_is_no_witness_against_itself(here: Run, tmp_path: Path) -> None:
    """Its rows of PPKD accounts are out of the ranked amount and in the sum of its plan half: no difference."""
    head = "government;cutoff;kode skpd;nama skpd;kode rekening;pagu;realisasi;rencana"
    of_finance = "Kota Contoh;2023-09-30;5.02.0.00.0.00.01.0000;Badan Keuangan"
    rows = (
        f"{of_finance};5.1;700000000;400000000;500000000",
        f"{of_finance};5.3;800000000;100000000;200000000",
        "Kota Contoh;2023-09-30;1.01.0.00.0.00.01.0000;Dinas Pendidikan;5.1;7000000000;4000000000;5000000000",
    )
    (tmp_path / "a.csv").write_text("\n".join((head, *rows)), encoding="utf-8")
    ledger = tmp_path / "l.db"
    assert here("ingest", tmp_path / "a.csv", "--ledger", ledger, "--quiet").status == 0
    found = here("rank", "--ledger", ledger, "--format", "json").json()["findings"]
    assert "sources-differ" not in {one["code"] for one in found}
