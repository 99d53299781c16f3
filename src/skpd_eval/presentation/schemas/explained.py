"""The members of what explains: one agency, a year, one figure followed to its cells."""

from __future__ import annotations

from skpd_eval.model import Polarity, RankingKey, Unit
from skpd_eval.model.explained import Quadrant
from skpd_eval.model.measures import MEASURES
from skpd_eval.model.output import Consolidation, NotAssessed
from skpd_eval.presentation.schemas.ranked import (
    AGENCY,
    AMOUNTS,
    FINDING,
    LANGUAGE,
    LOWEST,
    POSITION,
    REALIZATION_BASIS,
    SOURCE,
    head,
)
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
    number,
    percent,
    points,
    record,
    rupiah,
    text,
    truth,
)
from skpd_eval.presentation.sentences.words import VOCABULARIES

ITEM = (
    code("code"),
    text("name"),
    *AMOUNTS,
    percent("absorption_pct"),
    percent("physical_pct", "as stated"),
)
KIND_OF_EXPENDITURE = (
    code("code", "account"),
    text("name"),
    *AMOUNTS,
    percent("absorption_pct"),
    rupiah("remaining"),
)
OUTLOOK = (
    listed(
        "goals",
        (day("day"), rupiah("plan"), rupiah("needed", "until that day"), rupiah("per_month")),
        "what the cash plan asks for by coming days",
    ),
    rupiah("per_month_so_far"),
    percent("speed_needed_pct", "the pace needed to use the whole budget ÷ the pace so far"),
    percent("government_speed_needed_pct", "the same of all that reported"),
    record(
        "last_year",
        (
            code("of", "whose figures those are", ("agency", "government")),
            day("cutoff"),
            percent("absorption_pct"),
            percent("year_end_pct"),
            percent("speed_pct", "pace of the rest of that year ÷ pace up to that day"),
        ),
    ),
    points("since_last_year_pp"),
)
INDICATOR = (
    text("indicator"),
    text("measure", "unit of the target"),
    code("activity"),
    code("polarity", "which realization is a good one", Polarity),
    code("consolidation", "how quarters become a year", Consolidation),
    number("target"),
    number("upper", "of a range"),
    number("realization"),
    percent("raw_pct"),
    percent("counted_pct", "with floor and cap"),
    code("reason", "why it has no achievement", NotAssessed),
)
SHOWN = (
    *LOWEST,
    *(
        measured(MEASURES[key])
        for key in (
            *("contribution", "contribution-points", "contribution-share", "realized", "budget-changed"),
            *("plan-changes", "first-plan"),
        )
    ),
    code("quadrant", "work and money together", Quadrant),
    record("capital", ITEM, "capital spending, where it holds the agency back"),
    listed("unspent", ITEM, "activities of size of which nothing is spent"),
    listed(
        "mismatches",
        (code("code"), text("name"), rupiah("amount"), percent("physical_pct"), percent("absorption_pct")),
        "activities whose work and money differ most",
    ),
    record("outlook", OUTLOOK),
    listed("outputs", INDICATOR),
)
STATED = (
    code("activity"),
    count("row", "of the sheet"),
    *(
        text(topic, optional=True)
        for topic in (
            *("package", "funding_source", "procurement", "contract_value", "contractor", "output"),
            *("problem", "solution", "remark", "location"),
        )
    ),
)


def agency(schema: str) -> tuple[Member, ...]:
    """One agency with all that explains it."""
    return (
        *head(schema),
        *POSITION,
        record("agency", SHOWN),
        listed("rows", KIND_OF_EXPENDITURE, "kinds of expenditure"),
        listed("activities", ITEM, "by sub-activity, or the deepest level the sources have"),
        listed(
            "stated", STATED, "what rows of the sources say of activities; what they do not say is left out"
        ),
        listed("findings", FINDING, "what is to be said about the agency's data"),
    )


POINT = (
    count("year"),
    count("quarter"),
    day("cutoff"),
    *AMOUNTS,
    percent("absorption_pct"),
    count("agencies", "how many reported"),
    count("agencies_ranked_now", "agencies that the newest position ranks"),
    count("agencies_in_common", "how many of them are ranked at this one too"),
    truth("thin", "too few in common to compare with"),
)
COURSE = (
    *AGENCY,
    listed_of("measures_pct", "number", "one a position"),
    listed_of("ranks", "integer", "one a position"),
    count("rank_change"),
    points("change_pp", "since the position before"),
    points("realized_pp", "of that, from spending"),
    points("budget_pp", "of that, from the budget"),
    percent("last_year_pct", "at the same date of last year"),
    points("since_last_year_pp"),
    count("times_lowest", "positions in a row, up to this one, among the lowest"),
    percent("adjusted_absorption_pct"),
)


CURVE = (
    count("month"),
    percent("plan_pct"),
    percent("realization_pct"),
    count("agencies", "of how many the realization is"),
)


def trend(schema: str) -> tuple[Member, ...]:
    """A year, position by position."""
    return (
        fixed("schema", schema),
        text("government"),
        code("key", "what the agencies are ranked by", RankingKey),
        LANGUAGE,
        listed("positions", POINT, "from the first to the newest"),
        record("same_date_last_year", POINT),
        record(
            "same_agencies",
            (count("agencies"), listed_of("absorption_pct", "number", "one a position")),
            "the agencies of all positions alone; null where all positions have the same",
        ),
        listed("agencies", COURSE, "in the newest order"),
        count("lowest_count", "how many count as the lowest"),
        listed_of("persistent", "string", "agencies that are among the lowest again"),
        listed_of("risers", "string"),
        listed_of("fallers", "string"),
        listed("curve", CURVE, "the S-curve"),
    )


_EXPLAIN = listed_of(
    "explain", "string", "arguments of `explain` that ask for it; none where it stands in cells"
)
_LINE = (
    text("file"),
    text("sheet"),
    listed_of("cells", "string"),
    code("activity"),
    code("account"),
    text("name"),
    number("value"),
    rupiah("weight", "what a percentage is weighted by"),
    _EXPLAIN,
)
OPERAND = (
    code("measure", "which figure", MEASURES),
    Member("of_total", "boolean", {"type": "boolean"}, "the government's, in a formula of an agency"),
    code("unit", "", Unit),
    number("value"),
    _EXPLAIN,
    day("through", "the last day that a plan covers"),
    count("lines_total", "how many lines there are"),
    listed("kinds", (code("code"), text("name"), rupiah("amount"), count("lines")), "sums by kind"),
    listed("lines", _LINE, "the largest; all with `--all`"),
)


def explanation(schema: str) -> tuple[Member, ...]:
    """One figure followed to its cells."""
    return (
        *head(schema),
        *AGENCY,
        day("cutoff"),
        code("measure", "which figure", MEASURES),
        text("name", "of the figure in rows and total"),
        text("part", "account, activity or day that it is of; null: of the whole"),
        code("unit", "rupiah, percent (0 to 100), points or count", Unit),
        number("value"),
        code("formula", "number of the formula in the specification"),
        text("source", "whose formula it is"),
        text("definition", "the formula with the figures in it, in words"),
        REALIZATION_BASIS,
        listed("operands", OPERAND),
        listed("rules", (code("name"), *coded("basis", "", VOCABULARIES["rule"]), text("reference"))),
        listed("sources", SOURCE, "the files that the lines stand in, and what each proves of itself"),
        code("ledger_head"),
    )
