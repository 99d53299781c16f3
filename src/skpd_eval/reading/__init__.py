"""Exports in: container -> grid -> layout -> lines and findings."""
