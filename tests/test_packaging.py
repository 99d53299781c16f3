"""What is shipped: one version, pins within the declared ranges, archives that hold what is needed."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import skpd_eval

PROJECT = Path(__file__).resolve().parents[1]
REQUIREMENTS = sorted((PROJECT / "requirements").glob("*.txt"))
DATA = [
    "skpd_eval/py.typed",
    "skpd_eval/presentation/locale/id/LC_MESSAGES/skpd_eval.mo",
    *(
        path.relative_to(PROJECT / "src").as_posix()
        for folder in ("reading/layouts", "regulations")
        for path in sorted((PROJECT / "src" / "skpd_eval" / folder).glob("*.toml"))
    ),
]


@pytest.fixture(scope="module")
def declared() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(PROJECT)]
    run = subprocess.run(build, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def pins(path: Path) -> dict[str, Requirement]:
    """The pinned packages of a file by normalized name."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] not in "#-"]
    found = [Requirement(line) for line in lines]
    return {normalized(requirement.name): requirement for requirement in found}


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_version_stands_in_one_place(declared: dict[str, Any]) -> None:
    assert declared["project"]["dynamic"] == ["version"]
    assert version("skpd-eval") == skpd_eval.__version__
    stated = f'"{skpd_eval.__version__}"'
    sources = [*(PROJECT / "src").rglob("*.py"), PROJECT / "pyproject.toml"]
    assert [path.name for path in sources if stated in path.read_text(encoding="utf-8")] == ["version.py"]


def test_changelog_tells_of_this_version() -> None:
    assert f"\n## {skpd_eval.__version__}" in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_pin_is_exact(path: Path) -> None:
    loose = [str(pin) for pin in pins(path).values() if not re.fullmatch(r"==[\w.]+", str(pin.specifier))]
    assert loose == []


def test_no_package_is_pinned_twice() -> None:
    names = [name for path in REQUIREMENTS for name in pins(path)]
    assert sorted(names) == sorted(set(names))


def test_pins_lie_within_the_declared_ranges(declared: dict[str, Any]) -> None:
    pinned = pins(PROJECT / "requirements" / "runtime.txt")
    for text in declared["project"]["dependencies"]:
        wanted = Requirement(text)
        (exact,) = pinned[normalized(wanted.name)].specifier
        assert wanted.specifier.contains(exact.version), text


def test_what_doctor_recommends_is_in_the_wheelhouse(declared: dict[str, Any]) -> None:
    held = pins(PROJECT / "requirements" / "extras.txt")
    extras = declared["project"]["optional-dependencies"]
    wanted = {normalized(Requirement(text).name) for name in ("papers", "pdf") for text in extras[name]}
    assert wanted <= set(held)


def test_this_environment_is_the_pinned_one() -> None:
    differing = {
        name: (version(name), str(pin.specifier))
        for path in REQUIREMENTS
        for name, pin in pins(path).items()
        if (pin.marker is None or pin.marker.evaluate()) and not pin.specifier.contains(version(name))
    }
    assert differing == {}, "run: make test, which brings .venv up to date"


def test_declared_pythons_agree(declared: dict[str, Any]) -> None:
    stated = [name.rpartition(":: ")[2] for name in declared["project"]["classifiers"]]
    versions = [name for name in stated if name.startswith("3.")]
    assert f">={versions[0]}" == declared["project"]["requires-python"]
    workflow = (PROJECT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert [name for name in versions if f'"{name}"' not in workflow] == []


@pytest.mark.slow
def test_wheel_holds_its_data(archives: Path) -> None:
    (wheel,) = archives.glob("*.whl")
    assert wheel.name == f"skpd_eval-{skpd_eval.__version__}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    assert [name for name in DATA if name not in names] == []
    assert [name for name in names if name.startswith(("tests", "data"))] == []
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.slow
def test_source_archive_holds_what_testing_needs(archives: Path) -> None:
    (archive,) = archives.glob("*.tar.gz")
    root = f"skpd_eval-{skpd_eval.__version__}/"
    with tarfile.open(archive) as opened:
        names = {name.removeprefix(root) for name in opened.getnames()}
    wanted = {"Makefile", "LICENSE", "tests/test_packaging.py", "requirements/dev.txt", "tools/make_docs.py"}
    assert wanted - names == set()
    assert [name for name in DATA if f"src/{name}" not in names] == []


@pytest.mark.slow
def test_installed_wheel_runs_elsewhere(archives: Path, samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "an environment"
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    (wheel,) = archives.glob("*.whl")
    target = tmp_path / "site"
    install = ["pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    others = next(path for path in sys.path if path.endswith("site-packages"))
    paths = f"import sys; sys.path.insert(0, {str(target)!r}); sys.path.append({others!r})"
    code = f"{paths}; from skpd_eval.cli import main; main()"
    file = samples / "kota-batu-2023" / "rekap-belanja-triwulan-3.xlsx"
    ledger = ["--ledger", str(tmp_path / "ledger.sqlite")]
    for arguments in (["ingest", str(file), *ledger], ["rank", *ledger]):
        command = [python, "-I", "-c", code, *arguments]
        run = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
        assert run.returncode == 0, run.stderr.decode()
    assert "Inspektorat" in run.stdout.decode()


@pytest.mark.slow
def test_wheelhouse_asks_for_every_pin() -> None:
    """The pins of other systems are downloaded too: their conditions are dropped."""
    code = "import make_wheelhouse as m; print(*m.pins()); print(*m.pythons())"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT / "tools", capture_output=True, text=True, check=True
    )
    wanted, pythons = run.stdout.splitlines()
    held = {name for file in ("runtime.txt", "extras.txt") for name in pins(PROJECT / "requirements" / file)}
    assert {normalized(pin.partition("==")[0]) for pin in wanted.split()} == held
    assert pythons.split() == ["3.11", "3.12", "3.13", "3.14"]
