"""The members of a ranking and of the list of the lowest, which other outputs share."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.model import BudgetBasis, Degree, Identity, Kind, RankingKey, RealizationBasis, Severity
from skpd_eval.model.measures import COLUMNS, MEASURES, ONLY_LOWEST
from skpd_eval.presentation.schemas.shapes import (
    Member,
    code,
    coded,
    count,
    day,
    fixed,
    listed,
    listed_of,
    measured,
    percent,
    record,
    rupiah,
    text,
    time,
)
from skpd_eval.presentation.sentences.words import VOCABULARIES

LANGUAGE = code("language", "of the labels and sentences", ("id", "en"))
REALIZATION_BASIS = code("realization_basis", "which record of spending", RealizationBasis)
STATUS = coded("status", "colour of the deviation from the plan: `red`, `yellow`, `green`, `blue` …")
REASON = coded("reason", "why", VOCABULARIES["reason"])

WHOSE = (
    text("government", "name, null where none is known; in a ranking of governments each row has its own"),
    count("year", "fiscal year"),
    count("quarter", "1 to 4"),
)
POSITION = (*WHOSE, day("cutoff", "the newest day that the figures cover"))
AGENCY = (text("agency_code", "null where it has none"), text("agency_name"))
AMOUNTS = (rupiah("budget"), rupiah("realization"), rupiah("plan", "cash plan to date"))


def head(schema: str) -> tuple[Member, ...]:
    """What every output begins with."""
    return (fixed("schema", schema), LANGUAGE)


def ordered(first: Sequence[str], *members: Member) -> tuple[Member, ...]:
    """The members, those of ``first`` in their old order, others after them."""
    found = {member.name: member for member in members}
    return tuple(found[name] for name in dict.fromkeys((*first, *found)))


RANKED = ordered(
    (
        *("rank", "agency_code", "agency_name", "government", "cutoff", "budget", "realization", "plan"),
        *("absorption_pct", "plan_pct", "deviation_pp", "plan_achievement_pct", "physical_target_pct"),
        *("physical_pct", "physical_deviation_pp", "output_achievement_pct", "category", "status"),
        *("shortfall", "remaining", "previous_rank", "rank_change"),
        *("adjustment", "adjusted_absorption_pct", "confirmation", "other_budget", "other_absorption_pct"),
        *("physical_achievement_pct", "category_label", "status_label", "confirmation_label"),
    ),
    count("rank", "1 is the best; equal values share a rank; null for one without a rank"),
    *AGENCY,
    text("government"),
    day("cutoff", "the day that the row's figures cover"),
    code("category", "band of the scale: `very-low`, `low`, `medium`, `high`, `very-high`; of plan achievement in "
         "quarters I to III, of absorption at year end; null without a plan; it judges another figure than `status` "
         "and may contradict it"),
    text("category_label", "`category` in words"),
    *STATUS,
    count(
        "previous_rank",
        "rank at the newest position of the quarter before (of quarter I: quarter IV of the year before), by the "
        "same key and budget, among those ranked then; null where that quarter is not in the ledger, ranks fewer "
        "than half of the agencies of now or fewer than three, or had no rank for the agency",
    ),
    count(
        "rank_change",
        "places gained (positive) or lost since then among the agencies that both rank, so that who came or left "
        "moves nobody",
    ),
    code("confirmation", "what the agency answered when it was asked (`assist`); null where it was not asked",
         ("asked", "agree", "dispute")),
    text("confirmation_label", "the answer in words, with its day"),
    *map(measured, COLUMNS),
)  # fmt: skip
"""Every measure that has a column, also the one that was ranked by."""
DRIVER = (
    code("level", "what the part is", ("kind", "activity", "funding_source", "procurement")),
    text("code"),
    text("name"),
    *AMOUNTS,
    rupiah("missing", "plan − realization; without a plan budget − realization"),
    percent("share_pct", "of `level_missing`"),
    rupiah("level_missing", "all that lags in the level"),
    rupiah("level_ahead", "what other parts of the level are ahead by"),
)
LOWEST = (
    *RANKED,
    listed("drivers", DRIVER, "what the shortfall consists of"),
    listed_of("notes", "string", "what the agency itself wrote"),
    *map(measured, ONLY_LOWEST),
)
FINDING = (
    code("code", "what is the matter"),
    code("severity", "how grave", Severity),
    text("message", "in words"),
    day("cutoff", "the position that it speaks of, where that is another than the whole output's"),
    text("file"),
    text("sheet"),
    text("cell"),
)
TOTAL = ordered(
    (
        *("budget", "realization", "plan", "absorption_pct", "mean_absorption_pct", "agencies", "adjustment"),
        *("adjusted_absorption_pct", "other_budget", "other_absorption_pct", "physical_target_pct"),
        *("physical_pct", "mean_physical_target_pct", "mean_physical_pct"),
    ),
    *(measured(one) for one in MEASURES.values() if one.total),
)
"""Percentages of sums; a sum is null where no part states it, the plan where an agency's is unknown."""
EXCLUSION = (*AGENCY, code("account", "null where the whole agency is left out"), *AMOUNTS, *REASON)
PROOF = (
    code("proof", "how much of its amounts it proves of itself; null where it has none, or nobody kept it", Degree),
    listed(
        "proved_by",
        (
            code("identity", "what holds", Identity),
            listed_of("measures", "string", "what it speaks of"),
            count("columns"),
            count("met", "rows in which it holds"),
            count("of", "rows that it would have to hold in"),
            rupiah("slack", "how far a rounded figure may lie from the other"),
        ),
    ),
)
SOURCE = (
    count("number", "of the submission in the ledger"),
    text("file"),
    text("sheet"),
    code("sha256"),
    code("layout"),
    code("kind", "what it states", Kind),
    day("cutoff"),
    time("recorded_at"),
    count("agencies"),
    *PROOF,
)


def evaluated(schema: str, row: tuple[Member, ...]) -> tuple[Member, ...]:
    """A ranking or a list of the lowest; ``rows``, ``unranked`` and ``exclusions`` sum to ``total``."""
    return (
        fixed("schema", schema),
        *POSITION,
        code("budget_basis", "the budget divided by", (*BudgetBasis, "in-force", "mixed")),
        REALIZATION_BASIS,
        code("key", "what the agencies are ranked by", RankingKey),
        LANGUAGE,
        record("total", TOTAL, "the government as a whole"),
        listed("rows", row, "one a ranked agency"),
        listed("unranked", (*RANKED, *REASON), "agencies that reported and have no rank"),
        listed(
            "not_reported",
            (*AGENCY, *REASON, text("detail")),
            "in the register or in any submission of the year, but not at this position",
        ),
        listed("exclusions", EXCLUSION, "amounts that are not ranked and are in the total"),
        listed("findings", FINDING, "what is to be said about the data"),
        listed("sources", SOURCE, "the files behind the figures"),
        code("other_budget_basis", "the version of the budget beside the one divided by", BudgetBasis),
    )
