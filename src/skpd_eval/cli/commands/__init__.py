"""One command a module: parse, call a job, render."""
