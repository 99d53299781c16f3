"""Cash plans: months beside or beneath each other."""
