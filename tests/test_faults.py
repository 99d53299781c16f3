"""Faults of files, by their number: each refused with file, place and what to do, or read as the good file is.

All files of the table are ingested in one run of the command, as a folder of uploads would be.
"""

import io
import random
import re
import shlex
import subprocess
import sys
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from cli.conftest import PROGRAM, call, environment
from reading.containers import MAIN, compound, xlsx_parts
from reading.truth import Q3, Sheet, figures, indonesian, recap, save, save_text, small, sums
from skpd_eval.model import FileReading
from skpd_eval.reading.file.file import read_task
from skpd_eval.reading.guard import Task, read_guarded

SHARED = Path(__file__).parents[2] / "shared"
SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
RELATIONS, TYPES, STYLES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
MARK = "Ditolak"


@cache
def parts() -> dict[str, bytes]:
    """Parts of a good workbook with shared strings, as offices write it, and with a total row."""
    table = small(total=True)
    strings: list[str] = []
    rows = ""
    for number, row in enumerate(table.rows, 1):
        cells = ""
        for letter, value in zip("ABCD", row, strict=True):
            if isinstance(value, str):
                cells += f'<c r="{letter}{number}" t="s"><v>{len(strings)}</v></c>'
                strings.append(f"<si><t>{value}</t></si>")
            elif value is not None:
                cells += f'<c r="{letter}{number}"><v>{value!r}</v></c>'
        rows += f'<row r="{number}">{cells}</row>'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    size = f'<dimension ref="A1:D{len(table.rows)}"/>'
    sheet = f'<worksheet xmlns="{MAIN}">{size}<sheetData>{rows}</sheetData></worksheet>'
    counted = f'count="{len(strings)}" uniqueCount="{len(strings)}"'
    sst = f'<sst xmlns="{MAIN}" {counted}>{"".join(strings)}</sst>'
    return xlsx_parts() | {SHEET: (head + sheet).encode(), STRINGS: (head + sst).encode()}


