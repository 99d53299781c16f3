"""Rows of a recap that hold other rows: affairs above agencies, kinds or divisions beneath them.

Rows are told apart by how they are counted (``I``, ``A``, ``1``, ``a``, nothing) and by what their names are. Which
of two kinds of rows holds the other is proved by their sums, never by the look alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.proof.sums import meets
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.groupnames import expenditure_kind, names_group

Sums = Mapping[int, Mapping[str, int | None]]
"""Sen by role, by zero-based row."""

_OF_AN_AGENCY = ("5.1.01", "5.1.02", "5.2")
"""Kinds that every agency has; the others may be a row of the finance office for the whole government."""


def _style(row: RecapRow) -> str:
    """How a row is told apart: by its count, else by what its name is."""
    if row.mark:
        return row.mark
    return (
        "a group"
        if names_group(row.agency.name)
        else "an agency"
        if names_agency(row.agency.name)
        else "a row"
    )


def without_kinds(rows: list[RecapRow], amounts: Sums, collector: Collector) -> list[RecapRow]:
    """The rows without kinds of expenditure (``Belanja Pegawai``) that add up to the agency above them.

    An error where they do not: such a row is no agency, and nothing says whose it is.
    """
    kept: list[RecapRow] = []
    position = 0
    while position < len(rows):
        row = rows[position]
        kept.append(row)
        position += 1
        beneath: list[RecapRow] = []
        while position < len(rows) and _names_kind(rows[position]):
            beneath.append(rows[position])
            position += 1
        if not beneath:
            continue
        if not _is_sum(row, beneath, amounts):
            doubtful = next((one for one in beneath if _of_an_agency(one)), None)
            if doubtful is not None:
                collector.error("kind-unclear", doubtful.row, None, name=doubtful.agency.name[:60])
            kept.extend(beneath)
    return kept


def _names_kind(row: RecapRow) -> bool:
    own = row.account is None and row.activity is None and row.agency.code is None and row.unit is None
    return own and expenditure_kind(row.agency.name) is not None


def _of_an_agency(row: RecapRow) -> bool:
    account = expenditure_kind(row.agency.name)
    return account is not None and account.code.startswith(_OF_AN_AGENCY)


def without_groups(rows: list[RecapRow], amounts: Sums, collector: Collector) -> tuple[list[RecapRow], str]:
    """The rows of agencies, without those that hold them or stand inside them; what was left out (or ``all``).

    An error at the row where the looks say that rows hold others and no sums prove it.
    """
    kept = rows
    for _ in range(len({_style(row) for row in rows})):
        holding = _holding(kept, amounts)
        if holding is None:
            break
        outer, inner = holding
        dropped = inner if _are_agencies(outer) else outer
        gone = {row.row for row in dropped}
        kept = [row for row in kept if row.row not in gone]
    doubtful = next((row for row in kept if names_group(row.agency.name) and row.agency.code is None), None)
    if doubtful is not None and any(names_agency(row.agency.name) for row in kept):
        collector.error("group-unclear", doubtful.row, None, name=doubtful.agency.name[:60])
    return kept, "all" if len(kept) == len(rows) else "groups"


def of_styles(rows: Sequence[RecapRow]) -> list[list[RecapRow]]:
    """The rows of each way of counting that stands among them, those with the most agencies first."""
    styles = dict.fromkeys((row.mark, names_group(row.agency.name)) for row in rows)
    if len(styles) < 2:
        return []
    sets = [[row for row in rows if (row.mark, names_group(row.agency.name)) == style] for style in styles]
    sets += [[row for row in rows if row.mark == mark] for mark in dict.fromkeys(row.mark for row in rows)]
    sets.append([row for row in rows if not names_group(row.agency.name)])
    return sorted(sets, key=lambda chosen: (-_agencies_among(chosen), -len(chosen)))


def with_members(rows: Sequence[RecapRow], chosen: Sequence[RecapRow], amounts: Sums) -> list[RecapRow]:
    """The rows chosen, groups among them (``31. KECAMATAN``) by the agencies beneath that they are the sums of."""
    counted = {row.row for row in chosen}
    found: list[RecapRow] = []
    for place, row in enumerate(rows):
        if row.row not in counted:
            continue
        beneath = list(takewhile(lambda one: one.row not in counted, rows[place + 1 :]))
        members = [one for one in beneath if _style(one) == _style(beneath[0])]
        group = names_group(row.agency.name) and row.agency.code is None
        holds = group and bool(_agencies_among(members)) and _is_sum(row, members, amounts)
        found.extend(members if holds else [row])
    return found


def _agencies_among(rows: Sequence[RecapRow]) -> int:
    return sum(names_agency(row.agency.name) or row.agency.code is not None for row in rows)


def _are_agencies(rows: Sequence[RecapRow]) -> bool:
    """Whether rows that hold others are agencies with their parts, and no groups of agencies."""
    groups = sum(names_group(row.agency.name) for row in rows)
    return groups == 0 and any(names_agency(row.agency.name) or row.agency.code for row in rows)


def _holding(rows: list[RecapRow], amounts: Sums) -> tuple[list[RecapRow], list[RecapRow]] | None:
    """Rows of one style, and those of others between them which they are the sums of; ``None`` if there are none."""
    for style in dict.fromkeys(_style(row) for row in rows):
        parts = [(row, beneath) for row, beneath in _parts(rows, style) if beneath]
        several = any(len(beneath) > 1 for _, beneath in parts)
        if parts and several and all(_is_sum(row, beneath, amounts) for row, beneath in parts):
            return [row for row, _ in parts], [row for _, beneath in parts for row in beneath]
    return None


def _parts(rows: list[RecapRow], style: str) -> list[tuple[RecapRow, list[RecapRow]]]:
    parts: list[tuple[RecapRow, list[RecapRow]]] = []
    for row in rows:
        if _style(row) == style:
            parts.append((row, []))
        elif parts:
            parts[-1][1].append(row)
    return parts


def _is_sum(row: RecapRow, beneath: list[RecapRow], amounts: Sums) -> bool:
    """Whether a row states what the rows beneath it add up to; of rows of several styles, those of the first."""
    first = [other for other in beneath if _style(other) == _style(beneath[0])]
    return any(meets((amounts[one.row] for one in chosen), amounts[row.row]) for chosen in (first, beneath))
