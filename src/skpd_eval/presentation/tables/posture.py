"""The posture as the meeting's first table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from skpd_eval.model import Balance, Evaluation, Posture, PostureLine
from skpd_eval.presentation import machine, numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import optional_word
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Table, columns_of, field, fill

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


_STATED = mark("Stated of the whole government by {file}, each amount to the nearest {amount}.")
_STATED_ALONE = mark(
    "All is what {file} states of the whole government, each amount to the nearest {amount}."
)
_PARTS = {"4": mark("revenue"), "5": mark("expenditure"), "6": mark("financing")}
_BALANCE = "balance"
"""Key of a column for programs alone: which balance a line is that no account names."""
_ALWAYS = frozenset({"name", "budget", "realization"})


def posture(found: Posture, evaluation: Evaluation, language: str = "id") -> Table:
    """Revenue, expenditure, financing, the balances between them, and what is stated of them elsewhere.

    Lines of which nothing is known are left out; a footnote names them.
    """
    t = translator(language)
    fields: tuple[Field[PostureLine], ...] = (
        field("account", t("Account"), lambda line: line.code, ColumnKind.CODE),
        field("name", t("Description"), lambda line: _name(line, found.names, language)),
        field("budget", t("Budget (Rp)"), lambda line: line.budget, ColumnKind.RUPIAH),
        field("realization", t("Realization (Rp)"), lambda line: line.realization, ColumnKind.RUPIAH),
        field("realized_pct", t("Realized (%)"), lambda line: hundredfold(line.ratio), ColumnKind.PERCENT),
        field("stated_budget", t("Stated: budget (Rp)"), lambda line: line.stated_budget, ColumnKind.RUPIAH, 2),
        field("stated_realization", t("Stated: realization (Rp)"), lambda line: line.stated_realization,
              ColumnKind.RUPIAH, 2),
        field("stated_pct", t("Stated: realized (%)"), lambda line: hundredfold(line.stated_ratio),
              ColumnKind.PERCENT, 3),
        field("agrees", t("Compared"), lambda line: _agreement(line, language), ColumnKind.TEXT, 2, coded=True),
        field(_BALANCE, "", lambda line: line.balance),
    )  # fmt: skip
    shown = [line for line in found.lines if _known(line)]
    table = Table(
        name="posture",
        title=t("Posture of the budget"),
        subtitles=frame.subtitles(evaluation, language),
        about=machine.about(evaluation),
        columns=columns_of(fields),
        rows=fill(fields, shown),
        footnotes=(
            _made_of(found, language),
            *_unknown(found, language),
            *_witness(found, language),
            *_own_revenue(found, language),
            t("Ledger head: {head}.", head=visible(evaluation.ledger_head[:16])),
        ),
    ).without_empty(_ALWAYS)
    return table.for_people(column for column in table.columns if column.key != _BALANCE)


def worth_a_table(found: Posture) -> bool:
    """Say whether more is known than expenditure as a whole, which every paper states anyway."""
    return len([line for line in found.lines if _known(line)]) > 1


def _name(line: PostureLine, names: Mapping[str, str], language: str) -> str:
    t = translator(language)
    if line.balance is not None:
        return t(_BALANCES[line.balance])
    code = line.code or ""
    return t(_ACCOUNTS[code]) if code in _ACCOUNTS else visible(names.get(code, code))


def _known(line: PostureLine) -> bool:
    amounts = (line.budget, line.realization, line.stated_budget, line.stated_realization)
    return any(amount is not None for amount in amounts)


def _agreement(line: PostureLine, language: str) -> Cell | None:
    if line.agrees is None:
        return None
    t = translator(language)
    return Cell(t("same"), code="same") if line.agrees else Cell(t("apart"), "yellow", code="apart")


def _made_of(found: Posture, language: str) -> str:
    t = translator(language)
    if found.alone:
        return t("No agency's lines are in the ledger for this position. SiLPA = surplus + net financing.")
    return t(
        "Sum of the agencies' account lines, with what a ranking leaves out. SiLPA = surplus + net financing."
    )


def _unknown(found: Posture, language: str) -> Iterator[str]:
    """Which parts no source of the agencies states."""
    if found.alone:
        return
    t = translator(language)
    stated = {
        line.code[0] for line in found.lines if line.code and (line.budget, line.realization) != (None, None)
    }
    lacking = [t(name) for account, name in _PARTS.items() if account not in stated]
    if lacking:
        yield t(
            "Not in the agencies' sources: {parts}; what depends on it is not known.",
            parts=", ".join(lacking),
        )


def _witness(found: Posture, language: str) -> Iterator[str]:
    """What the stated amounts are, and how finely they are stated."""
    if found.witness is not None:
        t = translator(language)
        yield t(
            _STATED_ALONE if found.alone else _STATED,
            file=f"{visible(found.witness.file)} ({visible(found.witness.layout)})",
            amount=numbers.money(found.witness.precision, language),
        )
        if found.partly:
            yield t(
                "Of account {accounts} it states some amounts by no group: its groups do not add up to it.",
                accounts=", ".join(found.partly),
            )


def _own_revenue(found: Posture, language: str) -> Iterator[str]:
    """F-36: own-source revenue over its target."""
    ratio = hundredfold(found.own_revenue)
    if ratio is None:
        return
    t = translator(language)
    category = optional_word("effectiveness", found.own_revenue_category, language)
    yield t(
        "Own-source revenue (PAD): {value}% of the year's target{category}{source}.",
        value=numbers.percent(ratio, language),
        category=f", {category}" if category else "",
        source=t(", as stated") if found.own_revenue_stated else "",
    )
