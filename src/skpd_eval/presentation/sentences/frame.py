"""What stands above and below every table: whose, for when, on which basis, what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from skpd_eval.model import Evaluation, Exclusion, MissingAgency, RankedAgency
from skpd_eval.model.measures import RANKS
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import Translator, mark, translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import telling
from skpd_eval.presentation.sentences.certified import unproved
from skpd_eval.presentation.sentences.cited import cited_rules, rating_notes
from skpd_eval.presentation.sentences.outlook import compared_ranks
from skpd_eval.presentation.sentences.rule_words import rule_note
from skpd_eval.presentation.sentences.words import GOVERNMENT_LEVEL, UNIT_LEVEL, quarter, word

_NAMED_AT_MOST = 12
"""So many are named in a footnote; the rest is counted, and stands in its own table."""

_TOTAL = mark(
    "The total's percentages are of summed amounts, unranked agencies included; "
    "the mean is of the agencies' percentages."
)
_TOTALS = {
    GOVERNMENT_LEVEL: mark(
        "The total's percentages are of summed amounts; the mean is of the governments' percentages."
    ),
    UNIT_LEVEL: mark(
        "The total's percentages are of summed amounts, unranked sub-units included; "
        "the mean is of the sub-units' percentages."
    ),
}
_BOOKED = mark("Adjustments, in their own columns and in no other figure: {names}.")
_BOOKED_OF_UNITS = mark("Adjustments of agencies, in the total's own columns and in no sub-unit's: {names}.")


def government(evaluation: Evaluation, language: str) -> str:
    """The government's name, or that it is not named."""
    t = translator(language)
    if evaluation.level == GOVERNMENT_LEVEL:
        return t("All governments in the ledger")
    return visible(evaluation.government) if evaluation.government else t("Government not named")


def position(evaluation: Evaluation, language: str) -> str:
    """``s.d. Triwulan III (30 September 2023)``."""
    t = translator(language)
    return t(
        "up to {quarter} {year} (as at {date})",
        quarter=quarter(evaluation.quarter, language),
        year=evaluation.year,
        date=numbers.date(evaluation.cutoff, language),
    )


def quarter_of(name: str | None, year: int, number: int, language: str) -> str:
    """``Kota Batu — Triwulan III 2023``."""
    t = translator(language)
    return f"{visible(name) if name else t('Government not named')} — {quarter(number, language)} {year}"


def basis(evaluation: Evaluation, language: str) -> str:
    """Which budget and which record of spending the figures are."""
    t = translator(language)
    return t(
        "Budget: {budget}. Realization: {realization}.",
        budget=word("budget", evaluation.budget_basis, language),
        realization=word("realization", evaluation.realization_basis, language),
    )


def subtitles(evaluation: Evaluation, language: str) -> tuple[str, ...]:
    """The two lines below a title: government and position, then the basis."""
    return (
        f"{government(evaluation, language)} — {position(evaluation, language)}",
        basis(evaluation, language),
    )


def footnotes(
    evaluation: Evaluation,
    language: str,
    *,
    with_total: bool = False,
    coloured: bool = True,
    rated: bool = False,
) -> tuple[str, ...]:
    """Key, definitions, other positions, what is left out, scales, and where it can be proved.

    Scales are explained where an agency is judged by them: that of the status in a table that has it
    (``coloured``), that of the rating where the table shows it (``rated``).
    """
    t = translator(language)
    return (
        _key(evaluation, language),
        _measures(evaluation, t),
        *((t(_TOTALS.get(evaluation.level, _TOTAL)),) if with_total else ()),
        *(_half_known(evaluation, language) if with_total else ()),
        *compared_ranks(evaluation, language),
        *_other_positions(evaluation, language),
        *_left_out(evaluation, language),
        *_booked(evaluation, language),
        *plan_versions(evaluation, None, language),
        *dissolved((*evaluation.rows, *evaluation.unranked), language),
        *cited_rules(evaluation, language, coloured=coloured),
        *(rating_notes(evaluation, language) if rated else ()),
        *(visible(line) for line in evaluation.extra),
        *unproved(evaluation.sources, language),
        *_proof(evaluation, language),
    )


def _measures(evaluation: Evaluation, t: Translator) -> str:
    if evaluation.total.ratios.plan_share is None and not any(
        row.ratios.plan_share is not None for row in evaluation.rows
    ):
        return t("Absorption = realization ÷ budget.")
    return t(
        "Absorption = realization ÷ budget. Deviation = absorption − plan, both of the budget, in points."
    )


def dissolved(rows: Iterable[RankedAgency], language: str) -> Iterator[str]:
    """What the mark beside a name means, and who goes on for whom."""
    marked = [row for row in rows if row.figures.dissolved]
    if not marked:
        return
    t = translator(language)
    yield t("*) Dissolved, by the mark of its file.")
    for row in marked:
        if row.figures.heirs:
            heirs = named([visible(name) for name in row.figures.heirs], language)
            yield t("{agency} is continued by: {heirs}.", agency=agency_name(row), heirs=heirs)


def asides(evaluation: Evaluation, language: str) -> frozenset[str]:
    """Of the footnotes those that papers need and a screen does not: accounts by the law, and the proof."""
    accounts = (rule_note(rule, language) for rule in evaluation.rules if not rule.bands)
    return frozenset((*accounts, head(evaluation, language)))


