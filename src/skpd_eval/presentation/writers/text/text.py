"""Formats that are text: JSON and CSV for machines, Markdown for notes. Nothing heavy is imported here."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Literal

from skpd_eval.model import Evaluation, RankedAgency
from skpd_eval.money import round_half_up
from skpd_eval.presentation import machine
from skpd_eval.presentation.machine import LOWEST_SCHEMA, RANKING_SCHEMA, Plain, dumps
from skpd_eval.presentation.safe import csv_text, markdown_text
from skpd_eval.presentation.show import shown
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table, Value

CsvDialect = Literal["machine", "excel-id"]
"""``machine``: comma, decimal point, LF. ``excel-id``: semicolon, decimal comma, CRLF, byte order mark."""

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_NESTED = frozenset({"drivers", "notes"})


def to_json(
    evaluation: Evaluation,
    rows: Sequence[RankedAgency] | None = None,
    schema: str = RANKING_SCHEMA,
    language: str = "id",
) -> str:
    """The evaluation as one JSON object under the fixed names, ASCII only, ended by a newline."""
    if schema == LOWEST_SCHEMA:
        return dumps(machine.lowest(evaluation, evaluation.rows if rows is None else rows, language)) + "\n"
    return dumps(machine.ranking(evaluation, language, rows)) + "\n"


def to_csv(
    evaluation: Evaluation,
    rows: Sequence[RankedAgency] | None = None,
    schema: str = RANKING_SCHEMA,
    dialect: CsvDialect = "machine",
    language: str = "id",
) -> str:
    """The ranked rows as CSV, the names of the JSON as header; the lowest list adds ``needed_per_month``."""
    chosen = evaluation.rows if rows is None else rows
    row_of = machine.lowest_row if schema == LOWEST_SCHEMA else machine.ranked_row
    header = [name for name in machine.names(schema) if name not in _NESTED]
    records = (row_of(evaluation, row, language) for row in chosen)
    return records_csv(header, ([record[name] for name in header] for record in records), dialect)


def table_csv(table: Table, dialect: CsvDialect = "machine") -> str:
    """Any table as CSV: its columns' keys as header, raw values, without totals, bars and footnotes."""
    return records_csv(_header(table), (list(row.values()) for row in _objects(table)), dialect)


def table_json(table: Table, language: str = "id") -> str:
    """Any table as one JSON object: ``schema``, ``language``, what it is about, ``rows`` by the columns' keys."""
    return tables_json(table, {}, language)


def tables_json(
    table: Table, besides: Mapping[str, Table], language: str = "id", more: Mapping[str, Plain] | None = None
) -> str:
    """A table as :func:`table_json` writes it, with the rows of others, and ``more``, under their names."""
    whole: dict[str, Plain] = {
        "schema": f"skpd-eval/{table.name}/1",
        "language": language,
        **{key: machine.plain(value) for key, value in table.about},
        "rows": table_rows(table),
        **{name: table_rows(other) for name, other in besides.items()},
        **(more or {}),
    }
    return dumps(whole) + "\n"


def table_rows(table: Table) -> list[Plain]:
    """A table's rows as objects under the columns' keys, with raw values."""
    return [*_objects(table)]


def _for_programs(table: Table) -> Table:
    """Every column that the table can have, without the bars."""
    return (table.whole or table).without_bars()


def _objects(table: Table) -> Iterator[dict[str, Plain]]:
    """The rows by key: of a word that stands for a code the code, and the word under ``KEY_label``."""
    plain = _for_programs(table)
    for row in plain.rows:
        members: dict[str, Plain] = {}
        for cell, column in zip(row, plain.columns, strict=True):
            if column.coded:
                members |= {column.key: cell.code, f"{column.key}_label": _plain(cell, column)}
            else:
                members[column.key] = _plain(cell, column)
        yield members


def _header(table: Table) -> list[str]:
    columns = _for_programs(table).columns
    pairs = ((one.key, f"{one.key}_label") if one.coded else (one.key,) for one in columns)
    return [name for names in pairs for name in names]


def _plain(cell: Cell, column: Column) -> Plain:
    value: Value = cell.value
    if isinstance(value, Fraction):
        return machine.decimal(value) if column.kind is ColumnKind.NUMBER else round_half_up(value, 2)
    if column.kind is ColumnKind.RUPIAH and isinstance(value, int):
        return machine.rupiah(value)
    return machine.plain(value)


def records_csv(header: list[str], rows: Iterable[Sequence[Plain]], dialect: CsvDialect = "machine") -> str:
    """Plain values under a header, text made safe for spreadsheets."""
    excel = dialect == "excel-id"
    target = StringIO(newline="")
    writer = csv.writer(target, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
    writer.writerow(header)
    writer.writerows([_csv_value(value, excel=excel) for value in row] for row in rows)
    return (_BYTE_ORDER_MARK if excel else "") + target.getvalue()


def _csv_value(value: Plain, *, excel: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",") if excel else format(value, "f")
    return csv_text(value) if isinstance(value, str) else str(value)


def to_markdown(table: Table, language: str = "id") -> str:
    """A table with its title, totals, paragraphs and footnotes as Markdown; without columns it heads a paper."""
    plain = table.without_bars()
    lines = [f"{'##' if plain.columns else '#'} {markdown_text(plain.title)}", ""]
    lines += [f"{markdown_text(line)}  " if line else "" for line in plain.subtitles]
    if plain.columns:
        ruler = "|".join("---" if column.align == "left" else "--:" for column in plain.columns)
        lines += ["", _markdown_row([column.heading for column in plain.columns]), f"|{ruler}|"]
    for row in (*plain.rows, *plain.total_rows):
        pairs = zip(row, plain.columns, strict=True)
        lines.append(_markdown_row([shown(cell.value, column, language) for cell, column in pairs]))
    lines += (
        ["", *(f"{markdown_text(line.strip())}  " for line in plain.paragraphs)] if plain.paragraphs else []
    )
    lines += ["", *(f"- {markdown_text(line)}" for line in plain.footnotes)] if plain.footnotes else []
    return "\n".join(lines) + "\n"


def _markdown_row(values: Iterable[str]) -> str:
    return "| " + " | ".join(map(markdown_text, values)) + " |"
