"""What is shown, before any format: each module words its records as neutral tables, once."""
