"""Whose the rows of a hand-kept tree are, and what a table of accounts states of its agency as a whole."""

from __future__ import annotations

from decimal import Decimal

from skpd_eval.codes import CodeKind
from skpd_eval.model import AgencyName, Level, ProgressLine
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.ancestors import ACCOUNT_DEPTH
from skpd_eval.reading.outline.tree import Node, Outline
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.proof.treeproof import Amounts


def say_accounts(
    outline: Outline, amounts: Amounts, columns: tuple[Column, ...], used: list[int], values: Values
) -> None:
    """Tell that accounts beneath activities were not recorded: a progress report is kept by activity.

    ``used`` are the places that were. What accounts alone state would be lost: an error at the first such cell.
    """
    places = [place for place, node in enumerate(outline.nodes) if node.depth >= ACCOUNT_DEPTH]
    if places:
        values.collector.inform("accounts-left-out", outline.nodes[places[0]].row, None, count=len(places))
    for column in columns:
        stated = amounts.get(column.role, [])
        alone = [place for place in places if stated and stated[place]]
        if alone and not any(stated[place] is not None for place in used):
            row = outline.nodes[alone[0]].row
            values.collector.error("total-needed", row, column.index)


def agency_of_path(node: Node) -> AgencyName | None:
    """The agency that a row's own code names; its name is not known where no row of the agency stands above."""
    code = node.code_at(CodeKind.AGENCY)
    return None if code is None else AgencyName(code, code)


def is_under(node: Node, owner: Node) -> bool:
    """Whether the agency row above a row owns it: only a code that names another agency says otherwise.

    A heading of a bidang between an agency and its programs names no agency, and changes no owner.
    """
    return node.code_at(CodeKind.AGENCY) in (None, owner.code_at(CodeKind.AGENCY))


def without_mark(name: str) -> str:
    """A name without the mark ``*)`` of a dissolved agency."""
    return name.replace("*)", "").strip()


def agency_lines(
    outline: Outline,
    chosen: list[int],
    amounts: Amounts,
    columns: tuple[Column, ...],
    values: Values,
    agency: AgencyName | None,
) -> Lines:
    """One line of the agency: sums of the accounts that count, percentages of the total row where it has them."""
    lines = Lines(level=Level.AGENCY)
    row = outline.nodes[chosen[0]].row if outline.total_row is None else outline.total_row
    if agency is None:
        values.collector.error("agency-missing", row)
        return lines
    sums = {role: _sum(amounts[role], chosen) for role in amounts}
    shares = {} if outline.total_row is None else _shares(outline.total_row, columns, values)
    lines.progress.append(
        ProgressLine(
            lines.agency_index(agency), None, None,
            sums.get("budget"), sums.get("budget_original"), sums.get("budget_revised"),
            sums.get("realization"), sums.get("plan"),
            None, None, shares.get("physical_target_pct"), shares.get("physical_pct"), row + 1,
        )
    )  # fmt: skip
    return lines


def _sum(amounts: list[int | None], chosen: list[int]) -> int | None:
    known = [amount for place in chosen if (amount := amounts[place]) is not None]
    return sum(known) if known else None


def _shares(row: int, columns: tuple[Column, ...], values: Values) -> dict[str, Decimal]:
    """Physical percentages of a row; one within one could be a fraction and is left out."""
    found = {}
    for column in columns:
        if column.role.startswith("physical"):
            share = values.percent(row, column.index, detail=True)
            if share is not None and (share == 0 or share > 1):
                found[column.role] = share
    return found
