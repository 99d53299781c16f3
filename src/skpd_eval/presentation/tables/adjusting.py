"""Adjustments as a table: amounts that exports lack, with document, reason and who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skpd_eval.model.assistance import Adjustment
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import in_zone
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill


def adjustments(found: Sequence[Adjustment], timezone: str | None, language: str = "id") -> Table:
    """Every adjustment with its document, reason and who; withdrawn ones stay."""
    t = translator(language)
    fields: tuple[Field[Adjustment], ...] = (
        field("number", t("No."), lambda one: one.number, ColumnKind.RANK),
        field("agency_code", t("Code"), lambda one: one.agency.code, ColumnKind.CODE, 8),
        field("agency_name", t("Agency"), lambda one: visible(one.agency.name)),
        field("cutoff", t("Position"), lambda one: one.cutoff, ColumnKind.DATE),
        field("account", t("Account"), lambda one: one.account, ColumnKind.CODE),
        field("amount", t("Amount (Rp)"), lambda one: one.amount, ColumnKind.RUPIAH),
        field("document", t("Document"), lambda one: visible(one.document)),
        field("reason", t("Reason"), lambda one: visible(one.reason), ColumnKind.TEXT, 3),
        field("who", t("By"), lambda one: visible(one.who), ColumnKind.TEXT, 4),
        field("at", t("Booked"), lambda one: in_zone(one.at, timezone), ColumnKind.TIME, 5),
        field("withdrawn_at", t("Withdrawn"), lambda one: in_zone(one.withdrawn_at, timezone),
              ColumnKind.TIME),
        field("withdrawn_by", t("Withdrawn by"), lambda one: visible(one.withdrawn_by) or None,
              ColumnKind.TEXT, 4),
        field("withdrawal_reason", t("Why withdrawn"), lambda one: visible(one.withdrawal_reason) or None,
              ColumnKind.TEXT, 3),
    )  # fmt: skip
    return Table(
        name="adjustments",
        title=t("Adjustments on record"),
        columns=columns_of(fields),
        rows=fill(fields, found),
        footnotes=(
            t("The figures of the exports stay as they are; adjustments stand in columns of their own."),
        ),
    ).without_empty(frozenset({"number", "agency_name", "amount"}))


_IN_PAPERS = ("number", "agency_name", "reason", "cutoff", "document", "amount", "account", "who", "at")
"""In an order that fits the widths of the sheet that papers have them on."""


def adjustments_in_papers(found: Sequence[Adjustment], timezone: str | None, language: str = "id") -> Table:
    """The adjustments that stand beside an evaluation."""
    table = adjustments(found, timezone, language)
    places = {column.key: place for place, column in enumerate(table.columns)}
    order = [places[key] for key in _IN_PAPERS if key in places]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in order),
        rows=tuple(tuple(row[place] for place in order) for row in table.rows),
    )
