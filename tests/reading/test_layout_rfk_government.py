"""RFK of a whole government: agencies with codes or without, programs, packages, months beside each other."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from monitoring import by_months
from truth import Row, Sheet, codes, errors, findings, only, read_sheets

from skpd_eval.model import Export, Kind, Level
from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions()
EDUCATION, HEALTH = "1.01.2.22.0.00.01.0000", "1.02.0.00.0.00.01.0000"
SETDA, DIVISION = "4.01.0.00.0.00.01.0000", "4.01.0.00.0.00.01.0001"
HEADINGS = {
    "code": "Kode Rekening", "name": "Uraian", "budget": "Pagu Anggaran (Rp)", "spent": "Realisasi Keuangan (Rp)",
    "share": "Keuangan (%)", "physical": "Fisik (%)", "funds": "Sumber Dana", "way": "Metode Pengadaan",
    "contract": "Nilai Kontrak (Rp)", "firm": "Penyedia", "problem": "Permasalahan", "solution": "Solusi",
}  # fmt: skip
ORDER = list(HEADINGS)
PARTS = {
    EDUCATION: ("DINAS PENDIDIKAN", {"1.01": [(500, 100), (300, 200)], "2.22": [(100, 0)]}),
    HEALTH: ("DINAS KESEHATAN", {"1.02": [(700, 350), (200, 150)]}),
}
"""Agency to name and, by bidang, budget and realization of each sub-activity, in millions."""
MILLION = 1_000_000


def line(
    order: list[str], code: str | None, name: str, amounts: tuple[int, int] | None = None, **more: Any
) -> Row:
    values = {"code": code, "name": name} | more
    if amounts is not None:
        budget, spent = (amount * MILLION for amount in amounts)
        values |= {"budget": budget, "spent": spent, "share": spent * 100 / budget, "physical": 40}
    return [values.get(column) for column in order]


def whole(
    *,
    order: list[str] = ORDER,
    coded: bool = True,
    bidang: bool = True,
    amounts: bool = True,
    total: bool = False,
    parts: dict[str, tuple[str, dict[str, list[tuple[int, int]]]]] = PARTS,
) -> Sheet:
    """A whole government, from column A, header of one row; a sub-activity's first has two packages without code."""
    rows: list[Row] = [
        ["PEMERINTAH KABUPATEN CONTOH"],
        ["LAPORAN REALISASI FISIK DAN KEUANGAN"],
        ["KEADAAN S/D BULAN SEPTEMBER 2023"],
        [],
        [HEADINGS[column] for column in order],
        [str(place) for place in range(1, len(order) + 1)],
    ]
    every = []
    for agency, (name, by_bidang) in parts.items():
        own = [part for given in by_bidang.values() for part in given]
        every += own
        sums = sum(part[0] for part in own), sum(part[1] for part in own)
        rows.append(line(order, agency if coded else None, name, sums if amounts else None))
        for urusan, given in by_bidang.items():
            if bidang:
                rows.append(line(order, urusan, f"BIDANG {urusan}"))
            rows.append(line(order, f"{urusan}.02", "PROGRAM"))
            rows.append(line(order, f"{urusan}.02.2.01", "Kegiatan"))
            for place, part in enumerate(given, 1):
                said = {
                    "funds": "DAU",
                    "way": "Swakelola",
                    "problem": "Gagal lelang",
                    "solution": "Lelang ulang",
                }
                rows.append(line(order, f"{urusan}.02.2.01.{place:04d}", f"Sub {place}", part, **said))
                if place == 1:
                    for number in (1, 2):
                        half = part[0] // 2, part[1] // 2
                        firm = {"contract": 40 * MILLION, "firm": f"CV. Contoh {number}", "way": "Tender"}
                        rows.append(line(order, None, f"Paket {number}", half, **firm))
    if total:
        sums = sum(part[0] for part in every), sum(part[1] for part in every)
        rows.append(line(order, None, "JUMLAH", sums))
    rows += [[], [*[None] * (len(order) - 1), "Contoh, 3 Oktober 2023"]]
    return Sheet(rows, [], (4,))


def agencies(export: Export) -> dict[str, tuple[int, int]]:
    """Agency (code, else name) to what its own row states, in millions."""
    return {
        export.agencies[one.agency].code or export.agencies[one.agency].name: (
            (one.budget or 0) // MILLION // 100,
            (one.realization or 0) // MILLION // 100,
        )
        for one in export.progress
        if one.activity is None
    }


