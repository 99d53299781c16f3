"""The machine formats: every object that ``--format json`` prints, from which its schema and documentation are made.

The schemas stand in this folder as JSON files, one an output: ``ranking-1.json`` is that of
``skpd-eval/ranking/1``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from skpd_eval.presentation.schemas import explained, ranked, recorded, tabled
from skpd_eval.presentation.schemas.shapes import Member, Rule, object_rule


class Output(NamedTuple):
    """What some commands print: its schema's name, the commands, and its members."""

    schema: str
    commands: str
    members: tuple[Member, ...]

    @property
    def file(self) -> str:
        """Name of the schema's file: ``ranking-1.json``."""
        _, name, version = self.schema.split("/")
        return f"{name}-{version}.json"


def _output(name: str, commands: str, members: Callable[[str], tuple[Member, ...]]) -> Output:
    schema = f"skpd-eval/{name}/1"
    return Output(schema, commands, members(schema))


def _of_position(row: tuple[Member, ...]) -> Callable[[str], tuple[Member, ...]]:
    return lambda schema: tabled.of_position(schema, row)


def _table(row: tuple[Member, ...]) -> Callable[[str], tuple[Member, ...]]:
    return lambda schema: tabled.table(schema, row)


OUTPUTS = (
    _output("ranking", "rank", lambda schema: ranked.evaluated(schema, ranked.RANKED)),
    _output("lowest", "lowest", lambda schema: ranked.evaluated(schema, ranked.LOWEST)),
    _output("agency", "show AGENCY", explained.agency),
    _output("trend", "trend", explained.trend),
    _output("explanation", "explain", explained.explanation),
    _output("status", "status", recorded.status),
    _output("comparison", "compare", tabled.comparison),
    _output("groups", "rank --group-by", _of_position(tabled.GROUPED)),
    _output("revenue", "rank --revenue", _of_position(tabled.REVENUE)),
    _output("ikpa", "rank --reference ikpa", _of_position(tabled.IKPA)),
    _output("efficiency", "rank --reference efficiency", _of_position(tabled.EFFICIENCY)),
    _output("posture", "show --posture", _of_position(tabled.POSTURE)),
    _output("priorities", "show --priorities", _of_position(tabled.PRIORITY)),
    _output("e81", "e81", _of_position(tabled.E81)),
    _output("ingestion", "ingest", recorded.ingestion),
    _output("inspection", "inspect", recorded.inspection),
    _output("history", "history", recorded.history),
    _output("rules", "rules", _table(recorded.RULE)),
    _output("health", "doctor", _table(recorded.HEALTH)),
    _output("adjustments", "adjust", _table(recorded.ADJUSTMENT)),
    _output(
        "cases",
        "assist list, note, check, close",
        lambda schema: tabled.table(schema, recorded.CASE, ranked.WHOSE[1:]),
    ),
    _output("opened", "assist open", _table(recorded.OPENED)),
    _output("outcome", "assist outcome", _of_position(recorded.OUTCOME)),
)
"""Every output, in the order in which the documentation has them."""


def json_schema(output: Output) -> Rule:
    """The JSON Schema (2020-12) of an output; an object has exactly the members that are named."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": output.schema,
        "description": f"skpd-eval {output.commands} --format json",
        **object_rule(output.members),
    }


def stored(schema: str) -> str:
    """The text of the file with a schema, such as ``skpd-eval/ranking/1``. Raises KeyError."""
    from importlib import resources

    by_name = {output.schema: output.file for output in OUTPUTS}
    return resources.files(__name__).joinpath(by_name[schema]).read_text(encoding="utf-8")
