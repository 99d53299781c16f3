"""Where the figures come from: files with their hashes, rules with their references, findings."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.model import Evaluation, Finding, Rule, SourceUsed
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import in_zone
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import certified, frame, telling
from skpd_eval.presentation.sentences.rule_words import content
from skpd_eval.presentation.sentences.words import coded
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Table, columns_of, field, fill

_SEVERITY_TONES = {"error": "red", "warning": "yellow"}


def provenance(evaluation: Evaluation, language: str = "id", timezone: str | None = None) -> Table:
    """The submissions that the evaluation read, each with its time on the clocks of ``timezone``."""
    t = translator(language)
    fields: tuple[Field[SourceUsed], ...] = (
        field("number", t("No."), lambda one: one.number, ColumnKind.RANK),
        field("file", t("File"), lambda one: visible(one.file)),
        field("sheet", t("Sheet"), lambda one: visible(one.sheet or "") or None, ColumnKind.TEXT, 2),
        field("kind", t("Content"), lambda one: coded("kind", one.kind, language), coded=True),
        field("layout", t("Layout"), lambda one: visible(one.layout), ColumnKind.TEXT, 3),
        field("cutoff", t("Position"), lambda one: one.cutoff, ColumnKind.DATE),
        field("agencies", t("Agencies"), lambda one: one.agencies, ColumnKind.COUNT, 3),
        *certified.fields(lambda one: one.certificate, language, 1, 4),
        field(
            "recorded_at", t("Recorded"), lambda one: in_zone(one.recorded_at, timezone), ColumnKind.TIME, 2
        ),
        field("sha256", "SHA-256", lambda one: one.sha256, ColumnKind.CODE, 4),
    )
    head = (
        (t("Ledger head: {head}.", head=visible(evaluation.ledger_head)),) if evaluation.ledger_head else ()
    )
    return Table(
        name="sources",
        title=t("Sources"),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns_of(fields),
        rows=fill(fields, evaluation.sources),
        footnotes=head,
    ).without_empty(frozenset({"number", "file"}))


def rules(cited: Sequence[Rule], language: str = "id") -> Table:
    """Parameters of law, circulars and the house, as papers cite them."""
    t = translator(language)
    fields: tuple[Field[Rule], ...] = (
        field("name", t("Parameter"), lambda rule: visible(rule.name), ColumnKind.CODE, 3),
        field("label", t("Rule"), lambda rule: visible(rule.label)),
        field("detail", t("Content"), lambda rule: content(rule, language)),
        field("basis", t("Basis"), lambda rule: coded("rule", rule.basis, language), coded=True),
        field("reference", t("Reference"), lambda rule: visible(rule.reference)),
        field("verified_on", t("Verified"), lambda rule: rule.verified_on, ColumnKind.DATE, 2),
    )
    return Table(
        name="rules",
        title=t("Rules in force"),
        columns=columns_of(fields),
        rows=fill(fields, cited),
        footnotes=(t("A rule without a date of verification has not been compared with its full text."),),
    )


def findings(found: Sequence[Finding], language: str = "id") -> Table:
    """What is to be said about the data, with the address and what to do."""
    t = translator(language)
    fields: tuple[Field[Finding], ...] = (
        field("severity", t("Weight"), lambda one: _severity(one, language), coded=True),
        field("address", t("Where"), lambda one: telling.address(one.source, language) or None),
        field("message", t("Finding"), lambda one: telling.sentence(one, language)),
        field("hint", t("What to do"), lambda one: telling.hint(one, language), ColumnKind.TEXT, 2),
        field("code", t("Code"), lambda one: one.code, ColumnKind.CODE, 3),
    )
    return Table(name="findings", title=t("Findings"), columns=columns_of(fields), rows=fill(fields, found))


def _severity(finding: Finding, language: str) -> Cell:
    return coded("severity", finding.severity, language, _SEVERITY_TONES.get(finding.severity))
