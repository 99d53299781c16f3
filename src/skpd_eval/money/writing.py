"""From exact sen to text."""

from __future__ import annotations

from skpd_eval.money.grammar import NumberStyle

_SEN = 100


def format_amount(
    sen: int, style: NumberStyle = NumberStyle.INDONESIAN, *, decimals: bool | None = None
) -> str:
    """Write sen as rupiah with groups of three: ``1.234.567`` or ``1.234.567,50``.

    ``decimals``: always two, never (the amount must be whole rupiah, else they stay: money is not rounded
    here), or, with ``None``, only where there are sen.
    """
    rupiah, rest = divmod(abs(sen), _SEN)
    sign = "-" if sen < 0 else ""
    whole = f"{rupiah:,}".replace(",", style.group)
    if rest or decimals:
        return f"{sign}{whole}{style.decimal}{rest:02d}"
    return f"{sign}{whole}"


def format_rupiah(sen: int, *, decimals: bool | None = True) -> str:
    """Write sen as Indonesian prose does: ``Rp1.302.860.151.616,00``, negative ``-Rp500,00``."""
    sign = "-" if sen < 0 else ""
    return f"{sign}Rp{format_amount(abs(sen), decimals=decimals)}"


def plain(sen: int) -> str:
    """Write sen as a machine reads rupiah: ``1234``, ``1234.5``, ``1234.05``; no trailing zeros."""
    rupiah, rest = divmod(abs(sen), _SEN)
    sign = "-" if sen < 0 else ""
    if rest == 0:
        return f"{sign}{rupiah}"
    return f"{sign}{rupiah}.{rest:02d}".rstrip("0")
