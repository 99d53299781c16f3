"""What is said of rows that hold others, of units, and of tables that are a part of the expenditure."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "quarter-missing": (
        mark("Its year is known, but nothing names the quarter or the date of the figures."),
        mark("State it with --quarter or --cutoff, or in a manifest."),
    ),
    "cutoff-in-future": (
        mark("The position {cutoff} lay in the future when the file was read ({date})."),
        mark("Name the day of the figures with --cutoff."),
    ),
    "revenue-table": (
        mark("The titles speak of revenue (“{text}”), not of expenditure."),
        mark("Give the expenditure of the agencies; an LRA by account may hold both."),
    ),
    "partial-table": (
        mark("The titles name a part of the expenditure only: “{text}”."),
        mark("Give the table of the whole expenditure; if this is it, read it with --force."),
    ),
    "units-differ": (
        mark("The unit is “{text}” here and another in {other}."),
        mark("Write all amounts in one unit."),
    ),
    "unit-contradicted": (
        mark("The heading “{heading}” declares another unit than the titles."),
        mark("Correct the one that is wrong."),
    ),
    "kind-unclear": (
        mark("“{name}” is a kind of expenditure, and no agency above it is the sum of such rows."),
        mark("Leave the kinds out, or correct the sum of their agency."),
    ),
    "group-unclear": (
        mark("“{name}” names a group of agencies, and it is not the sum of the agencies beneath it."),
        mark("Correct the group's sums, leave the groups out, or add a total row."),
    ),
    "work-unclear": (
        mark("“{name}” stands among the agencies, and no sum proves that it is inside one of them."),
        mark("Correct the sums, leave the programs out, or add a total row of the agencies."),
    ),
    "agency-twice": (
        mark("{agency} stands twice, first in row {other}, and no total row proves that both count."),
        mark("Keep the row that is right, or add the total row."),
    ),
    "periods-summed": (
        mark(
            "“{heading}” is the sum of the periods before it, each of which stands alone; it is what counts."
        ),
        None,
    ),
    "months-alone": (
        mark("The columns fall from month to month, so each was read as its month alone."),
        None,
    ),
    "periods-alone": (
        mark(
            "Amounts fall from “{heading}” on, so each column is its period alone, and none is the sum so far."
        ),
        mark("Add a column with the sum until the position, headed “Jumlah”."),
    ),
    "period-columns-unclear": (
        mark("“{heading}” is neither the last period's figure nor the sum of the periods beside it."),
        mark("Correct the column, or delete it."),
    ),
    "realization-from-percent": (
        mark("Realization stands in percent alone; its amounts are these shares of the budget."),
        mark("Use a table with the amounts where there is one."),
    ),
    "periods-fall": (
        mark(
            "The realization of {count} agencies at {cutoff} is below that at {found} ({agency}: {realization} after "
            "{before}): cumulative amounts do not fall."
        ),
        mark("If each period stands alone, give the sums until then; of months, state --period month."),
    ),
    "rows-repeated-beneath": (
        mark("{count} rows beneath the total state again what stands above it, and were passed over."),
        None,
    ),
    "period-alone": (
        mark(
            "The titles, headings or notes say that the realization is of its period alone, not until then."
        ),
        mark("Give the sums until the position, or state --period cumulative if they are."),
    ),
    "period-contradicted": (
        mark("The heading “{heading}” says {cutoff}, the titles say {found}."),
        mark("Correct the one that is wrong."),
    ),
    "unit-too-large": (
        mark("With the declared unit the budgets are larger than those of any government, as {amount} here."),
        mark("Correct the unit in the file, or state it with --unit."),
    ),
    "units-apart": (
        mark("The budget here ({amount}) and those from {other} on are ten thousand times apart: two units."),
        mark("Write all amounts in one unit, or state --unit rupiah if they are right."),
    ),
    "unit-suspect": (
        mark("No agency has a budget as small as these (at most {amount}): the unit may be missing."),
        mark("State --unit ribu, juta or miliar, or --unit rupiah if they are right."),
    ),
    "unit-one-sided": (
        mark("“{other}” declares its unit ({factor} rupiah), “{heading}” none, though its figures look like the same."),
        mark("Write the unit over both columns, or state it with --unit (--unit rupiah if they are right)."),
    ),
    "number-style-needed": (
        mark("“{text}” may be {read} or have three decimals; with the unit of the table nobody can tell."),
        mark("State the decimal sign with --decimal."),
    ),
    "amount-unreported": (mark("“{text}” stands in place of an amount: not reported."), None),
    "columns-exchanged": (
        mark(
            "Every printed percentage is budget over realization: the two columns stand in each other's place."
        ),
        mark("Put each heading above its figures."),
    ),
    "units-in-columns": (
        mark(
            "Every printed percentage fits a realization or budget {count} times larger: the columns differ in unit."
        ),
        mark("Write all amounts in one unit."),
    ),
    "row-longer": (
        mark("The row has {count} cells, the header {limit}: a separator stands inside a figure or a name."),
        mark("Export again with another separator, or put texts and figures in quotes."),
    ),
}
