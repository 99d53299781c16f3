"""Workbooks of XML parts: .xlsx, .ods and the XML of 2003."""
