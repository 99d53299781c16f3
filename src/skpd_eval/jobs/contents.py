"""What a ledger holds, in a few words: its governments, their newest year and position, and who reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from skpd_eval.errors import AgenciesNotIngestedError, SkpdEvalError
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.naming import UNNAMED
from skpd_eval.jobs.scope import Asked
from skpd_eval.jobs.status import presence
from skpd_eval.ledger import Ledger
from skpd_eval.period import Quarter


@dataclass(frozen=True, slots=True)
class Held:
    """A government of the ledger and the quarter that a command without options speaks of."""

    government: str | None
    quarter: Quarter | None
    """``None`` where nothing reported can be evaluated yet."""
    reported: int = 0
    known: int = 0
    is_whole: bool = False
    """Stated of the whole government alone, not by agency."""


def contents(context: Context, most: int) -> tuple[list[Held], int] | None:
    """The first governments of the ledger, ``most`` at most, and how many it has; ``None``: no ledger yet.

    Raises what opening a ledger raises.
    """
    if not context.ledger.exists():
        return None
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
        governments = ledger.governments()
    return list(_held(context, governments[:most])), len(governments)


def _held(context: Context, governments: list[str | None]) -> Iterator[Held]:
    for government in governments:
        try:
            found = presence(context, Asked(government or UNNAMED))
        except AgenciesNotIngestedError:
            yield Held(government, None, is_whole=True)
        except SkpdEvalError:
            yield Held(government, None)
        else:
            yield Held(government, found.quarter, found.reported, len(found.rows))
