"""What is said of a file as a whole: its container, its encoding, the reader."""

from skpd_eval.presentation.catalogs import mark

SENTENCES: dict[str, tuple[str, str | None]] = {
    "government-of-others": (
        mark("The file names no government; taken for {government}, the only one known."),
        mark("State --government if it is another one."),
    ),
    "empty-file": (mark("The file is empty."), mark("Download or export it again.")),
    "damaged": (
        mark("The file is damaged or its download is incomplete ({part})."),
        mark("Download it again, or open it and save it as .xlsx."),
    ),
    "password": (
        mark("The file is protected with a password."),
        mark("Open it, remove the password, and save it."),
    ),
    "is-html": (
        mark("The file is a web page without a table that can be read, whatever its name says."),
        mark("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "is-other": (
        mark("The file is no spreadsheet but: {kind}."),
        mark("Export the report as .xlsx, .xls, .ods or .csv."),
    ),
    "strict-ooxml": (
        mark("The workbook is of the kind “Strict Open XML”, which cannot be read with certainty."),
        mark("Open it and save it as “Excel Workbook (.xlsx)”."),
    ),
    "too-large": (
        mark("The file exceeds a limit: {limit}, at most {allowed}."),
        mark("Export a smaller part of it, or delete the empty rows and columns it carries."),
    ),
    "doctype": (
        mark("The file carries a document type definition, which no spreadsheet program writes."),
        mark("Do not trust it; export it again from the application it comes from."),
    ),
    "unsafe-archive": (
        mark("The archive inside the file names parts outside itself or twice."),
        mark("Do not trust it; export it again from the application it comes from."),
    ),
    "no-rows": (
        mark("The table has no rows of data."),
        mark("Check that the export was made for the right agency and period."),
    ),
    "binary-text": (
        mark("The text file holds bytes that are no text."),
        mark("Export it again as .csv in UTF-8."),
    ),
    "encoding": (
        mark("The text cannot be read in the encoding {encoding}."),
        mark("State it with --encoding, or save the file as UTF-8."),
    ),
    "encoding-assumed": (
        mark("The text is no UTF-8 and was read as {encoding}."),
        mark("Check the names; state the encoding with --encoding."),
    ),
    "ragged": (
        mark("Line {line} has another number of fields than the heading."),
        mark("Correct the line, or export the file again."),
    ),
    "unclosed-quote": (
        mark("A quotation mark opened in line {line} is not closed where it should be."),
        mark("Correct the line, or export the file again."),
    ),
    "no-separator": (
        mark("No separator of columns was found."),
        mark("Separate columns with ; or , or tabs."),
    ),
    "possibly-cut": (
        mark("The sheet ends exactly at row {rows}, the last one its format allows, and may be cut off."),
        mark("Compare the total with its source; export in parts."),
    ),
    "file-changing": (
        mark("The file changed while it was being read."),
        mark("Wait until it is written, then try again."),
    ),
    "not-a-regular-file": (mark("{path} is not a regular file."), mark("Name a file or a folder.")),
    "reader-timeout": (
        mark("Reading took longer than {seconds} seconds and was stopped."),
        mark("Delete empty rows and columns, or export a smaller part."),
    ),
    "reader-crashed": (
        mark("The reader broke on this file (status {status}); other files are not affected."),
        mark("Open it and save it again as .xlsx."),
    ),
    "reader-out-of-memory": (
        mark("Reading needed more than {megabytes} MB of memory and was stopped."),
        mark("Delete empty rows and columns, or export a smaller part."),
    ),
    "reader-fault": (
        mark("A fault of the program while reading: {text}."),
        mark("Please report it; --debug shows more."),
    ),
    "file-refused": (mark("The file cannot be read as an export."), mark("Run: skpd-eval inspect FILE")),
    "stray-quote": (
        mark("A quotation mark stands where none belongs in line {line}."),
        mark("Correct the line, or export the file again."),
    ),
    "name-differs": (
        mark("The name ends in {extension} but the content is {kind}; it was read by its content."),
        mark("Give the file its right suffix."),
    ),
    "file-changed": (
        mark("{path} changed between reading and recording; nothing of it was recorded."),
        mark("Wait until it is written, then try again."),
    ),
    "more-of-the-same": (
        mark("{count} more findings of the kind {code} are not listed."),
        mark("Correct the first ones and try again."),
    ),
}
"""Code to sentence and hint, in English; the catalog has the Indonesian."""
