"""Slides of page one: how the government stands, the lowest, where the rupiah are missing, what is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from skpd_eval.errors import MissingInputError, UsageError
from skpd_eval.model import Papers
from skpd_eval.presentation.catalogs import Translator, translator
from skpd_eval.presentation.paper.archives import rewritten
from skpd_eval.presentation.paper.office import Office
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.tables.onepage import Bars, KeyFigure, OnePage, one_page
from skpd_eval.presentation.writers.pptx import charts

if TYPE_CHECKING:
    from pptx.presentation import Presentation

Slide = charts.Slide
WIDTH, HEIGHT = 13.333, 7.5
"""Inches of a slide 16:9."""
_MARGIN = 0.6
_TITLE_ONLY = "Title Only"


def render(papers: Papers, office: Office, created: dt.datetime, language: str = "id") -> bytes:
    """The presentation's bytes, on the office's own template where there is one.

    Raises UsageError ``papers-extra-missing`` without python-pptx, MissingInputError for a template that is none.
    """
    page = one_page(papers, language, office.decided)
    deck = _Deck(_opened(office), translator(language))
    deck.standing(page, frame.government(papers.evaluation, language))
    deck.bars(page.lowest)
    deck.shortfalls(page.shortfalls)
    if page.curve is not None:
        charts.curve(deck.titled(page.curve.title), page.curve, deck.area(), deck.t)
    deck.listed(page.why_title, page.why)
    deck.listed(page.decisions.title, page.decisions.lines)
    return deck.saved(page.title, created)


def _opened(office: Office) -> Presentation:
    try:
        import pptx
        from pptx.exc import PackageNotFoundError
    except ImportError:
        raise UsageError("papers-extra-missing") from None
    if office.template is None:
        from pptx.util import Inches

        made = pptx.Presentation()
        made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
        return made
    try:
        return pptx.Presentation(str(office.template))
    except (PackageNotFoundError, OSError, KeyError, ValueError):
        raise MissingInputError("input-missing", str(office.template)) from None


class _Deck:
    """Adds slides one after the other; positions are parts of the template's own size."""

    def __init__(self, presentation: Presentation, t: Translator) -> None:
        self.presentation = presentation
        self.t = t

    def area(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of what stands beneath a title."""
        width, height = int(self.presentation.slide_width or 0), int(self.presentation.slide_height or 0)
        left, top = int(width * _MARGIN / WIDTH), int(height * 0.22)
        return left, top, width - 2 * left, int(height * 0.7)

    def titled(self, title: str) -> Slide:
        """A slide with nothing but its title yet."""
        from pptx.util import Pt

        layouts = list(self.presentation.slide_layouts)
        layout = (
            next((one for one in layouts if one.name == _TITLE_ONLY), None)
            or layouts[min(5, len(layouts) - 1)]
        )
        slide = self.presentation.slides.add_slide(layout)
        shape = slide.shapes.title
        if shape is not None:
            left, _, width, _ = self.area()
            shape.left, shape.top, shape.width = left, int(self.area()[1] * 0.2), width
            shape.height = int(self.area()[1] * 0.75)
            shape.text_frame.text = title
            shape.text_frame.word_wrap = True
            for run in shape.text_frame.paragraphs[0].runs:
                run.font.size, run.font.bold = Pt(28), True
        return slide

    def standing(self, page: OnePage, government: str) -> None:
        """The headline with the large figures beside each other."""
        slide = self.titled(page.headline)
        left, top, width, height = self.area()
        each = width // max(1, len(page.figures))
        for place, figure in enumerate(page.figures):
            self._figure(slide, figure, (left + place * each, top + height // 8, each, height // 2))
        self._text(
            slide,
            (left, top + int(height * 0.8), width, height // 6),
            [(f"{government} · {page.subtitle}", 14, False)],
        )

    def bars(self, group: Bars) -> None:
        """The lowest as a native chart, absorption beside plan."""
        if group.bars:
            charts.lowest(self.titled(group.title), group.bars, self.area(), self.t)

    def shortfalls(self, group: Bars) -> None:
        """The largest shortfalls as a native chart."""
        if group.bars:
            charts.shortfalls(self.titled(group.title), group.bars, self.area(), self.t)

    def listed(self, title: str, lines: Sequence[str]) -> None:
        """Sentences beneath each other."""
        if lines:
            self._text(self.titled(title), self.area(), [(f"•  {line}", 20, False) for line in lines])

    def _figure(self, slide: Slide, figure: KeyFigure, place: tuple[int, int, int, int]) -> None:
        self._text(
            slide, place, [(figure.value, 36, True), (figure.label, 18, True), (figure.note, 14, False)]
        )

    def _text(
        self, slide: Slide, place: tuple[int, int, int, int], lines: Sequence[tuple[str, int, bool]]
    ) -> None:
        from pptx.util import Pt

        box: Any = slide.shapes.add_textbox(*place).text_frame
        box.word_wrap = True
        for number, (text, size, bold) in enumerate(lines):
            paragraph = box.paragraphs[0] if number == 0 else box.add_paragraph()
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold = text, Pt(size), bold
            paragraph.space_after = Pt(6)

    def saved(self, title: str, created: dt.datetime) -> bytes:
        """The bytes: no clock, no name of a person."""
        core = self.presentation.core_properties
        core.title, core.author, core.last_modified_by = title, "skpd-eval", "skpd-eval"
        raw = BytesIO()
        self.presentation.save(raw)
        return rewritten(raw.getvalue(), created)
