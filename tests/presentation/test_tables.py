from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from skpd_eval.model import (
    AccountLine,
    AgencyName,
    BudgetBasis,
    Evaluation,
    Export,
    Finding,
    Gap,
    Kind,
    Level,
    MissingAgency,
    PeriodKind,
    PeriodOrigin,
    Precision,
    RankingKey,
    RealizationBasis,
    Rule,
    RuleBand,
    Severity,
    Source,
    Standing,
    State,
    StatedTotal,
    Submission,
    UnrankedReason,
)
from skpd_eval.presentation.sentences import frame, words
from skpd_eval.presentation.sentences.rule_words import rule_note
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table
from skpd_eval.presentation.tables.apart import exclusions, not_reported, unranked
from skpd_eval.presentation.tables.detail import agency_activities, agency_detail, details
from skpd_eval.presentation.tables.history import history, status
from skpd_eval.presentation.tables.inspection import inspection
from skpd_eval.presentation.tables.lowest import lowest
from skpd_eval.presentation.tables.provenance import findings, rules
from skpd_eval.presentation.tables.ranking import ranking
from skpd_eval.presentation.writers.screen.terminal import Screen, render
from skpd_eval.presentation.writers.text import text

from . import factory

IN_FORCE = Standing(State.IN_FORCE)


def values(table: Table, key: str) -> list[object]:
    place = [column.key for column in table.columns].index(key)
    return [row[place].value for row in table.rows]


def keys(table: Table) -> list[str]:
    return [column.key for column in table.columns]


def submission(**changes: object) -> Submission:
    plain = Submission(
        number=3, government="Kota Batu", year=2023, kind=Kind.ACCOUNTS, cutoff=factory.CUTOFF,
        precision=Precision.DAY, period_kind=PeriodKind.CUMULATIVE, period_origin=PeriodOrigin.TITLE,
        budget_basis=BudgetBasis.REVISED, realization_basis=RealizationBasis.LRA, layout="sipd-ri",
        level="account", file="q3.xlsx", sheet="LRA", sha256="ab" * 32, agencies=30, lines=1112,
        recorded_at=factory.RECORDED, hash="cd" * 32, columns={},
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def export(**changes: object) -> Export:
    plain = Export(
        file="q3.xlsx", sheet="LRA", layout="sipd-ri", kind=Kind.ACCOUNTS, level=Level.ACCOUNT,
        government=None, year=2023, cutoff=None, period_origin=None, precision=Precision.DAY,
        period_kind=PeriodKind.CUMULATIVE, budget_basis=BudgetBasis.UNSTATED,
        realization_basis=RealizationBasis.LRA, unit_factor=1000,
        agencies=(AgencyName("1.01", "Dinas"),), columns={"budget": "H"},
        accounts=(AccountLine(0, None, None, "5.1", 100, None, None, 50, 9),),
        totals=(StatedTotal(0, "agency", None, 100, None, 12),), rows_read=10, rows_skipped=2,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_ranking__cells_are_raw(evaluation: Evaluation) -> None:
    table = ranking(evaluation)
    assert values(table, "budget")[5] == 11_800_000_000 * factory.RUPIAH
    assert values(table, "absorption_pct")[2] == Fraction(60168, 120000) * 100
    assert values(table, "deviation_pp")[5] == Fraction(3641480 - 8260000, 11800000) * 100
    assert values(table, "rank") == [1, 2, 3, 3, 5, 6]
    assert values(table, "rank_change") == [1, -1, 0, None, 1, -1]


def test_ranking__tone_stands_beside_its_word(evaluation: Evaluation) -> None:
    table = ranking(evaluation)
    place = keys(table).index("status")
    assert [(row[place].value, row[place].tone) for row in table.rows[:2]] == [
        ("Di atas rencana", "blue"),
        ("Hijau", "green"),
    ]


def test_ranking__leaves_out_what_nobody_knows(evaluation: Evaluation) -> None:
    assert not {"group", "without_personnel_pct", "combined_pct", "cutoff"} & set(
        keys(ranking(evaluation))
    )


def test_ranking__without_plan_or_physical_keeps_its_core(evaluation: Evaluation) -> None:
    bare = replace(evaluation.rows[0].ratios, plan_share=None, deviation=None, plan_achievement=None,
                   physical=None, physical_target=None, physical_deviation=None, shortfall=None)  # fmt: skip
    row = replace(evaluation.rows[0], ratios=bare, category=None, status=None, previous_rank=None,
                  rank_change=None, previous_absorption=None, figures=factory.figures(plan=None))  # fmt: skip
    total = replace(evaluation.total, plan=None, ratios=bare)
    table = ranking(replace(evaluation, rows=(row,), total=total, previous=None))
    assert keys(table) == [
        "rank", "agency_code", "agency_name", "budget", "realization", "absorption_pct", "bar", "remaining",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "column"),
    [
        (RankingKey.PLAN, "plan_achievement_pct"),
        (RankingKey.PHYSICAL, "physical_pct"),
        (RankingKey.COMBINED, "combined_pct"),
        (RankingKey.WITHOUT_PERSONNEL, "without_personnel_pct"),
    ],
)
def test_ranking__never_drops_what_it_ranks_by(key: RankingKey, column: str, evaluation: Evaluation) -> None:
    ratios = replace(evaluation.rows[0].ratios, combined=Fraction(1, 2), without_personnel=Fraction(1, 3))
    rows = (replace(evaluation.rows[0], ratios=ratios),)
    table = ranking(replace(evaluation, key=key, rows=rows))
    assert {one.key: one.priority for one in table.columns}[column] == 1
    assert words.word("key", key, "id") in table.title


def test_ranking__shows_positions_where_they_differ(evaluation: Evaluation) -> None:
    august = dt.date(2023, 8, 31)
    row = replace(evaluation.rows[0], figures=factory.figures("Dinas Telat", cutoff=august))
    table = ranking(replace(evaluation, rows=(*evaluation.rows, row)))
    assert values(table, "cutoff")[-1] == august
    assert "Posisi lain: Dinas Telat (31 Agustus 2023)." in table.footnotes


def test_ranking__marks_dissolved_agencies(evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], figures=factory.figures("Dinas Lama", dissolved=True))
    assert values(ranking(replace(evaluation, rows=(row,))), "agency_name") == ["Dinas Lama *)"]


