import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import worker_doubles

from skpd_eval.errors import UsageError
from skpd_eval.model import FileReading, Severity
from skpd_eval.reading.guard import Task, identify, read_guarded
from skpd_eval.reading.workers import read_files

READ = "worker_doubles:read"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def tasks_of(folder: Path, *options: object) -> list[Task]:
    tasks = []
    for number, option in enumerate(options):
        path = folder / f"{number}.csv"
        path.write_bytes(b"file %d" % number)
        tasks.append(Task(str(path), path.name, option))
    return tasks


def codes(reading: FileReading) -> list[str]:
    return [finding.code for finding in reading.findings]


@pytest.mark.parametrize("workers", [1, 2], ids=["one", "two"])
def test_read_files__in_the_order_of_the_tasks(tmp_path: Path, workers: int) -> None:
    tasks = tasks_of(tmp_path, 0.3, None, None, 0.1)
    seen = list(read_files(tasks, worker_doubles.read, workers=workers))
    assert [task for task, _ in seen] == tasks
    assert [reading.sha256 for _, reading in seen] == [
        hashlib.sha256(b"file %d" % number).hexdigest() for number in range(4)
    ]


def test_read_files__nothing_to_do() -> None:
    assert list(read_files([], READ, workers=2)) == []


def test_read_files__what_happens_to_one_is_no_matter_to_the_next(tmp_path: Path) -> None:
    options = (None, "refuse", "abort", "fault", "exit", "memory", None)
    readings = [reading for _, reading in read_files(tasks_of(tmp_path, *options), READ, workers=2)]
    assert [codes(reading) for reading in readings] == [
        [],
        ["damaged"],
        ["reader-crashed"],
        ["reader-fault"],
        ["reader-crashed"],
        ["reader-out-of-memory"],
        [],
    ]
    assert all(finding.severity is Severity.ERROR for reading in readings for finding in reading.findings)
    assert readings[1].findings[0].arguments == {"file": "1.csv", "part": "sheet1"}
    assert readings[2].findings[0].arguments == {"status": -signal.SIGABRT}
    assert readings[3].findings[0].arguments["text"] == "ZeroDivisionError: no such luck"
    assert "worker_doubles" in str(readings[3].findings[0].arguments["trace"])
    assert readings[4].findings[0].arguments == {"status": 3}
    assert all(reading.sha256 and reading.size == len(b"file 0") for reading in readings)


def test_read_files__a_file_that_hangs_is_given_up(tmp_path: Path) -> None:
    begun = time.monotonic()
    readings = [r for _, r in read_files(tasks_of(tmp_path, "hang", None), READ, workers=1, seconds=0.5)]
    assert [codes(reading) for reading in readings] == [["reader-timeout"], []]
    assert time.monotonic() - begun < 20


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the address space")
def test_read_files__memory_is_bounded(tmp_path: Path) -> None:
    readings = [r for _, r in read_files(tasks_of(tmp_path, "swell", None), READ, workers=1, memory_mb=1024)]
    assert [codes(reading) for reading in readings] == [["reader-out-of-memory"], []]


def test_read_files__a_worker_lives_for_several_files(tmp_path: Path) -> None:
    tasks = tasks_of(tmp_path, *[None] * 4)
    numbers = {reading.sha256 for _, reading in read_files(tasks, worker_doubles.tell_process, workers=1)}
    assert len(numbers) == 1
    assert str(os.getpid()) not in numbers


def test_read_files__progress_counts_every_file_once(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    list(
        read_files(
            tasks_of(tmp_path, None, "refuse", "abort"), READ, workers=2, progress=lambda *a: told.append(a)
        )
    )
    assert [(done, total) for done, total, _ in told] == [(1, 3), (2, 3), (3, 3)]
    assert {name for _, _, name in told} == {"0.csv", "1.csv", "2.csv"}


def test_read_files__a_reader_that_does_not_exist_is_a_fault_of_each_file(tmp_path: Path) -> None:
    readings = [r for _, r in read_files(tasks_of(tmp_path, None), "no_such_module:read", workers=1)]
    assert codes(readings[0]) == ["reader-fault"]


def test_read_files__a_function_of_the_script_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="reader-not-importable"):
        list(read_files(tasks_of(tmp_path, None), lambda task: worker_doubles.read(task), workers=1))


def test_read_files__left_early_ends_the_workers(tmp_path: Path) -> None:
    begun = time.monotonic()
    for _ in read_files(tasks_of(tmp_path, None, "hang"), READ, workers=2):
        break
    assert time.monotonic() - begun < 20


SCRIPT = """
from skpd_eval.reading.guard import Task
from skpd_eval.reading.workers import read_files
for task, reading in read_files([Task({path!r}, "a", {option!r})], {read!r}, workers=2):
    print([finding.code for finding in reading.findings])
"""


def start(folder: Path, read: str, option: object) -> subprocess.Popen[bytes]:
    script = folder / "script"
    script.write_text(SCRIPT.format(path=str(folder), option=option, read=read))
    here = str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONPATH": here}
    return subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )


@pytest.mark.parametrize("option", ["print", "abort"], ids=["noise", "abort"])
def test_read_files__from_a_script_without_guard_and_suffix_prints_nothing_of_its_own(
    tmp_path: Path, option: str
) -> None:
    out, err = start(tmp_path, READ, option).communicate(timeout=30)
    assert err == b""
    assert out.decode().strip() == str([] if option == "print" else ["reader-crashed"])


@posix
def test_read_files__interrupt_ends_the_workers_quietly(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    process = start(tmp_path, "worker_doubles:sleep_long", str(mark))
    while not (mark.exists() and mark.read_text()):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert err.count(b"Traceback") == 1
    assert b"KeyboardInterrupt" in err
    with pytest.raises(ProcessLookupError, match="No such process"):
        os.kill(int(mark.read_text()), 0)


@pytest.mark.parametrize(
    "path", ["/dev/zero", "/no/such/file", "bad\0name"], ids=["device", "missing", "nul"]
)
def test_identify__no_regular_file_has_no_checksum(path: str) -> None:
    assert identify(path) == ("", 0)


def test_read_guarded__memory_running_out_is_no_state_to_go_on_from(tmp_path: Path) -> None:
    (task,) = tasks_of(tmp_path, "memory")
    reading, healthy = read_guarded(task, worker_doubles.read, 512)
    assert not healthy
    assert reading.findings[0].arguments == {"megabytes": 512}


def test_read_files__in_the_worker_of_a_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int, str]] = []
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)
    tasks = tasks_of(tmp_path, None, "refuse", "fault")
    readings = list(read_files(tasks, READ, workers=2, progress=lambda *news: told.append(news)))
    assert [codes(reading) for _, reading in readings] == [[], ["damaged"], ["reader-fault"]]
    assert told == [(1, 3, "0.csv"), (2, 3, "1.csv"), (3, 3, "2.csv")]
