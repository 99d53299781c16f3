"""One folder a shape of table: which level a row is, and whose."""
