"""The lines that an agency's amounts are sums of, each with the cells it stands in: where a drill-down ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from skpd_eval.model import Operand, TracedLine
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences.column_words import place
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, fill
from skpd_eval.presentation.table import field as column
from skpd_eval.presentation.tables.explanation import span

_ALWAYS = frozenset({"activity", "budget", "realization", "file", "cells"})


@dataclass(slots=True)
class _Row:
    """What one row of a file holds: amounts by measure (sen), and the cells they stand in."""

    line: TracedLine
    amounts: dict[str, int] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)


def agency_lines(operands: Sequence[Operand], name: str, language: str = "id") -> Table:
    """One row for each row of the sources, by activity and account, with budget, plan and realization."""
    t = translator(language)
    fields: tuple[Field[_Row], ...] = (
        column("activity", t("Activity code"), lambda row: row.line.activity, ColumnKind.CODE),
        column("account", t("Account"), lambda row: row.line.account, ColumnKind.CODE, 3),
        column("name", t("Description"), lambda row: visible(row.line.name) or None),
        column("budget", t("Budget (Rp)"), lambda row: row.amounts.get("budget"), ColumnKind.RUPIAH),
        column("plan", t("Plan (Rp)"), lambda row: row.amounts.get("plan"), ColumnKind.RUPIAH, 3),
        column("realization", t("Realization (Rp)"), lambda row: row.amounts.get("realization"), ColumnKind.RUPIAH),
        column("file", t("File"), lambda row: visible(row.line.source.file)),
        column("sheet", t("Sheet"), lambda row: visible(row.line.source.sheet or "") or None, priority=3),
        column("cells", t("Cell"), lambda row: place(span(row.cells), language), ColumnKind.CODE),
    )
    rows = sorted(_merged(operands), key=lambda row: (row.line.activity or "", row.line.account or ""))
    return Table(
        name="lines",
        title=t("{agency}: lines of the sources", agency=name),
        columns=columns_of(fields),
        rows=fill(fields, rows),
    ).without_empty(_ALWAYS)


def _merged(operands: Sequence[Operand]) -> Iterable[_Row]:
    """Amounts that stand in one row of a file beside each other."""
    found: dict[tuple[object, ...], _Row] = {}
    for operand in operands:
        for line in operand.lines:
            row = found.setdefault(_key(line), _Row(line))
            if line.value is not None:
                row.amounts[operand.measure.key] = row.amounts.get(operand.measure.key, 0) + int(line.value)
            row.cells += [cell for cell in line.cells if cell not in row.cells]
    return found.values()


def _key(line: TracedLine) -> tuple[object, ...]:
    number = line.cells[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if line.cells else ""
    return (line.source.file, line.source.sheet, number, line.activity, line.account, line.name)
