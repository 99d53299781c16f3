"""What is said of figures once several files stand beside each other."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "cutoffs-differ": (
        mark("Agencies stand at different positions: {cutoffs}."),
        mark("Compare with care, or choose one with --cutoff."),
    ),
    "realization-bases-differ": (
        mark("Realizations come from different records: {bases}."),
        mark("Ask for the missing reports of one kind."),
    ),
    "realization-over-budget": (
        mark("{agency}: the realization ({realization}) is more than the budget ({budget})."),
        mark("Check the budget in force and the accounts."),
    ),
    "unit-mismatch-suspected": (
        mark("{agency}: the amounts are about a thousand times off; the unit may be wrong."),
        mark("State --unit, or correct the file."),
    ),
    "negative-realization": (
        mark("{agency}: the realization is negative ({realization})."),
        mark("A correction can be negative; check it."),
    ),
    "series-falls": (
        mark("{agency}: cumulative realization falls from {before} to {after}."),
        mark("Check whether a file states one quarter alone (--period)."),
    ),
    "budget-changed": (mark("{agency}: the budget changed from {before} to {after}."), None),
    "physical-over-100": (
        mark("{agency}: physical progress is over 100% ({physical})."),
        mark("Ask the agency."),
    ),
    "physical-below-financial": (
        mark("{agency}: physical progress ({physical}) is behind the money spent ({financial})."),
        mark("Ask whether something was paid ahead of the work."),
    ),
    "agency-names-differ": (
        mark("The agency {code} is named differently: {names}."),
        mark("Add the other name to the register."),
    ),
    "alias-ambiguous": (
        mark("“{alias}” could be: {names}."),
        mark("Make it clear in the register of the configuration."),
    ),
    "month-missing": (
        mark("{agency}: months are missing before {cutoff}: {months}."),
        mark("Ingest them, or a cumulative report."),
    ),
    "thinner-quarter": (
        mark("There is a newer quarter with fewer agencies: {quarter}."),
        mark("Ask for it with --quarter."),
    ),
    "printed-percent-differs": (
        mark("{agency}: the file prints {stated}%, its own figures give {computed}%."),
        mark("Use the computed one; tell the maker of the file."),
    ),
    "sources-differ": (
        mark("{agency}: two sources state {stated} and {other}."),
        mark("See: skpd-eval compare"),
    ),
    "budget-after-cutoff": (
        mark("{agency}: the budget is of {date}, after the position."),
        mark("Use the budget in force at the position."),
    ),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
