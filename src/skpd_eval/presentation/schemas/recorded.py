"""The members of what tells of files, the ledger, rules and assistance."""

from __future__ import annotations

from skpd_eval.model import BudgetBasis, Degree, Kind, RealizationBasis, State
from skpd_eval.model.assistance import CaseState, Cause, EventKind, Opinion, ReasonClass
from skpd_eval.model.export import Level
from skpd_eval.model.ingestion import FileState
from skpd_eval.model.kinds import PeriodKind, PeriodOrigin
from skpd_eval.presentation.schemas.ranked import AGENCY, FINDING, PROOF, WHOSE, head
from skpd_eval.presentation.schemas.shapes import (
    Member,
    by_name,
    code,
    coded,
    count,
    day,
    listed,
    listed_of,
    percent,
    points,
    record,
    rupiah,
    text,
    time,
)
from skpd_eval.presentation.schemas.tabled import table
from skpd_eval.presentation.sentences.words import VOCABULARIES

_REPORTED = VOCABULARIES["presence"]
_REFUSED = (
    text("file"),
    code("sha256"),
    time("told_at", "when it was first told"),
    code("code", "of its first error"),
    text("message"),
)


def status(schema: str) -> tuple[Member, ...]:
    """Who has reported; a kind of which nobody reported anything in the year is null throughout."""
    kinds = [member for kind in Kind for member in coded(kind.value, "what became of it", _REPORTED)]
    newest = time("recorded_at", "when the newest report was recorded")
    refused = listed("refused", _REFUSED, "files that were refused and that no later file answers")
    counts = (
        count("agencies_reported", "how many stated budget, realization or progress"),
        count("agencies_known", "how many owe a report"),
    )
    return table(schema, (*AGENCY, *kinds), (*WHOSE, *counts, newest), (refused,))


ADJUSTMENT = (
    count("number"),
    *AGENCY,
    day("cutoff"),
    code("account"),
    rupiah("amount", "added to the realization"),
    text("document"),
    text("reason"),
    text("who"),
    time("at"),
    time("withdrawn_at"),
    text("withdrawn_by"),
    text("withdrawal_reason"),
)
_SUBMISSION = (
    count("number"),
    *coded("state", "whether it counts", State),
    text("superseded_by", "numbers of the submissions that took it out of force"),
    time("recorded_at"),
    text("government"),
    *coded("kind", "what it states", Kind),
    day("cutoff"),
    *coded("budget_basis", "version of the budget", BudgetBasis),
    *coded("realization_basis", "which record of spending", RealizationBasis),
    count("agencies"),
    count("lines"),
    *coded("proof", "how much of its amounts it proves of itself", Degree),
    text("proved_by"),
    text("file"),
    text("sheet"),
    code("layout"),
    time("withdrawn_at"),
    text("withdrawal_reason"),
    text("withdrawn_by", "who withdrew it; null where that was not asked"),
    code("hash", "of the entry in the chain"),
    code("sha256", "of the file"),
)
_EVENT = (
    count("number"),
    time("at"),
    count("case"),
    text("government"),
    text("agency_name"),
    *coded("quarter", "such as `2023-Q3`"),
    *coded("event", "what happened", EventKind),
    text("who"),
    code("hash"),
)


def history(schema: str) -> tuple[Member, ...]:
    """What was recorded."""
    assistance = listed("assistance", _EVENT, "the steps of the cases of assistance")
    return table(schema, _SUBMISSION, (), (assistance, listed("adjustments", ADJUSTMENT, "what was booked")))


