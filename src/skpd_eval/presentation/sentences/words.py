"""The closed vocabularies of the records, worded: status, category, basis, kind, reason, ranking key."""

from __future__ import annotations

from skpd_eval.model.measures import RANKS
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.table import Cell

GOVERNMENT_LEVEL, UNIT_LEVEL = "government", "unit"
"""Values of ``Evaluation.level`` beside ``agency``; a row's name is then a government's or a sub-unit's."""

_STATUS = {
    "red": mark("Red"),
    "yellow": mark("Yellow"),
    "orange": mark("Orange"),
    "green": mark("Green"),
    "blue": mark("Blue"),
    "above": mark("Above plan"),
    "above-plan": mark("Above plan"),
}
_TONES = {"orange": "yellow", "above": "blue", "above-plan": "blue"}
_CATEGORY = {
    "very-high": mark("Very high"),
    "high": mark("High"),
    "medium": mark("Medium"),
    "low": mark("Low"),
    "very-low": mark("Very low"),
}
_BUDGET = {
    "original": mark("original budget"),
    "revised": mark("revised budget"),
    "in-force": mark("budget in force on that date"),
    "unstated": mark("budget in force on that date"),
    "mixed": mark("mixed: original and revised budgets"),
}
_REALIZATION = {
    "lra": mark("LRA (budget realization report)"),
    "sp2d": mark("SP2D (disbursement orders)"),
    "spj": mark("SPJ (accountability reports)"),
    "agency": mark("the agency's own statement"),
}
_KIND = {
    "accounts": mark("Budget and realization"),
    "plan": mark("Cash plan"),
    "physical": mark("Physical progress"),
    "outputs": mark("Outputs"),
}
_KEY = {key.value: ranks.word for key, ranks in RANKS.items()}
_REASON = {
    "no-budget": mark("no budget"),
    "negative-budget": mark("negative budget"),
    "no-realization": mark("realization not reported"),
    "no-budget-of-that-basis": mark("no budget of the version asked for"),
    "no-key": mark("the measure ranked by is unknown"),
    "dissolved": mark("dissolved agency"),
    "not-reported": mark("not reported"),
    "few-agencies": mark("few of its agencies reported"),
    "no-target": mark("no target"),
    "month-missing": mark("a month is missing"),
    "ppkd-account": mark("regional treasurer's account (PPKD)"),
    "contingency": mark("contingency expenditure (PPKD)"),
    "transfer": mark("transfer expenditure (PPKD)"),
    "financing": mark("financing (PPKD)"),
    "excluded-agency": mark("left out by the configuration"),
}
_RULE_BASIS = {
    "law": mark("law"),
    "circular": mark("circular"),
    "house": mark("house rule"),
    "reference": mark("reference"),
}
_AGENCY_GROUP = {
    "secretariat": mark("Secretariats"),
    "inspectorate": mark("Inspectorate"),
    "department": mark("Departments"),
    "body": mark("Bodies"),
    "hospital": mark("Hospitals"),
    "district": mark("Districts"),
    "ward": mark("Wards"),
    "division": mark("Divisions"),
    "other": mark("Other agencies"),
    "jumbo": mark("Jumbo"),
    "large": mark("Large"),
    "medium": mark("Middle-sized"),
    "small": mark("Small"),
}
_EFFECTIVENESS = {
    "very-effective": mark("very effective"),
    "effective": mark("effective"),
    "fairly-effective": mark("fairly effective"),
    "less-effective": mark("less effective"),
    "not-effective": mark("not effective"),
}
_EFFICIENCY = {
    "very-efficient": mark("very efficient"),
    "efficient": mark("efficient"),
    "fairly-efficient": mark("fairly efficient"),
    "less-efficient": mark("less efficient"),
    "not-efficient": mark("not efficient"),
}
_SCORE = {
    "very-good": mark("very good"),
    "good": mark("good"),
    "fair": mark("fair"),
    "poor": mark("poor"),
}
_POLARITY = {
    "higher": mark("higher is better"),
    "lower": mark("lower is better"),
    "range": mark("inside the range"),
    "stable": mark("close to the target"),
}
_CONSOLIDATION = {
    "sum": mark("quarters or months added up"),
    "average": mark("mean of quarters or months"),
    "last": mark("newest standing"),
}
_SEVERITY = {"error": mark("Error"), "warning": mark("Warning"), "info": mark("Information")}
_PRESENCE = {
    "present": mark("present"),
    "missing": mark("missing"),
    "not-filled": mark("missing: the form was not filled in"),
    "refused": mark("refused"),
    "withdrawn": mark("withdrawn"),
}
_LEVEL = {
    "account": mark("account"),
    "sub-activity": mark("sub-activity"),
    "activity": mark("activity"),
    "program": mark("program"),
    "unit": mark("sub-unit"),
    "agency": mark("agency"),
    "government": mark("government"),
    "kind": mark("kind of expenditure"),
}
_PERIOD = {
    "cumulative": mark("cumulative"),
    "month": mark("one month alone"),
    "option": mark("from an option"),
    "manifest": mark("from the manifest"),
    "title": mark("from the title"),
    "column": mark("from a column"),
    "sheet-name": mark("from the sheet's name"),
    "file-name": mark("from the file's name"),
}
_ENTRY = {
    "submission": mark("record"),
    "withdrawal": mark("the withdrawal of record"),
    "assistance": mark("step of assistance"),
    "adjustment": mark("adjustment"),
    "adjustment-withdrawal": mark("the withdrawal of adjustment"),
}
_FILE_KIND = {
    "text": mark("text (CSV)"),
    "encrypted": mark("an encrypted workbook"),
    "html": mark("a web page (HTML)"),
    "spreadsheetml": mark("Excel 2003 XML"),
    "mhtml": mark("a saved web page (MHTML)"),
    "docx": mark("a Word document"),
    "zip": mark("an archive (ZIP)"),
    "gzip": mark("an archive (GZIP)"),
    "ole2": mark("an old Office file"),
    "empty": mark("an empty file"),
    "unknown": mark("of an unknown kind"),
}
_QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}

