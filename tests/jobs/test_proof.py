"""A bundle of papers proves itself on a machine that has no ledger, and names what was changed in it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from skpd_eval.errors import MissingInputError, RefusedError
from skpd_eval.jobs.adjustments import Booking, book
from skpd_eval.jobs.certificate import CERTIFICATE, FIGURES
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest
from skpd_eval.jobs.proof import Proof, prove
from skpd_eval.jobs.report import PaperOptions, papers_of, write_report
from skpd_eval.jobs.scope import Asked
from skpd_eval.presentation.paper.archives import archived
from skpd_eval.presentation.sentences import telling
from skpd_eval.reading.file.file import read_task
from skpd_eval.reading.guard import read_guarded
from skpd_eval.settings import Settings

from .recording import HEALTH, NOW, SCHOOLS, Recorder

HEAD = "Kode SKPD;Nama SKPD;Kode Rekening;Pagu;Realisasi"
TABLE = (HEAD, f"{SCHOOLS};Dinas Pendidikan;5.1.02;1000;600", f"{HEALTH};Dinas Kesehatan;5.1.02;2000;700")
ORIGINAL = "originals/001/a.csv"
Parts = dict[str, bytes]


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Originals are read in this process: a worker's start is no part of what is tested."""

    def read_files(tasks, _reader, **_more):  # type: ignore[no-untyped-def]
        return ((task, read_guarded(task, read_task, 0)[0]) for task in tasks)

    monkeypatch.setattr("skpd_eval.jobs.ingest.read_files", read_files)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """A bundle of two agencies, whose ledger is gone."""
    recorder = Recorder(tmp_path_factory.mktemp("bundle"))
    recorder.put("a.csv", *TABLE, quarter=3)
    booking = Booking("Dinas Kesehatan", "50", "5.1.02", NOW.date().replace(month=9, day=30), "BA 1", "BLUD", "Sekda")
    book(recorder.context, None, booking)
    made = members(bundle(recorder))
    shutil.rmtree(recorder.folder)
    return made


def bundle(recorder: Recorder) -> bytes:
    request = EvaluationRequest(Asked(quarter=3))
    papers = papers_of(recorder.context, request, traced=True)
    out = str(recorder.folder / "q3.zip")
    return write_report(recorder.context, papers, out, PaperOptions(request=request)).read_bytes()


def members(content: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def forged(parts: Parts, **changed: tuple[str, str]) -> Parts:
    """Texts exchanged in members, and the certificate's hashes with them."""
    made = dict(parts)
    certificate = json.loads(parts[CERTIFICATE])
    for name, (old, new) in changed.items():
        assert old.encode() in made[name], "nothing to change"
        made[name] = made[name].replace(old.encode(), new.encode())
        certificate["members"][name] = hashlib.sha256(made[name]).hexdigest()
    return {**made, CERTIFICATE: json.dumps(certificate).encode()}


def proved(parts: Parts, folder: Path) -> Proof:
    path = folder / "q3.zip"
    path.write_bytes(archived(parts))
    return prove(Context(Settings(), folder / "no-ledger.db", "en", NOW), path)


def told(proof: Proof) -> Iterator[str]:
    return (telling.sentence(one, "en") for one in proof.findings)


def test_bundle__proves_itself_without_a_ledger(parts: Parts, tmp_path: Path) -> None:
    proof = proved(parts, tmp_path)
    assert list(told(proof)) == []
    assert proof.figures > 20
    assert proof.papers == sum(name.startswith("q3.") for name in parts)
    assert not (tmp_path / "no-ledger.db").exists()


def test_bundle__has_papers_originals_manifest_rules_and_certificate(parts: Parts) -> None:
    assert parts[ORIGINAL].decode().splitlines() == list(TABLE)
    assert {"q3.xlsx", "q3.html", "q3.md", "q3.json", "q3.csv", FIGURES} <= parts.keys()
    told = parts["originals/001/manifest.csv"].decode().splitlines()[1]
    assert told.startswith("a.csv,,,Kota Contoh,2023,,2023-09-30")
    assert "rules/deviation_status.toml" in parts


def test_bundle__same_ledger_same_bytes(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path)
    recorder.put("a.csv", *TABLE, quarter=3)
    assert bundle(recorder) == bundle(recorder)


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        pytest.param(
            FIGURES, ("60.00", "61.00"),
            "Ranking · 1.01.2.22.0.00.01.0000 Dinas Pendidikan · Absorption (%): printed as 61.00, "
            "by the originals 60.00.",
            id="a printed figure",
        ),
        pytest.param(
            ORIGINAL, ("1000;600", "1000;500"),
            "Ranking · 1.01.2.22.0.00.01.0000 Dinas Pendidikan · Realization (Rp): printed as 600, "
            "by the originals 500.",
            id="an original",
        ),
        pytest.param(
            "q3.json", ('"budget": 1000', '"budget": 1001'), "q3.json is not what is made anew from the originals.",
            id="a paper",
        ),
        pytest.param(
            "rules/deviation_status.toml", ("Simbangda", "Another circular"),
            "The rule deviation_status.toml is not the one that this program delivers.", id="a rule",
        ),
    ],
)  # fmt: skip
def test_change__is_named_although_the_certificate_was_changed_with_it(
    parts: Parts, tmp_path: Path, name: str, change: tuple[str, str], expected: str
) -> None:
    assert expected in told(proved(forged(parts, **{name: change}), tmp_path))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            {"q3.md": b"# other"}, "q3.md was changed: its SHA-256 is not the one in the certificate.", id="changed"
        ),
        pytest.param({"q4.pdf": b"%PDF"}, "q4.pdf is not in the certificate.", id="added"),
        pytest.param({"q3.csv": None}, "q3.csv is in the certificate and is not there.", id="gone"),
    ],
)
def test_part__is_held_against_the_certificate(
    parts: Parts, tmp_path: Path, change: dict[str, bytes | None], expected: str
) -> None:
    made = {name: content for name, content in {**parts, **change}.items() if content is not None}
    assert expected in told(proved(made, tmp_path))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"no archive", id="no archive"),
        pytest.param(archived({"q3.md": b"# q3"}), id="no certificate"),
        pytest.param(archived({CERTIFICATE: b'{"schema": "other"}'}), id="another schema"),
        pytest.param(archived({CERTIFICATE: b"\xff"}), id="no text"),
    ],
)
def test_file_that_is_no_bundle__is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "q3.zip").write_bytes(content)
    with pytest.raises(RefusedError, match="not-a-bundle"):
        prove(Context(Settings(), tmp_path / "l.db", "en", NOW), tmp_path / "q3.zip")


def test_file_that_is_not_there__is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="input-missing"):
        prove(Context(Settings(), tmp_path / "l.db", "en", NOW), tmp_path / "q3.zip")


def test_bundle__writes_nothing_beside_its_folder(parts: Parts, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="not-a-bundle"):
        proved({**parts, "rules/../../../beside.toml": b""}, tmp_path)


def test_bundle__keeps_rules_and_configuration_of_the_government(tmp_path: Path) -> None:
    """What the office set is applied again, wherever it lay."""
    recorder = Recorder(tmp_path / "office")
    recorder.folder.mkdir()
    configuration = recorder.folder / "skpd-eval.toml"
    configuration.write_text('[government]\nname = "Kota Contoh"\n', encoding="utf-8")
    settings = Settings(path=configuration, government="Kota Contoh")
    recorder.context = dataclasses.replace(recorder.context, settings=settings)
    recorder.put("a.csv", *TABLE, quarter=3)
    assert list(told(proved(members(bundle(recorder)), tmp_path))) == []
