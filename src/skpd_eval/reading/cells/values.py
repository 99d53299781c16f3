"""Cells to amounts and percentages: one grammar a column, proved by its own texts, never guessed cell by cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from skpd_eval import money
from skpd_eval.errors import AmountError
from skpd_eval.model import Severity
from skpd_eval.money import NumberStyle
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue

IN_MILLIONS = 1_000_000
"""With a unit of millions or more, three digits behind a point are as likely decimals."""
_UNREPORTED = re.compile(
    r"(?:belum|tidak|blm|tdk)\s+(?:ada\s+)?(?:lapor\w*|melapor\w*|laporan|menyampaikan|mengirim|input|data|mengisi|diisi)(?:\s+\w+)?",
    re.IGNORECASE,
)
_SIGNS = str.maketrans("", "", " .,-()%Rp")
DASHES = frozenset({"-", "–", "—", "‐", "−", "- "})


def is_blank(value: CellValue) -> bool:
    """Nothing there, or only blanks."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_figure(value: CellValue) -> bool:
    """A number, or a text that is nothing but digits and signs: ``1.250,00``, ``(98,5%)``."""
    if isinstance(value, str):
        return value.translate(_SIGNS).isdigit()
    return isinstance(value, int | float) and not isinstance(value, bool)


LONGEST_NAME = 300
"""Longer names are cut where people can see it: a paper of forty thousand columns serves nobody."""


def name_text(value: CellValue) -> str:
    """A name with its spaces squeezed, visibly cut when it is longer than any name."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


def is_unreported(text: str) -> bool:
    """Whether a cell says that nobody has reported: ``belum lapor``, ``tidak ada data``."""
    return _UNREPORTED.fullmatch(text.strip()) is not None


def is_dash(value: CellValue) -> bool:
    """A dash alone: zero by the rule of accounting tables."""
    return isinstance(value, str) and value.strip() in DASHES


@dataclass(slots=True)
class Values:
    """Reads the amounts and percentages of one table.

    ``style`` is the user's word (``--decimal``); without it each column's own texts prove it, then the other
    columns' texts, and only then Indonesian is assumed, with a warning that states the reading.
    """

    collector: Collector
    style: NumberStyle | None = None
    factor: int = 1
    styles: dict[int, NumberStyle] = field(default_factory=dict)
    factors: dict[int, int] = field(default_factory=dict)
    rounded: int = 0
    rounded_cells: set[tuple[int, int]] = field(default_factory=set)
    amounts: dict[tuple[int, int], int | None] = field(default_factory=dict)
    """Cells read once, so that a cell that cannot be read is said once."""
    severity: Severity = Severity.ERROR
    covered: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """How often the number of a merged cell stands again beneath its range, unseen."""

    def learn_styles(self, columns: Sequence[int], rows: Sequence[int]) -> None:
        """Find out which number style each column's texts prove; mixed proof is an error with both cells."""
        proofs: dict[int, NumberStyle] = {}
        doubtful: dict[int, tuple[int, str]] = {}
        for col in columns:
            proof = self._column_proof(col, rows, doubtful)
            if proof is not None:
                proofs[col] = proof
        told = set(proofs.values())
        common = next(iter(told)) if len(told) == 1 else None
        for col in columns:
            style = self.style or proofs.get(col) or common
            if style is None and col in doubtful:
                row, text = doubtful[col]
                in_millions = self.factors.get(col, self.factor) >= IN_MILLIONS
                (self.collector.error if in_millions else self.collector.warn)(
                    "number-style-needed" if in_millions else "number-style-assumed",
                    row,
                    col,
                    text=text,
                    read=money.format_amount(money.parse_amount(text)),
                )
            self.styles[col] = style or NumberStyle.INDONESIAN

    def _column_proof(
        self, col: int, rows: Sequence[int], doubtful: dict[int, tuple[int, str]]
    ) -> NumberStyle | None:
        first: tuple[NumberStyle, int] | None = None
        for row in rows:
            value = self.collector.grid.value(row, col)
            if not isinstance(value, str) or is_blank(value):
                continue
            proof = money.style_evidence(value)
            if proof is None:
                if col not in doubtful and money.is_ambiguous(value):
                    doubtful[col] = (row, value.strip())
            elif first is None:
                first = proof, row
            elif first[0] is not proof and self.style is None:
                other = self.collector.grid.address(first[1], col)
                self.collector.error("number-style-mixed", row, col, text=value.strip(), other=other)
                return first[0]
        return first[0] if first else None

    def told_to(self, collector: Collector) -> Values:
        """The same grammar of numbers, speaking to another collector."""
        return Values(collector, self.style, self.factor, dict(self.styles), dict(self.factors))

    def amount(self, row: int, col: int, *, detail: bool = False) -> int | None:
        """Sen of a cell; ``None`` when blank or when it cannot be read.

        What cannot be read is an error, or a warning for ``detail`` that no figure is made from.
        """
        if (row, col) not in self.amounts:
            self.severity = Severity.WARNING if detail else Severity.ERROR
            self.amounts[row, col] = self._read_amount(row, col)
        return self.amounts[row, col]

    def _read_amount(self, row: int, col: int) -> int | None:
        grid = self.collector.grid
        value = grid.value(row, col)
        if is_blank(value):
            if (row, col) in grid.formula_gaps:
                self.collector.add("formula-without-value", self.severity, row, col)
            return None
        if is_dash(value):
            return 0
        if isinstance(value, str) and is_unreported(value):
            self.collector.warn("amount-unreported", row, col, text=value.strip()[:60])
            return None
        factor = self.factors.get(col, self.factor)
        try:
            if isinstance(value, str):
                return money.parse_amount(value, self.styles.get(col, NumberStyle.INDONESIAN), factor=factor)
            if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
                raise AmountError(str(value), "date" if not isinstance(value, bool) else "boolean")
            sen, whole = money.amount_from_number(value, factor=factor)  # type: ignore[arg-type]
        except AmountError as error:
            self.collector.add(error.code, self.severity, row, col, **error.arguments)
            return None
        if not whole:
            self.rounded += 1
            self.rounded_cells.add((row, col))
        return sen

    def percent(self, row: int, col: int, *, detail: bool = False) -> Decimal | None:
        """Percentage 0-100 of a cell; a cell shown with a percent format holds a fraction."""
        self.severity = Severity.WARNING if detail else Severity.ERROR
        grid = self.collector.grid
        value = grid.value(row, col)
        if is_blank(value):
            if (row, col) in grid.formula_gaps:
                self.collector.add("formula-without-value", self.severity, row, col)
            return None
        if is_dash(value):
            return Decimal(0)
        try:
            if isinstance(value, str):
                return money.parse_percent(value, self.styles.get(col, NumberStyle.INDONESIAN))
            if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
                raise AmountError(str(value), "not-a-percentage")
            number = money.percent_from_number(value)  # type: ignore[arg-type]
        except AmountError as error:
            self.collector.add("percent-unreadable", self.severity, row, col, **error.arguments)
            return None
        return number * 100 if (row, col) in grid.percent_cells else number
