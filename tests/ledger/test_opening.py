"""Opening, sharing and failing: whatever happens to the file, the ledger is whole and the error is ours."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from skpd_eval import portable
from skpd_eval.errors import (
    BusyError,
    ConfigurationError,
    InputOutputError,
    MissingInputError,
    OutputError,
    RefusedError,
    SkpdEvalError,
)
from skpd_eval.ledger import Ledger, schema
from skpd_eval.ledger.connection import faults

from .conftest import HEALTH, NOW, Record, export, line, reading

NOBODY = 65534
posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


def big_export(lines: int) -> tuple[bytes, object]:
    return b"big", export(*(line(account=f"5.1.02.01.01.{row:04}", row=row) for row in range(lines)))


def test_open__makes_file_and_folder(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        assert ledger.submissions() == []
        assert ledger.journal_mode == "wal"
    with Ledger.open(path) as ledger:
        assert ledger.head() == ""


def test_open__name_with_marks_of_a_uri(tmp_path: Path) -> None:
    path = tmp_path / "a b%20?mode=memory#x" / "led'ger.sqlite"
    Ledger.open(path, write=True).close()
    assert path.is_file()


def test_open__without_wal(path: Path) -> None:
    Ledger.open(path, write=True).close()
    with Ledger.open(path, write=True, wal=False) as ledger:
        assert ledger.journal_mode == "delete"


def make_text(path: Path) -> None:
    path.write_text("no database, but longer than the header of one is. " * 40)


def make_other_program(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE moz_places (id INTEGER)")
    database.close()


def make_other_application_id(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA application_id = 7")
    database.close()


def make_newer(path: Path) -> None:
    Ledger.open(path, write=True).close()
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    database.close()


@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(make_text, "not-a-ledger", id="text"),
        pytest.param(make_other_program, "not-a-ledger", id="another program's database"),
        pytest.param(make_other_application_id, "not-a-ledger", id="another application id"),
        pytest.param(make_newer, "ledger-newer", id="newer schema"),
        pytest.param(Path.mkdir, "not-a-ledger", id="folder"),
    ],
)
def test_open__no_ledger_of_ours(tmp_path: Path, make: object, code: str, write: bool) -> None:
    path = tmp_path / "ledger.sqlite"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(ConfigurationError, match=code):
        Ledger.open(path, write=write)
    assert not path.is_file() or path.read_bytes() == before


@posix
def test_open__device() -> None:
    with pytest.raises(ConfigurationError, match="not-a-ledger"):
        Ledger.open(Path("/dev/zero"))


def test_open__nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="ledger-missing"):
        Ledger.open(tmp_path / "ledger.sqlite")
    assert list(tmp_path.iterdir()) == []


def make_database_without_tables(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("VACUUM")
    database.close()
    assert path.stat().st_size > 0


@pytest.mark.parametrize(
    "make",
    [pytest.param(Path.touch, id="no bytes"), pytest.param(make_database_without_tables, id="no tables")],
)
def test_an_interrupted_creation__is_a_ledger_with_nothing_recorded(tmp_path: Path, make: object) -> None:
    path = tmp_path / "ledger.sqlite"
    make(path)  # type: ignore[operator]
    before = path.read_bytes()
    with Ledger.open(path) as ledger:
        assert (ledger.governments(), ledger.submissions(), ledger.head()) == ([], [], "")
    assert path.read_bytes() == before, "reading changes nothing"
    with Ledger.open(path, write=True) as ledger:
        ledger.record(reading(b"one", export()), b"one", NOW)
    with Ledger.open(path) as ledger:
        assert ledger.verify() == 1


class KilledError(BaseException):
    """What ends a creation at a moment."""


@pytest.mark.parametrize("moment", ["_write_synced", "_place"])
def test_a_creation_that_is_interrupted__leaves_nothing_at_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def killed(*_arguments: object) -> None:
        raise KilledError

    monkeypatch.setattr(portable, moment, killed)
    with pytest.raises(KilledError):
        Ledger.open(path, write=True)
    assert list(path.parent.iterdir()) == []


def test_a_creation_on_a_full_disk__leaves_nothing_at_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(portable, "_write_synced", full)
    with pytest.raises(InputOutputError, match="disk-full"):
        Ledger.open(path, write=True)
    assert list(path.parent.iterdir()) == []


def test_a_file_system_without_links__has_its_ledger_made_in_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_arguments: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", unsupported)
    with Ledger.open(path, write=True) as ledger:
        assert ledger.record(reading(b"one", export()), b"one", NOW).numbers == (1,)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_open__cannot_be_created(tmp_path: Path) -> None:
    below_file = tmp_path / "file" / "ledger.sqlite"
    below_file.parent.touch()
    with pytest.raises(OutputError, match="output-not-created"):
        Ledger.open(below_file, write=True)
    with pytest.raises(MissingInputError, match="ledger-missing"):
        Ledger.open(below_file)


def test_open__path_with_nul(tmp_path: Path) -> None:
    path = tmp_path / "ledger\0.sqlite"
    with pytest.raises(OutputError, match="bad-name"):
        Ledger.open(path, write=True)
    with pytest.raises(MissingInputError, match="ledger-unreadable"):
        Ledger.open(path)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that an unprivileged user may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.fixture
def unprivileged() -> Iterator[None]:
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        yield
        os.seteuid(0)
    else:
        yield


def closed_ledger(folder: Path) -> Path:
    path = folder / "ledger.sqlite"
    with Ledger.open(path, write=True) as ledger:
        ledger.record(reading(b"one", export()), b"one", NOW)
    path.chmod(0o444)
    folder.chmod(0o555)
    return path


@pytest.fixture
def read_only_ledger(public_folder: Path) -> Path:
    return closed_ledger(public_folder)


@posix
def test_open__read_only_file_and_folder(read_only_ledger: Path, unprivileged: None) -> None:
    with Ledger.open(read_only_ledger) as ledger:
        assert [holding.agency for holding in ledger.holdings(None, 2023)] == [HEALTH]
        assert ledger.verify() == 1
    with pytest.raises(OutputError, match="not-writable"):
        Ledger.open(read_only_ledger, write=True)


@posix
def test_open__folder_that_may_not_be_entered(public_folder: Path, unprivileged: None) -> None:
    path = public_folder / "closed" / "ledger.sqlite"
    os.seteuid(os.getuid())
    path.parent.mkdir(mode=0o000)
    os.seteuid(NOBODY if os.getuid() == 0 else os.getuid())
    with pytest.raises(MissingInputError, match="ledger-unreadable"):
        Ledger.open(path)
    with pytest.raises(OutputError, match="no-permission"):
        Ledger.open(path, write=True)


@posix
def test_open__reader_without_permission_beside_a_writer(
    public_folder: Path, request: pytest.FixtureRequest
) -> None:
    path = public_folder / "ledger.sqlite"
    with Ledger.open(path, write=True) as writer:
        writer.record(reading(b"one", export()), b"one", NOW)
        request.getfixturevalue("unprivileged")
        with Ledger.open(path) as reader:
            assert reader.verify() == 1


@posix
def test_open__pending_log_in_a_read_only_folder(public_folder: Path, request: pytest.FixtureRequest) -> None:
    """What a killed writer left cannot be merged there, and reading without it would show an older state."""
    path = public_folder / "ledger.sqlite"
    with Ledger.open(path, write=True) as ledger:
        ledger.record(reading(b"one", export()), b"one", NOW)
        log = path.with_name("ledger.sqlite-wal").read_bytes()
    path.with_name("ledger.sqlite-wal").write_bytes(log)
    public_folder.chmod(0o555)
    request.getfixturevalue("unprivileged")
    with pytest.raises(MissingInputError, match="ledger-unreadable"):
        Ledger.open(path)


def test_reader_cannot_write(path: Path, ledger: Ledger) -> None:
    with Ledger.open(path) as reader, pytest.raises(MissingInputError, match="ledger-unreadable"):
        reader.withdraw(1, "no", NOW)


def test_writer_beside_writer__busy(path: Path, ledger: Ledger) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with (
        Ledger.open(path, write=True, lock_timeout=0.05) as second,
        pytest.raises(BusyError, match="ledger-busy"),
    ):
        second.record(reading(b"one", export()), b"one", NOW)
    other.execute("ROLLBACK")
    other.close()


def test_reader_beside_writer__sees_whole_submissions(path: Path, ledger: Ledger) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO governments (key, name) VALUES ('x', 'X')")
    with Ledger.open(path, lock_timeout=0.05) as reader:
        assert reader.submissions() == []
    other.execute("ROLLBACK")
    other.close()


def test_concurrent_writers_and_a_reader(path: Path, ledger: Ledger) -> None:
    files = 12

    def write(start: int) -> None:
        with Ledger.open(path, write=True, lock_timeout=30) as own:
            for number in range(start, files, 3):
                content = f"file {number}".encode()
                own.record(reading(content, export(sheet=str(number))), content, NOW)

    writers = [threading.Thread(target=write, args=(start,)) for start in range(3)]
    for writer in writers:
        writer.start()
    with Ledger.open(path, lock_timeout=30) as reader:
        while any(writer.is_alive() for writer in writers):
            with reader.snapshot():
                seen = reader.submissions()
                assert [submission.number for submission in seen] == list(range(1, len(seen) + 1))
                assert reader.head() == (seen[-1].hash if seen else "")
        for writer in writers:
            writer.join()
        assert len(reader.submissions()) == files
        assert reader.verify() == files


def test_snapshot__stays_while_another_records(path: Path, record: Record) -> None:
    with Ledger.open(path) as reader:
        with reader.snapshot():
            assert reader.submissions() == []
            record(b"one", export())
            assert reader.submissions() == []
            assert reader.verify() == 0
        assert len(reader.submissions()) == 1


def test_concurrent_creation(path: Path) -> None:
    start = threading.Barrier(4)
    failures: list[SkpdEvalError] = []

    def create(number: int) -> None:
        content = f"file {number}".encode()
        start.wait()
        try:
            with Ledger.open(path, write=True, lock_timeout=30) as own:
                own.record(reading(content, export(sheet=str(number))), content, NOW)
        except SkpdEvalError as error:
            failures.append(error)

    threads = [threading.Thread(target=create, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Ledger.open(path) as ledger:
        assert ledger.verify() == 4
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_full_disk__records_nothing(path: Path, record: Record, ledger: Ledger) -> None:
    record(b"one", export())
    (pages,) = ledger._db.execute("PRAGMA page_count").fetchone()
    ledger._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    content, big = big_export(5_000)
    with pytest.raises(InputOutputError, match="disk-full"):
        record(content, big)
    assert len(ledger.submissions()) == 1
    assert ledger.verify() == 1
    ledger._db.execute("PRAGMA max_page_count = 1000000")
    assert record(content, big).numbers == (2,)


LIMITED = """
import resource, sys
from pathlib import Path
from ledger.conftest import *
from ledger.test_opening import big_export
from skpd_eval.errors import SkpdEvalError
size = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
try:
    with Ledger.open(Path(sys.argv[1]), write=True) as ledger:
        content, big = big_export(2_000)
        ledger.record(reading(content, big), content, NOW)
