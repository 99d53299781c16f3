"""Revenue as a table: target, realization and the effectiveness of own-source revenue, never capped."""

from __future__ import annotations

from skpd_eval.model import Revenue, RevenueRow
from skpd_eval.presentation import machine
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.rule_words import rule_note
from skpd_eval.presentation.sentences.words import coded, optional_word
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill, row_of

_ALWAYS = frozenset({"rank", "agency_name", "target", "realization", "realized_pct"})


def revenue(found: Revenue, language: str = "id") -> Table:
    """The collecting agencies, the best first, and the government's own-source revenue below."""
    t = translator(language)
    fields = _fields(language)
    columns = columns_of(fields)
    total = found.evaluation.total
    totals = row_of(
        columns,
        {
            "agency_name": t("Total ({count} agencies)", count=len(found.rows)),
            "target": total.budget,
            "realization": total.realization,
            "realized_pct": hundredfold(total.ratios.absorption),
            "own_target": found.own_target,
            "own_realization": found.own_realization,
            "effectiveness_pct": hundredfold(found.effectiveness),
            "effectiveness": optional_word("effectiveness", found.category, language),
        },
    )
    return Table(
        name="revenue",
        title=t("Ranking of collecting agencies by revenue"),
        subtitles=frame.subtitles(found.evaluation, language),
        about=machine.about(found.evaluation),
        columns=columns,
        rows=fill(fields, found.rows),
        total_rows=(totals,),
        footnotes=(
            t(
                "Realized = realization ÷ target, without a cap. Effectiveness: the same of own-source revenue (PAD)."
            ),
            *(rule_note(rule, language) for rule in found.evaluation.rules),
            t("Ledger head: {head}.", head=visible(found.evaluation.ledger_head[:16])),
        ),
    ).without_empty(_ALWAYS)


def _fields(language: str) -> tuple[Field[RevenueRow], ...]:
    t = translator(language)
    return (
        field("rank", t("Rank"), lambda one: one.row.rank, ColumnKind.RANK, short="#"),
        field("agency_code", t("Code"), lambda one: one.row.figures.code, ColumnKind.CODE, 8),
        field("agency_name", t("Agency"), lambda one: frame.agency_name(one.row)),
        field("target", t("Target (Rp)"), lambda one: one.row.figures.budget, ColumnKind.RUPIAH),
        field("realization", t("Realization (Rp)"), lambda one: one.row.figures.realization, ColumnKind.RUPIAH),
        field("realized_pct", t("Realized (%)"), lambda one: hundredfold(one.row.ratios.absorption),
              ColumnKind.PERCENT),
        field("plan_achievement_pct", t("Of plan (%)"), lambda one: hundredfold(one.row.ratios.plan_achievement),
              ColumnKind.PERCENT, 5),
        field("own_target", t("PAD target (Rp)"), lambda one: one.own_target, ColumnKind.RUPIAH, 4),
        field("own_realization", t("PAD realization (Rp)"), lambda one: one.own_realization, ColumnKind.RUPIAH, 4),
        field("effectiveness_pct", t("PAD (%)"), lambda one: hundredfold(one.effectiveness), ColumnKind.PERCENT, 2),
        field("effectiveness", t("Effectiveness"),
              lambda one: coded("effectiveness", one.category, language), ColumnKind.TEXT, 2, coded=True),
    )  # fmt: skip
