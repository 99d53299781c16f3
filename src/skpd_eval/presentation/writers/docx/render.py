"""A nota dinas or a berita acara with the ranking as its annex, for a person to finish in a word processor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from skpd_eval.errors import MissingInputError, UsageError
from skpd_eval.model import Papers
from skpd_eval.model.paper import Document as DocumentKind
from skpd_eval.presentation.catalogs import Translator, translator
from skpd_eval.presentation.paper.archives import rewritten
from skpd_eval.presentation.paper.office import Office
from skpd_eval.presentation.paper.widths import widths_of
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.letter import head_of, intro_of
from skpd_eval.presentation.show import on_paper
from skpd_eval.presentation.table import ColumnKind, Table
from skpd_eval.presentation.tables.onepage import Bars, OnePage, one_page
from skpd_eval.presentation.tables.papers import beneath_page_one

if TYPE_CHECKING:
    from docx.document import Document

_BODY, _SMALL = 11, 9
_MILLIMETRES = {"left": 25, "right": 20, "top": 20, "bottom": 20}
_DOTS = "." * 32
_POINTS = 72 / 25.4
_CELL_PADDING = 13.0
"""Points that a word processor leaves beside what stands in a cell."""
_EMU_A_MILLIMETRE = 36_000
_HEADS = {ColumnKind.RANK: "#", ColumnKind.CHANGE: "±"}


def render(
    papers: Papers,
    office: Office,
    created: dt.datetime,
    language: str = "id",
    kind: DocumentKind = DocumentKind.NOTE,
) -> bytes:
    """The letter's bytes, on the office's own letterhead where there is a template.

    Raises UsageError ``papers-extra-missing`` without python-docx, MissingInputError for a template that is none.
    """
    page, t = one_page(papers, language, office.decided), translator(language)
    letter = _Letter(_opened(office), t)
    letter.paper(office)
    if office.template is None:
        letter.letterhead(office.letterhead.lines)
    letter.titled(t("MINUTES") if kind is DocumentKind.MINUTES else t("OFFICIAL NOTE"), office.number)
    letter.pairs(head_of(papers, kind, office, language))
    letter.paragraphs(intro_of(papers, kind, language))
    letter.findings(page)
    letter.signed(office)
    for table in beneath_page_one(papers, language)[:1]:
        letter.annex(table, language, frame.head(papers.evaluation, language))
    return letter.saved(page.title, created)


def _opened(office: Office) -> Document:
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError:
        raise UsageError("papers-extra-missing") from None
    if office.template is None:
        return docx.Document()
    try:
        return docx.Document(str(office.template))
    except (PackageNotFoundError, OSError, KeyError, ValueError):
        raise MissingInputError("input-missing", str(office.template)) from None


class _Letter:
    """Adds the parts of a letter one beneath the other."""

    def __init__(self, document: Document, t: Translator) -> None:
        self.document = document
        self.t = t

    def paper(self, office: Office) -> None:
        """Size, margins and type; a template keeps its own margins and type."""
        from docx.shared import Mm, Pt

        section = self.document.sections[0]
        width, height = office.paper.millimetres
        section.page_width, section.page_height = Mm(width), Mm(height)
        if office.template is None:
            for side, size in _MILLIMETRES.items():
                setattr(section, f"{side}_margin", Mm(size))
            style: Any = self.document.styles["Normal"]
            style.font.name, style.font.size = "Arial", Pt(_BODY)
            style.paragraph_format.space_after = Pt(4)

    def letterhead(self, lines: Sequence[str]) -> None:
        """The office's name, centred, with a line beneath."""
        for place, line in enumerate(lines):
            self.line(visible(line), size=14 if place == 0 else _BODY, bold=place == 0, centred=True)
        if lines:
            _underlined(self.document.paragraphs[-1])

    def titled(self, title: str, number: str) -> None:
        """What kind of letter it is, and its number or a place for one."""
        self.line(title, size=13, bold=True, centred=True)
        t = self.t
        self.line(t("Number: {number}", number=visible(number) or _DOTS), centred=True)

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """To whom, from whom, about what: a small table without lines."""
        table = self.document.add_table(rows=0, cols=2)
        for name, value in pairs:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, f": {value}"
        _narrow(table, (30, 135))
        self.line("")

    def paragraphs(self, texts: Iterable[str]) -> None:
        """Sentences of their own."""
        for text in texts:
            self.line(text)

    def findings(self, page: OnePage) -> None:
        """Headline and figures, the lowest, what stands out, what is asked."""
        self.line(page.headline, size=12, bold=True)
        for figure in page.figures:
            self.listed(f"{figure.label}: {figure.value}" + (f" ({figure.note})" if figure.note else ""))
        self.bars(page.lowest)
        self.bars(page.shortfalls)
        self.section(page.why_title, page.why)
        self.section(page.decisions.title, page.decisions.lines, style="List Number")

    def bars(self, group: Bars) -> None:
        """A list of agencies as a table: name, figure, what stands beside it."""
        if not group.bars:
            return
        self.line(group.title, bold=True)
        table = self.document.add_table(rows=0, cols=3)
        for bar in group.bars:
            cells = table.add_row().cells
            beside = bar.note if bar.note != bar.text else ""
            for cell, text in zip(cells, (bar.name, bar.text, beside), strict=True):
                cell.text = text
        _narrow(table, (70, 30, 65))
        _small(table)
        self.line("")

    def section(self, title: str, lines: Sequence[str], style: str = "List Bullet") -> None:
        """A heading with sentences beneath it."""
        if lines:
            self.line(title, bold=True)
            for one in lines:
                self.listed(one, style)

    def signed(self, office: Office) -> None:
        """Place and date, and who signs; a line to sign on where nobody is named."""
        t = self.t
        place = visible(office.letterhead.place) or t("Place")
        self.line("")
        for one in office.letterhead.signatories:
            self.line(
                f"{place}, {_DOTS}\n{visible(one.position)}\n\n\n\n{visible(one.name) or _DOTS}", right=True
            )
            self.line(
                "\n".join(filter(None, (visible(one.rank), f"NIP {visible(one.nip) or _DOTS}"))), right=True
            )
        if not office.letterhead.signatories:
            self.line(f"{place}, {_DOTS}\n\n\n\n{_DOTS}\nNIP {_DOTS}", right=True)

    def annex(self, table: Table, language: str, head: str) -> None:
        """The ranking on pages of its own."""
        t, plain = self.t, table.without_bars()
        add_break: Callable[[], object] = self.document.add_page_break
        add_break()
        self.line(t("Annex: {title}", title=table.title), size=12, bold=True)
        for text in table.subtitles:
            self.line(text, size=_SMALL)
        heads = [_HEADS.get(one.kind, one.heading) for one in plain.columns]
        rows = [
            [on_paper(cell.value, column, language) for cell, column in zip(row, plain.columns, strict=True)]
            for row in (*plain.rows, *plain.total_rows)
        ]
        made: Any = self.document.add_table(rows=0, cols=len(heads), style="Table Grid")
        for row in (heads, *rows):
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
        available = self._width() * _POINTS
        _narrow(made, [one / _POINTS for one in widths_of(plain.columns, heads, rows, available, _CELL_PADDING)])
        _figures_right(made, [one.align == "right" for one in plain.columns])
        _repeated(made.rows[0])
        _small(made)
        self.line(head, size=_SMALL)

    def _width(self) -> float:
        """Millimetres between the margins."""
        section = self.document.sections[0]
        inside = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        return inside / _EMU_A_MILLIMETRE

    def listed(self, text: str, style: str = "List Bullet") -> None:
        """One item of a list."""
        known = {one.name for one in self.document.styles}
        self.document.add_paragraph(text, style=style if style in known else None)

    def line(
        self, text: str, *, size: int = _BODY, bold: bool = False, centred: bool = False, right: bool = False
    ) -> None:
        """One paragraph."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm, Pt

        paragraph: Any = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), bold
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if right:
            paragraph.paragraph_format.left_indent = Mm(90)
            paragraph.paragraph_format.keep_with_next = True

    def saved(self, title: str, created: dt.datetime) -> bytes:
        """The bytes: no clock, no name of a person."""
        core = self.document.core_properties
        core.title, core.author, core.last_modified_by, core.comments = title, "skpd-eval", "skpd-eval", ""
        raw = BytesIO()
        self.document.save(raw)
        return rewritten(raw.getvalue(), created)


def _narrow(table: Any, millimetres: Sequence[float]) -> None:
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres, strict=True):
            cell.width = Mm(width)


def _figures_right(table: Any, right: Sequence[bool]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for row in table.rows:
        for cell, is_right in zip(row.cells, right, strict=True):
            if is_right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeated(row: Any) -> None:
    """A row printed again on each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _small(table: Any) -> None:
    from docx.shared import Pt

    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
                for run in paragraph.runs:
                    run.font.size = Pt(_SMALL)


def _underlined(paragraph: Any) -> None:
    """A line beneath the letterhead: a border of its last paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "thinThickSmallGap"), ("sz", "24"), ("space", "4"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
