"""Evaluations built from the six agencies of the worked example: ratios by plain fractions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

from skpd_eval.model import (
    AgencyFigures,
    BudgetChoice,
    Driver,
    Evaluation,
    Exclusion,
    Finding,
    Gap,
    ItemFigures,
    MissingAgency,
    RankedAgency,
    RankingKey,
    Ratios,
    RealizationBasis,
    Rule,
    Severity,
    Source,
    SourceUsed,
    Total,
    UnrankedReason,
)

RUPIAH = 100
CUTOFF = dt.date(2023, 9, 30)
WIB = dt.timezone(dt.timedelta(hours=7), "WIB")
RECORDED = dt.datetime(2023, 10, 5, 19, 5, tzinfo=WIB)

MILLION = 10**6
AGENCIES = (
    # rank, code, name, budget, plan, realization (millions), physical target and realization, previous rank
    (1, "7.01.0.00.0.00.03.0000", "Kecamatan Junrejo", 8_000, 6_000, 6_040, 75, 76, 2),
    (2, "1.01.2.22.0.00.01.0000", "Dinas Pendidikan", 240_000, 168_000, 156_000, 72, 70, 1),
    (3, "1.03.0.00.0.00.01.0000", "Dinas Pekerjaan Umum dan Penataan Ruang",
     120_000, 66_000, 60_168, 60, 48, 3),
    (3, "3.26.0.00.0.00.01.0000", "Dinas Pariwisata", 24_000, 14_400, Fraction(120336, 10), 62, 55, None),
    (5, "1.04.0.00.0.00.01.0000", "Dinas Perumahan dan Kawasan Permukiman",
     71_400, 42_840, Fraction(2851716, 100), 65, 41, 6),
    (6, "2.07.0.00.0.00.01.0000", "Dinas Tenaga Kerja", 11_800, 8_260, Fraction(364148, 100), 70, 52, 5),
)  # fmt: skip
STATUS = {1: "above-plan", 2: "green", 3: "green", 5: "red", 6: "red"}
CATEGORY = {1: "very-high", 2: "very-high", 3: "very-high", 5: "medium", 6: "very-low"}


def ratios(budget: int, plan: int | None, realization: int, target: int, physical: int) -> Ratios:
    """Ratios of sen by their definitions."""
    return Ratios(
        absorption=Fraction(realization, budget),
        without_personnel=None,
        plan_share=None if plan is None else Fraction(plan, budget),
        plan_achievement=None if plan is None else Fraction(realization, plan),
        deviation=None if plan is None else Fraction(realization - plan, budget),
        physical_target=Fraction(target, 100),
        physical=Fraction(physical, 100),
        physical_deviation=Fraction(physical - target, 100),
        combined=None,
        remaining=budget - realization,
        shortfall=None if plan is None else max(0, plan - realization),
    )


def figures(name: str = "Dinas Tenaga Kerja", **changes: Any) -> AgencyFigures:
    """Figures of an agency with nothing unusual, changed as asked."""
    plain = AgencyFigures(
        code="2.07.0.00.0.00.01.0000", name=name, dissolved=False, group=None, cutoff=CUTOFF,
        budget=11_800_000_000 * RUPIAH, realization=3_641_480_000 * RUPIAH, plan=8_260_000_000 * RUPIAH,
        plan_through=CUTOFF, personnel_budget=None, personnel_realization=None,
        physical_target=Fraction(70), physical=Fraction(52), realization_basis=RealizationBasis.LRA,
        kinds=(
            ItemFigures("5.1.01", "Belanja Pegawai", 4_000_000_000 * RUPIAH, 2_641_480_000 * RUPIAH, None),
            ItemFigures("5.1.02", "Belanja Barang dan Jasa", 7_800_000_000 * RUPIAH, 10**9 * RUPIAH, None),
        ),
    )  # fmt: skip
    return replace(plain, **changes)


def ranked(place: int) -> RankedAgency:
    """The agency at a place (0-5) of the worked example."""
    rank, code, name, *millions, target, physical, before = AGENCIES[place]
    budget, plan, realization = (int(amount * MILLION * RUPIAH) for amount in millions)
    return RankedAgency(
        rank=rank,
        figures=figures(name, code=code, budget=budget, realization=realization, plan=plan),
        ratios=ratios(budget, plan, realization, target, physical),
        category=CATEGORY[rank],
        status="yellow" if name == "Dinas Pariwisata" else STATUS[rank],
        previous_rank=before,
        rank_change=None if before is None else before - rank,
        previous_absorption=None if before is None else Fraction(1, before + 1),
    )


def disnaker() -> RankedAgency:
    """The lowest agency, with what drives its shortfall."""
    goods = Driver(
        level="kind", code="5.1.02", name="Belanja Barang dan Jasa", budget=7_800_000_000 * RUPIAH,
        realization=1_000_000_000 * RUPIAH, plan=4_000_000_000 * RUPIAH, missing=3_000_000_000 * RUPIAH,
        gap=Gap(4_618_520_000 * RUPIAH, 0),
    )  # fmt: skip
    training = replace(
        goods, level="activity", code="2.07.03.2.01.0001", name="Pelatihan kerja berbasis kompetensi",
        missing=2_500_000_000 * RUPIAH, gap=Gap(5_000_000_000 * RUPIAH, 381_480_000 * RUPIAH),
    )  # fmt: skip
    return replace(
        ranked(5),
        drivers=(goods, training),
        notes=("Lelang pelatihan diulang.",),
        needed_per_month=2_719_506_667 * RUPIAH,
    )


def total() -> Total:
    """The government as a whole, with what is left out of the ranking."""
    budget, plan, realization = (
        int(sum(row[place] for row in AGENCIES) * MILLION * RUPIAH) for place in (3, 4, 5)
    )
    mean = sum(Fraction(row[5], row[3]) for row in AGENCIES) / len(AGENCIES)
    return Total(
        budget=budget + 31_000_000_050,
        realization=realization + 1_000_000_050,
        plan=plan,
        ratios=ratios(budget + 31_000_000_050, plan, realization + 1_000_000_050, 67, 58),
        mean_absorption=mean,
        agencies=7,
    )


def evaluation(**changes: Any) -> Evaluation:
    """The worked example at 30 September 2023, changed as asked."""
    plain = Evaluation(
        government="Kota Batu", year=2023, quarter=3, cutoff=CUTOFF, budget_choice=BudgetChoice.IN_FORCE,
        budget_basis="revised", realization_basis=RealizationBasis.LRA, key=RankingKey.ABSORPTION,
        level="agency",
        rows=(*(ranked(place) for place in range(5)), disnaker()),
        unranked=(_without_budget(),),
        not_reported=(
            MissingAgency("2.16.2.20.2.21.01.0000", "Dinas Komunikasi dan Informatika", "not-reported"),
        ),
        exclusions=(
            Exclusion(
                "5.02.0.00.0.00.01.0000", "BPKAD", "5.3", 31_000_000_050, 1_000_000_050, None, "contingency"
            ),
        ),
        total=total(),
        findings=(
            Finding("total-missing", Severity.WARNING, {}, Source("disnaker.xlsx", "LRA", "A40")),
            Finding("plan-not-filled", Severity.INFO, {"agency": "Dinas Pariwisata"}),
        ),
        sources=(
            SourceUsed(7, "lra/batu-q3.xlsx", "LRA", "ab" * 32, "sipd-ri", "accounts", CUTOFF, RECORDED, 7),
            SourceUsed(8, "rak.xlsx", None, "cd" * 32, "sipd-rak", "plan", dt.date(2023, 1, 1), RECORDED, 7),
        ),
        rules=(
            Rule("deviation_colours", "Warna deviasi", "house", "Keputusan Wali Kota", None,
                 "merah < −10; kuning −10 s.d. < −5; hijau −5 s.d. 0; di atas rencana > 0"),
            Rule("performance_scale", "Skala predikat", "law", "Permendagri 86/2017", dt.date(2024, 1, 2),
                 "Sangat Tinggi ≥ 91; Tinggi ≥ 76; Sedang ≥ 66; Rendah ≥ 51"),
        ),
        previous=(2023, 2),
        ledger_head="0123456789abcdef" * 4,
    )  # fmt: skip
    return replace(plain, **changes)


def _without_budget() -> RankedAgency:
    nothing = Ratios(*([None] * 11))
    return RankedAgency(
        rank=None,
        figures=figures(
            "Badan Baru", code="5.09.0.00.0.00.01.0000", budget=0, realization=0, plan=None, kinds=()
        ),
        ratios=nothing,
        category=None,
        status=None,
        reason=UnrankedReason.NO_BUDGET,
    )
