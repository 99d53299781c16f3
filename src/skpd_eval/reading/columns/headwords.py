"""What a heading means by its words alone, where no layout lists it: *Alokasi Anggaran*, *Pagu > Jumlah*, *% Fisik*.

Every word must be known. One word that narrows a column (a fund, a kind, a bidang) and it is not understood, so a part
is never taken for the whole; kinds of expenditure are columns of their accounts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache

from skpd_eval.reading.columns.headings import Column, Heading
from skpd_eval.reading.layout.layout import REALIZED, Layout
from skpd_eval.reading.layout.patterns import Parts
from skpd_eval.reading.words.groupnames import expenditure_kind

BUDGET = frozenset({"pagu", "anggaran", "alokasi", "dpa", "dppa", "plafon", "budget", "apbd", "allocation"})
SPENT = frozenset({
    "realisasi", "sp2d", "spj", "penyerapan", "serapan", "serap", "terserap", "diserap", "terealisasi", "real",
    "realized", "realization", "actual", "spent", "absorption", "disbursed",
})  # fmt: skip
PLANNED = frozenset({"target", "rencana", "renc", "rak", "angkas", "plan"})
PHYSICAL = frozenset({"fisik", "physical"})
FINANCIAL = frozenset({"keuangan", "keu", "financial"})
PERCENT = frozenset({"%", "persen", "persentase", "prosentase", "presentase"})
REVISED = frozenset({
    "perubahan", "setelah", "sesudah", "revisi", "pergeseran", "p", "papbd", "pak", "dppa", "akhir",
    "terakhir", "menjadi",
})  # fmt: skip
ORIGINAL = frozenset({"murni", "induk", "sebelum", "awal", "semula"})
CHANGES = frozenset({"refocusing", "efisiensi", "realokasi", "rasionalisasi", "pergeseran", "perubahan"})
AGENCY = frozenset({
    "skpd", "opd", "pd", "perangkat", "satuan", "organisasi", "instansi", "dinas", "badan",
    "kecamatan", "agency",
})  # fmt: skip
_BESIDE_AGENCY = frozenset({
    "nama", "daerah", "kerja", "unit", "kantor", "lembaga", "bagian", "kelurahan", "atau", "dan",
    "name", "regional", "government", "work", "urusan", "pemerintahan", "bidang", "rsud", "biro",
})  # fmt: skip
_BENEATH_AGENCY = frozenset({"program", "kegiatan", "sub", "upt", "uptd", "uptb"})
"""What may stand beneath agencies in their column: ``SKPD / Program``, ``SKPD / UPTD``."""
_SAYS_NOTHING = frozenset({
    "rp", "rupiah", "jumlah", "total", "nilai", "belanja", "daerah", "skpd", "opd", "pd",
    "perangkat", "tahun", "setahun", "berjalan", "kumulatif", "akumulasi", "keseluruhan", "seluruh", "per",
    "sampai", "dengan", "s", "d", "sd", "saat", "tingkat", "pelaksanaan", "capaian", "progres",
    "kemajuan", "dana", "dari", "atas", "sum", "of", "daya", "amount", "idr", "to", "date", "cumulative",
})  # fmt: skip
_NOW = frozenset({"bulan", "triwulan", "ini"})
_UNTIL = frozenset({"s", "sd", "sampai", "kumulatif", "akumulasi"})
_COUNTS = frozenset({"i", "ii", "iii", "iv", "v", "1", "2", "3", "4", "5", "ke"})
_AGAINST = frozenset({"terhadap", "thd", "dari", "atas"})
_TOTAL = frozenset({"jumlah", "total", "kumulatif"})
FEWEST_PERIODS = 2
KINDS_OF = ("budget", "realization")
_WHOLE = ({"5.1", "5.2"}, {"5.1.01", "5.1.02", "5.2"})
"""Kinds without which a table of kinds is a part of the expenditure."""
OF_WORKS = frozenset({"pekerjaan", "paket", "kegiatan", "program", "uraian", "lokasi", "desa", "proyek"})
"""A place beside one of these is where the work is, not who does it."""


@lru_cache(maxsize=8192)
def meaning(parts: Parts, *, dated: bool = False) -> str | None:
    """The role that the words of a heading path give it, ``budget:5.1.01`` for a kind; ``None`` if one is unknown.

    ``dated`` where another part of the heading names a period: ``realisasi per triwulan > tw ii``.
    """
    words = tuple(word for part in parts for word in part.split() if not (dated and word in _NOW))
    role = _agency(words) or _measure(words)
    return role or _of_a_kind(parts)


def add_by_words(layout: Layout, found: list[Column], unknown: list[Column]) -> bool:
    """Move unknown columns whose words tell their role to those found; false for a role of another layout."""
    worded = understood(unknown, {column.role for column in found}, bare=layout.bare_periods)
    found += [replace(column, role=worded[column.index]) for column in unknown if column.index in worded]
    total = _total_beside(found, unknown)
    found += [] if total is None else [replace(total, role="realization")]
    taken = {column.index for column in found}
    unknown[:] = [column for column in unknown if column.index not in taken]
    return layout.has_agencies or not {*worded.values()} & {"agency_name", "agency_code"}


def understood(unknown: Iterable[Column], taken: Collection[str], *, bare: bool = False) -> dict[int, str]:
    """Roles of columns that no pattern names, by column: what is not taken yet, kinds only without their total.

    ``bare`` where a period alone (``s.d. Maret``) is the realization until then, as the titles say.
    """
    headings = {column.index: column.heading for column in unknown}
    told = {column: role for column, heading in headings.items() if (role := _role(heading, bare=bare))}
    there = {*taken, *told.values()}
    alone = [column for column, heading in headings.items() if heading.text == "belanja"]
    if len(alone) == 1 and "realization" in there and not any(role.startswith("budget") for role in there):
        told[alone[0]] = "budget"
    listed = any({*heading.text.split()} & OF_WORKS for heading in headings.values())
    kinds = _kinds(there)
    kept: dict[int, str] = {}
    for column, role in told.items():
        beside = role.endswith("_pct") and role.removesuffix("_pct") in there
        of_works = listed and role == "agency_name" and headings[column].text in AGENCY
        if role not in taken and not beside and not of_works and (":" not in role or role in kinds):
            kept[column] = role
    return kept


def _role(heading: Heading, *, bare: bool) -> str | None:
    role = meaning(heading.parts)
    dated = heading.mention is not None and (heading.mention.month or heading.mention.quarter)
    if role is not None or not dated or heading.beneath == heading.parts:
        return role
    if not heading.beneath:
        return "realization" if bare else None
    role = meaning(heading.beneath, dated=True)
    return role if role in REALIZED else None


def _total_beside(found: Iterable[Column], unknown: Iterable[Column]) -> Column | None:
    """A column headed *Jumlah* right behind the periods of the realization: their sum, or the last of them."""
    dated = [column.index for column in found if column.role == "realization" and column.heading.mention]
    if len(dated) < FEWEST_PERIODS:
        return None
    behind = (column for column in unknown if column.index == max(dated) + 1)
    return next((column for column in behind if _says_total(column.heading)), None)


def _says_total(heading: Heading) -> bool:
    words = {*heading.text.split()}
    return bool(words & _TOTAL) and words <= _TOTAL | _UNTIL | _NOW | SPENT | {"d", "dengan"}


def _kinds(roles: Collection[str]) -> set[str]:
    """Columns of kinds, where budget and realization have the same ones and no total, and none is inside another."""
    if any(
        role.partition("_")[0] in KINDS_OF for role in roles if ":" not in role and not role.endswith("_pct")
    ):
        return set()
    by_measure = [
        {role.partition(":")[2] for role in roles if role.startswith(f"{one}:")} for one in KINDS_OF
    ]
    if by_measure[0] != by_measure[1] or not any(kinds <= by_measure[0] for kinds in _WHOLE):
        return set()
    inside = any(one.startswith(f"{other}.") for one in by_measure[0] for other in by_measure[0])
    return set() if inside else {f"{measure}:{kind}" for measure in KINDS_OF for kind in by_measure[0]}


@lru_cache(maxsize=4096)
def _agency(words: tuple[str, ...]) -> str | None:
    if words and words[0] in ("kode", "code") and _names_agency(words[1:]):
        return "agency_code"
    return "agency_name" if _names_agency(words) else None


def _names_agency(words: tuple[str, ...]) -> bool:
    told = {*words}
    beneath = {*words[1:]} & _BENEATH_AGENCY if words and words[0] in AGENCY else set()
    return bool(AGENCY & told) and told - beneath <= AGENCY | _BESIDE_AGENCY and told != {"satuan"}


@lru_cache(maxsize=4096)
def _measure(words: tuple[str, ...]) -> str | None:
    told = {*words}
    plan = bool(told & PLANNED) or ("kas" in told and "anggaran" in told)
    known = (
        BUDGET | SPENT | PLANNED | PHYSICAL | FINANCIAL | PERCENT | REVISED | ORIGINAL | _SAYS_NOTHING | _NOW
    )
    known |= CHANGES | _COUNTS if told & {"setelah", "sesudah", *CHANGES} else frozenset()
    if not told <= known | _AGAINST | ({"kas"} if plan else set()) or _against_plan(words):
        return None
    if told & _NOW and not told & _UNTIL:
        return None
    if told & PHYSICAL:
        return None if told & BUDGET else "physical_target_pct" if plan else "physical_pct"
    percent = bool(told & PERCENT)
    if plan:
        return None if told & SPENT else "plan_pct" if percent else "plan"
    if told & SPENT or (told & FINANCIAL and not told & BUDGET):
        return "realization_pct" if percent else "realization"
    if not told & (BUDGET | CHANGES | {"menjadi", "semula"}) or percent:
        return None
    return _budget(told)


def _budget(told: set[str]) -> str | None:
    after = bool(told & {"setelah", "sesudah"})
    if told & ORIGINAL and not after:
        return "budget_original"
    if told & CHANGES - REVISED and not after:
        return None  # the cut itself
    return "budget_revised" if told & REVISED else "budget"


def _against_plan(words: tuple[str, ...]) -> bool:
    """Whether a percentage is of the plan: that is another ratio than the one of the budget."""
    return any(
        word in _AGAINST and bool({*words[place + 1 :]} & (PLANNED | {"kas"}))
        for place, word in enumerate(words)
    )


def _of_a_kind(parts: Parts) -> str | None:
    """A measure of one kind of expenditure: ``anggaran > belanja pegawai``, ``operasi > realisasi``."""
    for place, part in enumerate(parts):
        account = expenditure_kind(part) or expenditure_kind(f"belanja {part}")
        rest = tuple(word for other in (*parts[:place], *parts[place + 1 :]) for word in other.split())
        measure = _measure(rest) if rest else None
        if account is not None and account.code.count(".") and measure in KINDS_OF:
            return f"{measure}:{account.code}"
    return None
