"""A folder a format: each only renders what tables show and sentences say, and none knows another.

A folder says in ``SUFFIXES`` which papers it writes, in ``WHOLE`` which of them have room for every section, and in
``TRACED`` in which of them a reader follows a figure to its cells; its module ``write`` then has
``write(papers, order, suffix)``, which gives the bytes. Nothing else names a format.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skpd_eval.model import Papers
    from skpd_eval.presentation.paper.office import Order


def suffixes(which: str = "SUFFIXES") -> tuple[str, ...]:
    """Every suffix that papers can have, or those alone that folders list as ``WHOLE`` or ``TRACED``."""
    return tuple(suffix for folder in _folders() for suffix in getattr(folder, which, ()))


def write(papers: Papers, order: Order, suffix: str) -> bytes:
    """The papers in the format of a suffix that :func:`suffixes` names. Raises what its writer raises."""
    folder = next(one for one in _folders() if suffix in getattr(one, "SUFFIXES", ()))
    made: bytes = importlib.import_module(f"{folder.__name__}.write").write(papers, order, suffix)
    return made


def _folders() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(__path__):
        yield importlib.import_module(f"{__name__}.{found.name}")
