"""What is said where the tool cannot go on: options, paths, ledger, configuration."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "usage": (mark("The call cannot be carried out as asked."), mark("See --help.")),
    "language-unknown": (mark("Unknown language: {language}."), mark("Known: {known}.")),
    "government-not-named": (
        mark("The ledger holds several governments: {known}."),
        mark("Name one with --government."),
    ),
    "refused": (
        mark("The data cannot be read with certainty and was refused."),
        mark("Run: skpd-eval inspect FILE"),
    ),
    "period-unreadable": (
        mark("“{text}” is no quarter, month or date."),
        mark("Write 3, TW III, 30/09/2023 or 2023-09-30."),
    ),
    "not-ingested": (
        mark("Nothing recorded for {asked} in {ledger}. Recorded: {available}."),
        mark("Run: skpd-eval ingest PATH"),
    ),
    "no-such-agency": (
        mark("No agency “{asked}” at this position. The nearest: {nearest}."),
        mark("Use the code or the full name."),
    ),
    "input-missing": (mark("{path} does not exist or cannot be opened."), mark("Check the path.")),
    "no-export-found": (
        mark("{path} holds no export."),
        mark("Name a folder or file with exports (.xlsx, .xls, .ods, .csv)."),
    ),
    "not-readable": (mark("{path} cannot be opened."), mark("Check who may read it.")),
    "output-not-created": (mark("{path} cannot be created: {reason}."), mark("Choose another --out.")),
    "output-is-input": (
        mark("{path} is one of the files that were read; it is left as it is."),
        mark("Choose another --out."),
    ),
    "output-format-unknown": (
        mark("The suffix of {path} names no known format."),
        mark("Use .xlsx, .html, .csv, .json or .md."),
    ),
    "output-open": (
        mark("{path} is open in another program."),
        mark("Close it there, or choose another --out."),
    ),
    "input-output": (mark("{path}: {reason}."), mark("Check the free space of the disk.")),
    "busy": (mark("{path} is in use by another process."), mark("Try again, or wait with --lock-timeout.")),
    "configuration": (mark("{file}, {key}: {reason}."), mark("Correct it; init writes a commented example.")),
    "regulation": (mark("{file}, {key}: {reason}."), mark("Complete the parameter of the rule.")),
    "ledger-missing": (mark("There is no ledger at {path}."), mark("Run: skpd-eval ingest PATH")),
    "ledger-newer": (
        mark("The ledger {path} was written by a newer version."),
        mark("Install that version of skpd-eval."),
    ),
    "not-a-ledger": (mark("{path} is not a ledger of skpd-eval."), mark("Check --ledger.")),
    "chain-broken": (
        mark("The chain of records is broken at number {number}: the ledger was changed from outside."),
        mark("Restore a backup; do not report from this ledger."),
    ),
    "no-such-submission": (mark("There is no record with number {number}."), mark("See: skpd-eval history")),
    "already-withdrawn": (mark("Record {number} was already withdrawn."), mark("See: skpd-eval history")),
    "error": (mark("A fault of the program."), mark("Please report it; --debug shows more.")),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
