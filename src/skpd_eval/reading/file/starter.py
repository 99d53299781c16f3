"""Draft a layout for a table that no layout understands: roles by the words of headings and by what figures prove.

A role that its figures prove says by what; where words and figures disagree, both are written and none is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from skpd_eval.reading.cells.grid import Grid, column_letter
from skpd_eval.reading.cells.values import is_figure
from skpd_eval.reading.columns.identities import identities, names_beneath
from skpd_eval.reading.headings.headings import Heading, headings
from skpd_eval.reading.headings.headwords import meaning
from skpd_eval.reading.headings.roles import role_of
from skpd_eval.reading.headings.search import SEARCHED_ROWS
from skpd_eval.reading.layout.layout import AMOUNT_ROLES, PERCENT_ROLES, TEXT_ROLES, Layout
from skpd_eval.reading.layout.taught import UNREAD

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
    heads = {index: heading for index, heading in enumerate(headings(grid, row, row)) if heading.parts}
    worded = {index: role for index, heading in heads.items() if (role := _likely_role(heading, layouts))}
    proved = _proved(grid, row, worded)
    taken: set[str] = set()
    parts += [_column(at, heading, worded.get(at), proved.get(at), taken) for at, heading in heads.items()]
    return "\n".join(parts)


class Proof(NamedTuple):
    """What values show of a column."""

    role: str
    """Empty for amounts that could be several; :data:`UNREAD` for what is worked out of others."""
    because: str


def _proved(grid: Grid, row: int, worded: Mapping[int, str]) -> dict[int, Proof]:
    """What the values beneath a header prove of its columns."""
    found = _names(grid, row)
    told = identities(grid, row, worded)
    for column in told.figures:
        if told.adds_up(column) and told.total is not None:
            found[column] = Proof("", f"an amount, its rows add up to row {told.total + 1}")
    if told.shares is not None:
        budget, spent, by = map(column_letter, told.shares[:3])
        formula = f"{by} = 100 x {spent} / {budget}" if told.shares.percent else f"{by} = {budget} - {spent}"
        because = f"{formula} in {told.shares.rows} rows"
        found[told.shares.budget] = Proof("budget", because)
        found[told.shares.spent] = Proof("realization", because)
        found[told.shares.by] = Proof(UNREAD, because)
    return found


def _names(grid: Grid, row: int) -> dict[int, Proof]:
    """The one column most of whose cells are names of agencies."""
    beneath = {column: names_beneath(grid, column, row) for column in range(grid.width)}
    named = [(column, names) for column, names in beneath.items() if names.most]
    if len(named) != 1:
        return {}
    [(column, names)] = named
    return {column: Proof("agency_name", f"{names.agencies} of {names.texts} cells are names of agencies")}


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
    return next((role for role, _ in filter(None, found)), None) or meaning(heading.parts)


def _column(index: int, heading: Heading, worded: str | None, proof: Proof | None, taken: set[str]) -> str:
    """A column's rule, with what it goes by; a comment where that is not known, or words and values disagree."""
    where, text = f"column {column_letter(index)}", heading.text.replace('"', "'")
    because = f": {proof.because}" if proof else ""
    disagree = bool(worded and proof and proof.role not in ("", UNREAD) and not worded.startswith(proof.role))
    role = worded or (proof.role if proof else None)
    if proof and proof.role == UNREAD and not disagree:
        return f"# {where} “{text}”{because}: worked out of the others, left unread\n"
    if disagree and proof:
        because = f": its heading says {worded}, its values {proof.role} ({proof.because})"
    if not role or role in taken or disagree:
        return f'# {where}{because}: what is it?\n# [[columns]]\n# role = ""\n# headers = ["{text}"]\n'
    taken.add(role)
    required = "\nrequired = true" if role in ("agency_name", "budget", "code", "name") else ""
    return f'# {where}{because}\n[[columns]]\nrole = "{role}"\nheaders = ["{text}"]{required}\n'
