"""What the ledger was on a day: holdings, withdrawals, refusals, governments and years."""

from __future__ import annotations

import datetime as dt

import pytest

from skpd_eval.errors import GovernmentNotNamedError, UsageError
from skpd_eval.ledger import Ledger, RecordOutcome
from skpd_eval.model import (
    Dimension,
    FileReading,
    Finding,
    Kind,
    PeriodKind,
    Severity,
    Source,
    Standing,
    State,
)

from .conftest import CLINIC, FINANCE, HEALTH, NOW, SCHOOLS, Record, export, line, reading

LAST_MOMENT = dt.datetime(2023, 9, 30, 17, 30, tzinfo=dt.UTC)
"""Half past midnight on 1 October in Jakarta, still 30 September in London."""
SEPTEMBER_30 = dt.date(2023, 9, 30)
OCTOBER_1 = dt.date(2023, 10, 1)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("as_of", "timezone", "seen"),
    [
        pytest.param(SEPTEMBER_30, "Asia/Jakarta", False, id="76 WIB: recorded on 1 October"),
        pytest.param(OCTOBER_1, "Asia/Jakarta", True, id="76 WIB: by the end of 1 October"),
        pytest.param(SEPTEMBER_30, "UTC", True, id="76 UTC: recorded on 30 September"),
        pytest.param(SEPTEMBER_30, "Asia/Jayapura", False, id="WIT"),
        pytest.param(None, "Asia/Jakarta", True, id="no day asked"),
        pytest.param(dt.date.max, "Asia/Jakarta", True, id="last day there is"),
        pytest.param(dt.date.min, "Asia/Jakarta", False, id="first day there is"),
    ],
)
def test_as_of__end_of_day_in_the_zone(
    record: Record, ledger: Ledger, as_of: dt.date | None, timezone: str, seen: bool
) -> None:
    record(b"one", export(names={(Dimension.ACCOUNT, "5"): "Belanja"}), now=LAST_MOMENT)
    assert bool(ledger.holdings("Kota Batu", 2023, as_of, timezone)) is seen
    assert bool(ledger.submissions(as_of=as_of, timezone=timezone)) is seen
    assert bool(ledger.governments(as_of, timezone)) is seen
    assert bool(ledger.years("Kota Batu", as_of, timezone)) is seen
    assert bool(ledger.head(as_of, timezone)) is seen
    assert bool(ledger.names(Dimension.ACCOUNT, as_of, timezone)) is seen


def test_as_of__time_of_recording_in_any_zone(record: Record, ledger: Ledger) -> None:
    record(b"one", export(), now=LAST_MOMENT.astimezone(dt.timezone(dt.timedelta(hours=9))))
    assert ledger.submissions()[0].recorded_at == LAST_MOMENT


def test_as_of__unknown_zone(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=r"unknown-timezone.*Asia/Batu"):
        ledger.head(OCTOBER_1, "Asia/Batu")


def test_holdings__superseded_ones_too(record: Record, ledger: Ledger) -> None:
    record(b"one", export(agencies=(HEALTH, SCHOOLS)))
    record(b"two", export(agencies=(HEALTH,)))
    stated = [(holding.submission.number, holding.agency) for holding in ledger.holdings("Kota Batu", 2023)]
    assert stated == [(1, HEALTH), (1, SCHOOLS), (2, HEALTH)]


def test_holdings__sub_units_and_agencies_without_lines(record: Record, ledger: Ledger) -> None:
    record(b"one", export(line(0, unit=1), agencies=(HEALTH, CLINIC, FINANCE)))
    assert [holding.agency for holding in ledger.holdings("Kota Batu", 2023)] == [HEALTH, CLINIC, FINANCE]
    assert ledger.submissions()[0].agencies == 2


def test_holdings__agency_as_each_file_names_it(record: Record, ledger: Ledger) -> None:
    shouted = HEALTH._replace(name="DINAS KESEHATAN", alias="dinkes")
    record(b"one", export())
    record(b"two", export(agencies=(shouted,)))
    first, second = ledger.holdings("Kota Batu", 2023)
    assert (first.agency, second.agency) == (HEALTH, shouted)
    assert first.agency_id == second.agency_id


def test_holdings__an_agency_named_twice_in_a_file(record: Record, ledger: Ledger) -> None:
    record(b"one", export(line(0), line(1), agencies=(HEALTH, HEALTH)))
    (holding,) = ledger.holdings("Kota Batu", 2023)
    (amounts,) = ledger.account_amounts([(1, holding.agency_id)])
    assert amounts.budget == 2 * 100_00


