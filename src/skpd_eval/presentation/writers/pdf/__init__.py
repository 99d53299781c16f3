"""The papers as a PDF: neutral tables and page one set by typst, tagged for readers who do not see them."""

SUFFIXES = (".pdf", ".png")
WHOLE = (".pdf",)
