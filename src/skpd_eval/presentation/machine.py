"""The fixed names of the machine formats: an evaluation as plain objects with exact numbers.

Amounts are rupiah as ``int``, or ``Decimal`` where there are sen; ``_pct`` (0-100) and ``_pp`` (percentage
points) are ``Decimal`` rounded half-up to two places; unknown is ``None``. Nothing is a float.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from skpd_eval.model import (
    Certificate,
    Driver,
    Evaluation,
    Exclusion,
    Finding,
    MissingAgency,
    Number,
    RankedAgency,
    SourceUsed,
    Total,
    Unit,
)
from skpd_eval.model.measure import taken
from skpd_eval.model.measures import COLUMNS, MEASURES, ONLY_LOWEST
from skpd_eval.money import round_half_up
from skpd_eval.presentation import numbers
from skpd_eval.presentation.schemas.ranked import LOWEST, RANKED, TOTAL
from skpd_eval.presentation.sentences import telling
from skpd_eval.presentation.sentences.assistance_words import confirmation, confirmation_code
from skpd_eval.presentation.sentences.words import GOVERNMENT_LEVEL, optional_word, word
from skpd_eval.presentation.table import Value

Plain: TypeAlias = "str | int | Decimal | list[Plain] | dict[str, Plain] | None"
"""What JSON can say, without floats."""

RANKING_SCHEMA = "skpd-eval/ranking/1"
LOWEST_SCHEMA = "skpd-eval/lowest/1"


def names(schema: str) -> tuple[str, ...]:
    """The fixed names of a row, in order, as its schema has them."""
    return tuple(member.name for member in (LOWEST if schema == LOWEST_SCHEMA else RANKED))


def rupiah(sen: int | None) -> int | Decimal | None:
    """Sen as rupiah, exactly."""
    if sen is None:
        return None
    return Decimal(sen).scaleb(-2) if sen % 100 else sen // 100


def plain(value: Value) -> Plain:
    """A value of a table that is no amount and no percentage."""
    if isinstance(value, Fraction):
        return decimal(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def decimal(value: Decimal | Fraction) -> Decimal:
    """An indicator's number with at most four decimals, half-up."""
    exact = round_half_up(Fraction(value), 4).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def hundredths(ratio: Fraction | None) -> Decimal | None:
    """A fraction of one as percent or points, rounded half-up to two decimals."""
    exact = numbers.hundredfold(ratio)
    return None if exact is None else round_half_up(exact, 2)


def number(value: Number, unit: Unit) -> Plain:
    """A measure's figure as its unit is written."""
    if value is None:
        return None
    if unit is Unit.RUPIAH:
        return rupiah(int(value))
    if unit is Unit.COUNT:
        return value if isinstance(value, int) else decimal(value)
    return hundredths(Fraction(value))


def dumps(value: Plain, indent: str = "") -> str:
    """JSON with exact numbers: ``Decimal`` is written digit by digit, never through a float."""
    inner = indent + "  "
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict) and value:
        members = (f"{inner}{json.dumps(name)}: {dumps(member, inner)}" for name, member in value.items())
        return "{\n" + ",\n".join(members) + f"\n{indent}}}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(inner + dumps(member, inner) for member in value) + f"\n{indent}]"
    return json.dumps(value)


def about(evaluation: Evaluation) -> tuple[tuple[str, Value], ...]:
    """Whose figures they are and of which position, for programs; several governments have no one name."""
    return (
        ("government", None if evaluation.level == GOVERNMENT_LEVEL else evaluation.government),
        ("year", evaluation.year),
        ("quarter", evaluation.quarter),
        ("cutoff", evaluation.cutoff),
    )


def ranking(
    evaluation: Evaluation, language: str = "id", rows: Iterable[RankedAgency] | None = None
) -> dict[str, Plain]:
    """The object of ``rank --format json``, its keys in the fixed order."""
    chosen = evaluation.rows if rows is None else rows
    listed: list[Plain] = [ranked_row(evaluation, row, language) for row in chosen]
    return _whole(evaluation, RANKING_SCHEMA, listed, language)


def lowest(evaluation: Evaluation, rows: Iterable[RankedAgency], language: str = "id") -> dict[str, Plain]:
    """The object of ``lowest --format json``."""
    listed: list[Plain] = [lowest_row(evaluation, row, language) for row in rows]
    return _whole(evaluation, LOWEST_SCHEMA, listed, language)


def _whole(evaluation: Evaluation, schema: str, rows: list[Plain], language: str) -> dict[str, Plain]:
    unranked = [unranked_row(evaluation, row, language) for row in evaluation.unranked]
    return {
        "schema": schema,
        **{name: plain(value) for name, value in about(evaluation)},
        "budget_basis": evaluation.budget_basis,
        "realization_basis": evaluation.realization_basis.value,
        "key": evaluation.key.value,
        "language": language,
        "total": _total(evaluation.total),
        "rows": rows,
        "unranked": [*unranked],
        "not_reported": [_missing(one, language) for one in evaluation.not_reported],
        "exclusions": [_exclusion(one, language) for one in evaluation.exclusions],
        "findings": [finding(one, language) for one in evaluation.findings],
        "sources": [source(one) for one in evaluation.sources],
        "other_budget_basis": evaluation.other_basis,
    }


