"""Who claims a name: an agency's own, an alias of the register, what a manifest calls it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from skpd_eval import codes
from skpd_eval.findings import say
from skpd_eval.model import AgencyName, Finding


@dataclass(slots=True)
class Names:
    """Name keys and aliases to the identities that claim them."""

    owners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def claim(self, key: str, *names: str | None) -> None:
        """Note that an identity goes by some names."""
        for name in filter(None, names):
            self.owners[codes.agency_name_key(name)].add(key)

    def of(self, *names: str | None) -> set[str]:
        """Give the identities that go by any of some names."""
        found = (self.owners.get(codes.agency_name_key(name), set()) for name in filter(None, names))
        return set().union(*found)


def ambiguous(named: Iterable[AgencyName], names: Names) -> tuple[Finding, ...]:
    """``agency-alias-ambiguous``: names that are needed to know an agency by, and that several claim."""
    wanted = {
        codes.agency_name_key(name)
        for agency in named
        for name in (agency.name if agency.code is None else None, agency.alias)
        if name and not agency.dissolved
    }
    return tuple(
        say(
            "agency-alias-ambiguous",
            {"alias": alias, "agencies": ", ".join(sorted(names.owners[alias]))},
        )
        for alias in sorted(wanted)
        if len(names.owners.get(alias, ())) > 1
    )
