"""Model records as rows of the tables: one function a grain, ids in place of positions and codes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from skpd_eval.model import (
    Certificate,
    Consolidation,
    Dimension,
    Export,
    Finding,
    Identity,
    IndicatorLine,
    Note,
    Polarity,
    Proven,
    Severity,
    Source,
)

Value = str | int | None
Row = tuple[Value, ...]
INDICATOR = "indicator"
"""Topic of the notes that keep what indicator lines say beside their figures."""


_SIGNED = "\x1f"
"""Between the reason of a withdrawal and who gave it: the table has no column of its own for that, and the chain
covers the reason."""


def signed(reason: str, who: str) -> str:
    """The reason of a withdrawal with who gave it, as it is stored."""
    return f"{reason}{_SIGNED}{who}" if who else reason


def unsigned(stored: str) -> tuple[str, str | None]:
    """The reason, and who gave it, ``None`` where that was not asked."""
    reason, _, who = stored.partition(_SIGNED)
    return reason, who or None


@dataclass(frozen=True, slots=True)
class Keys:
    """What an export's positions and codes are called in the ledger."""

    number: int
    """The submission's."""
    agencies: Sequence[int]
    """Agency ids by position in :attr:`Export.agencies`."""
    activities: Mapping[str | None, int | None]
    accounts: Mapping[str | None, int | None]

    def unit(self, position: int | None) -> int | None:
        """Id of the agency at a position that may be absent."""
        return None if position is None else self.agencies[position]


def account_rows(export: Export, keys: Keys) -> Iterator[Row]:
    """Rows of ``account_lines``."""
    number, agencies, activities, accounts = keys.number, keys.agencies, keys.activities, keys.accounts
    for line, (agency, unit, activity, account, *rest) in enumerate(export.accounts):
        unit_id = None if unit is None else agencies[unit]
        yield (number, agencies[agency], line, unit_id, activities[activity], accounts[account], *rest)


def plan_rows(export: Export, keys: Keys) -> Iterator[Row]:
    """Rows of ``plan_lines``. Raises ValueError for a line without exactly twelve months."""
    for line, plan in enumerate(export.plans):
        if len(plan.months) != 12:
            raise ValueError(f"a plan line has twelve months, not {len(plan.months)}")
        yield (
            *(keys.number, keys.agencies[plan.agency], line, keys.unit(plan.unit)),
            *(keys.activities[plan.activity], keys.accounts[plan.account], plan.budget),
            *(*plan.months, plan.row),
        )


def progress_rows(export: Export, keys: Keys) -> Iterator[Row]:
    """Rows of ``progress_lines``."""
    for line, given in enumerate(export.progress):
        amounts = (given.budget, given.budget_original, given.budget_revised, given.realization, given.plan)
        percentages = (given.plan_pct, given.realization_pct, given.physical_target_pct, given.physical_pct)
        yield (
            *(keys.number, keys.agencies[given.agency], line, keys.unit(given.unit)),
            *(keys.activities[given.activity], *amounts, *map(decimal_text, percentages), given.row),
        )


def indicator_rows(export: Export, keys: Keys) -> Iterator[Row]:
    """Rows of ``indicator_lines``."""
    for line, given in enumerate(export.indicators):
        yield (
            *(keys.number, keys.agencies[given.agency], line, keys.unit(given.unit)),
            *(keys.activities[given.activity], given.indicator, given.measure),
            *(decimal_text(given.target), decimal_text(given.realization), given.row),
        )


def total_rows(export: Export, keys: Keys) -> Iterator[Row]:
    """Rows of ``stated_totals``."""
    for line, (agency, *rest) in enumerate(export.totals):
        yield (keys.number, line, keys.unit(agency), *rest)


def note_rows(export: Export, keys: Keys) -> Iterator[Row]:
    """Rows of ``notes``: those of the export, then what its indicator lines say beside their figures."""
    told = [
        Note(line.agency, line.activity, INDICATOR, text, line.row)
        for line in export.indicators
        if (text := _beside_figures(line)) is not None
    ]
    for line, (agency, *rest) in enumerate((*export.notes, *told)):
        yield (keys.number, line, keys.agencies[agency], *rest)


def _beside_figures(line: IndicatorLine) -> str | None:
    """Polarity, consolidation and quarters of an indicator as JSON; ``None`` where nothing is stated."""
    if line.polarity is None and line.consolidation is None and not line.quarters:
        return None
    return json_text(
        {
            "polarity": line.polarity,
            "consolidation": line.consolidation,
            "quarters": [[*map(decimal_text, pair)] for pair in line.quarters],
        }
    )


def with_beside(line: IndicatorLine, text: str | None) -> IndicatorLine:
    """Give an indicator line back what :func:`note_rows` kept of it."""
    if text is None:
        return line
    told = json.loads(text)
    return line._replace(
        polarity=None if told["polarity"] is None else Polarity(told["polarity"]),
        consolidation=None if told["consolidation"] is None else Consolidation(told["consolidation"]),
        quarters=tuple((decimal(target), decimal(done)) for target, done in told["quarters"]),
    )


def finding_rows(findings: Iterable[Finding], number: int) -> Iterator[Row]:
    """Rows of ``findings``."""
    for line, finding in enumerate(findings):
        source = finding.source
        address = (
            (None, None, None) if source is None else (path_text(source.file), source.sheet, source.cell)
        )
        yield (number, line, finding.code, finding.severity.value, json_text(finding.arguments), *address)


def finding(code: str, severity: str, arguments: str, file: str | None, *place: str | None) -> Finding:
    """Read back a row of ``findings`` (without its key); ``place`` is sheet and cell."""
    source = None if file is None else Source(file, *place)
    return Finding(code, Severity(severity), json.loads(arguments), source)


def certificate_row(given: Certificate, number: int) -> Row:
    """The row of ``certificates``."""
    return number, json_text(given.measures), json_text(given.proven)


def certificate(measures: str | None, proven: str | None) -> Certificate | None:
    """Read back what :func:`certificate_row` wrote; ``None`` where a submission was recorded without."""
    if measures is None or proven is None:
        return None
    held = (
        Proven(Identity(identity), tuple(of), *counts)
        for identity, of, *counts in json.loads(proven)
    )
    return Certificate(tuple(json.loads(measures)), tuple(held))


def codes_used(export: Export, dimension: Dimension) -> set[str]:
    """Codes of a dimension that the export's lines or names use."""
    named = {code for (of, code) in export.names if of is dimension}
    if dimension is Dimension.ACCOUNT:
        used = {line.account for line in export.accounts} | {line.account for line in export.plans}
    else:
        grains = (export.accounts, export.plans, export.progress, export.indicators)
        used = {line.activity for grain in grains for line in grain}
    return named | {code for code in used if code is not None}


def units_only(export: Export) -> set[int]:
    """Positions of agencies that lines name as a unit and none as an agency."""
    grains = (export.accounts, export.plans, export.progress, export.indicators)
    units = {line.unit for grain in grains for line in grain if line.unit is not None}
    return units - {line.agency for grain in grains for line in grain}


def json_text(value: object) -> str:
    """Write a value as JSON in one spelling: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def path_text(path: str) -> str:
    """Write a path so that it is text even where the file system has bytes that are none."""
    return path.encode(errors="backslashreplace").decode()


def decimal_text(value: Decimal | None) -> str | None:
    """Write a decimal in positional notation, as many places as it has."""
    return None if value is None else format(value, "f")


def decimal(text: str | None) -> Decimal | None:
    """Read back what :func:`decimal_text` wrote, exactly."""
    return None if text is None else Decimal(text)
