"""Columns: headings in words, the roles they name, and what their values show."""
