#!/usr/bin/env python3
"""Make a zip that runs on Windows without an installer and without rights: make_windows.py PYTHON-EMBED.zip [FOLDER].

PYTHON-EMBED.zip is the "Windows embeddable package (64-bit)" of the Python version below, from python.org. The zip
holds that Python, every pinned package as it is installed on Windows, and the two scripts of ``tools/windows``:

    skpd-eval.cmd                  the command
    seret-folder-ke-sini.cmd       drag a folder of exports on it: recorded, evaluated, one page, opened
    BACA-DULU.txt                  what it is and how to begin
    python/                        the embeddable Python
    paket/                         skpd-eval and the packages it needs
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from make_wheelhouse import PROJECT, pins

VERSION = "3.13"
"""The Python whose embeddable package is taken."""
SCRIPTS = PROJECT / "tools" / "windows"
PLATFORM = "win_amd64"
_STANDARD = re.compile(r"python3\d+\.zip")
_DATE = (1980, 1, 1, 0, 0, 0)


def lay_out(folder: Path, embed: Path, packages: Path) -> None:
    """Put Python, packages and scripts into an empty folder, as they stand in the zip."""
    shutil.copytree(packages, folder / "paket")
    with zipfile.ZipFile(embed) as archive:
        archive.extractall(folder / "python")
    _find_packages(folder / "python")
    for script in sorted(SCRIPTS.iterdir()):
        (folder / script.name).write_bytes(_as_windows_writes(script.read_text(encoding="utf-8")))


def _find_packages(python: Path) -> None:
    """Let the embeddable Python find the packages: it knows only what its ``._pth`` names."""
    found = [path for path in python.glob("python*._pth") if re.fullmatch(r"python3\d+\._pth", path.name)]
    if len(found) != 1:
        raise SystemExit(f"{python.name}: no embeddable Python of Windows (python3*._pth)")
    lines = found[0].read_text(encoding="utf-8").splitlines()
    standard = next((line.strip() for line in lines if _STANDARD.fullmatch(line.strip())), None)
    if standard is None or standard != f"python{VERSION.replace('.', '')}.zip":
        raise SystemExit(f"{found[0].name}: not Python {VERSION}")
    found[0].write_bytes(_as_windows_writes("\n".join([standard, ".", "..\\paket"]) + "\n"))


def _as_windows_writes(text: str) -> bytes:
    """Lines as cmd.exe and Notepad want them. The scripts are ASCII, as a console may have any code page."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode("ascii")


def install(target: Path) -> None:
    """Install the project and every pin as on Windows, without running anything of them."""
    with tempfile.TemporaryDirectory() as scratch:
        build = ("build", "--no-isolation", "--wheel", "--outdir", scratch, str(PROJECT))
        subprocess.run((sys.executable, "-m", *build), check=True)
        (wheel,) = Path(scratch).glob("skpd_eval-*.whl")
        command = [
            sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--only-binary=:all:", "--platform", PLATFORM, "--python-version", VERSION, "--no-compile",
            "--target", str(target), str(wheel), *pins(),
        ]  # fmt: skip
        subprocess.run(command, check=True)
    for unneeded in ("bin", "share"):
        shutil.rmtree(target / unneeded, ignore_errors=True)


def pack(folder: Path, out: Path) -> str:
    """Zip a folder under its own name, the same bytes for the same files; the SHA-256."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo((folder.name / path.relative_to(folder)).as_posix(), _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return hashlib.sha256(out.read_bytes()).hexdigest()


def main(arguments: list[str]) -> int:
    """Make the zip; 2 where no embeddable Python is given."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        place = "https://www.python.org/downloads/windows/"
        print(f"Give python-{VERSION}.N-embed-amd64.zip, from {place}", file=sys.stderr)
        return 2
    embed = Path(arguments[0])
    out = Path(arguments[1] if len(arguments) > 1 else "windows").resolve()
    out.mkdir(parents=True, exist_ok=True)
    print(f"{hashlib.sha256(embed.read_bytes()).hexdigest()}  {embed.name} (compare it with python.org)")
    with tempfile.TemporaryDirectory() as scratch:
        folder, packages = Path(scratch) / "skpd-eval", Path(scratch) / "paket"
        install(packages)
        lay_out(folder, embed, packages)
        archive = out / "skpd-eval-windows.zip"
        print(f"{pack(folder, archive)}  {archive}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
