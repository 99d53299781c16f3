"""Page one of the papers, whatever their format: what a mayor reads in half a minute, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from skpd_eval.model import Evaluation, Papers, RankedAgency, RankingKey
from skpd_eval.model.standing import Standing
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import Translator, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.drafts import Decisions, decisions_of
from skpd_eval.presentation.sentences.words import quarter, tone, word

_NAMED_AT_MOST = 4
_BARS = 10
"""As many of the lowest as page one has room for."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the large figures: its value as shown, what it is, and the amounts it is made of."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One agency as a bar: percentages 0-100, the plan as a tick."""

    name: str
    value: Fraction | None
    text: str
    plan: Fraction | None
    tone: str | None
    note: str
    amount: int | None = None
    """What is behind the plan, sen."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A headed list of bars; empty ones are not shown."""

    title: str
    bars: tuple[Bar, ...] = ()
    key: str = ""
    """What the mark on each bar is, where there is one."""


@dataclass(frozen=True, slots=True)
class CurveLines:
    """The S-curve as points (month, percentage 0-100), and the last realization in figures."""

    title: str
    months: tuple[str, ...]
    plan: tuple[tuple[int, Fraction], ...]
    realized: tuple[tuple[int, Fraction], ...]
    last: str
    plan_label: str


@dataclass(frozen=True, slots=True)
class OnePage:
    """All that stands on page one, in the order in which it is read."""

    title: str
    headline: str
    subtitle: str
    figures: tuple[KeyFigure, ...]
    lowest: Bars
    shortfalls: Bars
    curve: CurveLines | None
    why_title: str
    why: tuple[str, ...]
    decisions: Decisions


def one_page(papers: Papers, language: str = "id", decided: Sequence[str] = ()) -> OnePage:
    """Word page one; ``decided`` are the decisions asked for as the office wrote them, else they are drafted."""
    t, evaluation = translator(language), papers.evaluation
    return OnePage(
        title=t("Evaluation of budget realization"),
        headline=_headline(evaluation, language),
        subtitle=_subtitle(evaluation, language),
        figures=tuple(_figures(evaluation, papers.standing, language)),
        lowest=_lowest(evaluation, papers.lowest, language),
        shortfalls=_shortfalls(evaluation.rows, papers.standing, language),
        curve=_curve(papers, language),
        why_title=t("What stands out"),
        why=tuple(_why(papers, language)),
        decisions=decisions_of(papers, decided, language),
    )


def _headline(evaluation: Evaluation, language: str) -> str:
    t, ratios = translator(language), evaluation.total.ratios
    until = f"{quarter(evaluation.quarter, language)} {evaluation.year}"
    absorption, deviation = hundredfold(ratios.absorption), hundredfold(ratios.deviation)
    if absorption is None:
        return t("Realization up to {quarter}", quarter=until)
    value = numbers.percent(absorption, language)
    if deviation is None:
        return t("Absorption up to {quarter}: {value}%", quarter=until, value=value)
    points = numbers.percent(abs(deviation), language)
    if deviation < 0:
        said = t("Absorption up to {quarter}: {value}%, {points} points behind the cash plan",
                 quarter=until, value=value, points=points)  # fmt: skip
    else:
        said = t("Absorption up to {quarter}: {value}%, {points} points ahead of the cash plan",
                 quarter=until, value=value, points=points)  # fmt: skip
    return said


def _subtitle(evaluation: Evaluation, language: str) -> str:
    t = translator(language)
    known = evaluation.total.agencies + len(evaluation.not_reported)
    return " · ".join(
        (
            t("Position {date}", date=numbers.date(evaluation.cutoff, language)),
            word("realization", evaluation.realization_basis, language),
            word("budget", evaluation.budget_basis, language),
            t("{reported} of {known} agencies reported", reported=evaluation.total.agencies, known=known),
        )
    )


def _figures(evaluation: Evaluation, standing: Standing | None, language: str) -> Iterator[KeyFigure]:
    t, total = translator(language), evaluation.total
    absorption, deviation = hundredfold(total.ratios.absorption), hundredfold(total.ratios.deviation)
    if absorption is not None and total.realization is not None and total.budget is not None:
        made_of = t("{realization} of {budget}", realization=numbers.compact_money(total.realization, language),
                    budget=numbers.compact_money(total.budget, language))  # fmt: skip
        yield KeyFigure(f"{numbers.percent(absorption, language)}%", t("absorption"), made_of)
    if deviation is not None:
        short = total.ratios.shortfall
        note = "" if not short else t("{amount} short", amount=numbers.compact_money(short, language))
        yield KeyFigure(numbers.points(deviation, language), t("points from the cash plan"), note)
    if standing is not None:
        yield from _of_standing(evaluation, standing, language)


