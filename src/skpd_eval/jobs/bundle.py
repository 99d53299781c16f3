"""Papers with all that proves them in one archive: originals, manifests, rules, configuration, figures, certificate."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import PurePosixPath

from skpd_eval.errors import UsageError
from skpd_eval.jobs.certificate import (
    CERTIFICATE,
    CONFIGURATION,
    FIGURES,
    LAYOUTS,
    MANIFEST,
    ORIGINALS,
    RULES,
    Asking,
    Booked,
    Certificate,
    Recorded,
)
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest
from skpd_eval.jobs.manifest import COLUMNS
from skpd_eval.ledger import Ledger
from skpd_eval.model import BudgetBasis, Evaluation, Papers, PeriodKind, PeriodOrigin, Submission
from skpd_eval.model.reference import ReferenceBy
from skpd_eval.presentation.paper.archives import archived
from skpd_eval.presentation.paper.office import Order
from skpd_eval.presentation.tables.figures import figures_of, figures_table
from skpd_eval.version import __version__

SUFFIX = ".zip"
_MACHINE = (".json", ".csv")
_TOLD = frozenset({PeriodOrigin.OPTION, PeriodOrigin.MANIFEST})

Parts = dict[str, bytes]


def bundled(
    context: Context,
    papers: Papers,
    order: Order,
    name: str,
    asked: tuple[EvaluationRequest, Sequence[ReferenceBy]],
) -> bytes:
    """The archive's bytes; ``name`` is that of the papers in it. The same ledger and call give the same bytes."""
    request, references = asked
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        used = _used(ledger, context, papers.evaluation, request)
        originals, recorded = _originals(ledger, used)
        booked = tuple(_booked(ledger, context, papers.evaluation, request))
        has_cases = bool(ledger.cases.events())
    parts = {
        **papers_in(papers, order, name),
        FIGURES: figures_csv(papers, order.language),
        **originals,
        **dict(_rules(context)),
    }
    certificate = Certificate(
        version=__version__,
        language=order.language,
        created=order.created.isoformat(),
        head=papers.evaluation.ledger_head,
        asking=_asking(papers.evaluation, request, references, order),
        recorded=recorded,
        booked=booked,
        has_cases=has_cases,
        members={member: hashlib.sha256(content).hexdigest() for member, content in parts.items()},
    )
    return archived({CERTIFICATE: certificate.to_json(), **parts})


def papers_in(papers: Papers, order: Order, name: str) -> Parts:
    """The papers themselves in every format that holds all sections and for machines; without an extra, without it."""
    from skpd_eval.presentation.writers import suffixes, write

    made: Parts = {}
    for suffix in (*suffixes("WHOLE"), *_MACHINE):
        try:
            made[f"{name}{suffix}"] = write(papers, order, suffix)
        except UsageError as error:
            if error.code != "papers-extra-missing":
                raise
    return made


def figures_csv(papers: Papers, language: str) -> bytes:
    """Every printed figure with its place."""
    from skpd_eval.presentation.writers.text import text

    return text.table_csv(figures_table(figures_of(papers, language), language)).encode()


def _used(
    ledger: Ledger, context: Context, evaluation: Evaluation, request: EvaluationRequest
) -> list[Submission]:
    """What the figures can come from: the government's submissions of the year and of the year before."""
    found = ledger.submissions(None, None, request.asked.as_of, context.settings.timezone)
    return [
        one
        for one in found
        if one.government == evaluation.government
        and one.year in (evaluation.year, evaluation.year - 1)
        and one.withdrawn_at is None
    ]