def packed(
    changes: dict[str, bytes | None] | None = None, more: list[tuple[str, bytes]] | None = None
) -> bytes:
    """The good workbook with parts changed (``None`` leaves one out) and ``more`` that may repeat a name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for name, part in [*(parts() | (changes or {})).items(), *(more or [])]:
            if part is not None:
                archive.writestr(name, part)
    return content.getvalue()


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    assert old in parts()[part]
    return packed({part: parts()[part].replace(old, new, 1)})


def csv_of(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


def sheet_of(*rows: list[object]) -> Callable[[Path], None]:
    return lambda path: _saved(path, [list(row) for row in rows])


def _saved(path: Path, rows: list[list[object]]) -> None:
    save(path, Sheet(rows))


HEAD = ["Kode SKPD", "Nama SKPD", "Pagu", "Realisasi"]
CODE = "1.01.0.00.0.00.01.0000"
OTHER = "1.02.0.00.0.00.01.0000"


@dataclass(frozen=True)
class Fault:
    """A file, the words its refusal holds, or ``None`` where it must be read."""

    number: int
    name: str
    content: bytes | Callable[[Path], object]
    said: str | None = field(default="")

    @property
    def file(self) -> str:
        return f"{self.number:03}-{self.name}"


DTD = b'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 10 + b'">]>'


def faults() -> Iterator[Fault]:
    """The table; files are made when asked for."""
    good = packed()
    yield Fault(5, "empty.xlsx", b"", "kosong")
    yield Fault(5, "only-a-mark.csv", b"\xef\xbb\xbf")
    for cut in (1, 22, 100, 1000, len(good) // 2, len(good) - 1):
        yield Fault(6, f"cut-{cut}.xlsx", good[:cut])
    for part in (BOOK, RELATIONS, SHEET, TYPES):
        yield Fault(9, f"without-{Path(part).name.strip('[]')}.xlsx", packed({part: None}))
    yield Fault(11, "page.xls", b"%PDF-1.7\n%\xe2\xe3\n" + b"x" * 100, "PDF")
    yield Fault(11, "archive.xlsx", packed(dict.fromkeys(parts()), [("a.txt", b"x")]))
    yield Fault(
        11, "mail.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    )
    yield Fault(12, "workbook-named.csv", packed(), None)
    yield Fault(12, "workbook-named.xls", packed(), None)
    yield Fault(
        13, "locked.xlsx", compound({"EncryptedPackage": b"x" * 64, "EncryptionInfo": b"y" * 64}), "sandi"
    )
    yield Fault(14, "random.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    loose = MAIN.encode()
    yield Fault(
        15, "strict.xlsx", packed({name: part.replace(loose, strict) for name, part in parts().items()}), None
    )
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    yield Fault(19, "bad-reference.xlsx", replaced(SHEET, b'r="A2"', b'r="!!"'))
    yield Fault(19, "beyond.xlsx", replaced(SHEET, b"</sheetData>", far.replace(b"1048576", b"99999999")))
    yield Fault(20, "string-out-of-range.xlsx", replaced(SHEET, b't="s"><v>0<', b't="s"><v>99999<'))
    size = re.search(rb'<dimension ref="[^"]*"', parts()[SHEET])
    assert size is not None
    for name, dimension in (("too-big", b"A1:XFD1048576"), ("too-small", b"A1"), ("none", b"")):
        changed = b"" if name == "none" else b'<dimension ref="' + dimension + b'"'
        if name == "none":
            yield Fault(21, "dimension-none.xlsx", replaced(SHEET, size[0] + b"/>", b""), None)
        else:
            yield Fault(21, f"dimension-{name}.xlsx", replaced(SHEET, size[0], changed), None)
    body = re.sub(rb"^<\?xml[^>]*\?>", b"", parts()[SHEET])
    yield Fault(22, "entity.xlsx", packed({SHEET: DTD + body}))
    strings = re.sub(rb"^<\?xml[^>]*\?>", b"", parts()[STRINGS])
    yield Fault(
        22,
        "laughs.xlsx",
        packed({STRINGS: LAUGHS + strings.replace(b"</sst>", b"<si><t>&b;</t></si></sst>")}),
    )
    yield Fault(23, "slip.xlsx", packed(more=[("../../skpd_evil", b"x")]))
    yield Fault(23, "twice.xlsx", packed(more=[(SHEET, parts()[SHEET])]))
    yield Fault(31, "code-as-number.xlsx", sheet_of(HEAD, [1.02, "Dinas A", 1000, 300]), "A2")
    yield Fault(
        32, "two-names.xlsx", sheet_of(HEAD, [CODE, "Dinas A", 10, 3], [CODE, "Dinas B", 10, 3]), "A3"
    )
    yield Fault(
        34, "two-styles.csv", csv_of("nama skpd;pagu;realisasi\nA;1.234,5;1\nB;1,234.5;1\n"), "baris 3"
    )
    yield Fault(
        36, "group-of-two.csv", csv_of("nama skpd;pagu;realisasi\nA;1.000.00;1\nB;1.234,5;1\n"), "baris 2"
    )
    for place, value in enumerate(["inf", "NaN", "1e999", "12abc", "#DIV/0!", "#REF!", True]):
        yield Fault(38, f"no-amount-{place}.xlsx", sheet_of(HEAD, [CODE, "Dinas A", 1000, value]), "D2")
    total = [HEAD, [CODE, "A", 1000, 300], [OTHER, "B", 500, 100]]
    yield Fault(44, "total.xlsx", sheet_of(*total, [None, "JUMLAH", 1500, 401]), "D4")
    yield Fault(45, "header-only.xlsx", sheet_of(HEAD))
    yield Fault(45, "no-header.xlsx", sheet_of([CODE, "Dinas A", 1000, 300]))
    yield Fault(45, "other-table.csv", csv_of("menu;harga\nsoto;12000\n"), "menu")
    yield Fault(46, "two-realizations.xlsx", sheet_of([*HEAD, "Realisasi"], [CODE, "A", 10, 3, 4]))
    yield Fault(50, "sheets.xlsx", _two_sheets)
    yield Fault(51, "formula.xlsx", sheet_of(HEAD, [CODE, "A", 1000, "=C2/2"]), "D2")
    yield Fault(53, "without-mark.csv", "nama skpd;pagu;realisasi\nA;1;1\n".encode("utf-16-le"))
    yield Fault(53, "zeros.csv", b"\0" * 4096)
    yield Fault(53, "noise.csv", random.Random(1).randbytes(4096))
    yield Fault(55, "ragged.csv", csv_of("nama skpd;pagu;realisasi\nA;1;1\nB;2;2;3\n"), "3")
    yield Fault(55, "short.csv", csv_of("nama skpd;pagu;realisasi\nA;1;1\nB;2\n"), "3")
    yield Fault(55, "quote.csv", csv_of('nama skpd;pagu;realisasi\nA;1;1\n"B;2;2\nC;3;3\n'))
    yield Fault(
        81, "code-as-decimal.csv", csv_of("kode rekening;nama skpd;pagu;realisasi\n5,102;A;1;1\n"), "baris 2"
    )
    yield Fault(
        81, "code-as-date.csv", csv_of("kode rekening;nama skpd;pagu;realisasi\n01/02/2023;A;1;1\n"), "baris 2"
    )
    changed = recap()
    changed.rows[changed.row_of("1.01.01")][5] = indonesian(1)
    yield Fault(3, "subtotal.xlsx", lambda path: save(path, changed), "F")


def _two_sheets(path: Path) -> None:
    other = small()
    other.rows[1][3] += 1
    save(path, small(), other)


FAULTS = {fault.file: fault for fault in faults()}
TELLING = ["--government", "Kota Contoh", "--year", "2023", "--quarter", "3"]


REFUSED = [name for name, fault in FAULTS.items() if fault.said is not None]
A_RUN = 15
"""Files of one run: of a longer one only the first are told line by line."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The line that names each refused file, ingested as folders of uploads are, and the advice of its run."""
    folder = tmp_path_factory.mktemp("faults")
    lines: dict[str, list[str]] = {}
    for start in range(0, len(REFUSED), A_RUN):
        uploads = folder / f"uploads-{start}"
        uploads.mkdir()
        for name in REFUSED[start : start + A_RUN]:
            write(FAULTS[name], uploads / name)
        result = call(["ingest", uploads, *TELLING, "--ledger", folder / "l.db", "--quiet"], folder)
        assert (result.status, result.text) == (65, "")
        assert len(result.lines) <= 3 * len(list(uploads.iterdir()))
        advice = [line for line in result.lines if line.startswith("  ")]
        assert advice
        for line in result.lines:
            if line.startswith(MARK):
                lines.setdefault(next(name for name in REFUSED if name in line), [*advice]).append(line)
    assert not list(folder.parent.rglob("skpd_evil"))
    return lines


