"""Prove a bundle of papers: read its originals again into a ledger of their own, and compare every printed figure."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from skpd_eval.errors import MissingInputError, RefusedError
from skpd_eval.findings import say
from skpd_eval.jobs.bundle import Parts, delivered_rules, papers_in
from skpd_eval.jobs.certificate import (
    CERTIFICATE,
    CONFIGURATION,
    FIGURES,
    LAYOUTS,
    ORIGINALS,
    RULES,
    Certificate,
    certificate_of,
    moment,
)
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest
from skpd_eval.jobs.ingest import IngestRequest, ingest
from skpd_eval.jobs.naming import UNNAMED
from skpd_eval.jobs.report import papers_of
from skpd_eval.jobs.scope import Asked
from skpd_eval.ledger import Ledger
from skpd_eval.model import BudgetChoice, Finding, Papers, RankingKey, Severity, Source
from skpd_eval.model.assistance import Agency
from skpd_eval.model.ingestion import FileState
from skpd_eval.model.paper import Document, Paper
from skpd_eval.model.reference import ReferenceBy
from skpd_eval.presentation.paper.office import Office, Order
from skpd_eval.presentation.safe import csv_text
from skpd_eval.presentation.tables.figures import Place, figures_of
from skpd_eval.settings import Settings, load_settings
from skpd_eval.version import __version__

_MOST_MEMBERS, _MOST_BYTES = 20_000, 4 * 1024**3
_LEDGER = "proof.sqlite"


@dataclass(frozen=True, slots=True)
class Proof:
    """What proving gave: how much was compared, and what is not as it should be."""

    certificate: Certificate
    files: int
    figures: int
    papers: int
    """Papers that were made again, byte by byte."""
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether everything agrees; that a rule is a government's own is no disagreement."""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    @property
    def head(self) -> str:
        """The code that the papers print."""
        return self.certificate.head


def prove(context: Context, path: Path) -> Proof:
    """Compare every part with its hash, every printed figure with the originals, every paper with one made anew.

    Needs no ledger. Raises RefusedError ``not-a-bundle``, MissingInputError, and what reading and evaluating raise.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        parts = _parts(path)
        try:
            certificate = certificate_of(parts[CERTIFICATE])
        except (KeyError, ValueError):
            raise RefusedError("not-a-bundle", path=str(path)) from None
        _unpacked(parts, folder)
        own = _context(context, folder, certificate)
        findings = [*_changed(parts, certificate), *_own_rules(parts), *_recorded(own, folder, certificate)]
        asked = _request(certificate)
        references = tuple(ReferenceBy(one) for one in certificate.asking.references)
        papers = _as_printed(papers_of(own, asked, references, traced=True), certificate)
        computed = figures_of(papers, certificate.language)
        findings += _differing(_printed(parts), computed)
        is_same = certificate.version == __version__ and not certificate.has_cases
        compared = _again(papers, own, certificate, parts) if is_same else {}
        findings += [
            say("proof-paper-differs", {"name": made})
            for made, content in compared.items()
            if parts.get(made) != content
        ]
        return Proof(certificate, len(parts), len(computed), len(compared), tuple(findings))


def _parts(path: Path) -> Parts:
    """The members of the archive, bounded in number and size."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _MOST_BYTES:
                raise RefusedError("not-a-bundle", path=str(path))
            return {one.filename: archive.read(one) for one in members}
    except FileNotFoundError:
        raise MissingInputError("input-missing", str(path)) from None
    except (zipfile.BadZipFile, OSError):
        raise RefusedError("not-a-bundle", path=str(path)) from None


