"""A file from its first byte to its lines: container, sheets, tables, findings."""
