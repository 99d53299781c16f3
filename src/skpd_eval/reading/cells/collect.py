"""Findings of one table as they are met, each with its address; the many of one kind are cut with a count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from skpd_eval.errors import Argument
from skpd_eval.model import Finding, Severity, Source
from skpd_eval.reading.cells.grid import Grid

KEPT_OF_A_CODE = 20


@dataclass(slots=True)
class Collector:
    """Gathers the findings of one grid of one file."""

    file: str
    grid: Grid
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    told: set[tuple[object, ...]] = field(default_factory=set)
    """What was said already: a table read once a period says a thing once."""

    @property
    def refused(self) -> bool:
        """Whether an error was said: the file will be refused."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def source(self, row: int | None = None, col: int | None = None) -> Source:
        """The address of a zero-based cell, of a row, or of the sheet."""
        cell = None
        if row is not None:
            cell = self.grid.address(row, col) if col is not None else self.grid.row_name(row)
        return Source(self.file, self.grid.name, cell)

    def add(
        self,
        code: str,
        severity: Severity,
        row: int | None = None,
        col: int | None = None,
        /,
        **arguments: Argument,
    ) -> None:
        """Add a finding at a zero-based cell; of one code only the first twenty are kept."""
        said = (code, row, col, *sorted(arguments.items()))
        if said in self.told:
            return
        self.told.add(said)
        finding = Finding(code, severity, dict(arguments), self.source(row, col))
        if finding in self.findings:
            return
        self.counts[code] += 1
        if self.counts[code] <= KEPT_OF_A_CODE:
            self.findings.append(finding)

    def error(
        self, code: str, row: int | None = None, col: int | None = None, /, **arguments: Argument
    ) -> None:
        """Add an error: the file will be refused."""
        self.add(code, Severity.ERROR, row, col, **arguments)

    def warn(
        self, code: str, row: int | None = None, col: int | None = None, /, **arguments: Argument
    ) -> None:
        """Add a warning."""
        self.add(code, Severity.WARNING, row, col, **arguments)

    def inform(
        self, code: str, row: int | None = None, col: int | None = None, /, **arguments: Argument
    ) -> None:
        """Add an information."""
        self.add(code, Severity.INFO, row, col, **arguments)

    def adopt(self, other: Collector) -> None:
        """Take over what another collector of the same grid gathered and this one has not said."""
        if other is self:
            return
        for finding in other.result():
            if finding not in self.findings:
                self.findings.append(finding)

    def result(self) -> tuple[Finding, ...]:
        """All findings, and one that counts what was cut."""
        cut = {code: count - KEPT_OF_A_CODE for code, count in self.counts.items() if count > KEPT_OF_A_CODE}
        severities = {finding.code: finding.severity for finding in self.findings}
        more = [
            Finding("more-of-the-same", severities[code], {"code": code, "count": count}, self.source())
            for code, count in cut.items()
        ]
        return (*self.findings, *more)
