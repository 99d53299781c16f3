"""Shared by all tests: the folders of real and made-up exports, and the tools that not everybody has."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[1]
EXPORTS = PROJECT.parent / "shared" / "exports"


def need_tool(*names: str) -> str:
    """The path of the first of these programs that is installed.

    Without any, the test is skipped; where ``SKPD_EVAL_REQUIRE_TOOLS`` is 1 (hosted CI) it fails instead.
    """
    for name in names:
        if found := shutil.which(name):
            return found
    reason = f"needs {' or '.join(names)}, which is not installed"
    if os.environ.get("SKPD_EVAL_REQUIRE_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(name="need_tool", scope="session")
def _need_tool() -> Callable[..., str]:
    """:func:`need_tool`, for tests that take it as a fixture."""
    return need_tool


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder, where it is a checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample data that the project ships."""
    return PROJECT / "data" / "samples"


@pytest.fixture(scope="session")
def exports() -> Path:
    """Real exports, which lie beside the project where its makers work and are not part of it."""
    if not EXPORTS.is_dir():
        pytest.skip("needs the real exports in ../shared/exports, which are not part of the project")
    return EXPORTS


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing a test starts may see or touch the ledger, the settings or the language of who runs it."""
    for name in [name for name in os.environ if name.startswith("SKPD_EVAL_")]:
        if name not in ("SKPD_EVAL_REQUIRE_TOOLS", "SKPD_EVAL_UPDATE_SNAPSHOTS"):
            del os.environ[name]
    home = tmp_path_factory.mktemp("home")
    os.environ["XDG_DATA_HOME"] = str(home)
    os.environ["LOCALAPPDATA"] = str(home)


@pytest.fixture(autouse=True, scope="session")
def _arguments_told() -> Iterator[list[str]]:
    """What is told of every finding and error made in this process: arguments that are not of their type."""
    from skpd_eval.errors import SkpdEvalError
    from skpd_eval.model import Finding

    unfit: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for kind in (Finding, SkpdEvalError):
            patch.setattr(kind, "__init__", _telling(kind.__init__, unfit))
        yield unfit


@pytest.fixture(autouse=True)
def _arguments_are_of_their_type(_arguments_told: list[str]) -> Iterator[None]:
    """Whatever a test makes the program say: an amount is sen, a count a number, a name a text."""
    yield
    found = sorted(set(_arguments_told))
    _arguments_told.clear()
    assert found == []


def _telling(made: Callable[..., None], unfit: list[str]) -> Callable[..., None]:
    from skpd_eval import findings

    @functools.wraps(made)
    def telling(self: Any, *given: Any, **named: Any) -> None:
        made(self, *given, **named)
        known = findings.record(self.code)
        types = {} if known is None else known.arguments
        unfit.extend(
            f"{self.code}.{name}: {value!r} is no {types[name].value}"
            for name, value in self.arguments.items()
            if name in types and value != "" and isinstance(value, int) != types[name].is_whole_number
        )

    return telling
