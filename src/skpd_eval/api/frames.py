"""Rows of the machine formats as pandas frames, and the rows of one export with their levels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from skpd_eval.evaluation.counted_lines import level_of
from skpd_eval.model import Kind, top_lines
from skpd_eval.presentation import machine
from skpd_eval.presentation.machine import Plain

NESTED = frozenset({"drivers", "notes"})
_COUNTS = frozenset({"rank", "previous_rank", "rank_change", "rank_before", "year", "quarter", "submission", "row"})
_DAYS = frozenset({"cutoff", "stated_on"})


def frame_of(
    rows: Sequence[dict[str, Plain]], schema: str, exact: bool, names: Sequence[str] | None = None
) -> pd.DataFrame:
    """Rows as a frame: counts as Int64, days as dates, amounts and percentages as float64 or as they are."""
    columns = names or (list(rows[0]) if rows else [*_flat(schema)])
    frame: pd.DataFrame = pd.DataFrame([*rows], columns=[*columns], dtype=object)
    for name in frame.columns:
        if name in _COUNTS:
            frame[name] = frame[name].astype("Int64")
        elif name in _DAYS:
            frame[name] = pd.to_datetime(frame[name])
        elif _is_number(name):
            values = [number(value, exact) for value in frame[name]]
            frame[name] = pd.Series(values, dtype=object if exact else "float64", index=frame.index)
        else:
            frame[name] = frame[name].astype("string")
    return frame


def _flat(schema: str) -> list[str]:
    return [name for name in machine.names(schema) if name not in NESTED] if schema else []


_AMOUNTS = frozenset(
    {"budget", "realization", "plan", "shortfall", "remaining", "adjustment", "other_budget", "value",
     "needed_per_month"}
)  # fmt: skip


def _is_number(name: str) -> bool:
    return name in _AMOUNTS or name.endswith(("_pct", "_pp"))


def number(value: Any, exact: bool) -> Any:
    """A plain number as ``float``, or ``Decimal`` where exact; unknown is NaN, or ``None``."""
    if value is None:
        return None if exact else float("nan")
    return Decimal(value) if exact else float(value)


_ONE_TABLE = ("sheet", "layout", "cutoff", "period_kind", "budget_basis", "agency_code", "agency_name")


def with_levels(frame: pd.DataFrame) -> pd.DataFrame:
    """Add to the rows of an export how deep each goes, and whether it stands for its agency at its cut-off."""
    codes = [(_text(one), _text(other)) for one, other in zip(frame["activity"], frame["account"], strict=True)]
    frame["level"] = [level_of(activity, account) for activity, account in codes]
    frame["counted"] = True
    progress = frame[frame["kind"] == Kind.PHYSICAL.value]  # what is accounted or planned is stated once
    for _, rows in progress.groupby(list(_ONE_TABLE), dropna=False, sort=False):
        kept = top_lines([_Row(codes[place][0], place) for place in rows.index])
        frame.loc[rows.index, "counted"] = False
        frame.loc[[row.place for row in kept], "counted"] = True
    return frame.astype({"level": "string", "counted": "bool"})


class _Row(NamedTuple):
    activity: str | None
    place: int


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
