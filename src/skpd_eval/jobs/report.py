"""Write the meeting's papers to a file whose name says where it belongs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import string
from collections.abc import Collection
from pathlib import Path

from skpd_eval.errors import MissingInputError, OutputError, UsageError
from skpd_eval.evaluation.standing import standing_of
from skpd_eval.jobs import bundle
from skpd_eval.jobs.backup import verify
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.explain import traces_of
from skpd_eval.jobs.lowest import lowest_of
from skpd_eval.jobs.posture import posture_of
from skpd_eval.jobs.priorities import priorities_of
from skpd_eval.jobs.references import efficiency_of, ikpa_of
from skpd_eval.jobs.trend import trend
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, Level, Papers
from skpd_eval.model.paper import Document, Paper
from skpd_eval.model.reference import ReferenceBy
from skpd_eval.portable import write_atomically
from skpd_eval.presentation.paper.office import Office, Order
from skpd_eval.reading.guard import identify
from skpd_eval.regulations import rulebook

PLACEHOLDERS = ("year", "quarter", "cutoff")


def output_path(pattern: str, evaluation: Evaluation) -> Path:
    """The file name with ``{year}``, ``{quarter}`` and ``{cutoff}`` filled. Raises UsageError for other fields."""
    values = {
        "year": str(evaluation.year),
        "quarter": str(evaluation.quarter),
        "cutoff": evaluation.cutoff.isoformat(),
    }
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
        unknown = [name for name in fields if name not in PLACEHOLDERS]
        if unknown:
            raise UsageError("unknown-placeholder", name=unknown[0])
        return Path(pattern.format(**values))
    except ValueError as error:
        raise UsageError("unknown-placeholder", name=pattern) from error


def check_format(pattern: str, references: Collection[ReferenceBy] = ()) -> str:
    """The suffix of an output's name.

    Raises UsageError ``unknown-format`` where no format has it, ``no-room-for-reference`` where it is one table.
    """
    from skpd_eval.presentation.writers import suffixes

    suffix = Path(pattern).suffix.casefold()
    known, whole = (*suffixes(), bundle.SUFFIX), (*suffixes("WHOLE"), bundle.SUFFIX)
    if suffix not in known:
        raise UsageError("unknown-format", suffix=suffix or pattern, known=", ".join(known))
    if references and suffix not in whole:
        raise UsageError("no-room-for-reference", suffix=suffix, known=", ".join(whole))
    return suffix


def papers_of(
    context: Context,
    request: EvaluationRequest,
    references: Collection[ReferenceBy] = (),
    *,
    traced: bool = False,
) -> Papers:
    """Evaluate a position with all that its papers show, ``references`` only where they are asked for.

    ``traced``: with the lines that amounts are sums of, for papers in which a reader follows them.

    Raises what an evaluation raises.
    """
    evaluation = evaluate_position(context, dataclasses.replace(request, detail=True))
    posture, _ = posture_of(context, request)
    course, _ = trend(context, request, every_position=True)
    source = None if posture.witness is None else posture.witness.source
    evaluation = dataclasses.replace(
        evaluation,
        findings=(*evaluation.findings, *posture.findings),
        sources=(*evaluation.sources, *(() if source is None else (source,))),
    )
    return Papers(
        evaluation,
        lowest_of(evaluation, context),
        posture,
        course,
        ikpa_of(context, request) if ReferenceBy.IKPA in references else None,
        efficiency_of(context, request) if ReferenceBy.EFFICIENCY in references else None,
        priorities_of(context, evaluation) if context.settings.priorities else (),
        standing_of(evaluation, rulebook(evaluation.cutoff, extra=context.settings.rules).capital),
        traces_of(context, request, evaluation) if traced and evaluation.level != Level.GOVERNMENT.value else {},
    )


@dataclasses.dataclass(frozen=True, slots=True)
class PaperOptions:
    """What a call says of the paper itself: its size, number, kind of letter, and files to build on."""

    paper: Paper = Paper.A4
    number: str = ""
    document: Document = Document.NOTE
    decisions: Path | None = None
    template: Path | None = None
    request: EvaluationRequest = dataclasses.field(default_factory=EvaluationRequest)
    references: tuple[ReferenceBy, ...] = ()
    """How the papers were evaluated: what a bundle needs to have them evaluated again."""


def write_report(
    context: Context, papers: Papers, pattern: str, options: PaperOptions = PaperOptions()
) -> Path:
    """Write the papers; the path written. The content depends on the evaluation alone, not on the clock.

    Papers of the ledger as it was on an earlier day are that day's papers, byte for byte: the ledger's head on
    them says which state they are of, so it is printed only where the chain holds.

    Raises UsageError, OutputError, BusyError, InputOutputError, RefusedError (what verifying finds).
    """
    check_format(pattern)
    path = output_path(pattern, papers.evaluation)
    spare_inputs(context, path)
    verify(context)
    papers = dataclasses.replace(papers, evaluation=dataclasses.replace(papers.evaluation, as_of=None))
    order = _order(context, options, created_at(papers.evaluation))
    write_atomically(path, _content(context, papers, order, path, options))
    return path


def _content(context: Context, papers: Papers, order: Order, path: Path, options: PaperOptions) -> bytes:
    if path.suffix.casefold() == bundle.SUFFIX:
        return bundle.bundled(context, papers, order, path.stem, (options.request, options.references))
    from skpd_eval.presentation.writers import write

    return write(papers, order, path.suffix.casefold())


def spare_inputs(context: Context, path: Path) -> None:
    """Raise OutputError where a paper would replace the ledger or a file that was ingested or refused."""
    try:
        if not path.is_file():
            return
        is_input = path.samefile(context.ledger)
    except (OSError, ValueError):
        return
    if not is_input:
        sha256, _ = identify(str(path))
        with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
            is_input = ledger.was_refused(sha256) or _is_kept(ledger, sha256)
    if is_input:
        raise OutputError(str(path), "is-input", code="output-is-input")


def _is_kept(ledger: Ledger, sha256: str) -> bool:
    try:
        ledger.original(sha256)
    except UsageError:
        return False
    return True


def created_at(evaluation: Evaluation) -> dt.datetime:
    """The papers' date: when their newest source was recorded, so that equal papers are equal bytes."""
    recorded = [source.recorded_at for source in evaluation.sources]
    newest = max(recorded, default=dt.datetime.combine(evaluation.cutoff, dt.time(), dt.UTC))
    return newest.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None)


def _order(context: Context, options: PaperOptions, created: dt.datetime) -> Order:
    decided = decided_in(options.decisions)
    office = Office(context.settings.letterhead, options.number, decided, options.paper, options.template)
    return Order(office, created, context.language, context.settings.timezone, options.document)


def decided_in(path: Path | None) -> tuple[str, ...]:
    """The decisions asked for: a line each of a text in UTF-8. Raises MissingInputError."""
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise MissingInputError("input-missing", str(path)) from None
    return tuple(line.strip() for line in lines if line.strip())
