from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.evaluation.standing import standing_of
from skpd_eval.model import (
    Balance,
    CurvePoint,
    Evaluation,
    Finding,
    Papers,
    Posture,
    PostureLine,
    Severity,
    Trend,
    Witness,
)
from skpd_eval.model.paper import Paper
from skpd_eval.presentation.paper.office import Office
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table
from skpd_eval.presentation.writers.xlsx import workbook
from skpd_eval.presentation.writers.xlsx.paged import LEAST_SCALE, room_of, width_of
from skpd_eval.presentation.writers.xlsx.sheet import RUPIAH_FORMAT, fit_columns, place
from skpd_eval.settings import Letterhead, Signatory

from . import factory


def book_of(evaluation: Evaluation, language: str = "id") -> Workbook:
    content = workbook.render(Papers(evaluation, evaluation.rows[:-3:-1]), factory.RECORDED, language)
    return load_workbook(BytesIO(content))


@lru_cache
def example() -> Workbook:
    return book_of(factory.evaluation())


def header_row(sheet: Worksheet) -> int:
    return int(sheet.freeze_panes.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1


def column_of(sheet: Worksheet, heading: str) -> int:
    row = header_row(sheet)
    return next(cell.column for cell in sheet[row] if cell.value == heading)


def cell_at(sheet: Worksheet, heading: str, place: int) -> Any:
    return sheet.cell(header_row(sheet) + 1 + place, column_of(sheet, heading))


def named(name: str, **changes: Any) -> Evaluation:
    plain = factory.evaluation()
    return replace(plain, rows=(replace(plain.rows[0], figures=factory.figures(name, **changes)),))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("id", ["Ringkasan", "Peringkat", "Grafik", "Terendah", "Rincian", "Sumber"]),
        ("en", ["Summary", "Ranking", "Chart", "Lowest", "Detail by kind", "Sources"]),
    ],
)
def test_sheets(language: str, names: list[str], evaluation: Evaluation) -> None:
    assert book_of(evaluation, language).sheetnames == names


@pytest.mark.parametrize(
    ("heading", "value", "number_format"),
    [
        pytest.param("#", 6, "0", id="rank"),
        pytest.param("Pagu (Rp)", 11_800_000_000, RUPIAH_FORMAT, id="budget"),
        pytest.param("Realisasi (Rp)", 3_641_480_000, RUPIAH_FORMAT, id="realization"),
        pytest.param("Serapan (%)", 30.86, "0.00", id="percent is 0-100"),
        pytest.param("Deviasi (poin)", -39.14, '+0.00;"−"0.00;0.00', id="points have their sign"),
        pytest.param("±", -1, '"▲"0;"▼"0;"="', id="movement is a number"),
        pytest.param("Kode", "2.07.0.00.0.00.01.0000", "@", id="code is text"),
        pytest.param("Status", "Merah", "General", id="the word beside the colour"),
    ],
)
def test_ranking__has_real_values(heading: str, value: object, number_format: str) -> None:
    cell = cell_at(example()["Peringkat"], heading, 5)
    assert (cell.value, cell.number_format) == (value, number_format)


def test_ranking__total_keeps_its_sen() -> None:
    content = workbook.render(Papers(factory.evaluation(), ()), factory.RECORDED)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "<v>475510000000.5</v>" in sheet