def details(export: Export) -> dict[tuple[str, str], tuple[int, int]]:
    """Agency and sub-activity to their amounts, in millions."""
    return {
        (export.agencies[one.agency].name, one.activity): (
            (one.budget or 0) // MILLION // 100,
            (one.realization or 0) // MILLION // 100,
        )
        for one in export.progress
        if one.activity is not None and one.activity.count(".") == 5
    }


def truth(*, coded: bool = True) -> dict[str, tuple[int, int]]:
    return {
        agency if coded else name: (
            sum(part[0] for given in by_bidang.values() for part in given),
            sum(part[1] for given in by_bidang.values() for part in given),
        )
        for agency, (name, by_bidang) in PARTS.items()
    }


DETAILS = {
    (name, f"{urusan}.02.2.01.{place:04d}"): part
    for name, by_bidang in PARTS.values()
    for urusan, given in by_bidang.items()
    for place, part in enumerate(given, 1)
}


@pytest.mark.parametrize("total", [True, False], ids=["total", "no total"])
@pytest.mark.parametrize("bidang", [True, False], ids=["bidang", "no bidang"])
@pytest.mark.parametrize("coded", [True, False], ids=["coded", "names alone"])
def test_whole_government(tmp_path: Path, coded: bool, bidang: bool, total: bool) -> None:
    export = only(read_sheets(tmp_path, whole(coded=coded, bidang=bidang, total=total), options=TOLD))
    assert (export.kind, export.level, export.cutoff) == (
        Kind.PHYSICAL,
        Level.SUB_ACTIVITY,
        dt.date(2023, 9, 30),
    )
    assert agencies(export) == truth(coded=coded)
    assert details(export) == DETAILS


def test_whole_government__columns_in_another_order(tmp_path: Path) -> None:
    order = ["code", "name", "funds", "physical", "share", "spent", "budget", "problem", "solution", "way"]
    export = only(read_sheets(tmp_path, whole(order=order), options=TOLD))
    assert agencies(export) == truth()


@pytest.mark.parametrize(
    "heading",
    ["Perangkat Daerah/Program/Kegiatan/Sub Kegiatan", "SKPD / Program / Kegiatan", "Program dan Kegiatan"],
)
def test_whole_government__words_of_the_names(tmp_path: Path, heading: str) -> None:
    sheet = whole()
    sheet.rows[4][1] = heading
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    if heading == "Program dan Kegiatan":
        assert {code for code, _ in errors(reading)} == {"header-incomplete"}
    else:
        assert agencies(only(reading)) == truth()


def _numbered(sheet: Sheet) -> None:
    for number, (name, _) in zip(("I", 2), PARTS.values(), strict=True):
        sheet.rows[sheet.row_of(name)][0] = number


def _printed_again(sheet: Sheet) -> None:
    sheet.rows[12:12] = [list(sheet.rows[4]), list(sheet.rows[5])]


def _total_on_top(sheet: Sheet) -> None:
    sheet.rows.insert(6, sheet.rows.pop(sheet.row_of("JUMLAH")))


def _subtotals(sheet: Sheet) -> None:
    second = sheet.row_of("DINAS KESEHATAN")
    sheet.rows.insert(second, line(ORDER, None, "JUMLAH", truth()[EDUCATION]))


@pytest.mark.parametrize(
    ("mutate", "coded"),
    [(_numbered, False), (_printed_again, True), (_total_on_top, True), (_subtotals, True)],
    ids=["numbered agencies", "header on a new page", "total on top", "subtotals"],
)
def test_whole_government__whatever_offices_do(
    tmp_path: Path, mutate: Callable[[Sheet], None], coded: bool
) -> None:
    sheet = whole(coded=coded, total=True)
    mutate(sheet)
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert agencies(only(reading)) == truth(coded=coded)
    assert details(only(reading)) == DETAILS
    assert codes(reading) == set()


def test_whole_government__a_last_subtotal_is_no_total(tmp_path: Path) -> None:
    sheet = whole()
    sheet.rows[-2:-2] = [line(ORDER, None, "JUMLAH", truth()[HEALTH])]
    assert {code for code, _ in errors(read_sheets(tmp_path, sheet, options=TOLD))} == {"total-differs"}


def test_whole_government__agencies_that_state_nothing(tmp_path: Path) -> None:
    export = only(read_sheets(tmp_path, whole(amounts=False), options=TOLD))
    assert agencies(export) == {}
    assert details(export) == DETAILS


