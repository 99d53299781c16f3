"""What every writer of papers shares: whose paper it is, how wide its columns are, the same bytes each time."""
