"""The members of tables of a position: one object a row under the columns' keys."""

from __future__ import annotations

from skpd_eval.model.posture import Balance
from skpd_eval.presentation.schemas.ranked import AGENCY, AMOUNTS, POSITION, RANKED, STATUS, head
from skpd_eval.presentation.schemas.shapes import (
    Member,
    code,
    coded,
    count,
    listed,
    number,
    percent,
    points,
    rupiah,
    text,
)


def table(
    schema: str,
    row: tuple[Member, ...],
    about: tuple[Member, ...] = (),
    besides: tuple[Member, ...] = (),
) -> tuple[Member, ...]:
    """A table: what it is about, its rows, and the rows of tables that belong to it."""
    return (*head(schema), *about, listed("rows", row), *besides)


def of_position(schema: str, row: tuple[Member, ...]) -> tuple[Member, ...]:
    """A table of a government's position."""
    return table(schema, row, POSITION)


_BESIDES = frozenset({"government", "other_budget", "other_absorption_pct"})
GROUPED = (
    *coded("group", "code of the kind or size, name of the field; null for agencies without a group"),
    count("group_rank", "rank within the group"),
    *(one for one in RANKED if one.name not in _BESIDES),
    *(one._replace(optional=True) for one in RANKED if one.name.startswith("other_")),
)
"""A ranked row; its ``cutoff`` is stated where the agencies' differ."""
REVENUE = (
    count("rank"),
    *AGENCY,
    rupiah("target"),
    rupiah("realization"),
    percent("realized_pct", "realization ÷ target, without a cap"),
    percent("plan_achievement_pct"),
    rupiah("own_target", "of own-source revenue (PAD)"),
    rupiah("own_realization"),
    percent("effectiveness_pct", "own realization ÷ own target"),
    *coded("effectiveness", "band of that"),
)
PRIORITY = (
    text("label"),
    text("owner"),
    text("codes"),
    text("agencies"),
    *AMOUNTS,
    percent("absorption_pct"),
    points("deviation_pp"),
    percent("physical_pct"),
    *STATUS,
)
POSTURE = (
    code("account", "null for a balance"),
    text("name"),
    rupiah("budget"),
    rupiah("realization"),
    percent("realized_pct"),
    rupiah("stated_budget", "as a source states it of the whole government"),
    rupiah("stated_realization"),
    percent("stated_pct"),
    *coded("agrees", "whether both are the same", ("same", "apart")),
    code("balance", "which balance a line without an account is", Balance),
)
IKPA = (
    count("rank"),
    *AGENCY,
    percent("target_pct"),
    points("gap_pp"),
    percent("quarter_score"),
    percent("absorption_score"),
    percent("deviation_score"),
    count("months", "of which the plan deviation is known"),
    percent("output_score"),
    percent("score"),
    *coded("category", "band of the score"),
)
EFFICIENCY = (
    count("rank"),
    *AGENCY,
    percent("absorption_pct"),
    percent("achievement_pct", "of the outputs"),
    points("difference_pp", "outputs − absorption"),
    number("ratio", "outputs ÷ absorption"),
    percent("index_pct", "absorption ÷ outputs"),
    percent("efficiency_pct", "saved of what the outputs deserve"),
    percent("efficiency_value"),
    *coded("category", "`outputs-unknown`, `not-assessable`, or the band of the index"),
)
COMPARED = (
    *AGENCY,
    *coded("amount", "which one", ("budget", "realization")),
    rupiah("first", "as the source states it that a ranking uses"),
    rupiah("second", "as the other source states it"),
    rupiah("difference", "`second` − `first`"),
    points("difference_pp", "of the budget"),
    text("first_source", "file, sheet and cells, in words"),
    text("second_source", "file, sheet and cells, in words"),
)
E81 = (
    count("no"),
    text("objective"),
    code("code"),
    text("name"),
    text("indicator"),
    *(
        member
        for key in (
            *("renstra_target", "renstra_before", "target", "q1", "q2", "q3", "q4"),
            *("realized", "renstra_to_date"),
        )
        for member in (
            Member(f"{key}_k", "number", {"type": ["number", "string", "null"]}, "a range is in words")
            if key == "target"
            else number(f"{key}_k"),
            rupiah(f"{key}_rp"),
        )
    ),
    percent("renstra_achieved_k"),
    percent("renstra_achieved_rp"),
    text("unit"),
    percent("achieved_k_pct"),
    percent("achieved_rp_pct"),
)
"""``_k`` what was achieved, ``_rp`` rupiah; each quarter alone."""


def comparison(schema: str) -> tuple[Member, ...]:
    """Where two sources state one amount apart."""
    about = (
        *POSITION,
        count("compared", "amounts of which two sources at one cut-off were there"),
        points("tolerance_pp", "of the budget: what is apart by more stands in `rows`"),
        count("uncompared", "agencies whose sources are of different days"),
    )
    return table(schema, COMPARED, about)
