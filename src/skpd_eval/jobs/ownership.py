"""Whose an export is that names no government: the only one that the other files and the ledger know."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence

from skpd_eval import codes
from skpd_eval.findings import say
from skpd_eval.jobs.across import Read
from skpd_eval.model import Finding, Source

Judge = Callable[[Sequence[Finding]], tuple[Finding, ...]]


def with_government(read: list[Read], known: Iterable[str | None], judged: Judge) -> list[Read]:
    """Give exports without a government the one that is known, with a warning each file; several leave them so."""
    names = [
        *(name for name in known if name),
        *(export.government for one in read for export in one.reading.exports if export.government),
    ]
    only = {codes.government_key(name): name for name in reversed(names)}
    if len(only) != 1:
        return read
    (name,) = only.values()
    return [_owned(one, name, judged) for one in read]


def _owned(one: Read, name: str, judged: Judge) -> Read:
    if all(export.government for export in one.reading.exports):
        return one
    finding = say("government-of-others", {"government": name}, Source(one.found.file))
    exports = tuple(
        export if export.government else dataclasses.replace(export, government=name)
        for export in one.reading.exports
    )
    findings = one.reading.findings + judged((finding,))
    return Read(one.found, dataclasses.replace(one.reading, exports=exports, findings=findings))
