"""What is said where the tool cannot go on: options, paths, ledger, configuration."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "papers-extra-missing": (
        mark("Papers as .pdf, .docx, .pptx and .png need a further part of the program."),
        mark("Install it with: pip install \"skpd-eval[papers]\""),
    ),
    "usage": (mark("The call cannot be carried out as asked."), mark("See --help.")),
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
    "realization-not-ingested": (
        mark("{ledger} holds {held} alone; no realization is recorded yet."),
        mark("Record the realization: skpd-eval ingest PATH"),
    ),
    "not-ingested-yet": (
        mark("{ledger} holds no budget, realization or progress of {asked} yet."),
        mark("Run: skpd-eval ingest PATH"),
    ),
    "nothing-ingested": (
        mark("{ledger} holds no budget, realization or progress yet."),
        mark("Run: skpd-eval ingest PATH"),
    ),
    "input-missing": (mark("{path} does not exist or cannot be opened."), mark("Check the path.")),
    "not-readable": (mark("{path} cannot be opened: {reason}."), mark("Check who may read it.")),
    "no-room-for-reference": (
        mark("A {suffix} file holds one table, none of a reference."),
        mark("Write {known}, or print it with: skpd-eval rank --reference"),
    ),
    "output-not-created": (mark("{path} cannot be created: {reason}."), mark("Choose another --out.")),
    "output-is-input": (
        mark("{path} is one of the files that were read; it is left as it is."),
        mark("Choose another --out."),
    ),
    "output-open": (
        mark("{path} is open in another program."),
        mark("Close it there, or choose another --out."),
    ),
    "input-output": (mark("{path}: {reason}."), mark("Check the free space of the disk.")),
    "busy": (mark("{path} is in use by another process."), mark("Try again, or wait with --lock-timeout.")),
    "ledger-missing": (mark("There is no ledger at {path}."), mark("Run: skpd-eval ingest PATH")),
    "ledger-newer": (
        mark("The ledger {file} was written by a newer version ({reason})."),
        mark("Install that version of skpd-eval."),
    ),
    "not-a-ledger": (mark("{file} is not a ledger of skpd-eval."), mark("Check --ledger.")),
    "chain-broken": (
        mark(
            "In the ledger, {entry} {record} is no longer what was recorded: it was changed from outside, "
            "or the file is damaged."
        ),
        mark("Restore a backup; do not report from this ledger."),
    ),
    "record-unchained": (
        mark("In the ledger, {entry} {record} has no entry in the chain: it was added from outside, or the chain cut."),
        mark("Restore a backup; do not report from this ledger."),
    ),
    "head-not-found": (
        mark(
            "The chain has no entry {head}: what that paper was made from was cut off, "
            "or the paper is of another ledger."
        ),
        mark("Compare the paper's head with the backups."),
    ),
    "not-a-head": (
        mark("“{text}” is no head of a ledger."),
        mark("Write the 16 digits after “Ledger head” on the paper."),
    ),
    "no-such-submission": (mark("There is no record with number {number}."), mark("See: skpd-eval history")),
    "already-withdrawn": (mark("Record {number} was already withdrawn."), mark("See: skpd-eval history")),
    "error": (mark("A fault of the program."), mark("Please report it; --debug shows more.")),
    "unknown-language": (mark("Unknown language: {language}."), mark("Use id or en.")),
    "agency-unknown": (
        mark("No agency “{asked}” at this position."),
        mark("Use the code or the full name; status lists them."),
    ),
    "agency-needed": (
        mark("Neither an agency nor --priorities is named."),
        mark("Name an agency by its code or name; status lists them."),
    ),
    "no-revenue": (
        mark("No agency states revenue (account 4) at this position."),
        mark("Ingest an LRA that has its revenue."),
    ),
    "no-priorities": (
        mark("The configuration lists no priority programs."),
        mark("Add [[priority]] blocks to skpd-eval.toml; skpd-eval init shows one."),
    ),
    "agency-ambiguous": (mark("“{asked}” could be: {names}."), mark("Use the code or the full name.")),
    "measure-unknown": (
        mark("There is no figure “{asked}”. Figures: {known}."),
        mark("See: skpd-eval explain --help"),
    ),
    "part-unknown": (mark("There is no “{asked}”. There is: {known}."), None),
    "no-such-figure": (mark("“{asked}” is not known here."), mark("See: skpd-eval explain --help")),
    "no-such-total": (
        mark("“{asked}” is no figure of the government. Its figures: {known}."),
        mark("Name an agency."),
    ),
    "cutoff-outside-year": (
        mark("The position {cutoff} is not in {year}."),
        mark("Correct --cutoff or --year."),
    ),
    "cutoff-outside-quarter": (
        mark("The position {cutoff} is not in quarter {quarter}."),
        mark("Correct --cutoff or --quarter."),
    ),
    "options-exclude-each-other": (
        mark("These options exclude each other: {options}."),
        mark("Give one of them."),
    ),
    "withdraw-needs-reason": (
        mark("A withdrawal needs --withdraw ID and --reason TEXT together."),
        mark("Give both."),
    ),
    "not-a-percentage": (mark("“{text}” is no percentage."), mark("Write 80 or 80,5.")),
    "unknown-format": (mark("Unknown format: {suffix}."), mark("Known: {known}.")),
    "unknown-placeholder": (
        mark("Unknown placeholder in the name: {name}."),
        mark("Known: {{year}}, {{quarter}}, {{cutoff}}."),
    ),
    "unknown-timezone": (mark("Unknown time zone: {timezone}."), mark("Write a name like Asia/Jakarta.")),
    "reader-not-importable": (mark("The reader {name} cannot be loaded."), mark("Install skpd-eval again.")),
    "manifest-columns": (
        mark("The manifest {file} has unknown or missing columns: {columns}."),
        mark("Its columns: file, agency, agency_id, government, year, quarter, cutoff, basis, period, unit."),
    ),
    "manifest-row": (
        mark("The manifest {file} is wrong at “{row}”: “{text}” does not fit the column “{column}”."),
        mark("Correct that row."),
    ),
    "not-found": (mark("{path} does not exist."), mark("Check the path.")),
    "input-unreadable": (mark("{path} cannot be opened."), mark("Check the path and who may read it.")),
    "no-export": (
        mark("No export in {path} ({skipped} files passed over)."),
        mark("Name a folder or file with exports (.xlsx, .xls, .ods, .csv)."),
    ),
    "output-exists": (
        mark("{path} exists and is left as it is."),
        mark("Delete it, or choose another name."),
    ),
    "ledger-busy": (
        mark("The ledger {path} is in use by another process."),
        mark("Try again, or wait with --lock-timeout."),
    ),
    "ledger-damaged": (mark("The ledger {path} is damaged."), mark("Restore a backup.")),
    "ledger-damaged-at": (
        mark("The ledger {path} is damaged; SQLite says: “{text}”."),
        mark("Restore a backup; do not report from this ledger."),
    ),
    "refusals-damaged": (
        mark("The ledger {path} is damaged where it remembers refused files."),
        mark("Restore a backup."),
    ),
    "ledger-unreadable": (
        mark("The ledger {path} cannot be read."),
        mark("Check the path and who may read it."),
    ),
    "sqlite-too-old": (mark("SQLite {reason} is too old for the ledger."), mark("Use a newer Python.")),
    "no-such-original": (mark("The original file {sha256} is not kept."), mark("See: skpd-eval history")),
    "configuration": (
        mark("{file} is wrong at “{key}”: {reason}."),
        mark("Correct it; init writes a commented example."),
    ),
    "regulation": (
        mark("The rule {file} is wrong at “{key}”: {reason}."),
        mark("Complete the parameter of the rule."),
    ),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