def test_footnotes__name_basis_exclusions_and_proof(evaluation: Evaluation) -> None:
    notes = ranking(replace(evaluation, as_of=dt.date(2023, 10, 6))).footnotes
    assert "Tidak diperingkat: Badan Baru (tanpa anggaran)." in notes
    assert "Belum lapor (1): Dinas Komunikasi dan Informatika." in notes
    assert "Buku catatan per 6 Oktober 2023." in notes
    assert "Ujung rantai buku catatan: 0123456789abcdef." in notes
    assert any("BPKAD 5.3: pagu Rp310.000.000,50" in note for note in notes)


@pytest.mark.parametrize(
    ("quarter", "said"),
    [
        (3, "Predikat menurut capaian kas (realisasi ÷ rencana kas), bukan menurut serapan."),
        (4, "Predikat pada triwulan IV menurut serapan."),
    ],
)
def test_footnotes__say_what_is_rated(evaluation: Evaluation, quarter: int, said: str) -> None:
    evaluation = replace(evaluation, quarter=quarter)
    notes = frame.footnotes(evaluation, "id", rated=True)
    assert notes[notes.index(said) - 1].startswith("Skala predikat")
    assert said not in frame.footnotes(evaluation, "id")


def test_a_rating_stands_beside_no_status_unasked(evaluation: Evaluation) -> None:
    """It judges another figure: red and high may both be right, and contradict each other to a reader."""
    red = replace(evaluation.rows[0], status="red", category="high")
    given = replace(evaluation, rows=(red,))
    for table in (ranking(given), lowest(given, given.rows)):
        assert "status" in keys(table)
        assert "category" not in keys(table)
        assert not any("Predikat" in line for line in (*table.paragraphs, *table.footnotes))


def test_a_rating_is_explained_where_it_is_asked_for(evaluation: Evaluation) -> None:
    said = "Predikat menurut capaian kas (realisasi ÷ rencana kas), bukan menurut serapan."
    ranked = ranking(evaluation, rated=True)
    kinds, agency = details(evaluation), agency_detail(evaluation, evaluation.rows[5])
    assert values(ranked, "category")[-1] == "Sangat Rendah"
    assert set(values(kinds, "category")) >= {"Sangat Tinggi", "Sangat Rendah"}
    assert "   Predikat: Sangat Rendah, untuk capaian kas 44,09%." in agency.paragraphs
    assert all(said in table.footnotes for table in (ranked, kinds, agency))


