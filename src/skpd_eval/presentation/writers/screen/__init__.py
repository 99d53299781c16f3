"""Tables on a terminal, drawn with rich."""
