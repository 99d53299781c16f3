"""Tables on a terminal, drawn with rich."""

SUFFIXES = ()
WHOLE = ()