def test_footnotes__explain_no_scale_that_nobody_is_rated_by(evaluation: Evaluation) -> None:
    rows = tuple(
        replace(row, status=None, category=None, ratios=replace(row.ratios, plan_share=None))
        for row in evaluation.rows
    )
    scales = (
        Rule("performance_scale", "Skala predikat", "law", "Permendagri 86/2017", None, "≥ 91"),
        Rule("deviation_status", "Status warna", "house", "Keputusan", None, "merah"),
    )
    total = replace(evaluation.total, ratios=replace(evaluation.total.ratios, plan_share=None))
    given = replace(evaluation, rules=scales)
    with_scales, without = (
        " ".join(frame.footnotes(one, "id", rated=True)) for one in (given, replace(given, rows=rows, total=total))
    )
    for said in ("Skala predikat", "Status warna", "Deviasi = ", "Predikat menurut"):
        assert said in with_scales
        assert said not in without
    assert "Serapan = realisasi ÷ pagu." in without


COMPARED = "Change of rank: among those that this position and the one before both rank."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({}, None, id="as the ranks say"),
        pytest.param({"rank_change": 0}, COMPARED, id="others came or left"),
        pytest.param(
            {"rank_change": None, "previous_rank": None},
            "No change of rank: Quarter II has 5 of the 6 ranked here.",
            id="too few were there",
        ),
    ],
)
def test_footnotes__say_of_whom_a_change_of_rank_is(
    evaluation: Evaluation, changes: dict[str, Any], said: str | None
) -> None:
    rows = tuple(replace(row, **changes) for row in evaluation.rows)
    table = ranking(replace(evaluation, rows=rows), "en")
    assert [line for line in table.footnotes if "hange of rank" in line] == ([] if said is None else [said])


def test_footnotes__name_who_continues_a_dissolved_agency(evaluation: Evaluation) -> None:
    gone = factory.figures("Dinas Lama", dissolved=True, heirs=("Dinas Baru", "Badan Baru"))
    row = replace(evaluation.rows[0], figures=gone)
    table = ranking(replace(evaluation, rows=(row, *evaluation.rows[1:])), "en")
    assert "Dinas Lama *) is continued by: Dinas Baru; Badan Baru." in table.footnotes


def test_footnotes__explain_the_mark_of_a_dissolved_agency(evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], figures=factory.figures("Dinas Lama", dissolved=True))
    assert any(note.startswith("*) ") for note in frame.footnotes(replace(evaluation, rows=(row,)), "id"))
    assert not any(note.startswith("*) ") for note in frame.footnotes(evaluation, "id"))


def test_footnotes__long_lists_are_counted(evaluation: Evaluation) -> None:
    many = tuple(MissingAgency(None, f"Dinas {place}", "not-reported") for place in range(20))
    notes = frame.footnotes(replace(evaluation, not_reported=many), "id")
    assert any(note.startswith("Belum lapor (20): Dinas 0; ") and "dan 8 lainnya" in note for note in notes)


def test_footnotes__say_which_month_is_missing(evaluation: Evaluation) -> None:
    missing = (MissingAgency(None, "Dinas X", "month-missing", "Juni"),)
    notes = frame.footnotes(replace(evaluation, not_reported=missing), "id")
    assert "Belum lapor (1): Dinas X (ada bulan yang belum masuk: Juni)." in notes


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        pytest.param(
            "Permendagri 86/2017, https://x.id/y", "Skala: isi — Permendagri 86/2017.", id="no links"
        ),
        pytest.param("https://x.id/y", "Skala: isi.", id="nothing but a link"),
    ],
)
def test_rule_note(reference: str, expected: str) -> None:
    assert rule_note(Rule("scale", "Skala", "law", reference, None, "isi"), "id") == expected


def test_rule_note__spells_out_the_bands_of_a_scale() -> None:
    bands = (
        RuleBand("low", None, False, Decimal(51), False),
        RuleBand("high", Decimal(51), True, None, False),
    )
    rule = Rule("performance_scale", "Skala", "law", "", None, "integer_half_up", bands, 0)
    assert rule_note(rule, "id") == "Skala: Tinggi ≥ 51, Rendah < 51; dibulatkan ke bilangan bulat."


