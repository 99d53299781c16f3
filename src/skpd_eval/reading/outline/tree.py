"""Tables of codes: every level printed with its sums (SIPD-RI recap, cash plan), leaves found by the codes.

A row's level is what its own code says. Where each row carries its ancestors' codes too, the order of rows does
not matter; where one column holds every level, an ancestor is the nearest such row above.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.errors import CodeError
from skpd_eval.model import Severity
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import is_blank, name_text
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.outline.ancestors import ACCOUNT_DEPTH, ORDER, add_ancestors, carries_ancestors
from skpd_eval.reading.outline.coderepairs import Repairs
from skpd_eval.reading.outline.splitcodes import SegmentError, split_codes
from skpd_eval.reading.outline.uncoded import Package, is_numbered_agency
from skpd_eval.reading.words.agencycodes import composite_code, padded_agency_code
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.rowkinds import is_number_row, is_subtotal, is_total

AGENCY_DEPTHS = (ORDER.index(CodeKind.AGENCY), ORDER.index(CodeKind.UNIT))
HEADS = tuple(map(ORDER.index, (CodeKind.URUSAN, CodeKind.BIDANG, CodeKind.UNIT, CodeKind.PROGRAM)))
"""Depths of rows that stand right beneath an agency."""

Step = tuple[int, str]
"""Depth and code of one ancestor: ``(1, "2.16")``."""
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One row of the table: its place in the hierarchy and its name. ``row`` is zero-based."""

    row: int
    path: Path
    name: str
    coded: bool = True
    """An agency's row may have no code: then its name stands in its path."""

    @property
    def depth(self) -> int:
        """Depth of the row's own level."""
        return self.path[-1][0]

    @property
    def code(self) -> str:
        """The row's own code."""
        return self.path[-1][1]

    def code_at(self, kind: CodeKind) -> str | None:
        """The code of an ancestor (or of itself) of a kind."""
        depth = ORDER.index(kind)
        return next((code for at, code in self.path if at == depth), None)

    @property
    def account(self) -> str | None:
        """The row's own account code."""
        return self.code if self.depth >= ACCOUNT_DEPTH else None

    @property
    def activity(self) -> str | None:
        """The deepest program, activity or sub-activity code."""
        for kind in (CodeKind.SUB_ACTIVITY, CodeKind.ACTIVITY, CodeKind.PROGRAM):
            code = self.code_at(kind)
            if code is not None:
                return code
        return None


@dataclass(slots=True)
class Outline:
    """The rows of a tree table: its nodes, its total row, and how many rows were passed over."""

    nodes: list[Node] = field(default_factory=list)
    total_row: int | None = None
    skipped: int = 0
    last_row: int = 0
    packages: dict[int, list[Package]] = field(default_factory=dict)
    """Rows without a code, by the place of the node above them."""


def outline(header: Header, collector: Collector, amount_columns: tuple[int, ...]) -> Outline:
    """Classify the rows beneath a header up to the total row."""
    return _Outliner(header, collector, amount_columns).run()


