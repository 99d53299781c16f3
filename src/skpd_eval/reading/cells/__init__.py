"""What one cell holds: amounts, dates, units, and the grid they stand in."""
