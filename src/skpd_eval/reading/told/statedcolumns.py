"""What a column says of all rows alike: a government that stands in every one is a title written downwards."""

from __future__ import annotations

from skpd_eval import codes
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import is_blank, name_text
from skpd_eval.reading.columns.headchecks import year_of_rows
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Heading, headings
from skpd_eval.reading.headings.vocabulary import spelled, words_of
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import own_period
from skpd_eval.reading.told.titles import Titles
from skpd_eval.reading.words.filegovernment import government_named, year_told

_FORMS = frozenset({"kabupaten", "kota", "provinsi"})


def government_of_table(header: Header, collector: Collector, options: ReadOptions) -> str | None:
    """The government of a table whose titles name none: its rows', else, where nobody tells it, its file's name."""
    found = _of_rows(header, collector) or codes.government_name(collector.grid.title or "")
    if found is None and options.government is None:
        found = government_named(collector.file)
        if found is not None:
            collector.inform("government-from-file-name", None, None, government=found)
    return found


def year_of_table(header: Header, titles: Titles, collector: Collector, options: ReadOptions) -> int | None:
    """The fiscal year of a table whose titles name none: its rows', else, where nobody tells it, its file's name."""
    found = year_of_rows(header, collector)
    own = own_period(titles, collector.grid.name, collector.file)
    told = options.year or options.cutoff or (own and own[0].year) or header.column("year")
    if found is None and not told:
        found = year_told(collector.file)
        if found is not None:
            collector.inform("year-from-file-name", None, None, year=found)
    return found


def _of_rows(header: Header, collector: Collector) -> str | None:
    """The one government that a column names in every row: a regency or city goes before its province.

    Several places are where works are done, and no owner.
    """
    heads = headings(collector.grid, header.first_row, header.last_row, header.layout)
    places = {index: _place(heading) for index, heading in enumerate(heads)}
    for index in sorted(filter(places.get, places), key=lambda index: places[index] == {"provinsi"}):
        told = _only_value(header, index, collector)
        forms = places[index] & _FORMS
        government = None if told is None else _named(told, min(forms) if len(forms) == 1 else None)
        if government is not None:
            return government
    return None


def _place(heading: Heading) -> set[str]:
    """The words of a heading that says where; empty for every other one."""
    words = {*spelled(" ".join(heading.parts)).split()} - {"nama"}
    return words if words <= words_of("government") else set()


def _only_value(header: Header, index: int, collector: Collector) -> str | None:
    grid = collector.grid
    cells = (grid.value(row, index) for row in range(header.last_row + 1, len(grid.rows)))
    told = {name_text(value) for value in cells if not is_blank(value)}
    return told.pop() if len(told) == 1 else None


def _named(text: str, form: str | None) -> str | None:
    """The name with its form, which the heading gives where the cell does not."""
    return codes.government_name(text) or (codes.government_name(f"{form} {text}") if form else None)
