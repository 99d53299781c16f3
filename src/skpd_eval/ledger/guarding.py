"""Methods of the ledger that raise the tool's errors where SQLite raises its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from skpd_eval.ledger import connection


class Guarded(Protocol):
    """What has guarded methods: where it is, and whether it may be written to."""

    path: Path
    writable: bool


G = TypeVar("G", bound=Guarded)
P = ParamSpec("P")
R = TypeVar("R")


def guarded(method: Callable[Concatenate[G, P], R]) -> Callable[Concatenate[G, P], R]:
    """Let a method raise the tool's errors where SQLite raises its own."""

    @wraps(method)
    def called(self: G, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with connection.faults(self.path, write=self.writable):
            return method(self, *args, **kwargs)

    return called
