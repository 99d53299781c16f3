"""Monitoring workbooks (RFK): levels, packages and their progress."""
