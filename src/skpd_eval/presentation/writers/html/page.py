"""One page that needs nothing but itself: no network, no font, no script but its own, which a policy names by hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib import resources

from skpd_eval.model import Papers
from skpd_eval.presentation.catalogs import Translator, translator
from skpd_eval.presentation.paper.office import Order
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import GOVERNMENT_LEVEL
from skpd_eval.presentation.table import Table
from skpd_eval.presentation.tables.onepage import OnePage, one_page
from skpd_eval.presentation.tables.papers import of_sources, sections
from skpd_eval.presentation.writers.html import charts
from skpd_eval.presentation.writers.html.agencies import Agencies
from skpd_eval.presentation.writers.html.listed import Link, said, table
from skpd_eval.presentation.writers.html.markup import Child, Markup, el, joined

_CHARTED = frozenset({"curve"})
"""Sections that the overview draws, with their table beneath."""


def render(papers: Papers, order: Order) -> str:
    """The page. The same papers give the same text: nothing of the clock or of the machine is in it."""
    t, language = translator(order.language), order.language
    page = one_page(papers, language, order.office.decided)
    agencies = Agencies(papers, language)
    parts = [*_parts(papers, order, agencies, t)]
    body = (
        el("a", t("Skip to the contents"), href="#isi", class_="skip"),
        _header(papers, page, order),
        _tools([("ringkasan", t("Summary")), *((place, tab) for place, tab, _ in parts)], t),
        el(
            "main",
            _overview(page, language),
            [_section(place, tab, content) for place, tab, content in parts],
            id="isi",
        ),
        el("footer", el("p", _proof(papers, order))),
    )
    return "<!doctype html>\n" + el("html", _head(page, papers, order), el("body", body), lang=language) + "\n"


def _head(page: OnePage, papers: Papers, order: Order) -> Markup:
    style, script = _resource("page.css"), _resource("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{page.title}: {frame.subtitles(papers.evaluation, order.language)[0]}"),
        el("style", Markup(style)),
        el("script", Markup(script), type="module"),
    )


def _resource(name: str) -> str:
    return resources.files("skpd_eval.presentation.writers.html").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _header(papers: Papers, page: OnePage, order: Order) -> Markup:
    lines = [visible(line) for line in order.office.letterhead.lines]
    return el(
        "header",
        el("p", [el("span", line) for line in lines], class_="letterhead") if lines else None,
        el("p", frame.government(papers.evaluation, order.language), class_="whose"),
        el("h1", page.headline),
        el("p", page.subtitle, class_="under"),
    )


def _tools(places: list[tuple[str, str]], t: Translator) -> Markup:
    """Where to go, and a search over every table; without scripts the search is not there."""
    search = el(
        "div",
        el("label", t("Search"), for_="cari"),
        el("input", id="cari", type="search", autocomplete="off", placeholder=t("name, code or account")),
        el("output", id="ditemukan", for_="cari", data_found=t("{count} rows found")),
        role="search",
        hidden=True,
    )
    links = el("ul", [el("li", el("a", tab, href=f"#{place}")) for place, tab in places])
    return el("div", el("nav", links, aria_label=t("Sections")), search, class_="tools")


def _overview(page: OnePage, language: str) -> Markup:
    t = translator(language)
    figures = [
        el("div", el("dt", one.label), el("dd", el("strong", one.value), el("span", one.note) if one.note else None))
        for one in page.figures
    ]
    drawn = None if page.curve is None else charts.curve(page.curve, "kurva", language)
    return el(
        "section",
        el("h2", t("Summary"), id="judul-ringkasan", class_="unseen"),
        el("dl", figures, class_="figures"),
        charts.bars(page.lowest, "terendah-gambar", language),
        el("div", drawn, charts.bars(page.shortfalls, "kurang-gambar", language), class_="beside"),
        _listed(page.why_title, page.why, "ul"),
        _listed(page.decisions.title, page.decisions.lines, "ol"),
        id="ringkasan",
        aria_labelledby="judul-ringkasan",
    )


def _listed(title: str, lines: tuple[str, ...], kind: str) -> Markup | None:
    return joined((el("h3", title), el(kind, [el("li", line) for line in lines]))) if lines else None


def _parts(papers: Papers, order: Order, agencies: Agencies, t: Translator) -> Iterator[tuple[str, str, Markup]]:
    """Anchor, short name and content of what stands beneath the overview."""
    links: dict[str, Link] = {"agency_name": agencies.link}
    for one, made in sections(papers, order.language, without=_CHARTED):
        yield one.name, t(one.tab), _content(made, order.language, links)
    if papers.evaluation.level != GOVERNMENT_LEVEL:
        yield "skpd", t("Agency by agency"), agencies.content()
    annex = of_sources(papers.evaluation, order.language, order.timezone)
    yield "sumber", t("Sources"), joined(_annexed(one, order.language, links) for one in annex)


def _content(made: Table, language: str, links: dict[str, Link]) -> Markup:
    return joined((
        el("p", made.subtitles[-1], class_="under") if made.subtitles else None,
        table(made, language, links=links),
        [said(line) for line in made.paragraphs],
        el("ul", [el("li", line) for line in made.footnotes], class_="notes") if made.footnotes else None,
    ))  # fmt: skip


def _annexed(made: Table, language: str, links: dict[str, Link]) -> Markup:
    return el("section", el("h3", made.title), _content(made, language, links))


def _section(place: str, tab: str, content: Child) -> Markup:
    return el("section", el("h2", tab, id=f"judul-{place}"), content, id=place, aria_labelledby=f"judul-{place}")


def _proof(papers: Papers, order: Order) -> str:
    evaluation = papers.evaluation
    said = (frame.subtitles(evaluation, order.language)[0], frame.code(evaluation, order.language))
    return " · ".join(filter(None, said))
