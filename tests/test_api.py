"""The Python face: an export as a frame, an evaluation as a frame."""

from __future__ import annotations

from pathlib import Path

import pytest

import skpd_eval
from skpd_eval.cli.boundary import run
from skpd_eval.errors import RefusedError

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
RECAP = SAMPLES / "kota-batu-2023" / "rekap-belanja-triwulan-3.xlsx"


def test_read_export__frame_holds_every_leaf_to_the_sen() -> None:
    frame = skpd_eval.read_export(RECAP)
    assert int(frame["budget"].sum()) == 1_111_833_347_973 * 100
    assert str(frame["realization"].dtype) == "Int64"
    assert frame["budget_cell"].str.match(r"^[FHJL]\d+$").all()
    assert set(frame["cutoff"].dt.strftime("%Y-%m-%d")) == {"2023-09-30"}


def test_read_export__a_refused_file_says_why(tmp_path: Path) -> None:
    path = tmp_path / "kosong.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="layout-unknown"):
        skpd_eval.read_export(path)


def test_evaluate__frame_has_every_agency_in_rank_order(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    assert run(["ingest", str(RECAP), "--quiet", "--ledger", str(ledger)]) == 0
    evaluation = skpd_eval.evaluate(ledger=ledger, quarter=3)
    frame = evaluation.to_frame()
    assert len(frame) == len(evaluation.rows) == 30
    assert frame["rank"].is_monotonic_increasing
    assert frame["budget"].sum() + sum(part.budget or 0 for part in evaluation.exclusions) == evaluation.total.budget
