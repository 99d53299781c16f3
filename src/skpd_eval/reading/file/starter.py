"""Draft a layout for a table that no layout understands: its headings, with the roles that their words suggest."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.reading.cells.grid import Grid, column_letter
from skpd_eval.reading.cells.values import is_figure
from skpd_eval.reading.columns.header import SEARCHED_ROWS
from skpd_eval.reading.columns.headings import Heading, headings
from skpd_eval.reading.columns.roles import role_of
from skpd_eval.reading.layout.layout import AMOUNT_ROLES, PERCENT_ROLES, TEXT_ROLES, Layout

_HEAD = """\
# A layout of your own: say what each column is, then
#   skpd-eval inspect FILE --layout {name}
# until the totals agree, and use it with `ingest --layout {name}`, or for good in skpd-eval.toml:
#   layouts = ["{name}"]
# Roles: {roles}
# A heading is written in lower case as words without punctuation; `group > column` under a group heading.
# Write `required = true` where a table without the column is another table.
name = "{stem}"
title = "{stem}"
kind = "accounts"               # accounts | plan | physical | outputs
shape = "rows"                  # rows: one row an agency or account; tree: levels told by codes
reconcile = "level"             # strict: every sum must agree; level: the level that equals the total row
realization_basis = "lra"       # lra | sp2d | spj | agency
priority = 1
source = "own layout"

[recognize]
titles = []                     # words that must stand above the header; none: any
"""


def draft_layout(grids: Sequence[Grid], layouts: Sequence[Layout], name: str) -> str:
    """The text of a layout file for the most table-like sheet; columns without a likely role are comments."""
    grid = max((grid for grid in grids if grid.visible), key=_size, default=None)
    if grid is None:
        return ""
    row = _header_row(grid, layouts)
    stem = name.rpartition("/")[2].removesuffix(".toml")
    roles = ", ".join((*TEXT_ROLES, *AMOUNT_ROLES, *PERCENT_ROLES))
    parts = [_HEAD.format(name=name, stem=stem, roles=roles)]
    taken: set[str] = set()
    for index, heading in enumerate(headings(grid, row, row)):
        if heading.parts:
            parts.append(_column(index, heading, layouts, taken))
    return "\n".join(parts)


def _size(grid: Grid) -> int:
    return sum(value is not None for row in grid.rows[:SEARCHED_ROWS] for value in row)


def _header_row(grid: Grid, layouts: Sequence[Layout]) -> int:
    """The row whose texts suggest the most roles; among equals the one with the most texts."""

    def score(row: int) -> tuple[bool, int, int, int]:
        found = [heading for heading in headings(grid, row, row) if heading.parts]
        known = sum(_likely_role(heading, layouts) is not None for heading in found)
        texts = sum(isinstance(value, str) for value in grid.rows[row])
        figures = any(map(is_figure, grid.rows[row]))
        return not figures, known, texts, -row

    return max(range(min(len(grid.rows), SEARCHED_ROWS)), key=score, default=0)


def _likely_role(heading: Heading, layouts: Sequence[Layout]) -> str | None:
    found = (role_of(heading.parts, heading.month, layout) for layout in reversed(layouts))
    return next((role for role, _ in filter(None, found)), None)


def _column(index: int, heading: Heading, layouts: Sequence[Layout], taken: set[str]) -> str:
    role = _likely_role(heading, layouts)
    where = f"column {column_letter(index)}"
    text = heading.text.replace('"', "'")
    if role is None or role in taken:
        return f'# {where}: what is it?\n# [[columns]]\n# role = ""\n# headers = ["{text}"]\n'
    taken.add(role)
    required = "\nrequired = true" if role in ("agency_name", "budget", "code", "name") else ""
    return f'# {where}\n[[columns]]\nrole = "{role}"\nheaders = ["{text}"]{required}\n'
