"""Which accounts count in a ranking, which stand beside it, and which are no expenditure at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from skpd_eval import codes
from skpd_eval.evaluation.entries import Entry, added
from skpd_eval.regulations import Rulebook


@dataclass(frozen=True, slots=True)
class Sorted:
    """Entries of an agency: those that its ranking counts, and the excluded ones by account."""

    counted: Sequence[Entry]
    excluded: Mapping[str, Sequence[Entry]]
    left_out: Sequence[Entry] = ()
    """Entries with amounts under accounts that are no expenditure."""

    def without_plan(self) -> Sorted:
        """Give the same without any plan, for an agency whose plan is unknown."""
        return Sorted(
            _planless(self.counted),
            {account: _planless(entries) for account, entries in self.excluded.items()},
            self.left_out,
        )

    def with_plan_of_excluded(self) -> Sorted:
        """Give the same with a plan for every excluded account: nothing, where the cash plan has no line."""
        return Sorted(
            self.counted,
            {
                account: [*entries, entries[0]._replace(budget=None, realization=None, plan=0)]
                for account, entries in self.excluded.items()
            },
            self.left_out,
        )


def _planless(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.plan is None]


def sort_accounts(entries: Sequence[Entry], rules: Rulebook) -> Sorted:
    """Part counted from excluded expenditure; what is no expenditure (revenue, financing, no known class) is left out.

    An entry without an account is counted. An excluded account without any amount but zero is not listed.
    """
    counted: list[Entry] = []
    left_out: list[Entry] = []
    excluded: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.account is not None and root_of(entry.account, rules.expenditure) is None:
            left_out += [entry] if _matter([entry]) else []
            continue
        account = root_of(entry.account, rules.excluded)
        if account is None:
            counted.append(entry)
        else:
            excluded[account].append(entry)
    matter = {account: found for account, found in excluded.items() if _matter(found)}
    return Sorted(counted, matter, left_out)


def counts(account: str | None, rules: Rulebook) -> bool:
    """Say whether amounts of an account are in an agency's ranking; those without an account are."""
    if account is None:
        return True
    return root_of(account, rules.expenditure) is not None and root_of(account, rules.excluded) is None


def is_separable(entry: Entry, found: Sorted) -> bool:
    """Say whether an entry surely holds no amount of the accounts that were excluded."""
    return is_separable_account(entry.account, found.excluded)


def is_separable_account(account: str | None, excluded: Iterable[str]) -> bool:
    """Say whether amounts of an account surely hold nothing of the excluded accounts."""
    return account is not None and not any(codes.is_within(other, account) for other in excluded)


def personnel(counted: Sequence[Entry], rules: Rulebook) -> tuple[int | None, int | None]:
    """Sum personnel budget and realization; unknown where an entry with money is not coded deep enough."""
    if not counted or any(_may_hold(entry, rules.personnel) for entry in counted):
        return None, None
    own = [entry for entry in counted if root_of(entry.account, rules.personnel) is not None]
    return added([0, *(entry.budget for entry in own)]), added([0, *(entry.realization for entry in own)])


@cache
def root_of(account: str | None, ancestors: tuple[str, ...]) -> str | None:
    """Give which of some accounts another one is or stands under; ``None`` for none of them or no account."""
    if account is None:
        return None
    return next((ancestor for ancestor in ancestors if codes.is_within(account, ancestor)), None)


def _may_hold(entry: Entry, accounts: tuple[str, ...]) -> bool:
    if not entry.budget and not entry.realization:
        return False
    return entry.account is None or _stands_above(entry.account, accounts)


@cache
def _stands_above(account: str, others: tuple[str, ...]) -> bool:
    return any(other != account and codes.is_within(other, account) for other in others)


def _matter(entries: Sequence[Entry]) -> bool:
    return any(entry.budget or entry.realization or entry.plan for entry in entries)
