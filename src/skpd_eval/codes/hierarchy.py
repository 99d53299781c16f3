"""Who belongs to whom: units to agencies, activities to programs, accounts to their upper levels."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from skpd_eval.codes.grammar import CodeKind, classify
from skpd_eval.errors import CodeError

_AGENCY_TAIL = "0000"
_KIND_LEVEL = 3
_ACTIVITY_SEGMENTS = {
    CodeKind.SUB_ACTIVITY: 5,
    CodeKind.ACTIVITY: 3,
    CodeKind.PROGRAM: 2,
    CodeKind.BIDANG: 1,
}
"""How many segments the parent of each kind has."""


def _head(code: str, segments: int) -> str:
    return ".".join(code.split(".")[:segments])


def is_unit(code: str) -> bool:
    """Whether a code is a sub-unit's (UPTD, kelurahan, bagian): its tail is not ``0000``."""
    return classify(code) is CodeKind.UNIT


def agency_of(code: str) -> str:
    """Give the agency of a unit's code; an agency's own code is returned as it is.

    Raises :class:`CodeError` (``not-an-agency``) for any other text.
    """
    if classify(code) not in (CodeKind.AGENCY, CodeKind.UNIT):
        raise CodeError(code, "not-an-agency")
    return f"{code.rpartition('.')[0]}.{_AGENCY_TAIL}"


def bidang_of(code: str) -> str:
    """Give the *bidang urusan* of a code: of an agency its first one; ``X.XX`` stays ``X.XX``.

    Raises :class:`CodeError` (``no-bidang``) for accounts, an urusan and what is no code.
    """
    if classify(code) in (None, CodeKind.ACCOUNT, CodeKind.URUSAN):
        raise CodeError(code, "no-bidang")
    return _head(code, 2)


def activity_parent(code: str) -> str | None:
    """Give what a sub-activity, activity, program or bidang stands under; ``None`` above an urusan.

    Raises :class:`CodeError` (``not-an-activity``) for other codes.
    """
    kind = classify(code, expect=CodeKind.URUSAN)
    if kind is CodeKind.URUSAN:
        return None
    if kind not in _ACTIVITY_SEGMENTS:
        raise CodeError(code, "not-an-activity")
    return _head(code, _ACTIVITY_SEGMENTS[kind])


def account_level(code: str) -> int:
    """Give the level of an account: 1 akun, 2 kelompok, 3 jenis, 4 objek, 5 rincian, 6 sub rincian objek.

    Raises :class:`CodeError` (``not-an-account``) for other codes.
    """
    if classify(code) is not CodeKind.ACCOUNT:
        raise CodeError(code, "not-an-account")
    return code.count(".") + 1


def account_parent(code: str) -> str | None:
    """Give the account one level up, ``None`` above level 1; :class:`CodeError` for other codes."""
    level = account_level(code)
    return None if level == 1 else _head(code, level - 1)


def account_kind(code: str) -> str | None:
    """Give the *jenis* (``5.1.02``) of an account at or below that level, ``None`` above it.

    Raises :class:`CodeError` (``not-an-account``) for other codes.
    """
    return _head(code, _KIND_LEVEL) if account_level(code) >= _KIND_LEVEL else None


def parent(code: str) -> str | None:
    """Give the code one level up in its own hierarchy; ``None`` at the top.

    A unit stands under its agency, an agency under its first bidang. A single digit is read as
    :func:`~skpd_eval.codes.classify` does; it has no parent either way. :class:`CodeError` for no code.
    """
    kind = classify(code)
    if kind is CodeKind.UNIT:
        return agency_of(code)
    if kind is CodeKind.AGENCY:
        return bidang_of(code)
    if kind is CodeKind.ACCOUNT:
        return account_parent(code)
    if kind is None:
        raise CodeError(code)
    return activity_parent(code)


def is_within(code: str, ancestor: str) -> bool:
    """Whether a code is another one or stands under it, segment by segment.

    ``5.1.02`` is within ``5.1`` and not within ``5.1.0``. An agency holds its units.
    """
    if classify(ancestor) is CodeKind.AGENCY:
        ancestor = ancestor.rpartition(".")[0]
        return (is_unit(code) and code.startswith(f"{ancestor}.")) or code == f"{ancestor}.{_AGENCY_TAIL}"
    return code == ancestor or code.startswith(f"{ancestor}.")


def outermost(stated: Collection[str]) -> set[str]:
    """The codes that no other of them stands above."""
    return {code for code in stated if not any(above in stated for above in _prefixes(code))}


def innermost(stated: Collection[str]) -> set[str]:
    """The codes that no other of them stands beneath."""
    return set(stated) - {above for code in stated for above in _prefixes(code)}


def nearest(code: str, stated: Collection[str]) -> str | None:
    """The code itself, else the nearest above it, that is among those; ``None`` where none is."""
    return next((one for one in (code, *_prefixes(code)) if one in stated), None)


def _prefixes(code: str) -> Iterator[str]:
    """What stands above a code of activities or accounts, nearest first: ``1.01.02`` of ``1.01.02.2.01``, too."""
    head = code.rpartition(".")[0]
    while head:
        yield head
        head = head.rpartition(".")[0]