class _Outliner:
    def __init__(self, header: Header, collector: Collector, amount_columns: tuple[int, ...]) -> None:
        self.header = header
        self.collector = collector
        self.grid = collector.grid
        self.amount_columns = amount_columns
        self.context: dict[int, str] = {}
        self.result = Outline()
        self.by_hand = header.layout.reconcile == "level"
        self.split = (
            split_codes(header.code_columns, self.grid, header.last_row + 1) if self.by_hand else None
        )
        self.closed = False
        self.repairs = Repairs()
        self.carries_ancestors = self.split is None and carries_ancestors(header, self.grid)

    def run(self) -> Outline:
        for row in range(self.header.last_row + 1, len(self.grid.rows)):
            if not self.closed:
                self._row(row)
            elif any(not is_blank(value) for value in self.grid.rows[row]):
                self.result.skipped += 1
        self.repairs.say(self.collector)
        return self.result

    def _row(self, row: int) -> None:
        cells = [self.grid.value(row, col) for col in self.header.code_columns]
        name = self._name(row)
        texts = [*self._labels(row), name]
        if not any(not is_blank(cell) for cell in cells) and not name and not self._has_amounts(row):
            return
        if any(is_total(text) for text in texts):
            self._total(row)
            return
        self.result.last_row = row
        if not self.result.nodes and is_number_row(self.grid.rows[row]):
            self.result.skipped += 1
        elif all(is_blank(cell) for cell in cells) or (self.by_hand and is_numbered_agency(cells, name)):
            self._row_without_code(row, name)
        else:
            self._coded_row(row, name)

    def _total(self, row: int) -> None:
        """The total row. One that another follows is a subtotal, and it may stand on top."""
        if not self._has_amounts(row):
            return
        below = range(self._next_code(row) if self.result.nodes else row + 1, len(self.grid.rows))
        if any(any(map(is_total, self._labels(one))) and self._has_amounts(one) for one in below):
            self.result.skipped += 1
            return
        self.result.total_row = row
        self.closed = bool(self.result.nodes)

    def _next_code(self, row: int) -> int:
        """The first row beneath with a code and amounts; in a hand-kept table the next row of any kind."""
        filled = (one for one in range(row + 1, len(self.grid.rows)) if self._has_amounts(one))
        coded = (one for one in filled if any(not is_blank(self.grid.value(one, c)) for c in self.header.code_columns))
        return row + 1 if self.by_hand else next(coded, len(self.grid.rows))

    def _labels(self, row: int) -> list[str]:
        """Texts up to the name's column: a total may stand in a cell that is merged over all of them."""
        end = max((*self.header.code_columns, *self.header.name_columns))
        return [cell for cell in self.grid.rows[row][: end + 1] if isinstance(cell, str)]

    def _row_without_code(self, row: int, name: str) -> None:
        steps = self._steps_beneath(row) if self.by_hand and names_agency(name) else {}
        if steps and max(steps) in HEADS:
            unit = steps.get(ORDER.index(CodeKind.UNIT))
            self.context = {ORDER.index(CodeKind.AGENCY): codes.agency_of(unit) if unit else name}
            self.result.nodes.append(Node(row, tuple(self.context.items()), name, coded=unit is not None))
            return
        self.result.skipped += 1
        if not self._has_amounts(row) or is_subtotal(name):
            return
        if not self.by_hand:
            self.collector.error("row-without-code", row, self.header.code_columns[0], name=name[:80])
        elif self.result.nodes and name:
            self.result.packages.setdefault(len(self.result.nodes) - 1, []).append(Package(row, name))

    def _steps_beneath(self, row: int) -> dict[int, str]:
        """What the codes of the next row with one name: above a bidang, a unit or a program stands an agency."""
        for below in range(row + 1, len(self.grid.rows)):
            if any(not is_blank(self.grid.value(below, col)) for col in self.header.code_columns):
                return dict(step for step in self._steps(below) if step is not None)
        return {}

    def _coded_row(self, row: int, name: str) -> None:
        own = dict(step for step in self._steps(row) if step is not None)
        if not own:
            self.result.skipped += 1
            return
        self.result.nodes.append(Node(row, self._path(own), name))

    def _steps(self, row: int) -> list[Step | None]:
        """The steps that a row's own code cells name."""
        if self.split:
            return [self._joined(row)]
        value = self.grid.value(row, self.header.code_columns[0]) if self.by_hand else None
        composite = composite_code(value) if isinstance(value, str) else None
        if composite is not None:
            return [(ORDER.index(kind), code) for kind, code in composite.items()]
        return [self._step(row, col) for col in self.header.code_columns]

    def _joined(self, row: int) -> Step | None:
        """The step of a code whose segments stand in columns of their own."""
        assert self.split is not None
        first = self.split.columns[0]
        try:
            code = self.split.code([self.grid.value(row, col) for col in self.split.columns])
        except SegmentError as error:
            if self._has_amounts(row):
                self.collector.error("code-as-number", row, error.column, text=error.text)
            return None
        if code is None:
            self._bad_code(row, first, " | ".join(self._shown(row, col) for col in self.split.columns))
            return None
        kind = codes.classify(code, expect=CodeKind.URUSAN)
        if kind is CodeKind.ACCOUNT:
            return ACCOUNT_DEPTH + codes.account_level(code), code
        return (ORDER.index(kind), code) if kind else None

    def _shown(self, row: int, col: int) -> str:
        value = self.grid.value(row, col)
        return "" if is_blank(value) else str(value).strip()

    def _step(self, row: int, col: int) -> Step | None:
        value = self.grid.value(row, col)
        if is_blank(value):
            return None
        text = self._code_text(row, col, value)
        if text is None:
            return None
        kind = codes.classify(text, expect=self._expected(col, text))
        if kind is None:
            repaired = padded_agency_code(text)
            if repaired is None:
                self._bad_code(row, col, text)
                return None
            self.collector.warn("code-repaired", row, col, text=text, code=repaired, repair="padded")
            text, kind = repaired, codes.classify(repaired)
        if kind is CodeKind.ACCOUNT:
            return ACCOUNT_DEPTH + codes.account_level(text), text
        return (ORDER.index(kind), text) if kind else None

    def _expected(self, col: int, text: str) -> CodeKind | None:
        if self.header.layout.codes == "accounts":
            return CodeKind.ACCOUNT
        if "." in text:
            return None
        first_of_several = col == self.header.code_columns[0]
        return CodeKind.URUSAN if first_of_several else CodeKind.ACCOUNT

    def _code_text(self, row: int, col: int, value: CellValue) -> str | None:
        if isinstance(value, int | float) and not isinstance(value, bool):
            if float(value).is_integer():
                return str(int(value))
            if self._has_amounts(row):
                self.collector.error("code-as-number", row, col, text=str(value))
            return None
        if not isinstance(value, str):
            if self._has_amounts(row):
                self.collector.error("code-as-number", row, col, text=str(value))
            return None
        try:
            clean = codes.clean_code(value)
        except CodeError:
            self._bad_code(row, col, value)
            return None
        self.repairs.note(clean.repairs, row, col, value)
        return clean.code

    def _bad_code(self, row: int, col: int, text: str) -> None:
        """A row whose code cannot be read belongs nowhere: fatal where every row is needed for the sums."""
        if self._has_amounts(row):
            severity = Severity.WARNING if self.by_hand else Severity.ERROR
            self.collector.add("code-unreadable", severity, row, col, text=text[:60], reason="malformed")

    def _path(self, own: dict[int, str]) -> Path:
        deepest = max(own)
        if self.carries_ancestors or min(own) < deepest:
            steps = dict(own)
        else:
            steps = {depth: code for depth, code in self.context.items() if depth < deepest} | own
        agency, unit = ORDER.index(CodeKind.AGENCY), ORDER.index(CodeKind.UNIT)
        if unit in own:
            steps[agency] = codes.agency_of(own[unit])
        elif deepest == agency and self._repeats_agency(own[agency]):
            steps[unit] = own[agency]
        add_ancestors(steps)
        self.context = steps
        return tuple(sorted(steps.items()))

    def _repeats_agency(self, code: str) -> bool:
        """SIPD prints an agency and, right beneath, its own unit under the same code."""
        agency = ORDER.index(CodeKind.AGENCY)
        return not self.carries_ancestors and self.context.get(agency) == code and max(self.context) == agency

    def _name(self, row: int) -> str:
        """The first text under the name's heading, which may span several columns."""
        values = (self.grid.value(row, column) for column in self.header.name_columns)
        return next((name_text(value) for value in values if not is_blank(value)), "")

    def _has_amounts(self, row: int) -> bool:
        return any(not is_blank(self.grid.value(row, col)) for col in self.amount_columns)
