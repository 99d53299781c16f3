"""Rupiah as exact integer sen: reading every spelling of them, and writing them back.

Amounts never pass through floating point except where a spreadsheet cell is a float, which is taken once by
its shortest decimal. What is not surely an amount is refused with a reason, never guessed.
"""

from skpd_eval.money.amounts import (
    amount_from_number,
    parse_amount,
    parse_decimal,
    parse_percent,
    parse_rupiah,
    percent_from_number,
    round_half_up,
)
from skpd_eval.money.grammar import NumberStyle, is_ambiguous, is_dash, style_evidence
from skpd_eval.money.writing import format_amount, format_rupiah, plain

__all__ = [
    "NumberStyle",
    "amount_from_number",
    "format_amount",
    "format_rupiah",
    "is_ambiguous",
    "is_dash",
    "parse_amount",
    "parse_decimal",
    "parse_percent",
    "parse_rupiah",
    "percent_from_number",
    "plain",
    "round_half_up",
    "style_evidence",
]
