"""What is said of cases of assistance, their forms, and adjustments."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "case-open": (mark("{agency} has case {number} of that quarter, which is open."), mark("Use that case.")),
    "case-unknown": (mark("There is no case {number}."), mark("See: skpd-eval assist list")),
    "case-closed": (
        mark("Case {number} is closed."),
        mark("Open another one with: skpd-eval assist open"),
    ),
    "no-cases": (
        mark("No agency was assisted in quarter {quarter} of {year}."),
        mark("Open cases with: skpd-eval assist open"),
    ),
    "no-later-position": (
        mark("There is no position after {cutoff} that states {agency}."),
        mark("Ingest a newer export, or name a position with --cutoff."),
    ),
    "check-not-later": (
        mark("The position {cutoff} is not later in the year than that of the case ({asked})."),
        mark("Name a later position of the same year with --cutoff."),
    ),
    "agency-not-at-position": (
        mark("{agency} is not at the position {cutoff}."),
        mark("Name another position with --cutoff."),
    ),
    "option-empty": (mark("{option} is empty."), mark("Write something.")),
    "who-unknown": (mark("It is not known who does this."), mark("Say it with --who NAME.")),
    "form-damaged": (
        mark("The form's hidden sheet is not as it was written."),
        mark("Fill in a fresh form: skpd-eval assist open writes it anew."),
    ),
    "form-field-missing": (mark("“{field}” is not filled in."), mark("Fill in that cell and send it again.")),
    "form-choice-unknown": (
        mark("“{text}” is not in the list of “{field}”."),
        mark("Choose one of: {known}."),
    ),
    "form-amount-unreadable": (
        mark("“{text}” is no amount for “{field}”."),
        mark("Write rupiah as a number, like 1.500.000."),
    ),
    "form-date-unreadable": (
        mark("“{text}” is no date for “{field}”."),
        mark("Write it like 15/11/2023."),
    ),
    "form-blank": (
        mark("The form of case {number} is not filled in yet; nothing was recorded."),
        mark("Ask the agency for its answer."),
    ),
    "form-case-unknown": (
        mark("The form belongs to case {number}, which this ledger does not have."),
        mark("Check --ledger; forms are written by assist open."),
    ),
    "form-of-another-case": (
        mark("The form belongs to another case than number {number} of this ledger."),
        mark("Check --ledger: the form was written from another one."),
    ),
    "form-case-closed": (
        mark("The form belongs to case {number}, which is closed."),
        mark("Open another case with: skpd-eval assist open"),
    ),
    "no-such-adjustment": (
        mark("There is no adjustment with number {number}."),
        mark("See: skpd-eval adjust --list"),
    ),
    "adjustment-withdrawn": (
        mark("Adjustment {number} was already withdrawn."),
        mark("See: skpd-eval adjust --list"),
    ),
    "adjustment-known": (
        mark("Adjustment {number} already says the same."),
        mark("Withdraw it first, or name another document."),
    ),
    "adjustment-incomplete": (
        mark("An adjustment needs {options}."),
        mark("See: skpd-eval adjust --help"),
    ),
    "adjustment-account": (
        mark("“{account}” is no account that the ranking counts."),
        mark("Use an expenditure account such as 5.1.02."),
    ),
    "adjustment-amount": (mark("“{text}” is no amount of rupiah."), mark("Write it like 1.500.000.000.")),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
