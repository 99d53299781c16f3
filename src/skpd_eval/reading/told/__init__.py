"""What the user, the titles and the file say: whose, for when, in which unit."""
