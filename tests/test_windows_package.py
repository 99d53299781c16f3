"""The zip for Windows: where everything lies in it, and what its scripts do. No Windows runs here; they are read."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SCRIPTS = PROJECT / "tools" / "windows"
PTH = "python313.zip\n.\n\n# Uncomment to run site.main() automatically\n#import site\n"


@pytest.fixture(scope="module")
def make_windows() -> ModuleType:
    sys.path.insert(0, str(PROJECT / "tools"))
    try:
        import make_windows
    finally:
        sys.path.remove(str(PROJECT / "tools"))
    return make_windows


def embeddable(folder: Path, version: str = "313", pth: str = PTH) -> Path:
    """What python.org's embeddable package looks like."""
    path = folder / "embed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("python.exe", b"MZ")
        archive.writestr(f"python{version}.zip", b"PK")
        archive.writestr(f"python{version}._pth", pth.replace("\n", "\r\n"))
    return path


@pytest.fixture
def laid_out(make_windows: ModuleType, tmp_path: Path) -> Path:
    packages = tmp_path / "packages"
    (packages / "skpd_eval").mkdir(parents=True)
    (packages / "skpd_eval" / "__main__.py").write_text("")
    folder = tmp_path / "skpd-eval"
    folder.mkdir()
    make_windows.lay_out(folder, embeddable(tmp_path), packages)
    return folder


def test_everything_lies_where_the_scripts_look_for_it(laid_out: Path) -> None:
    there = {path.relative_to(laid_out).as_posix() for path in laid_out.rglob("*") if path.is_file()}
    assert there == {
        "skpd-eval.cmd", "seret-folder-ke-sini.cmd", "BACA-DULU.txt", "python/python.exe", "python/python313.zip",
        "python/python313._pth", "paket/skpd_eval/__main__.py",
    }  # fmt: skip


def test_the_embeddable_python_finds_the_packages_and_nothing_else(laid_out: Path) -> None:
    lines = (laid_out / "python" / "python313._pth").read_bytes().decode().split("\r\n")
    assert lines == ["python313.zip", ".", "..\\paket", ""]


@pytest.mark.parametrize(
    ("version", "pth", "said"),
    [
        pytest.param("312", "python312.zip\n.\n", "not Python 3.13", id="another version"),
        pytest.param("313", "", "not Python 3.13", id="an empty path file"),
    ],
)
def test_another_python_is_refused(
    make_windows: ModuleType, tmp_path: Path, version: str, pth: str, said: str
) -> None:
    (tmp_path / "packages").mkdir()
    with pytest.raises(SystemExit, match=said):
        make_windows.lay_out(tmp_path / "out", embeddable(tmp_path, version, pth), tmp_path / "packages")


def test_the_zip_is_the_same_bytes_for_the_same_files(
    make_windows: ModuleType, laid_out: Path, tmp_path: Path
) -> None:
    one, other = (make_windows.pack(laid_out, tmp_path / name) for name in ("one.zip", "other.zip"))
    assert one == other
    names = zipfile.ZipFile(tmp_path / "one.zip").namelist()
    assert all(name.startswith("skpd-eval/") for name in names)


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.cmd")), ids=lambda path: path.name)
def test_a_script_is_what_cmd_reads(make_windows: ModuleType, script: Path) -> None:
    written = make_windows._as_windows_writes(script.read_text(encoding="utf-8"))
    assert written.isascii()
    assert written.count(b"\n") == written.count(b"\r\n")
    text = script.read_text(encoding="utf-8")
    assert text.startswith("@echo off\n")
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert set(re.findall(r"goto (\w+)", text)) == labels
    loose = [line for line in text.splitlines() if re.search(r'(?<!["=])%(~dp0|HASIL%)', line) and "echo" not in line]
    assert loose == [], "a path may hold blanks: quote it"
    assert sum(line.rstrip().endswith("(") for line in text.splitlines()) == text.count("\n)")


def test_the_next_folder_does_not_shift_away_where_the_script_is() -> None:
    """A bare `shift` moves %0, too, and %~dp0 with it."""
    text = (SCRIPTS / "seret-folder-ke-sini.cmd").read_text(encoding="utf-8")
    assert re.findall(r"^shift.*$", text, re.MULTILINE) == ["shift /1"]


def test_the_command_hands_on_its_arguments_and_its_exit_code() -> None:
    lines = (SCRIPTS / "skpd-eval.cmd").read_text(encoding="utf-8").splitlines()
    assert lines[-2:] == ['"%~dp0python\\python.exe" -X utf8 -m skpd_eval %*', "exit /b %errorlevel%"]


def test_the_commands_of_the_scripts_are_ours() -> None:
    from skpd_eval.cli.app import command

    told = [
        line
        for path in SCRIPTS.iterdir()
        for line in re.findall(r'skpd-eval(?:\.cmd")? ([a-z-].*)', path.read_text(encoding="utf-8"))
        if line[0] != "-" and "untuk" not in line
    ]
    commands = command().commands
    named = [line.split()[0] for line in told if line.split()[0] in commands]
    assert {"ingest", "report", "status", "lowest", "show"} <= set(named)
    for line in told:
        name = line.split()[0]
        if name in commands:
            known = {option for parameter in commands[name].params for option in parameter.opts}
            assert set(re.findall(r"--[a-z-]+", line)) <= known


def test_a_dragged_folder_that_is_refused_in_part_is_still_evaluated() -> None:
    """Exit 65 says that some files were refused; only what recorded nothing (66 and more) ends the script."""
    text = (SCRIPTS / "seret-folder-ke-sini.cmd").read_text(encoding="utf-8")
    ingest, report = text.index("ingest"), text.index("report")
    assert re.search(r"if errorlevel 66 goto gagal", text[ingest:report])
    assert re.search(r"if errorlevel 11 goto gagal", text[report:])


def test_without_an_embeddable_python_the_tool_says_where_it_is() -> None:
    done = subprocess.run(
        [sys.executable, "tools/make_windows.py"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "python.org" in done.stderr
