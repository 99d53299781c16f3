"""The papers as slides: one message each, native charts that a speaker can edit."""

from skpd_eval.presentation.slides.render import render

__all__ = ["render"]
