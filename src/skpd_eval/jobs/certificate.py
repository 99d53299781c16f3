"""What a bundle says of itself: whose papers, how they were asked for, from which files, and the hash of each part."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

SCHEMA = "skpd-eval/certificate/1"
CERTIFICATE, FIGURES, CONFIGURATION = "certificate.json", "figures.csv", "skpd-eval.toml"
ORIGINALS, RULES, LAYOUTS, MANIFEST = "originals", "rules", "layouts", "manifest.csv"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One submission: its number in the ledger, when it was recorded, and the file it came from in the bundle."""

    number: int
    recorded_at: str
    run: str
    """Folder of the files that were recorded together."""
    file: str
    sha256: str
    sheet: str | None
    kind: str
    cutoff: str


@dataclass(frozen=True, slots=True)
class Booked:
    """An adjustment in force: an amount (sen) that an export lacks."""

    cutoff: str
    agency_identity: str
    agency_code: str | None
    agency_name: str
    account: str
    amount: int
    document: str
    reason: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Asking:
    """How the papers were asked for, so that they can be asked for again."""

    government: str | None
    year: int
    quarter: int
    cutoff: str | None
    key: str
    budget: str
    level: str
    group: str | None
    exclude_dissolved: bool
    references: tuple[str, ...] = ()
    number: str = ""
    decided: tuple[str, ...] = ()
    paper: str = "a4"
    document: str = "nota-dinas"


@dataclass(frozen=True, slots=True)
class Certificate:
    """The whole of it; ``members`` are the SHA-256 of every other part by name."""

    version: str
    language: str
    created: str
    head: str
    """Of the ledger's chain: the code that the papers print."""
    asking: Asking
    recorded: tuple[Recorded, ...]
    booked: tuple[Booked, ...]
    has_cases: bool
    """Whether assistance is on record, which stands in the papers and not in the originals."""
    members: Mapping[str, str]

    def to_json(self) -> bytes:
        """As UTF-8, the same bytes each time."""
        whole = {"schema": SCHEMA, **asdict(self)}
        return (json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def certificate_of(content: bytes) -> Certificate:
    """Read one. Raises ValueError where it is none."""
    try:
        whole: dict[str, Any] = json.loads(content)
        if whole.pop("schema") != SCHEMA:
            raise ValueError(SCHEMA)
        return Certificate(
            **{
                **whole,
                "asking": Asking(**_tuples(whole["asking"])),
                "recorded": _records(Recorded, whole["recorded"]),
                "booked": _records(Booked, whole["booked"]),
            }
        )
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(SCHEMA) from error


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _records(kind: Any, values: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**one) for one in values)


def moment(text: str) -> dt.datetime:
    """A moment as a certificate spells it."""
    return dt.datetime.fromisoformat(text)
