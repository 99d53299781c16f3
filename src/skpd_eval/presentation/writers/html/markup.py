"""Elements of a page. A text is escaped where it enters one; only what this module made counts as markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"input", "meta", "rect", "line", "circle", "polyline"})


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
Value = str | int | bool | None


def el(tag: str, /, *children: Child, **attributes: Value) -> Markup:
    """An element: ``class_`` is written ``class``, other underscores are hyphens; nothing of ``None`` and ``False``."""
    opened = f"<{tag}{''.join(_attribute(key, value) for key, value in attributes.items())}"
    return Markup(f"{opened}/>" if tag in _VOID else f"{opened}>{joined(children)}</{tag}>")


def joined(children: Iterable[Child]) -> Markup:
    """The children one after the other, texts escaped."""
    return Markup("".join(map(_child, children)))


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    return escape(child, quote=False) if isinstance(child, str) else joined(child)


def _attribute(key: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
