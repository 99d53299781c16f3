"""Rows in their order: which stands beneath which, by code, name or place."""