def test_holdings__of_the_year_alone(record: Record, ledger: Ledger) -> None:
    record(b"one", export(year=2022, cutoff=dt.date(2022, 12, 31)))
    assert ledger.holdings("Kota Batu", 2023) == []


@pytest.mark.parametrize(
    ("recorded", "asked", "found"),
    [
        pytest.param(["Kota Batu"], "PEMERINTAH KOTA BATU", ["Kota Batu"], id="spelled otherwise"),
        pytest.param(["Kab. Malang"], "Kabupaten Malang", ["Kab. Malang"], id="kab."),
        pytest.param(["Kota Malang"], "Kabupaten Malang", [], id="kota is not kabupaten"),
        pytest.param(["Kota Batu"], None, ["Kota Batu"], id="the only one"),
        pytest.param([None], None, [None], id="unnamed"),
        pytest.param([None, "Kota Batu", "Kota Malang"], None, [None], id="unnamed beside others"),
        pytest.param([], None, [], id="nothing recorded"),
    ],
)
def test_holdings__government(
    record: Record, ledger: Ledger, recorded: list[str | None], asked: str | None, found: list[str | None]
) -> None:
    record(b"one", *(export(government=name) for name in recorded))
    assert [holding.submission.government for holding in ledger.holdings(asked, 2023)] == found
    assert ledger.years(asked) == ([2023] if found else [])


def test_holdings__several_governments_and_none_named(record: Record, ledger: Ledger) -> None:
    record(b"one", export(government="Kota Malang"), export(government="Kota Batu"))
    with pytest.raises(GovernmentNotNamedError, match="Kota Batu, Kota Malang"):
        ledger.holdings(None, 2023)


def test_governments_and_years__in_force(record: Record, ledger: Ledger) -> None:
    record(b"one", export(government="Kota Malang"), export(government=None), export())
    record(b"two", export(year=2021, cutoff=dt.date(2021, 6, 30)))
    assert ledger.governments() == [None, "Kota Batu", "Kota Malang"]
    assert ledger.years("Kota Batu") == [2021, 2023]
    ledger.withdraw(1, "another town's", NOW)
    assert ledger.governments() == [None, "Kota Batu"]
    assert ledger.years("Kota Malang") == []


def test_submissions__filters(record: Record, ledger: Ledger) -> None:
    record(b"one", export(government="Kota Malang"), export(), export(year=2022))

    def numbers(government: str | None = None, year: int | None = None) -> list[int]:
        return [submission.number for submission in ledger.submissions(government, year)]

    assert numbers() == [1, 2, 3]
    assert numbers("PEMERINTAH KOTA BATU") == [2, 3]
    assert numbers(year=2023) == [1, 2]
    assert numbers("Kota Batu", 2022) == [3]


def test_withdraw(record: Record, ledger: Ledger) -> None:
    record(b"one", export(), now=NOW)
    withdrawn = ledger.withdraw(1, "file of another year", NOW + DAY)
    assert (withdrawn.withdrawn_at, withdrawn.withdrawal_reason) == (NOW + DAY, "file of another year")
    assert ledger.submissions() == [withdrawn]
    assert ledger.holdings("Kota Batu", 2023) == []
    assert ledger.verify() == 2
    assert ledger.head() != withdrawn.hash


def test_withdraw__as_of_the_day_before(record: Record, ledger: Ledger) -> None:
    record(b"one", export(), now=NOW)
    ledger.withdraw(1, "late", NOW + DAY)
    (holding,) = ledger.holdings("Kota Batu", 2023, as_of=NOW.date())
    assert holding.submission.withdrawn_at is None
    assert ledger.head(NOW.date()) == holding.submission.hash
    assert (ledger.governments(NOW.date()), ledger.governments()) == (["Kota Batu"], [])
    assert ledger.years("Kota Batu", NOW.date()) == [2023]
    assert ledger.submissions(as_of=NOW.date())[0].withdrawal_reason is None


def test_withdraw__same_file_may_come_back(record: Record, ledger: Ledger) -> None:
    record(b"one", export())
    ledger.withdraw(1, "by mistake", NOW)
    assert record(b"one", export()) == RecordOutcome((2,))


@pytest.mark.parametrize(
    ("number", "code"),
    [pytest.param(2, "no-such-submission", id="unknown"), pytest.param(1, "already-withdrawn", id="twice")],
)
def test_withdraw__refused(record: Record, ledger: Ledger, number: int, code: str) -> None:
    record(b"one", export())
    ledger.withdraw(1, "first", NOW)
    with pytest.raises(UsageError, match=f"{code}.*number={number}"):
        ledger.withdraw(number, "again", NOW)
    assert ledger.verify() == 2


