"""Fixtures of the jobs' tests."""

from .recording import recorder

__all__ = ["recorder"]
