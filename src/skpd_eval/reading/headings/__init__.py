"""What the head of a table says: its cells, its words, and the roles that they name."""
