"""JSON answers of applications: arrays of objects are tables, trees of accounts are indented ones.

A grid has the scalars around a table as title lines, a row of keys, and a row an object, so that the layouts of
spreadsheets apply. Cells keep their types: a number is a number, a text a text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Finding
from skpd_eval.reading.cells.grid import CellValue, ContainerKind, Grid, Workbook
from skpd_eval.reading.container.jsonforms import AMOUNTS, are_under, headings_of, is_keyed, keyed, spread
from skpd_eval.reading.container.jsontitles import spaced, titles_of
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.text import decode

_DEEPEST = 60
_CHILDREN = ("child", "children", "anak", "items", "sub")
_NAMES = (
    "nama", "name", "uraian", "akun", "label", "title", "text", "nama_akun", "nama_rekening", "description",
    "keterangan",
)  # fmt: skip
_WRAPPERS = ("node", "attributes", "properties")
"""Objects that stand around a row in answers of GraphQL, JSON:API and GeoJSON, and say nothing."""
_NAMING = ("kode", "nama")
_INDENT = "    "

Json = Any
Refuse = Callable[[str], NoReturn]


def open_json(content: bytes, file: str, encoding: str | None, limits: Limits) -> Workbook:
    """Grids of the tables in a JSON text.

    Raises ``FileRefusedError``: ``damaged`` (no JSON, a key twice in one object, NaN), ``too-large``,
    ``no-rows`` (no table), and those of the encoding.
    """
    findings: list[Finding] = []
    text = decode(content, file, encoding, findings)

    def refuse(part: str) -> NoReturn:
        raise FileRefusedError("damaged", file, part=part[:100])

    try:
        value = json.loads(text, object_pairs_hook=_unique(refuse), parse_constant=refuse)
    except RecursionError:
        raise FileRefusedError("too-large", file, limit="depth", allowed=_DEEPEST) from None
    except ValueError as error:
        refuse(str(error))
    grids = [grid for grid in _grids(value, (), [], 0) if grid.rows]
    cells = sum(len(row) for grid in grids for row in grid.rows)
    if cells > limits.text_cells:
        raise FileRefusedError("too-large", file, limit="text_cells", allowed=limits.text_cells)
    if not grids:
        raise FileRefusedError("no-rows", file)
    return Workbook(ContainerKind.JSON, tuple(grids), tuple(findings))


def _unique(refuse: Refuse) -> Callable[[list[tuple[str, Json]]], dict[str, Json]]:
    def made(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            refuse(f"key {twice}")
        return found

    return made


def _grids(value: Json, path: tuple[str, ...], titles: Sequence[str], depth: int) -> Iterator[Grid]:
    """Every table beneath a value, each with the titles of the objects around it."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        yield from _of_list(value, path, titles, depth)
    elif isinstance(value, dict):
        yield from _of_object(value, path, [*titles, *titles_of(value)], depth)


def _of_object(value: dict[str, Json], path: tuple[str, ...], titles: list[str], depth: int) -> Iterator[Grid]:
    if _is_tree(value):
        yield _grid(path, titles, _accounts(value))
        return
    if is_keyed(value):
        yield _grid(path, titles, _table([dict(_flat(item, "")) for item in keyed(value)]))
        return
    heads = [key for key, inner in value.items() if headings_of(inner)]
    rows = {key: inner for key, inner in value.items() if key not in heads or len(heads) == len(value)}
    for key, inner in rows.items():
        names = next((names for head in heads if (names := headings_of(value[head])) and are_under(names, inner)), None)
        told = inner if names is None else [names, *inner]
        yield from _grids(told, (*path, key), titles, depth + 1)


def _of_list(value: list[Json], path: tuple[str, ...], titles: Sequence[str], depth: int) -> Iterator[Grid]:
    objects = [item for item in value if isinstance(item, dict)]
    if value and len(objects) == len(value):
        yield from _of_objects(objects, path, titles, depth)
    elif value and all(isinstance(item, list) for item in value):
        yield _grid(path, titles, [[_cell(cell) for cell in row] for row in value])


