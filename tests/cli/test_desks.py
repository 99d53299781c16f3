"""At home on an official's desk: what to do next, in one language throughout, help and wrong usage included."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skpd_eval.cli.app import command
from skpd_eval.cli.helping import indonesian

from .conftest import Run

POSTURE = """akun,anggaran,realisasi,persentase
" Pendapatan Daerah","90,00 M","80,00 M",88.89
" PAD","20,00 M","16,00 M",80.00
" TKDD","70,00 M","64,00 M",91.43
" Belanja Daerah","100,00 M","60,00 M",60.00
" Belanja Pegawai","70,00 M","40,00 M",57.14
" Belanja Modal","30,00 M","20,00 M",66.67
" Pembiayaan Daerah","10,00 M","0,00 M",0.00
"""
CONFIGURED = '[language]\ndefault = "{}"\n'


def told(out: str) -> list[str]:
    """The commands that a text tells to use."""
    return re.findall(r"^ {2}(skpd-eval [a-z]+(?: [a-z]+)?)", out, re.MULTILINE)


def test_the_program_alone_says_what_is_there_and_three_commands(read: Run, here: Run, batu: Path) -> None:
    result = here()
    assert (result.status, result.said) == (0, "")
    assert "Belum ada buku catatan" in result.text
    assert told(result.text) == ["skpd-eval inspect", "skpd-eval ingest", "skpd-eval rank"]


def test_the_program_alone_knows_its_ledger(here: Run, batu: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKPD_EVAL_LEDGER", str(batu))
    result = here()
    assert result.status == 0
    assert "Kota Batu: Triwulan IV 2023, 30 dari 30 SKPD sudah lapor" in result.text
    assert told(result.text) == ["skpd-eval status", "skpd-eval lowest", "skpd-eval report"]


@pytest.mark.parametrize("name", ["assist", "ledger"])
def test_a_group_alone_lists_its_commands_and_the_next_three(here: Run, name: str) -> None:
    result = here(name)
    assert (result.status, result.said) == (0, "")
    commands = [f"skpd-eval {name} {inner}" for inner in command().commands[name].commands]
    assert told(result.text)[: len(commands)] == commands
    assert len(told(result.text)) == len(commands) + 3


WRONG = [
    pytest.param(("ranx",), "Tidak ada perintah “ranx”. Maksud Anda: rank?", id="command"),
    pytest.param(("rank", "--foo"), "Tidak ada opsi --foo.", id="option"),
    pytest.param(("rank", "--by", "x"), "“x” bukan nilai yang benar untuk --by. Yang ada: absorption", id="choice"),
    pytest.param(("rank", "--year", "1900"), "“1900” bukan nilai yang benar untuk --year. Yang ada: 2000–2100",
                 id="range"),
    pytest.param(("lowest", "-n", "0"), "Yang ada: ≥ 1", id="open range"),
    pytest.param(("rank", "-q", "9"), "“9” bukan triwulan.", id="quarter"),
    pytest.param(("rank", "--cutoff", "kemarin"), "“kemarin” bukan tanggal.", id="date"),
    pytest.param(("ingest",), "PATH... belum disebut.", id="argument"),
    pytest.param(("ledger", "backup"), "--out belum disebut.", id="option that must be"),
    pytest.param(("rank", "--ledger"), "Opsi --ledger memerlukan satu nilai.", id="value"),
    pytest.param(("rank", "--quiet=3"), "Opsi --quiet tidak memakai nilai.", id="no value"),
    pytest.param(("show", "Dinas", "Sosial"), "Ada yang berlebih: Sosial.", id="too much"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_usage_speaks_indonesian_and_leads_to_help(here: Run, arguments: tuple[str, ...], said: str) -> None:
    result = here(*arguments)
    assert (result.status, result.text, len(result.lines)) == (2, "", 1)
    assert said in result.said


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_usage_speaks_english_where_that_is_asked(here: Run, arguments: tuple[str, ...], said: str) -> None:
    result = here(arguments[0], "--lang", "en", *arguments[1:])
    assert result.status == 2
    assert not re.search("bukan|belum|Tidak|Opsi|berlebih", result.said)


def test_a_configuration_decides_the_language_of_everything(here: Run, tmp_path: Path) -> None:
    (tmp_path / "skpd-eval.toml").write_text(CONFIGURED.format("en"), encoding="utf-8")
    assert "There is no command" in here("ranx").said
    assert "There is no ledger yet" in here().text
    (tmp_path / "skpd-eval.toml").write_text(CONFIGURED.format("id"), encoding="utf-8")
    assert here("rank", "--help").text.startswith("Cara pakai: ")
    assert "no command" in here("--lang", "en", "ranx").said


def test_the_option_before_a_command_holds_for_the_command(read: Run, here: Run, batu: Path) -> None:
    assert "Budget: budget in force" in here("--lang", "en", "rank", "-q", 3, "--ledger", batu).text


def test_help_is_english_unless_asked(here: Run) -> None:
    assert here("rank", "--help").text.startswith("Usage: ")
    assert here("rank", "--help", "--lang", "id").text.startswith("Cara pakai: skpd-eval rank [OPSI]")


def _texts(tree: Any) -> Iterator[str]:
    yield " ".join(tree.help.split())
    for parameter in tree.params:
        if getattr(parameter, "help", None) and parameter.name != "help":
            yield " ".join(parameter.help.split()).partition(" Measures: ")[0]
    for inner in getattr(tree, "commands", {}).values():
        yield from _texts(inner)


def test_every_help_text_has_its_indonesian_and_none_is_left_over() -> None:
    assert set(_texts(command())) == set(indonesian())


def test_no_english_of_the_parser_is_left_in_indonesian_help(here: Run) -> None:
    for arguments in (("--help",), ("ingest", "--help"), ("lowest", "--help"), ("ledger", "backup", "--help")):
        page = here(*arguments, "--lang", "id").text
        assert not re.search(r"Usage|Options:|Arguments:|Commands:|default:|required|Show this|range", page)


def test_a_shell_completes_commands(
    here: Run, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert "Register-ArgumentCompleter" in here("--show-completion", "powershell").text
    monkeypatch.setenv("_SKPD_EVAL_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "skpd-eval low")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        here()
    assert capsysbinary.readouterr().out.split() == [b"lowest"]


def test_a_backup_never_replaces_a_file_without_a_word(read: Run, tmp_path: Path) -> None:
    out = tmp_path / "cadangan.sqlite"
    out.write_text("older")
    refused = read("ledger", "backup", "--out", out)
    assert (refused.status, out.read_text()) == (73, "older")
    assert "--replace" in refused.said
    assert read("ledger", "backup", "--out", out, "--replace").status == 0
    assert out.read_bytes().startswith(b"SQLite format 3")


def test_a_backup_never_replaces_the_ledger_itself(here: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    assert here("ledger", "backup", "--out", ledger, "--replace", "--ledger", ledger).status == 73
    assert ledger.read_bytes() == before


def test_a_withdrawal_keeps_who_made_it(here: Run, ledger: Path) -> None:
    told = ("--reason", "salah berkas", "--who", "Sari", "--ledger", ledger)
    assert here("history", "--withdraw", 1, *told).status == 0
    [row] = [
        row for row in here("history", "--format", "json", "--ledger", ledger).json()["rows"] if row["number"] == 1
    ]
    assert (row["withdrawal_reason"], row["withdrawn_by"]) == ("salah berkas", "Sari")
    assert here("ledger", "verify", "--ledger", ledger).status == 0


def test_a_withdrawal_without_a_name_is_of_the_computers_user(
    here: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "analis")
    assert here("history", "--withdraw", 1, "--reason", "salah", "--ledger", ledger).status == 0
    rows = here("history", "--format", "json", "--ledger", ledger).json()["rows"]
    assert {row["withdrawn_by"] for row in rows} == {None, "analis"}


def test_status_counts_who_has_reported(read: Run) -> None:
    assert "30 dari 30 SKPD sudah lapor." in read("status", "-q", 3).text
    found = read("status", "-q", 3, "--format", "json").json()
    assert (found["agencies_reported"], found["agencies_known"]) == (30, 30)


def test_the_program_alone_knows_a_ledger_of_several_governments(
    here: Run, batu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "l.sqlite"
    shutil.copy(batu, ledger)
    for name in ("Malang", "Jombang"):
        posture = tmp_path / f"2023_{name}.csv"
        posture.write_text(POSTURE, encoding="utf-8")
        told = ("--government", name, "--cutoff", "2023-12-31", "--ledger", ledger)
        assert here("ingest", posture, *told).status == 0
    monkeypatch.setenv("SKPD_EVAL_LEDGER", str(ledger))
    text = here().text
    assert "Malang: seluruh pemerintah daerah, tidak per SKPD" in text
    assert "Kota Batu: Triwulan IV 2023, 30 dari 30 SKPD sudah lapor" in text
    assert told_first(text) == "skpd-eval rank --governments"


def told_first(out: str) -> str:
    found = re.search(r"^ {2}(skpd-eval [a-z]+ [a-z-]+)", out, re.MULTILINE)
    assert found is not None
    return found[1]
