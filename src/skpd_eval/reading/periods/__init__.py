"""Months and positions: alone or so far, beside each other or a sheet each."""
