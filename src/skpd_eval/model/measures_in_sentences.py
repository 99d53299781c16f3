"""The measures that stand in a sentence, in JSON or in a formula, without a column of their own."""

from __future__ import annotations

from skpd_eval.model.measure import Measure, Unit

_RUPIAH, _PERCENT, _POINTS, _COUNT = Unit.RUPIAH, Unit.PERCENT, Unit.POINTS, Unit.COUNT

WITHOUT_COLUMN = (
    Measure(
        "rank", "rank", _COUNT, "Rank", "One more than the agencies that stand higher = {value}", row="rank"
    ),
    Measure(
        "previous-rank", "previous_rank", _COUNT, "Rank at the position before",
        "As it was explained there = {value}", row="previous_rank",
    ),
    Measure(
        "rank-change", "rank_change", _COUNT, "Places gained since the position before",
        "From {previous_rank} to {rank}, counted among the agencies that both positions rank = {value}",
        row="rank_change",
    ),
    Measure(
        "realized", "realized_pp", _POINTS, "Absorption gained by spending since the position before",
        "Added realization ÷ budget before: "
        "({realization} − {previous_realization}) ÷ {previous_budget} = {value}",
        row="budget_effect.realized",
    ),
    Measure(
        "previous-realization", "previous_realization", _RUPIAH, "Realization at the position before",
        "As it was explained there = {value}", row="budget_effect.realization_before",
    ),
    Measure(
        "previous-budget", "previous_budget", _RUPIAH, "Budget at the position before",
        "As it was explained there = {value}", row="budget_effect.budget_before",
    ),
    Measure(
        "budget-changed", "budget_changed_pp", _POINTS, "Absorption gained by the change of budget",
        "Absorption − absorption before − what spending gained: "
        "{absorption} − {previous_absorption} − ({realized}) = {value}",
        row="budget_effect.budget",
    ),
    Measure(
        "first-plan",
        "first_plan",
        _RUPIAH,
        "First version of the cash plan to date",
        "Sum of the lines' plan, January to the month named = {value}",
        row="figures.first_plan",
    ),
    Measure(
        "plan-changes",
        "plan_changes",
        _COUNT,
        "Changes of the cash plan",
        "Counted up to the one in force = {value}",
        row="figures.plan_changes",
    ),
    Measure(
        "contribution", "contribution", _RUPIAH, "What it is behind plan, negative where it is ahead",
        "Plan − realization: {plan} − {realization} = {value}",
        row="contribution.amount", part="contribution.amount",
    ),
    Measure(
        "contribution-points", "contribution_pp", _POINTS, "What it is behind plan, of the government's budget",
        "Behind plan ÷ the government's budget: {contribution} ÷ {total_budget} = {value}",
        row="contribution.points", part="contribution.points",
    ),
    Measure(
        "contribution-share", "contribution_share_pct", _PERCENT,
        "Its part of what all that are behind their plan lack",
        "Behind plan ÷ what all that are behind lack: {contribution} ÷ {behind_in_all} = {value}",
        row="contribution.share", part="contribution.share",
    ),
    Measure(
        "behind-in-all", "behind_in_all", _RUPIAH, "What all that are behind their plan lack",
        "Sum of what each of them is behind = {value}",
    ),
    Measure(
        "missing", "missing", _RUPIAH, "What a part lacks",
        "Plan (where there is none, budget) − realization: {plan} ({budget}) − {realization} = {value}",
        part="missing",
    ),
    Measure(
        "missing-share", "share_pct", _PERCENT, "A part's share of what is missing",
        "What the part lacks ÷ what is missing in all: {missing} ÷ {missing_in_all} = {value}", part="share",
    ),
    Measure(
        "missing-in-all", "missing_in_all", _RUPIAH, "What is missing in all", "Over the parts = {value}",
        part="missing_in_all",
    ),
    Measure(
        "mismatch", "mismatch", _RUPIAH, "Work not paid, negative where it is paid ahead of the work",
        "Budget × (physical progress − absorption): {budget} × ({physical} − {absorption}) = {value}",
        part="mismatch",
    ),
    Measure(
        "months-left", "months_left", _COUNT, "Months left of the year",
        "From the position to 31 December = {value}",
    ),
    Measure(
        "months-gone", "months_gone", _COUNT, "Months gone of the year",
        "From 1 January to the position = {value}",
    ),
    Measure(
        "pace", "per_month_so_far", _RUPIAH, "Realization a month so far",
        "Realization ÷ months gone: {realization} ÷ {months_gone} = {value}", row="outlook.pace",
    ),
    Measure(
        "speed-needed", "speed_needed_pct", _PERCENT, "Pace needed for the plan of the year's end",
        "(Needed ÷ months left) ÷ (realization ÷ months gone): "
        "({goal_needed} ÷ {months_left}) ÷ ({realization} ÷ {months_gone}) = {value}",
        row="outlook.speed_needed",
    ),
    Measure(
        "government-speed", "government_speed_pct", _PERCENT, "Pace that the government needs for its plan",
        "As for an agency, of the government as a whole = {value}", row="outlook.government_speed",
    ),
    Measure(
        "physical-weight", "physical_weight_pct", _PERCENT, "Weight of physical progress in the combined measure",
        "As the configuration has it = {value}",
    ),
    Measure(
        "absorption-weight", "absorption_weight_pct", _PERCENT, "Weight of absorption in the combined measure",
        "As the configuration has it = {value}",
    ),
    Measure(
        "goal-plan", "goal_plan", _RUPIAH, "Plan to be reached", "Sum of the lines' plan to that day = {value}",
        goal="plan",
    ),
    Measure(
        "goal-needed", "goal_needed", _RUPIAH, "Needed to reach a plan",
        "Plan of that day − realization, at least nothing: {goal_plan} − {realization} = {value}",
        goal="needed",
    ),
    Measure(
        "goal-per-month", "goal_per_month", _RUPIAH, "Needed per month to reach a plan",
        "Needed ÷ months until then: {goal_needed} ÷ {goal_months} = {value}", goal="per_month",
    ),
    Measure(
        "goal-months", "goal_months", _COUNT, "Months until a plan is due",
        "From the position to that day = {value}",
    ),
    Measure(
        "last-year", "last_year_pct", _PERCENT, "Absorption on the same date of last year",
        "As it was explained there = {value}", row="outlook.last_year.absorption",
    ),
    Measure(
        "last-year-end", "last_year_end_pct", _PERCENT, "Absorption at the end of last year",
        "As it was explained there = {value}", row="outlook.last_year.year_end",
    ),
    Measure(
        "last-year-speed", "last_year_speed_pct", _PERCENT, "Pace from that date to the end of last year",
        "Pace after that date ÷ pace before it, from {last_year} to {last_year_end} = {value}",
        row="outlook.last_year.speed",
    ),
    Measure(
        "since-last-year", "since_last_year_pp", _POINTS, "Absorption now against the same date of last year",
        "Absorption now − then: {absorption} − {last_year} = {value}", row="outlook.since_last_year",
    ),
    Measure(
        "agencies", "agencies", _COUNT, "Agencies that reported", "All that reported = {value}",
        total="agencies",
    ),
)  # fmt: skip
"""Those that stand in a sentence, in JSON or in a formula."""
