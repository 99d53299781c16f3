"""Why, in a word or two: the codes that stand as ``reason`` or ``repair`` in a sentence."""

from skpd_eval.presentation.catalogs import mark

REASONS: dict[str, str] = {
    "not-a-number": mark("not a number"),
    "malformed": mark("malformed"),
    "empty": mark("empty"),
    "not-finite": mark("not a finite number"),
    "too-large": mark("too large"),
    "too-precise": mark("more than two decimals"),
    "group-of-two": mark("a group of digits that is not of three"),
    "grouping": mark("a group of digits that is not of three"),
    "ambiguous": mark("it can be read in two ways"),
    "percent": mark("a percentage"),
    "boolean": mark("true or false"),
    "date": mark("a date"),
    "number": mark("a number instead of text"),
    "trailing-blank": mark("blanks removed"),
    "spaces-removed": mark("blanks removed"),
    "padded": mark("zeros added"),
    "not-in-force": mark("not in force on that day"),
    "missing": mark("not given"),
    "unknown-key": mark("unknown key"),
    "is-a-directory": mark("it is a folder"),
    "no-such-directory": mark("its folder does not exist"),
    "not-permitted": mark("not permitted"),
    "no-space": mark("the disk is full"),
    "read-only": mark("read-only"),
}
"""Code to English words."""
