"""Output indicators with their targets."""
