"""Workbooks: the meeting's papers, form E.81, and the forms that people fill in and that are read back."""

SUFFIXES = (".xlsx",)
WHOLE = SUFFIXES