def _unpacked(parts: Mapping[str, bytes], folder: Path) -> None:
    """Originals, rules and configuration as files; nothing is written beside the folder."""
    root = folder.resolve()
    for name, content in parts.items():
        if name.split("/")[0] not in (ORIGINALS, RULES, LAYOUTS, CONFIGURATION):
            continue
        target = (root / name).resolve()
        if not target.is_relative_to(root):
            raise RefusedError("not-a-bundle", path=name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _context(context: Context, folder: Path, certificate: Certificate) -> Context:
    """Where the proof works: the bundle's own configuration and rules, a ledger that is thrown away."""
    configuration = folder / CONFIGURATION
    settings = load_settings(configuration) if configuration.is_file() else Settings()
    layouts = folder / LAYOUTS
    settings = dataclasses.replace(
        settings,
        rules=folder / RULES,
        layouts=tuple(sorted(layouts.glob("*"))) if layouts.is_dir() else (),
    )
    return dataclasses.replace(
        context, settings=settings, ledger=folder / _LEDGER, language=certificate.language
    )


def _recorded(context: Context, folder: Path, certificate: Certificate) -> Iterator[Finding]:
    """Read the originals run by run, as they were recorded, and book what they lack."""
    for run, group in groupby(
        sorted(certificate.recorded, key=lambda one: one.run), key=lambda one: one.run
    ):
        at = moment(next(group).recorded_at)
        if not (folder / run).is_dir():
            continue
        outcome = ingest(dataclasses.replace(context, now=at), IngestRequest((folder / run,)))
        for file in outcome.files:
            if file.state in (FileState.REFUSED, FileState.REFUSED_BEFORE):
                yield say("proof-original-refused", {"name": file.file}, Source(file.file))
    with Ledger.open(context.ledger, write=True) as ledger:
        for one in certificate.booked:
            ledger.adjustments.book(
                certificate.asking.government,
                dt.date.fromisoformat(one.cutoff),
                Agency(one.agency_identity, one.agency_code, one.agency_name),
                *(one.account, one.amount, one.document, one.reason, one.who, moment(one.at)),
            )


def _request(certificate: Certificate) -> EvaluationRequest:
    asking = certificate.asking
    cutoff = None if asking.cutoff is None else dt.date.fromisoformat(asking.cutoff)
    return EvaluationRequest(
        Asked(asking.government or UNNAMED, asking.year, None if cutoff else asking.quarter, cutoff),
        RankingKey(asking.key),
        BudgetChoice(asking.budget),
        asking.level,
        asking.group,
        asking.exclude_dissolved,
        detail=True,
    )


def _as_printed(papers: Papers, certificate: Certificate) -> Papers:
    """With the numbers and the head of the ledger that the papers print: the proof's own ledger has others."""
    numbers = {
        (one.sha256, one.sheet, one.kind, one.cutoff): one.number for one in certificate.recorded
    }
    evaluation = papers.evaluation
    sources = tuple(
        dataclasses.replace(
            one, number=numbers.get((one.sha256, one.sheet, one.kind, one.cutoff.isoformat()), one.number)
        )
        for one in evaluation.sources
    )
    return dataclasses.replace(
        papers, evaluation=dataclasses.replace(evaluation, sources=sources, ledger_head=certificate.head)
    )


def _changed(parts: Mapping[str, bytes], certificate: Certificate) -> Iterator[Finding]:
    """Parts that are not what the certificate says, are gone, or are not in it."""
    for name, sha256 in certificate.members.items():
        if name not in parts:
            yield say("proof-part-missing", {"name": name})
        elif hashlib.sha256(parts[name]).hexdigest() != sha256:
            yield say("proof-part-changed", {"name": name})
    for name in parts:
        if name not in certificate.members and name != CERTIFICATE:
            yield say("proof-part-unknown", {"name": name})


def _own_rules(parts: Mapping[str, bytes]) -> Iterator[Finding]:
    """Rules by which the papers were judged and that are not this program's: a government's own, or changed."""
    delivered = dict(delivered_rules())
    for name, content in parts.items():
        if name.startswith(f"{RULES}/") and delivered.get(name) != content:
            yield say("proof-rule-differs", {"name": name.removeprefix(f"{RULES}/")})


def _printed(parts: Mapping[str, bytes]) -> dict[Place, str]:
    """The figures as the bundle lists them."""
    rows = csv.DictReader(io.StringIO(parts.get(FIGURES, b"").decode("utf-8", "replace")))
    return {
        Place(*(_read(row.get(name)) for name in Place._fields)): _read(row.get("printed")) for row in rows
    }


def _read(text: str | None) -> str:
    """A text as it was before it was made safe for a spreadsheet."""
    whole = text or ""
    return whole[1:] if whole.startswith("'") and csv_text(whole[1:]) == whole else whole


def _differing(printed: Mapping[Place, str], computed: Mapping[Place, str]) -> Iterator[Finding]:
    for place in dict.fromkeys((*printed, *computed)):
        said, found = printed.get(place, ""), computed.get(place, "")
        if said != found:
            yield say("proof-figure-differs", {"figure": str(place), "printed": said, "computed": found})


def _again(papers: Papers, context: Context, certificate: Certificate, parts: Mapping[str, bytes]) -> Parts:
    """The papers made anew, those that the bundle says it has."""
    asking = certificate.asking
    office = Office(context.settings.letterhead, asking.number, tuple(asking.decided), Paper(asking.paper))
    order = Order(
        *(office, moment(certificate.created), certificate.language),
        *(context.settings.timezone, Document(asking.document)),
    )
    name = next((one.removesuffix(".json") for one in certificate.members if one.endswith(".json")), "")
    made = papers_in(papers, order, name)
    return {one: content for one, content in made.items() if one in certificate.members or one in parts}
