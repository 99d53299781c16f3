"""What a code itself says of the levels above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.errors import CodeError
from skpd_eval.reading.grid import Grid
from skpd_eval.reading.header import Header
from skpd_eval.reading.values import is_blank

ORDER = (
    CodeKind.URUSAN,
    CodeKind.BIDANG,
    CodeKind.AGENCY,
    CodeKind.UNIT,
    CodeKind.PROGRAM,
    CodeKind.ACTIVITY,
    CodeKind.SUB_ACTIVITY,
)
"""Levels of a tree above its accounts."""
ACCOUNT_DEPTH = len(ORDER)


def add_ancestors(steps: dict[int, str]) -> None:
    """Complete a path by what each code itself says of its ancestors; codes of other systems say nothing."""
    program, bidang = ORDER.index(CodeKind.PROGRAM), ORDER.index(CodeKind.BIDANG)
    for depth, code in sorted(steps.items(), reverse=True):
        if depth > ACCOUNT_DEPTH:
            for parent in _upwards(codes.account_parent, code):
                steps.setdefault(ACCOUNT_DEPTH + codes.account_level(parent), parent)
        elif depth > program:
            for above, parent in zip(
                range(depth - 1, program - 1, -1), _upwards(codes.activity_parent, code), strict=False
            ):
                steps.setdefault(above, parent)
        elif depth == bidang:
            steps.setdefault(0, code.partition(".")[0])


def _upwards(parent_of: Callable[[str], str | None], code: str) -> Iterator[str]:
    """The ancestors of a code, nearest first."""
    try:
        parent = parent_of(code)
        while parent is not None:
            yield parent
            parent = parent_of(parent)
    except CodeError:
        return


def carries_ancestors(header: Header, grid: Grid) -> bool:
    """Whether rows repeat the codes of their ancestors beside their own; else the rows above tell these."""
    rows = range(header.last_row + 1, len(grid.rows))
    return any(sum(not is_blank(grid.value(row, col)) for col in header.code_columns) > 1 for row in rows)
