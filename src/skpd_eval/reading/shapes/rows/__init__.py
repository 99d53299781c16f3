"""Tables of a row an agency, a code or a government."""