def write(fault: Fault, path: Path) -> None:
    if isinstance(fault.content, bytes):
        path.write_bytes(fault.content)
    else:
        fault.content(path)


@pytest.mark.parametrize("name", REFUSED)
def test_refused(told: dict[str, list[str]], name: str) -> None:
    """One line names the file and the place where there is one; what to do follows; no control characters."""
    (line,) = [line for line in told[name] if line.startswith(MARK)]
    assert (FAULTS[name].said or "").casefold() in line.casefold()
    assert len(line) < 1000
    assert not any(CONTROL.search(line) for line in told[name])


def test_refused__without_a_traceback_or_what_an_entity_names(told: dict[str, list[str]]) -> None:
    said = "\n".join(line for lines in told.values() for line in lines)
    assert "Traceback" not in said
    host = Path("/etc/hostname")
    if host.exists() and len(host.read_text().strip()) > 4:
        assert host.read_text().strip() not in said


def read_safely(path: Path) -> FileReading:
    return read_guarded(Task(str(path), path.name, Q3), read_task, 0)[0]


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.said is None])
def test_read_as_the_good_file(tmp_path: Path, name: str) -> None:
    write(FAULTS[name], tmp_path / name)
    assert figures(read_safely(tmp_path / name)) == sums()


def true_or_refused(path: Path) -> str:
    reading = read_safely(path)
    assert not any(finding.code == "reader-fault" for finding in reading.findings), reading.findings
    if reading.exports:
        assert Counter(figures(reading).values()) == Counter(sums().values())
        return "read"
    assert reading.findings
    return "refused"


