"""V-01: what the rows of a table print beside their amounts, compared with these."""

from __future__ import annotations

from collections.abc import Iterable

from skpd_eval.model import Proven
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.outline.tree import AGENCY_DEPTHS, Outline
from skpd_eval.reading.proof.printed import Stated, StatedColumns


def check_tree(header: Header, rows: Outline, values: Values) -> tuple[Proven, ...]:
    """Compare what the rows of a tree print; of a hand-kept one the detail beneath its agencies in one remark.

    What holds is returned, of a hand-kept tree what holds of its agencies.
    """
    nodes = [(node.row, node.name) for node in rows.nodes]
    agencies = [(node.row, node.name) for node in rows.nodes if node.depth in AGENCY_DEPTHS]
    if header.layout.reconcile != "level" or not agencies:
        return check_stated(header, nodes, rows.total_row, values)
    held = check_stated(header, agencies, rows.total_row, values)
    aside = Values(
        Collector(values.collector.file, values.collector.grid), values.style, values.factor,
        values.styles, values.factors, amounts=values.amounts,
    )  # fmt: skip
    check_stated(header, [row for row in nodes if row not in set(agencies)], None, aside)
    differing = aside.collector.counts["printed-percent-differs"]
    if differing:
        first = next(f for f in aside.collector.findings if f.code == "printed-percent-differs")
        cell = (first.source and first.source.cell) or ""
        values.collector.warn("printed-percents-beneath", None, None, count=differing, cell=cell)
    for finding in aside.collector.findings:
        if finding.code == "printed-percent-other" and finding not in values.collector.findings:
            values.collector.findings.append(finding)
    return held


def check_stated(
    header: Header, rows: Iterable[tuple[int, str]], total_row: int | None, values: Values
) -> tuple[Proven, ...]:
    """Compare what rows (zero-based, with whose they are) print beside the amounts that were read of them."""
    budget, spent = header.column("budget"), header.column("realization")
    if budget is None or spent is None or (header.rivals and spent.heading.mention is None):
        return ()
    stated: list[Stated] = []
    unknown = 0
    told = [*rows] if total_row is None else [*rows, (total_row, _label(total_row, values))]
    for row, name in told:
        amounts = [values.amounts.get((row, column.index)) for column in (budget, spent)]
        if amounts[0] is not None and amounts[1] is not None:
            stated.append(Stated(row, name, amounts[0], amounts[1]))
        else:
            unknown += amounts != [None, None]
    if not stated:
        return ()
    counted = [one for one in stated if one.row != total_row]
    columns = StatedColumns(header, values, counted, unknown)
    return columns.check(stated, budget.index, spent.index)


def _label(row: int, values: Values) -> str:
    """What a total row calls itself: the first text of the row."""
    cells = values.collector.grid.rows[row]
    return next((" ".join(cell.split()) for cell in cells if isinstance(cell, str) and cell.strip()), "")
