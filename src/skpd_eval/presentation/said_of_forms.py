"""What is said of forms, and of tables with a column or a sheet for each period."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "series-row-unknown": (
        mark("This row holds figures, but is neither target nor realization of a known group: “{text}”."),
        mark("Name the row (revenue, expenditure, financing; target, realization), or remove its figures."),
    ),
    "series-repeated": (
        mark("The row {series} stands twice; first in row {other}."),
        mark("Remove the row that is not meant."),
    ),
    "series-overlap": (
        mark("The row {series} is a part of another row of the form and would count twice."),
        mark("Keep either the whole or its parts."),
    ),
    "series-unclear": (
        mark("{series}: the figures may be by month or cumulative; they were not recorded."),
        mark("State --period month or --period cumulative for this file."),
    ),
    "series-of-months": (
        mark("{series}: the months fall and rise, so each was read as the month alone."),
        mark("If that is wrong, state --period cumulative."),
    ),
    "series-so-far": (
        mark("{series}: the months were read as cumulative, as their quarters or the budget show."),
        mark("If that is wrong, state --period month."),
    ),
    "series-mixed": (
        mark("{series}: one part of the expenditure runs by month, another is cumulative."),
        mark("Write all rows of the form in one way."),
    ),
    "series-left-out": (
        mark("{series} was not recorded: no expenditure with the same kind of months stands beside it."),
        None,
    ),
    "quarter-sum-differs": (
        mark("{series}: the quarter states {stated}, but its months give {sum}; the months count."),
        mark("Correct the quarter's cell."),
    ),
    "form-not-filled": (
        mark("{agency}: the form holds no figure but zero; it was not filled in."),
        mark("Ask the agency to fill in the form."),
    ),
    "form-repeats": (
        mark(
            "{agency}: the form says again what {other} stated ({count} positions); nothing is recorded twice."
        ),
        None,
    ),
    "form-restates": (
        mark("{agency}: the form states other realizations than {other} did for the same months ({count})."),
        mark("The later form counts."),
    ),
    "sum-counts-covered": (
        mark(
            "The sum states {stated}, but its parts add up to {sum}: it counts amounts again beneath merged cells."
        ),
        mark("The parts count. Clear the cells beneath the merged ones."),
    ),
    "covered-amount-differs": (
        mark("A merged cell shows {shown}, but {covered} stands in a cell beneath it."),
        mark("Unmerge the cells and keep the right amount."),
    ),
    "rows-without-agency": (
        mark(
            "{count} rows do not name their agency; they were read as rows of the file's only one, {agency}."
        ),
        mark("Check these rows if that is wrong."),
    ),
    "percent-row": (
        mark("A row of percentages without a name was left out."),
        None,
    ),
    "year-column-differs": (
        mark("The title says {year}, but the column of years says {number}; the title counts."),
        mark("Correct the column if the title is wrong."),
    ),
    "plan-row-differs": (
        mark(
            "The row states a plan of {stated} for the year, but its months add up to {sum}; the months count."
        ),
        mark("Correct the row."),
    ),
    "packages-left-out": (
        mark(
            "{count} rows repeat the code of a row above; they were read as its packages and not counted again."
        ),
        None,
    ),
    "levels-differ": (
        mark(
            "No total row stands here, and the levels differ: the highest adds up to {stated}, the lowest to {sum}."
        ),
        mark("Add a total row, or correct the level that is wrong."),
    ),
    "code-out-of-place": (
        mark("The rows that count add up to {stated}, by their codes {sum} would count: a code is not its row's own."),
        mark("Correct the code of this row, or of the rows above it."),
    ),
    "agency-row-missing": (
        mark("“{agency}” states {stated}, {sum} would count for it: another agency's row is missing or out of place."),
        mark("Put each agency's row above its programs."),
    ),
    "amount-needed": (
        mark("The amount of this row is needed, as no row above it states it, but “{text}” is none."),
        mark("Correct the cell."),
    ),
    "accounts-left-out": (
        mark("{count} rows of accounts stand beneath the activities; progress is kept by activity."),
        None,
    ),
    "month-not-filled": (
        mark("The sheet of {cutoff} holds no realization and was not recorded."),
        None,
    ),
    "sheet-without-rows": (mark("The sheet {sheet} holds a header and no rows yet."), None),
    "month-unchanged": (
        mark("The sheet of {cutoff} repeats the figures of the sheet {other} and was not recorded."),
        mark("Fill in the sheet, or state its figures in a file of its own if nothing was spent."),
    ),
    "months-fall": (
        mark(
            "The realization of {cutoff} is below that of the sheet {other}: cumulative amounts do not fall."
        ),
        mark("State --period month if each sheet holds its month alone."),
    ),
    "check-mark": (
        mark("“{text}” is a mark; the target or realization of a quarter must be a number."),
        mark("Write the quantity in the unit of the row."),
    ),
    "quantity-unreadable": (
        mark("“{text}” is no quantity."),
        mark("Write a plain number in the unit of the row."),
    ),
    "polarity-unreadable": (
        mark("“{text}” does not say which realization of an indicator is a good one."),
        mark("Write Maximize, Minimize or Stabilize, or leave the cell blank."),
    ),
    "consolidation-unreadable": (
        mark("“{text}” does not say how the quarters of an indicator make the year."),
        mark("Write sum, average or last (jumlah, rata-rata, posisi akhir), or leave the cell blank."),
    ),
    "volume-differs": (
        mark("The year's volume is {text}, but the targets of its quarters add up to {other}."),
        mark("Correct the volume or the targets."),
    ),
    "total-needed": (
        mark("No total row tells which of the rows count: they are of several levels."),
        mark("Add a row JUMLAH with the sums."),
    ),
    "month-repeated": (
        mark("The month stands again; first in row {other}."),
        mark("Delete the row that is not meant."),
    ),
    "month-missing-in-row": (
        mark("The row has amounts but names no month."),
        mark("Write the month, or delete the row."),
    ),
    "rows-after-period": (
        mark("{count} months after the position have amounts; they were not read as realized."),
        None,
    ),
    "contracts-alone": (
        mark(
            "A list of contracts or packages ({layout}) is not read: it does not hold an agency's whole budget."
        ),
        mark("Ingest the agency's RFK or LRA; the list explains it."),
    ),
    "problems-alone": (
        mark("A list of problems ({layout}) is not read by itself: it has no figures."),
        mark("Write problem and solution into the RFK of the agency."),
    ),
    "action-plan": (
        mark("A plan of action ({layout}) is not read: it has no realization."),
        mark("Ingest the output form, with target and realization of each quarter as numbers."),
    ),
    "revenue-by-name": (
        mark(
            "Targets of revenue by name ({layout}) are not read: accounts without codes, and no expenditure."
        ),
        mark("Ingest the LRA, which has the revenue by account."),
    ),
    "sheet-continues": (
        mark(
            "The sheet {sheet} continues the table of {other} without its header: a part would be read as the whole."
        ),
        mark("Copy its rows beneath the first table, or repeat the header on the sheet."),
    ),
    "group-without-other": (
        mark("“{heading}” has no column of the {role} of its group beside it, though other groups have one."),
        mark("Correct the headings: a column of this group stands under a heading that is not its own."),
    ),
    "group-not-understood": (
        mark("“{heading}” says neither plan nor realization: the amounts beneath it would be lost."),
        mark("Rename the heading, or say it with inspect --write-layout and --layout."),
    ),
    "realization-not-understood": (
        mark("No column was understood as the realization; “{heading}” may be it."),
        mark("Rename the heading to Realisasi, or say it with inspect --write-layout and --layout."),
    ),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
