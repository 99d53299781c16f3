"""All that the meeting's papers are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from skpd_eval.model.explanation import Operand
from skpd_eval.model.posture import Posture
from skpd_eval.model.priority import PriorityFigures
from skpd_eval.model.reference import Efficiencies, IkpaScores
from skpd_eval.model.result import Evaluation, RankedAgency
from skpd_eval.model.standing import Standing
from skpd_eval.model.trend import Trend


@dataclass(frozen=True, slots=True)
class Papers:
    """An evaluation, its lowest agencies, and what stands beside them; ``None``: not in these papers."""

    evaluation: Evaluation
    lowest: tuple[RankedAgency, ...] = ()
    posture: Posture | None = None
    trend: Trend | None = None
    ikpa: IkpaScores | None = None
    efficiency: Efficiencies | None = None
    priorities: tuple[PriorityFigures, ...] = ()
    """The programs that the configuration watches first."""
    standing: Standing | None = None
    traces: Mapping[str, tuple[Operand, ...]] = field(default_factory=dict)
    """By an agency's identity: its budget, plan and realization with the lines they stand in."""
