"""The measures that have a column in a ranking or a list of the lowest, in the order of the columns."""

from __future__ import annotations

from skpd_eval.model.kinds import RankingKey
from skpd_eval.model.measure import Heading, Measure, Ranks, Unit

_RUPIAH, _PERCENT, _POINTS = Unit.RUPIAH, Unit.PERCENT, Unit.POINTS
_SBE = "Simbangda Based Evidence, Provinsi Sumatera Barat"
_TEPRA = "TEPRA Kabupaten Lebong"

WITH_COLUMN = (
    Measure(
        "budget", "budget", _RUPIAH, "Budget", "Sum of the lines' budget = {value}",
        row="figures.budget", total="budget", part="budget", heading=Heading("Budget (Rp)", 1, 1),
    ),
    Measure(
        "plan", "plan", _RUPIAH, "Cash plan to date",
        "Sum of the lines' plan, January to the month named = {value}",
        row="figures.plan", total="plan", part="plan", heading=Heading("Plan (Rp)", 7, None),
    ),
    Measure(
        "realization", "realization", _RUPIAH, "Realization", "Sum of the lines' realization = {value}",
        row="figures.realization", total="realization", part="realization",
        heading=Heading("Realization (Rp)", 1, 1),
    ),
    Measure(
        "absorption", "absorption_pct", _PERCENT, "Absorption",
        "Realization ÷ budget: {realization} ÷ {budget} = {value}",
        row="ratios.absorption", total="ratios.absorption", mean="mean_absorption", part="absorption",
        formula="F-10", source="PMK 214/2017", heading=Heading("Absorption (%)", 1, 1),
        ranks=Ranks(RankingKey.ABSORPTION, "budget absorption"),
    ),
    Measure(
        "without-personnel", "without_personnel_pct", _PERCENT, "Absorption without personnel",
        "Realization ÷ budget, both without personnel: {realization} ÷ {budget} = {value}",
        row="ratios.without_personnel", total="ratios.without_personnel",
        heading=Heading("Without personnel (%)", 9, 9),
        ranks=Ranks(
            RankingKey.WITHOUT_PERSONNEL, "absorption without personnel expenditure",
            "It is (realization − personnel) ÷ (budget − personnel): salaries flow by themselves.",
        ),
    ),
    Measure(
        "plan-share", "plan_pct", _PERCENT, "Plan share of the budget",
        "Plan ÷ budget: {plan} ÷ {budget} = {value}",
        row="ratios.plan_share", total="ratios.plan_share", formula="F-11", source=_TEPRA,
        heading=Heading("Plan (%)", 2, 2),
    ),
    Measure(
        "deviation", "deviation_pp", _POINTS, "Financial deviation",
        "(Realization − plan) ÷ budget: ({realization} − {plan}) ÷ {budget} = {value}",
        row="ratios.deviation", total="ratios.deviation", formula="F-13", source=_SBE,
        heading=Heading("Deviation (points)", 1, 1),
        ranks=Ranks(RankingKey.DEVIATION, "financial deviation"),
    ),
    Measure(
        "plan-achievement", "plan_achievement_pct", _PERCENT, "Achievement of the plan",
        "Realization ÷ plan: {realization} ÷ {plan} = {value}",
        row="ratios.plan_achievement", total="ratios.plan_achievement", formula="F-12", source=_SBE,
        heading=Heading("Of plan (%)", 5, 7),
        ranks=Ranks(
            RankingKey.PLAN, "achievement of the cash plan", "It is realization ÷ cash plan to date."
        ),
    ),
    Measure(
        "shortfall", "shortfall", _RUPIAH, "Shortfall against plan",
        "Plan − realization, at least nothing: {plan} − {realization} = {value}",
        row="ratios.shortfall", total="ratios.shortfall", formula="F-19", source="KPPN Semarang I",
        heading=Heading("Shortfall (Rp)", 5, 3),
    ),
    Measure(
        "remaining", "remaining", _RUPIAH, "Remaining budget",
        "Budget − realization: {budget} − {realization} = {value}",
        row="ratios.remaining", total="ratios.remaining", part="remaining", formula="F-18",
        heading=Heading("Remaining (Rp)", 7, 5),
    ),
    Measure(
        "physical-target", "physical_target_pct", _PERCENT, "Physical target",
        "As stated; of several lines weighted by their budgets = {value}",
        row="ratios.physical_target", total="ratios.physical_target", mean="mean_physical_target",
        formula="F-15", heading=Heading("Physical target (%)", 6, None),
    ),
    Measure(
        "physical", "physical_pct", _PERCENT, "Physical progress",
        "As stated; of several lines weighted by their budgets = {value}",
        row="ratios.physical", total="ratios.physical", mean="mean_physical", part="physical",
        formula="F-15", heading=Heading("Physical (%)", 5, 5),
        ranks=Ranks(
            RankingKey.PHYSICAL, "physical progress",
            "It is physical progress as the agency states it; of several activities weighted by their budgets.",
            without_money=True,
        ),
    ),
    Measure(
        "physical-deviation", "physical_deviation_pp", _POINTS, "Physical deviation",
        "Physical progress − target: {physical} − {physical_target} = {value}",
        row="ratios.physical_deviation", total="ratios.physical_deviation", formula="F-16", source=_SBE,
        heading=Heading("Physical deviation (points)", 6, None),
    ),
    Measure(
        "physical-achievement", "physical_achievement_pct", _PERCENT, "Physical progress of its target",
        "Physical progress ÷ target: {physical} ÷ {physical_target} = {value}",
        row="ratios.physical_achievement", total="ratios.physical_achievement", formula="F-17", source=_SBE,
        heading=Heading("Of physical target (%)", 9, None),
    ),
    Measure(
        "combined", "combined_pct", _PERCENT, "Combined measure",
        "Physical progress × its weight + absorption × its weight: "
        "{physical} × {physical_weight} + {absorption} × {absorption_weight} = {value}",
        row="ratios.combined", heading=Heading("Mean physical and financial (%)", 9, 9),
        ranks=Ranks(
            RankingKey.COMBINED, "mean of physical and financial progress",
            "It is {physical}% × physical progress + {absorption}% × absorption.",
        ),
    ),
    Measure(
        "output", "output_achievement_pct", _PERCENT, "Achievement of outputs",
        "Mean of the indicators that can be assessed, each not below zero and not above the cap = {value}",
        row="ratios.output_achievement", formula="F-5", source="form E.81",
        heading=Heading("Outputs (%)", 6, None),
        ranks=Ranks(
            RankingKey.OUTPUT, "achievement of outputs",
            "It is the mean of the indicators' achievements, each not below zero and not above the cap; "
            "what is not reported is in no mean.",
            without_money=True,
        ),
    ),
    Measure(
        "previous-absorption", "previous_absorption_pct", _PERCENT, "Absorption at the position before",
        "As it was explained there = {value}",
        row="previous_absorption", heading=Heading("Absorption {quarter} (%)", 8, None),
    ),
    Measure(
        "other-budget", "other_budget", _RUPIAH, "The other version of the budget",
        "Sum of the lines' budget = {value}",
        row="other_budget", total="other_budget", heading=Heading("Other version of the budget (Rp)", 8, None),
    ),
    Measure(
        "other-absorption", "other_absorption_pct", _PERCENT, "Absorption of the other version of the budget",
        "Realization ÷ budget: {realization} ÷ {other_budget} = {value}",
        row="other_absorption", total="other_absorption",
        heading=Heading("Absorption of the other version (%)", 5, None),
    ),
    Measure(
        "adjustment", "adjustment", _RUPIAH, "Adjustment", "Sum of what was booked = {value}",
        row="adjustment", total="adjustment", heading=Heading("Adjustment (Rp)", 4, 6),
    ),
    Measure(
        "adjusted-absorption", "adjusted_absorption_pct", _PERCENT, "Absorption with adjustment",
        "(Realization + adjustment) ÷ budget: ({realization} + {adjustment}) ÷ {budget} = {value}",
        row="adjusted_absorption", total="adjusted_absorption",
        heading=Heading("Absorption with adjustment (%)", 2, 2),
    ),
    Measure(
        "needed-per-month", "needed_per_month", _RUPIAH, "Needed per month to spend the whole budget",
        "Remaining budget, at least nothing, ÷ months left of the year: {remaining} ÷ {months_left} = {value}",
        row="needed_per_month", formula="F-20", heading=Heading("Needed per month (Rp)", None, 5),
    ),
)  # fmt: skip
"""Those with a column, in the order of a ranking's columns."""
