"""One figure followed back to its cells: formula, operands, lines, rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from skpd_eval.model.finding import Source
from skpd_eval.model.kinds import RealizationBasis
from skpd_eval.model.measure import Measure, Number
from skpd_eval.model.result import SourceUsed
from skpd_eval.model.rule import Rule


class Ask(NamedTuple):
    """How ``explain`` is asked for a figure that another is made from."""

    who: str
    """The agency's name, or ``total``."""
    figure: str
    """A measure's key, after a colon the part it is of."""
    where: tuple[str, ...] = ()
    """Options of ``explain``, where it is another position's."""


class TracedLine(NamedTuple):
    """One line of a file that a figure is made from; its amounts stand in ``cells``."""

    source: Source
    cells: tuple[str, ...]
    activity: str | None
    account: str | None
    name: str
    value: Number
    """Sen, or a fraction of one; the sum of the cells, in whatever unit the file counts."""
    weight: int | None = None
    """Budget by which a percentage is weighted, sen."""
    ask: Ask | None = None
    """Where the line is a figure of its own."""


class TracedKind(NamedTuple):
    """Lines of one kind of expenditure together."""

    code: str
    name: str
    value: int
    lines: int


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that a formula takes, with the lines it is the sum (or the mean) of, or how to ask for it."""

    measure: Measure
    value: Number
    through: dt.date | None = None
    """For a plan: the last day it covers."""
    kinds: tuple[TracedKind, ...] = ()
    lines: tuple[TracedLine, ...] = ()
    """Largest first."""
    ask: Ask | None = None
    of_total: bool = False
    """The government's, in a formula of an agency."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure of an agency or of the government: what it is, from what, where that stands, by which rules."""

    agency_code: str | None
    agency_name: str
    cutoff: dt.date
    measure: Measure
    part: str | None
    """Account, activity or day that it is of; ``None``: the whole."""
    part_name: str
    value: Number
    operands: tuple[Operand, ...]
    realization_basis: RealizationBasis
    rules: tuple[Rule, ...] = ()
    sources: tuple[SourceUsed, ...] = ()
    """The submissions whose lines it is made from."""
    ledger_head: str = ""
