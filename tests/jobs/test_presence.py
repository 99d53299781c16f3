"""What ``status`` says is there: by what a report states, not by what it is called."""

from __future__ import annotations

import pytest

from skpd_eval.jobs.scope import Asked
from skpd_eval.jobs.status import presence
from skpd_eval.model import Kind, RankingKey, UnrankedReason

from .recording import HEALTH, SCHOOLS, Recorder

PLAN_TABLE = ("kode skpd;skpd;pagu;realisasi;target keuangan", f"{SCHOOLS};Dinas Pendidikan;1000;300;400")
PHYSICAL_TABLE = (
    "kode skpd;skpd;pagu;realisasi;target fisik;realisasi fisik",
    f"{SCHOOLS};Dinas Pendidikan;1000;300;40;35,5",
)


def there(recorder: Recorder) -> dict[Kind, str]:
    [(_, _, kinds)] = presence(recorder.context, Asked()).rows
    return dict(kinds)


def test_status__a_table_with_a_plan_states_no_physical_progress(recorder: Recorder) -> None:
    recorder.put("table.csv", *PLAN_TABLE, quarter=3)
    assert there(recorder) == {Kind.ACCOUNTS: "present", Kind.PLAN: "present"}


def test_status__physical_progress_is_there_where_it_is_stated(recorder: Recorder) -> None:
    recorder.put("rfk.csv", *PHYSICAL_TABLE, quarter=3)
    assert there(recorder) == {Kind.PHYSICAL: "present", Kind.ACCOUNTS: "present"}


def test_status__the_money_of_a_progress_report_is_no_account_where_others_report_accounts(
    recorder: Recorder,
) -> None:
    recorder.put("rfk.csv", *PHYSICAL_TABLE, quarter=3)
    recorder.put("accounts.csv", "kode skpd;skpd;pagu;realisasi", f"{HEALTH};Dinas Kesehatan;10;5", quarter=3)
    rows = {name: kinds for _, name, kinds in presence(recorder.context, Asked()).rows}
    assert rows["Dinas Pendidikan"] == {Kind.ACCOUNTS: "missing", Kind.PHYSICAL: "present"}
    assert rows["Dinas Kesehatan"] == {Kind.ACCOUNTS: "present", Kind.PHYSICAL: "missing"}


@pytest.mark.parametrize("tables", [(PHYSICAL_TABLE, PLAN_TABLE), (PLAN_TABLE, PHYSICAL_TABLE)])
def test_rank__a_plan_and_a_physical_progress_of_one_day_are_both_known(
    recorder: Recorder, tables: tuple[tuple[str, ...], ...]
) -> None:
    for place, table in enumerate(tables):
        recorder.put(f"{place}.csv", *table, quarter=3)
    [row] = recorder.ranked(key=RankingKey.PHYSICAL).rows
    assert (row.figures.physical, row.figures.physical_target) == (35.5, 40)
    assert row.figures.plan == 400_00
    assert there(recorder) == dict.fromkeys((Kind.ACCOUNTS, Kind.PLAN, Kind.PHYSICAL), "present")


def test_rank__nobody_by_a_physical_progress_that_nothing_states(recorder: Recorder) -> None:
    recorder.put("table.csv", *PLAN_TABLE, quarter=3)
    found = recorder.ranked(key=RankingKey.PHYSICAL)
    assert [row.reason for row in found.unranked] == [UnrankedReason.NO_KEY]
