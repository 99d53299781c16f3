"""Which of lines on several levels count: a line stands for those beneath it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol, TypeVar

from skpd_eval import codes
from skpd_eval.model.export import ProgressLine


class HasActivity(Protocol):
    """A line of progress, as a file states it or as the ledger holds it."""

    @property
    def activity(self) -> str | None:
        """Its program, activity or sub-activity; ``None`` for an agency's own line."""


Stated = TypeVar("Stated", bound=HasActivity)


def top_lines(lines: Sequence[Stated]) -> list[Stated]:
    """Keep the lines that no other stands above: an agency's own, else the highest activities stated."""
    whole = [line for line in lines if line.activity is None]
    kept = codes.outermost({line.activity for line in lines if line.activity is not None})
    return whole or [line for line in lines if line.activity in kept]


def counted_lines(lines: Sequence[ProgressLine]) -> list[ProgressLine]:
    """The lines of an export that count, agency by agency: :func:`top_lines` of each."""
    of_agency: dict[int, list[ProgressLine]] = defaultdict(list)
    for line in lines:
        of_agency[line.agency].append(line)
    return [line for own in of_agency.values() for line in top_lines(own)]


def deepest_lines(lines: Sequence[Stated]) -> list[Stated]:
    """Keep the activity lines that no other stands beneath."""
    kept = codes.innermost({line.activity for line in lines if line.activity is not None})
    return [line for line in lines if line.activity in kept]