def _of_objects(
    objects: list[dict[str, Json]], path: tuple[str, ...], titles: Sequence[str], depth: int
) -> Iterator[Grid]:
    if any(_is_tree({"": item}) for item in objects):
        yield _grid(path, titles, _accounts({str(place): item for place, item in enumerate(objects)}))
        return
    whole = spread(objects)
    flat = [dict(_flat(item, "")) for item in whole or objects]
    if any(flat):
        yield _grid(path, titles, _table(flat))
    for item in objects if whole is None else ():
        for key, inner in item.items():
            if isinstance(inner, list) and any(isinstance(one, dict) for one in inner):
                yield from _grids(inner, (*path, key), [*titles, *titles_of(item)], depth + 1)


def _accounts(nodes: dict[str, Json]) -> list[list[CellValue]]:
    """A tree of accounts as rows that are indented by their level."""
    return [["akun", "anggaran", "realisasi", "persentase"], *_tree_rows(nodes, 0)]


def _grid(path: tuple[str, ...], titles: Sequence[str], rows: list[list[CellValue]]) -> Grid:
    heads: list[list[CellValue]] = [[line] for line in titles]
    return Grid(".".join(path) or None, heads + rows)


def _flat(item: dict[str, Json], before: str) -> Iterator[tuple[str, CellValue]]:
    """The scalars of an object by key; those of an inner object under ``outer inner``, its name as ``nama outer``."""
    for key, value in item.items():
        own = "" if key in _WRAPPERS and isinstance(value, dict) else key
        name = (f"{own} {before}" if own in _NAMING else f"{before} {own}").strip()
        if isinstance(value, dict):
            yield from _flat(value, name)
        elif not isinstance(value, list):
            yield name, _cell(value)


def _table(objects: Sequence[dict[str, CellValue]]) -> list[list[CellValue]]:
    keys = list(dict.fromkeys(key for item in objects for key in item))
    header: list[CellValue] = [spaced(key) for key in keys]
    return [header, *([item.get(key) for key in keys] for item in objects)]


def _is_tree(value: dict[str, Json]) -> bool:
    """Whether the values of an object are nodes of accounts: amounts of their own, and children."""
    nodes = [node for node in value.values() if isinstance(node, dict)]
    if not nodes or len(nodes) != len(value):
        return False
    return all(_amounts(node) is not None for node in nodes) and any(_children(node) for node in nodes)


def _amounts(node: dict[str, Json]) -> dict[str, Json] | None:
    for inner in (node.get("value"), node.get("nilai"), node):
        if isinstance(inner, dict) and AMOUNTS & {str(key).casefold() for key in inner}:
            return {str(key).casefold(): value for key, value in inner.items()}
    return None


def _children(node: dict[str, Json]) -> dict[str, Json]:
    for name in _CHILDREN:
        inner = node.get(name)
        if isinstance(inner, dict) and all(isinstance(one, dict) for one in inner.values()):
            return inner
        if isinstance(inner, list) and all(isinstance(one, dict) for one in inner):
            return {str(place): one for place, one in enumerate(inner)}
    return {}


def _tree_rows(nodes: dict[str, Json], depth: int) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = []
    if depth > _DEEPEST:
        return rows
    for key, node in nodes.items():
        amounts = _amounts(node) or {}
        budget = _first(amounts, ("anggaran", "nominal", "budget", "pagu"))
        spent = _first(amounts, ("realisasi", "realization"))
        share = _first(amounts, ("persentase", "presentase", "persen", "percentage"))
        name = _first({**amounts, **{str(k).casefold(): v for k, v in node.items()}}, _NAMES)
        label = name if isinstance(name, str) and name.strip() else key
        rows.append([_INDENT * depth + label.strip(), budget, spent, share])
        rows += _tree_rows(_children(node), depth + 1)
    return rows


def _first(values: dict[str, Json], keys: Sequence[str]) -> CellValue:
    return next(
        (_cell(values[key]) for key in keys if not isinstance(values.get(key), dict | list | None)), None
    )


def _cell(value: Json) -> CellValue:
    if isinstance(value, str):
        return value if value.strip() else None
    return value if isinstance(value, int | float | bool) else None
