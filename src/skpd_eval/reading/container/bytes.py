"""The bytes of a regular file, read once, with every doubt about it refused."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

from skpd_eval.errors import BusyError, FileRefusedError, MissingInputError
from skpd_eval.portable import reason_of
from skpd_eval.reading.container.limits import Limits


def read_bytes(path: Path, file: str, limits: Limits) -> bytes:
    """The content of ``path``, called ``file`` in errors.

    Raises MissingInputError (``not-found``, ``not-readable``, ``not-a-regular-file``), BusyError
    (``file-changing``) and FileRefusedError (``too-large``).
    """
    try:
        with _opened(path, file) as stream:
            before = os.fstat(stream.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise MissingInputError("not-a-regular-file", file)
            if before.st_size > limits.file_size:
                raise FileRefusedError("too-large", file, limit="file_size", allowed=limits.file_size)
            content = stream.read(limits.file_size + 1)
        after = path.stat()
    except FileNotFoundError:
        raise MissingInputError("not-found", file) from None
    except OSError as error:
        raise MissingInputError("not-readable", file, reason=reason_of(error)) from None
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns) or len(
        content
    ) != after.st_size:
        raise BusyError(file, "file-changing")
    return content


def _opened(path: Path, file: str) -> io.BufferedReader:
    # A FIFO would block before it can be looked at: O_NONBLOCK where the system has it.
    if not stat.S_ISREG(path.stat().st_mode):
        raise MissingInputError("not-a-regular-file", file)
    flags = (
        os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    return os.fdopen(os.open(path, flags), "rb")