@pytest.mark.parametrize("name", ["Peringkat", "Terendah", "Rincian"])
def test_tables__are_ready_for_screen_and_paper(name: str) -> None:
    sheet = example()[name]
    header = header_row(sheet)
    assert sheet.print_title_rows == ("$1:$2" if name == "Terendah" else f"${header}:${header}")
    (filtered,) = sheet.tables.values()
    assert filtered.ref.startswith(f"A{header}:")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("portrait", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "Halaman &P dari &N"
    assert sheet.oddFooter.right.text.startswith("Kode verifikasi ")
    assert [sheet["A2"].value, sheet["A3"].value] == [
        "Kota Batu — s.d. Triwulan III 2023 (posisi 30 September 2023)",
        "Pagu: APBD perubahan. Realisasi: LRA (laporan realisasi anggaran).",
    ]


def test_tables__columns_show_their_figures() -> None:
    sheet = example()["Peringkat"]
    for heading in ("Pagu (Rp)", "Realisasi (Rp)"):
        letter = sheet.cell(1, column_of(sheet, heading)).column_letter
        assert sheet.column_dimensions[letter].width > len("475.510.000.000")


@pytest.mark.parametrize("language", ["id", "en"])
def test_tables__no_word_of_a_heading_is_broken(language: str) -> None:
    for sheet in book_of(factory.evaluation(), language).worksheets[1:]:
        for cell in sheet[header_row(sheet)] if sheet.freeze_panes else ():
            longest = max(map(len, str(cell.value or "").split()), default=0)
            assert sheet.column_dimensions[cell.column_letter].width > longest, (sheet.title, cell.value)


def test_ranking__colours_by_rules_on_the_word() -> None:
    rules = [rule for group in example()["Peringkat"].conditional_formatting for rule in group.rules]
    words = {rule.formula[0] for rule in rules if rule.type == "cellIs"}
    assert words == {'"Di atas rencana"', '"Hijau"', '"Kuning"', '"Merah"'}
    assert any(rule.type == "dataBar" for rule in rules)


def test_chart__is_native_and_readable() -> None:
    (chart,) = example()["Grafik"]._charts
    assert not chart.x_axis.delete
    assert not chart.y_axis.delete
    assert [series.tx.strRef.f for series in chart.series] == ["'Grafik'!B60", "'Grafik'!C60"]
    assert chart.series[0].val.numRef.f == "'Grafik'!$B$61:$B$66"


def test_chart__labels_have_the_word_of_their_colour() -> None:
    sheet = example()["Grafik"]
    assert [sheet.cell(66, place).value for place in (1, 2, 3)] == [
        "6. Dinas Tenaga Kerja (Merah)",
        30.86,
        70,
    ]


def test_chart__without_plan_has_one_series(evaluation: Evaluation) -> None:
    rows = tuple(
        replace(row, ratios=replace(row.ratios, plan_share=None, absorption=row.ratios.absorption and 2))
        for row in evaluation.rows
    )
    sheet = book_of(replace(evaluation, rows=rows))["Grafik"]
    (chart,) = sheet._charts
    assert len(chart.series) == 1
    assert chart.y_axis.scaling.max is None
    assert (sheet["A1"].value, title_of(chart)) == (
        "Peringkat SKPD menurut serapan anggaran",
        "Serapan, persen dari pagu",
    )


def title_of(chart: Any) -> str:
    return str(chart.title.tx.rich.p[0].r[0].t)


def test_chart__bars_are_told_apart_without_their_colours() -> None:
    (chart,) = example()["Grafik"]._charts
    assert chart.legend is None, "each bar has its status's colour: a legend would show another one"
    assert title_of(chart) == "Serapan (atas, berwarna) dan rencana kas (bawah, abu-abu), persen dari pagu"


def test_chart__many_agencies_take_more_pages(evaluation: Evaluation) -> None:
    rows = tuple(replace(evaluation.rows[0], rank=rank) for rank in range(1, 49))
    book = book_of(replace(evaluation, rows=rows))
    assert [name for name in book.sheetnames if name.startswith("Grafik")] == ["Grafik", "Grafik 2"]
    for name, first in (("Grafik", 1), ("Grafik 2", 25)):
        sheet = book[name]
        assert str(sheet["A61"].value).startswith(f"{first}. ")
        assert sheet["A84"].value is not None
        assert sheet["A85"].value is None
        assert sheet._charts[0].x_axis.tickLblSkip == 1


def test_charts__have_a_text_for_who_does_not_see_them() -> None:
    content = workbook.render(with_course(5, 20), factory.RECORDED)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        drawings = [archive.read(f"xl/drawings/drawing{number}.xml").decode() for number in (1, 2, 3)]
    position = "Kota Batu — s.d. Triwulan III 2023 (posisi 30 September 2023)"
    for drawing, title in zip(
        drawings, ("Serapan (atas", "Serapan (atas", "Rencana dan realisasi"), strict=True
    ):
        assert f'descr="{title}' in drawing
        assert f'. {position}"' in drawing


def test_detail__is_left_out_where_no_source_has_it(evaluation: Evaluation) -> None:
    rows = tuple(replace(row, figures=replace(row.figures, kinds=())) for row in evaluation.rows)
    assert "Rincian" not in book_of(replace(evaluation, rows=rows, unranked=())).sheetnames


def test_lowest__reads_like_a_paper() -> None:
    texts = [str(cell.value) for cell in example()["Terendah"]["A"] if cell.value]
    opening = "1. Dinas Tenaga Kerja (peringkat 6 dari 6): serapan 30,86%, rencana 70,00%,"
    assert any(text.startswith(opening) for text in texts)
    assert any(
        text.startswith("Untuk menyerap seluruh pagu diperlukan Rp2,72 miliar per bulan") for text in texts
    )


def test_detail__has_a_row_a_kind_of_expenditure() -> None:
    sheet = example()["Rincian"]
    first = [
        cell_at(sheet, heading, 0).value for heading in ("SKPD", "Kode", "Uraian", "Pagu (Rp)", "Serapan (%)")
    ]
    assert first == ["Kecamatan Junrejo", "5.1.01", "Belanja Pegawai", 4_000_000_000, 66.04]


def test_sources__name_all_that_an_inspector_asks_for() -> None:
    texts = {
        str(cell.value) for row in example()["Sumber"].iter_rows() for cell in row if cell.value is not None
    }
    assert {"lra/batu-q3.xlsx", "ab" * 32, "5 Oktober 2023 19.05 WIB", "sipd-ri"} <= texts
    assert {"Permendagri 86/2017", "Badan Baru", "BPKAD", "Dinas Komunikasi dan Informatika"} <= texts
    assert "Tabel tidak memiliki baris jumlah, sehingga tidak dapat dicocokkan." in texts
    assert "Ujung rantai buku catatan: " + "0123456789abcdef" * 4 + "." in texts


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("x")', "=1+1", "+1", "-1", "@SUM(A1)", "#REF!", "TRUE", "0", "1E5"]
)
def test_text__is_never_a_formula(name: str) -> None:
    cell = cell_at(book_of(named(name))["Peringkat"], "SKPD", 0)
    assert (cell.value, cell.data_type) == (name, "s")


