"""Tables and words of assistance, in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from skpd_eval.model.assistance import (
    Adjustment,
    Agency,
    Answer,
    CaseNote,
    Cause,
    Check,
    Confirmation,
    FormAnswer,
    Gain,
    Opinion,
    Outcome,
    ReasonClass,
)
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.assistance_words import (
    CAUSES,
    OPINIONS,
    REASON_CLASSES,
    STATES,
    confirmation,
)
from skpd_eval.presentation.table import Table
from skpd_eval.presentation.tables import adjusting, answers, assistance, lowest, ranking

from .factory import evaluation, ranked
from .test_form import CASE, STANDING

ANSWER = Answer(
    Opinion.DISPUTE, 9_500_000_000_00, ReasonClass.IN_PROCESS, Cause.OTHER, "Lelang ulang", "Kabid",
    dt.date(2023, 11, 20), "Banjir",
)  # fmt: skip
ANSWERED = replace(CASE, answer=ANSWER, answered_at=dt.datetime(2023, 11, 12, 17, 30, tzinfo=dt.UTC))
TODAY = dt.date(2023, 11, 21)


def values(table: Table, key: str) -> list[object]:
    place = [column.key for column in table.columns].index(key)
    return [row[place].value for row in table.rows]


def shown(*rows: assistance.CaseRow, language: str = "id") -> Table:
    return assistance.cases(rows, 2023, 3, TODAY, "Asia/Jakarta", language)


@pytest.mark.parametrize(
    ("found", "indonesian", "english"),
    [
        pytest.param(None, None, None, id="not asked"),
        pytest.param(
            Confirmation(1, None, dt.date(2023, 11, 2)), "ditanya 2 Nov 2023, belum dijawab",
            "asked 2 Nov 2023, not answered", id="asked",
        ),
        pytest.param(
            Confirmation(1, Opinion.AGREE, dt.date(2023, 11, 12)), "dikonfirmasi 12 Nov 2023",
            "confirmed 12 Nov 2023", id="confirmed",
        ),
        pytest.param(
            Confirmation(1, Opinion.DISPUTE, dt.date(2023, 8, 12), 9_500_000_000_00),
            "disanggah: realisasi Rp9,50 miliar menurut SKPD, 12 Agu 2023",
            "disputed: realization Rp9.50 billion by its own account, 12 Aug 2023", id="disputed",
        ),
    ],
)  # fmt: skip
def test_confirmation(found: Confirmation | None, indonesian: str | None, english: str | None) -> None:
    assert (confirmation(found, "id"), confirmation(found, "en")) == (indonesian, english)


@pytest.mark.parametrize(
    "words", [OPINIONS, REASON_CLASSES, CAUSES, STATES], ids=["opinion", "class", "cause", "state"]
)
def test_words__every_member_has_its_own(words: dict[Opinion, str]) -> None:
    kind = type(next(iter(words)))
    assert set(words) == set(kind)
    for language in ("id", "en"):
        worded = [translator(language)(word) for word in words.values()]
        assert len(set(worded)) == len(worded)


def test_cases__what_a_meeting_asks() -> None:
    check = Check(
        replace(STANDING, cutoff=TODAY, realization=5_900_000_000_00),
        2_258_520_000_00,
        "Sari",
        CASE.opened_at,
    )
    table = shown(
        assistance.CaseRow(replace(ANSWERED, checks=(check,)), True),
        assistance.CaseRow(replace(CASE, number=4), False),
    )
    assert values(table, "state") == ["disanggah", "menunggu jawaban"]
    assert values(table, "cause") == ["Lain (jelaskan)", None]
    assert values(table, "due") == [dt.date(2023, 11, 20), None]
    assert values(table, "overdue") == ["lewat tenggat", None]
    assert values(table, "absorption_pct")[0] == Fraction(3_641_480_000, 11_800_000_000) * 100
    assert values(table, "checked_pct") == [Fraction(59, 118) * 100, None]
    assert values(table, "gained") == [2_258_520_000_00, None]


def test_cases__tell_who_and_when_in_the_governments_time() -> None:
    note = CaseNote("Rapat", "Sari", dt.datetime(2023, 11, 2, 20, 0, tzinfo=dt.UTC))
    closed = replace(
        ANSWERED,
        notes=(note,),
        closed_at=dt.datetime(2023, 12, 1, tzinfo=dt.UTC),
        closed_by="Tono",
        closing_reason="Selesai",
    )
    lines = shown(assistance.CaseRow(closed, False)).paragraphs
    assert lines == (
        "3. Dinas Tenaga Kerja",
        "   1 Nov 2023, Tim: kasus dibuka",
        "   3 Nov 2023, Sari: Rapat",
        "   13 Nov 2023, Kabid: dijawab (Banjir)",
        "   1 Des 2023, Tono: ditutup: Selesai",
    )


def test_cases__texts_of_others_cannot_command() -> None:
    hostile = replace(ANSWER, action="\x1b[2J", person="\u202eX", remark="\x07")
    table = shown(assistance.CaseRow(replace(ANSWERED, answer=hostile), False))
    said = [str(cell.value) for row in table.rows for cell in row] + list(table.paragraphs)
    assert all(text.isprintable() for text in said)


def gain(name: str, before: int, after: int, distance: Fraction | None = None) -> Gain:
    return Gain(Agency(name, name, name), Fraction(before, 100), Fraction(after, 100), 500, distance)


@pytest.mark.parametrize(
    ("found", "line"),
    [
        pytest.param(
            Outcome(CASE, gain("a", 30, 60), (gain("b", 31, 51, Fraction(1, 3)),), Fraction(20, 100)),
            "Dinas Tenaga Kerja: +30,00 poin, SKPD tanpa asistensi yang paling mirip rata-rata +20,00; selisih +10,00.",
            id="with a peer",
        ),
        pytest.param(
            Outcome(CASE, gain("a", 30, 60), (), None),
            "Dinas Tenaga Kerja: +30,00 poin; tidak ada pembanding tanpa asistensi.",
            id="without peers",
        ),
        pytest.param(
            Outcome(CASE, None, (), None),
            "Dinas Tenaga Kerja: tidak dapat dibandingkan, serapannya tidak diketahui pada kedua posisi.",
            id="unknown",
        ),
    ],
)
def test_outcome__says_it_and_proves_nothing(found: Outcome, line: str) -> None:
    table = assistance.outcome([found], evaluation(), evaluation(quarter=4, cutoff=dt.date(2023, 12, 31)))
    assert table.paragraphs == (line,)
    assert any("bukan bukti" in note for note in table.footnotes)
    assert values(table, "role") == ["diasistensi", *["tanpa asistensi"] * len(found.peers)]


def test_adjustments__withdrawn_ones_stay() -> None:
    plain = Adjustment(
        1,
        "Kota Batu",
        dt.date(2023, 9, 30),
        CASE.agency,
        "5.1.02",
        500_00,
        "SP2B",
        "BLUD",
        "Sari",
        CASE.opened_at,
    )
    withdrawn = replace(
        plain, number=2, withdrawn_at=CASE.opened_at, withdrawn_by="Tono", withdrawal_reason="ganda"
    )
    table = adjusting.adjustments([plain, withdrawn], "Asia/Jakarta")
    assert values(table, "amount") == [500_00, 500_00]
    assert values(table, "withdrawn_by") == [None, "Tono"]
    assert "withdrawn_at" not in [
        column.key for column in adjusting.adjustments([plain], "Asia/Jakarta").columns
    ]


def test_ranking__columns_on_record_only_where_there_is_something() -> None:
    keys = {column.key for column in ranking.ranking(evaluation()).columns}
    assert not keys & {"confirmation", "adjustment", "adjusted_absorption_pct"}
    row = replace(ranked(5), adjustment=500_00, confirmation=Confirmation(1, None, TODAY))
    given = evaluation(rows=(row,), total=replace(evaluation().total, adjustment=500_00))
    table = ranking.ranking(given)
    assert values(table, "adjustment") == [500_00]
    assert values(table, "confirmation") == ["ditanya 21 Nov 2023, belum dijawab"]
    place = [column.key for column in table.columns].index("adjusted_absorption_pct")
    assert table.total_rows[0][place].value == given.total.adjusted_absorption * 100


def test_footnotes__name_the_document_of_an_adjustment() -> None:
    booked = Adjustment(
        1, None, dt.date(2023, 9, 30), CASE.agency, "5.1.02", 500_00, "SP2B 9", "BLUD", "Sari", CASE.opened_at
    )
    notes = frame.footnotes(evaluation(adjustments=(booked,)), "en")
    assert (
        "Adjustments, in their own columns and in no other figure: Dinas Tenaga Kerja Rp500 (SP2B 9)."
        in notes
    )


def test_lowest__reads_out_what_was_confirmed() -> None:
    row = replace(ranked(5), confirmation=Confirmation(1, Opinion.AGREE, TODAY, None, Cause.PROCUREMENT))
    (line,) = lowest.on_record(row, "en")
    assert line == "Confirmation: confirmed 21 Nov 2023. Cause: Procurement or tender."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(None, ["Jawaban kasus 3", "belum diisi"], id="blank"),
        pytest.param(
            ANSWER,
            ["Jawaban kasus 3", "Menyanggah", "9.500.000.000", "Dalam proses", "Lain (jelaskan)", "Banjir",
             "Lelang ulang", "Kabid", "20 November 2023"],
            id="filled in",
        ),
    ],
)  # fmt: skip
def test_form_answer(answer: Answer | None, expected: list[str]) -> None:
    table = answers.form_answer("a.xlsx", FormAnswer(3, "x", answer))
    assert values(table, "value") == expected


def test_opened__says_what_became_of_each_form() -> None:
    table = assistance.opened(
        [(CASE, "a.xlsx", True, True), (ANSWERED, "b.xlsx", False, False)], "forms", "en"
    )
    assert values(table, "opened") == ["opened now", "disputed"]
    assert values(table, "written") == ["yes", "left as it is"]
