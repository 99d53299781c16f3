"""Governments of the ledger that may be one: a name without *Kota* or *Kabupaten* beside one with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from skpd_eval import codes
from skpd_eval.evaluation import of_government
from skpd_eval.findings import say
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger
from skpd_eval.model import Finding

_FORMS = frozenset({"kota", "kabupaten", "provinsi"})


def governments_alike(ledger: Ledger, context: Context, as_of: dt.date | None) -> Iterator[Finding]:
    """A finding for each pair whose names differ in their form alone, unless one source states both at one position.

    *Malang* and *Kota Malang* of one portal at one cut-off are two governments; *Batu* of one year and *Kota Batu*
    of another, or a posture of the one and agencies of the other, are likely one.
    """
    known = [name for name in ledger.governments(as_of, context.settings.timezone) if name]
    bare = {codes.government_key(name): name for name in known if not _form(name)}
    for name in known:
        other = bare.get(_words(name)) if _form(name) else None
        if other is not None and _stated(ledger, context, name, as_of).isdisjoint(
            _stated(ledger, context, other, as_of)
        ):
            yield say("governments-alike", {"government": other, "other": name})


def government_told(asked: str, known: Iterable[str | None]) -> str:
    """The one known government that a name without *Kota* or *Kabupaten* is; any other name as it was told."""
    if _form(asked):
        return asked
    same = [name for name in known if name and _words(name) == _words(asked)]
    return same[0] if len(same) == 1 else asked


def _form(name: str) -> bool:
    return not _FORMS.isdisjoint(codes.government_key(name).split())


def _words(name: str) -> str:
    return " ".join(word for word in codes.government_key(name).split() if word not in _FORMS)


def _stated(
    ledger: Ledger, context: Context, name: str, as_of: dt.date | None
) -> set[tuple[dt.date, bool, str]]:
    """At which positions a government is stated, whether as a whole, and by which layout."""
    zone = context.settings.timezone
    return {
        (holding.submission.cutoff, of_government(holding), holding.submission.layout)
        for year in ledger.years(name, as_of, zone)
        for holding in ledger.holdings(name, year, as_of, zone)
    }