def test_text__illegal_characters_are_shown() -> None:
    cell = cell_at(book_of(named("a\x0bb\x1b\ud800\ufffe"))["Peringkat"], "SKPD", 0)
    assert cell.value == "a␋b␛\\u{d800}\\u{fffe}"


def test_text__is_cut_where_one_can_see_it() -> None:
    cell = cell_at(book_of(named("x" * 40_000))["Peringkat"], "SKPD", 0)
    assert len(cell.value) == 32_767
    assert cell.value.endswith("[…]")


def test_footer__does_not_obey_a_name() -> None:
    sheet = book_of(replace(factory.evaluation(), government="A&B &P"))["Peringkat"]
    assert sheet.oddFooter.left.text.startswith("A&&B &&P, ")


def test_dates__are_dates(evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], figures=factory.figures(cutoff=dt.date(2023, 8, 31)))
    cell = cell_at(book_of(replace(evaluation, rows=(row,)))["Peringkat"], "Posisi", 0)
    assert (cell.value, cell.number_format) == (dt.datetime(2023, 8, 31), "[$-421]d mmmm yyyy")


def test_nothing_ranked_is_still_a_paper(evaluation: Evaluation) -> None:
    empty = replace(evaluation, rows=(), sources=(), rules=(), findings=(), ledger_head="")
    book = load_workbook(BytesIO(workbook.render(Papers(empty, ()), factory.RECORDED)))
    assert book["Grafik"]._charts == []


def test_render__same_bytes_at_another_time(evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime(2031, 1, 1, tzinfo=tz)

    first = workbook.render(Papers(evaluation, evaluation.rows), factory.RECORDED)
    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later)
    assert workbook.render(Papers(evaluation, evaluation.rows), factory.RECORDED) == first
    book = load_workbook(BytesIO(first))
    utc = dt.datetime(2023, 10, 5, 12, 5)
    assert (book.properties.created, book.properties.modified) == (utc, utc)


