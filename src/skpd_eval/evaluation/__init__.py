"""What figures mean: pure functions on the model's records, exact, without files, wording or display.

The way through: :func:`select` chooses which submissions give what, the job fetches their amounts,
:func:`figures` sums them into one row an agency, :func:`evaluate` ranks and explains them.
"""

from skpd_eval.evaluation.continuity import Stated, key_of_today, renamed_codes
from skpd_eval.evaluation.drivers import drivers_of
from skpd_eval.evaluation.evaluate import evaluate
from skpd_eval.evaluation.fetched import Fetched, fetched
from skpd_eval.evaluation.figures import Figures, figures
from skpd_eval.evaluation.findings import figure_findings
from skpd_eval.evaluation.governments import evaluate_governments
from skpd_eval.evaluation.identity import Identities, Identity, identify
from skpd_eval.evaluation.movement import recoded, without_repeats
from skpd_eval.evaluation.outlook import Reference, reference
from skpd_eval.evaluation.picks import Pick
from skpd_eval.evaluation.position import (
    AgencyChoice,
    Query,
    Selection,
    default_quarter,
    of_agencies,
    of_government,
    select,
)
from skpd_eval.evaluation.ranking import lowest, measure, rank
from skpd_eval.evaluation.ratios import physical_achievement, ratios_of
from skpd_eval.evaluation.rules import rules_in_force
from skpd_eval.evaluation.trend import trend_of

__all__ = [
    "AgencyChoice",
    "Fetched",
    "Figures",
    "Identities",
    "Identity",
    "Pick",
    "Query",
    "Reference",
    "Selection",
    "Stated",
    "default_quarter",
    "drivers_of",
    "evaluate",
    "evaluate_governments",
    "fetched",
    "figure_findings",
    "figures",
    "identify",
    "key_of_today",
    "lowest",
    "measure",
    "of_agencies",
    "of_government",
    "physical_achievement",
    "rank",
    "ratios_of",
    "recoded",
    "reference",
    "renamed_codes",
    "rules_in_force",
    "select",
    "trend_of",
    "without_repeats",
]
