"""From paths to files: sorted, each once, lock files and other programs' files passed over."""

import os
from pathlib import Path

import pytest

from skpd_eval.errors import MissingInputError
from skpd_eval.jobs.paths import Walk, walk


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"PK\x03\x04 content" if not path.suffix else b"content")


def missing(walked: Walk) -> list[tuple[str, object]]:
    return [(error.code, error.arguments["path"]) for error in walked.missing]


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    make(tmp_path, "b.xlsx", "a/z.csv", "a/c.XLS", "d.ods")
    assert [found.file for found in walk([tmp_path]).files] == ["a/c.XLS", "a/z.csv", "b.xlsx", "d.ods"]


@pytest.mark.parametrize(
    "name",
    ["~$rekap.xlsx", ".~lock.rekap.xlsx#", ".hidden.csv", "notes.txt", "photo.jpg", "skpd-eval.toml", "l.db"],
)
def test_what_is_no_export_is_passed_over_and_counted(tmp_path: Path, name: str) -> None:
    make(tmp_path, "a.xlsx", name)
    walked = walk([tmp_path])
    assert [found.file for found in walked.files] == ["a.xlsx"]
    assert walked.skipped == (name,)


def test_hidden_folders_are_not_entered(tmp_path: Path) -> None:
    make(tmp_path, "a.xlsx", ".git/b.xlsx")
    assert [found.file for found in walk([tmp_path]).files] == ["a.xlsx"]


def test_a_workbook_without_a_suffix_is_found_by_its_content(tmp_path: Path) -> None:
    make(tmp_path, "rekap")
    (tmp_path / "README").write_text("text")
    walked = walk([tmp_path])
    assert [found.file for found in walked.files] == ["rekap"]
    assert walked.skipped == ("README",)


def test_a_file_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    make(tmp_path, "rekap.txt")
    assert [found.file for found in walk([tmp_path / "rekap.txt"]).files] == ["rekap.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a.xlsx", "b.xlsx")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "a.xlsx")
    walked = walk([tmp_path, tmp_path / "a.xlsx", tmp_path / "link.xlsx"])
    assert len({found.path.resolve() for found in walked.files}) == len(walked.files) == 2


@pytest.mark.parametrize("name", ["manifest.csv", "Manifest.XLSX", "daftar.csv"])
def test_a_manifest_is_set_apart(tmp_path: Path, name: str) -> None:
    make(tmp_path, "sub/a.xlsx", f"sub/{name}")
    walked = walk([tmp_path])
    assert [path.name for path in walked.manifests] == [name]
    assert [found.file for found in walked.files] == ["sub/a.xlsx"]


def test_a_missing_path(tmp_path: Path) -> None:
    make(tmp_path, "a.xlsx")
    walked = walk([tmp_path / "none.xlsx", tmp_path / "a.xlsx", tmp_path / "gone"])
    assert [found.file for found in walked.files] == ["a.xlsx"]
    assert missing(walked) == [
        ("input-missing", str(tmp_path / "none.xlsx")),
        ("input-missing", str(tmp_path / "gone")),
    ]


def test_a_path_below_a_file(tmp_path: Path) -> None:
    make(tmp_path, "a.xlsx")
    path = tmp_path / "a.xlsx" / "b.xlsx"
    assert missing(walk([path])) == [("input-unreadable", str(path))]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have(name: str) -> None:
    assert missing(walk([Path(name)])) == [("input-unreadable", name)]


@pytest.mark.skipif(os.name == "nt", reason="no FIFO there")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert missing(walk([tmp_path / "fifo"])) == [("not-a-regular-file", str(tmp_path / "fifo"))]


def test_no_export_in_a_folder(tmp_path: Path) -> None:
    make(tmp_path, "notes.txt")
    with pytest.raises(MissingInputError, match=r"no-export.*skipped=1"):
        walk([tmp_path])
