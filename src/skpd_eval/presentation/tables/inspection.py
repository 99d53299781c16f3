"""How a file was understood: layout, columns, position, sums, first lines; as a table and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from skpd_eval.model import AccountLine, Export, FileReading, PlanLine, ProgressLine, StatedTotal
from skpd_eval.model.ingestion import PositionRead
from skpd_eval.model.places import shown_place, shown_row
from skpd_eval.presentation import machine, numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.machine import Plain
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences.certified import sentence
from skpd_eval.presentation.sentences.column_words import role
from skpd_eval.presentation.sentences.words import word
from skpd_eval.presentation.table import Field, Table, columns_of, field, fill

LINES_SHOWN = 3


def inspection(export: Export, language: str = "id", position: PositionRead | None = None) -> Table:
    """What was understood of one table of a file, as a list of properties; its sums come in ``position``."""
    t = translator(language)
    fields: tuple[Field[tuple[str, str]], ...] = (
        field("property", t("What"), lambda pair: pair[0]),
        field("value", t("Understood as"), lambda pair: pair[1]),
    )
    name = " › ".join(filter(None, (export.file, export.sheet)))
    return Table(
        name="inspection",
        title=visible(name),
        columns=columns_of(fields),
        rows=fill(fields, [*_properties(export, language), *_sums(export, position, language)]),
        paragraphs=tuple(_first_lines(export, language)),
    )


def _properties(export: Export, language: str) -> Iterator[tuple[str, str]]:
    t = translator(language)
    unknown = t("unknown")
    yield t("Layout"), visible(export.layout)
    yield t("Content"), word("kind", export.kind, language)
    yield t("Detail down to"), word("level", export.level, language)
    yield t("Government"), visible(export.government or unknown)
    yield t("Year"), unknown if export.year is None else str(export.year)
    yield t("Position"), unknown if export.cutoff is None else numbers.date(export.cutoff, language)
    if export.period_origin is not None:
        yield t("Position found"), word("period", export.period_origin, language)
    yield t("Period of realization"), word("period", export.period_kind, language)
    yield t("Budget"), word("budget", export.budget_basis, language)
    yield t("Realization"), word("realization", export.realization_basis, language)
    yield t("Rupiah per unit"), numbers.count(export.unit_factor, language)
    yield t("Agencies"), numbers.count(len(export.agencies), language)
    yield from _lines(export, language)
    yield t("Rows read"), numbers.count(export.rows_read, language)
    yield t("Rows skipped"), numbers.count(export.rows_skipped, language)
    for heading, left in (
        (t("Columns left unread"), export.unread.columns),
        (t("Rows left unread"), export.unread.rows),
        (t("Groupings left unread"), export.unread.dimensions),
    ):
        if left:
            yield heading, ", ".join(map(str, left))
    for name, letter in export.columns.items():
        said = visible(export.headings.get(name, ""))
        meaning = role(name, language)
        yield t("Column {letter}", letter=shown_place(letter)), f"{meaning} ← “{said}”" if said else meaning
    for total in export.totals:
        yield t("Stated total, row {row}", row=shown_row(export.columns.values(), total.row)), _stated(total, language)


def _lines(export: Export, language: str) -> Iterator[tuple[str, str]]:
    t = translator(language)
    for heading, lines in (
        (t("Account lines"), export.accounts),
        (t("Plan lines"), export.plans),
        (t("Progress lines"), export.progress),
        (t("Indicator lines"), export.indicators),
        (t("Notes"), export.notes),
    ):
        if lines:
            yield heading, numbers.count(len(lines), language)


def _stated(total: StatedTotal, language: str) -> str:
    t = translator(language)
    unknown = t("unknown")
    return t(
        "budget {budget}, realization {realization}",
        budget=unknown if total.budget is None else numbers.money(total.budget, language),
        realization=unknown if total.realization is None else numbers.money(total.realization, language),
    )


def _sums(export: Export, position: PositionRead | None, language: str) -> Iterator[tuple[str, str]]:
    t = translator(language)
    if position is not None:
        for heading, amount in (
            (t("Budget in all"), position.budget),
            (t("Realization in all"), position.realization),
            (t("Plan in all"), position.plan),
        ):
            if amount is not None:
                yield heading, numbers.money(amount, language)
    if export.total_row is None:
        yield t("Total row"), t("no total row in the table")
    else:
        yield t("Total row"), t("the total in row {row}", row=shown_row(export.columns.values(), export.total_row))
    yield t("Proof"), sentence(export.certificate, language)


def _first_lines(export: Export, language: str) -> Iterator[str]:
    t = translator(language)
    lines: tuple[AccountLine | PlanLine | ProgressLine, ...] = (
        *export.accounts,
        *export.plans,
        *export.progress,
    )
    for line in lines[:LINES_SHOWN]:
        agency = export.agencies[line.agency if line.unit is None else line.unit]
        account = None if isinstance(line, ProgressLine) else line.account
        path = " ".join(part for part in (agency.code, agency.name, line.activity, account) if part)
        amount = line.budget if line.budget is not None else getattr(line, "budget_revised", None)
        budget = t("unknown") if amount is None else numbers.money(amount, language)
        row = shown_row(export.columns.values(), line.row)
        yield t("Row {row}: {path}: budget {budget}", row=row, path=visible(path), budget=budget)


Sums = Callable[[Export], PositionRead]
"""How what an export of a known position states in all is found."""


def to_json(readings: Sequence[FileReading], sums: Sums, language: str = "id") -> str:
    """All readings as one JSON object, schema ``skpd-eval/inspection/1``; ASCII only."""
    files: list[Plain] = [
        {
            "file": reading.file,
            "sha256": reading.sha256,
            "refused": not reading.exports and reading.answer is None,
            "tables": [
                _table(export, None if export.cutoff is None else sums(export))
                for export in reading.exports or reading.understood
            ],
            "findings": [
                machine.finding(finding, language)
                for finding in (
                    *reading.findings,
                    *(f for export in reading.exports for f in export.findings),
                )
            ],
        }
        for reading in readings
    ]
    whole: dict[str, Plain] = {"schema": "skpd-eval/inspection/1", "language": language, "files": files}
    return machine.dumps(whole) + "\n"


def _table(export: Export, position: PositionRead | None) -> dict[str, Plain]:
    return {
        "sheet": export.sheet,
        "layout": export.layout,
        "kind": export.kind.value,
        "level": export.level.value,
        "government": export.government,
        "year": export.year,
        "cutoff": None if export.cutoff is None else export.cutoff.isoformat(),
        "period_origin": None if export.period_origin is None else export.period_origin.value,
        "period_kind": export.period_kind.value,
        "budget_basis": export.budget_basis.value,
        "realization_basis": export.realization_basis.value,
        "unit_factor": export.unit_factor,
        "columns": {
            name: {"column": shown_place(letter), "heading": export.headings.get(name)}
            for name, letter in export.columns.items()
        },
        "agencies": [{"code": agency.code, "name": agency.name} for agency in export.agencies],
        "lines": export.count,
        "total_row": export.total_row,
        **machine.proof(export.certificate),
        "unread": {
            "columns": [*export.unread.columns],
            "rows": [*export.unread.rows],
            "dimensions": [*export.unread.dimensions],
        },
        "budget": machine.rupiah(position.budget if position else None),
        "realization": machine.rupiah(position.realization if position else None),
        "plan": machine.rupiah(position.plan if position else None),
        "totals": [
            {
                "row": total.row,
                "budget": machine.rupiah(total.budget),
                "realization": machine.rupiah(total.realization),
            }
            for total in export.totals
        ],
    }
