"""HTML tables, which many web applications send under the name of a spreadsheet.

The page is laid out as a spreadsheet programme would: its tables and the lines of text around them one below
the other on one sheet. All cells are texts; what they mean is for the layout to say.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Finding
from skpd_eval.reading.cells.grid import CellValue, ContainerKind, Grid, Workbook
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.text import decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(?P<title>[^<]{1,300})</title", re.IGNORECASE)
_SILENT = frozenset(("script", "style", "title", "template", "noscript", "comment"))
_BREAKS = frozenset(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "body", "form"))
_LARGEST_SPAN = 10_000


def open_html(content: bytes, file: str, encoding: str | None, limits: Limits) -> Workbook:
    """One grid of all tables of a page.

    Raises ``FileRefusedError``: ``damaged`` (a table beside cells of another, or one that does not end),
    ``too-large``, ``no-rows`` (no table), and those of the encoding.
    """
    findings: list[Finding] = []
    stated = _CHARSET.search(content[:4096])
    text = decode(content, file, encoding or (stated[1].decode() if stated else None), findings)
    page = _Page(file, limits)
    page.feed(text)
    page.close()
    if page.inside:
        raise FileRefusedError("damaged", file, part="</table>")
    page.end_line()
    if not page.tables or not any(any(cell is not None for cell in row) for row in page.rows):
        raise FileRefusedError("no-rows", file)
    titled = _TITLE.search(text)
    grid = Grid(
        None,
        page.rows,
        merges=tuple(page.merges),
        hidden_rows=frozenset(page.hidden),
        title=unescape(titled["title"]) if titled else None,
        is_text=True,
    )
    return Workbook(ContainerKind.HTML, (grid,), tuple(findings))


class _Page(HTMLParser):
    """Rows of a page as its tags come; a cell or row is ended by what cannot stand in it."""

    def __init__(self, file: str, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.file, self.limits = file, limits
        self.rows: list[list[CellValue]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden: set[int] = set()
        self.tables = 0
        self.inside = False
        self._text: list[str] = []
        self._cell: tuple[int, int] | None = None
        self._row: list[CellValue] | None = None
        self._silent = 0
        self._cells = 0
        self._covered: dict[int, set[int]] = {}
        self._outer = 0
        self._laid_out = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._text.append("\n")
        elif tag == "table":
            self._start_table()
        elif tag == "tr" and self.inside:
            self._end_row()
            self._laid_out = False
            self._start_row(dict(attrs))
        elif tag in ("td", "th") and self.inside:
            self._end_cell()
            if self._row is None:
                self._start_row({})
            self._start_cell(dict(attrs))
        elif tag in _BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self.inside:
            self._end_row()
            self._laid_out = self.inside = self._outer > 0
            self._outer = max(0, self._outer - 1)
            self._covered.clear()
        elif tag == "tr":
            self._end_row()
            self._laid_out = False
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent and (self._cell is not None or not self.inside):
            self._text.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _break(self) -> None:
        if self._cell is not None:
            self._text.append("\n")
        elif not self.inside:
            self.end_line()

    def end_line(self) -> None:
        """Put the text outside of tables that came so far into rows of its own."""
        lines = [line.strip(" ") for line in "".join(self._text).split("\n")]
        self.rows.extend([line] for line in lines if line)
        self._text.clear()

    def _start_table(self) -> None:
        if self.inside:
            self._start_inner_table()
        self.end_line()
        self.inside = True
        self.tables += 1

    def _start_inner_table(self) -> None:
        """A table in a cell: the outer one only places it, unless its row holds something else."""
        if self._cell is None or any(value is not None for value in self._row or ()) or self._covered:
            raise self._damaged()
        self._outer += 1
        self._cell = self._row = None
        self._laid_out = False

    def _damaged(self) -> FileRefusedError:
        return FileRefusedError("damaged", self.file, part=f"<table>, line {self.getpos()[0]}")

    def _start_row(self, attributes: dict[str, str | None]) -> None:
        self._row = []
        self.rows.append(self._row)
        if "display:none" in (attributes.get("style") or "").replace(" ", "").lower():
            self.hidden.add(len(self.rows) - 1)

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        assert self._row is not None
        row = len(self.rows) - 1
        covered = self._covered.get(row, set())
        column = len(self._row)
        while column in covered:
            column += 1
        width, height = self._span(attributes.get("colspan")), self._span(attributes.get("rowspan"))
        self._cells += column + width - len(self._row) + (height - 1) * width
        if column + width > self.limits.columns or self._cells > self.limits.text_cells:
            limit = "columns" if column + width > self.limits.columns else "text_cells"
            raise FileRefusedError("too-large", self.file, limit=limit, allowed=getattr(self.limits, limit))
        self._row.extend([None] * (column + width - len(self._row)))
        self._cell = (row, column)
        for below in range(row + 1, row + height):
            self._covered.setdefault(below, set()).update(range(column, column + width))
        if width > 1 or height > 1:
            self.merges.append((row, column, row + height - 1, column + width - 1))

    def _span(self, given: str | None) -> int:
        span = (given or "1").strip()
        return min(max(int(span), 1), _LARGEST_SPAN) if span.isascii() and span.isdigit() else 1

    def _end_cell(self) -> None:
        if self._cell is not None:
            row, column = self._cell
            lines = [line.strip(" ") for line in "".join(self._text).split("\n")]
            self.rows[row][column] = "\n".join(lines).strip("\n") or None
            if self._laid_out and self.rows[row][column] is not None:
                raise self._damaged()
        self._cell = None
        self._text.clear()

    def _end_row(self) -> None:
        self._end_cell()
        self._row = None
