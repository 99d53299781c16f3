"""What is said of figures once several files stand beside each other."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "accounts-not-ranked": (
        mark(
            "{agency}: accounts of no known class ({accounts}) hold a budget of {budget} and {realization} realized "
            "that stand in no row."
        ),
        mark("Correct the account codes in the file (5.1.02…), and ingest it again."),
    ),
    "accounts-not-ranked-of-all": (
        mark(
            "{agencies} agencies: accounts of no known class ({accounts}) hold a budget of {budget} and {realization} "
            "realized that stand in no row."
        ),
        mark("Correct the account codes in the file (5.1.02…), and ingest it again."),
    ),
    "accounts-beside": (
        mark(
            "{agency}: revenue and financing ({accounts}) are recorded with a budget of {budget} and {realization} "
            "realized, and are not ranked."
        ),
        None,
    ),
    "accounts-beside-of-all": (
        mark(
            "{agencies} agencies: revenue and financing ({accounts}) are recorded with a budget of {budget} and "
            "{realization} realized, and are not ranked."
        ),
        None,
    ),
    "cutoffs-differ": (
        mark("Agencies stand at different positions: {found}."),
        mark("Compare with care, or choose one with --cutoff."),
    ),
    "realization-bases-differ": (
        mark("Realizations come from different records: {found}."),
        mark("Ask for the missing reports of one kind."),
    ),
    "amounts-repeated": (
        mark("{agency} states the very amounts of {other} in {file}."),
        mark("Check whether a template's amounts were left standing."),
    ),
    "budgets-repeated": (
        mark("{agency} states the very budget of {other} in {file}, account by account."),
        mark("Check whether a template's budget was left standing."),
    ),
    "realization-over-budget": (
        mark("{agency}: the realization ({realization}) is more than the budget ({budget})."),
        mark("Check the budget in force and the accounts."),
    ),
    "plan-over-budget": (
        mark("{agency}: the cash plan to date, {plan}, is more than the whole budget of {budget}."),
        mark("Check the plan's decimals and unit, and which budget it was made for."),
    ),
    "unit-mismatch-suspected": (
        mark("{agency}: {realization} realized is more than ten times the budget of {budget}."),
        mark("Ingest the file again with its --unit; if the amounts are right, accept this under [[allow]]."),
    ),
    "unit-mismatch-since": (
        mark(
            "{agency}: the budget of {budget} and the {before} of the position before are about {factor} times apart."
        ),
        mark("Ingest the file again with its --unit; if the amounts are right, accept this under [[allow]]."),
    ),
    "unit-mismatch-of-all": (
        mark(
            "{agencies} of {count} agencies have budgets about {factor} times apart from the position before "
            "({budget} and {before} in sum)."
        ),
        mark("Ingest the file again with its --unit; if the amounts are right, accept this under [[allow]]."),
    ),
    "unit-mismatch-realized": (
        mark(
            "{agencies} of {count} agencies realized about {factor} times more or less than at the position before "
            "({realization} and {before} in sum)."
        ),
        mark("Ingest the file again with its --unit; if the amounts are right, accept this under [[allow]]."),
    ),
    "stale-copy": (
        mark("All {agencies} agencies realized at {cutoff} exactly what they had at {earlier}."),
        mark("The file may be a copy of the earlier period under a new date: ask for the right one."),
    ),
    "plan-versions": (
        mark(
            "{agency}: changes to the cash plan up to then: {count}. The first version planned {before} to date "
            "({first_achieved}% of it achieved), the one in force {plan} ({achieved}%)."
        ),
        None,
    ),
    "plan-versions-of-all": (
        mark(
            "The cash plan changed for {agencies} agencies, at most {count} times each. By the first versions "
            "the agencies planned {before} to date ({first_achieved}% of it achieved), by those in force {plan} "
            "({achieved}%); without what is out of the ranking."
        ),
        None,
    ),
    "sources-differ": (
        mark(
            "{agency}: {role} is {first_sen} in {file} and {second_sen} in {other}, {points} points of the budget "
            "apart."
        ),
        mark("The first is used: ask which is right. skpd-eval compare shows the cells."),
    ),
    "sources-differ-of-all": (
        mark(
            "Two sources differ on {role} for {agencies} agencies; most for {most}: {first_sen} in {file} and "
            "{second_sen} in {other}, {points} points of the budget apart."
        ),
        mark("The first is used: ask which is right. skpd-eval compare shows the cells."),
    ),
    "negative-realization": (
        mark("{agency}: the realization is negative ({realization})."),
        mark("A correction can be negative; check it."),
    ),
    "series-falls": (
        mark(
            "{agency}: cumulative realization fell from {before} ({since}, {other}) to {realization} ({cutoff})."
        ),
        mark("If both files hold their month alone, ingest both again with --period month."),
    ),
    "series-falls-of-all": (
        mark(
            "The cumulative realization of {agencies} of {count} agencies fell, in sum from {before} ({since}, "
            "{other}) to {realization} ({cutoff})."
        ),
        mark("If both files hold their month alone, ingest both again with --period month."),
    ),
    "budget-changed": (mark("{agency}: the budget changed from {before} ({since}) to {budget}."), None),
    "physical-below-financial": (
        mark("{agency}: physical progress ({physical}%) is behind the money spent ({absorption}%)."),
        mark("Ask whether something was paid ahead of the work."),
    ),
    "agency-names-differ": (
        mark("The agency {code} is named {agency} and {other}."),
        mark("Add the other name to the register."),
    ),
    "agency-two-codes": (
        mark("{agency} stands under several codes: {found}. It is counted as several agencies."),
        mark("If it is one, write under its [[agency]] in skpd-eval.toml: codes = [{codes}]"),
    ),
    "month-missing": (
        mark("{agency}: the realization of single months before {cutoff} is missing: {months}."),
        mark("Ingest them with --period month, or a report that is cumulative to then."),
    ),
    "thinner-quarter": (
        mark("There is a newer quarter with fewer agencies: {quarter}."),
        mark("Ask for it with --quarter."),
    ),
    "printed-percent-differs": (
        mark("{agency}: the file prints {stated}%, its own figures give {computed}%."),
        mark("Use the computed one; tell the maker of the file."),
    ),
    "physical-over-hundred": (
        mark("{agency}: physical progress is over 100% ({physical}%)."),
        mark("Ask the agency."),
    ),
    "agency-alias-ambiguous": (
        mark("“{alias}” could be: {agencies}."),
        mark("Make it clear in the register of the configuration."),
    ),
    "plan-not-separable": (
        mark("{agency}: the cash plan cannot be split from what the ranking leaves out: unknown."),
        mark("Ask for the cash plan by account."),
    ),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
