"""The posture as the meeting's first table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skpd_eval.model import Balance, Evaluation, PostureLine
from skpd_eval.presentation import frame
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill

_ACCOUNTS = {
    "4": mark("Revenue"),
    "4.1": mark("Own-source revenue (PAD)"),
    "4.2": mark("Transfers received"),
    "4.3": mark("Other legal revenue"),
    "5": mark("Expenditure"),
    "5.1": mark("Operating expenditure"),
    "5.2": mark("Capital expenditure"),
    "5.3": mark("Contingency"),
    "5.4": mark("Transfers paid"),
    "6.1": mark("Financing receipts"),
    "6.2": mark("Financing outlays"),
}
_BALANCES = {
    Balance.SURPLUS: mark("Surplus / (deficit)"),
    Balance.NET_FINANCING: mark("Net financing"),
    Balance.SILPA: mark("SiLPA"),
}


def posture(
    evaluation: Evaluation, lines: Sequence[PostureLine], names: Mapping[str, str], language: str = "id"
) -> Table:
    """Revenue, expenditure, financing and the balances between them."""
    t = translator(language)

    def name(line: PostureLine) -> str:
        if line.balance is not None:
            return t(_BALANCES[line.balance])
        code = line.code or ""
        return t(_ACCOUNTS[code]) if code in _ACCOUNTS else visible(names.get(code, code))

    fields: tuple[Field[PostureLine], ...] = (
        field("account", t("Account"), lambda line: line.code, ColumnKind.CODE),
        field("name", t("Description"), name),
        field("budget", t("Budget (Rp)"), lambda line: line.budget, ColumnKind.RUPIAH),
        field("realization", t("Realization (Rp)"), lambda line: line.realization, ColumnKind.RUPIAH),
        field("realized_pct", t("Realized (%)"), lambda line: hundredfold(line.ratio), ColumnKind.PERCENT),
    )
    unknown = any(line.balance is Balance.SILPA and line.realization is None for line in lines)
    return Table(
        name="posture",
        title=t("Posture of the budget"),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns_of(fields),
        rows=fill(fields, lines),
        footnotes=(
            t(
                "Sum of the agencies' account lines, with what a ranking leaves out. SiLPA = surplus + net financing."
            ),
            *((t("No source states revenue or financing: what depends on it is not known."),) if unknown else ()),
            t("Ledger head: {head}.", head=visible(evaluation.ledger_head[:16])),
        ),
    )
