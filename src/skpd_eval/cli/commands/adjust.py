"""``skpd-eval adjust AGENCY``: put an amount on record that the export lacks; list and withdraw such amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli.options import Common, CutoffOption, Output, WhoOption, takes, who_is
from skpd_eval.cli.session import Session
from skpd_eval.errors import UsageError

if TYPE_CHECKING:
    from skpd_eval.jobs.adjustments import Booking

AgencyArgument = Annotated[
    str | None, typer.Argument(metavar="AGENCY", help="Code, name or short name, or its beginning.")
]
AmountOption = Annotated[
    str | None,
    typer.Option("--amount", metavar="RUPIAH", help="Amount to add to the realization; negative takes away."),
]
AccountOption = Annotated[
    str | None, typer.Option("--account", metavar="CODE", help="Expenditure account, such as 5.1.02.")
]
DocumentOption = Annotated[
    str | None,
    typer.Option("--document", metavar="TEXT", help="The document that proves it, such as an SP2B."),
]
ReasonOption = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help="Why the export lacks it, or why it is withdrawn."),
]
GovernmentOption = Annotated[
    str | None,
    typer.Option("--government", metavar="NAME", help="Government, where the ledger has several."),
]
ListOption = Annotated[bool, typer.Option("--list", help="List all adjustments.")]
WithdrawOption = Annotated[
    int | None, typer.Option("--withdraw", metavar="ID", help="Take this adjustment out of force.")
]


@takes(Common, Output)
def command(
    common: Common,
    output: Output,
    agency: AgencyArgument = None,
    amount: AmountOption = None,
    account: AccountOption = None,
    cutoff: CutoffOption = None,
    document: DocumentOption = None,
    reason: ReasonOption = None,
    who: WhoOption = None,
    government: GovernmentOption = None,
    list_: ListOption = False,
    withdraw: WithdrawOption = None,
) -> None:
    """Book an amount that an export lacks at a cut-off, with document and reason; figures stay as exported."""
    from skpd_eval.jobs import adjustments as job
    from skpd_eval.jobs.scope import Asked
    from skpd_eval.presentation.tables import adjusting

    session = Session(common)
    if withdraw is not None:
        if not (reason or "").strip():
            raise UsageError("withdraw-needs-reason")
        job.withdraw(session.context, withdraw, (reason or "").strip(), who_is(who))
    elif not list_:
        said = {
            "AGENCY": agency, "--amount": amount, "--account": account,
            "--document": document, "--reason": reason,
        }  # fmt: skip
        job.book(session.context, government, _booking(said, cutoff, who))
    found = job.listed(session.context, Asked(government, cutoff=cutoff))
    session.show(adjusting.adjustments(found, session.context.settings.timezone, session.language), output)


def _booking(said: Mapping[str, str | None], cutoff: dt.date | None, who: str | None) -> Booking:
    """What to book. Raises UsageError ``adjustment-incomplete`` naming what was not told."""
    from skpd_eval.jobs.adjustments import Booking

    told = {name: (value or "").strip() for name, value in said.items()}
    missing = [name for name, value in told.items() if not value]
    if missing or cutoff is None:
        options = ", ".join([*missing, *(["--cutoff"] if cutoff is None else [])])
        raise UsageError("adjustment-incomplete", options=options)
    return Booking(
        told["AGENCY"], told["--amount"], told["--account"], cutoff, told["--document"], told["--reason"],
        who_is(who),
    )  # fmt: skip