def _originals(ledger: Ledger, used: Sequence[Submission]) -> tuple[Parts, tuple[Recorded, ...]]:
    """Files in a folder for each run that recorded them, with a manifest that says what they do not."""
    runs: dict[str, list[Submission]] = defaultdict(list)
    for one in used:
        runs[one.recorded_at.isoformat()].append(one)
    told, parts, recorded = ledger.told(), Parts(), []
    for number, (at, submissions) in enumerate(runs.items(), 1):
        run = f"{ORIGINALS}/{number:03}"
        by_file: dict[tuple[str, str], list[Submission]] = defaultdict(list)
        for one in submissions:
            by_file[one.file, one.sha256].append(one)
        rows = []
        for (file, sha256), same in by_file.items():
            name = _safe(file, sha256, {member.removeprefix(f"{run}/") for member in parts})
            parts[f"{run}/{name}"] = ledger.original(sha256)[1]
            rows.append({"file": name, **_told(same, told)})
            recorded += [
                Recorded(one.number, at, run, name, sha256, one.sheet, one.kind.value, one.cutoff.isoformat())
                for one in same
            ]
        parts[f"{run}/{MANIFEST}"] = _csv(rows)
    return parts, tuple(sorted(recorded, key=lambda one: one.number))


def _safe(file: str, sha256: str, taken: set[str]) -> str:
    """The file's own name where it can lie in an archive and no other file has it."""
    steps = PurePosixPath(file.replace("\\", "/").replace(":", "_")).parts
    name = "/".join(step for step in steps if step not in ("/", "..", ".")) or sha256
    return name if name not in taken and name != MANIFEST else f"{sha256[:8]}/{name}"


def _told(same: Sequence[Submission], told: Mapping[int, tuple[int, str, str]]) -> dict[str, str]:
    """What a manifest tells of a file: what all that was recorded from it agrees on, and the cut-off that was told."""
    rows = [_told_of(one, *told[one.number]) for one in same]
    agreed = {name: text for name, text in rows[0].items() if all(row[name] == text for row in rows)}
    days = {one.cutoff.isoformat() for one in same if one.period_origin in _TOLD}
    return {**agreed, "cutoff": days.pop() if len(days) == 1 else ""}


def _told_of(one: Submission, unit: int, agency: str, alias: str) -> dict[str, str]:
    return {
        "agency": agency,
        "agency_id": alias,
        "government": one.government or "",
        "year": str(one.year),
        "basis": "" if one.budget_basis is BudgetBasis.UNSTATED else one.budget_basis.value,
        "period": one.period_kind.value if one.period_kind is PeriodKind.MONTH else "",
        "unit": "" if unit == 1 else str(unit),
    }


def _csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


def _booked(
    ledger: Ledger, context: Context, evaluation: Evaluation, request: EvaluationRequest
) -> Iterator[Booked]:
    for one in ledger.adjustments.all(request.asked.as_of, context.settings.timezone):
        if one.government == evaluation.government and one.withdrawn_at is None:
            yield Booked(
                one.cutoff.isoformat(), one.agency.identity, one.agency.code, one.agency.name, one.account,
                one.amount, one.document, one.reason, one.who, one.at.isoformat(),
            )  # fmt: skip


def delivered_rules() -> Iterator[tuple[str, bytes]]:
    """The law and the house rules of this program, by their name in a bundle."""
    for item in sorted(resources.files("skpd_eval.regulations").iterdir(), key=lambda one: one.name):
        if item.name.endswith(".toml"):
            yield f"{RULES}/{item.name}", item.read_bytes()


def _rules(context: Context) -> Iterator[tuple[str, bytes]]:
    """The rules as they were applied, the configuration, and layouts of the government's own."""
    yield from delivered_rules()
    settings = context.settings
    if settings.rules is not None and settings.rules.is_dir():
        for path in sorted(settings.rules.glob("*.toml")):
            yield f"{RULES}/{path.name}", path.read_bytes()
    for path in settings.layouts:
        yield f"{LAYOUTS}/{path.name}", path.read_bytes()
    if settings.path is not None:
        yield CONFIGURATION, settings.path.read_bytes()


def _asking(
    evaluation: Evaluation, request: EvaluationRequest, references: Sequence[ReferenceBy], order: Order
) -> Asking:
    cutoff = request.asked.cutoff
    return Asking(
        government=evaluation.government,
        year=evaluation.year,
        quarter=evaluation.quarter,
        cutoff=None if cutoff is None else cutoff.isoformat(),
        key=request.key.value,
        budget=request.budget.value,
        level=request.level,
        group=request.group,
        exclude_dissolved=request.exclude_dissolved,
        references=tuple(one.value for one in references),
        number=order.office.number,
        decided=order.office.decided,
        paper=order.office.paper.value,
        document=order.document.value,
    )
