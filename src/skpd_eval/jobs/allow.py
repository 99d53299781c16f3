"""Findings that a government knows of and accepts: kept and told with the reason, no longer warnings."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from skpd_eval.model import Finding, Severity
from skpd_eval.settings import Settings


def allowed(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """The findings, accepted warnings made information with their reason as argument ``allowed``."""
    reasons = {entry.finding: entry.reason for entry in settings.allowed}
    return tuple(
        dataclasses.replace(
            finding,
            severity=Severity.INFO,
            arguments={**finding.arguments, "allowed": reasons[finding.code]},
        )
        if finding.severity is Severity.WARNING and finding.code in reasons
        else finding
        for finding in findings
    )
