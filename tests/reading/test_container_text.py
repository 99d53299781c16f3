import csv
from pathlib import Path

import pytest
from containers import opened, refusal
from hypothesis import given
from hypothesis import strategies as st

from skpd_eval.reading.container import ContainerKind, Limits
from skpd_eval.reading.container.text import open_text

PLAIN = [["kode", "pagu"], ["1.02", "5"], ["1.020", "6"]]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"kode,pagu\n1.02,5\n1.020,6\n", id="comma"),
        pytest.param(b"kode;pagu\n1.02;5\n1.020;6\n", id="semicolon"),
        pytest.param(b"kode\tpagu\n1.02\t5\n1.020\t6", id="tab"),
        pytest.param(b"kode|pagu\n1.02|5\n1.020|6\n", id="bar"),
        pytest.param(b"kode,pagu\r1.02,5\r1.020,6\r", id="CR alone"),
        pytest.param(b"kode,pagu\n1.02,5\r\n1.020,6\r", id="mixed line ends"),
        pytest.param(b"\xef\xbb\xbfkode,pagu\n1.02,5\n1.020,6\n", id="UTF-8 mark"),
        pytest.param("kode;pagu\r\n1.02;5\r\n1.020;6\r\n".encode("utf-16"), id="UTF-16"),
        pytest.param(b"\xfe\xff" + "kode;pagu\n1.02;5\n1.020;6\n".encode("utf-16-be"), id="UTF-16 BE"),
        pytest.param(b"sep=;\r\nkode;pagu\r\n1.02;5\r\n1.020;6\r\n", id="stated separator"),
        pytest.param(b'"kode","pagu"\n"1.02","5"\n"1.020","6"\n', id="quoted"),
    ],
)
def test_open_workbook__text(tmp_path: Path, content: bytes) -> None:
    book = opened(tmp_path, "x.csv", content)
    assert book.container is ContainerKind.TEXT
    assert book.grids[0].rows == PLAIN
    assert book.grids[0].is_text
    assert book.findings == ()


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        pytest.param("a;b\n1,5;2,5\n", [["a", "b"], ["1,5", "2,5"]], id="decimal commas"),
        pytest.param(
            'a,b\n"x, y","1.008,63 M"\n', [["a", "b"], ["x, y", "1.008,63 M"]], id="separator in quotes"
        ),
        pytest.param('a;b\n"x ""y"" z";\n', [["a", "b"], ['x "y" z', None]], id="doubled quotes, blank"),
        pytest.param('a;"b\n(Rp)"\n1;2\n', [["a", "b\n(Rp)"], ["1", "2"]], id="line end in a heading"),
        pytest.param(
            "Laporan\n\na;b;c\n1;2;3\n", [["Laporan"], [], ["a", "b", "c"], ["1", "2", "3"]], id="title"
        ),
        pytest.param(
            "a;b\n1;2;\n3;4;\n", [["a", "b"], ["1", "2", None], ["3", "4", None]], id="separator at the end"
        ),
        pytest.param(
            "a;b;c;d\n1;2;3;4\nBatu; 3 November 2023\n",
            [["a", "b", "c", "d"], ["1", "2", "3", "4"], ["Batu", " 3 November 2023"]],
            id="signature",
        ),
        pytest.param("a;b;c\nNA;nan; \n", [["a", "b", "c"], ["NA", "nan", " "]], id="nothing is converted"),
    ],
)
def test_open_workbook__text_rows_as_they_stand(
    tmp_path: Path, content: str, rows: list[list[str | None]]
) -> None:
    assert opened(tmp_path, "x.csv", content.encode()).grids[0].rows == rows


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        pytest.param(b"", "empty-file", None, id="no byte"),
        pytest.param(b"\xef\xbb\xbf", "empty-file", None, id="mark alone"),
        pytest.param(b"\n \n\r\n", "empty-file", None, id="line ends alone"),
        pytest.param(b"kode,pagu\n1\x00,2\n", "binary-text", None, id="NUL"),
        pytest.param("kode;pagu\n1;2\n".encode("utf-16-le"), "binary-text", None, id="UTF-16 without mark"),
        pytest.param(bytes(range(1, 256)) * 9, "binary-text", None, id="bytes at random"),
        pytest.param(b"\xff\xfekode\x00\x00\xd8", "encoding", 1, id="UTF-16 spoiled"),
        pytest.param(b"kode pagu\n1 2\n", "no-separator", None, id="one column"),
        pytest.param(b'k,n,p\n1,"A,5\n2,B,6\n', "unclosed-quote", 2, id="quote never closed"),
        pytest.param(b'k,n,p\n1,"A,5\n2,B",6\n', "unclosed-quote", 2, id="quote closed a record later"),
        pytest.param(
            b'k,n,p\n9,Z,1\n1,"A,5\nx,B,6\ny,C",6\n', "unclosed-quote", 3, id="two records swallowed"
        ),
        pytest.param(b'k,n,p\n1,"A" b,5\n', "stray-quote", 2, id="text after a quote"),
        pytest.param(b"a,b\n1,2\n1,2,3\n", "ragged", 3, id="long row"),
        pytest.param(b"a,b,c,d\n1,2,3,4\n1,2,3\n", "ragged", 3, id="short row"),
        pytest.param(b"k,n,p\n1,A,B,5\n2,C,D,6\n", "ragged", 2, id="a separator more inside of every row"),
        pytest.param(b"sep=;\na;b\n1;2;3\n", "ragged", 3, id="lines count the stated separator"),
        pytest.param(b"x" * 200_000 + b",1\n", "too-large", None, id="long field"),
        pytest.param(b"c," * 20_000 + b"\n", "too-large", None, id="many columns"),
    ],
)
def test_open_workbook__text_refused(tmp_path: Path, content: bytes, code: str, line: int | None) -> None:
    error = refusal(tmp_path, "x.csv", content)
    assert (error.code, error.arguments.get("line")) == (code, line)