def test_render__many_findings_stay_one_sheet(evaluation: Evaluation) -> None:
    many = tuple(Finding("code-repeated", Severity.WARNING, {"code": str(place)}) for place in range(150))
    sheet = book_of(replace(evaluation, findings=many))["Sumber"]
    assert sum(cell.value == "code-repeated" for cell in sheet["E"]) == len(many)


SIGNED = Office(
    Letterhead(
        lines=("PEMERINTAH KOTA CONTOH", "SEKRETARIAT DAERAH"),
        place="Contoh",
        signatories=(Signatory("Sekretaris Daerah", "A. B."),),
    ),
    decided=("Menetapkan asistensi.",),
)


def first_sheet(papers: Papers, office: Office | None = None) -> Worksheet:
    content = workbook.render(papers, factory.RECORDED, office=office)
    return load_workbook(BytesIO(content))["Ringkasan"]


def test_summary__is_page_one_with_letterhead_figures_decisions_and_who_signs() -> None:
    papers = with_course(5, 20)
    papers = replace(papers, standing=standing_of(papers.evaluation, ("5.2",)))
    sheet = first_sheet(papers, SIGNED)
    texts = [str(cell.value) for row in sheet.iter_rows(max_row=100) for cell in row if cell.value]
    assert texts[:3] == [
        "PEMERINTAH KOTA CONTOH",
        "SEKRETARIAT DAERAH",
        "Serapan belanja s.d. Triwulan III 2023: 56,03%, tertinggal 8,22 poin dari anggaran kas",
    ]
    for said in ("56,03%", "Keputusan yang dimohon", "1. Menetapkan asistensi.", "Sekretaris Daerah", "A. B."):
        assert said in texts
    assert len(sheet._charts) == 2
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)


def test_summary__prints_nothing_smaller_than_ten_points_and_keeps_the_figures_of_its_charts_off_the_page() -> None:
    sheet = first_sheet(with_course(5, 20), SIGNED)
    last = int(sheet.print_area.split("$")[-1])
    assert min(cell.font.sz for row in sheet.iter_rows(max_row=last) for cell in row if cell.value) >= 10
    assert last < 100
    assert sheet["A120"].value is None
    assert sheet["B120"].value == "Serapan (%)"


@pytest.mark.parametrize(("paper", "number"), [(Paper.A4, 9), (Paper.F4, 14)])
def test_sheets__but_the_annex_are_upright_and_as_wide_as_the_paper(paper: Paper, number: int) -> None:
    papers = replace(with_course(5, 20), lowest=factory.evaluation().rows)
    content = workbook.render(papers, factory.RECORDED, office=Office(paper=paper))
    for sheet in load_workbook(BytesIO(content)).worksheets[:-1]:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("portrait", number)
        assert sheet.page_setup.fitToWidth == 1
        if sheet.tables:
            assert width_of(sheet) * LEAST_SCALE / 100 <= room_of(paper), sheet.title


def test_bar_without_status__is_grey_and_never_the_blue_of_being_ahead(evaluation: Evaluation) -> None:
    rows = tuple(replace(row, status=None) for row in evaluation.rows)
    (chart,) = book_of(replace(evaluation, rows=rows))["Grafik"]._charts
    colours = {fill_of(point) for point in chart.series[0].dPt}
    assert colours == {"8A8A8A"}


def test_summary__without_rows_has_no_chart(evaluation: Evaluation) -> None:
    book = load_workbook(BytesIO(workbook.render(Papers(evaluation, ()), factory.RECORDED, "en")))
    assert book["Summary"]._charts == []


POSTURE = Posture(
    (
        PostureLine("4", None, None, None, None, 900_00, 800_00),
        PostureLine("5", None, 1000_00, 600_00, Fraction(6, 10), 1000_00, 600_00, agrees=True),
        PostureLine("5.2", None, 300_00, 10_00, Fraction(1, 30), 200_00, 10_00, agrees=False),
        PostureLine(None, Balance.SILPA, None, None, None),
    ),
    {},
    Witness("djpk.csv", "djpk-postur", factory.CUTOFF, 10**9),
)


