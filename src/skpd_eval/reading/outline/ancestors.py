"""What a code itself says of the levels above it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import lru_cache

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.errors import CodeError
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.headings.header import Header

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
            for parent in _above(codes.account_parent, code):
                steps.setdefault(ACCOUNT_DEPTH + codes.account_level(parent), parent)
        elif depth > program:
            for above, parent in zip(
                range(depth - 1, program - 1, -1), _above(codes.activity_parent, code), strict=False
            ):
                steps.setdefault(above, parent)
        elif depth == bidang:
            steps.setdefault(0, code.partition(".")[0])


@lru_cache(maxsize=65_536)
def _above(parent_of: Callable[[str], str | None], code: str) -> tuple[str, ...]:
    """The ancestors of a code, nearest first."""
    found: list[str] = []
    with contextlib.suppress(CodeError):
        while (parent := parent_of(found[-1] if found else code)) is not None:
            found.append(parent)
    return tuple(found)


def carries_ancestors(header: Header, grid: Grid) -> bool:
    """Whether rows repeat the codes of their ancestors beside their own; else the rows above tell these."""
    rows = range(header.last_row + 1, len(grid.rows))
    return any(sum(not is_blank(grid.value(row, col)) for col in header.code_columns) > 1 for row in rows)
