"""Where a figure stands, and what is to be said about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from skpd_eval.errors import Argument


class Severity(StrEnum):
    """An error refuses the file, a warning is told, an information is kept."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Source:
    """An address: file (as the user named it), sheet, and cell (``H12``) or line (``line 12``)."""

    file: str
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be said about the data: a code of the catalogs, a severity, arguments and an address.

    ``cutoff`` is the position that it speaks of, where that is another than the one it is told with.
    """

    code: str
    severity: Severity
    arguments: dict[str, Argument] = field(default_factory=dict)
    source: Source | None = None
    cutoff: dt.date | None = None