def with_course(*realized: int) -> Papers:
    """Papers with a curve: a tenth more planned each month, realized percent by month as given."""
    known = [Fraction(share, 100) for share in realized] + [None] * (12 - len(realized))
    curve = tuple(CurvePoint(month, Fraction(month, 12), share) for month, share in enumerate(known, 1))
    evaluation = factory.evaluation()
    trend = Trend(None, evaluation.key, (), None, (), 10, (), (), (), curve)
    return Papers(evaluation, evaluation.rows, POSTURE, trend)


def test_posture__has_a_sheet_with_what_is_stated_beside_it() -> None:
    sheet = load_workbook(BytesIO(workbook.render(with_course(5), factory.RECORDED)))["Postur"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(place for place, row in enumerate(rows) if row[0] == "Rekening")
    assert [[one for one in row if one is not None] for row in rows[start + 1 : start + 4]] == [
        ["4", "Pendapatan", 900, 800],
        ["5", "Belanja", 1000, 600, 60, 1000, 600, "sama"],
        ["5.2", "Belanja modal", 300, 10, 3.33, 200, 10, "berbeda"],
    ]


def test_posture__has_no_sheet_where_expenditure_is_all_that_is_known() -> None:
    papers = replace(with_course(), posture=Posture((POSTURE.lines[1],), {}))
    book = load_workbook(BytesIO(workbook.render(papers, factory.RECORDED)))
    assert "Postur" not in book.sheetnames


def test_curve__is_native_lines_beside_their_figures() -> None:
    sheet = load_workbook(BytesIO(workbook.render(with_course(5, 20), factory.RECORDED)))["Kurva S"]
    (chart,) = sheet._charts
    for axis, title in ((chart.x_axis, "Bulan"), (chart.y_axis, "Persen dari pagu")):
        assert not axis.delete
        assert axis.title.tx.rich.p[0].r[0].t == title
    assert [series.val.numRef.f for series in chart.series] == [
        "'Kurva S'!$B$6:$B$17",
        "'Kurva S'!$C$6:$C$17",
    ]
    figures = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=6, max_row=17)]
    assert figures[:3] == [["Jan", 8.33, 5, -3.33], ["Feb", 16.67, 20, 3.33], ["Mar", 25, None, None]]
    assert (figures[11], chart.y_axis.scaling.max) == (["Des", 100, None, None], 100)


@pytest.mark.parametrize(
    ("realized", "drawn"),
    [pytest.param((5,), False, id="one point"), pytest.param((5, 20), True, id="a line")],
)
def test_curve__without_plan(realized: tuple[int, ...], drawn: bool) -> None:
    papers = with_course(*realized)
    assert papers.trend is not None
    course = replace(papers.trend, curve=tuple(one._replace(plan=None) for one in papers.trend.curve))
    book = load_workbook(BytesIO(workbook.render(replace(papers, trend=course), factory.RECORDED)))
    assert ("Kurva S" in book.sheetnames) is drawn
    if drawn:
        sheet = book["Kurva S"]
        assert (sheet["A1"].value, title_of(sheet._charts[0])) == ("Realisasi kumulatif",) * 2
        assert [cell.value for cell in sheet[5]] == ["Bulan", "Realisasi (%)"]
        assert [series.val.numRef.f for series in sheet._charts[0].series] == ["'Kurva S'!$B$6:$B$17"]


def test_curve__beyond_the_budget_has_room() -> None:
    sheet = load_workbook(BytesIO(workbook.render(with_course(120), factory.RECORDED)))["Kurva S"]
    assert sheet._charts[0].y_axis.scaling.max is None


def test_headings__have_the_lines_that_they_take() -> None:
    heights = []
    for heading in ("Serapan (%)", "Serapan dengan penyesuaian (%)"):
        sheet = Workbook().create_sheet()
        table = Table("any", "Apa saja", (Column("share", heading, ColumnKind.PERCENT),), ((Cell(None),),))
        fit_columns(sheet, table, "id")
        heights.append(sheet.row_dimensions[place(sheet, table, "id").header].height)
    assert heights[1] > heights[0], "it takes more than two lines"


def fill_of(point: Any) -> str:
    fill = point.graphicalProperties.solidFill
    return str(getattr(fill.srgbClr, "val", fill.srgbClr))