def test_open_workbook__windows_text_is_told_or_asked_for(tmp_path: Path) -> None:
    content = "kode;nama\n1;Caf\u00e9 \u2013 UPT\n".encode("cp1252")
    assumed = opened(tmp_path, "x.csv", content)
    stated = opened(tmp_path, "x.csv", content, encoding="cp1252")
    assert assumed.grids[0].rows == stated.grids[0].rows == [["kode", "nama"], ["1", "Caf\u00e9 \u2013 UPT"]]
    assert [(f.code, f.arguments) for f in assumed.findings] == [("encoding-assumed", {"encoding": "cp1252"})]
    assert stated.findings == ()


@pytest.mark.parametrize("encoding", ["ascii", "no-such"])
def test_open_workbook__an_encoding_that_does_not_fit(tmp_path: Path, encoding: str) -> None:
    error = refusal(tmp_path, "x.csv", "kode;nama\n1;\u00e9\n".encode(), encoding=encoding)
    assert (error.code, error.arguments["encoding"]) == ("encoding", encoding)


def test_open_workbook__lines_are_those_of_the_file(tmp_path: Path) -> None:
    grid = opened(tmp_path, "x.csv", b'sep=;\na;"b\n(Rp)"\n1;2\n').grids[0]
    assert [grid.address(row, 0) for row in range(2)] == ["line 2", "line 4"]


def test_open_workbook__text_exactly_full_is_possibly_cut(tmp_path: Path) -> None:
    book = opened(tmp_path, "x.csv", b"a;b\n" * 65_536)
    assert [f.code for f in book.findings] == ["possibly-cut"]


def tables(width: int) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=6)


CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=6).map(lambda text: "x" + text)


@given(
    rows=st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=2, max_size=6)
    ),
    separator=st.sampled_from(";,|\t"),
)
def test_open_text__gives_what_was_written_under_the_stated_separator(
    rows: list[list[str]], separator: str
) -> None:
    lines = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    content = "\r\n".join([f"sep={separator}", *lines]).encode()
    assert open_text(content, "x", None, Limits()).grids[0].rows == rows


def test_csv_module_is_left_as_it_was() -> None:
    assert csv.field_size_limit() == Limits().field


@pytest.mark.parametrize("comment", ["# Kota Contoh, tahun 2023, sumber: BPKAD, 1", "#Kota Contoh", "## Kota; Contoh"])
def test_a_comment_above_a_table_is_a_title_whatever_stands_in_it(tmp_path: Path, comment: str) -> None:
    book = opened(tmp_path, "x.csv", f"{comment}\nkode,pagu\n1.02,5\n1.020,6\n".encode())
    assert book.grids[0].rows == [[comment.lstrip("# ")], *PLAIN]


def test_a_number_sign_as_a_heading_is_no_comment(tmp_path: Path) -> None:
    book = opened(tmp_path, "x.csv", b"#,nama,pagu\n1,Dinas A,5\n#2,Dinas B,6\n")
    assert book.grids[0].rows == [["#", "nama", "pagu"], ["1", "Dinas A", "5"], ["#2", "Dinas B", "6"]]
