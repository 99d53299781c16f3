"""Footer and notes of form E.81: mean, predicate and its scale, factors, and what is blank and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpd_eval.model import Evaluation, RankedAgency
from skpd_eval.model.e81 import FormE81
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.rule_words import rule_note
from skpd_eval.presentation.sentences.words import optional_word, quarter
from skpd_eval.presentation.table import Cell, Column, row_of

_SCALE = "performance_scale"
_LAST_QUARTER = 4


def means(
    form: FormE81,
    row: RankedAgency,
    output_category: str | None,
    columns: Sequence[Column],
    language: str,
) -> tuple[tuple[Cell, ...], ...]:
    """The rows of mean achievement and of the predicate, beneath the columns that they are of."""
    t = translator(language)
    mean = {
        "name": t("Mean achievement (%)"),
        "achieved_k_pct": hundredfold(row.figures.output_mean),
        "achieved_rp_pct": hundredfold(form.mean_absorption),
    }
    predicate = {
        "name": t("Performance predicate"),
        "achieved_k_pct": optional_word("category", output_category, language),
        "achieved_rp_pct": optional_word("category", row.category, language),
    }
    blank = dict.fromkeys(column.key for column in columns)
    return row_of(columns, {**blank, **mean}), row_of(columns, {**blank, **predicate})


def factors(
    problems: Sequence[str], solutions: Sequence[str], remarks: Sequence[str], language: str
) -> tuple[tuple[str, str], ...]:
    """The footer's rows of words; what no source says is blank, to be filled in.

    A remark is no problem by its name, but what agencies remark beside low figures is what hinders them.
    """
    t = translator(language)
    hindered = (*problems, *(t("the agency's remark: {text}", text=text) for text in remarks))
    return (
        (t("Factors that drove the achievement"), ""),
        (t("Factors that hindered the achievement"), _joined(hindered)),
        (t("Follow-up needed in the next quarter"), _joined(solutions)),
        (t("Follow-up needed in the next Renja"), ""),
    )


def _joined(texts: Sequence[str]) -> str:
    return "; ".join(visible(" ".join(text.split())) for text in texts)


def notes(form: FormE81, evaluation: Evaluation, row: RankedAgency, language: str) -> Iterator[str]:
    """What is blank and why, how the columns are made, and where it can be proved."""
    t = translator(language)
    yield t(
        "Columns 2, 5, 6, 13 and 14 need the Renstra and the Renja themselves, which are not in the ledger: "
        "blank, to be filled in."
    )
    yield from _quarters(form, language)
    yield from _indicators(form, language)
    yield t(
        "Achievement of this year: column 12 ÷ column 7. Mean in rupiah: of the finest rows with a budget; "
        "in the total it is sum ÷ sum."
    )
    yield from _left_out(form, evaluation, row, language)
    yield from _predicate(evaluation, row, language)
    yield from (rule_note(rule, language) for rule in evaluation.rules if rule.name == _SCALE)
    if evaluation.ledger_head:
        yield t("Ledger head: {head}.", head=visible(evaluation.ledger_head[:16]))


def _quarters(form: FormE81, language: str) -> Iterator[str]:
    t = translator(language)
    known = [
        f"{quarter(number, language)}: {numbers.date(position.cutoff, language)}"
        for number, position in enumerate(form.positions, 1)
        if position is not None
    ]
    yield t(
        "Columns 8 to 11 are each quarter alone: its position minus the one before. Positions: {positions}.",
        positions="; ".join(known),
    )
    if form.missing:
        names = ", ".join(quarter(number, language) for number in form.missing)
        yield t(
            "No position in the ledger: {quarters}. Such a quarter and the one after it are blank, not zero; "
            "column 12 is the newest position.",
            quarters=names,
        )


def _indicators(form: FormE81, language: str) -> Iterator[str]:
    t = translator(language)
    courses = [course for row in (*form.rows, form.total) for course in row.indicators]
    if not courses:
        yield t("The ledger has no output indicators of this agency: column 4 and the K columns are blank.")
        return
    yield t(
        "K of this year's achievement follows the indicator's polarity; in the mean each counts not below zero "
        "and not above the cap, and what is not reported does not count."
    )
    if not all(course.is_additive for course in courses):
        yield t("* Does not add up over the year: each quarter shows the standing at its end.")


def _left_out(form: FormE81, evaluation: Evaluation, row: RankedAgency, language: str) -> Iterator[str]:
    t = translator(language)
    if form.rows and form.rows[-1].code is None:
        yield t("Not stated by activity: what the agency's figure has beyond its sub-activities.")
    mine = [
        frame.exclusion_note(one, language)
        for one in evaluation.exclusions
        if (one.agency_code, one.agency_name) == (row.figures.code, row.figures.name)
    ]
    if mine:
        yield t("Not ranked, but in the total: {names}.", names="; ".join(mine))


def _predicate(evaluation: Evaluation, row: RankedAgency, language: str) -> Iterator[str]:
    t = translator(language)
    at_year_end = evaluation.quarter == _LAST_QUARTER
    ratio = row.ratios.absorption if at_year_end else row.ratios.plan_achievement
    if row.category is None or ratio is None:
        yield t("Predicate in rupiah: not given before the year's end without a cash plan.")
        return
    percent = numbers.percent(ratio * 100, language)
    if at_year_end:
        yield t("Predicate in rupiah: of the absorption, {percent}%.", percent=percent)
    else:
        yield t("Predicate in rupiah: of the cash plan to date, {percent}% achieved.", percent=percent)
