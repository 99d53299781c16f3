"""Set the papers: the same evaluation gives the same bytes, nothing of the clock or machine enters the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from importlib import resources
from typing import Any

from skpd_eval.errors import OutputError, UsageError
from skpd_eval.model import Evaluation, Papers, RankedAgency
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.paper.office import Office
from skpd_eval.presentation.paper.widths import breakable, widths_of
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.show import on_paper
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table
from skpd_eval.presentation.tables.lowest import paragraph
from skpd_eval.presentation.tables.onepage import CurveLines, OnePage, bar_of, one_page
from skpd_eval.presentation.tables.papers import beneath_page_one, of_sources
from skpd_eval.settings import Letterhead, Signatory

_PARTS = "parts.typ"
_PIXELS_AN_INCH = 305
"""A card of 90 mm is 1080 pixels wide, as telephones are."""
_STANDARD = "ua-1"
_SIDE_MILLIMETRES = 34
_POINTS = 72 / 25.4
_RULED_LINE = "." * 36
_UNSIGNED = 24

_HEADS = {ColumnKind.RANK: "#", ColumnKind.CHANGE: "±"}

Plain = dict[str, object]


def render(papers: Papers, office: Office, language: str = "id", timezone: str | None = None) -> bytes:
    """The PDF's bytes (PDF/UA-1). Raises UsageError ``papers-extra-missing`` without typst."""
    data = content(papers, office, language, timezone)
    return _compiled("papers.typ", data, office, format="pdf", pdf_standards=[_STANDARD])


def render_card(papers: Papers, language: str = "id") -> bytes:
    """A picture (PNG) of the lowest and of how the government stands, for a telephone. Raises as :func:`render`."""
    data = content(papers, Office(), language, None)
    return _compiled("card.typ", data, Office(), format="png", ppi=_PIXELS_AN_INCH)


def _compiled(template: str, data: Plain, office: Office, **more: Any) -> bytes:
    try:
        import typst
    except ImportError:
        raise UsageError("papers-extra-missing") from None
    folder = resources.files("skpd_eval.presentation.writers.pdf")
    files: dict[str, bytes] = {
        "main.typ": (folder / template).read_bytes(),
        _PARTS: (folder / _PARTS).read_bytes(),
        "papers.json": json.dumps(data).encode(),
    }
    if data["logo"] and office.letterhead.logo is not None:
        files["logo"] = _logo(office.letterhead)
    with resources.as_file(folder / "fonts") as fonts:
        # The library's own annotations do not know that it takes several files by name.
        set_in: Callable[..., bytes] = typst.compile
        return set_in(files, font_paths=[fonts], ignore_system_fonts=True, **more)


def _logo(letterhead: Letterhead) -> bytes:
    assert letterhead.logo is not None
    try:
        return letterhead.logo.read_bytes()
    except OSError as error:
        raise OutputError(str(letterhead.logo), "unreadable") from error


def content(papers: Papers, office: Office, language: str, timezone: str | None) -> Plain:
    """All that the template sets, worded: texts, and numbers only where a bar or line is drawn."""
    t, evaluation = translator(language), papers.evaluation
    page = one_page(papers, language, office.decided)
    width, height = office.paper.millimetres
    return {
        "language": language,
        "title": page.title,
        "author": frame.government(evaluation, language),
        "description": frame.subtitles(evaluation, language)[0],
        "paper": {"width": width, "height": height},
        "page-word": t("Page"),
        "more-word": t("… and {count} more on the pages that follow."),
        "footer": " · ".join(
            filter(None, (frame.government(evaluation, language), frame.code(evaluation, language)))
        ),
        "letterhead": [visible(line) for line in office.letterhead.lines],
        "logo": office.letterhead.logo is not None and bool(office.letterhead.lines),
        "number": t("Number: {number}", number=visible(office.number)) if office.number else "",
        "signatories": [
            _signatory(one, office, t("Place")) for one in office.letterhead.signatories or (Signatory(""),)
        ],
        "first": _first(page, language),
        "cards-title": t("The lowest, one by one"),
        "cards": [
            _card(evaluation, row, number, language) for number, row in enumerate(papers.lowest, start=1)
        ],
        "tables": [_table(one, office, language) for one in beneath_page_one(papers, language)],
        "annex-title": t("Annex: sources, law and findings"),
        "annex": [_table(one, office, language) for one in of_sources(evaluation, language, timezone)],
    }


def _signatory(one: Signatory, office: Office, place: str) -> Plain:
    """Place and date, position, and a line to sign on where the configuration names nobody."""
    return {
        "place": f"{visible(office.letterhead.place) or place}, {'.' * _UNSIGNED}",
        "position": visible(one.position) or _RULED_LINE,
        "name": visible(one.name) or f"({_RULED_LINE})",
        "rank": visible(one.rank),
        "nip": f"NIP {visible(one.nip) or '.' * _UNSIGNED}",
    }


def _first(page: OnePage, language: str) -> Plain:
    made = _drawn(asdict(page))
    assert isinstance(made, dict)
    if page.curve is not None:
        made["curve"]["alt"] = _described(page.curve, language)
    return _dashed(made)


def _described(curve: CurveLines, language: str) -> str:
    """The lines in words, for readers who do not see them."""
    points = "; ".join(
        f"{curve.months[month - 1]} {numbers.percent(value, language)}%" for month, value in curve.realized
    )
    return f"{curve.title}: {points}"


def _drawn(value: object) -> object:
    """Fractions as the floats that a line or a bar is drawn with."""
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, Mapping):
        return {key: _drawn(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_drawn(one) for one in value]
    return value


def _dashed(value: Plain) -> Plain:
    return {
        key.replace("_", "-"): _dashed(one) if isinstance(one, dict) else one for key, one in value.items()
    }


def _card(evaluation: Evaluation, row: RankedAgency, number: int, language: str) -> Plain:
    opening, *lines = paragraph(evaluation, row, language, number)
    name = opening.partition(": ")[0]
    return {
        "title": name,
        "bar": _drawn(asdict(bar_of(row, language))),
        "lines": [line.strip() for line in lines],
    }


def _table(table: Table, office: Office, language: str) -> Plain:
    plain = table.without_bars()
    rows = [_row(row, plain.columns, language) for row in plain.rows]
    totals = [_row(row, plain.columns, language) for row in plain.total_rows]
    heads = [_HEADS.get(one.kind, one.heading) for one in plain.columns]
    found = widths_of(
        plain.columns, heads, (*rows, *totals), (office.paper.millimetres[0] - _SIDE_MILLIMETRES) * _POINTS
    )
    return {
        "title": plain.title,
        "subtitles": [*plain.subtitles],
        "columns": [
            {"heading": head, "right": one.align == "right", "width": width}
            for head, one, width in zip(heads, plain.columns, found, strict=True)
        ],
        "rows": rows,
        "totals": totals,
        "footnotes": [line.strip() for line in (*plain.paragraphs, *plain.footnotes)],
    }


def _row(row: Sequence[Cell], columns: Sequence[Column], language: str) -> list[str]:
    return [breakable(on_paper(cell.value, column, language)) for cell, column in zip(row, columns, strict=True)]