def ranked_row(evaluation: Evaluation, row: RankedAgency, language: str) -> dict[str, Plain]:
    """One row of a ranking under the fixed names."""
    figures = row.figures
    of_governments = evaluation.level == GOVERNMENT_LEVEL
    found: dict[str, Plain] = {
        "rank": row.rank,
        "agency_code": None if of_governments else figures.code,
        "agency_name": None if of_governments else figures.name,
        "government": figures.name if of_governments else evaluation.government,
        "cutoff": figures.cutoff.isoformat(),
        **{one.name: number(taken(row, one.row), one.unit) for one in COLUMNS},
        "category": row.category,
        "category_label": optional_word("category", row.category, language),
        "status": row.status,
        "status_label": optional_word("status", row.status, language),
        "previous_rank": row.previous_rank,
        "rank_change": row.rank_change,
        "confirmation": confirmation_code(row.confirmation),
        "confirmation_label": confirmation(row.confirmation, language),
    }
    return {member.name: found[member.name] for member in RANKED}


def lowest_row(evaluation: Evaluation, row: RankedAgency, language: str) -> dict[str, Plain]:
    """A row of the lowest list: a ranked row with drivers, notes and the pace that is needed."""
    return {
        **ranked_row(evaluation, row, language),
        "drivers": [_driver(driver) for driver in row.drivers],
        "notes": [*row.notes],
        **{one.name: number(taken(row, one.row), one.unit) for one in ONLY_LOWEST},
    }


def unranked_row(evaluation: Evaluation, row: RankedAgency, language: str) -> dict[str, Plain]:
    """A row without a rank, with its reason in words."""
    return {
        **ranked_row(evaluation, row, language),
        "reason": row.reason,
        "reason_label": optional_word("reason", row.reason, language),
    }


def finding(one: Finding, language: str) -> dict[str, Plain]:
    """A finding with its sentence and its address."""
    source = one.source
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": telling.sentence(one, language),
        "cutoff": None if one.cutoff is None else one.cutoff.isoformat(),
        "file": None if source is None else source.file,
        "sheet": None if source is None else source.sheet,
        "cell": None if source is None else source.cell,
    }


def _total(total: Total) -> dict[str, Plain]:
    found = {one.name: number(taken(total, one.total), one.unit) for one in MEASURES.values() if one.total}
    return {member.name: found[member.name] for member in TOTAL}


def _driver(driver: Driver) -> dict[str, Plain]:
    return {
        "level": driver.level,
        "code": driver.code,
        "name": driver.name,
        "budget": rupiah(driver.budget),
        "realization": rupiah(driver.realization),
        "plan": rupiah(driver.plan),
        "missing": rupiah(driver.missing),
        "share_pct": hundredths(driver.share),
        "level_missing": rupiah(driver.gap.behind),
        "level_ahead": rupiah(driver.gap.ahead),
    }


def _missing(agency: MissingAgency, language: str) -> dict[str, Plain]:
    return {
        "agency_code": agency.code,
        "agency_name": agency.name,
        "reason": agency.reason,
        "reason_label": word("reason", agency.reason, language),
        "detail": agency.detail or None,
    }


def _exclusion(exclusion: Exclusion, language: str) -> dict[str, Plain]:
    return {
        "agency_code": exclusion.agency_code,
        "agency_name": exclusion.agency_name,
        "account": exclusion.account,
        "budget": rupiah(exclusion.budget),
        "realization": rupiah(exclusion.realization),
        "plan": rupiah(exclusion.plan),
        "reason": exclusion.reason,
        "reason_label": word("reason", exclusion.reason, language),
    }


def source(one: SourceUsed) -> dict[str, Plain]:
    """A submission that figures come from, and what it proves of itself."""
    return {
        "number": one.number,
        "file": one.file,
        "sheet": one.sheet,
        "sha256": one.sha256,
        "layout": one.layout,
        "kind": one.kind,
        "cutoff": one.cutoff.isoformat(),
        "recorded_at": one.recorded_at.isoformat(),
        "agencies": one.agencies,
        **proof(one.certificate),
    }


def proof(certificate: Certificate | None) -> dict[str, Plain]:
    """How much of its amounts a table or a submission proves of itself, and by which identities."""
    if certificate is None:
        return {"proof": None, "proved_by": []}
    found = certificate.degree
    return {
        "proof": None if found is None else found.value,
        "proved_by": [
            {
                "identity": one.identity.value,
                "measures": [*one.measures],
                "columns": one.columns,
                "met": one.met,
                "of": one.of,
                "slack": rupiah(one.slack),
            }
            for one in certificate.proven
        ],
    }
