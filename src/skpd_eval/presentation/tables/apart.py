"""What stands beside a ranking: agencies without a rank, without a report, and amounts left out of it."""

from __future__ import annotations

from skpd_eval.model import Evaluation, Exclusion, MissingAgency, RankedAgency
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import coded
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill


def unranked(evaluation: Evaluation, language: str = "id") -> Table:
    """Agencies that reported and have no rank, each with the reason."""
    t = translator(language)
    fields: tuple[Field[RankedAgency], ...] = (
        field("agency_code", t("Code"), lambda row: row.figures.code, ColumnKind.CODE, 2),
        field("agency_name", t("Agency"), frame.agency_name),
        field("budget", t("Budget (Rp)"), lambda row: row.figures.budget, ColumnKind.RUPIAH),
        field("realization", t("Realization (Rp)"), lambda row: row.figures.realization, ColumnKind.RUPIAH),
        field("reason", t("Reason"), lambda row: coded("reason", row.reason, language), coded=True),
    )
    return Table(
        name="unranked",
        title=t("Reported and not ranked"),
        columns=columns_of(fields),
        rows=fill(fields, evaluation.unranked),
    )


def not_reported(evaluation: Evaluation, language: str = "id") -> Table:
    """Agencies known for the year that are not at this position."""
    t = translator(language)
    fields: tuple[Field[MissingAgency], ...] = (
        field("agency_code", t("Code"), lambda agency: agency.code, ColumnKind.CODE, 2),
        field("agency_name", t("Agency"), lambda agency: visible(agency.name)),
        field("reason", t("Reason"), lambda agency: coded("reason", agency.reason, language), coded=True),
        field("detail", t("Detail"), lambda agency: visible(agency.detail) or None, ColumnKind.TEXT, 2),
    )
    return Table(
        name="not_reported",
        title=t("Not reported"),
        columns=columns_of(fields),
        rows=fill(fields, evaluation.not_reported),
    ).without_empty(frozenset({"agency_code", "agency_name", "reason"}))


def exclusions(evaluation: Evaluation, language: str = "id") -> Table:
    """Amounts out of the ranking and in the total."""
    t = translator(language)
    fields: tuple[Field[Exclusion], ...] = (
        field("agency_code", t("Code"), lambda one: one.agency_code, ColumnKind.CODE, 2),
        field("agency_name", t("Agency"), lambda one: visible(one.agency_name)),
        field("account", t("Account"), lambda one: one.account, ColumnKind.CODE),
        field("budget", t("Budget (Rp)"), lambda one: one.budget, ColumnKind.RUPIAH),
        field("plan", t("Plan (Rp)"), lambda one: one.plan, ColumnKind.RUPIAH, 3),
        field("realization", t("Realization (Rp)"), lambda one: one.realization, ColumnKind.RUPIAH),
        field("reason", t("Reason"), lambda one: coded("reason", one.reason, language), coded=True),
    )
    return Table(
        name="exclusions",
        title=t("Not ranked, but in the total"),
        columns=columns_of(fields),
        rows=fill(fields, evaluation.exclusions),
    ).without_empty(frozenset({"agency_name", "account", "budget", "realization", "reason"}))
