"""Several processes at one ledger and one paper: each done or told to try again, and never half a file."""

import os
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import PROGRAM, Run, environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and modes of POSIX")


def start(folder: Path, *arguments: object, umask: int = -1) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        umask=umask,
    )


def test_three_reports_at_once__a_reader_always_sees_a_whole_one(tmp_path: Path, batu: Path) -> None:
    out = tmp_path / "q3.xlsx"
    running = [
        start(tmp_path, "report", "--out", out, "-q", 3, "--ledger", batu, "--quiet") for _ in range(3)
    ]
    while any(process.poll() is None for process in running):
        if out.exists():
            with zipfile.ZipFile(out) as archive:
                assert archive.testzip() is None
        time.sleep(0.02)
    for process in running:
        process.communicate()
    assert {process.returncode for process in running} <= {0, 75}
    assert [path.name for path in tmp_path.iterdir() if "q3" in path.name] == ["q3.xlsx"]


@pytest.mark.parametrize("after", [0.2, 0.5, 0.8])
def test_a_report_that_is_killed_leaves_the_old_one_or_the_new_one(
    tmp_path: Path, batu: Path, after: float
) -> None:
    out = tmp_path / "q3.json"
    out.write_text("old")
    process = start(tmp_path, "report", "--out", out, "-q", 3, "--ledger", batu, "--quiet")
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    content = out.read_text()
    assert content == "old" or content.rstrip().endswith("}")


@pytest.mark.parametrize(("umask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o664)], ids=oct)
def test_a_report_has_the_mode_that_the_umask_leaves(
    tmp_path: Path, batu: Path, umask: int, mode: int
) -> None:
    process = start(tmp_path, "report", "--out", "q3.csv", "-q", 3, "--ledger", batu, "--quiet", umask=umask)
    assert (process.communicate(), process.returncode) == ((b"", b""), 0)
    assert (tmp_path / "q3.csv").stat().st_mode & 0o777 == mode


def test_two_ingests_at_once__both_are_recorded(tmp_path: Path, tidy: Callable[..., Path], run: Run) -> None:
    ledger = tmp_path / "l.db"
    paths = [
        tidy("a.csv", [("1.01.0.00.0.00.01.0000", "Dinas Pendidikan", 1000, 300)]),
        tidy("b.csv", [("1.02.0.00.0.00.01.0000", "Dinas Kesehatan", 500, 250)]),
    ]
    running = [
        start(tmp_path, "ingest", path, "--ledger", ledger, "--quiet", "--lock-timeout", 30) for path in paths
    ]
    assert [(process.communicate()[1], process.returncode) for process in running] == [(b"", 0)] * 2
    shown = run("rank", "--ledger", ledger, "--format", "json", "--quiet").json()
    assert {row["agency_name"] for row in shown["rows"]} == {"Dinas Pendidikan", "Dinas Kesehatan"}


def test_a_report_keeps_the_link_it_is_written_through(tmp_path: Path, batu: Path, run: Run) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "q3.csv").symlink_to("real.csv")
    assert run("report", "--out", "q3.csv", "-q", 3, "--ledger", batu, "--quiet").status == 0
    assert (tmp_path / "q3.csv").is_symlink()
    assert "Dinas" in (tmp_path / "real.csv").read_text()
