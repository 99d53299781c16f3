"""An answered form of assistance read back: known by its hidden sheet, whatever the file is named.

That sheet lists, one a row: the mark and version; ``case``, ``checksum`` and ``sheet`` with their value;
``field`` with key, cell and label; ``choice`` with field, code and word. Cells and words come from there, so a
form in either language, or saved again by another program, reads the same.

Codes of findings (errors): ``form-damaged`` (the hidden sheet is not as it was written), ``form-field-missing``
(``field``), ``form-choice-unknown`` (``field``, ``text``, ``known``), ``form-amount-unreadable`` and
``form-date-unreadable`` (``field``, ``text``), each at its cell.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from skpd_eval.errors import AmountError, Argument, PeriodError
from skpd_eval.findings import say
from skpd_eval.model import Finding, Source
from skpd_eval.model.assistance import Answer, Cause, FormAnswer, Opinion, ReasonClass
from skpd_eval.money import amount_from_number, parse_rupiah
from skpd_eval.period import parse_date
from skpd_eval.reading.cells.grid import CellValue, Grid, Workbook, column_index

MARK = "skpd-eval assistance-form"
VERSION = "1"
_FIELDS = ("opinion", "own_realization", "reason", "cause", "remark", "action", "person", "due")
_YEARS = range(2000, 2101)
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,5})")


@dataclass(slots=True)
class _Form:
    """What the hidden sheet says."""

    case: str = ""
    checksum: str = ""
    sheet: str = ""
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Field to its cell and label."""
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    """Field to code by word (in small letters)."""
    words: dict[str, list[str]] = field(default_factory=dict)
    """Field to its words."""


def hidden_sheet(workbook: Workbook) -> Grid | None:
    """The sheet that makes a workbook a form, ``None`` where there is none."""
    return next((grid for grid in workbook.grids if grid.value(0, 0) == MARK), None)


def read_form(workbook: Workbook, file: str) -> tuple[FormAnswer | None, tuple[Finding, ...]]:
    """Read the answer of a form; ``None`` where an error stands among the findings."""
    hidden = hidden_sheet(workbook)
    assert hidden is not None
    form = _described(hidden)
    grid = next((grid for grid in workbook.grids if form is not None and grid.name == form.sheet), None)
    if form is None or grid is None:
        return None, (say("form-damaged", {}, Source(file, hidden.name)),)
    reader = _Reader(grid, form, file)
    answer = None if reader.is_blank() else reader.answer()
    if reader.findings:
        return None, tuple(reader.findings)
    return FormAnswer(int(form.case), form.checksum, answer), ()


def _described(grid: Grid) -> _Form | None:
    """Understand the hidden sheet; ``None`` where it is not as it was written."""
    form = _Form()
    if str(grid.value(0, 1)).removesuffix(".0") != VERSION:
        return None
    for row in range(1, len(grid.rows)):
        kind, key, value, word = (_text(grid.value(row, column)) for column in range(4))
        if kind in ("case", "checksum", "sheet"):
            setattr(form, kind, key)
        elif kind == "field":
            form.cells[key] = (value, word)
        elif kind == "choice":
            form.choices.setdefault(key, {})[_key(word)] = value
            form.words.setdefault(key, []).append(word)
    whole = set(form.cells) == set(_FIELDS) and all(_CELL.fullmatch(cell) for cell, _ in form.cells.values())
    known = all(
        set(form.choices.get(name, {}).values()) <= {str(one) for one in kind}
        for name, kind in (("opinion", Opinion), ("reason", ReasonClass), ("cause", Cause))
    )
    return (
        form if whole and known and form.case.isdecimal() and len(form.case) < 10 and form.checksum else None
    )


class _Reader:
    """Reads the answers and collects what is wrong with them."""

    def __init__(self, grid: Grid, form: _Form, file: str) -> None:
        self.grid, self.form, self.file = grid, form, file
        self.findings: list[Finding] = []

    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return all(self._value(name) in (None, "") for name in _FIELDS)

    def answer(self) -> Answer | None:
        """The answer, ``None`` where a finding says why not."""
        opinion = self._choice("opinion")
        own = self._amount("own_realization")
        reason, cause = self._choice("reason"), self._choice("cause")
        if opinion == Opinion.DISPUTE and own is None and not self._said("own_realization"):
            self._missing("own_realization")
        remark = _text(self._value("remark"))
        if cause == Cause.OTHER and not remark:
            self._missing("remark")
        action, person, due = self._needed("action"), self._needed("person"), self._date("due")
        if self.findings or opinion is None or reason is None or cause is None or due is None:
            return None
        return Answer(Opinion(opinion), own, ReasonClass(reason), Cause(cause), action, person, due, remark)

    def _value(self, name: str) -> CellValue:
        found = _CELL.fullmatch(self.form.cells[name][0])
        assert found is not None
        value = self.grid.value(int(found[2]) - 1, column_index(found[1]))
        return (value.strip() or None) if isinstance(value, str) else value

    def _said(self, name: str) -> bool:
        """Whether a finding was made of the field already."""
        return any(one.arguments["field"] == self.form.cells[name][1] for one in self.findings)

    def _error(self, code: str, name: str, **arguments: Argument) -> None:
        cell, label = self.form.cells[name]
        source = Source(self.file, self.grid.name, cell)
        self.findings.append(say(code, {"field": label, **arguments}, source))

    def _missing(self, name: str) -> None:
        self._error("form-field-missing", name)

    def _needed(self, name: str) -> str:
        text = _text(self._value(name))
        if not text:
            self._missing(name)
        return text

    def _choice(self, name: str) -> str | None:
        text = self._needed(name)
        code = self.form.choices.get(name, {}).get(_key(text))
        if text and code is None:
            known = ", ".join(self.form.words.get(name, []))
            self._error("form-choice-unknown", name, text=text, known=known)
        return code

    def _amount(self, name: str) -> int | None:
        value = self._value(name)
        if value is None:
            return None
        try:
            if isinstance(value, str):
                return parse_rupiah(value)
            if isinstance(value, int | float) and not isinstance(value, bool):
                return amount_from_number(value)[0]
        except AmountError:
            pass
        self._error("form-amount-unreadable", name, text=_text(value))
        return None

    def _date(self, name: str) -> dt.date | None:
        value = self._value(name)
        if value is None:
            self._missing(name)
            return None
        day = value.date() if isinstance(value, dt.datetime) else value
        try:
            found = day if isinstance(day, dt.date) else parse_date(_text(day))
        except PeriodError:
            found = None
        # A small number in a cell of dates is a day of 1900, and nobody's due date.
        if found is None or found.year not in _YEARS:
            self._error("form-date-unreadable", name, text=_text(day))
            return None
        return found


def _text(value: CellValue) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def _key(word: str) -> str:
    return " ".join(word.casefold().split())
