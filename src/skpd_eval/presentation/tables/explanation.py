"""One figure explained: its formula with the figures in it, what they sum, and the cells they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from skpd_eval.model import Ask, Evaluation, Explanation, Number, Operand, Rule, Source, TracedLine, Unit
from skpd_eval.presentation import machine, numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.machine import Plain
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.certified import of_sources
from skpd_eval.presentation.sentences.column_words import place
from skpd_eval.presentation.sentences.rule_words import rule_note
from skpd_eval.presentation.sentences.words import word
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Table, columns_of, field, fill

EXPLANATION_SCHEMA = "skpd-eval/explanation/1"
_PLAIN = re.compile(r"[\w.:-]+")
"""A word that no shell needs quoted."""
LARGEST = 10
"""Lines of an operand that are listed unless all are asked for."""


class _Row(NamedTuple):
    operand: Operand
    line: TracedLine


def explanation(
    found: Explanation, evaluation: Evaluation, language: str = "id", *, every_line: bool = False
) -> Table:
    """The lines of each operand, largest first, below them the formula and the sums by kind."""
    t = translator(language)
    fields = _fields(language)
    rows = [_Row(operand, line) for operand in found.operands for line in _listed(operand, every_line)]
    name = visible(found.agency_name) or t("Government not named")
    part = "" if found.part is None else f" — {_named(found.part, found.part_name)}"
    return Table(
        name="explanation",
        title=f"{t(found.measure.label)}: {name}{part}",
        subtitles=(
            f"{frame.government(evaluation, language)} — {frame.position(evaluation, language)}",
            frame.basis(evaluation, language),
            _formula(found, language),
        ),
        columns=columns_of(fields),
        rows=fill(fields, rows),
        paragraphs=tuple(line for operand in found.operands for line in _sums(operand, language, every_line)),
        footnotes=(
            *of_sources(found.sources, language),
            *(rule_note(rule, language) for rule in found.rules),
            t("Ledger head: {head}.", head=visible(found.ledger_head[:16])),
        ),
    ).without_empty(frozenset({"operand"}))


def _named(code: str, name: str) -> str:
    return visible(code if name in ("", code) else f"{code} {name}")


def _shown(operand: Operand, every_line: bool) -> Sequence[TracedLine]:
    return operand.lines if every_line else operand.lines[:LARGEST]


def _listed(operand: Operand, every_line: bool) -> Sequence[TracedLine]:
    """The lines of an operand; one that is a figure by itself is a line by itself."""
    alone = TracedLine(Source(""), (), None, None, "", operand.value, ask=operand.ask)
    return _shown(operand, every_line) or (alone,)


def _fields(language: str) -> tuple[Field[_Row], ...]:
    t = translator(language)
    return (
        field("operand", t("Figure"), lambda row: _figure(row.operand, language), coded=True),
        field("file", t("File"), lambda row: visible(row.line.source.file)),
        field("sheet", t("Sheet"), lambda row: visible(row.line.source.sheet or "") or None),
        field("cells", t("Cell"), lambda row: place(span(row.line.cells), language), ColumnKind.CODE),
        field("activity", t("Activity code"), lambda row: row.line.activity, ColumnKind.CODE, 4),
        field("account", t("Account"), lambda row: row.line.account, ColumnKind.CODE, 3),
        field("name", t("Description"), lambda row: visible(row.line.name) or None, ColumnKind.TEXT, 5),
        field("amount", t("Amount (Rp)"), lambda row: _rupiah(row), ColumnKind.RUPIAH),
        field("percent", t("Stated (%)"), lambda row: _percent(row), ColumnKind.PERCENT),
        field("count", t("Number"), _count, ColumnKind.NUMBER),
        field("weight", t("Weight (Rp)"), lambda row: row.line.weight, ColumnKind.RUPIAH, 4),
        field("ask", t("Explained by"), lambda row: asking(row.line.ask)),
    )


def asking(ask: Ask | None) -> str | None:
    """The command that explains a figure, to be copied into a shell of any system."""
    if ask is None:
        return None
    words = ("explain", ask.who, ask.figure, *ask.where)
    return visible(" ".join(word if _PLAIN.fullmatch(word) else f'"{word}"' for word in words))


def _label(operand: Operand, language: str) -> str:
    t = translator(language)
    label = t(operand.measure.label)
    return t("{figure} of the government", figure=label) if operand.of_total else label


def _rupiah(row: _Row) -> int | None:
    value = row.line.value
    return int(value) if row.operand.measure.unit is Unit.RUPIAH and value is not None else None


def _percent(row: _Row) -> Fraction | None:
    value = row.line.value
    shares = row.operand.measure.unit in (Unit.PERCENT, Unit.POINTS)
    return Fraction(value) * 100 if shares and value is not None else None


def _count(row: _Row) -> Fraction | None:
    value = row.line.value
    return Fraction(value) if row.operand.measure.unit is Unit.COUNT and value is not None else None


def _figure(operand: Operand, language: str) -> Cell:
    return Cell(_label(operand, language), code=operand.measure.key)


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
    t, measure = translator(language), found.measure
    values = {
        name: _word(operand.value, operand.measure.unit, language)
        for name, operand in zip(measure.fields, found.operands, strict=False)
    }
    line = t(measure.made, **{**values, "value": _word(found.value, measure.unit, language)})
    return f"{measure.formula}: {line}" if measure.formula else line


def _word(value: Number, unit: Unit, language: str) -> str:
    if value is None:
        return translator(language)("unknown")
    if unit is Unit.RUPIAH:
        return numbers.money(int(value), language)
    if unit is Unit.COUNT:
        return numbers.plain(Fraction(value), language)
    exact = Fraction(value) * 100
    if unit is Unit.PERCENT:
        return f"{numbers.percent(exact, language)}%"
    return translator(language)("{value} points", value=numbers.points(exact, language))


def _sums(operand: Operand, language: str, every_line: bool) -> Iterator[str]:
    t = translator(language)
    if not operand.lines:
        return
    yield t(
        "{figure} = {value}: {count} lines.",
        figure=_label(operand, language),
        value=_word(operand.value, operand.measure.unit, language),
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
        "measure": found.measure.key,
        "name": found.measure.name,
        "part": found.part,
        "unit": found.measure.unit.value,
        "value": machine.number(found.value, found.measure.unit),
        "formula": found.measure.formula or None,
        "source": found.measure.source or None,
        "definition": _formula(found, language),
        "realization_basis": found.realization_basis.value,
        "operands": [_operand(operand, every_line) for operand in found.operands],
        "rules": [_rule(rule, language) for rule in found.rules],
        "sources": [machine.source(one) for one in found.sources],
        "ledger_head": found.ledger_head or None,
    }


def _rule(rule: Rule, language: str) -> Plain:
    return {
        "name": rule.name,
        "basis": rule.basis,
        "basis_label": word("rule", rule.basis, language),
        "reference": rule.reference,
    }


def _operand(operand: Operand, every_line: bool) -> dict[str, Plain]:
    return {
        "measure": operand.measure.key,
        "of_total": operand.of_total,
        "unit": operand.measure.unit.value,
        "value": machine.number(operand.value, operand.measure.unit),
        "explain": _arguments(operand.ask),
        "through": None if operand.through is None else operand.through.isoformat(),
        "lines_total": len(operand.lines),
        "kinds": [
            {"code": kind.code, "name": kind.name, "amount": machine.rupiah(kind.value), "lines": kind.lines}
            for kind in operand.kinds
        ],
        "lines": [_line(line, operand.measure.unit) for line in _shown(operand, every_line)],
    }


def _line(line: TracedLine, unit: Unit) -> dict[str, Plain]:
    return {
        "file": line.source.file,
        "sheet": line.source.sheet,
        "cells": [*line.cells],
        "activity": line.activity,
        "account": line.account,
        "name": line.name,
        "value": machine.number(line.value, unit),
        "weight": machine.rupiah(line.weight),
        "explain": _arguments(line.ask),
    }


def _arguments(ask: Ask | None) -> Plain:
    """The arguments of ``explain`` for a figure, none where it stands in cells alone."""
    return [] if ask is None else [ask.who, ask.figure, *ask.where]
