"""The records that the rooms hand to each other: frozen, typed, without behaviour beyond properties.

``export`` is what a reader gives (lines and findings of one table of one file), ``holding`` what the ledger
gives back (amounts of an agency at a position), ``result`` what the evaluation makes of it.
Amounts are integer sen everywhere; ``None`` is unknown, never zero. Codes are text.
"""

from skpd_eval.model.explained import (
    BudgetEffect,
    Contribution,
    Goal,
    LastYear,
    Mismatch,
    Outlook,
    Quadrant,
)
from skpd_eval.model.export import (
    AccountLine,
    AgencyName,
    Dimension,
    Export,
    FileReading,
    IndicatorLine,
    Level,
    Note,
    PlanLine,
    ProgressLine,
    StatedTotal,
)
from skpd_eval.model.finding import Finding, Severity, Source
from skpd_eval.model.holding import Amounts, Holding, PlanAmounts, ProgressAmounts, Submission
from skpd_eval.model.kinds import (
    BudgetBasis,
    BudgetChoice,
    Kind,
    PeriodKind,
    PeriodOrigin,
    Precision,
    RankingKey,
    RealizationBasis,
    UnrankedReason,
)
from skpd_eval.model.result import (
    AgencyFigures,
    Driver,
    Evaluation,
    Exclusion,
    ItemFigures,
    MissingAgency,
    RankedAgency,
    Ratios,
    Rule,
    SourceUsed,
    Total,
)
from skpd_eval.model.trend import AgencyTrend, CurvePoint, Trend, TrendPoint

__all__ = [
    "AccountLine",
    "AgencyFigures",
    "AgencyName",
    "AgencyTrend",
    "Amounts",
    "BudgetBasis",
    "BudgetChoice",
    "BudgetEffect",
    "Contribution",
    "CurvePoint",
    "Dimension",
    "Driver",
    "Evaluation",
    "Exclusion",
    "Export",
    "FileReading",
    "Finding",
    "Goal",
    "Holding",
    "IndicatorLine",
    "ItemFigures",
    "Kind",
    "LastYear",
    "Level",
    "Mismatch",
    "MissingAgency",
    "Note",
    "Outlook",
    "PeriodKind",
    "PeriodOrigin",
    "PlanAmounts",
    "PlanLine",
    "Precision",
    "ProgressAmounts",
    "ProgressLine",
    "Quadrant",
    "RankedAgency",
    "RankingKey",
    "Ratios",
    "RealizationBasis",
    "Rule",
    "Severity",
    "Source",
    "SourceUsed",
    "StatedTotal",
    "Submission",
    "Total",
    "Trend",
    "TrendPoint",
    "UnrankedReason",
]