def test_standings__each_agency_is_superseded_by_the_next_that_states_it(
    record: Record, ledger: Ledger
) -> None:
    told = {}
    files = [
        (b"all", [export(agencies=(HEALTH, SCHOOLS))]),
        (b"health", [export()]),
        (b"august", [export(cutoff=dt.date(2023, 8, 31))]),
        (b"sheets", [export(), export(agencies=(SCHOOLS,), sheet="B")]),
        (b"again", [export(agencies=(SCHOOLS, HEALTH))]),
    ]
    for day, (content, exports) in enumerate(files):
        outcome = record(content, *exports, now=NOW + day * DAY)
        told[day] = (outcome.numbers, outcome.superseded)
    assert told == {0: ((1,), ()), 1: ((2,), (1,)), 2: ((3,), ()), 3: ((4, 5), (1, 2)), 4: ((6,), (4, 5))}
    assert ledger.standings() == {
        1: Standing(State.SUPERSEDED, (2, 5)),
        2: Standing(State.SUPERSEDED, (4,)),
        3: Standing(State.IN_FORCE),
        4: Standing(State.SUPERSEDED, (6,)),
        5: Standing(State.SUPERSEDED, (6,)),
        6: Standing(State.IN_FORCE),
    }
    assert ledger.standings(NOW.date() + DAY) == {
        1: Standing(State.PARTLY_SUPERSEDED, (2,)),
        2: Standing(State.IN_FORCE),
    }


def test_standings__what_is_withdrawn_gives_its_place_back(record: Record, ledger: Ledger) -> None:
    record(b"one", export(), now=NOW)
    record(b"two", export(), now=NOW + DAY)
    ledger.withdraw(2, "wrong", NOW + 2 * DAY)
    assert ledger.standings() == {1: Standing(State.IN_FORCE), 2: Standing(State.WITHDRAWN)}
    assert ledger.standings(NOW.date() + DAY) == {
        1: Standing(State.SUPERSEDED, (2,)),
        2: Standing(State.IN_FORCE),
    }
    assert record(b"three", export(), now=NOW + 3 * DAY).superseded == (1,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(PeriodKind.CUMULATIVE, PeriodKind.MONTH, id="a month after all"),
        pytest.param(PeriodKind.MONTH, PeriodKind.CUMULATIVE, id="cumulative after all"),
    ],
)
def test_standings__a_corrected_period_supersedes(
    record: Record, ledger: Ledger, first: PeriodKind, second: PeriodKind
) -> None:
    record(b"june", export(period_kind=first))
    assert record(b"june", export(period_kind=second)) == RecordOutcome((2,), superseded=(1,))
    assert ledger.standings()[1] == Standing(State.SUPERSEDED, (2,))


def test_standings__a_form_without_figures_takes_no_place(record: Record, ledger: Ledger) -> None:
    record(b"one", export())
    record(b"blank", export(accounts=()))
    assert ledger.standings() == {1: Standing(State.IN_FORCE), 2: Standing(State.NOT_FILLED)}


def test_standings__units_inside_an_agency_leave_it_in_force(record: Record, ledger: Ledger) -> None:
    record(b"one", export(line(0, unit=1), agencies=(HEALTH, CLINIC)))
    record(b"clinic", export(agencies=(CLINIC,)))
    assert ledger.standings()[1] == Standing(State.PARTLY_SUPERSEDED, (2,))


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        pytest.param({"plan": "C"}, State.IN_FORCE, id="a plan hides no physical progress"),
        pytest.param({"plan": "C", "physical_pct": "D"}, State.SUPERSEDED, id="a fuller report does"),
    ],
)
def test_standings__what_states_less_stands_beside(
    record: Record, ledger: Ledger, columns: dict[str, str], state: State
) -> None:
    record(b"rfk", export(kind=Kind.PHYSICAL, columns={"physical_pct": "D"}))
    record(b"table", export(kind=Kind.PHYSICAL, columns=columns))
    assert ledger.standings()[1].state is state


def test_names__newest_wins_and_old_days_keep_theirs(record: Record, ledger: Ledger) -> None:
    key = (Dimension.ACTIVITY, "1.02.01")
    record(b"one", export(names={key: "Penunjang"}), now=NOW)
    record(b"two", export(names={key: "Penunjang Urusan", (Dimension.ACTIVITY, "1"): ""}), now=NOW + DAY)
    record(b"three", export(names={key: "Penunjang Urusan"}), now=NOW + 2 * DAY)
    assert ledger.names(Dimension.ACTIVITY) == {"1.02.01": "Penunjang Urusan"}
    assert ledger.names(Dimension.ACTIVITY, NOW.date()) == {"1.02.01": "Penunjang"}


