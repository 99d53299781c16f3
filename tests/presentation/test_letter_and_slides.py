"""The papers as a letter and as slides: what they say, that a person can edit them, and the same bytes each time."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType

import docx
import pptx
import pytest

from skpd_eval.errors import MissingInputError, UsageError
from skpd_eval.evaluation.standing import standing_of
from skpd_eval.model import Papers
from skpd_eval.model.paper import Document
from skpd_eval.presentation.paper.office import Office
from skpd_eval.presentation.writers.docx import render as letter
from skpd_eval.presentation.writers.pptx import render as slides
from skpd_eval.settings import Letterhead, Signatory

from . import factory

SIGNED = Office(
    Letterhead(
        ("PEMERINTAH KOTA CONTOH",), "Contoh", signatories=(Signatory("Sekretaris Daerah", "Sri Contoh"),)
    )
)


def papers() -> Papers:
    evaluation = factory.evaluation()
    return Papers(evaluation, evaluation.rows[::-1], standing=standing_of(evaluation, ("5.2",)))


def said_in_letter(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def said_on_slides(content: bytes) -> list[str]:
    deck = pptx.Presentation(BytesIO(content))
    return [
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in deck.slides
    ]


def test_note__has_letterhead_ranking_and_who_signs() -> None:
    text = said_in_letter(letter.render(papers(), SIGNED, factory.RECORDED))
    for said in (
        "PEMERINTAH KOTA CONTOH",
        "NOTA DINAS",
        "Kepada",
        "Dinas Tenaga Kerja",
        "30,86",
        "Sri Contoh",
        "Lampiran:",
    ):
        assert said in text


def test_minutes__say_that_a_meeting_was_held_and_invent_neither_day_nor_place() -> None:
    text = said_in_letter(letter.render(papers(), SIGNED, factory.RECORDED, "id", Document.MINUTES))
    assert "BERITA ACARA" in text
    assert "Pada hari ini, ...................." in text


def test_letter__on_the_offices_own_template_keeps_what_stands_in_it(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("KOP SURAT DINAS CONTOH")
    own.save(str(tmp_path / "kop.docx"))
    text = said_in_letter(letter.render(papers(), Office(template=tmp_path / "kop.docx"), factory.RECORDED))
    assert text.startswith("KOP SURAT DINAS CONTOH")
    assert "NOTA DINAS" in text


def test_slides__one_message_each_and_charts_that_can_be_edited() -> None:
    content = slides.render(papers(), SIGNED, factory.RECORDED)
    told = said_on_slides(content)
    assert "Serapan belanja s.d. Triwulan III 2023" in told[0]
    assert "Keputusan yang dimohon (draf)" in told[-1]
    charts = [
        shape.chart
        for slide in pptx.Presentation(BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    first = charts[0].plots[0]
    assert next(iter(first.categories)) == "Dinas Tenaga Kerja"
    assert first.series[0].values[0] == pytest.approx(30.86, abs=0.005)


def test_slides__on_the_offices_own_template_keep_its_size(tmp_path: Path) -> None:
    own = pptx.Presentation()
    own.save(str(tmp_path / "kota.pptx"))
    content = slides.render(papers(), Office(template=tmp_path / "kota.pptx"), factory.RECORDED)
    assert pptx.Presentation(BytesIO(content)).slide_width == own.slide_width


@pytest.mark.parametrize("writer", [pytest.param(letter, id="docx"), pytest.param(slides, id="pptx")])
def test_same_evaluation__same_bytes(writer: ModuleType) -> None:
    assert writer.render(papers(), SIGNED, factory.RECORDED) == writer.render(
        papers(), SIGNED, factory.RECORDED
    )


@pytest.mark.parametrize("writer", [pytest.param(letter, id="docx"), pytest.param(slides, id="pptx")])
def test_template_that_is_none__is_named(writer: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="input-missing"):
        writer.render(papers(), Office(template=tmp_path / "tidak-ada"), factory.RECORDED)


@pytest.mark.parametrize(
    ("writer", "library"), [pytest.param(letter, "docx", id="docx"), pytest.param(slides, "pptx", id="pptx")]
)
def test_without_the_library__says_what_to_install(
    writer: ModuleType, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match="papers-extra-missing"):
        writer.render(papers(), SIGNED, factory.RECORDED)
