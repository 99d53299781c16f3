"""Rows of detail that count in place of their agencies: whether they are those agencies' own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skpd_eval import codes
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.tree import AGENCY_DEPTHS, Node, Outline
from skpd_eval.reading.proof.treeproof import Amounts


def check_attribution(
    chosen: Sequence[int],
    outline: Outline,
    owners: Mapping[int, int],
    columns: Sequence[Column],
    amounts: Amounts,
    collector: Collector,
) -> None:
    """An error where an agency's row is lost or out of place: its rows would count for the one above.

    Either the first of the rows beneath an agency come to exactly what its own row states, so that the others are
    not its own; or a coded agency states an amount and nothing beneath it counts. ``chosen`` are the places that
    count, ``owners`` the agency's place of each.
    """
    beneath: dict[int, list[int]] = {}
    for place in filter(owners.__contains__, chosen):
        beneath.setdefault(owners[place], []).append(place)
    served = {_whole(outline.nodes[place]) for place in beneath}
    for place, node in enumerate(outline.nodes):
        stated = {role: sen for role, values in amounts.items() if (sen := values[place])}
        rows = beneath.get(place, [])
        lost = _lost_row(place, node, rows, _first_stranger(rows, stated, amounts), served)
        if lost is not None and stated and node.depth in AGENCY_DEPTHS:
            column = next(column for column in columns if column.role in stated)
            told = {"stated": stated[column.role], "sum": sum(amounts[column.role][one] or 0 for one in rows)}
            row = outline.nodes[lost].row
            collector.error("agency-row-missing", row, column.index, agency=node.name[:80], **told)


def _lost_row(place: int, node: Node, rows: Sequence[int], stranger: int | None, served: set[str]) -> int | None:
    """The place that shows that a row is missing: a stranger among the rows of an agency, or an agency without any."""
    empty = node.coded and not rows and _whole(node) not in served
    return place if stranger is None and empty else stranger


def _whole(node: Node) -> str:
    """The code of an agency, of a unit that of its agency."""
    return codes.agency_of(node.code) if codes.is_unit(node.code) else node.code


def _first_stranger(rows: Sequence[int], stated: Mapping[str, int], amounts: Amounts) -> int | None:
    """The row after the first ones that come to what is stated, where those that follow add to it."""
    sums = dict.fromkeys(stated, 0)
    for place, row in enumerate(rows[:-1], 1):
        sums = {role: sums[role] + (amounts[role][row] or 0) for role in stated}
        rest = any(amounts[role][other] for role in stated for other in rows[place:])
        if sums == stated and rest:
            return rows[place]
    return None
