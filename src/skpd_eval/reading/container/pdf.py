"""PDF documents whose pages are text: words laid out as the rows and columns that a person sees.

Columns are found by where amounts end, since amounts stand right-aligned; what they mean is for the layouts, and
that nothing was lost is proved by the sums of the statement. Needs pdfplumber (``skpd-eval[pdf]``).
"""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.cells.grid import CellValue, ContainerKind, Grid, Workbook
from skpd_eval.reading.container.limits import Limits

if TYPE_CHECKING:
    from pdfplumber.page import Page

_MOST_PAGES = 400
_SAME_LINE = 3.0
"""Points by which words of one line may differ in height."""
_SAME_EDGE = 6.0
"""Points by which the right edges of one column's amounts may differ."""
_WIDE_BLANK = 14.0
"""Points between words of two cells; words of one text stand closer."""
_A_RULE = 0.3
"""Part of the page's width that a rule between rows crosses at least; shorter ones border a cell."""
_FEW = 6
"""So few amounts are no evidence of columns: each may be alone in its own."""
_AMOUNT = re.compile(r"^\(?-?(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+[.,]\d{1,2}|\d+)\)?%?$|^-$")
_LARGE = re.compile(r"\d[.,]\d{2,3}")
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,5})*\.?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands on its page, in points from the left and the top."""

    text: str
    left: float
    right: float
    top: float


@dataclass(slots=True)
class Line:
    """Words side by side, from left to right; ``page`` counts from one."""

    page: int
    words: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words as they are read."""
        return " ".join(word.text for word in self.words)

    def amounts(self) -> list[Word]:
        """Amounts at the end of the line."""
        found: list[Word] = []
        for word in reversed(self.words):
            if not _AMOUNT.match(word.text):
                break
            found.insert(0, word)
        return found


def open_pdf(content: bytes, file: str, limits: Limits) -> Workbook:
    """One grid of all pages.

    Raises ``FileRefusedError``: ``pdf-extra-missing``, ``pdf-no-text`` (pictures of pages), ``pdf-unclear`` (an
    amount between two columns), ``password``, ``damaged``, ``too-large``.
    """
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise FileRefusedError("pdf-extra-missing", file) from None
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    lines: list[Line] = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            if len(document.pages) > _MOST_PAGES:
                raise FileRefusedError("too-large", file, limit="pages", allowed=_MOST_PAGES)
            for page in document.pages:
                lines += _lines(page)
                page.close()
    except FileRefusedError:
        raise
    except Exception as error:
        locked = isinstance(error, PDFPasswordIncorrect) or any(
            isinstance(cause, PDFPasswordIncorrect)
            for cause in (*error.args, error.__cause__, error.__context__)
        )
        code = "password" if locked else "damaged"
        raise FileRefusedError(code, file, **({} if locked else {"part": "pdf"})) from None
    if not lines:
        raise FileRefusedError("pdf-no-text", file)
    if sum(len(line.words) for line in lines) > limits.text_cells:
        raise FileRefusedError("too-large", file, limit="text_cells", allowed=limits.text_cells)
    rows = as_rows(without_repeats(lines), file)
    return Workbook(ContainerKind.PDF, (Grid(None, rows, is_text=True),))