def test_lowest__says_why_and_what_it_would_take(evaluation: Evaluation) -> None:
    assert lowest(evaluation, evaluation.rows[-1:]).paragraphs == (
        "1. Dinas Tenaga Kerja (peringkat 6 dari 6): serapan 30,86%, rencana 70,00%, deviasi −39,14 poin (Merah).",
        "   Sebab: Belanja Barang dan Jasa, kurang Rp3,00 miliar dari rencana (64,96% dari kekurangan).",
        "   Terutama pada: Pelatihan kerja berbasis kompetensi, kurang Rp2,50 miliar dari rencana "
        "(50,00% dari kekurangan); seluruh bagian yang tertinggal kurang Rp5,00 miliar, "
        "bagian lain Rp381 juta lebih cepat dari rencana.",
        "   Menurut SKPD: “Lelang pelatihan diulang.”",
        "   Untuk mencapai rencana kas 30 September 2023 masih kurang Rp4,62 miliar.",
        "   Untuk menyerap seluruh pagu diperlukan Rp2,72 miliar per bulan sampai Desember; "
        "sisa pagu Rp8,16 miliar.",
    )


def test_lowest__without_plan_speaks_of_the_budget(evaluation: Evaluation) -> None:
    row = evaluation.rows[-1]
    bare = replace(row.ratios, plan_share=None, deviation=None, shortfall=None, absorption=None)
    remaining = row.ratios.remaining
    driver = replace(row.drivers[0], plan=None, missing=remaining, gap=Gap(remaining, 0))
    row = replace(
        row, ratios=bare, status=None, drivers=(driver,), notes=(), needed_per_month=None, rank=None
    )
    assert lowest(evaluation, (row,)).paragraphs == (
        "Dinas Tenaga Kerja: serapan –%.",
        "   Sisa pagu terbesar: Belanja Barang dan Jasa, Rp8,16 miliar pagu belum terserap "
        "(100,00% dari yang belum terserap).",
    )


def test_lowest__admits_that_sources_are_silent(evaluation: Evaluation) -> None:
    said = lowest(evaluation, evaluation.rows[1:2], "en").paragraphs
    assert "   Why: the sources do not say; ask the agency." in said
    assert not any("lacks" in line for line in said)


def test_lowest__asks_no_reason_of_an_agency_that_is_ahead_of_its_plan(evaluation: Evaluation) -> None:
    row = evaluation.rows[0]
    assert row.ratios.shortfall == 0
    assert not any("Why" in line for line in lowest(evaluation, (row,), "en").paragraphs)


@pytest.mark.parametrize(
    ("absorption", "dissolved", "asked"),
    [
        pytest.param(Fraction(1, 10), False, True, id="below the government"),
        pytest.param(Fraction(9, 10), False, False, id="above it"),
        pytest.param(Fraction(1, 10), True, False, id="nobody is left to ask"),
    ],
)
def test_lowest__without_a_plan_asks_those_below_the_government(
    evaluation: Evaluation, absorption: Fraction, dissolved: bool, asked: bool
) -> None:
    row = evaluation.rows[1]
    row = replace(
        row,
        ratios=replace(row.ratios, shortfall=None, absorption=absorption),
        figures=replace(row.figures, dissolved=dissolved),
    )
    said = lowest(evaluation, (row,), "en").paragraphs
    assert ("   Why: the sources do not say; ask the agency." in said) is asked


def test_lowest__asks_no_further_spending_of_what_is_dissolved_or_spent(evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[1], needed_per_month=17 * factory.RUPIAH)
    gone = replace(row, figures=replace(row.figures, dissolved=True))
    spent = replace(row, needed_per_month=0, ratios=replace(row.ratios, remaining=0))
    said = [
        any("a month until December" in line for line in lowest(evaluation, (one,), "en").paragraphs)
        for one in (row, gone, spent)
    ]
    assert said == [True, False, False]


def test_lowest__says_that_a_late_plan_is_why_an_agency_is_low(evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], planned_late=True)
    assert (
        "   It is not behind its plan; it absorbs less than the agencies that reported because it plans less "
        "by this date: 75.00% of its budget, the agencies that reported 64.25%."
    ) in lowest(evaluation, (row,), "en").paragraphs


