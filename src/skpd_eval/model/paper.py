"""Kinds of papers: the size that offices print on, and the letters they write."""

from __future__ import annotations

from enum import StrEnum


class Paper(StrEnum):
    """A4 (ISO 216), or F4 (folio, 215 x 330 mm), which Indonesian offices use for official letters."""

    A4 = "a4"
    F4 = "f4"

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height."""
        return (210, 297) if self is Paper.A4 else (215, 330)


class Document(StrEnum):
    """What a letter is."""

    NOTE = "nota-dinas"
    """From one office to another, for decision."""
    MINUTES = "berita-acara"
    """What a meeting took note of and decided."""
