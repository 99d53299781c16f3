"""The members of a ranking and of the list of the lowest, which other outputs share."""

from __future__ import annotations

from skpd_eval.model import BudgetBasis, Kind, RankingKey, RealizationBasis, Severity
from skpd_eval.presentation.schemas.shapes import (
    Member,
    code,
    coded,
    count,
    day,
    fixed,
    listed,
    listed_of,
    percent,
    points,
    record,
    rupiah,
    text,
    time,
)
from skpd_eval.presentation.words import VOCABULARIES

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


RANKED = (
    count("rank", "1 is the best; equal values share a rank; null for one without a rank"),
    *AGENCY,
    text("government"),
    day("cutoff", "the day that the row's figures cover"),
    *AMOUNTS,
    percent("absorption_pct", "realization ÷ budget"),
    percent("plan_pct", "plan ÷ budget"),
    points("deviation_pp", "`absorption_pct` − `plan_pct`"),
    percent("plan_achievement_pct", "realization ÷ plan"),
    percent("physical_target_pct", "physical progress that was planned"),
    percent("physical_pct", "physical progress that was reached"),
    points("physical_deviation_pp", "`physical_pct` − `physical_target_pct`"),
    percent("output_achievement_pct", "outputs reached ÷ planned"),
    code(
        "category",
        "band of the scale: `very-low`, `low`, `medium`, `high`, `very-high`; of plan achievement in quarters I to "
        "III, of absorption at year end; null without a plan; it judges another figure than `status` and may "
        "contradict it",
    ),
    STATUS[0],
    rupiah("shortfall", "plan − realization where positive"),
    rupiah("remaining", "budget − realization"),
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
    rupiah("adjustment", "what was booked with `adjust` at this very cut-off; in no other figure"),
    percent("adjusted_absorption_pct", "(realization + adjustment) ÷ budget"),
    code("confirmation", "what the agency answered when it was asked (`assist`); null where it was not asked",
         ("asked", "agree", "dispute")),
    rupiah("other_budget", "the version of the budget that `other_budget_basis` names"),
    percent("other_absorption_pct", "realization ÷ `other_budget`"),
    percent("physical_achievement_pct", "physical progress ÷ its target"),
    text("category_label", "`category` in words"),
    STATUS[1],
    text("confirmation_label", "the answer in words, with its day"),
)  # fmt: skip
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
    rupiah("needed_per_month", "to be spent a month until December to use the whole budget"),
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
TOTAL = (
    rupiah("budget", "null where no part states it, like every sum here"),
    rupiah("realization"),
    rupiah("plan", "null where an agency's plan is unknown"),
    percent("absorption_pct", "sum over sum"),
    percent("mean_absorption_pct", "mean of the agencies' percentages"),
    count("agencies", "all that reported, ranked or not"),
    rupiah("adjustment"),
    percent("adjusted_absorption_pct"),
    rupiah("other_budget"),
    percent("other_absorption_pct"),
    percent("physical_target_pct", "weighted by budget"),
    percent("physical_pct", "weighted by budget"),
    percent("mean_physical_target_pct", "plain mean"),
    percent("mean_physical_pct", "plain mean"),
)
EXCLUSION = (*AGENCY, code("account", "null where the whole agency is left out"), *AMOUNTS, *REASON)
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
