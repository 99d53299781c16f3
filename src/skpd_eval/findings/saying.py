"""Making a finding: its severity is that of its code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from skpd_eval.errors import Argument
from skpd_eval.findings.loading import record
from skpd_eval.model import Finding, Source


def say(
    code: str,
    arguments: Mapping[str, Argument] | None = None,
    source: Source | None = None,
    *,
    cutoff: dt.date | None = None,
) -> Finding:
    """Make a finding with the one severity that its record has; ``cutoff`` is the position that it speaks of."""
    known = record(code)
    if known is None:
        raise KeyError(code)
    [severity] = known.severities
    return Finding(code, severity, dict(arguments or {}), source, cutoff)