def _of_standing(evaluation: Evaluation, standing: Standing, language: str) -> Iterator[KeyFigure]:
    t = translator(language)
    coloured = [one for one in standing.statuses if one.status is not None]
    if coloured:
        label = " / ".join(word("status", one.status or "", language).lower() for one in coloured)
        bare = next((one.agencies for one in standing.statuses if one.status is None), 0)
        note = t("of {count} agencies", count=len(evaluation.rows))
        note += t(", {count} without status", count=bare) if bare else ""
        yield KeyFigure(" / ".join(str(one.agencies) for one in coloured), label, note)
    if standing.needed_per_month and standing.speed_needed is not None and standing.pace is not None:
        note = t("{speed} times the pace so far ({pace})", speed=numbers.factor(standing.speed_needed, language),
                 pace=numbers.compact_money(standing.pace, language))  # fmt: skip
        label = t("a month until December to spend all")
        yield KeyFigure(numbers.compact_money(standing.needed_per_month, language), label, note)


def _lowest(evaluation: Evaluation, rows: Sequence[RankedAgency], language: str) -> Bars:
    t = translator(language)
    title = t("Agencies with the lowest {key}", key=word("key", evaluation.key, language))
    planned = any(row.ratios.plan_share is not None for row in rows)
    mark = t("black line: cash plan") if planned and evaluation.key is RankingKey.ABSORPTION else ""
    return Bars(title, tuple(bar_of(row, language) for row in rows[:_BARS]), mark)


def bar_of(row: RankedAgency, language: str) -> Bar:
    """An agency's absorption as a bar, with its plan, status, shortfall and physical progress in words."""
    absorption = hundredfold(row.ratios.absorption)
    return Bar(
        name=frame.agency_name(row),
        value=absorption,
        text="–" if absorption is None else numbers.percent(absorption, language),
        plan=hundredfold(row.ratios.plan_share),
        tone=tone(row.status),
        note=" · ".join(_beside(row, language)),
    )


def _beside(row: RankedAgency, language: str) -> Iterator[str]:
    t = translator(language)
    if row.status is not None:
        yield word("status", row.status, language)
    if row.ratios.shortfall:
        yield t("{amount} short", amount=numbers.compact_money(row.ratios.shortfall, language))
    physical = hundredfold(row.ratios.physical)
    if physical is not None:
        yield t("physical {value}%", value=numbers.percent(physical, language))


def _shortfalls(
    rows: Sequence[RankedAgency], standing: Standing | None, language: str
) -> Bars:
    t = translator(language)
    found = None if standing is None else standing.shortfalls
    if found is None:
        return Bars("")
    value = numbers.percent(found.share * 100, language)
    title = t("Where the rupiah are missing: {value}% of all shortfalls", value=value)
    if found.planned < len(rows):
        title = t(
            "Where the rupiah are missing: {value}% of the shortfalls of the {count} agencies whose cash plan is known",
            value=value,
            count=found.planned,
        )
    return Bars(title, tuple(_missing(row, language) for row in found.rows))


def _missing(row: RankedAgency, language: str) -> Bar:
    amount = numbers.compact_money(row.ratios.shortfall or 0, language)
    return Bar(
        frame.agency_name(row), None, amount, None, tone(row.status), amount, row.ratios.shortfall
    )


def _curve(papers: Papers, language: str) -> CurveLines | None:
    if papers.trend is None or not papers.trend.curve:
        return None
    t, points = translator(language), papers.trend.curve
    realized = tuple((p.month, value) for p in points if (value := hundredfold(p.realization)) is not None)
    planned = tuple((p.month, value) for p in points if (value := hundredfold(p.plan)) is not None)
    if len(realized) + len(planned) < 2:
        return None
    last = f"{numbers.percent(realized[-1][1], language)}%" if realized else ""
    months = tuple(numbers.month(p.month, language, "narrow") for p in points)
    return CurveLines(t("S-curve (ranked agencies)"), months, planned, realized, last, t("cash plan"))


def _why(papers: Papers, language: str) -> Iterator[str]:
    t, standing = translator(language), papers.standing
    if standing is not None and standing.capital is not None:
        yield from _capital(standing, t, language)
    if standing is not None and standing.unpaid:
        yield t(
            "Work on target, money behind plan (bills not handed in): {names}.",
            names=_names(standing.unpaid, language),
        )
    if standing is not None and standing.ahead_of_work:
        yield t(
            "Money on plan, work behind its target: {names}.", names=_names(standing.ahead_of_work, language)
        )
    if papers.trend is not None and papers.trend.persistent:
        again = [f"{visible(one.name)} ({one.times_lowest})" for one in papers.trend.persistent]
        yield t(
            "Among the lowest again (positions in a row): {names}.",
            names=frame.named(again, language, _NAMED_AT_MOST),
        )
    if papers.evaluation.not_reported:
        missing = [visible(one.name) for one in papers.evaluation.not_reported]
        yield t("Not reported: {names}.", names=frame.named(missing, language, _NAMED_AT_MOST))


def _capital(standing: Standing, t: Translator, language: str) -> Iterator[str]:
    item = standing.capital
    if item is None or item.realization is None or item.budget is None or item.absorption is None:
        return
    yield t(
        "Capital expenditure: {value}% ({realization} of {budget}).",
        value=numbers.percent(item.absorption * 100, language),
        realization=numbers.compact_money(item.realization, language),
        budget=numbers.compact_money(item.budget, language),
    )


def _names(rows: Sequence[RankedAgency], language: str) -> str:
    return frame.named([frame.agency_name(row) for row in rows], language, _NAMED_AT_MOST)
