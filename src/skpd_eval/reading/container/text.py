"""Text files of separated values: encoding, separator, quotes, and rows that do not fit."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Finding
from skpd_eval.reading.cells.grid import CellValue, ContainerKind, Grid, Workbook, warning
from skpd_eval.reading.container.limits import Limits

SEPARATORS = (";", "\t", ",", "|")
_SAMPLE = 300
_FULL = (65_536, 1_048_576)
_SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?[ \t;,]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_COMMENT = re.compile(r"\s*#+(?:\s|[^\W\d])")
"""A line that is no row, as data portals put above a table: a title, whatever separators stand in it."""
_ENCODED_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

Row = list[str]


def open_text(content: bytes, file: str, encoding: str | None, limits: Limits) -> Workbook:
    """The one grid of a text file, every row as it stands.

    Raises ``FileRefusedError``: ``binary-text``, ``encoding``, ``empty-file``, ``no-separator``,
    ``unclosed-quote``, ``stray-quote``, ``ragged`` or ``too-large``.
    """
    findings: list[Finding] = []
    text = decode(content, file, encoding, findings)
    if not text.strip():
        raise FileRefusedError("empty-file", file)
    stated = _SEPARATOR_LINE.match(text)
    skipped = 0 if stated is None else 1
    body = text if stated is None else text[stated.end() :]
    separator = stated[1] if stated is not None else find_separator(body, file, limits)
    rows: list[list[CellValue]] = []
    lines: list[int] = []
    table: list[tuple[int, Row]] = []
    for line, row in _records(body, separator, file, limits, skipped):
        if len(rows) >= limits.rows:
            raise FileRefusedError("too-large", file, limit="rows", allowed=limits.rows)
        table.append((line, row))
        lines.append(line)
        rows.append([cell if cell else None for cell in row])
    check_widths(table, file)
    if len(rows) in _FULL:
        findings.append(warning("possibly-cut", file, rows=len(rows)))
    grid = Grid(None, rows, is_text=True, lines=tuple(lines))
    return Workbook(ContainerKind.TEXT, (grid,), tuple(findings))


def decode(content: bytes, file: str, encoding: str | None, findings: list[Finding]) -> str:
    """The text by its byte order mark, else ``encoding``, else UTF-8, else Windows-1252 with a warning."""
    for mark, name in _ENCODED_MARKS:
        if content.startswith(mark) and not content.startswith(codecs.BOM_UTF32_LE):
            return _strict(content[len(mark) :], name, file)
    if encoding is not None:
        return _strict(content, encoding, file)
    if b"\x00" in content:
        raise FileRefusedError("binary-text", file)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise FileRefusedError("binary-text", file) from None
    if _CONTROLS.search(text):
        raise FileRefusedError("binary-text", file)
    findings.append(warning("encoding-assumed", file, encoding="cp1252"))
    return text


def _strict(content: bytes, encoding: str, file: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileRefusedError("encoding", file, encoding=encoding, line=line) from None
    except LookupError:
        raise FileRefusedError("encoding", file, encoding=encoding, line=0) from None
    if "\x00" in text:
        raise FileRefusedError("binary-text", file)
    return text.removeprefix("\ufeff")


def find_separator(text: str, file: str, limits: Limits) -> str:
    """The separator under which most of the first rows are equally wide; else ``no-separator``."""
    best: tuple[float, int, str] | None = None
    for separator in SEPARATORS:
        widths = _widths(text, separator, file, limits)
        if widths is None:
            continue
        width, count = Counter(width for width in widths if width > 1).most_common(1)[0]
        score = (count / len(widths), width, separator)
        if best is None or score[:2] > best[:2]:
            best = score
    if best is not None:
        return best[2]
    head = text.lstrip()[:4096].splitlines()[0]
    counted = max(SEPARATORS, key=head.count)
    if head.count(counted) == 0:
        if len(text.lstrip().split("\n", 1)[0]) > limits.field:
            raise FileRefusedError("too-large", file, limit="field", allowed=limits.field)
        raise FileRefusedError("no-separator", file)
    return counted


def _widths(text: str, separator: str, file: str, limits: Limits) -> list[int] | None:
    """Widths of the first filled rows up to a fault, ``None`` where the separator makes no table."""
    widths: list[int] = []
    try:
        for _, row in _records(text, separator, file, limits, 0):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
            if len(widths) >= _SAMPLE:
                break
    except FileRefusedError:
        # What came before the fault still tells the separator; reading with it names the fault.
        pass
    return widths if any(width > 1 for width in widths) else None


def _records(text: str, separator: str, file: str, limits: Limits, skipped: int) -> Iterator[tuple[int, Row]]:
    """Rows with the line each begins on; ``skipped`` lines stand before ``text``."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells = 0
    while True:
        line = reader.line_num + skipped + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _refusal(error, file, line, limits) from None
        cells += len(row)
        _check_size(len(row), cells, file, limits)
        if reader.line_num + skipped > line and any(_swallows(cell, separator, len(row)) for cell in row):
            raise FileRefusedError("unclosed-quote", file, line=line)
        comment = bool(row) and _COMMENT.match(row[0])
        yield line, [separator.join(row).lstrip("# ")] if comment else row


