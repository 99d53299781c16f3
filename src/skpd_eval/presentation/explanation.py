"""One figure explained: its formula with the figures in it, what they sum, and the cells they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from skpd_eval.model import Evaluation, Explanation, Measure, Operand, Rule, TracedLine, Unit
from skpd_eval.model.explanation import Number
from skpd_eval.presentation import frame, machine, numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.column_words import place
from skpd_eval.presentation.machine import Plain
from skpd_eval.presentation.rule_words import rule_note
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Table, columns_of, field, fill
from skpd_eval.presentation.words import word

EXPLANATION_SCHEMA = "skpd-eval/explanation/1"
LARGEST = 10
"""Lines of an operand that are listed unless all are asked for."""

MEASURES = {
    Measure.BUDGET: mark("Budget"),
    Measure.REALIZATION: mark("Realization"),
    Measure.PLAN: mark("Cash plan to date"),
    Measure.ABSORPTION: mark("Absorption"),
    Measure.PLAN_SHARE: mark("Plan share of the budget"),
    Measure.PLAN_ACHIEVEMENT: mark("Achievement of the plan"),
    Measure.DEVIATION: mark("Financial deviation"),
    Measure.SHORTFALL: mark("Shortfall against plan"),
    Measure.REMAINING: mark("Remaining budget"),
    Measure.WITHOUT_PERSONNEL: mark("Absorption without personnel"),
    Measure.PHYSICAL: mark("Physical progress"),
    Measure.PHYSICAL_TARGET: mark("Physical target"),
    Measure.PHYSICAL_DEVIATION: mark("Physical deviation"),
    Measure.PHYSICAL_ACHIEVEMENT: mark("Physical progress of its target"),
    Measure.COMBINED: mark("Combined measure"),
    Measure.OUTPUT: mark("Achievement of outputs"),
    Measure.ADJUSTMENT: mark("Adjustment"),
    Measure.ADJUSTED_ABSORPTION: mark("Absorption with adjustment"),
}
_FORMULAS = {
    Measure.BUDGET: mark("Sum of the lines' budget = {value}"),
    Measure.REALIZATION: mark("Sum of the lines' realization = {value}"),
    Measure.PLAN: mark("Sum of the lines' plan, January to the month named = {value}"),
    Measure.ABSORPTION: mark("Realization ÷ budget: {realization} ÷ {budget} = {value}"),
    Measure.PLAN_SHARE: mark("Plan ÷ budget: {plan} ÷ {budget} = {value}"),
    Measure.PLAN_ACHIEVEMENT: mark("Realization ÷ plan: {realization} ÷ {plan} = {value}"),
    Measure.DEVIATION: mark("(Realization − plan) ÷ budget: ({realization} − {plan}) ÷ {budget} = {value}"),
    Measure.SHORTFALL: mark("Plan − realization, at least nothing: {plan} − {realization} = {value}"),
    Measure.REMAINING: mark("Budget − realization: {budget} − {realization} = {value}"),
    Measure.WITHOUT_PERSONNEL: mark(
        "Realization ÷ budget, both without personnel: {realization} ÷ {budget} = {value}"
    ),
    Measure.PHYSICAL: mark("As stated; of several lines weighted by their budgets = {value}"),
    Measure.PHYSICAL_TARGET: mark("As stated; of several lines weighted by their budgets = {value}"),
    Measure.PHYSICAL_DEVIATION: mark("Physical progress − target: {physical} − {physical_target} = {value}"),
    Measure.PHYSICAL_ACHIEVEMENT: mark(
        "Physical progress ÷ target: {physical} ÷ {physical_target} = {value}"
    ),
    Measure.OUTPUT: mark(
        "Mean of the indicators that can be assessed, each not below zero and not above the cap = {value}"
    ),
    Measure.ADJUSTMENT: mark("Sum of what was booked = {value}"),
    Measure.ADJUSTED_ABSORPTION: mark(
        "(Realization + adjustment) ÷ budget: ({realization} + {adjustment}) ÷ {budget} = {value}"
    ),
    Measure.COMBINED: mark("Weighted mean of physical progress ({physical}) and absorption = {value}"),
}


class _Row(NamedTuple):
    operand: Operand
    line: TracedLine


def explanation(
    found: Explanation, evaluation: Evaluation, language: str = "id", *, every_line: bool = False
) -> Table:
    """The lines of each operand, largest first, below them the formula and the sums by kind."""
    t = translator(language)
    fields = _fields(language)
    rows = [_Row(operand, line) for operand in found.operands for line in _shown(operand, every_line)]
    name = visible(found.agency_name)
    return Table(
        name="explanation",
        title=f"{t(MEASURES[found.measure])}: {name}",
        subtitles=(
            f"{frame.government(evaluation, language)} — {frame.position(evaluation, language)}",
            frame.basis(evaluation, language),
            _formula(found, language),
        ),
        columns=columns_of(fields),
        rows=fill(fields, rows),
        paragraphs=tuple(line for operand in found.operands for line in _sums(operand, language, every_line)),
        footnotes=(
            *(rule_note(rule, language) for rule in found.rules),
            t("Ledger head: {head}.", head=visible(found.ledger_head[:16])),
        ),
    ).without_empty(frozenset({"operand", "file", "cells", "amount"}))


def _shown(operand: Operand, every_line: bool) -> Sequence[TracedLine]:
    return operand.lines if every_line else operand.lines[:LARGEST]


def _fields(language: str) -> tuple[Field[_Row], ...]:
    t = translator(language)
    return (
        field("operand", t("Figure"), lambda row: _figure(row.operand.measure, language), coded=True),
        field("file", t("File"), lambda row: visible(row.line.source.file)),
        field("sheet", t("Sheet"), lambda row: visible(row.line.source.sheet or "") or None),
        field("cells", t("Cell"), lambda row: place(span(row.line.cells), language), ColumnKind.CODE),
        field("activity", t("Activity code"), lambda row: row.line.activity, ColumnKind.CODE, 4),
        field("account", t("Account"), lambda row: row.line.account, ColumnKind.CODE, 3),
        field("name", t("Description"), lambda row: visible(row.line.name) or None, ColumnKind.TEXT, 5),
        field("amount", t("Amount (Rp)"), lambda row: _rupiah(row), ColumnKind.RUPIAH),
        field("percent", t("Stated (%)"), lambda row: _percent(row), ColumnKind.PERCENT),
        field("weight", t("Weight (Rp)"), lambda row: row.line.weight, ColumnKind.RUPIAH, 4),
    )


def _rupiah(row: _Row) -> int | None:
    value = row.line.value
    return int(value) if row.operand.unit is Unit.RUPIAH and value is not None else None


def _percent(row: _Row) -> Fraction | None:
    value = row.line.value
    return None if row.operand.unit is Unit.RUPIAH or value is None else Fraction(value) * 100


def _figure(measure: Measure, language: str) -> Cell:
    return Cell(translator(language)(MEASURES[measure]), code=measure)


def span(cells: Sequence[str]) -> str:
    """Cells as an address: ``F12``, ``F12:K12`` where they stand side by side, else one after the other."""
    if len(cells) < 2 or any(" " in cell for cell in cells):
        return ", ".join(cells)
    beside = all(_column(right) == _column(left) + 1 for left, right in pairwise(cells))
    return f"{cells[0]}:{cells[-1]}" if beside else ", ".join(cells)


def _column(cell: str) -> int:
    place = 0
    for letter in cell.rstrip("0123456789"):
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


def _formula(found: Explanation, language: str) -> str:
    t = translator(language)
    values = {operand.measure.value.replace("-", "_"): _word(operand.value, operand.unit, language)
              for operand in found.operands}  # fmt: skip
    line = t(_FORMULAS[found.measure], **{**values, "value": _word(found.value, found.unit, language)})
    return f"{found.formula}: {line}" if found.formula else line


def _word(value: Number, unit: Unit, language: str) -> str:
    if value is None:
        return translator(language)("unknown")
    if unit is Unit.RUPIAH:
        return numbers.money(int(value), language)
    exact = Fraction(value) * 100
    if unit is Unit.PERCENT:
        return f"{numbers.percent(exact, language)}%"
    return translator(language)("{value} points", value=numbers.points(exact, language))


def _sums(operand: Operand, language: str, every_line: bool) -> Iterator[str]:
    t = translator(language)
    yield t(
        "{figure} = {value}: {count} lines.",
        figure=t(MEASURES[operand.measure]),
        value=_word(operand.value, operand.unit, language),
        count=numbers.count(len(operand.lines), language),
    )
    if operand.through is not None:
        yield "   " + t("The plan up to {date}.", date=numbers.date(operand.through, language))
    for kind in operand.kinds:
        yield "   " + t(
            "{code} {name}: {amount}, {count} lines",
            code=kind.code,
            name=visible(kind.name) if kind.name != kind.code else "",
            amount=numbers.money(kind.value, language),
            count=numbers.count(kind.lines, language),
        )
    if not every_line and len(operand.lines) > LARGEST:
        yield "   " + t("The {count} largest lines are listed; --all lists every one.", count=LARGEST)


def to_plain(found: Explanation, language: str = "id", *, every_line: bool = False) -> dict[str, Plain]:
    """The object of ``explain --format json``: exact amounts in rupiah, percentages to two decimals."""
    return {
        "schema": EXPLANATION_SCHEMA,
        "language": language,
        "agency_code": found.agency_code,
        "agency_name": found.agency_name,
        "cutoff": found.cutoff.isoformat(),
        "measure": found.measure.value,
        "unit": found.unit.value,
        "value": _number(found.value, found.unit),
        "formula": found.formula or None,
        "definition": _formula(found, language),
        "realization_basis": found.realization_basis.value,
        "operands": [_operand(operand, every_line) for operand in found.operands],
        "rules": [
            _rule(rule, language) for rule in found.rules
        ],
        "ledger_head": found.ledger_head or None,
    }


def _rule(rule: Rule, language: str) -> Plain:
    return {
        "name": rule.name,
        "basis": rule.basis,
        "basis_label": word("rule", rule.basis, language),
        "reference": rule.reference,
    }


def _number(value: Number, unit: Unit) -> Plain:
    if value is None:
        return None
    return machine.rupiah(int(value)) if unit is Unit.RUPIAH else machine.hundredths(Fraction(value))


def _operand(operand: Operand, every_line: bool) -> dict[str, Plain]:
    return {
        "measure": operand.measure.value,
        "unit": operand.unit.value,
        "value": _number(operand.value, operand.unit),
        "through": None if operand.through is None else operand.through.isoformat(),
        "lines_total": len(operand.lines),
        "kinds": [
            {"code": kind.code, "name": kind.name, "amount": machine.rupiah(kind.value), "lines": kind.lines}
            for kind in operand.kinds
        ],
        "lines": [_line(line, operand.unit) for line in _shown(operand, every_line)],
    }


def _line(line: TracedLine, unit: Unit) -> dict[str, Plain]:
    return {
        "file": line.source.file,
        "sheet": line.source.sheet,
        "cells": [*line.cells],
        "activity": line.activity,
        "account": line.account,
        "name": line.name,
        "value": _number(line.value, unit),
        "weight": machine.rupiah(line.weight),
    }
