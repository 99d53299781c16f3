"""Documents that cannot go stale: generated parts are current, and every command a user is told works."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[1]
DOCUMENTS = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?P<target>[^)#:]+)(?:#[^)]*)?\)")
_TOLD = re.compile(r"(?:^|[/\\ ])skpd-eval(?:\.exe)? (?P<arguments>[a-z-].*)")
_INLINE = re.compile(r"`(?P<command>skpd-eval [a-z]+(?: [^`]*)?)`")


@pytest.fixture(scope="module")
def make_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", PROJECT / "tools" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(document: Path, kind: str) -> list[str]:
    """The bodies of the fenced blocks of a kind (what stands after the three backticks)."""
    found = _BLOCK.finditer(document.read_text(encoding="utf-8"))
    return [block["body"] for block in found if block["kind"] == kind]


def told(*kinds: str, documents: list[Path] = DOCUMENTS) -> list[str]:
    """The commands of skpd-eval in blocks of these kinds, as lines."""
    bodies = (body for path in documents for kind in kinds for body in blocks(path, kind))
    found = (_TOLD.search(line) for body in bodies for line in body.splitlines() if line[:1] != "#")
    return [f"skpd-eval {line['arguments']}" for line in found if line]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_generated_parts_are_current(document: Path, make_docs: ModuleType) -> None:
    text = document.read_text(encoding="utf-8")
    assert make_docs.renewed(text) == text, "run: make docs"


def test_schemas_of_the_machine_formats_are_current(make_docs: ModuleType) -> None:
    assert {path.name for path in make_docs.SCHEMAS.glob("*.json")} == {path.name for path in make_docs.schemas()}
    stale = [path.name for path, text in make_docs.schemas().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: make docs"


def test_the_man_page_is_current_and_has_every_command(make_docs: ModuleType) -> None:
    ((path, text),) = make_docs.man_page().items()
    assert path.read_text(encoding="utf-8") == text, "run: make docs"
    sections = [line.removeprefix(".SS ").replace("\\-", "-") for line in text.splitlines() if line.startswith(".SS ")]
    assert sections == list(make_docs.commands())


def test_a_stale_part_would_be_found(make_docs: ModuleType) -> None:
    stale = "<!-- generated: exit-codes -->\nan old table\n<!-- end -->\n"
    renewed = make_docs.renewed(stale)
    assert "an old table" not in renewed
    assert "| 65 |" in renewed


def test_every_command_is_told_to_users(make_docs: ModuleType) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    assert [name for name in make_docs.commands() if f"skpd-eval {name}" not in text] == []


def test_every_command_and_option_has_help(make_docs: ModuleType) -> None:
    commands = make_docs.commands()
    assert [name for name, command in commands.items() if not command.help] == []
    silent = [
        f"{name} {option.opts[0]}"
        for name, command in commands.items()
        for option in command.params
        if option.param_type_name == "option" and not option.help
    ]
    assert silent == []


@pytest.mark.parametrize("line", sorted(set(told("sh", "sh example", "crontab", "bat", "powershell"))))
def test_options_of_every_command_in_the_documents_exist(line: str, make_docs: ModuleType) -> None:
    words = shlex.split(line.partition(" ||")[0])[1:]
    if words[0].startswith("-"):
        assert words == ["--version"]
        return
    commands = make_docs.commands()
    command = commands.get(" ".join(words[:2])) or commands[words[0]]
    known = {name for option in command.params for name in option.opts}
    assert [word for word in words[1:] if re.match("--?[a-z]", word) and word not in known] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_within_sentences_exist(document: Path, make_docs: ModuleType) -> None:
    text = document.read_text(encoding="utf-8")
    named = {found["command"].split()[1] for found in _INLINE.finditer(text)}
    assert named - set(make_docs.commands()) == set()


@pytest.mark.slow
def test_commands_of_the_readme_run(tmp_path: Path, samples: Path) -> None:
    lines = told("sh", documents=[PROJECT / "README.md"])
    assert any(line.startswith("skpd-eval ingest") for line in lines)
    shutil.copytree(samples / "kota-batu-2023", tmp_path / "data" / "samples" / "kota-batu-2023")
    environment = os.environ | {"SKPD_EVAL_LEDGER": str(tmp_path / "ledger.sqlite")}
    for line in lines:
        run = subprocess.run(
            [sys.executable, "-m", "skpd_eval", *shlex.split(line)[1:]],
            cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, f"{line}\n{run.stderr.decode(errors='replace')}"
    assert {"q3.xlsx", "evaluasi-2023-tw3.xlsx", "skpd-eval.toml"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("target", ["demo", "test", "check", "docs", "wheelhouse", "dist"])
def test_targets_that_documents_name_are_listed_by_make(target: str) -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE)


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, PROJECT / "CONTRIBUTING.md", PROJECT / "CHANGELOG.md"], ids=lambda path: path.name
)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = [found["target"] for found in _LINK.finditer(document.read_text(encoding="utf-8"))]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_layout_says_what_it_cannot_give(make_docs: ModuleType) -> None:
    text = (PROJECT / "docs" / "layouts.md").read_text(encoding="utf-8")
    cannot = text.partition("cannot give")[2]
    names = [path.stem for path in make_docs.LAYOUTS.glob("*.toml")]
    assert [name for name in names if f"| `{name}` |" not in cannot] == [], "add its row to docs/layouts.md"


def test_machine_names_that_are_printed_are_documented(make_docs: ModuleType) -> None:
    text = (PROJECT / "docs" / "formats.md").read_text(encoding="utf-8")
    printed = make_docs.printed(["lowest", "--quarter", "3", "-n", "1", "--format", "json"])
    names = set(re.findall(r'^ {2,6}"([a-z_]+)":', printed, re.MULTILINE))
    assert {"rank", "drivers", "schema"} <= names
    assert {name for name in names if f"`{name}`" not in text} == set()
