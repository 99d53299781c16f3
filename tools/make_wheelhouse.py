#!/usr/bin/env python3
"""Fill a folder from which a computer without internet installs skpd-eval: make_wheelhouse.py FOLDER.

It holds the wheel of this project and every pinned package that it and its extras run on, for each declared Python on
Linux (x86-64) and Windows (64 bits). Needs the packages of requirements/dev.txt; run by ``make wheelhouse``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PLATFORMS = {
    "linux": tuple(f"manylinux{glibc}_x86_64" for glibc in ("2014", "_2_17", "_2_27", "_2_28")),
    "windows": ("win_amd64",),
}


def pythons() -> list[str]:
    """The Python versions that the project declares, such as ``3.11``."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = (classifier.rpartition(":: ")[2] for classifier in project["classifiers"])
    return [version for version in stated if version.startswith("3.")]


def pins() -> list[str]:
    """The pinned packages without their conditions, which speak of the machine that downloads."""
    texts = [(PROJECT / "requirements" / name).read_text(encoding="utf-8") for name in ("runtime.txt", "extras.txt")]
    lines = [line for text in texts for line in text.splitlines()]
    return [line.partition(";")[0].strip() for line in lines if line and line[0] != "#"]


def main(arguments: list[str]) -> int:
    """Fill the folder; the exit status of the first step that failed, else 0."""
    folder = Path(arguments[0] if arguments else "wheelhouse").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    build = ("build", "--no-isolation", "--wheel", "--outdir", str(folder), str(PROJECT))
    subprocess.run((sys.executable, "-m", *build), check=True)
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "pins.txt"
        wanted.write_text("\n".join(pins()) + "\n", encoding="utf-8")
        for version in pythons():
            for name, tags in PLATFORMS.items():
                print(f"Python {version}, {name}", flush=True)
                _download(folder, wanted, version, tags)
    print(f"{len(list(folder.glob('*.whl')))} wheels in {folder}")
    return 0


def _download(folder: Path, wanted: Path, version: str, tags: tuple[str, ...]) -> None:
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
        "--only-binary=:all:", "--python-version", version, "--dest", str(folder), "-r", str(wanted),
    ]  # fmt: skip
    for tag in tags:
        command += ["--platform", tag]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
