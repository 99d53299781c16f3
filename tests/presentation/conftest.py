"""Snapshots are plain files beside the tests; ``SKPD_EVAL_UPDATE_SNAPSHOTS=1`` writes them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from skpd_eval.model import Evaluation

from . import factory

SNAPSHOTS = Path(__file__).parents[1] / "__snapshots__" / "presentation"


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """``snapshot(name, text)`` fails where the file ``name`` holds another text."""

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / name
        if os.environ.get("SKPD_EVAL_UPDATE_SNAPSHOTS") == "1":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"no snapshot {name}: run with SKPD_EVAL_UPDATE_SNAPSHOTS=1"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture
def evaluation() -> Evaluation:
    """The worked example of six agencies."""
    return factory.evaluation()