def _swallows(cell: str, separator: str, width: int) -> bool:
    """Whether a line of a quoted cell after its first looks like a record: a number first, or many fields."""
    pieces = [piece for piece in re.split(r"[\r\n]+", cell)[1:] if separator in piece]
    record = re.compile(r"\s*[\d.]*\d\s*" + re.escape(separator))
    return any(record.match(piece) or piece.count(separator) + 1 >= max(width - 1, 2) for piece in pieces)


def _refusal(error: csv.Error, file: str, line: int, limits: Limits) -> FileRefusedError:
    message = str(error)
    if "field limit" in message:
        return FileRefusedError("too-large", file, limit="field", allowed=limits.field)
    return FileRefusedError("unclosed-quote" if "end of data" in message else "stray-quote", file, line=line)


def _check_size(width: int, cells: int, file: str, limits: Limits) -> None:
    if width > limits.columns:
        raise FileRefusedError("too-large", file, limit="columns", allowed=limits.columns)
    if cells > limits.text_cells:
        raise FileRefusedError("too-large", file, limit="text_cells", allowed=limits.text_cells)


def check_widths(table: Sequence[tuple[int, Row]], file: str) -> None:
    """Refuse ``ragged`` where a row has cells beyond the header, or lacks cells so that others shift.

    Titles, notes and signatures (one filled cell, or two before or after the table) are let be, and so are
    extra separators at the end of rows.
    """
    spans = [
        (line, len(row), _reach(row), sum(1 for cell in row if cell.strip()), row) for line, row in table
    ]
    filled = [reach for _, _, reach, count, _ in spans if count > 1]
    if not filled:
        return
    usual = Counter(filled).most_common(1)[0][0]
    start = next(index for index, span in enumerate(spans) if span[1] >= usual and span[3] > 1)
    width = spans[start][1]
    if start and 3 <= spans[start - 1][1] < usual and spans[start - 1][3] * 2 >= usual:
        raise FileRefusedError("ragged", file, line=spans[start][0])
    for line, raw, reach, count, row in spans[start:]:
        short = raw < width and count > 1 and (count > 2 or width <= 3 or _starts_with_digit(row))
        if reach > width or short:
            raise FileRefusedError("ragged", file, line=line)


def _reach(row: Row) -> int:
    """Cells up to the last that holds anything."""
    reach = len(row)
    while reach and not row[reach - 1].strip():
        reach -= 1
    return reach


def _starts_with_digit(row: Row) -> bool:
    first = next(cell for cell in row if cell.strip())
    return first.strip()[0].isdigit()
