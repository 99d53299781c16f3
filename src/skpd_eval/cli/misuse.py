"""Wrong usage as the parser of options meets it, made into errors that the catalogs word in both languages."""

from __future__ import annotations

import difflib
import re
from typing import Any

from skpd_eval.errors import UsageError

_COMMAND = re.compile(r"No such command '(?P<asked>.*?)'")
_VALUE = re.compile(r"^'?(?P<text>.*?)'? is not ")
_EXTRA = re.compile(r"unexpected extra arguments? ?(?:\(s\) )?\((?P<text>.*)\)")


def worded(error: Any) -> UsageError:
    """The error of the parser as one of ours: by its class, and what its message alone tells."""
    context = error.ctx
    path: str = context.command_path if context is not None else "skpd-eval"
    named = type(error).__name__
    if named == "NoSuchOption":
        near = ", ".join(error.possibilities or ())
        return UsageError("usage-option", option=error.option_name, near=near, path=path)
    if named == "MissingParameter":
        return UsageError("usage-missing", what=_name(error.param), path=path)
    if named == "BadOptionUsage":
        takes_none = "does not take a value" in error.message
        code = "usage-flag-value" if takes_none else "usage-option-value"
        return UsageError(code, option=error.option_name, path=path)
    if named == "BadParameter" and error.param is not None:
        found = _VALUE.match(error.message)
        text = found["text"] if found else error.message
        return UsageError("usage-value", option=_name(error.param), text=text, known=_known(error.param), path=path)
    return _by_message(error.message, context, path)


def _by_message(message: str, context: Any, path: str) -> UsageError:
    if found := _COMMAND.search(message):
        there = list(getattr(context.command, "commands", ())) if context is not None else []
        near = ", ".join(difflib.get_close_matches(found["asked"], there))
        return UsageError("usage-command", asked=found["asked"], near=near, path=path)
    if found := _EXTRA.search(message):
        return UsageError("usage-extra", text=found["text"], path=path)
    return UsageError("usage-other", text=message.rstrip("."), path=path)


def _name(parameter: Any) -> str:
    """``--quarter`` of an option, ``AGENCY`` of an argument."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper())
    return str(max(parameter.opts, key=len))


def _known(parameter: Any) -> str:
    """The choices of a parameter, or the range of a number; empty where anything may be told."""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return ", ".join(str(getattr(one, "value", one)) for one in choices)
    least, most = (getattr(parameter.type, end, None) for end in ("min", "max"))
    if least is None or most is None:
        return "" if least is None else f"≥ {least:g}"
    return f"{least:g}–{most:g}"
