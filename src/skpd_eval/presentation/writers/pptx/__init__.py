"""The papers as slides, one message each."""

SUFFIXES = (".pptx",)
