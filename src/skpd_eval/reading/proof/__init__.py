"""Sums: lines from rows, and what they must come to."""
