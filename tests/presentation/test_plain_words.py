"""What officials read is in their words: no name of the program stands in an Indonesian sentence."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

import skpd_eval
from skpd_eval.errors import Argument, FileRefusedError, MissingInputError
from skpd_eval.findings import records
from skpd_eval.model import Finding, Severity, Source
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.sentences import telling
from skpd_eval.presentation.sentences.column_words import ROLES as ROLE_WORDS
from skpd_eval.presentation.sentences.reasons import REASONS
from skpd_eval.presentation.sentences.words import VOCABULARIES
from skpd_eval.reading.cells.grid import ContainerKind
from skpd_eval.reading.layout.layout import built_in_layouts

ROOT = Path(skpd_eval.__file__).parent
IDENTIFIER = re.compile(r"\b[a-z]+_[a-z_]+\b|\|")
ENGLISH = re.compile(
    r"\b(line|unknown|bytes?|missing|row|budget|realization|agency|layout|column|sheet|period|position|amount"
    r"|file|month|year|quarter|code|name|number|and|or|the|of|is|not|cash|record|entry|damaged)\b"
)
WRITTEN_SO = re.compile(
    r"--[a-z][a-z-]*( month| cumulative)?|\{[a-z]+\}|skpd-eval [a-z-]+( [a-z-]+)?"
    r"|“[^”]*”|\[[^\]]*\]|[\w-]+\.(toml|csv|xlsx)"
    r"|Kolomnya: [a-z_, ]+\."
)
"""Options, commands, placeholders, quotations, names of files and of a manifest's columns: the same in any language."""
ROLES = ("agency_code|agency_name, realization|plan|physical_pct", "month:3, unit_name", "another-layout")
LIKE: dict[str, tuple[Argument, ...]] = {
    "role": ROLES,
    "missing": ROLES,
    "cell": ("H12", "line 7"),
    "cells": ("B2, C3", "line 7, line 9", "line 7, line 9 …"),
    "other": ("berkas.csv", "line 7"),
    "part": ("isi.xml", "isi.xml: row 3", "<table>, line 7", "zip"),
    "level": tuple(VOCABULARIES["level"]),
    "entry": tuple(VOCABULARIES["entry"]),
    "kind": tuple(VOCABULARIES["file-kind"]),
    "cutoff": ("2023-09-30",),
    "asked": ("2023-Q3",),
    "available": ("2023-Q1, 2023-Q2",),
}
"""What arguments of a name hold where the code does not write it out."""


@lru_cache(maxsize=1)
def said() -> dict[str, dict[str, set[Argument]]]:
    """By code: the arguments that the rooms give it, with the texts that they write out."""
    given: dict[str, dict[str, set[Argument]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted(ROOT.rglob("*.py")):
        if "presentation" not in path.parts:
            for call in (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)):
                for code in _codes(call):
                    for name, value in _arguments(call):
                        given[code][name] |= {value.value} if isinstance(value, ast.Constant) else set()
    return given


def _codes(call: ast.Call) -> list[str]:
    texts = [value.value for value in call.args if isinstance(value, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and text in records()][:1]


def _arguments(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    yield from ((keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg)
    for value in call.args:
        if isinstance(value, ast.Dict):
            named = zip(value.keys, value.values, strict=True)
            yield from ((key.value, told) for key, told in named if isinstance(key, ast.Constant))


def samples(code: str) -> Iterator[dict[str, Argument]]:
    """Arguments of a code, so that each text that an argument may hold stands in one of them."""
    given = {
        name: tuple(sorted(texts, key=str)) or _like(code, name)
        for name, texts in {**said()[code]}.items()
        if all(isinstance(text, str | int) for text in texts)
    }
    for turn in range(max((len(texts) for texts in given.values()), default=1)):
        yield {name: texts[turn % len(texts)] for name, texts in given.items()}


def _like(code: str, name: str) -> tuple[Argument, ...]:
    declared = records()[code].arguments.get(name)
    return (2023,) if declared is not None and declared.is_whole_number else LIKE.get(name, ("X",))


def assert_plain(text: str) -> None:
    plain = WRITTEN_SO.sub("", text)
    assert not IDENTIFIER.search(plain), text
    assert not ENGLISH.search(plain), text


@pytest.mark.parametrize("code", sorted(records()))
def test_every_sentence__has_no_name_of_the_program(code: str) -> None:
    for arguments in samples(code):
        finding = Finding(code, Severity.WARNING, arguments, Source("x.csv", None, "line 7"))
        assert_plain(telling.sentence(finding))
        assert_plain(telling.hint(finding) or "")
        assert telling.where(finding) == "x.csv › baris 7"


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason__has_no_name_of_the_program(code: str) -> None:
    assert_plain(translator("id")(REASONS[code]))


def test_every_role_of_a_layout__has_a_word() -> None:
    roles = {rule.role.partition(":")[0] for layout in built_in_layouts() for rule in layout.columns}
    assert roles <= ROLE_WORDS.keys()


def test_every_kind_of_file__is_a_suffix_or_has_a_word() -> None:
    worded = {kind.value for kind in ContainerKind} - VOCABULARIES["file-kind"].keys()
    assert worded == {"xlsx", "xlsb", "xls", "ods", "json", "pdf", "xml"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(
            Finding("header-incomplete", Severity.ERROR, {"missing": ROLES[0], "layout": "RFK", "seen": "No"}),
            "kode SKPD atau SKPD, realisasi atau rencana kas atau realisasi fisik",
            id="one of several columns",
        ),
        pytest.param(
            FileRefusedError("too-large", "x.xlsx", limit="file_size", allowed=64 * 1024 * 1024),
            "ukuran berkas, paling banyak 64 MB",
            id="a size",
        ),
        pytest.param(
            FileRefusedError("damaged", "x.xlsx", part="content.xml: row 12"), "content.xml: baris 12", id="place"
        ),
        pytest.param(
            MissingInputError("not-readable", "x.xlsx", reason="no-permission"), "tidak ada izin", id="the system"
        ),
        pytest.param(
            Finding("two-files-one-position", Severity.ERROR, {"agency": "X", "other": "Production line 7.csv"}),
            "Production line 7.csv",
            id="a name stays",
        ),
    ],
)
def test_an_argument__is_worded(said: telling.Said, expected: str) -> None:
    assert expected in telling.sentence(said)
