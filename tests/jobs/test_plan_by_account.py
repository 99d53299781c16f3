"""A table's plan of each account: what is out of the ranking is parted from it, and the total keeps it."""

from __future__ import annotations

from skpd_eval.jobs.evaluation import EvaluationRequest
from skpd_eval.jobs.explain import explain_figure
from skpd_eval.jobs.scope import Asked

from .recording import SCHOOLS, Recorder

FINANCE = "5.02.0.00.0.00.01.0000"
HEAD = "kode skpd;skpd;kode rekening;pagu;realisasi;target keuangan"
TRANSFERS = (f"{FINANCE};BKAD;5.3;100;10;20", f"{FINANCE};BKAD;5.4;200;50;60")


def test_rank__the_plan_of_excluded_accounts_is_out_of_the_row_and_in_the_total(recorder: Recorder) -> None:
    rows = (f"{SCHOOLS};Dinas Pendidikan;5.1;1000;300;400", f"{FINANCE};BKAD;5.1;800;200;300", *TRANSFERS)
    recorder.put("table.csv", HEAD, *rows, quarter=3)
    found = recorder.ranked()
    assert {row.figures.name: row.figures.plan for row in found.rows} == {
        "Dinas Pendidikan": 400_00,
        "BKAD": 300_00,
    }
    assert {one.account: one.plan for one in found.exclusions} == {"5.3": 20_00, "5.4": 60_00}
    assert found.total.plan == (400 + 300 + 20 + 60) * 100
    assert not [finding for finding in found.findings if finding.code == "plan-not-separable"]
    assert {row.figures.plan_through for row in found.rows} == {found.cutoff}


def test_explain__the_plan_goes_back_to_the_rows_of_its_accounts(recorder: Recorder) -> None:
    recorder.put("table.csv", HEAD, f"{FINANCE};BKAD;5.1;800;200;300", *TRANSFERS, quarter=3)
    request = EvaluationRequest(Asked(quarter=3))
    explanation, _ = explain_figure(recorder.context, request, "BKAD", "plan")
    [operand] = explanation.operands
    assert [(line.account, line.value, line.cells) for line in operand.lines] == [
        ("5.1", 300_00, ("line 2",))
    ]
