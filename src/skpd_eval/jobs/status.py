"""Which agency has reported what for a quarter, and what was refused."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from skpd_eval.evaluation import Identities, identify
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.scope import Asked, scope_of
from skpd_eval.ledger import Ledger, Refusal
from skpd_eval.model import Finding, Holding, Kind, Submission
from skpd_eval.period import Quarter

PRESENT, MISSING, NOT_FILLED = "present", "missing", "not-filled"
YEARLY = (Kind.PLAN,)
"""Kinds that are not of one quarter."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A quarter's reports: agency code, name, and by kind what became of it; and what was refused.

    By kind ``present``, ``missing``, or ``not-filled`` where a form was handed in that states nothing.
    """

    government: str | None
    quarter: Quarter
    rows: tuple[tuple[str | None, str, Mapping[Kind, str]], ...]
    refused: tuple[Refusal, ...]
    recorded_at: dt.datetime | None
    """When the newest of the reports was recorded."""
    recoded: tuple[Finding, ...] = ()
    """Names that stand under several codes: what is missing under one may have come under another."""

    @property
    def reported(self) -> int:
        """How many of the agencies stated what was spent or done."""
        return sum(
            any(by_kind.get(kind) == PRESENT for kind in (Kind.ACCOUNTS, Kind.PHYSICAL)) for _, _, by_kind in self.rows
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The first error of each refused file, then what is odd about the agencies' codes."""
        return (*(refusal.findings[0] for refusal in self.refused if refusal.findings), *self.recoded)


def presence(context: Context, asked: Asked) -> Presence:
    """Agency by kind for the quarter that is meant. Raises what :func:`scope_of` raises."""
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, asked)
        refused = tuple(ledger.refusals(asked.as_of, context.settings.timezone))
    live = [holding for holding in scope.holdings if holding.submission.withdrawn_at is None]
    identities = identify(live, context.settings.agencies)
    by_kind = any(holding.submission.kind is Kind.ACCOUNTS for holding in live)
    stated = {
        holding.submission.number: _stated(holding.submission, accounts_apart=by_kind) for holding in live
    }
    kinds = [kind for kind in Kind if any(kind in one for one in stated.values())]
    there = _there(live, scope.quarter, identities, stated)
    present = set(there)
    rows = tuple(
        (identity.code, identity.name, {kind: there[key].get(kind, MISSING) for kind in kinds})
        for key, identity in sorted(identities.agencies.items())
        if key in present or not identities.excused(key, present, scope.quarter.end)
    )
    newest = max((holding.submission.recorded_at for holding in live), default=None)
    recoded = tuple(finding for finding in identities.findings if finding.code == "agency-two-codes")
    return Presence(scope.government, scope.quarter, rows, refused, newest, recoded)


def _there(
    live: list[Holding], quarter: Quarter, identities: Identities, stated: Mapping[int, set[Kind]]
) -> dict[str, dict[Kind, str]]:
    there: dict[str, dict[Kind, str]] = defaultdict(dict)
    for holding in live:
        submission = holding.submission
        if submission.kind in YEARLY or quarter.contains(submission.cutoff):
            found = there[identities.by_id[holding.agency_id]]
            for kind in stated[submission.number]:
                if submission.lines:
                    found[kind] = PRESENT
                else:
                    found.setdefault(kind, NOT_FILLED)
    return there


def _stated(submission: Submission, *, accounts_apart: bool) -> set[Kind]:
    """What a submission answers for: a progress report for the measures it has, not for its name.

    Its money is no account where others report accounts (``accounts_apart``), unless it states nothing else.
    """
    if submission.kind is not Kind.PHYSICAL:
        return {submission.kind}
    measures = {
        Kind.PHYSICAL: submission.states_physical,
        Kind.PLAN: submission.states_plan,
        Kind.ACCOUNTS: submission.states_money and not accounts_apart,
    }
    return {kind for kind, there in measures.items() if there} or {Kind.ACCOUNTS}
