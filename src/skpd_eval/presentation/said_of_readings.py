"""What is said of how a table was understood: its course, years, columns and rows."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "accounts-dotted": (
        mark("{count} account codes without dots were read by their digits: {text} as {code}."),
        None,
    ),
    "column-not-understood": (
        mark("Column {column} “{heading}” is not understood; without it the layout {layout} lacks: {missing}."),
        mark("Write over the column what it holds in other words, or state it with inspect --write-layout."),
    ),
    "cells-shifted": (
        mark("The cells of this row fit the columns of the others only when moved aside by one."),
        mark("Put each figure of the row beneath its heading."),
    ),
    "table-goes-on": (
        mark("The row carries its sum to a next page, which the file has not: the table is a part."),
        mark("Give all pages in one table."),
    ),
    "course-believed": (
        mark("The amounts are taken as cumulative: nothing in the file says so."),
        mark("If they are of that period alone, state --period month."),
    ),
    "line-other-separator": (
        mark("The line is written with another separator than its neighbours: {text}."),
        mark("Write the whole file with one separator."),
    ),
    "period-contradicts-name": (
        mark("The titles are of {cutoff}, the name “{text}” is of {found}."),
        mark("Correct the one that is wrong, or state --quarter or --cutoff."),
    ),
    "row-no-agency": (
        mark("“{name}” stands among the agencies, is no name of one, and no total says what the row is."),
        mark("Leave it out where it is worked out of the others; name it JUMLAH where it is their total."),
    ),
    "subtotal-differs": (
        mark("The row is called a sum and states {stated}, which no rows above or beneath it come to."),
        mark("Check the row with its source; it is not counted."),
    ),
    "years-in-rows": (
        mark("The rows are of several years: {year} and {other}."),
        mark("Keep the rows of one year."),
    ),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
