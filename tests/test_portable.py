import errno
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from skpd_eval import portable
from skpd_eval.errors import InputOutputError, OutputError

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes, links and limits")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_write_atomically__new_and_again(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    portable.write_atomically(out, b"first")
    portable.write_atomically(out, b"second")
    assert out.read_bytes() == b"second"
    assert names(tmp_path) == ["report.xlsx"]


@posix
@pytest.mark.parametrize("umask", [0o077, 0o022, 0o002], ids=oct)
def test_write_atomically__mode_is_what_the_umask_leaves(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        portable.write_atomically(tmp_path / "out", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o666 & ~umask


@posix
def test_write_atomically__mode_of_the_file_replaced_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")
    out.chmod(0o640)
    portable.write_atomically(out, b"new")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize("dangling", [False, True], ids=["link", "dangling link"])
def test_write_atomically__a_link_is_kept(tmp_path: Path, dangling: bool) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "target", tmp_path / "link"
    if not dangling:
        target.write_bytes(b"old")
    link.symlink_to(target)
    portable.write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("missing/out", "no-directory", id="folder missing"),
        pytest.param("file/out", "no-directory", id="below a file"),
        pytest.param("folder", "is-directory", id="folder"),
        pytest.param("a\0b", "bad-name", id="NUL"),
        pytest.param("x" * 300, "bad-name", id="too long"),
    ],
)
def test_write_atomically__where_no_file_can_be(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=reason):
        portable.write_atomically(tmp_path / name, b"x")
    assert names(tmp_path) == ["file", "folder"]


@posix
@pytest.mark.parametrize("path", ["/dev/null", "/dev/full"])
def test_write_atomically__a_device_is_left_alone(path: str) -> None:
    with pytest.raises(OutputError, match="not-a-regular-file"):
        portable.write_atomically(Path(path), b"x")
    assert stat.S_ISCHR(Path(path).stat().st_mode)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_write_atomically__a_folder_that_takes_no_files() -> None:
    with pytest.raises(OutputError, match=r"no-directory|not-writable"):
        portable.write_atomically(Path("/proc/out"), b"x")


@posix
@pytest.mark.parametrize("length", [200, 255])
def test_write_atomically__the_longest_names(tmp_path: Path, length: int) -> None:
    portable.write_atomically(tmp_path / ("x" * length), b"x")
    assert names(tmp_path) == ["x" * length]


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "reason"),
    [
        pytest.param(errno.ENOSPC, "disk-full", id="full"),
        pytest.param(errno.EFBIG, "disk-full", id="limit"),
        pytest.param(errno.EIO, "device", id="device"),
    ],
)
def test_write_atomically__a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, reason: str
) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(InputOutputError, match=reason):
        portable.write_atomically(out, b"new")
    assert out.read_bytes() == b"old"
    assert names(tmp_path) == ["out"]


def test_write_atomically__interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt("stop")

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt, match="stop"):
        portable.write_atomically(tmp_path / "out", b"new")
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_FSIZE")
@pytest.mark.parametrize("limit", [0, 1, 4095, 9999])
def test_write_atomically__a_full_disk(tmp_path: Path, limit: int) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")
    script = (
        "import resource, sys; from pathlib import Path; from skpd_eval import errors, portable\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "try: portable.write_atomically(Path(sys.argv[1]), bytes(10_000))\n"
        "except errors.InputOutputError as error: sys.exit(error.exit_status)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(out)], check=False).returncode == 74
    assert out.read_bytes() == b"old"
    assert names(tmp_path) == ["out"]


def test_write_atomically__what_dead_runs_left_is_removed(tmp_path: Path) -> None:
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    host = portable._host()
    left = tmp_path / f".out.{host}-{int(dead.stdout)}-00.tmp"
    alive = tmp_path / f".out.{host}-{os.getpid()}-00.tmp"
    elsewhere = tmp_path / ".out.ffffff-1-00.tmp"
    ancient = tmp_path / ".out.fffffe-1-00.tmp"
    other = tmp_path / ".out2.tmp"
    for path in (left, alive, elsewhere, ancient, other):
        path.write_bytes(b"")
    os.utime(ancient, (time.time() - 2 * 24 * 3600,) * 2)
    portable.write_atomically(tmp_path / "out", b"new")
    expected = {"out", alive.name, elsewhere.name, other.name}
    if sys.platform == "win32":
        expected.add(left.name)
    assert set(names(tmp_path)) == expected


def test_write_atomically__a_reader_always_sees_a_whole_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    contents = [bytes([letter]) * 50_000 for letter in range(4)]
    portable.write_atomically(out, contents[0])
    writers = [threading.Thread(target=portable.write_atomically, args=(out, each)) for each in contents * 5]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert out.read_bytes() in contents
    for writer in writers:
        writer.join()
    assert names(tmp_path) == ["out"]





@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS")
def test_limit_memory__is_kept() -> None:
    script = (
        "from skpd_eval import portable\nassert portable.limit_memory(300)\n"
        "try: bytearray(400 * 1024 * 1024)\nexcept MemoryError: print('bounded')"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "bounded"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_limit_memory__where_the_system_cannot(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert not portable.limit_memory(300)
    assert "no-memory-limit" in portable.weaker_protections()


def test_user_data_folder__of_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert portable.user_data_folder().is_absolute()
    assert portable.user_data_folder().name == "skpd-eval"
    assert "no-home-folder" not in portable.weaker_protections()


def test_user_data_folder__without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable.platformdirs, "user_data_path", lambda *_, **__: Path("~/share"))
    assert portable.user_data_folder().is_absolute()
    assert "no-home-folder" in portable.weaker_protections()
