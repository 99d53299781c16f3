"""What the columns of a file are called, and how a place in it is written."""

from __future__ import annotations

import re

from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.safe import visible

ROLES = {
    "budget": mark("budget"),
    "budget_original": mark("original budget"),
    "budget_revised": mark("revised budget"),
    "realization": mark("realization"),
    "plan": mark("cash plan"),
    "total_plan": mark("cash plan of the year"),
    "month": mark("month"),
    "plan_pct": mark("plan in percent"),
    "realization_pct": mark("realization in percent"),
    "physical_target_pct": mark("physical target"),
    "physical_pct": mark("physical progress"),
    "code": mark("code"),
    "name": mark("name"),
    "number": mark("row number"),
    "government": mark("government"),
    "year": mark("year"),
    "quarter": mark("quarter"),
    "cutoff": mark("position"),
    "agency_code": mark("agency code"),
    "agency_name": mark("agency"),
    "unit_code": mark("sub-unit code"),
    "unit_name": mark("sub-unit"),
    "activity_code": mark("activity code"),
    "activity_name": mark("activity"),
    "account_code": mark("account code"),
    "account_name": mark("account"),
    "problem": mark("problem"),
    "solution": mark("solution"),
    "remark": mark("remark"),
    "group": mark("group"),
    "funding_source": mark("source of funds"),
    "procurement": mark("procurement"),
    "contractor": mark("contractor"),
    "contract_value": mark("contract value"),
    "package": mark("package"),
    "output": mark("output"),
    "location": mark("location"),
    "balance": mark("remainder"),
    "indicator": mark("indicator"),
    "measure": mark("unit of measure"),
    "month_name": mark("name of the month"),
    "output_target": mark("output target"),
    "output_realization": mark("output achieved"),
    "output_volume": mark("output volume"),
    "polarity": mark("direction of the indicator"),
    "consolidation": mark("way of adding up quarters"),
    "quarter_sum": mark("sum of the quarter"),
    "series": mark("series"),
    "another-layout": mark("the columns of another form"),
}
"""Role of a column to its English word."""


def place(text: str, language: str) -> str:
    """A place in a file, or several, with the lines of a text file worded: ``H12``, ``baris 7, baris 9``.

    A number alone is a row.
    """
    t = translator(language)
    if text.isdecimal():
        return t("row {number}", number=text)
    return _LINE.sub(lambda found: found[1] + t("line {number}", number=found[2]), text)


_LINE = re.compile(r"(?:^|(?<=, ))(.*?)\b(?:line|row) ([0-9]+)(?=$|, | …)")
"""A line in a list of places; what stands before it names the part of the file."""


def roles(names: str, language: str) -> str:
    """Words for roles that stand in a list; of ``a|b`` one would do: ``kode SKPD, pagu atau realisasi``."""
    t = translator(language)
    worded = []
    for name in names.split(", "):
        first, *others = (role(choice, language) for choice in name.split("|"))
        for other in others:
            first = t("{first} or {second}", first=first, second=other)
        worded.append(first)
    return ", ".join(worded)


def role(name: str, language: str) -> str:
    """The word for a column's role, with its account or month (``realisasi 5.1``); another text as it is."""
    base, _, part = name.partition(":")
    if base not in ROLES:
        return visible(name)
    return " ".join(filter(None, (translator(language)(ROLES[base]), visible(part))))
