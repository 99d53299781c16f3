"""All that the meeting's papers are made from."""

from __future__ import annotations

from dataclasses import dataclass

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
