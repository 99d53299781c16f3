"""What is recorded under accounts that are no expenditure is in no row, and is told with its sums."""

from __future__ import annotations

import pytest

from skpd_eval.model import Finding, Severity
from skpd_eval.presentation.sentences.telling import sentence

from .recording import HEALTH, SCHOOLS, Recorder

HEAD = "kode skpd;skpd;kode rekening;pagu;realisasi"
RANKED = f"{SCHOOLS};Dinas Pendidikan;5.1;1000;300"


def told(recorder: Recorder, *rows: str) -> list[Finding]:
    recorder.put("table.csv", HEAD, RANKED, *rows, quarter=3)
    return [finding for finding in recorder.ranked().findings if finding.code.startswith("accounts-")]


@pytest.mark.parametrize(
    "account",
    [
        pytest.param("8.1.01", id="a class of no budget"),
        pytest.param("0.1.01", id="no class"),
        pytest.param("9", id="a class alone"),
    ],
)
def test_rank__an_account_of_no_known_class_is_told_with_its_sums(recorder: Recorder, account: str) -> None:
    [finding] = told(recorder, f"{SCHOOLS};Dinas Pendidikan;{account};500;100")
    assert (finding.code, finding.severity) == ("accounts-not-ranked", Severity.WARNING)
    assert finding.arguments == {
        "agency": "Dinas Pendidikan",
        "accounts": account,
        "budget": 500_00,
        "realization": 100_00,
    }


def test_rank__such_accounts_of_several_agencies_are_told_at_once(recorder: Recorder) -> None:
    [finding] = told(
        recorder, f"{SCHOOLS};Dinas Pendidikan;8.1;500;100", f"{HEALTH};Dinas Kesehatan;9.1;70;7"
    )
    assert (finding.arguments["agencies"], finding.arguments["accounts"]) == (2, "8.1, 9.1")
    assert (finding.arguments["budget"], finding.arguments["realization"]) == (570_00, 107_00)


def test_rank__revenue_stands_beside_it_as_information(recorder: Recorder) -> None:
    [finding] = told(recorder, f"{SCHOOLS};Dinas Pendidikan;4.1.02;90;80")
    assert (finding.code, finding.severity) == ("accounts-beside", Severity.INFO)
    assert (finding.arguments["accounts"], finding.arguments["realization"]) == ("4", 80_00)


def test_rank__nothing_is_said_of_accounts_without_an_amount(recorder: Recorder) -> None:
    assert told(recorder, f"{HEALTH};Dinas Kesehatan;5.1;10;5", f"{HEALTH};Dinas Kesehatan;8.1;0;0") == []


def test_rank__revenue_alone_is_not_called_financing_too(recorder: Recorder) -> None:
    [finding] = told(recorder, f"{SCHOOLS};Dinas Pendidikan;4.1.02;90;80")
    assert "revenue or financing (4)" in sentence(finding, "en")
    assert "pendapatan atau pembiayaan (4)" in sentence(finding, "id")