def _lines(page: Page) -> list[Line]:
    words: list[dict[str, Any]] = page.extract_words(x_tolerance=2, y_tolerance=2, keep_blank_chars=False)
    found = [Word(word["text"], word["x0"], word["x1"], (word["top"] + word["bottom"]) / 2) for word in words]
    rules = [edge["top"] for edge in page.horizontal_edges if edge["x1"] - edge["x0"] >= page.width * _A_RULE]
    return within_rules(lines_of(found, page.page_number), rules)


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Words of a page by the line they stand on, from top to bottom."""
    lines: list[Line] = []
    height = float("-inf")
    for word in sorted(words, key=lambda word: (word.top, word.left)):
        if word.top - height > _SAME_LINE:
            lines.append(Line(page))
            height = word.top
        lines[-1].words.append(word)
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    return lines


def within_rules(lines: Sequence[Line], rules: Iterable[float]) -> list[Line]:
    """Lines between two rules across the page, of which one has amounts, are the wrapped text of one row.

    ``rules`` are heights in points from the top. Bands with amounts on several lines stay as they are.
    """
    edges = sorted(rules)
    bands: dict[int, list[Line]] = {}
    for line in lines:
        bands.setdefault(bisect(edges, line.words[0].top), []).append(line)
    found: list[Line] = []
    for band, inside in sorted(bands.items()):
        stated = [line for line in inside if len(line.amounts()) > 1]
        if 0 < band < len(edges) and len(inside) > 1 and len(stated) == 1:
            found.append(_one_row(inside, stated[0]))
        else:
            found.extend(inside)
    return found


def _one_row(lines: Sequence[Line], stated: Line) -> Line:
    """The number, then the words as they are read, then the amounts."""
    amounts = {id(word) for word in stated.amounts()}
    words = [word for line in lines for word in line.words if id(word) not in amounts]
    words.sort(key=lambda word: not (_NUMBER.match(word.text) and word is stated.words[0]))
    return Line(stated.page, [*words, *stated.amounts()])


def without_repeats(lines: Sequence[Line]) -> list[Line]:
    """The lines without headings that later pages print again."""
    first = lines[0].page if lines else 0
    head: set[str] = set()
    for line in lines:
        if line.page != first or any(_LARGE.search(word.text) for word in line.amounts()):
            break
        head.add(line.text)
    kept: list[Line] = []
    inside: dict[int, bool] = {}
    for line in lines:
        at_top = not inside.get(line.page, False)
        if line.page != first and at_top and line.text in head:
            continue
        if any(_LARGE.search(word.text) for word in line.amounts()):
            inside[line.page] = True
        kept.append(line)
    return kept


def as_rows(lines: Sequence[Line], file: str) -> list[list[CellValue]]:
    """Cells of each line: a number, a name, and the amounts by the column in which they end."""
    edges = _edges(lines)
    if not edges:
        return [[line.text] for line in lines]
    names = _start_of_names(lines, edges[0][0])
    return [_cells(line, edges, names, file) for line in lines]


def _edges(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Left-most beginning and right-most end of each column of amounts."""
    words = [word for line in lines for word in line.amounts() if len(line.amounts()) > 1]
    columns: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.right):
        if columns and word.right - columns[-1][-1].right <= _SAME_EDGE:
            columns[-1].append(word)
        else:
            columns.append([word])
    fewest = 1 if len(words) <= _FEW else 2
    known = [
        column
        for column in columns
        if len(column) >= fewest and any(_LARGE.search(word.text) for word in column)
    ]
    return [(min(word.left for word in column), max(word.right for word in column)) for column in known]


def _start_of_names(lines: Sequence[Line], before: float) -> float:
    """Where names begin beside dotted numbers; the left edge of the page where no name has one."""
    numbered = [
        line.words
        for line in lines
        if len(line.amounts()) > 1 and len(line.words) > 1 and _NUMBER.match(line.words[0].text)
    ]
    dotted = any("." in words[0].text.strip(".") for words in numbered)
    return (
        min((words[1].left for words in numbered if words[1].left < before), default=0.0) if dotted else 0.0
    )


def _cells(line: Line, edges: Sequence[tuple[float, float]], names: float, file: str) -> list[CellValue]:
    stated = line.amounts()
    certain = len(stated) > 1 and any(_LARGE.search(word.text) for word in stated)
    if not certain and _is_one_text(line):
        return [None, line.text]
    amounts = {id(word) for word in stated} if certain else set()
    found: list[list[str]] = [[] for _ in range(len(edges) + 2)]
    for word in line.words:
        if id(word) in amounts:
            place = _ending(word, edges, line, file) + 2
        elif word.left >= edges[0][0] - _SAME_EDGE:
            place = _over(word, edges) + 2
        else:
            place = 0 if word.left < names - 1 else 1
        found[place].append(word.text)
    return [" ".join(texts) or None for texts in found]


def _is_one_text(line: Line) -> bool:
    gaps = (after.left - before.right for before, after in zip(line.words, line.words[1:], strict=False))
    return len(line.words) > 1 and max(gaps) < _WIDE_BLANK


def _ending(word: Word, edges: Sequence[tuple[float, float]], line: Line, file: str) -> int:
    """The column in which an amount ends; an amount that ends in none or in several is refused."""
    near = [place for place, (_, right) in enumerate(edges) if abs(right - word.right) <= 2 * _SAME_EDGE]
    if len(near) != 1:
        raise FileRefusedError("pdf-unclear", file, page=line.page, text=word.text[:40])
    return near[0]


def _over(word: Word, edges: Sequence[tuple[float, float]]) -> int:
    """The column of a word in a heading or a row without large amounts: by its end, else by its middle."""
    ending = [place for place, (_, right) in enumerate(edges) if abs(right - word.right) <= _SAME_EDGE / 2]
    if len(ending) == 1:
        return ending[0]
    middle = (word.left + word.right) / 2
    return min(range(len(edges)), key=lambda place: abs(sum(edges[place]) / 2 - middle))
