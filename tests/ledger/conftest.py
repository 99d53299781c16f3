"""Hand-made exports and the files they come from."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from skpd_eval.ledger import Ledger
from skpd_eval.model import (
    AccountLine,
    AgencyName,
    BudgetBasis,
    Export,
    FileReading,
    Finding,
    Kind,
    Level,
    PeriodKind,
    PeriodOrigin,
    Precision,
    RealizationBasis,
)
from skpd_eval.model.assistance import Agency, Event, Plain

NOW = dt.datetime(2023, 10, 5, 3, 0, tzinfo=dt.UTC)
HEALTH = AgencyName("1.02.0.00.0.00.01.0000", "Dinas Kesehatan")
SCHOOLS = AgencyName("1.01.2.22.0.00.01.0000", "Dinas Pendidikan")
FINANCE = AgencyName("5.02.0.00.0.00.01.0000", "BPKAD")
FORM = b"a filled form"
CLINIC = AgencyName("1.02.0.00.0.00.01.0001", "UPTD Puskesmas Batu")


def line(
    agency: int = 0,
    budget: int | None = 100_00,
    realization: int | None = 40_00,
    *,
    unit: int | None = None,
    activity: str | None = "1.02.01.2.01.0001",
    account: str | None = "5.1.02.01.01.0024",
    row: int = 9,
) -> AccountLine:
    return AccountLine(agency, unit, activity, account, budget, None, None, realization, row)


def export(*lines: AccountLine, agencies: tuple[AgencyName, ...] = (HEALTH,), **fields: Any) -> Export:
    """An export of accounts at 30 September 2023 unless ``fields`` say otherwise."""
    given: dict[str, Any] = {
        "file": "lra.xlsx",
        "sheet": "LRA",
        "layout": "lra",
        "kind": Kind.ACCOUNTS,
        "level": Level.ACCOUNT,
        "government": "Kota Batu",
        "year": 2023,
        "cutoff": dt.date(2023, 9, 30),
        "period_origin": PeriodOrigin.TITLE,
        "precision": Precision.DAY,
        "period_kind": PeriodKind.CUMULATIVE,
        "budget_basis": BudgetBasis.UNSTATED,
        "realization_basis": RealizationBasis.LRA,
        "unit_factor": 1,
        "agencies": agencies,
        "columns": {"budget": "H", "realization": "I"},
        "accounts": lines or tuple(line(position) for position in range(len(agencies))),
    }
    return Export(**(given | fields))


def reading(
    content: bytes,
    *exports: Export,
    file: str = "lra.xlsx",
    path: str | None = None,
    findings: tuple[Finding, ...] = (),
) -> FileReading:
    """What a reader gives for ``content``."""
    sha256 = hashlib.sha256(content).hexdigest()
    return FileReading(path or f"/exports/{file}", file, sha256, len(content), exports, findings)


LABOUR = Agency("2.07.0.00.0.00.01.0000", "2.07.0.00.0.00.01.0000", "Dinas Tenaga Kerja")


def answer(
    ledger: Ledger,
    payload: dict[str, Plain],
    content: bytes = FORM,
    *,
    case: int = 1,
    file: str = "a.xlsx",
    now: dt.datetime = NOW,
) -> Event | None:
    """Answer a case with a form of these bytes."""
    return ledger.cases.answer(reading(content, file=file), case, payload, "Kabid", content, now)


def assist(ledger: Ledger, now: dt.datetime = NOW) -> Event:
    """Open case 1 and let it be answered: events 1 and 2, the second with the form's bytes."""
    ledger.cases.open("Kota Batu", 2023, 3, LABOUR, {"rank": 30}, "Tim", now)
    answered = answer(ledger, {"opinion": "agree"}, now=now)
    assert answered is not None
    return answered


def adjust(ledger: Ledger, amount: int = 5_00, document: str = "SP2B 12/2023") -> int:
    """Book an adjustment of the agency at the end of quarter 3."""
    cutoff = dt.date(2023, 9, 30)
    return ledger.adjustments.book(
        "Kota Batu", cutoff, LABOUR, "5.1.02", amount, document, "BLUD", "Tim", NOW
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path, write=True) as opened:
        yield opened


Record = Callable[..., Any]


@pytest.fixture
def record(ledger: Ledger) -> Record:
    """Record exports as the file with these bytes."""

    def recorded(content: bytes, *exports: Export, now: dt.datetime = NOW, **fields: Any) -> Any:
        return ledger.record(reading(content, *exports, **fields), content, now)

    return recorded
