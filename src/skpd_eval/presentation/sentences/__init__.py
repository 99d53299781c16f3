"""What is said: findings and errors, the closed vocabularies, and the lines that stand above and below tables."""
