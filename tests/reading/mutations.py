"""What offices and programs do to a printed table: changes that harm nothing, and changes that must be noticed."""

import os
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter, range_boundaries
from truth import Sheet, indonesian

AMOUNTS = st.one_of(st.integers(100_000_00, 9_999_999_99), st.integers(10**11, 9 * 10**13))
"""Sen. Where no realization of a file reaches Rp1.000, its column is taken for percentages: not drawn here."""

Change = Callable[[Sheet, Any], None]


def title_row(sheet: Sheet, draw: Any) -> None:
    """A line more above everything."""
    sheet.rows.insert(0, ["Lampiran"])
    sheet.merges.clear()


def lost_merges(sheet: Sheet, draw: Any) -> None:
    """The program that saved it again kept no merged cells."""
    sheet.merges.clear()


def swapped_columns(sheet: Sheet, draw: Any) -> None:
    """Two columns change places from the header down."""
    width = max(map(len, sheet.rows))
    left, right = draw.draw(st.integers(0, width - 1)), draw.draw(st.integers(0, width - 1))
    for row in sheet.rows[sheet.header[0] :]:
        row += [None] * (width - len(row))
        row[left], row[right] = row[right], row[left]
    sheet.merges.clear()


def blank_column(sheet: Sheet, draw: Any) -> None:
    """An empty column inside the table."""
    at = draw.draw(st.integers(0, max(map(len, sheet.rows))))
    for row in sheet.rows[sheet.header[0] :]:
        row += [None] * (at - len(row))
        row.insert(at, None)
    sheet.merges.clear()


def lost_row(sheet: Sheet, draw: Any) -> None:
    """A data row is deleted."""
    del sheet.rows[draw.draw(st.integers(sheet.data, len(sheet.rows) - 1))]


def doubled_row(sheet: Sheet, draw: Any) -> None:
    """A data row stands twice."""
    at = draw.draw(st.integers(sheet.data, len(sheet.rows) - 1))
    sheet.rows.insert(at, list(sheet.rows[at]))


def swapped_rows(sheet: Sheet, draw: Any) -> None:
    """Two data rows change places."""
    rows = st.integers(sheet.data, len(sheet.rows) - 1)
    left, right = draw.draw(rows), draw.draw(rows)
    sheet.rows[left], sheet.rows[right] = sheet.rows[right], sheet.rows[left]


def changed_amount(sheet: Sheet, draw: Any) -> None:
    """One figure is another one."""
    at = draw.draw(st.integers(sheet.data, len(sheet.rows) - 1))
    cells = [column for column, cell in enumerate(sheet.rows[at]) if _is_amount(cell)]
    if cells:
        column = draw.draw(st.sampled_from(cells))
        cell = sheet.rows[at][column]
        sheet.rows[at][column] = cell + 1 if isinstance(cell, int | float) else indonesian(draw.draw(AMOUNTS))


def lost_cell(sheet: Sheet, draw: Any) -> None:
    """A cell of the table is emptied."""
    at = draw.draw(st.integers(sheet.data, len(sheet.rows) - 1))
    if sheet.rows[at]:
        sheet.rows[at][draw.draw(st.integers(0, len(sheet.rows[at]) - 1))] = None


def typed_over(sheet: Sheet, draw: Any) -> None:
    """Junk in a cell of the table."""
    at = draw.draw(st.integers(sheet.data, len(sheet.rows) - 1))
    column = draw.draw(st.integers(0, max(0, len(sheet.rows[at]) - 1)))
    junk = draw.draw(st.sampled_from(["`", "#REF!", "x", "1.2.3", "0", "-", " ", "1e5", True]))
    if sheet.rows[at]:
        sheet.rows[at][column] = junk


def retyped_numbers(sheet: Sheet, draw: Any) -> None:
    """Excel took the texts of one column for numbers, or a person typed numbers as texts."""
    column = draw.draw(st.integers(0, max(map(len, sheet.rows)) - 1))
    for row in sheet.rows[sheet.data :]:
        if column < len(row):
            row[column] = _retyped(row[column])


def _retyped(cell: Any) -> Any:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return indonesian(int(Decimal(repr(cell)) * 100))
    if isinstance(cell, str) and cell.replace(".", "", 1).isdigit():
        return float(cell)
    return cell


def _is_amount(cell: Any) -> bool:
    return (isinstance(cell, int | float) and not isinstance(cell, bool)) or (
        isinstance(cell, str) and "," in cell
    )


def pasted_amount(sheet: Sheet, draw: Any) -> None:
    """A cell of figures holds that of another row."""
    rows = st.integers(sheet.data, len(sheet.rows) - 1)
    source, target = sheet.rows[draw.draw(rows)], sheet.rows[draw.draw(rows)]
    shared = [at for at in range(min(len(source), len(target))) if any(map(str.isdigit, str(source[at])))]
    if shared:
        column = draw.draw(st.sampled_from(shared))
        target[column] = source[column]


def lost_label(sheet: Sheet, draw: Any) -> None:
    """A total row is left without the word that says so."""
    rows = [row for row in sheet.rows[sheet.data :] if any(map(_is_label, row))]
    if rows:
        row = draw.draw(st.sampled_from(rows))
        row[:] = [None if _is_label(cell) else cell for cell in row]


