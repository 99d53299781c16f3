"""The lowest performers: their table, and lines an official can read out: why, and what it would take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from skpd_eval.model import Driver, Evaluation, RankedAgency
from skpd_eval.model.measures import IN_LOWEST, ONLY_LOWEST
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import Translator, mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.assistance_words import CAUSES, confirmation
from skpd_eval.presentation.sentences.outlook import ahead, detail, movement, planned_late, weight
from skpd_eval.presentation.sentences.words import optional_word, word
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill
from skpd_eval.presentation.tables.ranking import measure_field, ranking_fields

_WORDS = {
    "rank": 2,
    "rank_change": 3,
    "agency_code": 8,
    "agency_name": 1,
    "bar": 4,
    "status": 1,
    "cutoff": 3,
    "confirmation": 2,
}
"""Columns of the ranking beside its measures that the list keeps, each with how soon a narrow screen drops it."""

_Numbered = tuple[int, RankedAgency]
_ALWAYS = frozenset({"number", "rank", "agency_name", "budget", "realization", "absorption_pct"})
_DRIVERS_READ_OUT = 3
_UNSPENT_LEVELS = {"kind": "kind-of-budget"}
"""Where no plan says what is late, what is unspent is no cause of anything yet."""
_LEVELS = {
    "kind": mark("Why: {drivers}."),
    "kind-of-budget": mark("Largest unspent: {drivers}."),
    "activity": mark("Mostly in: {drivers}."),
    "funding_source": mark("By funding source: {drivers}."),
    "procurement": mark("By way of procurement: {drivers}."),
}
_BEHIND = mark("{name}, {missing} behind plan ({value}% of what is missing)")
_UNSPENT = mark("{name}, {missing} of the budget unspent ({value}% of what is unspent)")
_IN_ALL = {
    (True, True): mark("{drivers}; in all {behind} of its parts lags, others are {ahead} ahead of plan"),
    (True, False): mark("{drivers}; in all {behind} of its parts lags"),
    (False, True): mark("{drivers}; in all {behind} of its parts is unspent, others are {ahead} over budget"),
    (False, False): mark("{drivers}; in all {behind} of its parts is unspent"),
}
"""What the shares are of, where that is not what the agency lacks: whether planned, whether parts are ahead."""


def lowest(evaluation: Evaluation, rows: Sequence[RankedAgency], language: str = "id") -> Table:
    """The given rows (lowest first) with a paragraph for each."""
    t = translator(language)
    numbered = tuple(enumerate(rows, start=1))
    fields = (_number(t), *_chosen(evaluation, language))
    table = Table(
        name="lowest",
        title=t("Agencies with the lowest {key}", key=word("key", evaluation.key, language)),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns_of(fields),
        rows=fill(fields, numbered),
        paragraphs=tuple(
            line for number, row in numbered for line in paragraph(evaluation, row, language, number)
        ),
        footnotes=frame.footnotes(evaluation, language),
        asides=frame.asides(evaluation, language),
    )
    return table.without_empty(_ALWAYS)


_ONE_LINE = frozenset({"number", "agency_name", "absorption_pct", "plan_pct", "deviation_pp", "status", "shortfall"})


def lowest_in_lines(evaluation: Evaluation, rows: Sequence[RankedAgency], language: str = "id") -> Table:
    """The same, a line an agency: no reasons, no footnotes."""
    table = lowest(evaluation, rows, language)
    brief = table.keeping(column for column in table.columns if column.key in _ONE_LINE)
    return replace(brief, paragraphs=(), footnotes=())


def _number(t: Translator) -> Field[_Numbered]:
    """The place from below, as such lists are published: the worst is 1."""
    return field("number", t("No."), lambda one: one[0], ColumnKind.RANK)


def _chosen(evaluation: Evaluation, language: str) -> tuple[Field[_Numbered], ...]:
    t = translator(language)
    kept = _WORDS | IN_LOWEST
    own = (measure_field(one, evaluation, t, 1) for one in ONLY_LOWEST)
    return tuple(
        _listed(one, kept[one.column.key], evaluation, t)
        for one in (*ranking_fields(evaluation, language), *own)
        if one.column.key in kept
    )


def _listed(
    one: Field[RankedAgency], priority: int, evaluation: Evaluation, t: Translator
) -> Field[_Numbered]:
    column = replace(one.column, priority=priority)
    if column.key == "rank":
        of_all = t("Rank of {count}", count=len(evaluation.rows))
        column = replace(column, heading=of_all, short=t("Rank"))
    return Field(column, lambda numbered: one.take(numbered[1]))


def paragraph(
    evaluation: Evaluation, row: RankedAgency, language: str, number: int | None = None
) -> tuple[str, ...]:
    """What is said of one agency: its figures, why, what the agency says, what it would take.

    ``number`` is its place in a list of the lowest, where it stands in one.
    """
    return (
        _opening(evaluation, row, language, number),
        *(f"   {line}" for line in on_record(row, language)),
        *(f"   {line}" for line in _beside_the_others(evaluation, row, language)),
        *(f"   {line}" for line in _moved(evaluation, row, language)),
        *(f"   {line}" for line in why(evaluation, row, language)),
        *(f"   {line}" for line in what_it_would_take(evaluation, row, language)),
    )


def on_record(row: RankedAgency, language: str) -> Iterator[str]:
    """What the agency confirmed or disputed, and what was booked beside its figures."""
    t = translator(language)
    found, adjusted = row.confirmation, hundredfold(row.adjusted_absorption)
    if found is not None:
        said = t("Confirmation: {said}.", said=confirmation(found, language))
        cause = "" if found.cause is None else t("Cause: {cause}.", cause=t(CAUSES[found.cause]))
        yield f"{said} {cause}".rstrip()
    if row.adjustment is not None and adjusted is not None:
        yield t(
            "With {amount} booked that its export lacks, absorption would be {value}%.",
            amount=numbers.compact_money(row.adjustment, language),
            value=numbers.percent(adjusted, language),
        )


def _beside_the_others(evaluation: Evaluation, row: RankedAgency, language: str) -> Iterator[str]:
    """Nothing of an agency that reported alone: it is the whole."""
    if evaluation.total.agencies > 1:
        complete = not evaluation.not_reported
        yield from weight(row, language, complete=complete)
        yield from planned_late(row, evaluation.total.ratios, language, complete=complete)


def _moved(evaluation: Evaluation, row: RankedAgency, language: str) -> Iterator[str]:
    if evaluation.previous is not None:
        yield from movement(row, evaluation.previous[1], language)


def _opening(evaluation: Evaluation, row: RankedAgency, language: str, number: int | None) -> str:
    t = translator(language)
    ratios = row.ratios
    parts = [
        t("absorption {value}%", value=_percent(hundredfold(ratios.absorption), language)),
        *_plan_parts(row, language),
    ]
    if row.rank is None or number is None:
        return f"{frame.agency_name(row)}: {', '.join(parts)}."
    place = t("rank {rank} of {count}", rank=row.rank, count=len(evaluation.rows))
    return f"{number}. {frame.agency_name(row)} ({place}): {', '.join(parts)}."


def _plan_parts(row: RankedAgency, language: str) -> Iterator[str]:
    t = translator(language)
    share, deviation = hundredfold(row.ratios.plan_share), hundredfold(row.ratios.deviation)
    if share is not None:
        yield t("plan {value}%", value=numbers.percent(share, language))
    if deviation is not None:
        points = t("deviation {value} points", value=numbers.points(deviation, language))
        status = optional_word("status", row.status, language)
        yield f"{points} ({status})" if status else points


def _percent(value: Fraction | None, language: str) -> str:
    return "–" if value is None else numbers.percent(value, language)


def why(evaluation: Evaluation, row: RankedAgency, language: str) -> tuple[str, ...]:
    """The parts that carry what is missing, and what the agency's own notes say.

    Nothing carries what an agency lacks that is not behind its plan.
    """
    t = translator(language)
    lines = [
        t(_LEVELS[_label(level, found)], drivers=_drivers(row, found, language))
        for level, found in _by_level(row.drivers).items()
    ]
    lines += detail(row, language)
    lines += [t("The agency says: “{note}”", note=visible(note)) for note in row.notes]
    if not lines and _is_late(evaluation, row):
        lines = [t("Why: the sources do not say; ask the agency.")]
    return tuple(lines)


def _is_late(evaluation: Evaluation, row: RankedAgency) -> bool:
    """Whether there is something to ask an agency about: it is behind its plan, without one below the government."""
    mine, whole = row.ratios.absorption, evaluation.total.ratios.absorption
    if row.ratios.shortfall is not None or mine is None or whole is None:
        return bool(row.ratios.shortfall)
    return mine < whole and not row.figures.dissolved


def _by_level(drivers: Sequence[Driver]) -> dict[str, list[Driver]]:
    found = {level: [driver for driver in drivers if driver.level == level] for level in _LEVELS}
    return {level: given for level, given in found.items() if given}


def _label(level: str, found: Sequence[Driver]) -> str:
    return level if found[0].plan is not None else _UNSPENT_LEVELS.get(level, level)


def _drivers(row: RankedAgency, drivers: Sequence[Driver], language: str) -> str:
    said = "; ".join(_driver(driver, language) for driver in drivers[:_DRIVERS_READ_OUT])
    gap, planned = drivers[0].gap, drivers[0].plan is not None
    whole = (row.ratios.shortfall if planned else row.ratios.remaining) or 0
    if not gap.ahead and numbers.compact(gap.behind, language) == numbers.compact(whole, language):
        return said
    message = _IN_ALL[planned, bool(gap.ahead)]
    behind, ahead_by = (numbers.compact_money(amount, language) for amount in gap)
    return translator(language)(message, drivers=said, behind=behind, ahead=ahead_by)


def _driver(driver: Driver, language: str) -> str:
    message = _UNSPENT if driver.plan is None else _BEHIND
    return translator(language)(
        message,
        name=visible(driver.name),
        missing=numbers.compact_money(driver.missing, language),
        value=_percent(hundredfold(driver.share), language),
    )


def what_it_would_take(evaluation: Evaluation, row: RankedAgency, language: str) -> tuple[str, ...]:
    """What must be spent to reach the plans, and each month until the year's end where that is more.

    A dissolved agency spends no more.
    """
    if row.figures.dissolved:
        return ()
    t = translator(language)
    lines = []
    if row.ratios.shortfall:
        amount = numbers.compact_money(row.ratios.shortfall, language)
        through = row.figures.plan_through or evaluation.cutoff
        day = numbers.date(through, language)
        lines.append(t("It is {amount} short of its cash plan to {date}.", date=day, amount=amount))
    if row.outlook is not None:
        lines += ahead(row.outlook, language)
    goals = () if row.outlook is None else row.outlook.goals
    planned = bool(goals) and goals[-1].plan == row.figures.budget
    if row.needed_per_month and row.ratios.remaining is not None and not planned:
        lines.append(
            t(
                "To spend the whole budget it would take {amount} a month until December; {rest} remains.",
                amount=numbers.compact_money(row.needed_per_month, language),
                rest=numbers.compact_money(row.ratios.remaining, language),
            )
        )
    return tuple(lines)
