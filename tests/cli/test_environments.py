"""The command as a process: streams that fail, signals, odd locales and terminals, a bare environment."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import PROGRAM, Run, environment

RANK = ("rank", "-q", 3)
TEN = "Dinas Tenaga Kerja"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and descriptors of POSIX")


@pytest.fixture
def expected(read: Run) -> bytes:
    return read(*RANK, "--quiet").out


def test_stdout_that_is_full(run: Run, batu: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        result = run(*RANK, "--ledger", batu, stdout=full)
    assert result.status == 74
    assert len(result.lines) <= 3
    assert "Traceback" not in result.said


@pytest.mark.parametrize(("closed", "status"), [(">&-", 74), ("2>&-", 0), ("<&-", 0), ("| head -1", 0)])
def test_streams_that_are_closed(tmp_path: Path, batu: Path, closed: str, status: int) -> None:
    line = shlex.join([*PROGRAM, *map(str, RANK), "--ledger", str(batu), "--format", "csv"])
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} {closed}"],
        cwd=tmp_path, env=environment(tmp_path), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert b"Broken" not in done.stderr


ODD: dict[str, dict[str, str | None]] = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "one column": {"COLUMNS": "1"},
    "no number of columns": {"COLUMNS": "abc"},
    "dumb": {"TERM": "dumb", "NO_COLOR": "1"},
    "another language": {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"},
    "hash seed": {"PYTHONHASHSEED": "7", "PYTHONOPTIMIZE": "2"},
}


@pytest.mark.parametrize("name", ODD)
def test_odd_environments__same_figures(
    run: Run, batu: Path, tmp_path: Path, name: str, expected: bytes
) -> None:
    result = run(*RANK, "--ledger", batu, "--quiet", env=environment(tmp_path, **ODD[name]))
    assert (result.status, result.said) == (0, "")
    assert b"\x1b" not in result.out
    text = result.out.decode("utf-8", "replace")
    assert "Peringkat" in text
    assert TEN in " ".join(text.split())
    assert "3.274.981.702" in text
    if name in ("another language", "hash seed", "no number of columns"):
        assert result.out == expected


def test_warnings_as_errors(run: Run, batu: Path, expected: bytes) -> None:
    program = (sys.executable, "-W", "error", "-m", "skpd_eval")
    result = run(*RANK, "--ledger", batu, "--quiet", program=program)
    assert (result.status, result.said, result.out) == (0, "", expected)


def test_report_with_warnings_as_errors(run: Run, batu: Path, tmp_path: Path) -> None:
    program = (sys.executable, "-W", "error", "-m", "skpd_eval")
    result = run("report", "--out", "q3.xlsx", "--ledger", batu, "--quiet", program=program)
    assert (result.status, result.said, result.out) == (0, "", b"")


def test_a_bare_environment_and_a_working_folder_that_is_gone(
    tmp_path: Path, batu: Path, expected: bytes
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    arguments = [*PROGRAM, *map(str, RANK), "--ledger", str(batu), "--quiet"]
    done = subprocess.run(
        ["bash", "-c", 'cd gone && rmdir ../gone && exec env -i "$@"', "-", *arguments],
        cwd=tmp_path, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == expected


def test_ingest_with_workers_in_a_bare_environment(tmp_path: Path, tidy: Callable[..., Path]) -> None:
    path = tidy("t.csv", [("1.01.0.00.0.00.01.0000", "Dinas Pendidikan", 1000, 300)])
    done = subprocess.run(
        ["env", "-i", *PROGRAM, "ingest", str(path), "--ledger", str(tmp_path / "l.db"), "--quiet"],
        cwd=tmp_path, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_colours_only_on_a_terminal_or_when_forced(tmp_path: Path, batu: Path) -> None:
    import pty

    def on_terminal(**changes: str) -> bytes:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [*PROGRAM, *map(str, RANK), "--ledger", str(batu), "--quiet"],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path,
            env=environment(tmp_path, TERM="xterm-256color", COLUMNS="120", **changes),
        )  # fmt: skip
        os.close(theirs)
        said = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:
                break
            if not chunk:
                break
            said += chunk
        os.close(ours)
        assert process.wait(60) == 0
        return said

    assert b"\x1b[" in on_terminal()
    assert b"\x1b[" not in on_terminal(NO_COLOR="1")


@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"]
)
def test_signals_end_a_run_with_their_code_and_no_ledger_of_half_a_file(
    tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    from .conftest import BATU

    process = subprocess.Popen(
        [*PROGRAM, "ingest", str(BATU), "--ledger", str(tmp_path / "l.db")],
        cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(1.5)
    process.send_signal(sent)
    _, said = process.communicate(timeout=30)
    assert process.returncode == status
    assert len(said.splitlines()) <= 1
    assert not list(tmp_path.glob("*.tmp"))
