"""What an evaluation needs of the law and the house, as it is in force on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from skpd_eval import period
from skpd_eval.errors import RegulationError
from skpd_eval.model import Rule, RuleBand
from skpd_eval.regulations.parameter import Parameter, Value, load, parameters
from skpd_eval.regulations.scale import Band, Scale

_USED = (
    "performance_scale",
    "deviation_status",
    "expenditure_account",
    "excluded_accounts",
    "personnel_account",
)
CORRIDOR = "monthly_corridor"
"""The parameter whose name, set as ``deviation_status``, has the absorption by month give the status."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The parameters of an evaluation on a day."""

    day: dt.date
    performance: Scale
    """Bands of an achievement, percent."""
    deviation: Scale
    """Bands of a deviation, percentage points."""
    expenditure: tuple[str, ...]
    """Accounts that are expenditure."""
    excluded: tuple[str, ...]
    """Accounts that are out of the ranking."""
    personnel: tuple[str, ...]
    """Accounts that ``without-personnel`` leaves out."""
    rules: tuple[Rule, ...]
    """The same as papers cite them."""
    capital: tuple[str, ...] = ()
    """Accounts that are capital spending."""
    revenue: tuple[str, ...] = ()
    """Accounts that are revenue."""
    of_size: Fraction = Fraction(0)
    """Share of an agency's budget from which a part of it is worth naming, a fraction of one."""
    corridor: Mapping[int, tuple[Scale, Rule]] = field(default_factory=dict)
    """Bands of the absorption by the end of each month, percent; empty where the deviation gives the status."""
    account_names: Mapping[str, str] = field(default_factory=dict)
    """Names of accounts, for files that give their codes alone."""

    def cited(self, day: dt.date) -> tuple[Rule, ...]:
        """Give the rules as papers of a position cite them: of a corridor the bands of its month."""
        month = period.whole_months(day)
        if month not in self.corridor:
            return self.rules
        return tuple(self.corridor[month][1] if rule.name == CORRIDOR else rule for rule in self.rules)


def rulebook(
    day: dt.date,
    boundary: str = "",
    deviation_status: str = "",
    extra: Path | None = None,
    language: str = "id",
) -> Rulebook:
    """Gather the parameters in force on a day, with the boundary policy and the colour rules by name.

    :class:`RegulationError` where one does not apply on that day or a name is not among its scales. An empty
    name takes the parameter's default.
    """
    by_month = deviation_status == CORRIDOR
    found = {name: load(name, extra) for name in _USED}
    values = {name: parameter.in_force(day) for name, parameter in found.items()}
    performance = _scale(found["performance_scale"], values["performance_scale"], boundary)
    deviation = _scale(found["deviation_status"], values["deviation_status"], "" if by_month else deviation_status)
    chosen = {"performance_scale": performance, "deviation_status": deviation}
    corridor = _corridor(load(CORRIDOR, extra), day, language) if by_month else {}
    return Rulebook(
        day=day,
        performance=performance,
        deviation=deviation,
        expenditure=values["expenditure_account"].accounts,
        excluded=values["excluded_accounts"].accounts,
        personnel=values["personnel_account"].accounts,
        rules=tuple(
            next(iter(corridor.values()))[1]
            if corridor and name == "deviation_status"
            else _rule(found[name], values[name], chosen.get(name), language)
            for name in _USED
        ),
        corridor=corridor,
        capital=load("capital_account", extra).in_force(day).accounts,
        revenue=load("revenue_account", extra).in_force(day).accounts,
        of_size=number_in_force("item_of_size", day, extra) / 100,
        account_names=load("account_names", extra).in_force(day).names,
    )


def _corridor(parameter: Parameter, day: dt.date, language: str) -> dict[int, tuple[Scale, Rule]]:
    value = parameter.in_force(day)
    return {
        int(name): (scale, _rule(parameter, value, scale, language))
        for name, scale in value.scales.items()
        if name.isdecimal()
    }


def number_in_force(name: str, day: dt.date, extra: Path | None = None) -> Fraction:
    """Give a parameter that is a number, as it is in force on a day.

    :class:`RegulationError` where it does not apply on that day or is no number.
    """
    parameter = load(name, extra)
    number = parameter.in_force(day).number
    if number is None:
        raise RegulationError(parameter.file, "values.number", "missing-key")
    return Fraction(number)


def all_rules(
    day: dt.date,
    boundary: str = "",
    deviation_status: str = "",
    extra: Path | None = None,
    language: str = "id",
) -> tuple[Rule, ...]:
    """List every parameter that is in force on a day, in the order of names, as papers cite them."""
    chosen = {
        "performance_scale": boundary,
        "deviation_status": "" if deviation_status == CORRIDOR else deviation_status,
        CORRIDOR: f"{day.month:02d}",
    }
    found = []
    for parameter in parameters(extra):
        if parameter.values[0].since <= day:
            value = parameter.in_force(day)
            scale = _scale(parameter, value, chosen.get(parameter.name, "")) if value.scales else None
            found.append(_rule(parameter, value, scale, language))
    return tuple(found)


def scale_in_force(name: str, day: dt.date, extra: Path | None = None, scale: str = "") -> Scale:
    """Give a parameter's scale by name, else its default one, as it is in force on a day."""
    parameter = load(name, extra)
    return _scale(parameter, parameter.in_force(day), scale)


def _scale(parameter: Parameter, value: Value, name: str) -> Scale:
    scale = value.scales.get(name or value.default)
    if scale is None:
        raise RegulationError(parameter.file, f"scales.{name or value.default}", "unknown-value")
    return scale


def _rule(parameter: Parameter, value: Value, scale: Scale | None, language: str) -> Rule:
    titles, link = value.titles, value.link
    if scale is not None and scale.titles:
        titles, link = scale.titles, scale.link
    title = titles.get(language, titles["id"])
    return Rule(
        name=parameter.name,
        label=parameter.label.get(language, parameter.label["id"]),
        basis=parameter.basis.value,
        reference=f"{title}, {link}" if link else title,
        verified_on=parameter.verified_on,
        detail=_detail(value) if scale is None else scale.name,
        bands=() if scale is None else tuple(map(_rule_band, scale.bands)),
        rounded_to=None if scale is None else scale.rounded_to,
    )


def _rule_band(band: Band) -> RuleBand:
    return RuleBand(band.code, band.lower, band.lower_closed, band.upper, band.upper_closed)


def _detail(value: Value) -> str:
    if value.number is not None:
        return f"{value.number.normalize():f}"
    named = [f"{code}: {', '.join(words)}" for code, words in value.prefixes.items()]
    named += [f"{account}: {'/'.join(map(str, four))}" for account, four in value.quarters.items()]
    named += [f"{name}: {number.normalize():f}" for name, number in value.numbers.items()]
    named += [f"{account} {name}" for account, name in value.names.items()]
    return "; ".join(named) or ", ".join(value.accounts)