RULE = (
    code("name"),
    text("label"),
    text("detail", "what it says"),
    *coded("basis", "how binding it is", VOCABULARIES["rule"]),
    text("reference"),
    day("verified_on", "when it was compared with its full text"),
)
HEALTH = (
    *coded("what", "which check"),
    *coded("state", "its result", ("good", "warning", "bad")),
    text("detail"),
)
INGESTED = (
    text("file"),
    *coded("state", "what became of the file", FileState),
    *coded("kind", "what it states", (*Kind, "answer")),
    day("cutoff"),
    *coded("origin", "who said which period it covers", PeriodOrigin),
    text("government"),
    code("layout"),
    *coded("proof", "how much of its amounts it proves of itself", Degree),
    count("agencies"),
    rupiah("budget"),
    rupiah("realization"),
    text("number", "of the submissions in the ledger"),
    *coded("superseded", "numbers of the submissions that it takes out of force"),
)


def ingestion(schema: str) -> tuple[Member, ...]:
    """What became of files."""
    besides = (
        listed("findings", FINDING, "of all files, with their addresses"),
        listed_of("skipped", "string", "files that were passed over because they are no exports"),
        text("ledger", "its path"),
        record(
            "unread",
            (
                count("columns", "that hold anything"),
                count("rows", "with a figure among the amounts"),
                count("dimensions", "columns of words that group the rows"),
                count("sheets"),
            ),
            "what gave no figure and proved none, counted",
        ),
    )
    return table(schema, INGESTED, (), besides)


CASE = (
    count("case"),
    *AGENCY,
    *coded("state", "how far it is", CaseState),
    percent("absorption_pct", "when it was opened"),
    day("checked_cutoff"),
    percent("checked_pct"),
    rupiah("gained", "realized since"),
    *coded("opinion", "what the agency says of the figure", Opinion),
    rupiah("own_realization", "by its own account"),
    *coded("reason", "class of the reason", ReasonClass),
    *coded("cause", "the main cause", Cause),
    text("action"),
    text("person"),
    day("due"),
    *coded("overdue", "null where it is not", ("overdue",)),
)
OPENED = (
    count("case"),
    *AGENCY,
    percent("absorption_pct"),
    *coded("opened", "opened now, or the state of the older case", ("new", *CaseState)),
    text("form"),
    *coded("written", "whether its form was written", ("written", "left")),
)
OUTCOME = (
    count("case"),
    *coded("role", "assisted, or unassisted and like it", ("assisted", "unassisted")),
    *AGENCY,
    percent("before_pct"),
    percent("after_pct"),
    points("gain_pp"),
    rupiah("realized", "since"),
    percent("distance", "0 is alike, 300 as unlike as can be; null for the assisted"),
)


def inspection(schema: str) -> tuple[Member, ...]:
    """How files are understood."""
    columns = by_name("columns", (code("column"), text("heading")), "the columns by what they mean")
    understood = (
        text("sheet"),
        code("layout"),
        code("kind", "what it states", Kind),
        code("level", "detail down to", Level),
        text("government"),
        count("year"),
        day("cutoff"),
        code("period_origin", "who said so", PeriodOrigin),
        code("period_kind", "of the realization", PeriodKind),
        code("budget_basis", "version of the budget", BudgetBasis),
        code("realization_basis", "which record of spending", RealizationBasis),
        count("unit_factor", "rupiah per unit of the file's amounts"),
        columns,
        listed("agencies", (code("code"), text("name"))),
        count("lines", "that would be recorded"),
        count("total_row", "row of the total that the lines were proved against"),
        *PROOF,
        record(
            "unread",
            (
                listed_of("columns", "string", "letters of columns that hold anything"),
                listed_of("rows", "integer", "rows with a figure among the amounts"),
                listed_of("dimensions", "string", "letters of columns of words that group the rows"),
            ),
            "what gave no figure and proved none",
        ),
        rupiah("budget", "in all; null where the position is not known or nothing states it"),
        rupiah("realization"),
        rupiah("plan", "of the whole year, or to date where the table states that"),
        listed("totals", (count("row"), rupiah("budget"), rupiah("realization")), "rows that state a sum"),
    )
    file = (
        text("file"),
        code("sha256"),
        Member("refused", "boolean", {"type": "boolean"}, "nothing of it can be recorded"),
        listed("tables", understood),
        listed("findings", FINDING),
    )
    return (*head(schema), listed("files", file))
