"""The papers as a PDF: what stands on page one, what is printed how large, and that nothing is cut."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pdfplumber
import pytest

from skpd_eval.errors import UsageError
from skpd_eval.evaluation.standing import standing_of
from skpd_eval.model import Evaluation, Papers
from skpd_eval.model.paper import Paper
from skpd_eval.presentation.paper.office import Office
from skpd_eval.presentation.paper.widths import PADDING, breakable, points, widths
from skpd_eval.presentation.tables.onepage import one_page
from skpd_eval.presentation.writers.pdf.render import render, render_card
from skpd_eval.settings import Letterhead, Signatory

from . import factory

SMALLEST = 8.9
POINTS = 72 / 25.4
SIGNED = Letterhead(
    ("PEMERINTAH KOTA CONTOH", "SEKRETARIAT DAERAH"),
    "Contoh",
    signatories=(Signatory("Sekretaris Daerah", "Sri Contoh, S.E.", "Pembina", "19700101 199503 1 001"),),
)


def papers(evaluation: Evaluation) -> Papers:
    return Papers(evaluation, evaluation.rows[::-1], standing=standing_of(evaluation, ("5.2",)))


def pages(content: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(content)) as document:
        return [page.extract_text() for page in document.pages]


@pytest.fixture(scope="module")
def signed() -> bytes:
    return render(papers(factory.evaluation()), Office(SIGNED, "050/1/2023"))


def test_page_one__says_how_the_government_stands_and_who_signs(signed: bytes) -> None:
    first = pages(signed)[0]
    for said in (
        "PEMERINTAH KOTA CONTOH", "Nomor: 050/1/2023", "Serapan belanja s.d. Triwulan III 2023",
        "Dinas Tenaga Kerja", "Kekurangan terbesar", "Keputusan yang dimohon (draf)",
        "Sekretaris Daerah", "Sri Contoh, S.E.", "NIP 19700101 199503 1 001",
    ):  # fmt: skip
        assert said in first


def test_page_one__without_signatories_has_lines_to_sign_on() -> None:
    assert "NIP ...." in pages(render(papers(factory.evaluation()), Office()))[0]


def test_decisions_of_the_office__stand_as_written_and_are_no_draft() -> None:
    first = pages(render(papers(factory.evaluation()), Office(decided=("Menunda perubahan anggaran kas.",))))[
        0
    ]
    assert "Menunda perubahan anggaran kas." in first
    assert "(draf)" not in first


def test_no_type_is_smaller_than_nine_points_and_all_of_it_inside_the_page(signed: bytes) -> None:
    with pdfplumber.open(BytesIO(signed)) as document:
        signs = [(sign, page) for page in document.pages for sign in page.chars if sign["text"].strip()]
    assert min(sign["size"] for sign, _ in signs) > SMALLEST
    assert all(sign["x0"] > 0 and sign["x1"] < page.width for sign, page in signs)
    assert {sign["fontname"].partition("+")[2] for sign, _ in signs} <= {
        "LiberationSans",
        "LiberationSans-Bold",
    }


@pytest.mark.parametrize(
    ("paper", "size"),
    [pytest.param(Paper.A4, (210, 297), id="A4"), pytest.param(Paper.F4, (215, 330), id="F4")],
)
def test_paper__has_its_size(paper: Paper, size: tuple[int, int]) -> None:
    with pdfplumber.open(BytesIO(render(papers(factory.evaluation()), Office(paper=paper)))) as document:
        page = document.pages[0]
    assert (page.width / POINTS, page.height / POINTS) == pytest.approx(size, abs=0.5)


def test_same_evaluation__same_bytes(signed: bytes) -> None:
    assert render(papers(factory.evaluation()), Office(SIGNED, "050/1/2023")) == signed


def test_pdf__is_tagged_and_names_its_language(signed: bytes) -> None:
    assert b"/StructTreeRoot" in signed
    assert b"pdfuaid:part" in signed


def test_many_agencies_with_long_names__page_one_stays_one_page() -> None:
    plain = factory.evaluation()
    row = plain.rows[-1]
    long = replace(
        row, figures=replace(row.figures, name="Dinas " + "Pemberdayaan Perempuan dan Perlindungan " * 3)
    )
    crowded = replace(plain, rows=(*plain.rows, *(long for _ in range(40))))
    found = pages(render(replace(papers(crowded), lowest=crowded.rows[::-1][:12]), Office(SIGNED)))
    assert "Sekretaris Daerah" in found[0]


def test_card__is_as_wide_as_a_telephone() -> None:
    content = render_card(papers(factory.evaluation()))
    assert content.startswith(b"\x89PNG")
    assert abs(int.from_bytes(content[16:20], "big") - 1080) <= 2


def test_without_typst__says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match="papers-extra-missing"):
        render(papers(factory.evaluation()), Office())


def test_widths__figures_are_never_narrowed_while_words_have_room() -> None:
    amount = "1.111.833.347.973"
    found = widths([("SKPD", True, ["Dinas Contoh Panjang Sekali"]), ("Pagu", False, [amount])], 300)
    assert found[1] == pytest.approx(points(amount) + PADDING)
    assert sum(found) <= 300


def test_widths__a_table_that_is_too_wide_is_fitted_to_the_page() -> None:
    found = widths([("x" * 18, True, []) for _ in range(12)], 400)
    assert sum(found) == pytest.approx(400)


def test_breakable__keeps_the_text() -> None:
    text = "a" * 30 + " kata"
    assert breakable(text).replace("\N{ZERO WIDTH SPACE}", "") == text


def test_standing__largest_shortfalls_are_of_all_shortfalls() -> None:
    evaluation = factory.evaluation()
    found = standing_of(evaluation, ("5.2",)).shortfalls
    every = [row.ratios.shortfall or 0 for row in evaluation.rows]
    assert found is not None
    assert found.share == Fraction(sum(sorted(every, reverse=True)[:5]), sum(every))


def test_page_one__says_whose_shortfalls_where_plans_are_missing() -> None:
    plain = factory.evaluation()
    first, *others = plain.rows
    planless = replace(first, figures=replace(first.figures, plan=None))
    page = one_page(papers(replace(plain, rows=(planless, *others))))
    assert f"{len(others)} SKPD yang anggaran kasnya diketahui" in page.shortfalls.title
    assert "SKPD yang anggaran kasnya" not in one_page(papers(plain)).shortfalls.title
