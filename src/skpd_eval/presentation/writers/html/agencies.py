"""Agency by agency: its kinds and sub-activities, and beneath them the lines of the sources with their cells."""

from __future__ import annotations

from collections import Counter

from skpd_eval.model import Papers, RankedAgency
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import optional_word, tone
from skpd_eval.presentation.tables.agency_lines import agency_lines
from skpd_eval.presentation.tables.detail import agency_activities, agency_detail
from skpd_eval.presentation.tables.notes import agency_notes
from skpd_eval.presentation.writers.html.listed import Link, said, table
from skpd_eval.presentation.writers.html.markup import Markup, el, joined


class Agencies:
    """The agencies of the papers, each with a place on the page that tables lead to."""

    def __init__(self, papers: Papers, language: str) -> None:
        self._papers = papers
        self._language = language
        self._rows = (*papers.evaluation.rows, *papers.evaluation.unranked)
        named = Counter(frame.agency_name(row) for row in self._rows)
        self._places = {
            frame.agency_name(row): f"#skpd-{number}"
            for number, row in enumerate(self._rows, 1)
            if named[frame.agency_name(row)] == 1
        }

    def link(self, name: str) -> str | None:
        """Where an agency of this name stands; ``None`` where none or several do."""
        return self._places.get(name)

    def content(self) -> Markup:
        """Every agency, folded."""
        return joined(self._agency(row, f"skpd-{number}") for number, row in enumerate(self._rows, 1))

    def _agency(self, row: RankedAgency, place: str) -> Markup:
        evaluation, language, t = self._papers.evaluation, self._language, translator(self._language)
        kinds = agency_detail(evaluation, row, language)
        activities, notes = agency_activities(evaluation, row, language), agency_notes(evaluation, row, language)
        links: dict[str, Link] = {"code": lambda _: f"#{place}-baris"} if self._lines_of(row) else {}
        return el(
            "details",
            el("summary", el("h3", frame.agency_name(row)), self._in_short(row)),
            [said(line) for line in kinds.paragraphs],
            el("h4", t("By kind of expenditure")),
            table(kinds, language),
            (el("h4", t("By activity")), table(activities, language, links=links, anchor=f"{place}:"))
            if activities.rows
            else None,
            (el("h4", t("What the sources say")), table(notes, language)) if notes.rows else None,
            self._traced(row, place),
            id=place,
            class_="agency",
        )

    def _in_short(self, row: RankedAgency) -> Markup:
        absorption = hundredfold(row.ratios.absorption)
        value = "–" if absorption is None else f"{numbers.percent(absorption, self._language)}%"
        status = optional_word("status", row.status, self._language)
        return joined((
            el("span", value, class_="value"),
            el("span", status, class_=f"tone {tone(row.status)}") if status else None,
        ))  # fmt: skip

    def _lines_of(self, row: RankedAgency) -> bool:
        return row.figures.identity in self._papers.traces

    def _traced(self, row: RankedAgency, place: str) -> Markup | None:
        """The lines with their files and cells, the end of the way from a figure to its source."""
        if not self._lines_of(row):
            return None
        t = translator(self._language)
        found = agency_lines(
            self._papers.traces[row.figures.identity], frame.agency_name(row), self._language
        )
        count = numbers.count(len(found.rows), self._language)
        return el(
            "details",
            el("summary", t("Lines of the sources, with their cells ({count})", count=count)),
            table(found, self._language, anchor=f"{place}:"),
            id=f"{place}-baris",
            class_="lines",
        )
