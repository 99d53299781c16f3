"""V-01: percentages and remainders that a table prints beside its amounts, the published claims among them."""

from pathlib import Path

import pytest
from truth import read

from skpd_eval.model import Finding, Severity
from skpd_eval.reading.told.options import ReadOptions

PRINTED = "printed-"


def told(tmp_path: Path, *lines: str, unit: str = "") -> list[Finding]:
    text = ["REALISASI ANGGARAN SKPD KOTA BATU", "per 31 Desember 2023", unit, *lines]
    path = tmp_path / "table.csv"
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    reading = read(path, ReadOptions())
    assert reading.exports, reading.findings
    found = (*reading.findings, *(f for export in reading.exports for f in export.findings))
    return [finding for finding in found if finding.code.startswith(PRINTED)]


def said(findings: list[Finding]) -> list[tuple[object, ...]]:
    return [(f.code, f.arguments["agency"], f.arguments["stated"], f.arguments["computed"]) for f in findings]


# Section 7.3: what two newspapers printed of Kota Batu's year 2023, in miliar to one decimal.
SOCIAL, TRADE = "Dinas Sosial;27,1;16,9", "Diskoperindag;21,6;16,9"
FINE = ["Disnaker;11,8;7,1;60,57", "Set. DPRD;59,2;44,3;74,88", "Dishub;27,1;21,6;79,62"]


@pytest.mark.parametrize(
    ("claims", "wrong"),
    [
        pytest.param(
            [f"{SOCIAL};78,09", f"{TRADE};77,09", *FINE],
            [("Dinas Sosial", "78.09", "62.36"), ("Diskoperindag", "77.09", "78.24")],
            id="one newspaper",
        ),
        pytest.param(
            [f"{SOCIAL};76,7", f"{TRADE};78,1", *FINE], [("Dinas Sosial", "76.70", "62.36")], id="the other"
        ),
        pytest.param(["Disnaker;11,8;7,1;60,17", *FINE[1:]], [], id="within what was rounded"),
    ],
)
def test_published_claims__outside_of_what_the_rounded_amounts_allow(
    tmp_path: Path, claims: list[str], wrong: list[tuple[str, str, str]]
) -> None:
    found = told(tmp_path, "SKPD;Pagu;Realisasi;%", *claims, unit="(dalam miliar rupiah)")
    assert said(found) == [("printed-percent-differs", *one) for one in wrong]