def test_agency_detail(evaluation: Evaluation) -> None:
    table = agency_detail(evaluation, evaluation.rows[5])
    assert values(table, "code") == ["5.1.01", "5.1.02"]
    assert values(table, "absorption_pct")[0] == Fraction(2641480, 40000)
    assert "Peringkat 6 dari 6; posisi 30 September 2023" in table.subtitles
    assert table.total_rows[0][keys(table).index("budget")].value == 11_800_000_000 * factory.RUPIAH


def test_agency_activities__unranked_agency(evaluation: Evaluation) -> None:
    table = agency_activities(evaluation, evaluation.unranked[0])
    assert table.title == "Badan Baru: sub kegiatan"
    assert "Peringkat tanpa peringkat dari 6; posisi 30 September 2023" in table.subtitles


def test_apart(evaluation: Evaluation) -> None:
    assert values(unranked(evaluation), "reason") == ["tanpa anggaran"]
    assert values(not_reported(evaluation), "reason") == ["belum lapor"]
    assert values(exclusions(evaluation), "reason") == ["belanja tidak terduga (PPKD)"]


def test_findings() -> None:
    found = Finding("total-missing", Severity.WARNING, {}, Source("a.xlsx", "LRA", "A40"))
    (row,) = findings([found], "en").rows
    assert row[0] == Cell("Warning", "yellow", code="warning")
    assert [cell.value for cell in row[1:]] == [
        "a.xlsx › LRA › A40",
        "The table has no total row, so its sum could not be compared.",
        "Compare the total with its source.",
        "total-missing",
    ]


def test_history__shows_withdrawals_only_where_there_are() -> None:
    assert "withdrawn_at" not in keys(history([submission()], {3: IN_FORCE}))
    gone = submission(withdrawn_at=factory.RECORDED, withdrawal_reason="salah SKPD")
    assert values(history([submission(), gone], {3: IN_FORCE}), "withdrawal_reason") == [
        None,
        "salah SKPD",
    ]


@pytest.mark.parametrize(
    ("standing", "words", "plain"),
    [
        pytest.param(IN_FORCE, ("berlaku", None), ("in-force", None), id="in force"),
        pytest.param(
            Standing(State.SUPERSEDED, (9, 10)),
            ("digantikan", "9, 10"),
            ("superseded", "9, 10"),
            id="superseded",
        ),
        pytest.param(
            Standing(State.PARTLY_SUPERSEDED, (9,)),
            ("digantikan sebagian", "9"),
            ("partly-superseded", "9"),
            id="for some agencies",
        ),
        pytest.param(Standing(State.WITHDRAWN), ("ditarik", None), ("withdrawn", None), id="withdrawn"),
        pytest.param(
            Standing(State.NOT_FILLED), ("belum diisi", None), ("not-filled", None), id="a blank form"
        ),
    ],
)
def test_history__says_whether_a_submission_is_in_force(
    standing: Standing, words: tuple[str, str | None], plain: tuple[str, str | None]
) -> None:
    table = history([submission()], {3: standing})
    told = [values(table, key)[0] if key in keys(table) else None for key in ("state", "superseded_by")]
    assert tuple(told) == words
    [row] = json.loads(text.table_json(table))["rows"]
    assert (row["state"], row.get("superseded_by")) == plain


def test_status() -> None:
    rows = [
        ("1.01", "Dinas", {Kind.ACCOUNTS: "present", Kind.PLAN: "missing", Kind.PHYSICAL: "refused: rusak"})
    ]
    (row,) = status(rows, "Kota Batu — Triwulan III 2023").rows
    assert row[2:] == (
        Cell("ada", "green", code="present"),
        Cell("belum ada", "yellow", code="missing"),
        Cell("ditolak: rusak", "red", code="refused"),
        Cell(None),
    )


def test_inspection() -> None:
    said = dict(
        zip(*(values(inspection(export()), key) for key in ("property", "value")), strict=True)
    )
    assert said["Isi"] == "Pagu dan realisasi"
    assert said["Rupiah per satuan"] == "1.000"
    assert said["Posisi"] == "tidak diketahui"
    assert said["Kolom H"] == "pagu"
    assert said["Jumlah tertulis, baris 12"] == "pagu Rp1, realisasi tidak diketahui"
    placed = inspection(export(cutoff=factory.CUTOFF, period_origin=PeriodOrigin.TITLE), "en")
    assert "from the title" in values(placed, "value")


