"""True statements and recaps of governments for the gate, and how each is printed and found again."""

from typing import Any

import monitoring
import statements
from forms import NAME, of_agencies, whole, works
from gate import TOLD, Form

from skpd_eval.reading.told.options import ReadOptions

LRA_WORDS = {
    "Kode Rekening": ("KODE", "No. Rekening", "Kode Akun"),
    "Uraian": ("Nama Rekening", "Nama Akun"),
    "Anggaran 2022": ("Jumlah Anggaran", "Pagu 2022", "Anggaran Setelah Perubahan"),
    "Realisasi 2022": ("Jumlah Realisasi", "Realisasi s.d. 31 Desember 2022"),
    "URAIAN": ("Nama Akun",),
    "ANGGARAN": ("Jumlah Anggaran", "PAGU"),
    "REALISASI": ("Realisasi s.d. Saat Ini", "Jumlah Realisasi", "REALISASI BPKAD"),
}


def _statement(printed: Any, **more: Any) -> Form:
    told = {"exact": True, "synonyms": LRA_WORDS, "options": ReadOptions()} | more
    true, found = statements.of_government, statements.government_found
    drawn = told.pop("drawn", statements.accounts())
    return Form(drawn, printed, told.pop("true", true), told.pop("found", found), **told)


def _portal(*, indented: bool, style: Any) -> Form:
    return _statement(
        lambda drawn, style: statements.portal(drawn, style, indented=indented),
        drawn=statements.accounts([statements.POSTURE], statements.MILIAR),
        true=statements.of_portal,
        synonyms={
            "akun": ("Uraian", "AKUN"),
            "anggaran": ("Pagu", "anggaran (miliar)"),
            "realisasi": ("Realisasi",),
            "persentase": ("%",),
        },
        told=frozenset({"parts-differ"}),
        options=ReadOptions(quarter=4),
        file="2022_Kota_Contoh.csv",
        styles=[style],
    )


RECAP_WORDS = {
    "Nama SKPD": ("SKPD", "Perangkat Daerah"), "UNIT KERJA (SKPD)": ("OPD", "NAMA SKPD"), "Nama": ("Nama OPD",),
    "DPA SIMDA (Rp.)": ("DPA (Rp)", "Pagu (Rp.)"), "ANGGARAN": ("PAGU", "PAGU ANGGARAN (RP)"),
    "Pagu": ("Pagu Anggaran",),
    "Realisasi Keuangan (Rp.)": ("Realisasi (Rp)",), "REALISASI KEUANGAN (RP)": ("REALISASI KEUANGAN",),
    "Jumlah Dana (Rp.)": ("Pagu (Rp)", "Jumlah Anggaran (Rp.)"),
    "Realisasi Fisik ( % )": ("Fisik (%)",), "PAGU DANA (RP)": ("PAGU (RP)", "ANGGARAN (RP)"),
}  # fmt: skip


def _recap(printed: Any, **more: Any) -> Form:
    return Form(
        monitoring.agencies(),
        printed,
        monitoring.by_name,
        monitoring.found_by_name,
        synonyms=RECAP_WORDS,
        shown=(monitoring.physical_by_name, monitoring.physical_found),
        **more,
    )


def _summary(*, affairs: bool) -> Form:
    return Form(
        monitoring.agencies(),
        lambda drawn, style: monitoring.summary(drawn, style, affairs=affairs),
        monitoring.by_name,
        monitoring.accounts_by_name,
        synonyms={"KODE": ("Kode Rekening",), "REALISASI": ("Jumlah Realisasi",)},
        orders=False,
        options=ReadOptions(),
    )


FORMS: dict[str, Form] = {
    "lra": _statement(statements.coded),
    "lra with sums": _statement(lambda drawn, style: statements.coded(drawn, style, sums=True)),
    "lra of an agency": _statement(
        statements.agency_form,
        true=statements.agency_true,
        found=statements.agency_found,
        drawn=statements.accounts((*statements.WHOLE, statements.LEAVES[3:7])),
        orders=False,
    ),
    "lra by name": _statement(statements.named),
    "posture": _portal(indented=True, style=statements.plain_miliar),
    "posture in words": _portal(indented=False, style=statements.worded_miliar),
    "regional": Form(
        statements.positions(),
        statements.regional,
        statements.by_position,
        statements.positions_found,
        partial=True,
        synonyms={
            "thang": ("Tahun",), "bulan": ("BULAN",), "tgl_cutoff": ("posisi",), "nama_pemda": ("pemda",),
            "belanja": ("Realisasi Belanja",), "pendapatan": ("Realisasi Pendapatan",),
        },
        options=ReadOptions(),
        file="regional.csv",
        delimiter=";",
        styles=[statements.whole_rupiah],
    ),
    "pivot": Form(
        statements.budgets(),
        statements.pivot,
        statements.by_year,
        statements.years_found,
        partial=True,
        orders=False,
        synonyms={"KODE": ("Kode Akun",), "URAIAN": ("Uraian Akun",)},
        told=frozenset({"parts-differ"}),
        options=ReadOptions(),
    ),
    "lra by affair": _summary(affairs=True),
    "lra by organization": _summary(affairs=False),
    "recap of the plugin": _recap(monitoring.plugin),
    "recap with weights": _recap(monitoring.weighted, orders=False),
    "recap of absorption": _recap(monitoring.absorption, orders=False),
    "months beside each other": Form(
        monitoring.courses(), monitoring.by_months, monitoring.by_month, monitoring.month_found,
        orders=False, synonyms=RECAP_WORDS, options=ReadOptions(),
    ),
    "tree with weights": Form(
        works(), monitoring.tree, lambda drawn: {NAME: whole(drawn)}, of_agencies,
        orders=False, synonyms=RECAP_WORDS, options=TOLD,
    ),
}  # fmt: skip
