"""Layouts as data: their titles, words and rules, read from TOML."""
