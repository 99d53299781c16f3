"""A layout as data: which header words mean what, how rows form levels, how sums are proved.

Every layout is one TOML file in ``layouts/``; a government adds its own without code (``--layout mine.toml``).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from skpd_eval.errors import ConfigurationError
from skpd_eval.model import Kind, RealizationBasis
from skpd_eval.reading.layout.accountnames import NamedAccounts, named_accounts
from skpd_eval.reading.layout.taught import UNTAUGHT, Taught

SHAPES = ("tree", "names", "rows", "series", "months", "posture", "governments", "pivot")
CODES = ("national", "accounts")
RECONCILIATIONS = ("strict", "level")

AMOUNT_ROLES = (
    "budget", "budget_original", "budget_revised", "realization", "plan", "total_plan", "month", "quarter_sum",
    "balance",
)  # fmt: skip
PERCENT_ROLES = ("plan_pct", "realization_pct", "physical_target_pct", "physical_pct")
REALIZED = ("realization", "realization_pct", "physical_pct")
"""Roles of what has happened until a position."""
TEXT_ROLES = (
    "code", "name", "number", "government", "year", "quarter", "cutoff",
    "agency_code", "agency_name", "unit_code", "unit_name",
    "activity_code", "activity_name", "account_code", "account_name",
    "problem", "solution", "remark", "contract_value",
    "group", "series", "funding_source", "procurement", "contractor", "output", "location",
    "month_name", "indicator", "measure", "output_volume", "output_target", "output_realization",
    "polarity", "consolidation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """The header words of one role.

    ``headers`` are patterns of the header path from top to bottom, its parts separated by ``>``; a part may end
    in ``*``. ``months`` takes every column headed by a month as ``month:1`` … ``month:12``, alone or beneath (or
    behind) one of ``headers``. ``or_role`` is what the column is when its values are of the other size (amounts
    under a percent heading). A ``fallback`` counts only where no other rule's column has its role.
    """

    role: str
    headers: tuple[tuple[str, ...], ...] = ()
    required: bool = False
    months: bool = False
    or_role: str | None = None
    fallback: bool = False
    also: str | None = None
    """What the column says of a package beside its role, or, of a fallback, in place of it."""

    @property
    def measure(self) -> str:
        """The role without its suffix: ``budget:5.1`` is a ``budget``."""
        return self.role.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Layout:
    """One export layout. See ``docs/layouts.md`` for the file format."""

    name: str
    title: str
    kind: Kind
    shape: str
    reconcile: str
    realization_basis: RealizationBasis
    priority: int
    columns: tuple[ColumnRule, ...]
    titles: tuple[str, ...] = ()
    """At least one of these must stand above the header (words, lower case); empty: none is needed."""
    neutral: frozenset[str] = frozenset()
    """Group headings that say nothing: left out of header paths."""
    ignored: tuple[tuple[str, ...], ...] = ()
    """Columns known and left unread on purpose."""
    without: tuple[tuple[str, ...], ...] = ()
    """Headings that tell another kind of table: with one of them it is not this layout."""
    any_of: tuple[tuple[str, ...], ...] = ()
    """Sets of roles of which one each must be present."""
    generated: bool = False
    """Written by an application, so that a file saved again by a person's program is worth a remark."""
    codes: str = "national"
    """``accounts`` where the code column holds account codes only: a lone ``5`` is expenditure."""
    named: NamedAccounts = field(default=NamedAccounts(()), compare=False)
    """Accounts by name, where rows carry no codes (shape ``posture``)."""
    levels: frozenset[str] = frozenset()
    """At least one code of one of these kinds must stand beneath the header; empty: none is needed."""
    by_words: bool = False
    """Headings that no pattern names are understood by their words."""
    bare_periods: bool = False
    """Columns headed by a period alone are the realization until then: told by the titles, not by the file."""
    cumulative: bool = False
    """Its makers publish what was realized from 1 January on, and nothing else."""
    refused: str = ""
    """Why a table of this layout is known and not read: the code of what is said."""
    taught: Taught = UNTAUGHT
    """What the user says of the headings."""
    source: str = ""
    origin: str = field(default="", compare=False)

    @property
    def has_agencies(self) -> bool:
        """Whether a table of this layout has a column of agencies."""
        return any(rule.role in ("agency_name", "agency_code") for rule in self.columns)

    @property
    def required(self) -> frozenset[str]:
        """Roles without which a table is not of this layout."""
        return frozenset(rule.role for rule in self.columns if rule.required)


