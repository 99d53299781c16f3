"""Help in the language that is asked for: English as the code has it, Indonesian from ``help_id.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

_HEADINGS = (
    (re.compile(r"^Usage: ", re.MULTILINE), "Cara pakai: "),
    (re.compile(r"^Options:$", re.MULTILINE), "Opsi:"),
    (re.compile(r"^Arguments:$", re.MULTILINE), "Argumen:"),
    (re.compile(r"^Commands:$", re.MULTILINE), "Perintah:"),
    (re.compile(r"\[OPTIONS\]"), "[OPSI]"),
    (re.compile(r"\bCOMMAND \[ARGS\]\.\.\."), "PERINTAH [ARGUMEN]..."),
    (re.compile(r"(?<=[\[ ])default:(?=\s)"), "bawaan:"),
    (re.compile(r"(?<=[\[ ])required\]"), "wajib]"),
    (re.compile(r"<int range>"), "<angka>    "),
    (re.compile(r"Show this message and exit\."), "Tampilkan bantuan ini, lalu selesai."),
)
"""What the parser itself writes around our words."""


@cache
def indonesian() -> Mapping[str, str]:
    """The Indonesian of every help text by its English."""
    text = (resources.files("skpd_eval.cli") / "help_id.toml").read_text(encoding="utf-8")
    found: Mapping[str, str] = tomllib.loads(text)["help"]
    return found


def in_indonesian(command: Any) -> Any:
    """The tree of commands with its help in Indonesian; what has none stays English."""
    command.help = _said(command.help)
    command.short_help = _said(command.short_help)
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _said(parameter.help)
    for inner in getattr(command, "commands", {}).values():
        in_indonesian(inner)
    return command


def _said(text: str | None) -> str | None:
    if not text:
        return text
    plain = " ".join(text.split())
    head, measures, names = plain.partition(" Measures: ")
    worded = indonesian().get(head, head)
    return f"{worded} Angka: {names}" if measures else worded


def with_headings(page: str) -> str:
    """A page of help with the parser's own words in Indonesian."""
    for pattern, word in _HEADINGS:
        page = pattern.sub(word, page)
    return page
