"""Which statements of an agency count at a position: the newest of each, and the months of a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skpd_eval.evaluation.identity import Identities
from skpd_eval.evaluation.picks import Pick
from skpd_eval.model import BudgetBasis, Holding, Kind, PeriodKind, RealizationBasis, Submission


def in_force(held: Iterable[Holding], identities: Identities) -> list[Holding]:
    """Keep of each unit of an agency and each position the newest statement, whatever period kind was told for it.

    What states less than another, or nothing, takes no such one's place. A statement of the agency goes with the
    sub-units inside it.
    """
    given = sorted(held, key=_number)
    newest = {_position(holding, identities): holding for holding in given}
    whole = {holding.submission.number for holding in given if _is_of_agency(holding, identities)}
    replaced = whole - {
        holding.submission.number for holding in newest.values() if _is_of_agency(holding, identities)
    }
    return sorted(
        (holding for holding in newest.values() if holding.submission.number not in replaced), key=_number
    )


def _is_of_agency(holding: Holding, identities: Identities) -> bool:
    return identities.unit_keys[holding.agency_id] == identities.by_id[holding.agency_id]


def _position(holding: Holding, identities: Identities) -> tuple[object, ...]:
    submission = holding.submission
    return (
        identities.unit_keys[holding.agency_id],
        submission.kind,
        submission.cutoff,
        submission.budget_basis,
        submission.realization_basis,
        submission.is_complete,
        submission.lines > 0,
    )


def _number(holding: Holding) -> tuple[int, int]:
    return holding.submission.number, holding.agency_id


def newest(
    held: Sequence[Holding], order: Sequence[RealizationBasis], identities: Identities
) -> tuple[Holding, ...]:
    """Give the holdings at the newest cut-off of the first realization basis that has any.

    ``held`` are in force. What states budget or realization alone counts only where nothing states both, and of
    each unit only what agrees with its newest report on the period: a month alone and a sum never mix.
    """
    for basis in order:
        there = [holding for holding in held if holding.submission.realization_basis is basis]
        if not any(map(_is_month, there)):
            there = [holding for holding in there if not _is_half(holding.submission)] or there
        if there:
            cutoff = max(holding.submission.cutoff for holding in there)
            return _of_one_course(
                [holding for holding in there if holding.submission.cutoff == cutoff], identities
            )
    return ()


def _of_one_course(at: Sequence[Holding], identities: Identities) -> tuple[Holding, ...]:
    told = {
        identities.unit_keys[holding.agency_id]: holding.submission.period_kind
        for holding in sorted(at, key=_number)
        if not holding.submission.is_budget_alone
    }
    return tuple(
        holding
        for holding in at
        if holding.submission.is_budget_alone
        or holding.submission.period_kind is told[identities.unit_keys[holding.agency_id]]
    )


def with_earlier_months(
    at: Sequence[Holding], held: Iterable[Holding], identities: Identities
) -> list[Holding]:
    """Add the months before a month alone, from January on; a cumulative statement stands for all of them."""
    if not any(map(_is_month, at)):
        return list(at)
    whole = {
        identities.unit_keys[holding.agency_id]
        for holding in at
        if not _is_month(holding) and not holding.submission.is_budget_alone
    }
    earlier = [
        holding
        for holding in _before(at, held)
        if _is_alone(holding.submission) and identities.unit_keys[holding.agency_id] not in whole
    ]
    return [*at, *earlier]


def missing_months(at: Sequence[Holding], held: Sequence[Holding], identities: Identities) -> list[int]:
    """Name the months that a series of single months lacks before its newest one.

    A month that is stated as cumulative alone lacks too: that may be the very mistake that the newer statement of
    another month corrects, so that nothing is added to it.
    """
    if not any(map(_is_month, at)):
        return []
    series = with_earlier_months(at, held, identities)
    units = {identities.unit_keys[holding.agency_id] for holding in series if _is_month(holding)}
    stated = {_month_of(holding, identities) for holding in series}
    cumulative = {
        _month_of(holding, identities)
        for holding in _before(at, held)
        if not holding.submission.is_budget_alone and identities.unit_keys[holding.agency_id] in units
    }
    unsure = {month for _, month in cumulative - stated}
    known = {month for _, month in stated} - unsure
    return [month for month in range(1, at[0].submission.cutoff.month) if month not in known]


def winners(held: Iterable[Holding], identities: Identities) -> tuple[Pick, ...]:
    """Pick one statement for each unit, month and budget basis: the fullest, of those the newest."""
    chosen: dict[tuple[str, int, BudgetBasis], Holding] = {}
    for holding in sorted(held, key=_weight):
        submission = holding.submission
        unit = identities.unit_keys[holding.agency_id]
        chosen[unit, submission.cutoff.month, submission.budget_basis] = holding
    return tuple(Pick(holding.submission, holding.agency_id, key[0]) for key, holding in chosen.items())


def _weight(holding: Holding) -> tuple[bool, bool, int, int]:
    submission = holding.submission
    return submission.lines > 0, not _is_half(submission), submission.number, holding.agency_id


def _is_half(submission: Submission) -> bool:
    """Whether accounts state budget or realization alone; reports of progress are chosen by what they state."""
    return submission.kind is Kind.ACCOUNTS and not submission.is_complete


def _before(at: Sequence[Holding], held: Iterable[Holding]) -> list[Holding]:
    """Keep what is stated of earlier cut-offs on the same record."""
    head = at[0].submission
    return [
        holding
        for holding in held
        if holding.submission.kind is head.kind
        and holding.submission.realization_basis is head.realization_basis
        and holding.submission.cutoff < head.cutoff
    ]


def _is_month(holding: Holding) -> bool:
    return holding.submission.period_kind is PeriodKind.MONTH


def _is_alone(submission: Submission) -> bool:
    """Whether it states one month: what is cumulative at the end of January does too."""
    january = submission.cutoff.month == 1 and submission.cutoff.day == 31
    return submission.period_kind is PeriodKind.MONTH or (january and not submission.is_budget_alone)


def _month_of(holding: Holding, identities: Identities) -> tuple[str, int]:
    return identities.unit_keys[holding.agency_id], holding.submission.cutoff.month