except SkpdEvalError as error:
    sys.exit(error.exit_status)
"""


@posix
@pytest.mark.parametrize("size", [0, 4096, 40_000, 110_000], ids=lambda size: f"65 at {size} bytes")
@pytest.mark.parametrize("existing", [False, True], ids=["new", "existing"])
def test_full_disk__at_any_byte(path: Path, size: int, existing: bool) -> None:
    if existing:
        with Ledger.open(path, write=True) as ledger:
            ledger.record(reading(b"one", export()), b"one", NOW)
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), str(size)],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stderr) == (74, "")
    assert not list(path.parent.glob("*-journal"))
    with Ledger.open(path, write=True) as ledger:
        assert [submission.number for submission in ledger.submissions()] == ([1] if existing else [])
        assert ledger.verify() == len(ledger.submissions())


KILLED = """
import sys
from pathlib import Path
from ledger.conftest import *
from ledger.test_opening import big_export
with Ledger.open(Path(sys.argv[1]), write=True) as ledger:
    print("open", flush=True)
    for number in range(1000):
        content = str(number).encode()
        ledger.record(reading(content, big_export(3_000)[1]), content, NOW)
"""


@posix
@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", range(0, 320, 40), ids=lambda value: f"66 after {value} ms")
def test_killed_while_recording(path: Path, milliseconds: int) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE
    )
    with run:
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(milliseconds / 1000)
        run.kill()
    with Ledger.open(path) as ledger:
        numbers = [submission.number for submission in ledger.submissions()]
        assert ledger.verify() == len(numbers)
        assert numbers == list(range(1, len(numbers) + 1))


CREATED = """
import sys
from pathlib import Path
from skpd_eval.ledger import Ledger
print("ready", flush=True)
Ledger.open(Path(sys.argv[1]), write=True)
sys.stdin.read()
"""


@posix
@pytest.mark.slow
def test_killed_while_creating(tmp_path: Path) -> None:
    """At whatever moment the first run is killed, the next one records."""
    for step in range(40):
        path = tmp_path / str(step) / "ledger.sqlite"
        path.parent.mkdir()
        run = subprocess.Popen(
            [sys.executable, "-c", CREATED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        with run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(step / 1000)
            run.kill()
        if path.exists():
            with Ledger.open(path) as ledger:
                assert ledger.verify() == 0
        with Ledger.open(path, write=True) as ledger:
            ledger.record(reading(b"one", export()), b"one", NOW)
            assert ledger.verify() == 1


def test_damaged_file(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        content, big = big_export(2_000)
        ledger.record(reading(content, big), content, NOW)
    damaged = bytearray(path.read_bytes())
    for page in range(2, len(damaged) // 4096):
        damaged[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(damaged)
    with pytest.raises(RefusedError, match="ledger-damaged"), Ledger.open(path) as ledger:
        ledger.submissions()


@pytest.mark.parametrize(
    ("code", "write", "kind", "exit_status"),
    [
        pytest.param(sqlite3.SQLITE_BUSY_SNAPSHOT, True, BusyError, 75, id="busy"),
        pytest.param(sqlite3.SQLITE_LOCKED, False, BusyError, 75, id="locked"),
        pytest.param(sqlite3.SQLITE_FULL, True, InputOutputError, 74, id="full"),
        pytest.param(sqlite3.SQLITE_IOERR_FSYNC, True, InputOutputError, 74, id="67 fsync"),
        pytest.param(sqlite3.SQLITE_IOERR_READ, False, InputOutputError, 74, id="device"),
        pytest.param(sqlite3.SQLITE_CANTOPEN, True, OutputError, 73, id="not created"),
        pytest.param(sqlite3.SQLITE_CANTOPEN, False, MissingInputError, 66, id="not readable"),
        pytest.param(sqlite3.SQLITE_NOTADB, False, ConfigurationError, 78, id="no database"),
        pytest.param(sqlite3.SQLITE_CORRUPT, False, RefusedError, 65, id="damaged"),
    ],
)
def test_faults__become_ours(code: int, write: bool, kind: type[SkpdEvalError], exit_status: int) -> None:
    error = sqlite3.OperationalError("from SQLite")
    error.sqlite_errorcode = code
    with pytest.raises(kind, match=r"q3\.ledger") as caught, faults(Path("q3.ledger"), write=write):
        raise error
    assert caught.value.exit_status == exit_status


def test_faults__of_ours_stay(ledger: Ledger) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"), faults(ledger.path, write=True):
        ledger._db.execute("SELECT missing FROM submissions")
    with pytest.raises(sqlite3.ProgrammingError, match="binding"), faults(ledger.path, write=True):
        ledger._db.execute("SELECT ?")


def test_open__journal_stays_while_another_reads(path: Path, ledger: Ledger) -> None:
    with Ledger.open(path) as reader, reader.snapshot():
        reader.submissions()
        with Ledger.open(path, write=True, lock_timeout=0.01, wal=False) as writer:
            assert writer.journal_mode == "wal"


def test_open__sqlite_without_strict_tables(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(ConfigurationError, match="sqlite-too-old"):
        Ledger.open(path, write=True)


def test_import__is_light() -> None:
    heavy = "pandas openpyxl rich typer babel python_calamine"
    code = f"import sys, skpd_eval.ledger; sys.exit(' '.join(set('{heavy}'.split()) & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stderr.strip() == ""
