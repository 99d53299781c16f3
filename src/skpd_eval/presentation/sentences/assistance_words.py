"""The vocabularies of assistance, worded: opinions, classes of reasons, causes, states of a case."""

from __future__ import annotations

from skpd_eval.model.assistance import CaseState, Cause, Confirmation, Opinion, ReasonClass
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.table import Cell

OPINIONS = {Opinion.AGREE: mark("Agree"), Opinion.DISPUTE: mark("Dispute")}
REASON_CLASSES = {
    ReasonClass.NOT_CARRIED_OUT: mark("Not carried out"),
    ReasonClass.CANNOT_BE_CARRIED_OUT: mark("Cannot be carried out"),
    ReasonClass.IN_PROCESS: mark("In process"),
}
CAUSES = {
    Cause.PROCUREMENT: mark("Procurement or tender"),
    Cause.ADMINISTRATION: mark("Administration"),
    Cause.REGULATION: mark("Regulation or technical guideline"),
    Cause.STAFF: mark("Staff"),
    Cause.REVISED_BUDGET_LATE: mark("Revised budget (PAK) came late"),
    Cause.TRANSFER_FUNDS: mark("Transfer funds"),
    Cause.TECHNICAL: mark("Technical, in the field"),
    Cause.APPLICATION: mark("SIPD or application"),
    Cause.EARMARKED: mark("Earmarked DAU/DAK"),
    Cause.CONFIRMATION_PENDING: mark("BLUD/BOS confirmation pending"),
    Cause.PAID_AT_END: mark("Contract paid at the end"),
    Cause.OTHER: mark("Other (explain)"),
}
STATES = {
    CaseState.OPEN: mark("waiting for an answer"),
    CaseState.CONFIRMED: mark("confirmed"),
    CaseState.DISPUTED: mark("disputed"),
    CaseState.CLOSED: mark("closed"),
}
STATE_TONES = {
    CaseState.OPEN: "yellow",
    CaseState.CONFIRMED: "green",
    CaseState.DISPUTED: "red",
}


def confirmation_cell(found: Confirmation | None, language: str) -> Cell:
    """What :func:`confirmation` says, with its code for programs."""
    return Cell(confirmation(found, language), code=confirmation_code(found))


def confirmation_code(found: Confirmation | None) -> str | None:
    """``agree`` or ``dispute``, ``asked`` until an answer comes; ``None``: not asked."""
    if found is None:
        return None
    return "asked" if found.opinion is None else found.opinion.value


def confirmation(found: Confirmation | None, language: str) -> str | None:
    """``dikonfirmasi 12 Nov 2023``, ``disanggah: …``, or that no answer has come; ``None``: not asked."""
    if found is None:
        return None
    t = translator(language)
    day = numbers.short_date(found.day, language)
    if found.opinion is None:
        return t("asked {date}, not answered", date=day)
    if found.opinion is Opinion.AGREE:
        return t("confirmed {date}", date=day)
    own = numbers.compact_money(found.own_realization or 0, language)
    return t("disputed: realization {amount} by its own account, {date}", amount=own, date=day)
