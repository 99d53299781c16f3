"""The lines of chosen submissions with the rows they stand in, from the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from skpd_eval.evaluation import AgencyChoice, fetched
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.located import located_amounts, located_plans, located_progress
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger
from skpd_eval.model import Dimension


def located(
    ledger: Ledger, context: Context, choices: Iterable[AgencyChoice], as_of: dt.date | None
) -> Fetched:
    """Every line of the choices' submissions, not summed, with the names of codes."""
    chosen = tuple(choices)
    accounts = sorted(
        {
            pick.pair
            for choice in chosen
            for pick in (*choice.accounts, *choice.earlier_original, *choice.earlier_revised)
        }
    )
    plans = sorted({pick.pair for choice in chosen for pick in choice.plan})
    progress = sorted(
        {
            pick.pair
            for choice in chosen
            for pick in (*choice.progress, *choice.stated_money, *choice.stated_plan)
        }
    )
    zone = context.settings.timezone
    said = ledger.notes((*progress, *accounts))
    return fetched(
        [one for pair in accounts for one in located_amounts(pair[0], ledger.account_lines(pair))],
        [one for pair in plans for one in located_plans(pair[0], ledger.plan_lines(pair))],
        [
            one
            for pair in progress
            for one in located_progress(pair[0], ledger.progress_lines(pair), ledger.progress_accounts(pair))
        ],
        notes=said,
        names=ledger.names(Dimension.ACCOUNT, as_of, zone) | ledger.names(Dimension.ACTIVITY, as_of, zone),
        indicators=ledger.indicators({pick.pair for choice in chosen for pick in choice.outputs}),
    )
