"""What is said of tables of whole governments: postures, accounts by name, governments side by side."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "account-name-repaired": (
        mark("“{name}” was read as “{read}”: its letters look taken out by a search and replace."),
        mark("Compare the row with its source."),
    ),
    "account-name-unknown": (
        mark(
            "“{name}” is no account that is known by name; its amounts are kept as stated and counted nowhere."
        ),
        mark("Add the name to a layout of your own and pass it with --layout."),
    ),
    "row-without-name": (
        mark("A row has amounts but no name, so nobody can tell what they are."),
        mark("Fill in the name of the account, or delete the row."),
    ),
    "unit-mixed": (
        mark("“{text}” has no unit while other amounts of the table have one (M, miliar, T)."),
        mark("Write the unit beside every amount, or beside none and state it with --unit."),
    ),
    "unit-unclear": (
        mark("The largest amount is {text}: too much for miliar and too little for rupiah."),
        mark("State the unit with --unit."),
    ),
    "unit-assumed": (
        mark(
            "The amounts carry no unit; by their size (largest {text}) one unit was read as {factor} rupiah."
        ),
        mark("If that is wrong, state --unit."),
    ),
    "precision": (mark("Amounts are stated to the nearest {amount} only."), None),
    "year-from-file-name": (mark("The year {year} was taken from the file's name."), None),
    "government-from-file-name": (
        mark("The government “{government}” was taken from the file's name."),
        mark("If that is wrong, state it with --government or in the manifest."),
    ),
    "parts-differ": (
        mark(
            "{code} {name} states {stated}, but its parts add up to {sum} ({cells}); what it states was kept."
        ),
        mark("Compare both with their source."),
    ),
    "read-as-government": (
        mark(
            "No agency is named, and the table states financing or transfers: it was read as a whole government's."
        ),
        mark("If it is an agency's, name it with --agency."),
    ),
    "agencies-partial": (
        mark("{government}: {reported} of {known} agencies reported; the total is theirs alone."),
        mark("See which agencies have not reported: skpd-eval status."),
    ),
    "posture-differs": (
        mark("{government}: the posture states {stated} ({role}), but its agencies add up to {sum}."),
        mark("See which agencies have not reported: skpd-eval status."),
    ),
    "posture-apart": (
        mark(
            "Account {account}: the whole government is stated with a budget of {stated_budget_sen} and a realization "
            "of {stated_realization_sen}, but its agencies add up to {own_budget_sen} and {own_realization_sen}."
        ),
        mark("See which agencies have not reported: skpd-eval status; and whether both are of one day."),
    ),
    "old-code-unnamed": (
        mark(
            "“{name}” has a number of an older system, and is named neither revenue, expenditure nor financing."
        ),
        mark("Export the report with the codes of Permendagri 90/2019, or correct the name."),
    ),
    "pdf-extra-missing": (
        mark("Reading a PDF needs a library that is not installed."),
        mark('Run: pip install "skpd-eval[pdf]", or export the same report as .xlsx or .csv.'),
    ),
    "pdf-no-text": (
        mark("The PDF holds pictures of pages, no text."),
        mark("Export the same report as .xlsx or .csv."),
    ),
    "pdf-unclear": (
        mark("On page {page} of the PDF it is not certain to which column “{text}” belongs."),
        mark("Export the same report as .xlsx or .csv."),
    ),
    "archive-nested": (
        mark("It is an archive inside an archive, which is not opened."),
        mark("Unpack it, then ingest the folder."),
    ),
    "governments-in-columns": (
        mark(
            "Governments stand side by side in columns, and nothing says whether amounts are budget or realization."
        ),
        mark("Write APBD or Realisasi into a row above the table."),
    ),
    "pivot-measure": (mark("The amounts are read as {role}: a title or a name says so."), None),
    "pivot-column-empty": (mark("{government} states nothing for {year}."), None),
    "pivot-column-unclear": (
        mark("A column has amounts, but no government or no year above them."),
        mark("Fill in its heading, or delete the column."),
    ),
    "pivot-column-twice": (
        mark("{government} has two columns for {year}."),
        mark("Delete the one that is not meant."),
    ),
    "source-aside": (
        mark(
            "{government}: {other} states no budget and is left aside; its realization at {other_cutoff} is "
            "{other_sen}, the one that counts at {cutoff} is {stated}."
        ),
        None,
    ),
    "governments-alike": (
        mark(
            "“{government}” and “{other}” stand in the ledger as two governments; their names say they may be one."
        ),
        mark("If they are one, withdraw the wrong one and ingest its files again with --government."),
    ),
    "accounts-overlap": (
        mark(
            "{code} {name} is part of what row {other} states and would count twice: a row is out of its place."
        ),
        mark("Put the rows in the order of the accounts, or delete the one that repeats."),
    ),
    "position-twice": (
        mark("{government} stands twice at one position: here and in {other}."),
        mark("Delete the row that is not meant."),
    ),
    "cutoff-outside-month": (
        mark(
            "The row is of month {month}, but its cut-off lies outside of it; the end of the month was taken."
        ),
        mark("If the cut-off is meant, correct the month."),
    ),
    "month-contradicts-cutoff": (
        mark("The row is of month {month}, but its cut-off is {cutoff}: one of them is wrong."),
        mark("Correct the month or the cut-off in the file."),
    ),
    "not-with-governments": (
        mark("{option} does not go together with --governments."),
        mark("Leave one of them out."),
    ),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
