"""Assistance played through on the sample city: forms out, answers in, checks, the next quarter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from .conftest import BATU, Run

LABOUR, POLITICS, HOUSING = "2.07.0.00.0.00.01.0000", "8.01.0.00.0.00.01.0000", "1.04.0.00.0.00.01.0000"
ANSWER = {
    "opinion": "Setuju",
    "reason": "Dalam proses",
    "cause": "Pengadaan/lelang",
    "action": "Lelang ulang paket pelatihan",
    "person": "Kabid Pelatihan",
    "due": dt.date(2023, 11, 20),
}


def fill(form: Path, **answers: Any) -> None:
    """Fill a form in as an agency would, by the cells that its hidden sheet names."""
    book = load_workbook(form)
    hidden = book["skpd_eval"]
    cells = {row[1].value: row[2].value for row in hidden.iter_rows() if row[0].value == "field"}
    for field, value in answers.items():
        book[hidden["B4"].value][cells[field]] = value
    book.save(form)


def rows(result: Any) -> dict[int, dict[str, Any]]:
    assert result.status == 0, result.said
    return {row["case"]: row for row in result.json()["rows"]}


def test_assistance__played_through(here: Run, ledger: Path, tmp_path: Path) -> None:
    at = ("--ledger", ledger)
    opened = here("assist", "open", "-n", 3, "--quarter", 3, "--out", "forms", "--who", "Tim Ahli", *at)
    assert opened.status == 0, opened.said
    forms = sorted((tmp_path / "forms").iterdir())
    assert len(forms) == 3

    fill(forms[0], **ANSWER)
    fill(forms[1], **ANSWER | {"opinion": "Menyanggah", "own_realization": 20_000_000_000})
    forms[0].rename(tmp_path / "forms" / "balasan disnaker.xlsx")
    ingested = here("ingest", "forms", *at)
    assert ingested.status == 0, ingested.said
    assert "belum diisi" in ingested.said

    head = here("ledger", "verify", *at).said
    again = here("ingest", "forms", *at)
    assert again.status == 0
    assert here("ledger", "verify", *at).said == head

    listed = rows(here("assist", "list", "--quarter", 3, "--as-of", "2026-12-31", "--format", "json", *at))
    assert [row["agency_code"] for row in listed.values()] == [LABOUR, POLITICS, HOUSING]
    assert [row["state"] for row in listed.values()] == ["confirmed", "disputed", "open"]
    assert (listed[1]["cause"], listed[1]["cause_label"]) == ("procurement", "Pengadaan/lelang")
    assert listed[2]["own_realization"] == 20_000_000_000
    assert [bool(row["overdue"]) for row in listed.values()] == [True, True, False]

    noted = here("assist", "note", 1, "--text", "Rapat asistensi di Bappelitbangda", "--who", "Sari", *at)
    assert "Sari: Rapat asistensi di Bappelitbangda" in noted.text
    checked = rows(
        here("assist", "check", 1, "--cutoff", "2023-12-31", "--who", "Sari", "--format", "json", *at)
    )
    ranked = {
        quarter: {
            row["agency_code"]: row
            for row in here("rank", "--quarter", quarter, "--format", "json", *at).json()["rows"]
        }
        for quarter in (3, 4)
    }
    before, after = (ranked[quarter][LABOUR] for quarter in (3, 4))
    assert (checked[1]["absorption_pct"], checked[1]["checked_pct"]) == (30.86, 60.57)
    assert checked[1]["gained"] == pytest.approx(after["realization"] - before["realization"])

    assert before["confirmation"] == "agree"
    assert before["confirmation_label"].startswith("dikonfirmasi ")
    assert ranked[3][POLITICS]["confirmation_label"].startswith("disanggah: realisasi Rp20,0 miliar menurut SKPD")
    assert ranked[3][HOUSING]["confirmation_label"].endswith("belum dijawab")
    assert after["confirmation"] is None

    outcome = here("assist", "outcome", "--quarter", 4, "--format", "json", *at).json()["rows"]
    assisted = [row for row in outcome if row["distance"] is None]
    assert [row["agency_code"] for row in assisted] == [LABOUR, POLITICS, HOUSING]
    assert assisted[0]["gain_pp"] == pytest.approx(60.57 - 30.86, abs=0.011)
    peers = [row for row in outcome if row["distance"] is not None]
    assert len(peers) == 9
    assert not {row["agency_code"] for row in peers} & {LABOUR, POLITICS, HOUSING}
    assert "bukan bukti" in here("assist", "outcome", "--quarter", 4, *at).text

    closed = here("assist", "close", 1, "--reason", "Tercapai", "--who", "Sari", *at)
    assert "Sari: ditutup: Tercapai" in closed.text
    refused = here("assist", "note", 1, "--text", "x", *at)
    assert (refused.status, "Kasus 1 sudah ditutup" in refused.said) == (2, True)
    assert here("ingest", "forms", *at).status == 0, "a form that was recorded stays good"
    assert here("ledger", "verify", *at).status == 0


def test_open__twice_keeps_cases_and_forms(here: Run, ledger: Path, tmp_path: Path) -> None:
    call = (
        "assist",
        "open",
        "-n",
        2,
        "--quarter",
        3,
        "--out",
        "forms",
        "--ledger",
        ledger,
        "--format",
        "json",
    )
    first = rows(here(*call))
    form = tmp_path / "forms" / first[1]["form"]
    fill(form, **ANSWER)
    filled = form.read_bytes()
    (tmp_path / "forms" / first[2]["form"]).unlink()
    second = rows(here(*call))
    assert list(second) == [1, 2]
    assert [row["written"] for row in second.values()] == ["left", "written"]
    assert form.read_bytes() == filled


def test_open__below_a_line_takes_all_below(here: Run, ledger: Path) -> None:
    opened = rows(
        here(
            "assist",
            "open",
            "--below",
            "40",
            "--quarter",
            3,
            "--out",
            "f",
            "--ledger",
            ledger,
            "--format",
            "json",
        )
    )
    assert [row["absorption_pct"] for row in opened.values()] == [30.86, 33.01, 39.94]


def test_papers__of_an_earlier_day_do_not_know_later_answers(here: Run, ledger: Path) -> None:
    yesterday = (dt.datetime.now(dt.UTC) - dt.timedelta(days=2)).date()
    here("assist", "open", "-n", 1, "--quarter", 3, "--out", "forms", "--ledger", ledger)
    lowest = ("lowest", "-n", 1, "--quarter", 3, "--ledger", ledger)
    assert "Konfirmasi: ditanya" in here(*lowest).text
    listed = here("assist", "list", "--quarter", 3, "--as-of", yesterday, "--ledger", ledger)
    assert "Dinas Tenaga Kerja" not in listed.text


def test_lowest__says_it_in_english(here: Run, ledger: Path, tmp_path: Path) -> None:
    here("assist", "open", "-n", 1, "--quarter", 3, "--out", "forms", "--ledger", ledger)
    fill(next((tmp_path / "forms").iterdir()), **ANSWER)
    here("ingest", "forms", "--ledger", ledger)
    said = here("lowest", "-n", 1, "--quarter", 3, "--lang", "en", "--ledger", ledger).text
    assert "Confirmation: confirmed " in said
    assert "Cause: Procurement or tender." in said


def test_report__prints_the_confirmation(here: Run, ledger: Path, tmp_path: Path) -> None:
    here("assist", "open", "-n", 1, "--quarter", 3, "--out", "forms", "--ledger", ledger)
    here("report", "--quarter", 3, "--out", "q3.xlsx", "--ledger", ledger)
    book = load_workbook(tmp_path / "q3.xlsx")
    for sheet in (book["Peringkat"], book["Terendah"]):
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert any(text.startswith("ditanya ") for text in texts), sheet.title


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        pytest.param(("assist", "open", "--quarter", 3), 2, "--out", id="no folder"),
        pytest.param(("assist", "open", "-n", 1, "--below", 5, "--out", "f"), 2, "-n, --below", id="both"),
        pytest.param(("assist", "note", 9, "--text", "x"), 2, "Tidak ada kasus 9", id="unknown case"),
        pytest.param(("assist", "check", 9), 2, "Tidak ada kasus 9", id="check of an unknown case"),
        pytest.param(("assist", "outcome", "--quarter", 4), 2, "triwulan 3 tahun 2023", id="nobody assisted"),
        pytest.param(("assist", "outcome", "--quarter", 1), 2, "triwulan 4 tahun 2022", id="a new year"),
        pytest.param(("assist", "note", 1, "--text", " "), 2, "--text kosong", id="empty note"),
    ],
)
def test_assist__codes(run: Run, batu: Path, arguments: tuple[object, ...], status: int, said: str) -> None:
    result = run(*arguments, *(("--ledger", batu) if len(arguments) > 1 else ()))
    assert result.status == status
    assert said in result.said + result.text


@pytest.mark.parametrize("cutoff", ["2023-06-30", "2023-09-30", "2022-12-31"])
def test_check__only_later_in_the_year(here: Run, ledger: Path, cutoff: str) -> None:
    here("assist", "open", "-n", 1, "--quarter", 3, "--out", "forms", "--ledger", ledger)
    result = here("assist", "check", 1, "--cutoff", cutoff, "--ledger", ledger)
    assert (result.status, "tidak lebih akhir" in result.said) == (2, True)


def test_check__newest_position_unless_told(here: Run, ledger: Path) -> None:
    here("assist", "open", "-n", 1, "--quarter", 2, "--out", "forms", "--ledger", ledger)
    checked = rows(here("assist", "check", 1, "--format", "json", "--ledger", ledger))
    assert checked[1]["checked_cutoff"] == "2023-12-31"


def test_check__no_later_position(here: Run, ledger: Path) -> None:
    here("assist", "open", "-n", 1, "--quarter", 4, "--out", "forms", "--ledger", ledger)
    result = here("assist", "check", 1, "--ledger", ledger)
    assert (result.status, "31 Desember 2023" in result.said) == (2, True)


def test_list__newest_quarter_with_cases_unless_told(here: Run, ledger: Path) -> None:
    for quarter in (2, 3):
        here("assist", "open", "-n", 1, "--quarter", quarter, "--out", "forms", "--ledger", ledger)
    assert "Triwulan III 2023" in here("assist", "list", "--ledger", ledger).text
    assert "Triwulan II 2023" in here("assist", "list", "--quarter", 2, "--ledger", ledger).text


def test_open__tells_of_a_threshold(here: Run, ledger: Path) -> None:
    call = ("assist", "open", "-n", 1, "--quarter", 3, "--out", "forms", "--ledger", ledger, "--fail-below")
    assert (here(*call, 40).status, here(*call, 10).status) == (10, 0)


def test_assist__without_a_ledger(run: Run) -> None:
    assert run("assist", "list", "--ledger", "none.db").status == 66


def test_open__folder_that_is_a_file(here: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    result = here("assist", "open", "-n", 1, "--quarter", 3, "--out", "f", "--ledger", ledger)
    assert result.status == 73


def test_ingest__form_of_another_ledger(run: Run, here: Run, ledger: Path, tmp_path: Path) -> None:
    here("assist", "open", "-n", 1, "--quarter", 3, "--out", "forms", "--who", "A", "--ledger", ledger)
    (form,) = (tmp_path / "forms").iterdir()
    fill(form, **ANSWER)
    other = tmp_path / "other.db"
    here("ingest", BATU / "rekap-belanja-triwulan-3.xlsx", "--ledger", other)
    unknown = run("ingest", form, "--ledger", other)
    assert (unknown.status, "kasus 1, yang tidak ada" in unknown.said) == (65, True)
    here("assist", "open", "-n", 1, "--quarter", 3, "--out", "more", "--who", "B", "--ledger", other)
    alien = here("ingest", form, "--ledger", other)
    assert (alien.status, "milik kasus lain" in alien.said) == (65, True)


def test_ingest__incomplete_form_names_its_cell(here: Run, ledger: Path, tmp_path: Path) -> None:
    here("assist", "open", "-n", 1, "--quarter", 3, "--out", "forms", "--ledger", ledger)
    (form,) = (tmp_path / "forms").iterdir()
    fill(form, **ANSWER | {"action": None})
    refused = here("ingest", "forms", "--ledger", ledger)
    assert refused.status == 65
    assert "“Rencana aksi” belum diisi" in refused.said
    assert "› Formulir › D" in refused.said


def test_lowest__says_each_line_once(here: Run, batu: Path) -> None:
    said = here("lowest", "-n", 1, "--quarter", 3, "--ledger", batu).text
    lines = [line for line in said.splitlines() if line.startswith("   ")]
    assert len(lines) > 5
    assert len(set(lines)) == len(lines)
