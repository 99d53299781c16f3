"""Parquet: every counted line, exact decimals and dates; no papers."""

SUFFIXES: tuple[str, ...] = ()
WHOLE: tuple[str, ...] = ()
