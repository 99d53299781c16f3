"""stdout carries results alone, stderr all else; both survive closed pipes and small encodings."""

from __future__ import annotations

import contextlib
import errno
import os
import shlex
import subprocess
import sys
import textwrap
from typing import TextIO

from skpd_eval.errors import InputOutputError
from skpd_eval.portable import reason_of
from skpd_eval.presentation.safe import for_encoding

_NARROWEST = 20


class ReaderGoneError(Exception):
    """The reader of stdout has gone (``| head``): nothing more to say."""


def write_out(text: str, *, utf8: bool = False) -> None:
    """Write a result to stdout and flush it.

    ``utf8`` writes bytes whatever the console's encoding (CSV, JSON). Raises InputOutputError when stdout is
    closed or full, ReaderGoneError when its reader left.
    """
    stream = sys.stdout
    try:
        if stream is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        if utf8 and hasattr(stream, "buffer"):
            stream.flush()
            stream.buffer.write(text.encode("utf-8"))
            stream.buffer.flush()
        else:
            stream.write(for_encoding(text, getattr(stream, "encoding", None)))
            stream.flush()
    except BrokenPipeError as error:
        _abandon()
        raise ReaderGoneError from error
    except (OSError, ValueError) as error:
        _abandon()
        raise InputOutputError("stdout", "closed" if isinstance(error, ValueError) else reason_of(error)) from error


def _abandon() -> None:
    """Keep the interpreter from complaining about stdout when it exits."""
    with contextlib.suppress(Exception):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)


def write_paged(text: str) -> None:
    """Write a result that is longer than the terminal through ``PAGER``, where that is set; else as it is."""
    pager = os.environ.get("PAGER", "").strip()
    if not pager or not _exceeds(text):
        write_out(text)
        return
    try:
        environment = {"LESS": "FRX", **os.environ}
        subprocess.run(shlex.split(pager), input=text.encode(), env=environment, check=False)
    except (OSError, ValueError):
        write_out(text)


def _exceeds(text: str) -> bool:
    """Whether stdout is a terminal with fewer lines than the text."""
    try:
        return sys.stdout.isatty() and text.count("\n") >= os.get_terminal_size(sys.stdout.fileno()).lines
    except (AttributeError, OSError, ValueError):
        return False


def _wrapped(line: str, stream: TextIO) -> str:
    """Broken at words on a terminal, what follows the first line indented; a pipe or log keeps one line."""
    try:
        width = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (AttributeError, OSError, ValueError):
        width = 0
    if width < _NARROWEST:
        return line
    parts = line.splitlines() or [line]
    return "\n".join(
        textwrap.fill(
            part, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
        for part in parts
    )


def write_err(line: str) -> None:
    """Write one line to stderr; a closed stderr changes nothing."""
    stream = sys.stderr
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError):
        stream.write(for_encoding(_wrapped(line, stream), getattr(stream, "encoding", None)) + "\n")
        stream.flush()
