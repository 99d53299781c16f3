"""One file read so that whatever happens is a reading: refusals and faults become its findings."""

from __future__ import annotations

import hashlib
import stat
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from skpd_eval.errors import Argument, SkpdEvalError
from skpd_eval.model import FileReading, Finding, Severity, Source

_CHUNK = 1024 * 1024
_LONGEST_HASHED = 1024 * 1024 * 1024
_LONGEST_TEXT = 300
_LONGEST_TRACE = 4000


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: its path, the name shown to people, and what the reader is told besides (picklable)."""

    path: str
    file: str
    options: object = None


def identify(path: str) -> tuple[str, int]:
    """SHA-256 (hexadecimal) and size of a file or of a member of an archive.

    An empty text where it is no regular file or too big.
    """
    digest = hashlib.sha256()
    size = 0
    try:
        place = Path(path)
        found = place.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LONGEST_HASHED:
            return "", found.st_size
        with place.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except NotADirectoryError:
        return _identify_member(path)
    except (OSError, ValueError):
        return "", 0
    return digest.hexdigest(), size


def _identify_member(path: str) -> tuple[str, int]:
    from skpd_eval.reading.container.members import content_of

    try:
        content = content_of(Path(path))
    except SkpdEvalError:
        return "", 0
    return hashlib.sha256(content).hexdigest(), len(content)


def failed(task: Task, code: str, **arguments: Argument) -> FileReading:
    """A reading of a file that was not read, with the one error that says why."""
    sha256, size = identify(task.path)
    finding = Finding(code, Severity.ERROR, dict(arguments), Source(task.file))
    return FileReading(task.path, task.file, sha256, size, findings=(finding,))


def read_guarded(task: Task, read: Callable[[Task], FileReading], memory_mb: int) -> tuple[FileReading, bool]:
    """The reading of a task, and whether the process is fit to read on (not after memory ran out)."""
    try:
        return read(task), True
    except SkpdEvalError as error:
        return failed(task, error.code, **{"file": task.file, **error.arguments}), True
    except MemoryError:
        return failed(task, "reader-out-of-memory", megabytes=memory_mb), False
    except Exception as error:
        text = f"{type(error).__name__}: {error}"[:_LONGEST_TEXT]
        trace = "".join(traceback.format_exception(error))[-_LONGEST_TRACE:]
        return failed(task, "reader-fault", text=text, trace=trace), True