def _is_label(cell: Any) -> bool:
    return isinstance(cell, str) and cell.casefold().startswith(("jumlah", "total"))


def moved_merge(sheet: Sheet, draw: Any) -> None:
    """A merged heading ends a column sooner, or stands a column aside over blank cells."""
    spans = {text: range_boundaries(text) for text in sheet.merges}
    heads = [text for text, (_, top, _, _) in spans.items() if top - 1 in sheet.header]
    if not heads:
        return
    chosen = draw.draw(st.sampled_from(heads))
    left, top, right, bottom = spans[chosen]
    step = draw.draw(st.sampled_from([-1, 0, 1]))
    taken = left - 1 if step < 0 else right + 1
    covered = any(
        x <= taken <= z and y <= bottom and top <= w for text, (x, y, z, w) in spans.items() if text != chosen
    )
    if step and (taken < 1 or covered or any(_at(sheet, row, taken) for row in range(top, bottom + 1))):
        return
    if step:
        cells = sheet.rows[top - 1]
        cells += [None] * (right + 1 - len(cells))
        cells[left - 1 + step], cells[left - 1] = cells[left - 1], None
    left, right = (left + step, right + step) if step else (left, max(left, right - 1))
    sheet.merges.remove(chosen)
    sheet.merges.append(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")


def _at(sheet: Sheet, row: int, column: int) -> Any:
    cells = sheet.rows[row - 1]
    return cells[column - 1] if column <= len(cells) else None


def header_again(sheet: Sheet, draw: Any) -> None:
    """The header is printed again above a data row, as at the top of a page."""
    at = draw.draw(st.integers(sheet.data, len(sheet.rows) - 1))
    sheet.rows[at:at] = [list(sheet.rows[row]) for row in sheet.header]


_BARE_UNIT = re.compile(r"\(\s*Rp\.?\s*\)", re.IGNORECASE)


def unit_in_heading(sheet: Sheet, draw: Any) -> None:
    """Amounts are in millions, and the headings above them say so."""
    width = max(map(len, sheet.rows))
    for column in range(width):
        cells = [row for row in sheet.rows[sheet.data :] if column < len(row) and _millions(row[column])]
        heads = [row for row in sheet.header if column < len(sheet.rows[row]) and sheet.rows[row][column]]
        if not cells or not heads:
            continue
        for row in cells:
            row[column] = _millions(row[column])
        text = _BARE_UNIT.sub("", str(sheet.rows[heads[-1]][column]))
        sheet.rows[heads[-1]][column] = f"{text} (Rp juta)"


def _millions(cell: Any) -> Any:
    """An amount as millions in the style that it was written in; ``None`` for what is none."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 1000:
        return float(Decimal(repr(cell)) / 10**6)
    if isinstance(cell, str) and re.fullmatch(r"\(?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{2}\)?", cell):
        plain = Decimal(cell.strip("()").replace(".", "").replace(",", ".")) / 10**6
        text = f"{plain:f}".replace(".", ",")
        return f"({text})" if cell.startswith("(") else text
    return None


def row_after_total(sheet: Sheet, draw: Any) -> None:
    """A row of figures stands beneath the total."""
    if any(map(_is_label, sheet.rows[-1])):
        sheet.rows.append(list(sheet.rows[draw.draw(st.integers(sheet.data, len(sheet.rows) - 2))]))


def total_on_top(sheet: Sheet, draw: Any) -> None:
    """The total stands above its rows."""
    if any(map(_is_label, sheet.rows[-1])):
        sheet.rows.insert(sheet.data, sheet.rows.pop())


def shifted_cells(sheet: Sheet, draw: Any) -> None:
    """The cells of one row stand one column to the right from some column on, or to the left."""
    row = sheet.rows[draw.draw(st.integers(sheet.data, len(sheet.rows) - 1))]
    if row:
        column = draw.draw(st.integers(0, len(row) - 1))
        if draw.draw(st.booleans()):
            row.insert(column, None)
        else:
            del row[column]


def item_named_total(sheet: Sheet, draw: Any) -> None:
    """The longest text of a row is what an output is called."""
    row = sheet.rows[draw.draw(st.integers(sheet.data, len(sheet.rows) - 1))]
    names = [at for at, cell in enumerate(row) if isinstance(cell, str) and sum(map(str.isalpha, cell)) > 4]
    if names and not any(map(_is_label, row)):
        row[max(names, key=lambda at: len(row[at]))] = "Jumlah kelompok tani yang dibina"


HARMLESS: list[Change] = [title_row, lost_merges, swapped_columns, blank_column, header_again, unit_in_heading]
HARMFUL: list[Change] = [
    lost_row,
    doubled_row,
    swapped_rows,
    changed_amount,
    lost_cell,
    typed_over,
    retyped_numbers,
    pasted_amount,
    lost_label,
    moved_merge,
    row_after_total,
    total_on_top,
    shifted_cells,
    item_named_total,
]


WANDERING = "SKPD_EVAL_WANDER" in os.environ
"""Search anew each time. A gate must fall by the change, not by the draw, so it searches the same each time."""


def quick(examples: int, *, derandomize: bool = True) -> Callable[[Any], Any]:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=derandomize,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
