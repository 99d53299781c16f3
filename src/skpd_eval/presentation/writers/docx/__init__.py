"""The papers as letters (docx) that an office finishes and signs: nota dinas, and the minutes of the meeting."""

SUFFIXES = (".docx",)
