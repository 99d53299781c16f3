"""What a heading means by its words alone, where no layout lists it: *Alokasi Anggaran*, *Pagu > Jumlah*, *% Fisik*.

Every word must be known. One word that narrows a column (a fund, a kind, a bidang) and it is not understood, so a part
is never taken for the whole; kinds of expenditure are columns of their accounts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache

from skpd_eval.reading.headings.headings import Column, Heading
from skpd_eval.reading.headings.vocabulary import dimension_of, spelled, spelled_path, words_of
from skpd_eval.reading.layout.layout import REALIZED, Layout
from skpd_eval.reading.layout.patterns import Parts
from skpd_eval.reading.words.groupnames import expenditure_kind

BUDGET, SPENT, PLANNED, PHYSICAL, FINANCIAL, PERCENT = map(
    words_of, ("budget", "spent", "planned", "physical", "financial", "percent")
)
REVISED, ORIGINAL, CHANGES, AGENCY = map(words_of, ("revised", "original", "changes", "agency"))
OF_WORKS = words_of("of_works")
_NOW, _UNTIL, _AGAINST, _TOTAL = map(words_of, ("now", "until", "against", "total"))
_PLAN_OF_CASH = {"kas", "anggaran"}
_CUT = words_of("changes") | {"setelah", "sesudah"}
_KNOWN = frozenset().union(
    BUDGET, SPENT, PLANNED, PHYSICAL, FINANCIAL, PERCENT, REVISED, ORIGINAL, _NOW, _AGAINST,
    words_of("harmless"), words_of("net"), words_of("outlay"),
)  # fmt: skip
FEWEST_PERIODS = 2
KINDS_OF = ("budget", "realization")
_WHOLE = ({"5.1", "5.2"}, {"5.1.01", "5.1.02", "5.2"})
"""Kinds without which a table of kinds is a part of the expenditure."""


@lru_cache(maxsize=8192)
def meaning(parts: Parts, *, dated: bool = False) -> str | None:
    """The role that the words of a heading path give it, ``budget:5.1.01`` for a kind; ``None`` if one is unknown.

    ``dated`` where another part of the heading names a period: ``realisasi per triwulan > tw ii``.
    """
    parts = spelled_path(parts)
    words = tuple(word for part in parts for word in part.split() if not (dated and word in _NOW))
    role = _agency(words) or _measure(words)
    return role or _of_a_kind(parts)


def add_by_words(layout: Layout, found: list[Column], unknown: list[Column]) -> bool:
    """Move unknown columns whose words tell their role to those found; false for a role of another layout."""
    worded = understood(unknown, {column.role for column in found}, bare=layout.bare_periods)
    if layout.shape == "rows":
        worded |= _dimensions(unknown, {column.role for column in found})
    found += [replace(column, role=worded[column.index]) for column in unknown if column.index in worded]
    total = _total_beside(found, unknown)
    found += [] if total is None else [replace(total, role="realization")]
    found += [replace(column, role="realization") for column in _parts_beside(found, unknown)]
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
    listed = any({*spelled(heading.text).split()} & OF_WORKS for heading in headings.values())
    kinds = _kinds(there)
    kept: dict[int, str] = {}
    for column, role in told.items():
        beside = role.endswith("_pct") and role.removesuffix("_pct") in there
        of_works = listed and role == "agency_name" and spelled(headings[column].text) in AGENCY
        if role not in taken and not beside and not of_works and (":" not in role or role in kinds):
            kept[column] = role
    return kept


def _dimensions(unknown: Iterable[Column], taken: Collection[str]) -> dict[int, str]:
    """Columns that say of when their rows are, by column; two that claim one role are not understood."""
    roles = {column.index: dimension_of(column.heading.parts) for column in unknown}
    claimed = Counter(roles.values())
    return {index: role for index, role in roles.items() if role and role not in taken and claimed[role] == 1}


def _role(heading: Heading, *, bare: bool) -> str | None:
    role = meaning(heading.parts)
    if role is None and bare and heading.mention is None and _until_now({*spelled(heading.text).split()}):
        return "realization"
    dated = heading.mention is not None and (heading.mention.month or heading.mention.quarter)
    if role is not None or not dated or heading.beneath == heading.parts:
        return role
    if not heading.beneath:
        return "realization" if bare else None
    role = meaning(heading.beneath, dated=True)
    return role if role in REALIZED else None


def _until_now(told: set[str]) -> bool:
    """Whether a heading says that it is until now, and nothing else: *s.d. hari ini*."""
    return "ini" in told and bool(told & _UNTIL) and told <= _UNTIL | _NOW | {"saat"}


def _total_beside(found: Iterable[Column], unknown: Iterable[Column]) -> Column | None:
    """A column headed *Jumlah* right behind the periods of the realization: their sum, or the last of them."""
    dated = [column.index for column in found if column.role == "realization" and column.heading.mention]
    if len(dated) < FEWEST_PERIODS:
        return None
    behind = (column for column in unknown if column.index == max(dated) + 1)
    return next((column for column in behind if _says_total(column.heading)), None)


def _parts_beside(found: Iterable[Column], unknown: Iterable[Column]) -> list[Column]:
    """Columns headed by a month or quarter alone, right before the only realization, which says that it is a total."""
    realized = [column for column in found if column.role == "realization"]
    if len(realized) != 1 or realized[0].heading.mention or not _says_total(realized[0].heading):
        return []
    bare = {
        column.index: column for column in unknown if column.heading.mention and not column.heading.beneath
    }
    parts: list[Column] = []
    while (column := bare.get(realized[0].index - len(parts) - 1)) is not None:
        parts.insert(0, column)
    return parts if len(parts) >= FEWEST_PERIODS else []


def _says_total(heading: Heading) -> bool:
    words = {*spelled(" ".join(heading.parts)).split()}
    return bool(words & _TOTAL) and words <= _TOTAL | _UNTIL | _NOW | SPENT | {"dengan"}


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
    if words == ("kode", "unit") or (words and words[0] == "kode" and _names_agency(words[1:])):
        return "agency_code"
    return "agency_name" if _names_agency(words) else None


def _names_agency(words: tuple[str, ...]) -> bool:
    told = {*words}
    beneath = {*words[1:]} & words_of("beneath_agency") if words and words[0] in AGENCY else set()
    known = told - beneath <= AGENCY | words_of("beside_agency")
    return bool(AGENCY & told) and known and told not in ({"satuan"}, {"unit"})


@lru_cache(maxsize=4096)
def _measure(words: tuple[str, ...]) -> str | None:
    """What a heading measures, by the first of progress, plan, realization and budget that it names."""
    told = {*words}
    if not _understood(told) or _against_plan(words) or (told & _NOW and not told & _UNTIL):
        return None
    plan = bool(told & PLANNED) or told >= _PLAN_OF_CASH
    percent = bool(told & PERCENT)
    if told & PHYSICAL:
        return None if told & BUDGET else "physical_target_pct" if plan else "physical_pct"
    if plan:
        return None if told & SPENT else "plan_pct" if percent else "plan"
    if told & SPENT or (_spends(told) and not told & BUDGET):
        return "realization_pct" if percent else "realization"
    return None if percent else _budget(told)


def _spends(told: set[str]) -> bool:
    """Whether words that name no realization mean one, unless a budget is named beside them."""
    return bool(told & FINANCIAL) or bool(told & words_of("outlay") and told & _UNTIL)


def is_known(word: str) -> bool:
    """Whether a word may stand in the heading of a measure or of agencies."""
    return word in _KNOWN | AGENCY | words_of("beside_agency")


def _understood(told: set[str]) -> bool:
    """Whether every word is known; what counts a change is so beside one, what is net beside what was spent."""
    counted = words_of("counts") | CHANGES if told & _CUT else frozenset()
    of_cash = {"kas"} if told & PLANNED or told >= _PLAN_OF_CASH else set()
    net = told & words_of("net")
    return told <= _KNOWN | counted | of_cash and (not net or bool(told & (SPENT | {"belanja"})))


def _budget(told: set[str]) -> str | None:
    """The budget and its version; ``None`` where no word says budget, and for the cut that a change makes."""
    if not told & (BUDGET | CHANGES | {"menjadi", "semula"}):
        return None
    after = bool(told & {"setelah", "sesudah"})
    if told & ORIGINAL and not after:
        return "budget_original"
    if told & CHANGES - REVISED and not after:
        return None
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
