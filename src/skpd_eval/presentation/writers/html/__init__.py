"""The papers as one page of a browser: nothing is fetched, and nothing in it can be made to run."""

SUFFIXES = (".html",)
WHOLE = SUFFIXES
TRACED = SUFFIXES
