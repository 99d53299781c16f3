"""Sources that disagree, side by side, each with the cells it stands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from skpd_eval.model import Comparison, Difference, Evaluation, Kind, RealizationBasis, Statement
from skpd_eval.presentation import machine, numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.column_words import place
from skpd_eval.presentation.sentences.words import word
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Table, columns_of, field, fill

_AMOUNTS = {"budget": mark("Budget"), "realization": mark("Realization")}


def comparison(found: Comparison, evaluation: Evaluation, language: str = "id") -> Table:
    """One row a difference, the largest first."""
    t = translator(language)
    fields: tuple[Field[Difference], ...] = (
        field("agency_code", t("Code"), lambda one: one.agency_code, ColumnKind.CODE, 6),
        field("agency_name", t("Agency"), lambda one: visible(one.agency_name)),
        field("amount", t("Figure"), lambda one: Cell(t(_AMOUNTS[one.amount]), code=one.amount), coded=True),
        field("first", t("Used (Rp)"), lambda one: one.first.value, ColumnKind.RUPIAH),
        field("second", t("Other (Rp)"), lambda one: one.second.value, ColumnKind.RUPIAH),
        field("difference", t("Difference (Rp)"), lambda one: one.difference, ColumnKind.RUPIAH),
        field(
            "difference_pp", t("Difference (points)"), lambda one: hundredfold(one.points), ColumnKind.POINTS
        ),
        field("first_source", t("Used: where"), lambda one: where(one.first, language), ColumnKind.TEXT, 2),
        field(
            "second_source", t("Other: where"), lambda one: where(one.second, language), ColumnKind.TEXT, 2
        ),
    )
    sources = "; ".join(
        f"{word('kind', kind, language)}, {word('realization', basis, language)}"
        for kind, basis in found.sources
    )
    return Table(
        name="comparison",
        title=t("Amounts on which two sources differ"),
        subtitles=frame.subtitles(evaluation, language),
        about=(
            *machine.about(evaluation),
            ("compared", found.compared),
            ("tolerance_pp", hundredfold(found.tolerance)),
            ("uncompared", len(found.uncompared)),
        ),
        columns=columns_of(fields),
        rows=fill(fields, found.differences),
        footnotes=(
            t("Sources: {sources}.", sources=sources or "–"),
            t(
                "Of {compared} amounts compared at one cut-off, {count} are more than {points} points of the "
                "budget apart.",
                compared=numbers.count(found.compared, language),
                count=numbers.count(len(found.differences), language),
                points=numbers.percent(found.tolerance * 100, language),
            ),
            *_uncompared(found, language),
        ),
    )


def _uncompared(found: Comparison, language: str) -> Iterator[str]:
    """Which agencies two sources state in the quarter at different dates, so that nothing could be compared."""
    t = translator(language)
    by_dates: dict[tuple[str, str], list[str]] = {}
    for one in found.uncompared:
        dates = _at(one.first, language), _at(one.second, language)
        by_dates.setdefault(dates, []).append(visible(one.agency_name))
    for (first, second), names in by_dates.items():
        yield t(
            "Not compared, as the sources are as at different dates ({first}; {second}): {names}.",
            first=first,
            second=second,
            names=frame.named(names, language),
        )


def _at(one: tuple[Kind, RealizationBasis, dt.date], language: str) -> str:
    kind, basis, cutoff = one
    return f"{word('kind', kind, language)}, {word('realization', basis, language)}, {numbers.date(cutoff, language)}"


def where(one: Statement, language: str) -> str:
    """File, sheet and cell; of several lines the first and last cell, and how many they are."""
    t = translator(language)
    first, last = (place(cell, language) for cell in (one.cells[0], one.cells[-1])) if one.cells else ("?", "?")
    count = numbers.count(one.lines, language)
    span = t("{first} to {last}, {count} lines", first=first, last=last, count=count)
    cells = span if one.lines > 1 and one.cells else first
    return " › ".join(visible(part) for part in (one.file, one.sheet, cells) if part)
