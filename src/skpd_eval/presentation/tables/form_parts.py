"""What the form of assistance asks and shows, in words; how it looks is the writer's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from skpd_eval.model.assistance import Case, Cause, Opinion, ReasonClass
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.sentences.assistance_words import CAUSES, OPINIONS, REASON_CLASSES
from skpd_eval.presentation.sentences.words import quarter

FORM_MARK = "skpd-eval assistance-form"
"""First cell of the hidden sheet by which ``ingest`` knows a form."""
FORM_VERSION = "1"


@dataclass(frozen=True, slots=True)
class FormField:
    """One answer: its key, label, hint below the label, and the choices of its list (code to word)."""

    key: str
    label: str
    hint: str = ""
    choices: Mapping[str, str] | None = None
    lines: int = 1
    """Height of its cell."""


_Choices: TypeAlias = "Mapping[Opinion, str] | Mapping[ReasonClass, str] | Mapping[Cause, str] | None"

_FIELDS: tuple[tuple[str, str, str, _Choices, int], ...] = (
    ("opinion", mark("Agree with the figures above?"), mark("Choose from the list."), OPINIONS, 1),
    (
        "own_realization",
        mark("Realization by the agency's own account (Rp)"),
        mark("Fill in where you dispute."),
        None,
        1,
    ),
    ("reason", mark("Class of the reason"), mark("Choose from the list."), REASON_CLASSES, 1),
    ("cause", mark("Main cause"), mark("Choose from the list."), CAUSES, 1),
    ("remark", mark("Explanation"), mark("Needed where the cause is another one."), None, 3),
    ("action", mark("Action"), mark("What will be done to catch up."), None, 3),
    ("person", mark("Person in charge"), mark("Name and position."), None, 1),
    ("due", mark("Due date"), mark("For example 15/11/2023."), None, 1),
)


def fields(language: str) -> tuple[FormField, ...]:
    """The fields of the form, in the order they stand in."""
    t = translator(language)
    return tuple(
        FormField(
            key,
            t(label),
            t(hint),
            None if choices is None else {str(code): t(word) for code, word in choices.items()},
            lines,
        )
        for key, label, hint, choices, lines in _FIELDS
    )


def heading(case: Case, language: str) -> tuple[str, str]:
    """Title of the form, and whose and when."""
    t = translator(language)
    whose = case.government or t("Government not named")
    when = numbers.date(case.standing.cutoff, language)
    return (
        t("Assistance form: budget absorption"),
        t(
            "{government}, {quarter} {year} (position of {date})",
            government=whose,
            quarter=quarter(case.quarter, language),
            year=case.year,
            date=when,
        ),
    )


def figures(case: Case, language: str) -> tuple[tuple[str, str], ...]:
    """Label and value of the agency's position."""
    t = translator(language)
    standing = case.standing
    place = (
        "–" if standing.rank is None else t("{rank} of {count}", rank=standing.rank, count=standing.ranked)
    )
    return (
        (t("Budget"), money(standing.budget, language)),
        (t("Rank"), place),
        (t("Realization"), money(standing.realization, language)),
        (t("Absorption"), percent(standing.absorption, language)),
        (t("Cash plan"), money(standing.plan, language)),
        (t("Plan of the budget"), percent(standing.plan_share, language)),
        (t("Shortfall against plan"), money(standing.shortfall, language)),
        (t("Case"), str(case.number)),
    )


def money(sen: int | None, language: str) -> str:
    """An amount with its symbol, or a dash."""
    return "–" if sen is None else numbers.money(sen, language)


def percent(ratio: Fraction | None, language: str) -> str:
    """A fraction of one as percent with its sign, or a dash."""
    exact = hundredfold(ratio)
    return "–" if exact is None else f"{numbers.percent(exact, language)}%"


def part_headings(language: str) -> tuple[str, ...]:
    """Headings of the table of sub-activities."""
    t = translator(language)
    return (t("No."), t("Sub-activity"), t("Budget (Rp)"), t("Realization (Rp)"), t("Remaining (Rp)"))


def sentences(case: Case, language: str) -> dict[str, str]:
    """The other texts of the form, by where they stand."""
    t = translator(language)
    return {
        "position": t("A. Position of the agency"),
        "parts": t("B. Sub-activities with the largest remainder"),
        "no_parts": t("The sources give no detail by sub-activity."),
        "answer": t("C. Answer of the agency"),
        "how": t("Fill in the yellow cells and send this file back; the rest of the sheet is locked."),
        "place": t("Place and date"),
        "head": t("Head of the agency"),
        "team": t("Assistance team"),
        "code": t(
            "Form of case {case}, code {code}. It is recognized whatever the file is named.",
            case=case.number,
            code=case.checksum,
        ),
        "sheet": t("Form"),
        "bad_choice": t("Choose a value from the list."),
        "bad_amount": t("Write an amount in rupiah, without text."),
        "bad_date": t("Write a date like 15/11/2023."),
    }
