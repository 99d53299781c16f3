"""From the paths that were given to the files to read: folders walked in sorted order, what is no export left out."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from skpd_eval.errors import MissingInputError
from skpd_eval.reading.container.members import members_of

SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"})
WRITTEN = frozenset({".json", ".html", ".htm", ".mht", ".mhtml", ".xml"})
ARCHIVES = frozenset({".zip"})
MANIFEST_NAMES = frozenset({"manifest.csv", "manifest.xlsx", "daftar.csv", "daftar.xlsx"})
CONFIGURATION_NAME = "skpd-eval.toml"
_LOOKED_AT = 262_144
_WORDS = (b"realisasi", b"anggaran", b"nominal", b"pagu")
_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, how it is shown, and the ingested path it was found under."""

    path: Path
    file: str
    root: Path


@dataclass(frozen=True, slots=True)
class Walk:
    """Files to read in order, those passed over, manifests found in the folders, and what is not there."""

    files: tuple[Found, ...]
    skipped: tuple[str, ...]
    manifests: tuple[Path, ...]
    missing: tuple[MissingInputError, ...] = ()
    """Paths that do not exist, are no regular file, or cannot be read."""


def walk(paths: Sequence[Path]) -> Walk:
    """Expand paths. Raises MissingInputError ``no-export`` where they are there and none is an export."""
    gathered = _Gathered([], [], [], [])
    for path in paths:
        try:
            gathered.take(path)
        except MissingInputError as error:
            gathered.missing.append(error)
    if not gathered.files and not gathered.missing:
        named = ", ".join(str(path) for path in paths)
        raise MissingInputError("no-export", named, skipped=len(gathered.skipped))
    unique = {found.path.resolve(): found for found in reversed(gathered.files)}
    return Walk(
        tuple(found for found in gathered.files if unique[found.path.resolve()] is found),
        tuple(gathered.skipped),
        tuple(gathered.manifests),
        tuple(gathered.missing),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    files: list[Found]
    skipped: list[str]
    manifests: list[Path]
    missing: list[MissingInputError]

    def take(self, path: Path) -> None:
        """Take a file, or what lies in a folder."""
        if _mode(path) == "directory":
            self._take_folder(path, path)
        else:
            _check_readable(path)
            self._add(path, path.name, path.parent)

    def _take_folder(self, folder: Path, root: Path) -> None:
        """Take what lies beneath a folder, sorted by path; hidden folders are not entered."""
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError:
            self.missing.append(MissingInputError("input-unreadable", str(folder)))
            return
        for entry in entries:
            if entry.is_dir():
                if not entry.name.startswith(".") and not entry.is_symlink():
                    self._take_folder(entry, root)
            elif entry.is_file():
                self._take_entry(entry, root)

    def _take_entry(self, entry: Path, root: Path) -> None:
        shown = entry.relative_to(root).as_posix()
        if entry.name.casefold() in MANIFEST_NAMES:
            self.manifests.append(entry)
        elif _may_be_export(entry):
            self._add(entry, shown, root)
        else:
            self.skipped.append(shown)

    def _add(self, path: Path, shown: str, root: Path) -> None:
        """Take a file, or in its place the members of the plain archive that it is."""
        members = None if path.suffix.casefold() in SPREADSHEETS | WRITTEN else members_of(path)
        if members is None:
            self.files.append(Found(path, shown, root))
            return
        for member in members:
            inside = path / member
            if inside.name.casefold() in MANIFEST_NAMES:
                self.manifests.append(inside)
            elif _is_member_export(inside):
                self.files.append(Found(inside, f"{shown}/{member}", root))
            else:
                self.skipped.append(f"{shown}/{member}")


def _is_member_export(path: Path) -> bool:
    """An archive in an archive is named, to be refused."""
    if path.name.startswith(("~$", ".")):
        return False
    return path.suffix.casefold() in SPREADSHEETS | WRITTEN | ARCHIVES


def _mode(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise MissingInputError("input-missing", str(path)) from error
    except (OSError, ValueError) as error:
        raise MissingInputError("input-unreadable", str(path)) from error
    if stat.S_ISDIR(mode):
        return "directory"
    if not stat.S_ISREG(mode):
        raise MissingInputError("not-a-regular-file", str(path))
    return "file"


def _check_readable(path: Path) -> None:
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise MissingInputError("input-unreadable", str(path)) from error


def _may_be_export(path: Path) -> bool:
    """Lock files and other programs' files are no exports; a spreadsheet without a suffix is."""
    if path.name.startswith(("~$", ".")):
        return False
    suffix = path.suffix.casefold()
    if suffix in SPREADSHEETS:
        return True
    if suffix in ARCHIVES:
        members = members_of(path)
        return members is None or any(_is_member_export(path / member) for member in members)
    if suffix in WRITTEN:
        return _speaks_of_budgets(path)
    return not suffix and _begins_with(path, _SIGNATURES)


def _begins_with(path: Path, signatures: Sequence[bytes]) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(4) in signatures
    except OSError:
        return False


def _speaks_of_budgets(path: Path) -> bool:
    """Whether a page or a JSON text, of which there are many kinds, names what exports state."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_LOOKED_AT).lower()
    except OSError:
        return False
    return any(word in start for word in _WORDS)
