"""What the ledger will count of a tree's lines: it goes by their codes and must come to what the rows prove."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.model import ProgressLine, counted_lines
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.proof.sums import differences
from skpd_eval.reading.proof.treeproof import Amounts
from skpd_eval.reading.shapes.progress.levelproof import MEASURES


def prove_counted(
    lines: Lines, chosen: Sequence[int], amounts: Amounts, columns: Sequence[Column], collector: Collector
) -> None:
    """An error where the lines that no code stands above add up to another amount than the rows that count.

    Then a row stands under a code that is not above its own: one of the two is wrong. ``chosen`` are the places of
    the rows that count.
    """
    counted = counted_lines(lines.progress)
    stated = {role: sum(amounts[role][place] or 0 for place in chosen) for role in MEASURES if role in amounts}
    for role, amount, found in differences((line._asdict() for line in counted), stated)[:1]:
        column = next(column for column in columns if column.role == role)
        collector.error("code-out-of-place", _out_of_place(counted), column.index, stated=amount, sum=found)


def _out_of_place(counted: Sequence[ProgressLine]) -> int:
    """Zero-based row of the first line that counts beside one of a higher level, else of the first that counts."""
    depth = min((_depth(line) for line in counted), default=0)
    deeper = [line.row for line in counted if _depth(line) > depth]
    return (deeper or [line.row for line in counted] or [1])[0] - 1


def _depth(line: ProgressLine) -> int:
    return 0 if line.activity is None else line.activity.count(".")
