"""The page of a browser: whole in itself, safe from what files hold, and usable by keyboard, on telephone and paper."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from browser import Browser
from skpd_eval.evaluation.standing import standing_of
from skpd_eval.model import Papers, Source, TracedLine
from skpd_eval.model.explanation import Operand
from skpd_eval.model.measures import MEASURES
from skpd_eval.presentation.paper.office import Office, Order
from skpd_eval.presentation.writers.html.page import render
from skpd_eval.settings import Letterhead

from . import factory

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">&amp;'


def line(activity: str, cell: str, value: int, name: str = "Belanja ATK") -> TracedLine:
    return TracedLine(Source("rekap.xlsx", "Sheet1"), (cell,), activity, "5.1.02", name, value)


def papers(name: str | None = None) -> Papers:
    evaluation = factory.evaluation()
    if name is not None:
        renamed = replace(evaluation.rows[0], figures=replace(evaluation.rows[0].figures, name=name))
        evaluation = replace(evaluation, rows=(renamed, *evaluation.rows[1:]))
    operands = (
        Operand(MEASURES["budget"], 300, lines=(line("1.01", "E7", 200), line("1.02", "E8", 100))),
        Operand(MEASURES["realization"], 150, lines=(line("1.01", "G7", 150, name or "Belanja ATK"),)),
    )
    traces = {row.figures.identity: operands for row in evaluation.rows}
    return Papers(evaluation, evaluation.rows[-2:], standing=standing_of(evaluation, ("5.2",)), traces=traces)


def page_of(made: Papers, language: str = "id") -> str:
    letterhead = Letterhead(lines=("PEMERINTAH KOTA CONTOH",))
    return render(made, Order(Office(letterhead), factory.RECORDED, language))


class Outline(HTMLParser):
    """Elements with their attributes, ids and where links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_page__allows_its_own_script_and_style_and_nothing_else() -> None:
    text = page_of(papers())
    (policy,) = [one["content"] or "" for one in Outline(text).all("meta") if "http-equiv" in one]
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r'\b(?:src|href)="(?!#)', text), "something would be fetched"
    assert not [one for _, one in Outline(text).found if "style" in one or any(key.startswith("on") for key in one)]


def test_page__a_name_from_a_file_is_shown_and_never_obeyed() -> None:
    text = page_of(papers(HOSTILE))
    assert len(Outline(text).all("script")) == 1
    assert not Outline(text).all("img")
    assert "&lt;/script&gt;" in text


def test_page__every_link_leads_somewhere_and_every_id_is_one() -> None:
    found = Outline(page_of(papers())).found
    ids = [one["id"] for _, one in found if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {(one["href"] or "").removeprefix("#") for tag, one in found if tag == "a"} <= set(ids)
    named = [name for _, one in found for name in (one.get("aria-labelledby") or "").split()]
    assert set(named) <= set(ids)


def test_page__same_papers_same_text_in_either_language() -> None:
    assert page_of(papers()) == page_of(papers())
    assert '<html lang="en">' in page_of(papers(), "en")


def test_page__amounts_in_one_row_of_a_file_stand_beside_each_other_with_their_cells() -> None:
    lines = page_of(papers()).partition('id="skpd-1-baris"')[2]
    (row,) = re.findall(r'<tr data-of="skpd-1:1\.01">.*?</tr>', lines)
    assert re.sub(r"<[^>]+>", "|", row).count("E7, G7") == 1


@pytest.fixture(scope="module")
def shown(need_tool: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    program = need_tool("chromium", "chromium-browser", "google-chrome", "chrome")
    folder = tmp_path_factory.mktemp("browser")
    file = folder / "q3.html"
    file.write_text(page_of(papers()), encoding="utf-8")
    with Browser(program, folder / "profile") as browser:
        yield browser, file
        assert browser.complaints == []


@pytest.fixture
def browser(shown: tuple[Browser, Path]) -> Browser:
    opened, file = shown
    opened.open(file)
    return opened


RANKED = "[...document.querySelectorAll('#ranking tbody tr:not([hidden])')].map(row => row.cells[0].textContent)"


@pytest.mark.slow
def test_browser__sorts_by_keyboard_and_says_so(browser: Browser) -> None:
    before = browser.run(RANKED)
    browser.run("document.querySelector('#ranking th button').focus()")
    browser.press("Enter")
    browser.press("Enter")
    assert browser.run("document.querySelector('#ranking th').ariaSort") == "ascending"
    assert browser.run(RANKED) == sorted(before, key=int)
    browser.press("Enter")
    assert browser.run(RANKED) == sorted(before, key=int, reverse=True)


@pytest.mark.slow
def test_browser__a_slash_begins_a_search_and_escape_ends_it(browser: Browser) -> None:
    every = browser.run(RANKED)
    browser.press("/")
    for letter in "tenaga":
        browser.press(letter)
    assert len(browser.run(RANKED)) == 1
    assert "baris ditemukan" in browser.run("document.getElementById('ditemukan').value")
    browser.press("Escape")
    assert browser.run(RANKED) == every


@pytest.mark.slow
def test_browser__a_name_opens_its_agency_and_an_activity_its_cells(browser: Browser) -> None:
    browser.run("document.querySelector('#ranking tbody a').click()")
    assert browser.run("document.querySelector(location.hash).open")
    browser.run("location.hash = '#skpd-1-baris'")
    browser.run("new Promise(done => setTimeout(done, 50))")
    assert browser.run("document.getElementById('skpd-1-baris').open")


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_browser__nothing_but_tables_scrolls_sideways(browser: Browser, width: int) -> None:
    browser.resize(width)
    assert browser.run("document.documentElement.scrollWidth") == width


@pytest.mark.slow
def test_browser__text_stands_out_from_its_ground(browser: Browser) -> None:
    """WCAG 2 AA: 4.5 to 1 for every text that is shown."""
    faint = browser.run(CONTRAST)
    assert faint == []


CONTRAST = """
(() => {
  const light = (text) => {
    const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (part) => {
    for (; part; part = part.parentElement) {
      const colour = getComputedStyle(part).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll("body *")].filter((part) =>
    !part.closest("svg") && [...part.childNodes].some((one) => one.nodeType === 3 && one.data.trim())
  ).map((part) => {
    const [one, other] = [light(getComputedStyle(part).color), light(ground(part))];
    return [(Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05), part.outerHTML.slice(0, 80)];
  }).filter(([ratio]) => ratio < 4.5);
})()
"""


@pytest.mark.slow
def test_browser__prints_page_one_first(browser: Browser, tmp_path: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    (tmp_path / "q3.pdf").write_bytes(browser.printed())
    with pdfplumber.open(tmp_path / "q3.pdf") as printed:
        first = printed.pages[0]
        assert "Keputusan yang dimohon" in first.extract_text()
        assert min(char["size"] for page in printed.pages for char in page.chars) >= 6.75