def test_published_claim__rupiah_called_percent_are_refused_with_their_cell(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    rows = [
        "cutoff;SKPD;Pagu;Realisasi",
        "31/12/2023;Disnaker;11800;7100",
        "31/12/2023;Dishub;27100;21,6 persen",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    reading = read(path, ReadOptions())
    assert not reading.exports
    assert [f.source.cell for f in reading.findings if f.source and f.severity is Severity.ERROR] == [
        "line 3"
    ]


ROWS = [
    "Dinas A;1000000;500000",
    "Dinas B;1000000;333333",
    "Dinas C;2000000;1500000",
    "Dinas D;400000;100000",
]


@pytest.mark.parametrize(
    ("header", "printed", "wrong"),
    [
        pytest.param("%", ["50", "33,33", "75", "25"], [], id="right"),
        pytest.param("%", ["50", "33,34", "75", "25"], [], id="a hundredth off"),
        pytest.param("%", ["50", "33,35", "75", "25"], ["33.35"], id="two hundredths off"),
        pytest.param("%", ["50,0", "33,3", "75,0", "25,0"], [], id="one decimal"),
        pytest.param("%", ["50%", "33%", "75%", "25%"], [], id="whole"),
        pytest.param("%", ["50%", "34%", "75%", "25%"], ["34.00"], id="another whole"),
        pytest.param("%", ["0,5", "0,3333", "0,75", "0,25"], [], id="of one"),
        pytest.param("%", ["0,5", "0,3399", "0,75", "0,25"], ["33.99"], id="of one and wrong"),
        pytest.param("Tingkat", ["50", "33,33", "75", "29"], ["29.00"], id="proved by its values alone"),
        pytest.param("Nilai SAKIP", ["81", "77", "64", "70"], [], id="another measure"),
        pytest.param("%", ["", "", "", ""], [], id="nothing printed"),
    ],
)
def test_percentages(tmp_path: Path, header: str, printed: list[str], wrong: list[str]) -> None:
    rows = [f"{row};{value}" for row, value in zip(ROWS, printed, strict=True)]
    found = told(tmp_path, f"SKPD;Pagu;Realisasi;{header}", *rows)
    assert [(f.code, f.arguments["stated"]) for f in found] == [
        ("printed-percent-differs", one) for one in wrong
    ]


def test_percentages__a_column_that_says_so_and_is_not_is_told_once(tmp_path: Path) -> None:
    rows = [f"{row};{value}" for row, value in zip(ROWS, ("18%", "25.71%", "12.86%", "9%"), strict=True)]
    (found,) = told(tmp_path, "SKPD;Pagu;Realisasi;Progres", *rows)
    assert (found.code, found.arguments["heading"]) == ("printed-percent-other", "progres")
    assert found.source is not None
    assert found.source.cell == "line 5"


@pytest.mark.parametrize(
    ("header", "printed", "wrong"),
    [
        pytest.param("Sisa", [500000, 666667, 500000, 300000], [], id="right"),
        pytest.param("Sisa", [500000, 666667, 500000, 310000], [310000], id="one wrong"),
        pytest.param(
            "Lebih/(Kurang)", ["(500000)", "(666667)", "(500000)", "(300000)"], [], id="less budget"
        ),
        pytest.param("Ruang", [500000, 666667, 500000, 310000], [310000], id="proved by its values alone"),
    ],
)
def test_remainders(tmp_path: Path, header: str, printed: list[object], wrong: list[int]) -> None:
    rows = [f"{row};{value}" for row, value in zip(ROWS, printed, strict=True)]
    found = told(tmp_path, f"SKPD;Pagu;Realisasi;{header}", *rows)
    assert [(f.code, f.arguments["stated"]) for f in found] == [
        ("printed-remainder-differs", one * 100) for one in wrong
    ]


def test_the_total_row_is_compared_too(tmp_path: Path) -> None:
    rows = [f"{row};{value}" for row, value in zip(ROWS, ("50", "33,33", "75", "25"), strict=True)]
    (found,) = told(tmp_path, "SKPD;Pagu;Realisasi;%", *rows, "JUMLAH;4400000;2433333;45,83")
    assert (found.arguments["agency"], found.arguments["computed"]) == ("JUMLAH", "55.30")


HIGHEST = ["Dinas A;1000000;964000", "Diskominfo;1000000;855000", "Dinas C;1000000;941000"]


@pytest.mark.parametrize(
    ("title", "rows", "broken"),
    [
        pytest.param(
            "SKPD TERTINGGI", HIGHEST, ["Dinas C"], id="one of the highest between others"
        ),
        pytest.param("SKPD TERTINGGI", [HIGHEST[0], HIGHEST[2], HIGHEST[1]], [], id="in order"),
        pytest.param("SKPD TERENDAH", [HIGHEST[1], HIGHEST[2], HIGHEST[0]], [], id="lowest first"),
        pytest.param("REALISASI SKPD", HIGHEST, [], id="no order named"),
        pytest.param("SKPD TERTINGGI DAN TERENDAH", HIGHEST, [], id="two orders named"),
    ],
)
def test_order(tmp_path: Path, title: str, rows: list[str], broken: list[str]) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "\n".join([title, "per 31 Desember 2023", "SKPD;Pagu;Realisasi", *rows]), encoding="utf-8"
    )
    reading = read(path, ReadOptions())
    assert reading.exports
    found = [f for export in reading.exports for f in export.findings if f.code == "order-broken"]
    assert [f.arguments["agency"] for f in found] == broken
