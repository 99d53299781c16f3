"""Exports inside archives: found in order, addressed as in a folder, and refused where the archive is doubtful."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from containers import TABLE, xlsx_parts, zipped

from skpd_eval.errors import FileRefusedError, MissingInputError
from skpd_eval.jobs.paths import walk
from skpd_eval.reading.container import Limits, open_workbook
from skpd_eval.reading.container.members import content_of, members_of, split_member
from skpd_eval.reading.guard import identify

BOOK = zipped(xlsx_parts())
CSV = b"nama;pagu\nA;1\n"


def packed(folder: Path, parts: dict[str, bytes], name: str = "arsip.zip") -> Path:
    path = folder / name
    path.write_bytes(zipped(parts))
    return path


def test_a_member_is_read_as_a_file(tmp_path: Path) -> None:
    path = packed(tmp_path, {"sub/b.xlsx": BOOK, "a.csv": CSV}) / "sub/b.xlsx"
    assert split_member(path) == (tmp_path / "arsip.zip", "sub/b.xlsx")
    assert open_workbook(path, "arsip.zip/sub/b.xlsx").grids[0].rows == TABLE
    assert content_of(path) == BOOK
    assert identify(str(path)) == (hashlib.sha256(BOOK).hexdigest(), len(BOOK))


def test_walk__members_in_order_and_what_is_no_export_skipped(tmp_path: Path) -> None:
    packed(
        tmp_path,
        {
            "z/2.csv": CSV, "1.xlsx": BOOK, "catatan.pdf": b"x", "__MACOSX/._1.xlsx": b"x", "manifest.csv": CSV,
            "dalam.zip": zipped({"a.csv": CSV}), "~$1.xlsx": b"x",
        },
    )  # fmt: skip
    (tmp_path / "0.csv").write_bytes(CSV)
    found = walk([tmp_path])
    inside = [f"arsip.zip/{name}" for name in ("1.xlsx", "dalam.zip", "z/2.csv")]
    assert [one.file for one in found.files] == ["0.csv", *inside]
    assert found.skipped == ("arsip.zip/catatan.pdf", "arsip.zip/~$1.xlsx")
    assert [path.name for path in found.manifests] == ["manifest.csv"]


def test_walk__an_archive_given_by_name(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.csv": CSV})
    (tmp_path / "no suffix").write_bytes(path.read_bytes())
    assert [one.file for one in walk([path]).files] == ["arsip.zip/a.csv"]
    assert [one.file for one in walk([tmp_path / "no suffix"]).files] == ["no suffix/a.csv"]


def test_walk__archives_without_exports_are_skipped(tmp_path: Path) -> None:
    packed(tmp_path, {"foto.png": b"x"})
    (tmp_path / "a.csv").write_bytes(CSV)
    found = walk([tmp_path])
    assert ([one.file for one in found.files], found.skipped) == (["a.csv"], ("arsip.zip",))


@pytest.mark.parametrize(
    ("name", "content", "taken"),
    [
        ("a.json", b'[{"realisasi": 1}]', True), ("package.json", b'{"name": "x"}', False),
        ("a.html", b"<table><tr><td>Anggaran</td></tr></table>", True), ("index.html", b"<p>x</p>", False),
    ],
)  # fmt: skip
def test_walk__pages_that_speak_of_budgets(tmp_path: Path, name: str, content: bytes, taken: bool) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.csv").write_bytes(CSV)
    assert (name in [one.file for one in walk([tmp_path]).files]) is taken


@pytest.mark.parametrize(
    ("parts", "member", "code"),
    [
        pytest.param({"in.zip": zipped({"a.csv": CSV})}, "in.zip", "archive-nested", id="an archive in it"),
        pytest.param({"../a.csv": CSV}, "../a.csv", "unsafe-archive", id="a name outside"),
        pytest.param({"/etc/a.csv": CSV}, "a.csv", "unsafe-archive", id="an absolute name"),
        pytest.param({"a.csv": b""}, "a.csv", "empty-file", id="an empty member"),
    ],
)
def test_refused(tmp_path: Path, parts: dict[str, bytes], member: str, code: str) -> None:
    path = packed(tmp_path, parts) / member
    with pytest.raises(FileRefusedError, match=code):
        open_workbook(path, "x")


def test_a_doubtful_archive_is_one_file_that_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, {"../a.csv": CSV})
    assert members_of(path) is None
    assert [one.file for one in walk([path]).files] == ["arsip.zip"]
    with pytest.raises(FileRefusedError, match="unsafe-archive"):
        open_workbook(path, "arsip.zip")


def test_an_archive_too_large_in_all(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.csv": CSV * 100})
    limits = Limits(total_size=100)
    assert members_of(path, limits) is None
    with pytest.raises(FileRefusedError, match="too-large"):
        open_workbook(path, "arsip.zip", limits=limits)


def test_no_such_member(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="not-found"):
        content_of(packed(tmp_path, {"a.csv": CSV}) / "b.csv")


def test_a_member_with_a_password_costs_no_other(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": CSV, "b.csv": CSV}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "arsip.zip"
    path.write_bytes(bytes(content))
    assert content_of(path / "a.csv") == CSV
    with pytest.raises(FileRefusedError, match="password"):
        open_workbook(path / "b.csv", "x")


def test_a_damaged_member(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", CSV)
    path = tmp_path / "arsip.zip"
    path.write_bytes(content.getvalue().replace(b"pagu", b"pagv"))
    with pytest.raises(FileRefusedError, match="damaged"):
        open_workbook(path / "a.csv", "x")