def _pattern(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.casefold().split(">"))


def _column(table: dict[str, Any], file: str) -> ColumnRule:
    known = {"role", "headers", "required", "months", "or_role", "fallback", "also"}
    unknown = set(table) - known
    if unknown or "role" not in table:
        raise ConfigurationError(file, f"columns.{', '.join(sorted(unknown)) or 'role'}", "unknown-key")
    role = str(table["role"])
    if role.partition(":")[0] not in AMOUNT_ROLES + PERCENT_ROLES + TEXT_ROLES:
        raise ConfigurationError(file, f"columns.role = {role}", "unknown-role")
    return ColumnRule(
        role=role,
        headers=tuple(_pattern(text) for text in table.get("headers", ())),
        required=bool(table.get("required", False)),
        months=bool(table.get("months", False)),
        or_role=table.get("or_role"),
        fallback=bool(table.get("fallback", False)),
        also=table.get("also"),
    )


def _choice(table: dict[str, Any], key: str, allowed: tuple[str, ...], file: str) -> str:
    value = str(table.get(key, ""))
    if value not in allowed:
        raise ConfigurationError(file, key, "not-one-of")
    return value


def parse_layout(text: str, file: str) -> Layout:
    """A layout from the text of its TOML file; raises ConfigurationError naming the file and the key."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(file, str(error), "not-toml") from error
    recognize = table.get("recognize", {})
    return Layout(
        name=str(table.get("name", Path(file).stem)),
        title=str(table.get("title", Path(file).stem)),
        kind=Kind(_choice(table, "kind", tuple(Kind), file)),
        shape=_choice(table, "shape", SHAPES, file),
        reconcile=_choice(table, "reconcile", RECONCILIATIONS, file),
        realization_basis=RealizationBasis(
            _choice(table, "realization_basis", tuple(RealizationBasis), file)
        ),
        priority=int(table.get("priority", 50)),
        columns=tuple(_column(column, file) for column in table.get("columns", ())),
        titles=tuple(str(title).casefold() for title in recognize.get("titles", ())),
        neutral=frozenset(str(word).casefold() for word in recognize.get("neutral", ())),
        ignored=tuple(_pattern(text) for text in recognize.get("ignored", ())),
        without=tuple(_pattern(text) for text in recognize.get("without", ())),
        any_of=tuple(tuple(roles) for roles in recognize.get("any_of", ())),
        generated=bool(table.get("generated", False)),
        codes=_choice({"codes": table.get("codes", "national")}, "codes", CODES, file),
        named=named_accounts(table, file),
        levels=frozenset(str(level) for level in recognize.get("levels", ())),
        by_words=bool(recognize.get("by_words", False)),
        cumulative=bool(table.get("cumulative", False)),
        refused=str(table.get("refused", "")),
        source=str(table.get("source", "")),
        origin=file,
    )


@cache
def built_in_layouts() -> tuple[Layout, ...]:
    """The layouts that come with the tool, most specific first."""
    folder = resources.files("skpd_eval.reading") / "layouts"
    layouts = [
        parse_layout(entry.read_text(encoding="utf-8"), entry.name)
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    return tuple(sorted(layouts, key=lambda layout: (layout.priority, layout.name)))


def load_layouts(own: tuple[str, ...] = (), taught: Taught | None = None) -> tuple[Layout, ...]:
    """A user's own layouts (paths of TOML files) before the built-in ones, all with what he says of headings."""
    mine = []
    for path in own:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(path, "layout", "cannot-be-read") from error
        mine.append(parse_layout(text, path))
    layouts = tuple(mine) + built_in_layouts()
    return tuple(replace(layout, taught=taught) for layout in layouts) if taught else layouts


def accounts_of(layout: Layout) -> NamedAccounts:
    """The accounts that a layout knows by name: its own, else those of the layout it refers to."""
    wanted = layout.named.accounts_of
    if not wanted:
        return layout.named
    return next((known.named for known in built_in_layouts() if known.name == wanted), layout.named)
