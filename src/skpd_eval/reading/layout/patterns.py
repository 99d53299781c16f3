"""Patterns of header paths, looked up at once: most are whole words, few end in ``*``."""

from __future__ import annotations

from collections.abc import Iterable

Parts = tuple[str, ...]


class Patterns:
    """Patterns in an order; :meth:`first` gives the place of the first that a header path matches."""

    def __init__(self, patterns: Iterable[tuple[int, Parts]]) -> None:
        self.whole: dict[Parts, int] = {}
        self.open: list[tuple[int, Parts]] = []
        for place, pattern in patterns:
            if any(part.endswith("*") for part in pattern):
                self.open.append((place, pattern))
            else:
                self.whole.setdefault(pattern, place)

    def first(self, parts: Parts) -> int | None:
        """The smallest place among the patterns that match, ``None`` where none does."""
        places = [place for place, pattern in self.open if _matches(pattern, parts)]
        if parts in self.whole:
            places.append(self.whole[parts])
        return min(places, default=None)

    def match(self, *paths: Parts) -> bool:
        """Whether any pattern matches any of the paths."""
        return any(
            parts in self.whole or any(_matches(pattern, parts) for _, pattern in self.open)
            for parts in paths
        )


def _matches(pattern: Parts, parts: Parts) -> bool:
    return len(pattern) == len(parts) and all(
        part.startswith(wanted[:-1]) if wanted.endswith("*") else part == wanted
        for wanted, part in zip(pattern, parts, strict=True)
    )
