"""What is said once the papers are written."""

from __future__ import annotations

from skpd_eval.model import Evaluation
from skpd_eval.presentation import frame
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible


def written(evaluation: Evaluation, path: str, language: str = "id") -> str:
    """Where the papers are, and of which position they are."""
    t = translator(language)
    position = frame.position(evaluation, language)
    return t("Written: {path} ({position}).", path=visible(path), position=position)