def test_names__an_activity_is_not_renamed_by_its_indicator(record: Record, ledger: Ledger) -> None:
    stated, listed = (Dimension.ACTIVITY, "1.02.01"), (Dimension.ACTIVITY, "1.02.02")
    record(b"one", export(names={stated: "Penunjang"}))
    outputs = export(kind=Kind.OUTPUTS, names={stated: "Jumlah dokumen", listed: "Jumlah orang"})
    record(b"two", outputs, now=NOW + DAY)
    assert ledger.names(Dimension.ACTIVITY) == {"1.02.01": "Penunjang", "1.02.02": "Jumlah orang"}


def refused(content: bytes, *codes: str, file: str = "lra.xlsx") -> FileReading:
    errors = (Finding(code, Severity.ERROR, {"n": 1}, Source(file, "LRA", "H12")) for code in codes)
    return reading(content, file=file, findings=(*errors, Finding("hidden-rows", Severity.WARNING)))


def test_refuse__told_once(ledger: Ledger) -> None:
    bad = refused(b"bad", "damaged")
    assert not ledger.was_refused(bad.sha256)
    assert ledger.refuse(bad, NOW) is True
    assert ledger.refuse(bad, NOW + DAY) is False
    assert ledger.was_refused(bad.sha256)
    (refusal,) = ledger.refusals()
    assert (refusal.file, refusal.path, refusal.sha256) == ("lra.xlsx", "/exports/lra.xlsx", bad.sha256)
    assert refusal.findings == bad.findings[:1]
    assert (refusal.first_told_at, refusal.last_seen_at) == (NOW, NOW + DAY)
    assert ledger.refusals(NOW.date() - DAY) == []


@pytest.mark.parametrize(
    ("again", "told"),
    [
        pytest.param(refused(b"bad", "damaged", "empty"), False, id="same codes"),
        pytest.param(refused(b"bad", "empty", "damaged", "empty"), False, id="in another order, repeated"),
        pytest.param(refused(b"bad", "empty"), True, id="other codes"),
        pytest.param(refused(b"worse", "damaged", "empty"), True, id="other bytes"),
    ],
)
def test_refuse__same_bytes_and_codes(ledger: Ledger, again: FileReading, told: bool) -> None:
    ledger.refuse(refused(b"bad", "damaged", "empty"), NOW)
    assert ledger.refuse(again, NOW) is told


@pytest.mark.parametrize(
    ("content", "file", "left"),
    [
        pytest.param(b"bad", "lra.xlsx", 0, id="read after all"),
        pytest.param(b"bad", "renamed.xlsx", 0, id="read under another name"),
        pytest.param(b"good", "lra.xlsx", 0, id="replaced by a readable file"),
        pytest.param(b"good", "other.xlsx", 1, id="another file"),
    ],
)
def test_refusals__until_answered(
    record: Record, ledger: Ledger, content: bytes, file: str, left: int
) -> None:
    ledger.refuse(refused(b"bad", "damaged"), NOW)
    record(content, export(), file=file, now=NOW + DAY)
    assert len(ledger.refusals()) == left
    assert len(ledger.refusals(NOW.date())) == 1


def test_refusals__unchanged_file_put_back(record: Record, ledger: Ledger) -> None:
    record(b"good", export())
    ledger.refuse(refused(b"bad", "damaged"), NOW + DAY)
    assert record(b"good", export(), now=NOW + 2 * DAY) == RecordOutcome(unchanged=(1,))
    assert ledger.refusals() == []


def test_refusals__back_again(record: Record, ledger: Ledger) -> None:
    bad = refused(b"bad", "damaged")
    ledger.refuse(bad, NOW)
    record(b"good", export(), now=NOW + DAY)
    assert ledger.refuse(bad, NOW + 2 * DAY) is False
    assert [refusal.first_told_at for refusal in ledger.refusals()] == [NOW + 2 * DAY]


def test_names_of_files_that_are_no_text(record: Record, ledger: Ledger) -> None:
    odd = "q3-\udcff\x1b[31m.xlsx"
    ledger.refuse(refused(b"bad", "damaged", file=odd), NOW)
    assert [refusal.file for refusal in ledger.refusals()] == ["q3-\\udcff\x1b[31m.xlsx"]
    record(b"good", export(), file=odd)
    assert ledger.refusals() == []
    assert ledger.submissions()[0].file == "q3-\\udcff\x1b[31m.xlsx"


def test_original__unknown(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=r"no-such-original.*abc"):
        ledger.original("abc")
