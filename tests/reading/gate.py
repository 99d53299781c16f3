"""The gate: a true table of a form, printed and changed, reads back true or is refused at an address."""

import copy
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from mutations import HARMFUL, HARMLESS, Change, swapped_columns, unit_in_heading
from truth import Sheet, findings, indonesian, number, read, save, save_text

from skpd_eval.model import FileReading, Severity
from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions(government="Kabupaten Contoh", year=2023, quarter=2)
Facts = dict[Any, Any]
Style = Callable[[int], Any]


@dataclass(frozen=True, repr=False)
class Form:
    """How a truth is drawn and printed, and what a reading of it states."""

    drawn: st.SearchStrategy[Any]
    printed: Callable[[Any, Style], Sheet]
    true: Callable[[Any], Facts]
    found: Callable[[FileReading], Facts]
    harmful: bool = True
    """Whether a total proves the figures, so that any change of one shows."""
    options: ReadOptions = field(default=TOLD)
    orders: bool = True
    """Whether its columns may stand in another order: codes spread over several and headings over groups may not."""
    exact: bool = False
    """Whether each fact keeps its key, whatever is changed; else what was emptied may have been an agency's name."""
    money: bool = True
    """Whether its figures are amounts, which may stand in millions."""
    partial: bool = False
    """Whether a row or a figure may be lost unseen: what is read is then a part of the truth."""
    shown: tuple[Callable[[Any], Facts], Callable[[FileReading], Facts]] | None = None
    """What nothing proves, true and found: changes that harm nothing must keep it too."""
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Headings, each with words that mean the same."""
    told: frozenset[str] = frozenset()
    """Findings that say the figures are not proved: another figure is then told and not hidden."""
    file: str = "rekap.xlsx"
    delimiter: str = ","
    """Of a text file."""
    styles: Sequence[Style] = (number, indonesian)


def changes(form: Form) -> list[Change]:
    """What may be done to a form's table."""
    left_out = {*(() if form.orders else (swapped_columns,)), *(() if form.money else (unit_in_heading,))}
    harmless = [change for change in HARMLESS if change not in left_out]
    renamed = [_renamed(form.synonyms)] if form.synonyms else []
    return [*harmless, *renamed, *(HARMFUL if form.harmful else [])]


def _renamed(words: Mapping[str, Sequence[str]]) -> Change:
    def other_word(sheet: Sheet, draw: Any) -> None:
        """A heading says the same in another word."""
        places = [
            (row, column)
            for row in sheet.header
            for column, cell in enumerate(sheet.rows[row])
            if cell in words
        ]
        if places:
            row, column = draw.draw(st.sampled_from(places))
            sheet.rows[row][column] = draw.draw(st.sampled_from(words[sheet.rows[row][column]]))

    return other_word


def read_or_refused(form: Form, drawn: Any, data: Any, *, change: bool) -> None:
    """What is left alone reads back true; what is changed too, or every refusal has an address."""
    style = data.draw(st.sampled_from(form.styles))
    sheet = copy.deepcopy(form.printed(drawn, style))
    name, harmed = "unchanged", False
    if change:
        done = data.draw(st.sampled_from(changes(form)))
        done(sheet, data)
        name = done.__name__
        harmed = done in HARMFUL
    with tempfile.TemporaryDirectory() as folder:
        reading = _read(Path(folder) / form.file, sheet, form)
    wrong = [finding for finding in findings(reading) if finding.severity is Severity.ERROR]
    if not wrong:
        found, true = form.found(reading), form.true(drawn)
        same = _same(form, found, true, whole=not (change and form.partial))
        said = {finding.code for finding in findings(reading)} if change else set()
        assert same or said & form.told, (name, found, true)
        if form.shown is not None and not harmed:
            stated, read_back = form.shown[0](drawn), form.shown[1](reading)
            assert stated == read_back, (name, stated, read_back)
    else:
        assert change, wrong
        assert reading.exports == ()
        assert all(finding.source is not None and finding.source.file for finding in wrong)


def states_truth(form: Form, reading: FileReading, drawn: Any) -> bool:
    """Whether a reading is not refused and states the whole truth."""
    return bool(reading.exports) and _same(form, form.found(reading), form.true(drawn), whole=True)


def refused_or_true(form: Form, reading: FileReading, drawn: Any) -> None:
    """A reading states the truth, or at least none of it wrong, or every refusal has an address."""
    wrong = [finding for finding in findings(reading) if finding.severity is Severity.ERROR]
    if wrong:
        assert all(finding.source is not None and finding.source.file for finding in wrong)
        return
    told = {one.code for one in findings(reading)} & form.told
    assert told or states_truth(form, reading, drawn), form.found(reading)


def _same(form: Form, found: Facts, true: Facts, *, whole: bool) -> bool:
    if form.exact:
        return found == true if whole else found.items() <= true.items()
    mine, theirs = Counter(map(str, found.values())), Counter(map(str, true.values()))
    return mine == theirs if whole else mine <= theirs


def _read(path: Path, sheet: Sheet, form: Form) -> FileReading:
    if path.suffix == ".csv":
        return read(save_text(path, sheet, form.delimiter), form.options)
    return read(save(path, sheet), form.options)
