"""Formats that are text: JSON and CSV for machines, Markdown for notes."""

SUFFIXES = (".csv", ".json", ".md")
WHOLE = (".md",)
