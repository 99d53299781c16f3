"""What is said of a table: its layout, amounts, codes, sums, period and sheets."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "columns-shifted": (
        mark("“{heading}” has no figures, and column {column} has figures but no heading."),
        mark("Put each heading above its figures."),
    ),
    "order-broken": (
        mark("The title names an order that {agency} ({stated}%) breaks beside {other} ({above}%)."),
        mark("Check both rows with their source: one may be typed wrong."),
    ),
    "printed-percents-beneath": (
        mark(
            "{count} rows beneath the agencies print another percentage than their figures give, from {cell} on."
        ),
        mark("Use the computed ones; tell the maker of the file."),
    ),
    "printed-percent-other": (
        mark(
            "“{heading}” is no realization over budget: {agency} prints {stated}%, its own figures give {computed}%."
        ),
        mark("The column is not used; ask the maker of the file what it says."),
    ),
    "printed-remainder-differs": (
        mark("{agency}: the file prints {stated} in “{heading}”; budget less realization is {sum}."),
        mark("Check the three cells with their source."),
    ),
    "printed-remainder-other": (
        mark(
            "“{heading}” is no budget less realization: {agency} prints {stated}, its own figures give {sum}."
        ),
        mark("The column is not used; ask the maker of the file what it says."),
    ),
    "layout-unknown": (
        mark("By its headings this is no report of budget and realization: {seen}."),
        mark("If it is one, run inspect --write-layout, complete the file it writes, and pass it with --layout."),
    ),
    "header-incomplete": (
        mark("The layout {layout} almost fits; missing columns: {missing}. Headings seen: {seen}."),
        mark("Export the report with all its columns."),
    ),
    "column-ambiguous": (
        mark("More than one column could be: {role}."),
        mark("Delete or rename the one that is not meant."),
    ),
    "amount-unreadable": (
        mark("“{text}” is no amount: {reason}."),
        mark("Correct the cell, or state the decimal sign with --decimal."),
    ),
    "amount-rounded": (mark("{count} amounts had more than two decimals and were rounded to the sen."), None),
    "number-style-mixed": (
        mark("“{text}” and {other} are written in different styles (1.234,5 and 1,234.5) in one column."),
        mark("Write the whole column in one style."),
    ),
    "number-style-assumed": (
        mark("“{text}” could be read in two ways; it was read as {read} (dots separate thousands)."),
        mark("If that is wrong, state --decimal."),
    ),
    "code-unreadable": (
        mark("“{text}” is no code: {reason}."),
        mark("Correct the code in the application it comes from."),
    ),
    "code-repaired": (mark("The code “{text}” was read as {code} ({repair})."), None),
    "codes-repaired": (
        mark("{count} codes such as “{text}” were repaired ({repair}): {cells}."),
        None,
    ),
    "code-as-number": (
        mark("The code stands as a number or date ({text}), so its zeros may be lost."),
        mark("Format the column as text before the codes are entered, and export again."),
    ),
    "name-repeated": (
        mark("“{name}” stands again; first in row {other}. Both rows count."),
        mark("Check which of the rows is right."),
    ),
    "code-repeated": (
        mark("The code {code} ({name}) stands again; first in row {other}."),
        mark("Check which of the rows is right."),
    ),
    "sum-differs": (
        mark("{code} {name}: {stated} is stated, but its parts add up to {sum} ({cells})."),
        mark("Correct the export; parts and whole must agree to the sen."),
    ),
    "total-differs": (
        mark("The total row states {stated}, but the rows add up to {sum} ({cells})."),
        mark("Look for rows that are missing or stand twice."),
    ),
    "total-missing": (
        mark("The table has no total row, so its sum could not be compared."),
        mark("Compare the total with its source."),
    ),
    "level-incomplete": (
        mark("{agency}: {stated} is stated, its detail adds up to {sum}; the stated figure counts."),
        mark("Ask the agency to complete the detail."),
    ),
    "levels-incomplete": (
        mark(
            "The detail of {count} agencies does not add up in an earlier period: {cells}; the stated figures count."
        ),
        mark("Ask the agencies to complete the detail."),
    ),
    "column-group-differs": (
        mark("Account {account}: its columns do not add up to “{heading}”."),
        mark("Check the columns of that account."),
    ),
    "agency-repeated": (mark("{agency} stands more than once."), mark("Check which of the rows is right.")),
    "agency-name-missing": (
        mark("A row has amounts but no agency."),
        mark("Fill in the agency, or delete the row."),
    ),
    "formula-without-value": (
        mark("The cell holds a formula without a stored value."),
        mark("Open the file in a spreadsheet program and save it."),
    ),
    "error-value": (mark("The cell shows an error: {text}."), mark("Correct the formula and save the file.")),
    "percent-scale-unclear": (
        mark("The percentages could be 0-1 or 0-100 (“{text}”)."),
        mark("Write the percentages as 0-100."),
    ),
    "percent-as-fraction": (mark("The percentages stand as fractions of one and were read x 100."), None),
    "period-missing": (
        mark("Nothing in the file names its period."),
        mark("State it with --year and --quarter, or --cutoff, or in a manifest."),
    ),
    "period-from-file-name": (
        mark("The position {cutoff} was taken from the file's name."),
        mark("If that is wrong, state --cutoff."),
    ),
    "period-differs": (
        mark("The file says {file}, but {option} was asked for."),
        mark("Check the option; another quarter or year is refused."),
    ),
    "year-differs": (
        mark("The file is of the year {file}, but {option} was asked for."),
        mark("Check --year."),
    ),
    "government-differs": (
        mark("The file is of {file}, but {option} was asked for."),
        mark("Check --government."),
    ),
    "hidden-rows": (
        mark("{count} rows are hidden; they were read."),
        mark("Check that they belong to the table."),
    ),
    "sheet-not-read": (mark("The sheet {sheet} was not read."), mark("Name it with --sheet if it is meant.")),
    "sheet-copy": (mark("The sheet {sheet} repeats {other} and was read once."), None),
    "sheets-conflict": (
        mark("The sheets {sheet} and {other} fit equally and differ."),
        mark("Choose one with --sheet."),
    ),
    "realization-missing": (
        mark("{agency}: the realization is blank; it counts as not reported, not as zero."),
        mark("Ask the agency; write 0 where nothing was spent."),
    ),
    "budget-missing": (
        mark("{agency}: the budget is blank, so nothing can be divided by it."),
        mark("Ask the agency, or export the budget."),
    ),
    "plan-sum-differs": (
        mark("{agency}: twelve months of the cash plan add up to {plan}, the budget is {budget}."),
        mark("Ask the agency for its cash plan in force."),
    ),
    "plan-not-filled": (
        mark("{agency}: the cash plan is all zero; it counts as not filled in."),
        mark("Ask the agency to fill in its cash plan."),
    ),
    "plan-incomplete": (
        mark("{agency}: the cash plan lacks months: {months}."),
        mark("Export the cash plan of the whole year."),
    ),
    "unit-factor": (mark("Amounts are stated in units of {factor} rupiah and were multiplied."), None),
    "resaved-by": (
        mark("The file was saved by {program} ({who}, {when}), so it is not the application's own export."),
        mark("Compare its total with the application."),
    ),
    "two-files-one-position": (
        mark("Another file of this run states {agency} at the same position: {other}."),
        mark("Keep the one that is right."),
    ),
    "agency-absent": (
        mark("{agency} stood at the previous position and is not in this file."),
        mark("Check whether its report is missing."),
    ),
    "no-data-rows": (
        mark("No rows of data below the heading."),
        mark("Check that the export was made for the right agency and period."),
    ),
    "percent-unreadable": (mark("“{text}” is no percentage: {reason}."), mark("Correct the cell.")),
    "code-two-names": (
        mark("The code {code} stands with two names: {name} and {other}."),
        mark("Correct one of the two rows."),
    ),
    "row-without-code": (
        mark("A row with amounts has no code: {name}."),
        mark("Fill in the code, or delete the row."),
    ),
    "rows-after-total": (
        mark("Rows with amounts stand below the total row."),
        mark("Delete them, or move the total row to the end."),
    ),
    "agency-missing": (
        mark("The file does not say whose it is."),
        mark("State it with --agency, or in a manifest."),
    ),
    "agency-told-for-many": (
        mark("{agency} was named for the file, but the file holds several agencies."),
        mark("Leave out --agency."),
    ),
    "agency-without-figures": (
        mark("{agency} stands in the table without figures; it counts as not reported."),
        mark("Ask the agency."),
    ),
    "agency-code-not-national": (
        mark("The code “{text}” is not of the national classification; it is kept as text."),
        None,
    ),
    "units-inside-agency": (
        mark("{count} rows of sub-units are parts of their agency and are not added to it."),
        None,
    ),
    "units-unclear": (
        mark("{agency}: whether its sub-units are inside or beside its amount cannot be told."),
        mark("Export the table with a total row."),
    ),
    "rows-left-out": (
        mark("{count} rows of another level ({level}) were left out, as the total row shows."),
        None,
    ),
    "columns-not-read": (mark("Columns that were not read: {columns}."), None),
    "period-from-sheet-name": (
        mark("The position {cutoff} was taken from the sheet's name."),
        mark("If that is wrong, state --cutoff."),
    ),
    "single-month-title": (
        mark("The title names a single month; the amounts were read as that month alone."),
        mark("If they are cumulative, state --period cumulative."),
    ),
    "year-missing": (
        mark("Nothing in the file names its year."),
        mark("State it with --year, or in a manifest."),
    ),
    "hidden-sheet-not-read": (
        mark("The hidden sheet {sheet} was not read."),
        mark("Name it with --sheet if it is meant."),
    ),
    "sheet-unknown": (mark("There is no sheet {sheet}. Sheets seen: {seen}."), mark("Correct --sheet.")),
    "plan-scale-suspected": (
        mark("{agency}: the cash plan ({plan}) is exactly {factor} times the budget ({budget})."),
        mark("A decimal sign may be lost: check the amounts of the plan."),
    ),
    "amount-too-large": (
        mark("An amount is too large to be rupiah."),
        mark("Check the unit and the decimal sign."),
    ),
    "physical-over-100": (
        mark("{agency}: a physical percentage lies outside 0-100 ({stated})."),
        mark("Ask the agency."),
    ),
    "column-shifted": (
        mark("The heading of “{heading}” stands beside its figures; they were read from column {column}."),
        mark("Check the column."),
    ),
    "percent-impossible": (
        mark("{text} is no percentage of physical progress."),
        mark("Check whether the headings stand above their own columns."),
    ),
    "total-unlabelled": (
        mark("The last row (“{name}”) is the sum of the rows above and is not called a total."),
        mark("Write JUMLAH in it, or give it a code if it is an agency."),
    ),
    "column-blank": (
        mark("The column “{heading}” is blank in every row although there is a budget."),
        mark("Blank is unknown, not zero: export again, or write 0 where nothing was realized."),
    ),
    "column-read-as": (
        mark("By its figures the column “{heading}” was read as {role}."),
        mark("Check it; if it is wrong, write the heading so that it says rupiah or percent."),
    ),
    "stale-column": (
        mark("The column of {cutoff} is higher than a later one and was left out."),
        mark("Correct the table: cumulative amounts do not fall."),
    ),
    "column-after-period": (
        mark("The column “{heading}” ({cutoff}) lies after the period of the file and was not read."),
        None,
    ),
    "total-at-lower-level": (
        mark("The total row equals the sum of another level: {level}; that level counts."),
        mark("Ask the maker of the file to complete the agencies' rows."),
    ),
    "earlier-period-not-read": (
        mark("The columns of {cutoff} cannot be read (first at {cell}); only the file's own period was."),
        mark("Correct the cell if the earlier period is wanted too."),
    ),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
