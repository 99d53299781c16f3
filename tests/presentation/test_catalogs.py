from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

from skpd_eval.errors import UsageError
from skpd_eval.presentation import catalogs

MESSAGES = sorted({message for _module, message in catalogs.messages_used()})


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_catalog__is_compiled_from_its_source() -> None:
    assert catalogs.MO_PATH.read_bytes() == catalogs.compiled(catalogs.PO_PATH.read_bytes())


def test_catalog__holds_exactly_the_messages_of_the_code() -> None:
    assert catalogs.updated(catalogs.PO_PATH.read_bytes()) == catalogs.PO_PATH.read_bytes()


def test_catalog__has_no_message_without_indonesian() -> None:
    entries = catalogs.PO_PATH.read_text().split("\n\n")[1:]
    assert len(MESSAGES) > 300
    assert [entry for entry in entries if re.search(r'^msgstr ""$(?!\n")', entry, re.MULTILINE)] == []


@pytest.mark.parametrize("message", [message for message in MESSAGES if placeholders(message)])
def test_translation__keeps_the_placeholders(message: str) -> None:
    fields = placeholders(message)
    worded = catalogs.translator("id")(message, **{name: f"<{name}>" for name in fields})
    assert {f"<{name}>" for name in fields} == set(re.findall(r"<\w+>", worded))


def test_translator__never_asks_the_process() -> None:
    code = "from skpd_eval.presentation.catalogs import translator; print(translator()('Rank'))"
    environment = {"LANG": "en_US.UTF-8", "LC_ALL": "C", "LANGUAGE": "en"}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout == "Peringkat\n"


def test_translator__unknown_language() -> None:
    with pytest.raises(UsageError, match=r"unknown-language.*'jv'"):
        catalogs.translator("jv")


def test_command__updates_and_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    po, mo = tmp_path / "x.po", tmp_path / "x.mo"
    po.write_bytes(catalogs.PO_PATH.read_bytes())
    monkeypatch.setattr(catalogs, "PO_PATH", po)
    monkeypatch.setattr(catalogs, "MO_PATH", mo)
    assert catalogs.run(["update"]) == 0
    assert mo.read_bytes() == catalogs.compiled(po.read_bytes())
    mo.unlink()
    assert catalogs.run(["compile"]) == 0
    assert mo.exists()


def test_command__says_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogs.run([]) == 2
    assert "update|compile" in capsys.readouterr().err