def test_rules() -> None:
    cited = [Rule("scale", "Skala", "law", "Permendagri 86/2017", dt.date(2024, 1, 2), "isi")]
    assert values(rules(cited), "basis") == ["peraturan"]


def test_empty_table__says_so() -> None:
    assert "Tidak ada yang dicantumkan." in render(history([], {}), Screen(80))


@pytest.mark.parametrize("name", sorted(words.VOCABULARIES))
def test_words__each_has_both_languages(name: str) -> None:
    for code in words.VOCABULARIES[name]:
        assert words.word(name, code, "id") != ""
        assert words.word(name, code, "en") != code or name == "level" or " " not in code


@pytest.mark.parametrize("reason", list(UnrankedReason))
def test_words__every_reason_has_words(reason: UnrankedReason) -> None:
    assert reason.value in words.VOCABULARIES["reason"]


@pytest.mark.parametrize("kinds", [("key", RankingKey), ("kind", Kind), ("realization", RealizationBasis)])
def test_words__every_member_has_words(kinds: tuple[str, type[RankingKey]]) -> None:
    vocabulary, members = kinds
    assert {member.value for member in members} <= set(words.VOCABULARIES[vocabulary])


def test_words__unknown_code_is_shown() -> None:
    assert words.word("status", "pur\x07ple", "id") == "pur␇ple"
    assert words.optional_word("status", None, "id") is None


def test_keeping__keeps_the_order() -> None:
    columns = (Column("a", "A"), Column("b", "B"), Column("c", "C", ColumnKind.BAR))
    table = Table("t", "T", columns, ((Cell(1), Cell(2), Cell(3)),))
    assert keys(table.keeping((columns[1], columns[0]))) == ["a", "b"]
    assert keys(table.without_bars()) == ["a", "b"]


@pytest.mark.parametrize(
    ("level", "title", "heading"),
    [
        ("agency", "Peringkat SKPD menurut serapan anggaran", "SKPD"),
        ("unit", "Peringkat unit menurut serapan anggaran", "Unit"),
        ("government", "Peringkat pemerintah daerah menurut serapan anggaran", "Pemerintah daerah"),
    ],
)
def test_ranking__names_what_it_ranks(level: str, title: str, heading: str, evaluation: Evaluation) -> None:
    table = ranking(replace(evaluation, level=level))
    assert table.title == title
    assert heading in [column.heading for column in table.columns]


def test_subtitles__government_not_named(evaluation: Evaluation) -> None:
    assert frame.subtitles(replace(evaluation, government=None), "en")[0].startswith(
        "Government not named — up to"
    )
    assert frame.quarter_of(None, 2023, 3, "en") == "Government not named — Quarter III 2023"


@pytest.mark.parametrize("language", ["id", "en"])
def test_ranking__of_governments_never_speaks_of_agencies(language: str) -> None:
    evaluation = factory.evaluation(level="government", government=None, exclusions=(), unranked=())
    table = ranking(evaluation, language)
    words = [table.title, *table.subtitles, *(column.heading for column in table.columns)]
    words += [str(cell.value) for row in table.total_rows for cell in row if isinstance(cell.value, str)]
    words += table.footnotes[:3]
    assert not [line for line in words if "SKPD" in line or "agenc" in line or "not named" in line]


def test_history__tells_times_on_the_governments_clocks() -> None:
    late = replace(submission(), recorded_at=dt.datetime(2023, 12, 31, 20, 5, tzinfo=dt.UTC))
    written = render(history([late], {3: IN_FORCE}, "id", "Asia/Jayapura"), Screen())
    assert "1 Januari 2024 05.05 WIT" in written


def test_status__says_when_the_newest_report_was_recorded() -> None:
    recorded = dt.datetime(2023, 10, 10, 8, 30, tzinfo=dt.UTC)
    assert status([], "Kota Batu", "en", recorded).subtitles == (
        "Kota Batu",
        "Last recorded: 10 October 2023 08:30 UTC.",
    )
