"""What a heading means by its words alone, where no layout lists it: *Alokasi Anggaran*, *Pagu > Jumlah*, *% Fisik*.

Every word must be known. One word that narrows a column (a fund, a kind, a bidang) and it is not understood, so a part
is never taken for the whole; kinds of expenditure are columns of their accounts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from skpd_eval.reading.groupnames import expenditure_kind
from skpd_eval.reading.patterns import Parts

BUDGET = frozenset({"pagu", "anggaran", "alokasi", "dpa", "dppa", "plafon", "budget", "apbd"})
SPENT = frozenset({"realisasi", "sp2d", "penyerapan", "serapan", "terserap", "real", "realized"})
PLANNED = frozenset({"target", "rencana", "renc", "rak", "angkas", "plan"})
PHYSICAL = frozenset({"fisik", "physical"})
FINANCIAL = frozenset({"keuangan", "keu", "financial"})
PERCENT = frozenset({"%", "persen", "persentase", "prosentase", "presentase"})
REVISED = frozenset({"perubahan", "setelah", "sesudah", "revisi", "pergeseran", "p", "papbd", "pak"})
ORIGINAL = frozenset({"murni", "induk", "sebelum", "awal", "semula"})
AGENCY = frozenset({
    "skpd", "opd", "pd", "perangkat", "satuan", "organisasi", "instansi", "dinas", "badan",
    "kecamatan", "agency",
})  # fmt: skip
_BESIDE_AGENCY = frozenset({
    "nama", "daerah", "kerja", "unit", "kantor", "lembaga", "bagian", "kelurahan", "atau", "dan",
    "name", "urusan", "pemerintahan", "bidang", "rsud",
})  # fmt: skip
_SAYS_NOTHING = frozenset({
    "rp", "rupiah", "jumlah", "total", "nilai", "belanja", "daerah", "skpd", "opd", "pd",
    "perangkat", "tahun", "berjalan", "kumulatif", "akumulasi", "keseluruhan", "seluruh", "per",
    "sampai", "dengan", "s", "d", "sd", "saat", "tingkat", "pelaksanaan", "capaian", "progres",
    "kemajuan", "dana", "dari", "atas",
})  # fmt: skip
_NOW = frozenset({"bulan", "triwulan", "ini"})
_UNTIL = frozenset({"s", "sd", "sampai", "kumulatif", "akumulasi"})
_AGAINST = frozenset({"terhadap", "thd", "dari", "atas"})
KINDS_OF = ("budget", "realization")
OF_WORKS = frozenset({"pekerjaan", "paket", "kegiatan", "program", "uraian", "lokasi", "desa", "proyek"})
"""A place beside one of these is where the work is, not who does it."""


def meaning(parts: Parts) -> str | None:
    """The role that the words of a heading path give it, ``budget:5.1.01`` for a kind; ``None`` if one is unknown."""
    words = tuple(word for part in parts for word in part.split())
    role = _agency(words) or _measure(words)
    return role or _of_a_kind(parts)


def understood(unknown: Iterable[tuple[int, Parts]], taken: Collection[str]) -> dict[int, str]:
    """Roles of columns that no pattern names, by column: what is not taken yet, kinds only without their total."""
    headings = dict(unknown)
    told = {column: role for column, parts in headings.items() if (role := meaning(parts)) is not None}
    there = {*taken, *told.values()}
    listed = any({*" ".join(parts).split()} & OF_WORKS for parts in headings.values())
    kinds = _kinds(there)
    kept: dict[int, str] = {}
    for column, role in told.items():
        beside = role.endswith("_pct") and role.removesuffix("_pct") in there
        of_works = (
            listed and role == "agency_name" and len(headings[column]) == 1 and headings[column][0] in AGENCY
        )
        if role not in taken and not beside and not of_works and (":" not in role or role in kinds):
            kept[column] = role
    return kept


def _kinds(roles: Collection[str]) -> set[str]:
    """Columns of kinds, where budget and realization have the same ones and no total, and none is inside another."""
    if any(
        role.partition("_")[0] in KINDS_OF for role in roles if ":" not in role and not role.endswith("_pct")
    ):
        return set()
    by_measure = [
        {role.partition(":")[2] for role in roles if role.startswith(f"{one}:")} for one in KINDS_OF
    ]
    if by_measure[0] != by_measure[1]:
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
    return bool(AGENCY & told) and told <= AGENCY | _BESIDE_AGENCY and told != {"satuan"}


@lru_cache(maxsize=4096)
def _measure(words: tuple[str, ...]) -> str | None:
    told = {*words}
    plan = bool(told & PLANNED) or ("kas" in told and "anggaran" in told)
    known = (
        BUDGET | SPENT | PLANNED | PHYSICAL | FINANCIAL | PERCENT | REVISED | ORIGINAL | _SAYS_NOTHING | _NOW
    )
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
    return _budget(told) if told & BUDGET and not percent else None


def _budget(told: set[str]) -> str:
    if told & ORIGINAL and not told & {"setelah", "sesudah"}:
        return "budget_original"
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
