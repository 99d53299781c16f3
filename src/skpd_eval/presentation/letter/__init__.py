"""The papers as letters (docx) that an office finishes and signs: nota dinas, and the minutes of the meeting."""

from skpd_eval.presentation.letter.render import render

__all__ = ["render"]
