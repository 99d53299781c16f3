"""Workbooks of records in bytes: .xls and .xlsb."""
