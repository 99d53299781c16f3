"""Plain tables read and recorded in a test's own ledger, without worker processes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.scope import Asked
from skpd_eval.ledger import Ledger, RecordOutcome
from skpd_eval.model import BudgetChoice, Evaluation, RankingKey
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.settings import Settings

NOW = dt.datetime(2023, 11, 1, tzinfo=dt.UTC)
SCHOOLS, HEALTH = "1.01.2.22.0.00.01.0000", "1.02.0.00.0.00.01.0000"


class Recorder:
    """A ledger with the tables that a test puts into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.context = Context(Settings(), folder / "ledger.db", "en", NOW)

    def put(self, name: str, *rows: str, **told: object) -> RecordOutcome:
        """Record a table of rows, its heading first; ``told`` are reading options beside government and year."""
        path = self.folder / name
        path.write_text("\n".join(rows), encoding="utf-8")
        reading = read_file(str(path), name, ReadOptions("Kota Contoh", 2023, **told))  # type: ignore[arg-type]
        assert reading.exports, reading.findings
        with Ledger.open(self.context.ledger, write=True) as ledger:
            return ledger.record(reading, path.read_bytes(), NOW)

    def ranked(
        self,
        quarter: int = 3,
        key: RankingKey = RankingKey.ABSORPTION,
        budget: BudgetChoice = BudgetChoice.IN_FORCE,
    ) -> Evaluation:
        return evaluate_position(self.context, EvaluationRequest(Asked(quarter=quarter), key, budget))


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    return Recorder(tmp_path)
