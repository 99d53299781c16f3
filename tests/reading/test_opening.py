import io
import os
import sys
from pathlib import Path

import pytest

from skpd_eval.errors import BusyError, FileRefusedError, MissingInputError
from skpd_eval.reading.container import Limits, open_workbook

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def test_open_workbook__paths_that_are_no_file(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="not-found"):
        open_workbook(tmp_path / "none", "none")
    with pytest.raises(MissingInputError, match="not-a-regular-file"):
        open_workbook(tmp_path, "folder")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MissingInputError, match="not-readable"):
        open_workbook(tmp_path / "file" / "below", "below")


@posix
def test_open_workbook__devices_and_pipes_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(MissingInputError, match="not-a-regular-file"):
            open_workbook(path, path.name)


def test_open_workbook__a_file_that_is_being_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n1,2\n")
    reading = path.open("rb")

    class Growing(io.BytesIO):
        def fileno(self) -> int:
            return reading.fileno()

        def read(self, size: int | None = -1) -> bytes:
            content = reading.read()
            with path.open("ab") as stream:
                stream.write(b"3,4\n")
            return content

    monkeypatch.setattr("skpd_eval.reading.container.bytes._opened", lambda *_: Growing())
    with pytest.raises(BusyError, match="file-changing"):
        open_workbook(path, "x.csv")
    reading.close()


def test_open_workbook__limits_are_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(FileRefusedError, match="file_size"):
        open_workbook(tmp_path / "x.csv", "x.csv", limits=Limits(file_size=3))
