"""Whose paper it is, and how it leaves the house: what every writer of papers is told besides the figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from skpd_eval.model.paper import Document, Paper
from skpd_eval.settings import Letterhead


@dataclass(frozen=True, slots=True)
class Office:
    """Letterhead, number of the letter, decisions as the office wrote them, paper, and a file to build on."""

    letterhead: Letterhead = field(default_factory=Letterhead)
    number: str = ""
    decided: tuple[str, ...] = ()
    paper: Paper = Paper.A4
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One set of papers as it is asked for: the office, the papers' own date, language, and clocks of ``timezone``."""

    office: Office
    created: dt.datetime
    language: str = "id"
    timezone: str | None = None
    document: Document = Document.NOTE
