"""Counted lines as Parquet: exact decimals, dates as dates. Only pyarrow is needed for it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from skpd_eval.errors import UsageError
from skpd_eval.model.counted_line import CountedLine
from skpd_eval.presentation.tables.lines import LINE_COLUMNS, LINES_SCHEMA, ColumnType

DIGITS = 22
"""Of an amount, two of them after the point: more than 64 bits of sen have."""


def render(lines: Sequence[CountedLine]) -> bytes:
    """The file's bytes. Raises UsageError ``export-extra-missing`` without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("export-extra-missing") from None
    types: dict[ColumnType, Any] = {
        ColumnType.TEXT: pa.string(),
        ColumnType.COUNT: pa.int64(),
        ColumnType.DAY: pa.date32(),
        ColumnType.RUPIAH: pa.decimal128(DIGITS, 2),
    }
    schema = pa.schema(
        [(column.name, types[column.type]) for column in LINE_COLUMNS], metadata={"schema": LINES_SCHEMA}
    )
    columns = {column.name: _values(lines, column.name, column.type) for column in LINE_COLUMNS}
    target = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), target)
    return target.getvalue()


def _values(lines: Sequence[CountedLine], name: str, kind: ColumnType) -> list[Any]:
    values = [getattr(line, name) for line in lines]
    if kind is ColumnType.RUPIAH:
        return [None if sen is None else Decimal(sen).scaleb(-2) for sen in values]
    return [str(value) if isinstance(value, str) else value for value in values]
