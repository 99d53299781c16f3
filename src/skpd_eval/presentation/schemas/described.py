"""The machine formats as Markdown, made from their members, so that no documented name can differ from a schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpd_eval.presentation.schemas import OUTPUTS, Output
from skpd_eval.presentation.schemas.shapes import Member

_Told = list[tuple[tuple[Member, ...], str]]
"""Members of an object that were described already, and where."""


def markdown(folder: str) -> str:
    """Every output: its schema's file in ``folder``, its members, and those of the objects in it."""
    told: _Told = []
    return "\n".join(line for output in OUTPUTS for line in _output(output, folder, told))


def _output(output: Output, folder: str, told: _Told) -> Iterator[str]:
    _, name, _ = output.schema.split("/")
    yield f"## `{output.commands}`: `{output.schema}`"
    yield ""
    yield f"Schema: [`{output.file}`]({folder}/{output.file})."
    yield ""
    yield from _members(name, output.members, told)


def _members(where: str, members: Sequence[Member], told: _Told) -> Iterator[str]:
    """A table of the members, then one for each object that was not described yet."""
    yield "| name | holds | meaning |"
    yield "|---|---|---|"
    later = []
    for member in members:
        if member.name.endswith("_label") and any(one.name == member.name[:-6] for one in members):
            continue
        holds = member.kind
        if member.inner:
            place = f"{where} › {member.name}"
            known = next((there for inner, there in told if inner == member.inner), None)
            if known is not None:
                holds = f"{holds}, as `{known}`"
            else:
                told.append((member.inner, place))
                later.append((place, member.inner))
        yield f"| {_named(member, members)} | {holds} | {_meaning(member)} |"
    yield ""
    for place, inner in later:
        yield from _object(place, inner, told)


def _object(place: str, inner: tuple[Member, ...], told: _Told) -> Iterator[str]:
    """An object; of one that begins like another only what it has besides."""
    like = [(one, there) for one, there in told if one != inner and inner[: len(one)] == one]
    base, there = max(like, key=lambda pair: len(pair[0]), default=((), ""))
    yield f"`{place}`: as `{there}`, and" if base else f"`{place}`:"
    yield ""
    yield from _members(place, inner[len(base) :], told)


def _named(member: Member, members: Sequence[Member]) -> str:
    label = f"{member.name}_label"
    return f"`{member.name}`, `{label}`" if any(one.name == label for one in members) else f"`{member.name}`"


def _meaning(member: Member) -> str:
    known = member.rule.get("enum")
    codes = [f"`{code}`" for code in known if code is not None] if isinstance(known, list) else []
    value = [f"`{member.rule['const']}`"] if "const" in member.rule else []
    absent = ["left out where nothing is said"] if member.optional else []
    return "; ".join(filter(None, (member.meaning, ", ".join(codes), *value, *absent))).replace("|", "\\|")
