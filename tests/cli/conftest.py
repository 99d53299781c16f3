"""The command run as a process, on a ledger that is made once from the sample data."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
BATU = SAMPLES / "kota-batu-2023"
TIDY = SAMPLES / "tidy" / "kota-batu-2023-triwulan-3.csv"
PROGRAM = (sys.executable, "-m", "skpd_eval")


@dataclass(frozen=True)
class Result:
    """What a run left: its status and both streams as bytes."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def said(self) -> str:
        return self.err.decode()

    @property
    def lines(self) -> list[str]:
        return self.said.splitlines()

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


def environment(folder: Path, **changes: str | None) -> dict[str, str]:
    """The process's environment with a home of its own; ``None`` takes a name away."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("SKPD_EVAL_")}
    known |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        known.pop(name, None)
    for name, value in changes.items():
        known.pop(name, None)
        if value is not None:
            known[name] = value
    return known


def call(
    arguments: Sequence[object],
    folder: Path,
    *,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    program: Sequence[str] = PROGRAM,
    **more: Any,
) -> Result:
    """Run the command; it has a minute."""
    done = subprocess.run(
        [*program, *map(str, arguments)],
        cwd=cwd or folder,
        env=env or environment(folder),
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more,
    )
    return Result(done.returncode, done.stdout or b"", done.stderr or b"")


@pytest.fixture(scope="session")
def batu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the sample data; never written to by a test."""
    folder = tmp_path_factory.mktemp("batu")
    result = call(["ingest", BATU, "--ledger", folder / "ledger.db", "--quiet"], folder)
    assert (result.status, result.said) == (0, "")
    return folder / "ledger.db"


@pytest.fixture
def ledger(batu: Path, tmp_path: Path) -> Path:
    """A copy of the sample ledger that a test may change."""
    folder = tmp_path / "ledger"
    shutil.copytree(batu.parent, folder)
    return folder / batu.name


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in an empty folder."""

    def started(*arguments: object, **more: Any) -> Result:
        return call(arguments, tmp_path, **more)

    return started


@pytest.fixture
def here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Run]:
    """Run the command in this process, files read without workers, which is ten times faster, in an empty folder."""
    from skpd_eval.cli.boundary import run as boundary
    from skpd_eval.reading.file.file import read_task
    from skpd_eval.reading.guard import read_guarded

    def read_files(tasks: Sequence[Any], _reader: str, **_more: Any) -> Iterator[tuple[Any, Any]]:
        return ((task, read_guarded(task, read_task, 0)[0]) for task in tasks)

    monkeypatch.setattr("skpd_eval.jobs.ingest.read_files", read_files)
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "SKPD_EVAL_LEDGER", "SKPD_EVAL_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    before = signal.getsignal(signal.SIGTERM)

    def started(*arguments: object) -> Result:
        capsysbinary.readouterr()
        status = boundary([str(argument) for argument in arguments])
        return Result(int(status), *capsysbinary.readouterr())

    yield started
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def read(batu: Path, here: Run) -> Run:
    """Run a reading command on the sample ledger, in this process."""

    def started(*arguments: object) -> Result:
        return here(*arguments, "--ledger", batu)

    return started


@pytest.fixture
def tidy(tmp_path: Path) -> Callable[..., Path]:
    """Write a small table, one row an agency, for a cut-off; a file name and its text."""

    def written(
        name: str, rows: Sequence[tuple[str, str, object, object]], cutoff: str = "2023-09-30"
    ) -> Path:
        path = tmp_path / name
        lines = ["government;cutoff;kode skpd;nama skpd;pagu;realisasi"]
        lines += [
            f"Kota Contoh;{cutoff};{code};{agency};{budget};{spent}" for code, agency, budget, spent in rows
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return written
