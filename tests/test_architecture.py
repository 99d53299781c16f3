"""What keeps the house in order: contracts between rooms, light start-up, small modules, clean files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SOURCE = PROJECT / "src" / "skpd_eval"
MODULES = sorted(SOURCE.rglob("*.py"))

LONGEST_MODULE = 300
LONGEST_BODY = 45
HEAVY = frozenset(("babel", "numpy", "openpyxl", "pandas", "python_calamine", "rich"))

_IMPORTED = """
import sys, io, contextlib
from skpd_eval.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main({arguments!r})
print(" ".join(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""


def loaded(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter holds after ``code``, which prints them last."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split())


def after(*arguments: str) -> set[str]:
    """The packages loaded after the command line ran with these arguments."""
    return loaded(_IMPORTED.format(arguments=list(arguments)))


def documentation(node: ast.stmt) -> bool:
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def bodies(module: Path) -> Iterator[tuple[str, int]]:
    """Every function of a module with the number of lines of its body, the docstring left out."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if documentation(node.body[0]) else node.body
            if body:
                yield node.name, (body[-1].end_lineno or 0) - body[0].lineno + 1


def committed() -> list[Path]:
    """Every text file of the project: what git keeps, or in an unpacked archive what is there."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False)
    names = listing.stdout.decode().split("\0") if listing.returncode == 0 else []
    paths = [PROJECT / name for name in names if name]
    paths = paths or [*MODULES, *PROJECT.glob("*.toml"), *PROJECT.glob("*.md")]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> str:
    path = str(tmp_path_factory.mktemp("architecture") / "ledger.sqlite")
    after("ingest", str(samples / "kota-batu-2023" / "rekap-belanja-triwulan-3.xlsx"), "--ledger", path)
    return path


def test_rooms_keep_their_contracts() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as c; c()"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout


def test_help_loads_nothing_heavy() -> None:
    assert not HEAVY & after("--help")


@pytest.mark.parametrize("command", ["ingest", "rank", "lowest", "report"])
def test_help_of_a_command_loads_nothing_heavy(command: str) -> None:
    assert not HEAVY & after(command, "--help")


@pytest.mark.parametrize("command", ["rank", "lowest", "status", "history"])
def test_commands_that_read_the_ledger_load_no_spreadsheet_library(command: str, ledger: str) -> None:
    packages = after(command, "--ledger", ledger)
    assert "sqlite3" in packages, "the command did not get to work"
    assert not {"numpy", "openpyxl", "pandas", "python_calamine"} & packages


def test_ranking_for_machines_draws_no_screen(ledger: str) -> None:
    packages = after("rank", "--format", "json", "--ledger", ledger)
    assert "sqlite3" in packages, "the command did not get to work"
    assert not {"rich", "pandas", "openpyxl"} & packages


def test_the_reading_parent_never_loads_pandas(samples: Path, tmp_path: Path) -> None:
    file = samples / "kota-batu-2023" / "rekap-belanja-triwulan-3.xlsx"
    assert "pandas" not in after("ingest", str(file), "--ledger", str(tmp_path / "ledger.sqlite"))


def test_the_package_itself_is_light() -> None:
    listing = 'print(" ".join({name.partition(".")[0] for name in sys.modules}))'
    with_it = loaded(f"import sys, skpd_eval; {listing}")
    assert with_it - loaded(f"import sys; {listing}") == {"skpd_eval"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_modules_and_functions_stay_small(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert {name: lines for name, lines in bodies(module) if lines > LONGEST_BODY} == {}


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        pytest.param(r"#\s*noqa(?!:\s*[A-Z]+\d)", "a noqa names its rule", id="noqa"),
        pytest.param(r"#\s*type:\s*ignore(?!\[)", "an ignored error is named", id="type-ignore"),
        pytest.param(r"(?<![\w.<{/])/(?:home|root|Users|work|opt)/\w", "no machine's path", id="path"),
        pytest.param(r"pythonhosted|pypi\.(?:org|python)|index-url", "no registry's host", id="host"),
    ],
)  # fmt: skip
def test_no_file_of_the_project_has(pattern: str, why: str) -> None:
    forbidden = re.compile(pattern)
    # This file spells the patterns out.
    this = Path(__file__).resolve()
    texts = {path: path.read_text(encoding="utf-8") for path in committed() if path != this}
    assert texts
    found = [
        f"{path.relative_to(PROJECT)}:{number}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if forbidden.search(line)
    ]
    assert found == [], why


READING = SOURCE / "reading"
MOST_MODULES, MOST_ON_TOP = 16, 8


@pytest.mark.parametrize(
    "folder",
    sorted({path.parent for path in READING.rglob("*.py")}),
    ids=lambda path: path.relative_to(SOURCE).as_posix(),
)
def test_a_folder_of_reading_can_be_seen_at_once(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= (MOST_ON_TOP if folder == READING else MOST_MODULES)