@pytest.mark.parametrize("seed", range(40))
def test_007_bytes_flipped(tmp_path: Path, seed: int) -> None:
    content, chance = bytearray(packed()), random.Random(seed)
    for _ in range(chance.choice((1, 3, 40))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    (tmp_path / "f.xlsx").write_bytes(content)
    true_or_refused(tmp_path / "f.xlsx")


@pytest.mark.parametrize("seed", range(60))
def test_008_bytes_flipped_inside_the_xml(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    part = chance.choice((SHEET, STRINGS, BOOK, STYLES, RELATIONS))
    content = bytearray(parts()[part])
    for _ in range(chance.choice((1, 2, 8))):
        content[chance.randrange(len(content))] = chance.choice(b'<>&"/=0Aa \x00\xff')
    (tmp_path / "f.xlsx").write_bytes(packed({part: bytes(content)}))
    true_or_refused(tmp_path / "f.xlsx")


@pytest.mark.parametrize("limit", [512])
def test_080_a_small_file_needs_little_memory(tmp_path: Path, limit: int) -> None:
    if sys.platform != "linux":
        pytest.skip("RLIMIT_AS of Linux")
    import resource

    path = save(tmp_path / "t.xlsx", small())
    bound = limit * 1024 * 1024
    done = subprocess.run(
        [*PROGRAM, "ingest", str(path), *TELLING, "--ledger", str(tmp_path / "l.db"), "--quiet"],
        cwd=tmp_path,
        env=environment(tmp_path) | {"OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (bound, bound)),
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 65)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("first", ["", "sep=;\n"], ids=["", "sep"])
def test_054_text_files(tmp_path: Path, ending: str, first: str) -> None:
    path = save_text(tmp_path / "t.csv", small(style=indonesian), ";")
    text = path.read_bytes().decode().replace("\r\n", ending)
    path.write_bytes((first + text).encode())
    assert figures(read_safely(path)) == sums()


LONG = "x" * 5_000_000
WIDE = ";".join(["nama skpd", "pagu", "realisasi", *map(str, range(20_000))])


@pytest.mark.parametrize(
    ("content", "limit"),
    [
        pytest.param(f"nama skpd;pagu;realisasi\n{LONG};1;1\n", "field", id="a field of 5 MB"),
        pytest.param(f'nama skpd;pagu;realisasi\n"{LONG}";1;1\n', "field", id="a quoted field of 5 MB"),
        pytest.param(LONG, "field", id="nothing but a field"),
        pytest.param(f"{WIDE}\n{WIDE}\n", "columns", id="20,000 columns"),
        pytest.param(
            "nama skpd;pagu;realisasi\n" + "A;1;1\n" * 1_000_000, "rows", id="a million rows", marks=pytest.mark.slow
        ),
    ],
)
def test_056_too_much_is_refused_at_once(tmp_path: Path, content: str, limit: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content)
    begun = time.process_time()
    (finding,) = read_safely(path).findings
    assert (finding.code, finding.arguments["limit"]) == ("too-large", limit)
    assert time.process_time() - begun < 30


def test_056_many_agencies_take_time_in_proportion(tmp_path: Path) -> None:
    rows = [f"Dinas {place};{place + 1};{place}" for place in range(6_000)]
    path = tmp_path / "t.csv"
    path.write_text("nama skpd;pagu;realisasi\n" + "\n".join(rows))
    begun = time.process_time()
    (export,) = read_safely(path).exports
    assert len(export.agencies) == len(rows)
    assert time.process_time() - begun < 20


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "tools" / "make_hostile.py").is_file(), reason="the corpus is not here")
def test_the_hostile_corpus(tmp_path: Path) -> None:
    tools = SHARED / "tools"
    subprocess.run(
        [sys.executable, tools / "make_hostile.py", tmp_path / "hostile"], check=True, capture_output=True
    )
    command = f"{shlex.join(PROGRAM)} ingest {{file}} --year 2023 --quarter 3 --quiet"
    done = subprocess.run(
        [sys.executable, tools / "corpus_harness.py", tmp_path / "hostile", "--cmd", command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
