"""Copies of the ledger: whole, verified, and never over another one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.errors import OutputError
from skpd_eval.jobs.backup import backup, restore
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger
from skpd_eval.settings import Settings

NOW = dt.datetime(2023, 10, 5, tzinfo=dt.UTC)


def context(ledger: Path) -> Context:
    return Context(Settings(), ledger, "id", NOW)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A backup of a ledger with nothing recorded."""
    Ledger.open(tmp_path / "first.db", write=True).close()
    assert backup(context(tmp_path / "first.db"), tmp_path / "copy.db") == 0
    return tmp_path / "copy.db"


def test_a_backup__is_restored_where_no_ledger_is(copy: Path, tmp_path: Path) -> None:
    assert restore(context(tmp_path / "new" / "ledger.db"), copy) == 0
    assert [entry.name for entry in (tmp_path / "new").iterdir()] == ["ledger.db"]
    with Ledger.open(tmp_path / "new" / "ledger.db") as ledger:
        assert ledger.submissions() == []


def test_a_backup__is_never_restored_over_a_ledger(copy: Path, tmp_path: Path) -> None:
    before = (tmp_path / "first.db").read_bytes()
    with pytest.raises(OutputError, match="output-exists"):
        restore(context(tmp_path / "first.db"), copy)
    assert (tmp_path / "first.db").read_bytes() == before
