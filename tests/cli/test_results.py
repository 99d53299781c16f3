"""What the commands print about the sample data: the published facts, and formats that machines read."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from .conftest import TIDY, Run

RANKING = [
    "schema", "government", "year", "quarter", "cutoff", "budget_basis", "realization_basis", "key", "language",
    "total", "rows", "unranked", "not_reported", "exclusions", "findings", "sources",
]  # fmt: skip
ROW = [
    "rank", "agency_code", "agency_name", "government", "cutoff", "budget", "realization", "plan", "absorption_pct",
    "plan_pct", "deviation_pp", "plan_achievement_pct", "physical_target_pct", "physical_pct",
    "physical_deviation_pp", "output_achievement_pct", "category", "status", "shortfall", "remaining",
    "previous_rank", "rank_change",
]  # fmt: skip
TOTAL = ["budget", "realization", "plan", "absorption_pct", "mean_absorption_pct", "agencies"]
TEN_LOWEST = [
    ("Dinas Tenaga Kerja", 30.86),
    ("Badan Kesatuan Bangsa dan Politik", 33.01),
    ("Dinas Perumahan dan Kawasan Permukiman", 39.94),
    ("Dinas Lingkungan Hidup", 45.10),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", 50.14),
    ("Dinas Pariwisata", 52.85),
    ("Dinas Koperasi, Usaha Mikro, Perdagangan dan Perindustrian", 53.16),
    ("Dinas Sosial", 53.24),
    ("Dinas Perhubungan", 54.42),
    ("Dinas Pertanian dan Ketahanan Pangan", 54.55),
]
BELOW_80 = [
    ("Dinas Tenaga Kerja", 60.57),
    ("Sekretariat DPRD", 74.88),
    ("Dinas Sosial", 76.70),
    ("Dinas Koperasi, Usaha Mikro, Perdagangan dan Perindustrian", 78.10),
    ("Dinas Perhubungan", 79.62),
]


def named(result: dict[str, Any]) -> list[tuple[str, float]]:
    return [(row["agency_name"], row["absorption_pct"]) for row in result["rows"]]


def test_rank_json__has_the_fixed_names_in_order(read: Run) -> None:
    result = read("rank", "--quarter", 3, "--format", "json").json()
    assert list(result)[: len(RANKING)] == RANKING
    assert (result["schema"], result["cutoff"]) == ("skpd-eval/ranking/1", "2023-09-30")
    assert all(list(row)[: len(ROW)] == ROW for row in result["rows"]), "later names follow the fixed ones"
    assert list(result["total"])[: len(TOTAL)] == TOTAL
    assert all({"budget", "realization", "reason"} <= set(entry) for entry in result["exclusions"])


@pytest.mark.parametrize("quarter", [1, 3, 4])
def test_rank_json__rows_unranked_and_exclusions_sum_to_the_total(read: Run, quarter: int) -> None:
    result = json.loads(read("rank", "--quarter", quarter, "--format", "json").out, parse_float=Decimal)
    parts = [*result["rows"], *result["unranked"], *result["exclusions"]]
    assert result["exclusions"], "the sample has PPKD amounts"
    for name in ("budget", "realization"):
        assert sum(Decimal(part[name] or 0) for part in parts) == result["total"][name]
    assert result["total"]["agencies"] == 30


def test_lowest__ten_as_published(read: Run) -> None:
    result = read("lowest", "--quarter", 3, "--format", "json").json()
    assert result["schema"] == "skpd-eval/lowest/1"
    assert named(result) == TEN_LOWEST
    assert all({*ROW, "drivers", "notes", "needed_per_month"} <= set(row) for row in result["rows"])


def test_lowest__year_end_below_80(read: Run) -> None:
    result = read("lowest", "--below", 80, "--quarter", 4, "--format", "json").json()
    assert named(result) == BELOW_80
    assert result["total"]["absorption_pct"] == 85.64


@pytest.mark.parametrize(("count", "expected"), [(1, TEN_LOWEST[:1]), (3, TEN_LOWEST[:3])])
def test_lowest__as_many_as_asked(read: Run, count: int, expected: list[tuple[str, float]]) -> None:
    assert named(read("lowest", "-n", count, "-q", "III", "--format", "json").json()) == expected


def test_lowest__a_tie_at_the_cut_is_shown_whole(here: Run, tidy: Any, tmp_path: Path) -> None:
    rows = [
        (f"1.0{n}.0.00.0.00.01.0000", f"Dinas {n}", 1000, spent)
        for n, spent in enumerate((100, 500, 500, 900), 1)
    ]
    ledger = tmp_path / "l.db"
    assert here("ingest", tidy("t.csv", rows), "--ledger", ledger, "--quiet").status == 0
    result = here("lowest", "-n", 2, "--format", "json", "--ledger", ledger).json()
    assert [row["rank"] for row in result["rows"]] == [4, 2, 2]


def test_rank__a_plain_table_of_the_same_data_ranks_the_same_to_the_sen(
    read: Run, here: Run, tmp_path: Path
) -> None:
    ledger = tmp_path / "l.db"
    assert here("ingest", TIDY, "--ledger", ledger, "--quiet").status == 0
    plain = here("rank", "-q", 3, "--format", "json", "--ledger", ledger).json()
    recap = read("rank", "-q", 3, "--format", "json").json()
    names = ("rank", "agency_code", "agency_name", "budget", "realization", "absorption_pct")
    assert [[row[name] for name in names] for row in plain["rows"]] == [
        [row[name] for name in names] for row in recap["rows"]
    ]
    assert plain["total"]["realization"] == recap["total"]["realization"] == 588332457123.37
    apart = ("agency_code", "account", "budget", "realization", "reason")
    assert [[entry[name] for name in apart] for entry in plain["exclusions"]] == [
        [entry[name] for name in apart] for entry in recap["exclusions"]
    ]


def test_rank_csv__has_the_same_names_and_rows(read: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(read("rank", "-q", 3, "--format", "csv").text)))
    objects = read("rank", "-q", 3, "--format", "json").json()["rows"]
    assert list(rows[0])[: len(ROW)] == ROW
    assert [(row["rank"], row["agency_code"], row["agency_name"]) for row in rows] == [
        (str(row["rank"]), row["agency_code"], row["agency_name"]) for row in objects
    ]
    assert [Decimal(row["realization"]) for row in rows] == [
        Decimal(str(row["realization"])) for row in objects
    ]


def test_rank_csv__for_an_indonesian_spreadsheet(read: Run) -> None:
    result = read("rank", "-q", 3, "--format", "csv", "--csv-dialect", "excel-id")
    assert result.out.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(result.out.decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert any("63,85" in row for row in rows)


def test_rank_md__is_one_table(read: Run) -> None:
    lines = [
        line for line in read("rank", "-q", 3, "--format", "md").text.splitlines() if line.startswith("|")
    ]
    assert len(lines) == 2 + 30 + 2, "header, agencies, sum and mean"
    assert len({line.replace("\\|", "").count("|") for line in lines}) == 1


@pytest.mark.parametrize(
    "command",
    [["rank"], ["lowest"], ["status"], ["history"], ["rules"], ["show", "Dinas Sosial"]],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("form", ["json", "table"])
def test_commands__stdout_alone_carries_the_result(read: Run, command: list[str], form: str) -> None:
    result = read(*command, "--format", form, "--quiet")
    assert (result.status, result.said) == (0, "")
    assert (
        result.json() if form == "json" else "\x1b" not in result.text and len(result.text.splitlines()) > 5
    )


def test_rank__newest_quarter_when_none_is_named(read: Run) -> None:
    assert read("rank", "--format", "json").json()["quarter"] == 4


def test_rank__a_date_names_the_position(read: Run) -> None:
    assert read("rank", "--cutoff", "30/06/2023", "--format", "json").json()["quarter"] == 2


def test_rank__english(read: Run) -> None:
    said = read("rank", "-q", 3, "--lang", "en").text
    assert "30 September 2023" in said
    assert "absorption" in said.casefold()
    assert "Peringkat" not in said


def test_rank__language_of_the_environment(read: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKPD_EVAL_LANG", "en")
    assert "Peringkat" not in read("rank", "-q", 3).text
    assert "Peringkat" in read("rank", "-q", 3, "--lang", "id").text


def test_show__one_agency(read: Run) -> None:
    said = read("show", "tenaga kerja", "-q", 3).text
    assert "2.07.03.2.01.01" in said
    assert "30,86" in said


@pytest.mark.parametrize(("asked", "said"), [("Dinas", "Dinas"), ("Kementerian", "Kementerian")])
def test_show__an_agency_that_is_not_one_is_a_usage_error(read: Run, asked: str, said: str) -> None:
    result = read("show", asked)
    assert (result.status, result.text) == (2, "")
    assert said in result.said
    assert len(result.lines) <= 3


def test_report__xlsx_twice_the_same_bytes(read: Run, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        assert read("report", "--out", name, "-q", 3).status == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert any("Dinas Tenaga Kerja" in cell for cell in cells)


@pytest.mark.parametrize("suffix", [".csv", ".json", ".md"])
def test_report__the_suffix_chooses_the_format_and_the_name_is_filled(
    read: Run, tmp_path: Path, suffix: str
) -> None:
    assert read("report", "--out", "TW{quarter}-{year}-{cutoff}" + suffix, "-q", 3).status == 0
    assert (tmp_path / f"TW3-2023-2023-09-30{suffix}").stat().st_size > 1000


def test_status__says_present_by_kind(read: Run) -> None:
    result = read("status", "-q", 3, "--lang", "en").text
    row = next(line for line in result.splitlines() if "Dinas Sosial" in line)
    assert row.count("present") == 3


DJPK = (
    "akun,anggaran,realisasi,persentase",
    '" Pendapatan Daerah","1.008,63 M","776,31 M",76.97',
    '" PAD","1.008,63 M","776,31 M",76.97',
    '" Belanja Daerah","1.111,83 M","588,33 M",52.92',
    '" Belanja Pegawai","985,11 M","{staff} M",57.92',
    '" Belanja Modal","126,72 M","{capital} M",14.00',
    '" Pembiayaan Daerah","103,20 M","0,00 M",0.00',
    '" Penerimaan Pembiayaan Daerah","103,20 M","0,00 M",0.00',
)


@pytest.mark.parametrize(
    ("staff", "capital", "verdict"), [("570,59", "17,74", "same"), ("570,58", "17,75", "apart")]
)
def test_posture__beside_what_is_stated_of_the_whole_government(
    ledger: Path, here: Run, tmp_path: Path, staff: str, capital: str, verdict: str
) -> None:
    content = "\n".join(DJPK).format(staff=staff, capital=capital)
    (tmp_path / "2023_Kota_Batu.csv").write_text(content, encoding="utf-8")
    assert here("ingest", tmp_path / "2023_Kota_Batu.csv", "-q", 3, "--ledger", ledger).status == 0
    result = here("show", "--posture", "-q", 3, "--ledger", ledger, "--format", "csv", "--lang", "en")
    rows = {row["account"] or row["name"]: row for row in csv.DictReader(io.StringIO(result.text))}
    assert (rows["4"]["realization"], rows["4"]["stated_realization"], rows["4"]["agrees"]) == (
        "", "776310000000", "",
    )  # fmt: skip
    assert (rows["5"]["agrees"], rows["5.2"]["agrees"]) == ("same", verdict)
    assert ("Account 5.2" in result.said) == (verdict == "apart")
    paper = tmp_path / "q3.md"
    assert here("report", "-q", 3, "--ledger", ledger, "--out", paper).status == 0
    headings = [line for line in paper.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert headings[:2] == ["# Evaluasi realisasi anggaran", "## Postur APBD"]
    assert here("report", "-q", 3, "--ledger", ledger, "--out", "q3.xlsx").status == 0
    listed = [row[1] for row in load_workbook(tmp_path / "q3.xlsx")["Sumber"].iter_rows(values_only=True)]
    assert "2023_Kota_Batu.csv" in listed


def test_posture__of_a_government_known_by_one_source_alone(here: Run, tmp_path: Path) -> None:
    store = tmp_path / "alone.db"
    content = "\n".join(DJPK).format(staff="570,59", capital="17,74")
    (tmp_path / "2023_Kota_Batu.csv").write_text(content, encoding="utf-8")
    assert here("ingest", tmp_path / "2023_Kota_Batu.csv", "-q", 3, "--ledger", store).status == 0
    result = here("show", "--posture", "--ledger", store, "--format", "csv", "--lang", "en")
    rows = {row["account"] or row["name"]: row for row in csv.DictReader(io.StringIO(result.text))}
    assert (rows["5"]["budget"], rows["5"]["realization"]) == ("1111830000000", "588330000000")
    assert rows["SiLPA"]["budget"] == str((1_008_630 - 1_111_830 + 103_200) * 10**6)
    whole = here("show", "--posture", "--ledger", store, "--lang", "en").text
    assert "No agency's lines" in whole
    assert "2023_Kota_Batu.csv" in whole
    assert here("show", "--posture", "-q", 2, "--ledger", store).status == 66
    assert here("rank", "--ledger", store).status == 66


@pytest.mark.parametrize(
    ("asked", "budgets"),
    [
        pytest.param("in-force", (200, 300), id="in force: the revised one"),
        pytest.param("original", (100, 175), id="the original one, of the newest position that states it"),
    ],
)
def test_rank__of_a_version_of_the_budget_that_an_earlier_position_states(
    here: Run, tmp_path: Path, asked: str, budgets: tuple[int, int]
) -> None:
    store = tmp_path / "versions.db"
    head = "government;cutoff;kode skpd;nama skpd;pagu;realisasi"
    agencies = ("2.07.0.00.0.00.01.0000;Dinas Tenaga Kerja", "1.02.0.00.0.00.01.0000;Dinas Kesehatan")
    for cutoff, basis, amounts in (
        ("2023-06-30", "original", ("90;10", "90;20")),
        ("2023-09-30", "original", ("100;50", "175;60")),
        ("2023-12-31", "revised", ("200;120", "300;90")),
    ):
        rows = [f"Kota Dua;{cutoff};{who};{each}" for who, each in zip(agencies, amounts, strict=True)]
        (tmp_path / f"{basis}-{cutoff}.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
        given = here("ingest", tmp_path / f"{basis}-{cutoff}.csv", "--basis", basis, "--ledger", store)
        assert given.status == 0, given.said
    found = here("rank", "-q", 4, "--budget", asked, "--ledger", store, "--format", "json").json()
    assert {(row["budget"], row["realization"]) for row in found["rows"]} == {
        *zip(budgets, (120, 90), strict=True)
    }
    assert (found["total"]["budget"], found["total"]["realization"]) == (sum(budgets), 210)


TWO_VERSIONS = (
    "government;cutoff;kode skpd;nama skpd;pagu murni;pagu perubahan;realisasi",
    "Kota Dua;2023-09-30;2.07.0.00.0.00.01.0000;Dinas Tenaga Kerja;100;200;50",
    "Kota Dua;2023-09-30;1.02.0.00.0.00.01.0000;Dinas Kesehatan;300;{revised};150",
)


@pytest.mark.parametrize(
    ("asked", "revised", "basis", "shares", "whole"),
    [
        pytest.param("in-force", "400", "original", ["50.00", "50.00"], "50.00", id="beside the revised one"),
        pytest.param("original", "400", "revised", ["37.50", "25.00"], "33.33", id="beside the original one"),
        pytest.param("original", "", "revised", [None, "25.00"], None, id="an agency without the other one"),
    ],
)
def test_rank__absorption_of_the_other_version_of_the_budget(
    here: Run,
    tmp_path: Path,
    asked: str,
    revised: str,
    basis: str,
    shares: list[str | None],
    whole: str | None,
) -> None:
    content = "\n".join(TWO_VERSIONS).format(revised=revised)
    (tmp_path / "two.csv").write_text(content, encoding="utf-8")
    assert here("ingest", "two.csv", "--ledger", "l.db", "--quiet").status == 0
    found = json.loads(
        here("rank", "--ledger", "l.db", "--budget", asked, "--format", "json").out, parse_float=Decimal
    )
    assert found["other_budget_basis"] == basis
    given = [row["other_absorption_pct"] for row in sorted(found["rows"], key=lambda row: row["agency_code"])]
    assert [None if share is None else f"{share:.2f}" for share in given] == shares
    total = found["total"]["other_absorption_pct"]
    assert (None if total is None else f"{total:.2f}") == whole
    table = here("rank", "--ledger", "l.db", "--budget", asked, "--lang", "en").text
    assert f"Absorption of the {basis} budget (%)" in table


def test_rank__one_version_of_the_budget_has_nothing_beside_it(read: Run) -> None:
    found = read("rank", "-q", 3, "--format", "json").json()
    assert found["other_budget_basis"] is None
    assert {row["other_budget"] for row in found["rows"]} == {None}


SEVEN = [(f"1.0{number}.0.00.0.00.01.0000", f"Dinas {number}", 1000, 100) for number in range(1, 8)]


@pytest.mark.parametrize(
    ("reported", "ranked", "told"),
    [(7, True, False), (4, True, True), (3, False, False)],
    ids=["all", "most, and so it is said", "few"],
)
def test_governments__a_total_of_some_agencies_is_none(
    here: Run, tidy: Callable[..., Path], tmp_path: Path, reported: int, ranked: bool, told: bool
) -> None:
    ledger = tmp_path / "l.sqlite"
    files = tidy("q2.csv", SEVEN, "2023-06-30"), tidy("q3.csv", SEVEN[:reported])
    assert here("ingest", *files, "--ledger", ledger).status == 0
    asked = here(
        "rank", "--governments", "--quarter", 3, "--format", "json", "--lang", "en", "--ledger", ledger
    )
    found = asked.json()
    assert [row["government"] for row in found["rows"]] == (["Kota Contoh"] if ranked else [])
    assert len(found["not_reported"]) == (0 if ranked else 1)
    assert ("4 of 7 agencies reported" in asked.said) is told


def test_previous_rank__is_of_the_newest_position_of_the_quarter_before(
    here: Run, tidy: Callable[..., Path]
) -> None:
    """Not of the position right before inside the quarter, nor of an earlier one in the quarter before."""
    code = ("1.01.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0000")
    spent = {"2023-05-31": (10, 20), "2023-06-30": (30, 25), "2023-07-31": (31, 40), "2023-08-31": (33, 50)}
    files = [
        tidy(f"{day}.csv", [(code[0], "Dinas A", 100, first), (code[1], "Dinas B", 100, second)], day)
        for day, (first, second) in spent.items()
    ]
    assert here("ingest", *files, "--ledger", "l.db").status == 0
    rows = here("rank", "--cutoff", "2023-08-31", "--format", "json", "--ledger", "l.db").json()["rows"]
    assert [(row["agency_name"], row["rank"], row["previous_rank"], row["rank_change"]) for row in rows] == [
        ("Dinas B", 1, 2, 1),
        ("Dinas A", 2, 1, -1),
    ]
    rows = here("rank", "--quarter", 2, "--format", "json", "--ledger", "l.db").json()["rows"]
    assert {row["previous_rank"] for row in rows} == {None}, "nothing of quarter I is in the ledger"


def test_rank__the_rating_of_the_law_is_shown_where_it_is_asked_for(read: Run) -> None:
    plain, rated = (read("rank", "--quarter", 3, *more).text for more in ((), ("--rating",)))
    said = "Predikat menurut capaian kas (realisasi ÷ rencana kas), bukan menurut serapan."
    for words in (said, "Sangat Rendah"):
        assert words in rated
        assert words not in plain
    rows = read("rank", "--quarter", 3, "--format", "json").json()["rows"]
    assert {row["category_label"] for row in rows} >= {"Sangat Rendah"}