def test_a_lost_agency_row__leaves_its_programs_to_nobody(tmp_path: Path) -> None:
    sheet = whole(total=True)
    del sheet.rows[sheet.row_of("DINAS KESEHATAN")]
    first = sheet.row_of("1.02.02.2.01.0001") + 1
    assert errors(read_sheets(tmp_path, sheet, options=TOLD)) == [("agency-row-missing", f"C{first}")]


def test_an_agency_whose_rows_follow_another__is_refused(tmp_path: Path) -> None:
    course = 10**12, (10**11, 5 * 10**11)
    sheet = by_months({"Dinas Pendidikan": course, "Dinas Kesehatan": course}, lambda sen: sen // 100)
    sheet.rows[sheet.row_of("1.02.02")][0] = EDUCATION
    agency = sheet.row_of("DINAS KESEHATAN") + 1
    assert ("agency-row-missing", f"C{agency}") in errors(read_sheets(tmp_path, sheet, options=TOLD))


@pytest.mark.parametrize("bidang", [True, False], ids=["bidang", "no bidang"])
def test_agencies_of_one_program__are_told_apart(tmp_path: Path, bidang: bool) -> None:
    """Every kecamatan carries out the same programs: a heading of their bidang makes their codes no repetition."""
    parts = {
        f"7.01.0.00.0.00.0{place}.0000": (
            f"KECAMATAN {place}",
            {"7.01": [(100 * place, 10 * place), (50, 5)]},
        )
        for place in (1, 2, 3)
    }
    for amounts, total in ((True, True), (False, True), (False, False)):
        sheet = whole(parts=parts, bidang=bidang, amounts=amounts, total=total)
        export = only(read_sheets(tmp_path, sheet, options=TOLD))
        assert details(export) == {
            (name, f"7.01.02.2.01.{at:04d}"): part
            for name, by_bidang in parts.values()
            for at, part in enumerate(by_bidang["7.01"], 1)
        }


@pytest.mark.parametrize("coded", [True, False], ids=["coded", "name alone"])
def test_a_division__is_inside_its_secretariat(tmp_path: Path, coded: bool) -> None:
    sheet = whole(parts=PARTS | {SETDA: ("SEKRETARIAT DAERAH", {"4.01": [(80, 8)]})}, total=True, coded=coded)
    at = sheet.row_of("SEKRETARIAT DAERAH") + 1
    sheet.rows.insert(at, line(ORDER, DIVISION, "BAGIAN UMUM", (80, 8)))
    export = only(read_sheets(tmp_path, sheet, options=TOLD))
    assert agencies(export) == truth(coded=coded) | {SETDA: (80, 8)}
    assert [agency.name for agency in export.agencies if agency.code == SETDA] == ["SEKRETARIAT DAERAH"]


def test_units__whose_agency_has_no_row_count(tmp_path: Path) -> None:
    unit = "1.02.0.00.0.00.01.0007"
    sheet = whole(parts={EDUCATION: PARTS[EDUCATION], unit: ("PUSKESMAS CONTOH", {"1.02": [(70, 7)]})})
    export = only(read_sheets(tmp_path, sheet, options=TOLD))
    assert sum(budget for budget, _ in agencies(export).values()) == 900 + 70


def test_packages__come_with_what_is_said_of_them(tmp_path: Path) -> None:
    export = only(read_sheets(tmp_path, whole(), options=TOLD))
    first = [note for note in export.notes if note.activity == "1.01.02.2.01.0001"]
    by_row: dict[int, dict[str, str]] = {}
    for note in first:
        by_row.setdefault(note.row, {})[note.topic] = note.text
    own, one, two = (by_row[row] for row in sorted(by_row))
    assert own == {
        "funding_source": "DAU", "procurement": "Swakelola", "problem": "Gagal lelang", "solution": "Lelang ulang"
    }  # fmt: skip
    expected = {"procurement": "Tender", "contract_value": "40.000.000"}
    assert one == expected | {"package": "Paket 1", "contractor": "CV. Contoh 1"}
    assert two == expected | {"package": "Paket 2", "contractor": "CV. Contoh 2"}
    assert {export.agencies[note.agency].code for note in first} == {EDUCATION}


@pytest.mark.parametrize(
    ("heading", "beside"),
    [("Nilai Kontrak/ SPK/ Kwitansi (Rp)", True), ("Nilai Kontrak/ SPK/ Kwitansi (Rp)", False)],
    ids=["beside the realization", "the realization itself"],
)
def test_packages__contracts_and_receipts_in_one_column(tmp_path: Path, heading: str, beside: bool) -> None:
    sheet = whole()
    contract, spent = ORDER.index("contract"), ORDER.index("spent")
    sheet.rows[4][contract if beside else spent] = heading
    if not beside:
        sheet.rows[4][contract] = "Lokasi"
    export = only(read_sheets(tmp_path, sheet, options=TOLD))
    assert agencies(export) == truth()
    contracts = {note.text for note in export.notes if note.topic == "contract_value"}
    halves = {given[0][1] // 2 for _, by_bidang in PARTS.values() for given in by_bidang.values()} - {0}
    assert contracts == ({"40.000.000"} if beside else {f"{half}.000.000" for half in halves})


def test_packages__are_the_amounts_of_a_heading_that_states_none(tmp_path: Path) -> None:
    sheet = whole()
    at = sheet.row_of("Sub 1")
    for column in ("budget", "share", "physical"):
        sheet.rows[at][ORDER.index(column)] = None
    sheet.rows[at][ORDER.index("spent")] = 0
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert details(only(reading)) == DETAILS
    assert "level-incomplete" not in codes(reading)


def test_packages__that_carry_the_code_of_their_activity_count_once(tmp_path: Path) -> None:
    sheet = whole()
    for cells in sheet.rows:
        if str(cells[1:2]).startswith("['Paket"):
            cells[0] = sheet.rows[sheet.rows.index(cells) - int(cells[1][-1])][0]
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    export = only(reading)
    assert details(export) == DETAILS
    assert len({(one.agency, one.activity) for one in export.progress}) == len(export.progress)
    assert "level-incomplete" not in codes(reading)
    assert sum(note.topic == "package" for note in export.notes) == 6


def test_repaired_codes__are_one_remark(tmp_path: Path) -> None:
    sheet = whole()
    for cells in sheet.rows[7:]:
        if cells and isinstance(cells[0], str) and cells[0].count(".") > 1:
            cells[0] = f" {cells[0]}."
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert details(only(reading)) == DETAILS
    (finding,) = [finding for finding in findings(reading) if finding.code == "codes-repaired"]
    assert (finding.arguments["repair"], finding.arguments["count"]) == ("trailing-dot", 12)


MONTHS = ("Juli", "Agustus", "September")


def with_months(stale: bool = True) -> Sheet:
    """Realization and share of three months, hidden but for August; the last a copy of the first."""
    sheet = whole(total=True)
    place = {column: at for at, column in enumerate(ORDER)}
    sheet.rows[2] = ["Keadaan Bulan", ": Agustus Tahun 2023"]
    for cells in sheet.rows[4:]:
        if len(cells) < len(ORDER) or (not cells[0] and not cells[place["budget"]]):
            continue
        if cells[0] == HEADINGS["code"]:
            cells += [f"Nilai Kontrak/ SPK/ Kwitansi {month} 2023 (Rp)" for month in MONTHS]
            cells += [f"Keuangan {month} (%)" for month in MONTHS]
        elif isinstance(cells[place["spent"]], int):
            budget, spent = cells[place["budget"]], cells[place["spent"]]
            by_month = [spent // 2, spent, spent // 2]
            cells += by_month + [amount * 100 / budget for amount in by_month]
    for cells in sheet.rows[4:]:
        if len(cells) >= len(ORDER):
            cells[place["spent"]] = cells[place["share"]] = None
    sheet.rows[4][place["spent"]], sheet.rows[4][place["share"]] = "Output Kegiatan", "Lokasi"
    return sheet


def test_months__the_title_names_the_one_in_force_and_earlier_ones_are_positions(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, with_months(), options=TOLD)
    assert errors(reading) == []
    found = {
        export.cutoff: sum(spent for _, spent in agencies(export).values()) for export in reading.exports
    }
    assert found == {dt.date(2023, 7, 31): 400, dt.date(2023, 8, 31): 800}


def test_months__a_percentage_of_another_month_says_nothing_of_this_one(tmp_path: Path) -> None:
    sheet = with_months()
    assert not [code for code in codes(read_sheets(tmp_path, sheet, options=TOLD)) if "printed" in code]
    july = len(ORDER) + 3
    for cells in sheet.rows[6:]:
        if len(cells) > july and cells[1].startswith("Sub"):
            cells[july] += 5
    (finding,) = [f for f in findings(read_sheets(tmp_path, sheet, options=TOLD)) if "printed" in f.code]
    assert (finding.code, finding.source and finding.source.cell) == ("printed-percent-other", "P11")
