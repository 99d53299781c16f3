"""Words of rows and names: totals, groups, agencies, governments."""