def _half_known(evaluation: Evaluation, language: str) -> Iterator[str]:
    """Who is in the total's sums and not in its percentages."""
    rows = (*evaluation.rows, *evaluation.unranked)
    names = [
        agency_name(row)
        for row in rows
        if (row.figures.budget is None) is not (row.figures.realization is None)
    ]
    names += [
        visible(one.agency_name)
        for one in evaluation.exclusions
        if (one.budget is None) is not (one.realization is None)
    ]
    if names:
        yield translator(language)(
            "In the total's sums but not in its percentages, as budget or realization is unknown: {names}.",
            names=named(list(dict.fromkeys(names)), language),
        )


def _key(evaluation: Evaluation, language: str) -> str:
    t = translator(language)
    line = t("Ranked by {key}; equal values share a rank.", key=word("key", evaluation.key, language))
    note = RANKS[evaluation.key].note
    weights = evaluation.key_weights or (Decimal(0), Decimal(0))
    physical, absorption = (numbers.percent(Fraction(one) * 100, language) for one in weights)
    definition = t(note, physical=physical, absorption=absorption) if note else ""
    return " ".join(filter(None, (line, definition, visible(evaluation.key_definition))))


def _other_positions(evaluation: Evaluation, language: str) -> Iterator[str]:
    t = translator(language)
    others = [
        f"{agency_name(row)} ({numbers.date(row.figures.cutoff, language)})"
        for row in (*evaluation.rows, *evaluation.unranked)
        if row.figures.cutoff != evaluation.cutoff
    ]
    if others:
        yield t("As at another date: {names}.", names=named(others, language))


def _left_out(evaluation: Evaluation, language: str) -> Iterator[str]:
    t = translator(language)
    if evaluation.unranked:
        names = [unranked_note(row, language) for row in evaluation.unranked]
        yield t("Not ranked: {names}.", names=named(names, language))
    if evaluation.not_reported:
        names = [missing_note(agency, language) for agency in evaluation.not_reported]
        yield t("Not reported ({count}): {names}.", count=len(names), names=named(names, language))
    if evaluation.exclusions:
        names = [exclusion_note(exclusion, language) for exclusion in evaluation.exclusions]
        yield t("Not ranked, but in the total: {names}.", names=named(names, language))


def plan_versions(evaluation: Evaluation, agency: str | None, language: str) -> Iterator[str]:
    """How often the cash plan of an agency (``None``: of all) changed, and what the first version would give."""
    for finding in evaluation.findings:
        if finding.code == "plan-versions" and finding.arguments.get("agency") == agency:
            yield telling.sentence(finding, language)


def _booked(evaluation: Evaluation, language: str) -> Iterator[str]:
    t = translator(language)
    names = [
        t(
            "{agency} {amount} ({document})",
            agency=visible(one.agency.name),
            amount=numbers.money(one.amount, language),
            document=visible(one.document),
        )
        for one in evaluation.adjustments
    ]
    if names:
        yield t(_BOOKED_OF_UNITS if evaluation.level == UNIT_LEVEL else _BOOKED, names=named(names, language))


def _proof(evaluation: Evaluation, language: str) -> Iterator[str]:
    t = translator(language)
    if evaluation.as_of is not None:
        yield t("The ledger as it was on {date}.", date=numbers.date(evaluation.as_of, language))
    if evaluation.ledger_head:
        yield head(evaluation, language)


def head(evaluation: Evaluation, language: str) -> str:
    """``Ujung rantai buku catatan: 2b65….``, by which a paper can be proved; empty without a ledger."""
    if not evaluation.ledger_head:
        return ""
    return translator(language)("Ledger head: {head}.", head=visible(evaluation.ledger_head[:16]))


def code(evaluation: Evaluation, language: str) -> str:
    """``Kode verifikasi 2b65…``, as the foot of a paper has it; empty without a ledger."""
    if not evaluation.ledger_head:
        return ""
    return translator(language)("Verification code {code}", code=visible(evaluation.ledger_head[:16]))


def named(names: list[str], language: str, most: int = _NAMED_AT_MOST) -> str:
    """Names one after the other, those beyond ``most`` counted."""
    t = translator(language)
    shown = "; ".join(names[:most])
    more = len(names) - most
    return t("{names}; and {count} more", names=shown, count=more) if more > 0 else shown


def agency_name(row: RankedAgency) -> str:
    """The agency's name made safe, with the file's mark where it is dissolved."""
    return visible(row.figures.called)


def unranked_note(row: RankedAgency, language: str) -> str:
    """``Dinas X (tanpa anggaran)``."""
    return f"{agency_name(row)} ({word('reason', row.reason, language)})" if row.reason else agency_name(row)


def missing_note(agency: MissingAgency, language: str) -> str:
    """The name, and the reason where it is another than that nothing was reported."""
    if agency.reason == "not-reported":
        return visible(agency.name)
    detail = f": {visible(agency.detail)}" if agency.detail else ""
    return f"{visible(agency.name)} ({word('reason', agency.reason, language)}{detail})"


def exclusion_note(exclusion: Exclusion, language: str) -> str:
    """Name, account, realization of budget, and the reason."""
    t = translator(language)
    unknown = t("unknown")
    name = " ".join(filter(None, (visible(exclusion.agency_name), visible(exclusion.account or ""))))
    amounts = t(
        "budget {budget}, realization {realization}",
        budget=unknown if exclusion.budget is None else numbers.money(exclusion.budget, language),
        realization=unknown
        if exclusion.realization is None
        else numbers.money(exclusion.realization, language),
    )
    return f"{name}: {amounts}, {word('reason', exclusion.reason, language)}"
