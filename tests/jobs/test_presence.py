"""What ``status`` says is there: by what a report states, not by what it is called."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.scope import Asked
from skpd_eval.jobs.status import presence
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, Kind, RankingKey, UnrankedReason
from skpd_eval.reading.file import read_file
from skpd_eval.reading.options import ReadOptions
from skpd_eval.settings import Settings

NOW = dt.datetime(2023, 11, 1, tzinfo=dt.UTC)
CODE = "1.01.2.22.0.00.01.0000"
PLAN_TABLE = f"kode skpd;skpd;pagu;realisasi;target keuangan\n{CODE};Dinas Pendidikan;1000;300;400\n"
PHYSICAL_TABLE = (
    f"kode skpd;skpd;pagu;realisasi;target fisik;realisasi fisik\n{CODE};Dinas Pendidikan;1000;300;40;35,5\n"
)


class Made:
    """A ledger with the tables a test puts into it, all at the end of September."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.context = Context(Settings(), folder / "ledger.db", "en", NOW)

    def put(self, name: str, table: str) -> None:
        path = self.folder / name
        path.write_text(table, encoding="utf-8")
        reading = read_file(str(path), name, ReadOptions("Kota Contoh", 2023, quarter=3))
        assert reading.exports, reading.findings
        with Ledger.open(self.context.ledger, write=True) as ledger:
            ledger.record(reading, path.read_bytes(), NOW)

    def there(self) -> dict[Kind, str]:
        [(_, _, kinds)] = presence(self.context, Asked()).rows
        return dict(kinds)

    def ranked(self, key: RankingKey = RankingKey.ABSORPTION) -> Evaluation:
        return evaluate_position(self.context, EvaluationRequest(Asked(), key))


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


def test_status__a_table_with_a_plan_states_no_physical_progress(made: Made) -> None:
    made.put("table.csv", PLAN_TABLE)
    assert made.there() == {Kind.ACCOUNTS: "present", Kind.PLAN: "present"}


def test_status__physical_progress_is_there_where_it_is_stated(made: Made) -> None:
    made.put("rfk.csv", PHYSICAL_TABLE)
    assert made.there() == {Kind.PHYSICAL: "present"}


@pytest.mark.parametrize("tables", [(PHYSICAL_TABLE, PLAN_TABLE), (PLAN_TABLE, PHYSICAL_TABLE)])
def test_rank__a_plan_and_a_physical_progress_of_one_day_are_both_known(
    made: Made, tables: tuple[str, str]
) -> None:
    for place, table in enumerate(tables):
        made.put(f"{place}.csv", table)
    [row] = made.ranked(RankingKey.PHYSICAL).rows
    assert (row.figures.physical, row.figures.physical_target) == (35.5, 40)
    assert row.figures.plan == 400_00
    assert made.there() == dict.fromkeys((Kind.ACCOUNTS, Kind.PLAN, Kind.PHYSICAL), "present")


def test_rank__nobody_by_a_physical_progress_that_nothing_states(made: Made) -> None:
    made.put("table.csv", PLAN_TABLE)
    found = made.ranked(RankingKey.PHYSICAL)
    assert [row.reason for row in found.unranked] == [UnrankedReason.NO_KEY]
