"""Amounts of a posture: unit words beside the number (``1.111,83 M``), or plain numbers in an unstated unit."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from skpd_eval import money
from skpd_eval.errors import AmountError
from skpd_eval.money import NumberStyle
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import Values, is_blank, is_dash
from skpd_eval.reading.layout.accountnames import NamedAccounts

_SEN = 100
_FACTORS = {
    "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "m": 10**9,
    "triliun": 10**12, "trilyun": 10**12, "t": 10**12,
}  # fmt: skip
_UNIT_WORD = re.compile(rf"(?<=[0-9])\s*(?P<unit>{'|'.join(_FACTORS)})\b\.?(?=\s*\)?\s*$)", re.IGNORECASE)
Cell = tuple[int, int]


@dataclass(slots=True)
class PostureAmounts:
    """Reads the amounts of one table, all in sen; ``factors`` tells the rupiah per unit of each filled cell."""

    values: Values
    rules: NamedAccounts
    told_factor: int | None
    """The user's word (``--unit``), which wins over the magnitude of plain numbers."""
    bare: Values = field(init=False)
    factors: dict[Cell, int] = field(default_factory=dict)
    decimals: int = 0

    @property
    def collector(self) -> Collector:
        """Where findings go."""
        return self.values.collector

    @property
    def unit_factor(self) -> int:
        """The largest unit in the table."""
        return max(self.factors.values(), default=self.values.factor)

    def learn(self, columns: Sequence[int], rows: Sequence[int]) -> None:
        """Find out the number style and the unit; what stays unclear is an error at its cell."""
        grid = self.collector.grid
        cells = [(row, col) for row in rows for col in columns if not is_blank(grid.value(row, col))]
        bare = [list(row) for row in grid.rows]
        for row, col in cells:
            value = grid.value(row, col)
            found = _UNIT_WORD.search(value) if isinstance(value, str) else None
            if found is not None and isinstance(value, str):
                self.factors[row, col] = _FACTORS[found["unit"].casefold()]
                bare[row][col] = value[: found.start()] + value[found.end() :]
        told = dataclasses.replace(self.collector, grid=dataclasses.replace(grid, rows=bare))
        self.bare = Values(told, self.values.style, self.values.factor, factors=dict(self.values.factors))
        self.bare.learn_styles(columns, rows)
        self._plain_cells([cell for cell in cells if cell not in self.factors])
        self.decimals = max((self._places(row, col) for row, col in cells), default=0)

    def amount(self, row: int, col: int) -> int | None:
        """Sen of a cell; ``None`` where it is blank or cannot be read (an error then)."""
        self.bare.factors[col] = self.factors.get((row, col), 1)
        return self.bare.amount(row, col)

    def slack(self, cells: Sequence[Cell]) -> int:
        """By how much a sum of these cells may differ from its printed total: half of each one's last digit."""
        units = [self.factors.get(cell, 1) for cell in cells]
        printed: list[int] = [unit * _SEN // 10**self.decimals for unit in units if unit > 1]
        return (sum(printed) + sum(cell in self.bare.rounded_cells for cell in cells) + 1) // 2

    @property
    def precision(self) -> int:
        """Sen of one unit in the last printed digit; 1 where the file has full rupiah."""
        last: int = self.unit_factor * _SEN // 10**self.decimals
        return max(last, 1) if self.unit_factor > 1 else 1

    def _plain_cells(self, plain: Sequence[Cell]) -> None:
        """Amounts without a unit word: in the unit that is told or declared, else the one their size proves.

        A heading declares the unit of its own column alone: what stands beside it may be in another one.
        """
        declared = {col: factor for col, factor in self.values.factors.items() if factor != 1}
        common = self.told_factor or self.values.factor
        if self.told_factor is not None or common != 1:
            own = {} if self.told_factor is not None else declared
            self.factors |= {cell: own.get(cell[1], common) for cell in plain}
            return
        worded = bool(self.factors)
        self.factors |= {cell: declared[cell[1]] for cell in plain if cell[1] in declared}
        self._by_sizes([cell for cell in plain if cell[1] not in declared], worded=worded)

    def _by_sizes(self, plain: Sequence[Cell], *, worded: bool) -> None:
        """The unit that the largest amount proves; ``worded`` where other cells say theirs."""
        sizes = {cell: abs(size) for cell in plain if (size := self._number(*cell))}
        if not sizes:
            return
        largest = max(sizes, key=lambda cell: sizes[cell])
        factor = None if worded else self._by_size(sizes[largest])
        if factor is None:
            code = "unit-mixed" if worded else "unit-unclear"
            self.collector.error(code, *largest, text=self._text(largest))
            return
        if factor != 1:
            self.collector.warn("unit-assumed", *largest, text=self._text(largest), factor=factor)
        self.factors |= dict.fromkeys(plain, factor)

    def _by_size(self, size: Decimal) -> int | None:
        if not self.rules.plain_below or size >= self.rules.rupiah_from:
            return 1
        return self.rules.plain_unit if size < self.rules.plain_below else None

    def _text(self, cell: Cell) -> str:
        return str(self.collector.grid.value(*cell)).strip()[:40]

    def _number(self, row: int, col: int) -> Decimal | None:
        value = self.bare.collector.grid.value(row, col)
        if isinstance(value, bool) or is_dash(value):
            return None
        try:
            if isinstance(value, str):
                return money.parse_decimal(value, self.bare.styles.get(col, NumberStyle.INDONESIAN))
            return money.percent_from_number(value) if isinstance(value, int | float) else None
        except AmountError:
            return None

    def _places(self, row: int, col: int) -> int:
        """Decimals printed in a cell, trailing zeros too."""
        value: CellValue = self.bare.collector.grid.value(row, col)
        if isinstance(value, int) or value is None:
            return 0
        if isinstance(value, float):
            exponent = Decimal(repr(value)).normalize().as_tuple().exponent
            return max(-exponent, 0) if isinstance(exponent, int) else 0
        style = self.bare.styles.get(col, NumberStyle.INDONESIAN)
        _, _, tail = str(value).rpartition(style.decimal) if style.decimal in str(value) else ("", "", "")
        return sum(map(str.isdigit, tail))
