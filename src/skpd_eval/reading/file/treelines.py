"""Lines of a tree at one period: its amounts, proved as its layout has it, to the sen or by level."""

from __future__ import annotations

from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.layout.layout import AMOUNT_ROLES
from skpd_eval.reading.outline.tree import AGENCY_DEPTHS, Outline
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.lines import Lines, TreeLines
from skpd_eval.reading.proof.reconcile import Amounts, Prover
from skpd_eval.reading.shapes.progress.levels import LevelLines


def tree_lines(
    header: Header, rows: Outline, values: Values, assembler: Assembler, *, earlier: bool
) -> Lines:
    """The lines that count; ``earlier`` where the period is not the one in force."""
    collector, owner = values.collector, assembler.told_agency()
    columns = tuple(column for column in header.columns if column.measure in AMOUNT_ROLES)
    by_hand = header.layout.reconcile == "level"
    amounts: Amounts = {
        column.role: [
            values.amount(node.row, column.index, detail=by_hand and node.depth not in AGENCY_DEPTHS)
            for node in rows.nodes
        ]
        for column in columns
    }
    total: dict[str, int | None] = {}
    if rows.total_row is not None:
        total = {column.role: values.amount(rows.total_row, column.index) for column in columns}
    if by_hand:
        maker = LevelLines(header, header.columns, rows, amounts, total, values, collector)
        maker.earlier = earlier
        return maker.run(owner)
    rounded = frozenset(values.rounded_cells)
    prover = Prover(rows, columns, amounts, collector, rounded, values.covered)
    proof = prover.prove(total, total_expected=header.layout.codes == "national")
    lines = TreeLines(rows, columns, amounts, collector).run(proof.leaves, owner)
    lines.proven.extend(proof.proven)
    return lines
