"""The one place where errors become lines on stderr and exit codes."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from skpd_eval.cli import run as runs
from skpd_eval.cli.language import HELPS, PEOPLES, asked_language
from skpd_eval.cli.status import ExitStatus
from skpd_eval.cli.streams import ReaderGoneError, write_err, write_out
from skpd_eval.errors import SkpdEvalError


class _TerminatedError(BaseException):
    """SIGTERM, raised so that temporary files are removed on the way out."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status. Never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    current = runs.begin(given)
    _catch_termination()
    status = _guarded(given)
    _log(current, status)
    return status


def _guarded(arguments: list[str]) -> int:
    try:
        return _invoke(arguments)
    except ReaderGoneError:
        return ExitStatus.DONE
    except SkpdEvalError as error:
        if runs.current.ledger is None:  # before a command knew its language
            runs.current.language = asked_language(arguments) or PEOPLES
        return _fail(error, error.exit_status)
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except _TerminatedError:
        return ExitStatus.TERMINATED
    except OSError as error:
        return _fault(error, ExitStatus.INPUT_OUTPUT)
    except Exception as error:
        damage = _damage()
        return _fault(error, ExitStatus.FAULT) if damage is None else _fail(damage, damage.exit_status)


def _invoke(arguments: list[str]) -> int:
    import typer

    from skpd_eval.cli.app import COMPLETE, click_exceptions, command

    if COMPLETE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
    exceptions = click_exceptions()
    try:
        if "--help" in arguments and (asked_language(arguments) or HELPS) == "id":
            return _help_in_indonesian(command(), arguments)
        result = command().main(args=arguments, prog_name="skpd-eval", standalone_mode=False)
    except exceptions.UsageError as error:
        from skpd_eval.cli.misuse import worded

        raise worded(error) from error
    except typer.Exit as error:
        return error.exit_code
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    return result if isinstance(result, int) else ExitStatus.DONE


def _help_in_indonesian(tree: Any, arguments: list[str]) -> int:
    from skpd_eval.cli.helping import in_indonesian, with_headings

    page = io.StringIO()
    with contextlib.redirect_stdout(page):
        result = in_indonesian(tree).main(args=arguments, prog_name="skpd-eval", standalone_mode=False)
    write_out(with_headings(page.getvalue()))
    return result if isinstance(result, int) else ExitStatus.DONE


def _fail(error: SkpdEvalError, status: int) -> int:
    from skpd_eval.presentation.sentences import telling

    if runs.current.debug:
        write_err(traceback.format_exc().rstrip())
    write_err(f"skpd-eval: {telling.full(error, runs.current.language)}")
    runs.current.facts["error"] = error.code
    return status


def _damage() -> SkpdEvalError | None:
    """What verifying finds wrong in the ledger of this run: a failure that nobody foresaw may be its."""
    if runs.current.ledger is None:
        return None
    from skpd_eval.jobs.doctor import damage_of

    return damage_of(runs.current.ledger)


def _fault(error: Exception, status: ExitStatus) -> int:
    if runs.current.debug:
        write_err(traceback.format_exc().rstrip())
    reason = " ".join(str(error).split())[:200]
    write_err(f"skpd-eval: {type(error).__name__}: {reason} (--debug shows more)")
    runs.current.facts["error"] = type(error).__name__
    return status


def _catch_termination() -> None:
    def terminated(_signal: int, _frame: FrameType | None) -> None:
        raise _TerminatedError

    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGTERM, terminated)


def _log(current: runs.Run, status: int) -> None:
    """Append one line about the run; a log that cannot be written is said and changes nothing."""
    if current.log_file is None:
        return
    ended = dt.datetime.now(dt.UTC)
    with contextlib.suppress(Exception):
        ended = ended.astimezone(ZoneInfo(current.timezone))
    seconds = (ended - current.started).total_seconds()
    facts = " ".join(f"{name}={value}" for name, value in current.facts.items())
    line = f"{ended.isoformat(timespec='seconds')} {current.command} exit={int(status)} seconds={seconds:.1f} {facts}"
    try:
        with current.log_file.open("a", encoding="utf-8") as stream:
            stream.write(line.rstrip() + os.linesep if os.name == "nt" else line.rstrip() + "\n")
    except OSError as error:
        write_err(f"skpd-eval: {current.log_file}: {error.strerror}")
