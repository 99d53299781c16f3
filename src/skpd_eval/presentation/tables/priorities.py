"""Priority programs as a table."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.model import Evaluation, PriorityFigures
from skpd_eval.presentation import machine
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import coded, tone
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Table, columns_of, field, fill

_ALWAYS = frozenset({"label", "budget", "realization", "absorption_pct", "physical_pct", "status"})


def priorities(evaluation: Evaluation, found: Sequence[PriorityFigures], language: str = "id") -> Table:
    """Budget, realization, physical progress and status of each priority program."""
    t = translator(language)
    fields: tuple[Field[PriorityFigures], ...] = (
        field("label", t("Priority"), lambda one: visible(one.label)),
        field("owner", t("Owner"), lambda one: visible(one.owner) or None, ColumnKind.TEXT, 2),
        field("codes", t("Codes"), lambda one: ", ".join(one.codes), ColumnKind.CODE, 6),
        field(
            "agencies",
            t("Agencies"),
            lambda one: visible("; ".join(one.agencies)) or None,
            ColumnKind.TEXT,
            5,
        ),
        field("budget", t("Budget (Rp)"), lambda one: one.budget, ColumnKind.RUPIAH),
        field("plan", t("Plan (Rp)"), lambda one: one.plan, ColumnKind.RUPIAH, 4),
        field("realization", t("Realization (Rp)"), lambda one: one.realization, ColumnKind.RUPIAH),
        field(
            "absorption_pct", t("Absorption (%)"), lambda one: hundredfold(one.absorption), ColumnKind.PERCENT
        ),
        field(
            "deviation_pp", t("Deviation (points)"), lambda one: hundredfold(one.deviation), ColumnKind.POINTS
        ),
        field("physical_pct", t("Physical (%)"), lambda one: hundredfold(one.physical), ColumnKind.PERCENT),
        field(
            "status",
            t("Status"),
            lambda one: _status(one, language),
            coded=True,
        ),
    )
    note = _without_activities(found, language)
    return Table(
        name="priorities",
        title=t("Priority programs"),
        subtitles=frame.subtitles(evaluation, language),
        about=machine.about(evaluation),
        columns=columns_of(fields),
        rows=fill(fields, found),
        footnotes=(*note, *frame.footnotes(evaluation, language)),
        asides=frame.asides(evaluation, language),
    ).without_empty(_ALWAYS)


def _status(one: PriorityFigures, language: str) -> Cell:
    return coded("status", one.status, language, tone(one.status))


def _without_activities(found: Sequence[PriorityFigures], language: str) -> tuple[str, ...]:
    t = translator(language)
    missing = [visible(one.label) for one in found if not one.activities]
    return (t("No source has activities of: {names}.", names="; ".join(missing)),) if missing else ()
