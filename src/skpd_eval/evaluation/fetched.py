"""The ledger's answer for a selection, ordered by what was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from skpd_eval.evaluation.entries import Row
from skpd_eval.model import Amounts, IndicatorLine, Note, PlanAmounts, ProgressAmounts

Pair = tuple[int, int]
"""Submission number and ledger key of an agency, as :meth:`Selection.pairs` gives them."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Account, plan and progress amounts by pair, and the names of activity and account codes."""

    amounts: Mapping[Pair, Sequence[Amounts]] = field(default_factory=dict)
    plans: Mapping[Pair, Sequence[PlanAmounts]] = field(default_factory=dict)
    progress: Mapping[Pair, Sequence[ProgressAmounts]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[Pair, Sequence[Note]] = field(default_factory=dict)
    indicators: Mapping[Pair, Sequence[IndicatorLine]] = field(default_factory=dict)


def fetched(
    amounts: Iterable[Amounts] = (),
    plans: Iterable[PlanAmounts] = (),
    progress: Iterable[ProgressAmounts] = (),
    names: Mapping[str, str] | None = None,
    notes: Iterable[tuple[int, int, Note]] = (),
    indicators: Iterable[tuple[int, IndicatorLine]] = (),
) -> Fetched:
    """Order the ledger's rows by the pair that they answer; notes come with theirs, indicators with a number."""
    said: dict[Pair, list[Note]] = defaultdict(list)
    for number, agency_id, note in notes:
        said[number, agency_id].append(note)
    stated: dict[Pair, list[IndicatorLine]] = defaultdict(list)
    for number, line in indicators:
        stated[number, line.agency].append(line)
    return Fetched(_by_pair(amounts), _by_pair(plans), _by_pair(progress), names or {}, said, stated)


def _by_pair(rows: Iterable[Row]) -> dict[Pair, list[Row]]:
    found: dict[Pair, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.submission, row.agency_id].append(row)
    return found