_DEGREE = {"proved": mark("proved"), "partly": mark("partly"), "not": mark("not proved")}

VOCABULARIES = {
    "status": _STATUS,
    "category": _CATEGORY,
    "budget": _BUDGET,
    "realization": _REALIZATION,
    "kind": _KIND,
    "key": _KEY,
    "reason": _REASON,
    "rule": _RULE_BASIS,
    "agency-group": _AGENCY_GROUP,
    "effectiveness": _EFFECTIVENESS,
    "efficiency": _EFFICIENCY,
    "score": _SCORE,
    "polarity": _POLARITY,
    "consolidation": _CONSOLIDATION,
    "severity": _SEVERITY,
    "presence": _PRESENCE,
    "level": _LEVEL,
    "period": _PERIOD,
    "entry": _ENTRY,
    "file-kind": _FILE_KIND,
    "degree": _DEGREE,
}
"""Name of a vocabulary to its codes and their English words."""


def word(vocabulary: str, code: str, language: str) -> str:
    """The word for a code; a code that has none is shown itself, made safe."""
    known = VOCABULARIES[vocabulary].get(code)
    return visible(code) if known is None else translator(language)(known)


def optional_word(vocabulary: str, code: str | None, language: str) -> str | None:
    """:func:`word`, with unknown staying unknown."""
    return None if code is None else word(vocabulary, code, language)


def coded(vocabulary: str, code: str | None, language: str, tone: str | None = None) -> Cell:
    """A cell with the word for a code, and the code for programs; empty where it is unknown."""
    return Cell(optional_word(vocabulary, code, language), tone, code=code)


def tone(status: str | None) -> str | None:
    """The colour that goes with a status: ``red``, ``yellow``, ``green``, ``blue`` or ``None``."""
    return None if status is None else _TONES.get(status, status)


def quarter(number: int, language: str) -> str:
    """``Triwulan III`` or ``Quarter III``."""
    t = translator(language)
    return t("Quarter {number}", number=_QUARTERS[number])
