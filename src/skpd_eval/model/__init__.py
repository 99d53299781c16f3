"""The records that the rooms hand to each other: frozen, typed, without behaviour beyond properties.

``export`` is what a reader gives (lines and findings of one table of one file), ``holding`` what the ledger
gives back (amounts of an agency at a position), ``result`` what the evaluation makes of it.
Amounts are integer sen everywhere; ``None`` is unknown, never zero. Codes are text.
"""

from skpd_eval.model.certificate import Certificate, Degree, Identity, Proven
from skpd_eval.model.comparison import Comparison, Difference, Statement, Uncompared
from skpd_eval.model.counted import counted_lines, deepest_lines, top_lines
from skpd_eval.model.explained import (
    BudgetEffect,
    Contribution,
    Goal,
    LastYear,
    Mismatch,
    Outlook,
    Quadrant,
)
from skpd_eval.model.explanation import Ask, Explanation, Operand, TracedKind, TracedLine
from skpd_eval.model.export import (
    AccountLine,
    AgencyName,
    Dimension,
    Edition,
    Export,
    FileReading,
    IndicatorLine,
    Level,
    Note,
    PlanLine,
    ProgressLine,
    StatedTotal,
)
from skpd_eval.model.figures import AgencyFigures, ItemFigures, Ratios
from skpd_eval.model.finding import Finding, Severity, Source
from skpd_eval.model.grouping import Group, GroupBy, GroupedAgency
from skpd_eval.model.holding import (
    Amounts,
    Holding,
    PlanAmounts,
    ProgressAmounts,
    Standing,
    State,
    Submission,
    is_complete,
)
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
from skpd_eval.model.measure import Measure, Number, Unit
from skpd_eval.model.output import Consolidation, IndicatorAchievement, NotAssessed, Polarity
from skpd_eval.model.papers import Papers
from skpd_eval.model.posture import Balance, Posture, PostureLine, Witness
from skpd_eval.model.priority import PriorityFigures
from skpd_eval.model.result import (
    Driver,
    Evaluation,
    Exclusion,
    Gap,
    MissingAgency,
    RankedAgency,
    SourceUsed,
    Total,
)
from skpd_eval.model.revenue import Revenue, RevenueRow
from skpd_eval.model.rule import Rule, RuleBand
from skpd_eval.model.trend import AgencyTrend, CurvePoint, SameAgencies, Trend, TrendPoint
from skpd_eval.model.unread import Unread

__all__ = [
    "AccountLine",
    "AgencyFigures",
    "AgencyName",
    "AgencyTrend",
    "Amounts",
    "Ask",
    "Balance",
    "BudgetBasis",
    "BudgetChoice",
    "BudgetEffect",
    "Certificate",
    "Comparison",
    "Consolidation",
    "Contribution",
    "CurvePoint",
    "Degree",
    "Difference",
    "Dimension",
    "Driver",
    "Edition",
    "Evaluation",
    "Exclusion",
    "Explanation",
    "Export",
    "FileReading",
    "Finding",
    "Gap",
    "Goal",
    "Group",
    "GroupBy",
    "GroupedAgency",
    "Holding",
    "Identity",
    "IndicatorAchievement",
    "IndicatorLine",
    "ItemFigures",
    "Kind",
    "LastYear",
    "Level",
    "Measure",
    "Mismatch",
    "MissingAgency",
    "NotAssessed",
    "Note",
    "Number",
    "Operand",
    "Outlook",
    "Papers",
    "PeriodKind",
    "PeriodOrigin",
    "PlanAmounts",
    "PlanLine",
    "Polarity",
    "Posture",
    "PostureLine",
    "Precision",
    "PriorityFigures",
    "ProgressAmounts",
    "ProgressLine",
    "Proven",
    "Quadrant",
    "RankedAgency",
    "RankingKey",
    "Ratios",
    "RealizationBasis",
    "Revenue",
    "RevenueRow",
    "Rule",
    "RuleBand",
    "SameAgencies",
    "Severity",
    "Source",
    "SourceUsed",
    "Standing",
    "State",
    "StatedTotal",
    "Statement",
    "Submission",
    "Total",
    "TracedKind",
    "TracedLine",
    "Trend",
    "TrendPoint",
    "Uncompared",
    "Unit",
    "UnrankedReason",
    "Unread",
    "Witness",
    "counted_lines",
    "deepest_lines",
    "is_complete",
    "top_lines",
]
