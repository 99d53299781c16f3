"""One record a code: complete in both languages, and what the rooms say agrees with it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import skpd_eval
from skpd_eval import errors
from skpd_eval.errors import SkpdEvalError
from skpd_eval.findings import FindingRecord, groups, near, record, records, say
from skpd_eval.model import Severity, Source
from skpd_eval.presentation.catalogs import LANGUAGES

ROOT = Path(skpd_eval.__file__).parent
RECORDS = [pytest.param(one, id=one.code) for one in records().values()]
VERBS = {"error": Severity.ERROR, "failed": Severity.ERROR, "warn": Severity.WARNING, "inform": Severity.INFO}
"""What the verbs of a reader's collector make of a code."""
REASONED = {"AmountError", "CodeError", "OutputError"}
"""Errors of one code that are given a reason, which may be spelled as another code."""
GENERAL = {"allowed", "file"}
"""Arguments that any finding may be given on its way: why it is accepted, the file that it is of."""
_OF_THE_FINDING = {"code", "cutoff"}
"""What a finding holds besides its arguments."""


@dataclass(frozen=True)
class Site:
    """A call that is given a code: the function's name, what it says of severity, and the arguments' names."""

    code: str
    function: str
    severities: frozenset[Severity]
    arguments: frozenset[str]
    place: str


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_bytes()) for path in sorted(ROOT.rglob("*.py"))}


@cache
def sites() -> tuple[Site, ...]:
    """Every call of the package with a code that has a record."""
    return tuple(
        site
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for site in sites_of(node, f"{path.relative_to(ROOT)}:{node.lineno}")
    )


def sites_of(call: ast.Call, place: str) -> Iterator[Site]:
    function = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if function in REASONED:
        return
    given = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "code")]
    severities = {
        Severity[node.attr]
        for node in ast.walk(call)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Severity"
    } or {VERBS[name] for name in [function] if name in VERBS}
    literal = {id(value): text for value in given for text in texts(value) if text in records()}
    names = {word.arg for word in call.keywords if word.arg and id(word.value) not in literal}
    names |= {
        text for one in call.args if isinstance(one, ast.Dict) for key in one.keys for text in texts(key)
    }
    for code in dict.fromkeys(text for value in given for text in texts(value) if text in records()):
        yield Site(code, function, frozenset(severities), frozenset(names), place)


def texts(node: ast.AST | None) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*texts(node.body), *texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def exits_of_errors() -> dict[str, int]:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, SkpdEvalError)]
    return {kind.__name__: kind.exit_status for kind in kinds}


def placeholders(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name})


@cache
def said_anywhere() -> tuple[set[str], set[str]]:
    """The texts of the code and the layouts, and as patterns those that are put together."""
    found = {node.value for tree in trees().values() for node in ast.walk(tree)
             if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
    for path in (ROOT / "reading" / "layouts").glob("*.toml"):
        found |= set(re.findall(r'^refused = "([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE))
    joined = {
        "".join(re.escape(one.value) if isinstance(one, ast.Constant) else "[a-z-]+" for one in node.values)
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    }
    return found, {text for text in joined if re.search(r"\\-[a-z]+$|^[a-z]+\\-", text)}


def test_every_code__stands_once() -> None:
    codes = [one.code for group in groups() for one in group.records]
    assert len(codes) == len(set(codes)) == len(records())


@pytest.mark.parametrize("one", RECORDS)
def test_every_record__is_the_same_asked_for_alone(one: FindingRecord) -> None:
    assert record(one.code) == one


@pytest.mark.parametrize("one", RECORDS)
def test_every_record__is_complete_in_every_language(one: FindingRecord) -> None:
    assert one.severities or one.exits, "neither a finding nor an error"
    for words in one.words:
        for said in (words.sentence, words.hint):
            assert tuple(said) in {LANGUAGES, ()}
            assert len({tuple(placeholders(text)) for text in said.values()}) <= 1
            assert {name for text in said.values() for name in placeholders(text)} <= set(one.arguments)
        assert all(text.endswith((".", "%).")) and "\n" not in text for text in words.sentence.values())
        assert words.sentence
        assert words.given | words.absent <= set(one.arguments)


def test_every_record__is_said_by_the_code() -> None:
    found, patterns = said_anywhere()
    unsaid = {
        code for code in records() if code not in found and not any(re.fullmatch(p, code) for p in patterns)
    }
    assert unsaid == set()


def test_every_severity_at_a_site__is_one_of_its_record() -> None:
    """A reader says by a verb what becomes of the file; everything else takes the severity of the record."""
    wrong = {
        f"{site.place} {site.code}: {', '.join(sorted(site.severities))}"
        for site in sites()
        if not site.severities <= set(records()[site.code].severities)
    }
    assert wrong == set()


def test_every_code_that_is_simply_said__has_one_severity() -> None:
    several = {site.place for site in sites() if site.function == "say"
               and len(records()[site.code].severities) != 1}  # fmt: skip
    assert several == set()


def test_every_error__ends_with_the_exit_code_of_its_record() -> None:
    exits = exits_of_errors()
    wrong = {
        f"{site.place} {site.code}: {exits[site.function]}"
        for site in sites()
        if site.function in exits and exits[site.function] not in records()[site.code].exits
    }
    assert wrong == set()


def test_every_argument__is_declared_in_the_record() -> None:
    makers = {"say", "Finding", *VERBS, *exits_of_errors()}
    wrong = {
        f"{site.place} {site.code}: {', '.join(sorted(undeclared))}"
        for site in sites()
        if site.function in makers
        for undeclared in [site.arguments - set(records()[site.code].arguments) - GENERAL - _OF_THE_FINDING]
        if undeclared
    }
    assert wrong == set()


def test_every_code__that_the_rooms_say_has_a_record() -> None:
    """A word with a hyphen given to what makes findings and errors is a code."""
    unknown = {
        f"{path.relative_to(ROOT)}:{node.lineno} {code}"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args
        for name in [node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")]
        if name in {"say", "Finding", "FileRefusedError", "UsageError", "MissingInputError", *VERBS}
        for code in texts(node.args[0])
        if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", code) and code not in records()
    }
    assert unknown == set()


def test_say__takes_the_severity_of_the_record() -> None:
    source = Source("a.xlsx")
    said = say("plan-not-filled", {"agency": "Dinas Sosial"}, source)
    assert (said.severity, said.arguments, said.source) == (
        Severity.WARNING, {"agency": "Dinas Sosial"}, source,
    )  # fmt: skip


def test_say__of_no_code_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        say("no-such-code")


def test_record__of_a_code_of_another_version_is_none() -> None:
    assert record("no-such-code") is None


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("cutoff-differ", "cutoffs-differ", id="a letter lost"),
        pytest.param("plan_not_filled", "plan-not-filled", id="underscores"),
    ],
)
def test_near__proposes_the_code_that_was_meant(asked: str, expected: str) -> None:
    assert near(asked)[0] == expected


def test_near__proposes_only_what_can_be_accepted() -> None:
    assert "total-differs" not in near("total-differ")


def test_near__proposes_nothing_where_nothing_is_near() -> None:
    assert near("zzz") == ()


def test_an_error__can_never_be_accepted() -> None:
    assert not any(one.allowable for one in records().values() if one.severities == (Severity.ERROR,))
    assert records()["cutoffs-differ"].allowable
