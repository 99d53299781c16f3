"""What only POSIX systems have, each with a twin that does less elsewhere.

Files are written whole or not at all: a temporary file beside the target, synced, then put in its place.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import platform
import secrets
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

import platformdirs

from skpd_eval.errors import BusyError, InputOutputError, OutputError

if sys.platform == "win32":
    pass
else:
    import resource

_APPLICATION = "skpd-eval"
_MEBIBYTE = 1024 * 1024
_DAY = 24 * 3600
_MISSING_FOLDER = frozenset((errno.ENOENT, errno.ENOTDIR))
_NOT_WRITABLE = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_BAD_NAME = frozenset((errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP))


def limit_memory(megabytes: int) -> bool:
    """Bound the address space of this process; ``False`` where the system cannot (Windows, macOS)."""
    if sys.platform in ("win32", "darwin"):
        return False
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = megabytes * _MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
    except (ValueError, OSError):
        return False
    return True


def fsync_directory(path: Path) -> None:
    """Make a new name in a folder last through a power cut; nothing where folders cannot be synced."""
    if sys.platform == "win32":
        return
    # The content is whole by now: a file system that refuses to sync folders is no reason to report failure.
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_atomically(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``: afterwards there is the old file or the new one, whole.

    A symbolic link is followed and kept. The mode is that of the file replaced, else what the umask leaves
    of 0666. Raises :class:`~skpd_eval.errors.OutputError` (``reason``: ``no-directory``, ``is-directory``,
    ``not-a-regular-file``, ``not-writable``, ``bad-name``), :class:`~skpd_eval.errors.InputOutputError`
    (disk full, failing device) and, where another programme holds the file open,
    :class:`~skpd_eval.errors.BusyError` with code ``output-open``.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _replaceable_mode(target, path)
        _remove_stale(target)
        temporary = _temporary_name(target)
        try:
            _write_synced(temporary, content, mode)
            _replace(temporary, target, path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
    except OSError as error:
        _refuse(error, path)
    except ValueError:
        raise OutputError(str(path), "bad-name") from None
    fsync_directory(target.parent)


def create_atomically(path: Path, content: bytes) -> bool:
    """Put a new file with ``content`` at ``path``, whole; ``False`` where it was not put there.

    What another process has put there meanwhile is left alone; a file system that cannot link takes none.
    Raises as :func:`write_atomically`.
    """
    try:
        target = Path(os.path.realpath(path))
        _remove_stale(target)
        temporary = _temporary_name(target)
        try:
            _write_synced(temporary, content, None)
            placed = _place(temporary, target)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
    except OSError as error:
        _refuse(error, path)
    except ValueError:
        raise OutputError(str(path), "bad-name") from None
    fsync_directory(target.parent)
    return placed


def _place(temporary: Path, target: Path) -> bool:
    """Give a file its name unless that is taken."""
    try:
        if sys.platform == "win32":
            temporary.rename(target)
        else:
            target.hardlink_to(temporary)
    except OSError:
        return False
    return True


def _replaceable_mode(target: Path, path: Path) -> int | None:
    """Mode of the file that will be replaced, ``None`` if there is none."""
    try:
        found = target.stat()
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise OutputError(str(path), "no-directory") from None
        return None
    if stat.S_ISDIR(found.st_mode):
        raise OutputError(str(path), "is-directory")
    if not stat.S_ISREG(found.st_mode):
        raise OutputError(str(path), "not-a-regular-file")
    if not os.access(target, os.W_OK):
        raise OutputError(str(path), "not-writable")
    return stat.S_IMODE(found.st_mode)


def _host() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def _stem(target: Path) -> str:
    # A name of 255 bytes leaves no room for the temporary's own parts.
    return "." + target.name.encode()[:180].decode(errors="ignore") + "."


def _temporary_name(target: Path) -> Path:
    return target.with_name(f"{_stem(target)}{_host()}-{os.getpid()}-{secrets.token_hex(4)}.tmp")


def _remove_stale(target: Path) -> None:
    """Remove what killed runs left beside ``target``: of a process that is gone, or older than a day."""
    stem, host = _stem(target), _host()
    for entry in list(os.scandir(target.parent)):
        if not (entry.name.startswith(stem) and entry.name.endswith(".tmp")):
            continue
        owner, _, rest = entry.name[len(stem) :].partition("-")
        process = rest.partition("-")[0]
        with contextlib.suppress(OSError):
            old = time.time() - entry.stat(follow_symlinks=False).st_mtime > _DAY
            if old or (owner == host and process.isdecimal() and not _is_alive(int(process))):
                Path(entry.path).unlink()


def _is_alive(process: int) -> bool:
    # On Windows os.kill(pid, 0) would end the process, so only age tells there.
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _write_synced(temporary: Path, content: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, 0o666), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if mode is not None:
        temporary.chmod(mode)


def _replace(temporary: Path, target: Path, path: Path) -> None:
    try:
        os.replace(temporary, target)  # noqa: PTH105  (one name for the tests that make it fail)
    except PermissionError:
        if sys.platform == "win32":
            raise BusyError(str(path), "output-open") from None
        raise


def reason_of(error: OSError | ValueError) -> str:
    """Why a file could not be opened or written: a code with words, in place of the system's own text."""
    number = getattr(error, "errno", None)
    if number is None or number in _BAD_NAME:
        return "bad-name"
    known = ((_FULL, "disk-full"), (_NOT_WRITABLE, "no-permission"), (_MISSING_FOLDER, "no-directory"))
    named = (code for group, code in known if number in group)
    return next(named, "closed" if number == errno.EBADF else "device")


def _refuse(error: OSError, path: Path) -> NoReturn:
    if error.errno in _MISSING_FOLDER:
        raise OutputError(str(path), "no-directory") from None
    if error.errno in _NOT_WRITABLE:
        raise OutputError(str(path), "not-writable") from None
    if error.errno in _BAD_NAME:
        raise OutputError(str(path), "bad-name") from None
    raise InputOutputError(str(path), reason_of(error)) from None


def user_data_folder() -> Path:
    """Where this user's data belong by the custom of the system; not made here.

    Without a home (cron of a system account) it is a folder of the user's own among the temporary files.
    """
    folder = Path(platformdirs.user_data_path(_APPLICATION, appauthor=False))
    if folder.is_absolute():
        return folder
    owner = os.getuid() if sys.platform != "win32" else 0
    return Path(tempfile.gettempdir()) / f"{_APPLICATION}-{owner}"


def weaker_protections() -> tuple[str, ...]:
    """Codes of what this system lacks: ``no-memory-limit``, ``no-folder-sync``, ``no-home-folder``."""
    lacking: list[str] = []
    if sys.platform in ("win32", "darwin"):
        lacking.append("no-memory-limit")
    if sys.platform == "win32":
        lacking.append("no-folder-sync")
    if not Path(platformdirs.user_data_path(_APPLICATION, appauthor=False)).is_absolute():
        lacking.append("no-home-folder")
    return tuple(lacking)
