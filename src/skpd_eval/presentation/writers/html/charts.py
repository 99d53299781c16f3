"""Charts as SVG, drawn from page one's bars and lines; each says in words what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.tables.onepage import Bar, Bars, CurveLines
from skpd_eval.presentation.writers.html.markup import Child, Markup, el

_WIDTH, _HEIGHT, _LEFT, _TOP, _FOOT = 480, 240, 34, 12, 22
_WHOLE = 100
_MONTHS = 12
_GRID = (0, 25, 50, 75, 100)


def bars(group: Bars, place: str, language: str) -> Markup | None:
    """A figure of bars, their words beside them, and the same as a table; ``None`` without bars."""
    if not group.bars:
        return None
    largest = max((bar.amount or 0 for bar in group.bars), default=0)
    title = f"{group.title} ({group.key})" if group.key else group.title
    return el(
        "figure",
        el("figcaption", title, id=f"{place}-title"),
        el("ol", [_bar(bar, largest) for bar in group.bars], class_="bars"),
        _twin(_heads(group, language), [_cells(bar, group, language) for bar in group.bars], title, language),
        aria_labelledby=f"{place}-title",
    )


def _bar(bar: Bar, largest: int) -> Markup:
    value = bar.value if bar.value is not None else _part(bar.amount, largest)
    tick = None if bar.plan is None else _tick(bar.plan)
    drawn = el(
        "svg",
        el("rect", class_="ground", width=_WHOLE, height=10),
        None if value is None else el("rect", class_=f"bar {bar.tone or 'grey'}", width=_fixed(value), height=10),
        tick,
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    note = bar.note if bar.note != bar.text else None
    return el(
        "li",
        el("span", bar.name, class_="name"),
        el("strong", bar.text),
        drawn,
        el("span", note, class_="note") if note else None,
    )


def _part(amount: int | None, largest: int) -> Fraction | None:
    """How long a bar of an amount is drawn beside the largest."""
    return None if amount is None or not largest else Fraction(amount * _WHOLE, largest)


def _tick(plan: Fraction) -> Markup:
    return el("rect", class_="plan", x=_fixed(min(plan, Fraction(_WHOLE)) - Fraction(1, 2)), width=1, height=10)


def _heads(group: Bars, language: str) -> list[str]:
    t = translator(language)
    planned = any(bar.plan is not None for bar in group.bars)
    amounts = all(bar.value is None for bar in group.bars)
    return [t("Agency"), t("Amount") if amounts else "%", *((t("Plan (%)"),) if planned else ()), t("Note")]


def _cells(bar: Bar, group: Bars, language: str) -> list[str]:
    planned = any(one.plan is not None for one in group.bars)
    plan = "–" if bar.plan is None else numbers.percent(bar.plan, language)
    return [bar.name, bar.text, *((plan,) if planned else ()), bar.note]


def curve(lines: CurveLines, place: str, language: str) -> Markup:
    """The S-curve: plan dashed, realization with its points, and the same as a table."""
    t = translator(language)
    said = "; ".join(
        f"{lines.months[month - 1]} {numbers.percent(value, language)}%" for month, value in lines.realized
    )
    drawn = el(
        "svg",
        el("title", lines.title, id=f"{place}-title"),
        el("desc", t("Realized by the end of: {points}", points=said), id=f"{place}-desc"),
        _axes(lines.months),
        el("polyline", class_="planned", points=_points(lines.plan)),
        el("polyline", class_="realized", points=_points(lines.realized)),
        [el("circle", class_="point", cx=_x(month), cy=_y(value), r=4) for month, value in lines.realized],
        _labels(lines),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_labelledby=f"{place}-title {place}-desc",
        class_="curve",
    )
    planned, realized = dict(lines.plan), dict(lines.realized)
    rows = [
        [name, _percent(planned.get(month), language), _percent(realized.get(month), language)]
        for month, name in enumerate((numbers.month(one, language, "abbreviated") for one in range(1, _MONTHS + 1)), 1)
    ]
    heads = [t("Month"), t("Plan (%)"), t("Realized (%)")]
    return el("figure", el("figcaption", lines.title), drawn, _twin(heads, rows, lines.title, language))


def _percent(value: Fraction | None, language: str) -> str:
    return "–" if value is None else numbers.percent(value, language)


def _axes(months: Sequence[str]) -> list[Child]:
    grid = [
        (
            el("line", class_="grid", x1=_LEFT, x2=_WIDTH, y1=_y(Fraction(share)), y2=_y(Fraction(share))),
            el("text", str(share), class_="axis end", x=_LEFT - 6, y=_fixed(Fraction(_y(Fraction(share))) + 4)),
        )
        for share in _GRID
    ]
    names = [
        el("text", name, class_="axis middle", x=_x(place), y=_HEIGHT - 4) for place, name in enumerate(months, 1)
    ]
    return [grid, names]


def _labels(lines: CurveLines) -> list[Child]:
    found: list[Child] = []
    if lines.plan:
        month, value = lines.plan[len(lines.plan) * 2 // 3]
        found.append(el("text", lines.plan_label, class_="label end", x=_x(month), y=_fixed(Fraction(_y(value)) - 10)))
    if lines.realized:
        month, value = lines.realized[-1]
        found.append(el("text", lines.last, class_="label last", x=_x(month), y=_fixed(Fraction(_y(value)) + 20)))
    return found


def _points(points: Iterable[tuple[int, Fraction]]) -> str:
    return " ".join(f"{_x(month)},{_y(value)}" for month, value in points)


def _x(month: int) -> str:
    step = Fraction(_WIDTH - _LEFT, _MONTHS)
    return _fixed(_LEFT + step * (month - Fraction(1, 2)))


def _y(value: Fraction) -> str:
    height = _HEIGHT - _TOP - _FOOT
    clamped = max(Fraction(0), min(value, Fraction(_WHOLE)))
    return _fixed(_TOP + height * (1 - clamped / _WHOLE))


def _fixed(value: Fraction | int) -> str:
    """A place on the drawing, to a hundredth."""
    return f"{float(value):.2f}"


def _twin(heads: Sequence[str], rows: Sequence[Sequence[str]], title: str, language: str) -> Markup:
    table = el(
        "table",
        el("caption", title, class_="unseen"),
        el("thead", el("tr", [el("th", head, scope="col") for head in heads])),
        el("tbody", [el("tr", [el("td", cell) for cell in row]) for row in rows]),
    )
    name = el("summary", translator(language)("As a table"))
    return el("details", name, el("div", table, class_="wide"), class_="twin")
