"""The health of an installation as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from skpd_eval.errors import SkpdEvalError
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import telling
from skpd_eval.presentation.table import Cell, Field, Table, columns_of, field, fill

_WHAT = {
    "program": mark("Program"),
    "packages": mark("Packages"),
    "configuration": mark("Configuration"),
    "language": mark("Language"),
    "ledger": mark("Ledger"),
    "journal": mark("Journal of the ledger"),
    "chain": mark("Chain entries verified"),
    "submissions": mark("Submissions"),
    "refused": mark("Files still refused"),
    "place": mark("Place of the ledger"),
    "protection": mark("Weaker protection"),
    "pdf": mark("Reading of PDF"),
    "papers": mark("Papers as PDF, letter and slides"),
}
_STATES = {"good": mark("good"), "warning": mark("attention"), "bad": mark("bad")}
_TONES = {"good": "green", "warning": "yellow", "bad": "red"}
_DETAILS = {
    "place-local": mark("on a local disk"),
    "place-synchronized": mark("in a synchronized folder: keep the ledger elsewhere and copy backups there"),
    "place-network": mark("on a network drive: let one machine write, and keep backups"),
    "pdf-present": mark("installed"),
    "pdf-absent": mark('not installed: pip install "skpd-eval[pdf]"'),
    "papers-present": mark("installed"),
    "papers-absent": mark('not installed: pip install "skpd-eval[papers]"'),
    "no-memory-limit": mark("this system cannot limit the memory of the reading processes"),
    "no-folder-sync": mark("this system cannot flush a folder to disk after a file is replaced"),
    "no-home-folder": mark("the user has no home folder: name the ledger with --ledger"),
}


class CheckLike(Protocol):
    """What a check is."""

    @property
    def what(self) -> str:
        """Which check."""

    @property
    def state(self) -> str:
        """``good``, ``warning`` or ``bad``."""

    @property
    def detail(self) -> str | SkpdEvalError:
        """A text, a code that has words, or an error."""


def _detail(detail: str | SkpdEvalError, language: str) -> str:
    if isinstance(detail, SkpdEvalError):
        return telling.full(detail, language)
    return translator(language)(_DETAILS[detail]) if detail in _DETAILS else visible(detail)


def health(checks: Sequence[CheckLike], language: str = "id") -> Table:
    """Check by check: what, its state with a colour, and details."""
    t = translator(language)
    fields: tuple[Field[CheckLike], ...] = (
        field("what", t("Check"), lambda one: Cell(t(_WHAT[one.what]), code=one.what), coded=True),
        field("state", t("State"), lambda one: Cell(t(_STATES[one.state]), _TONES[one.state], code=one.state),
              coded=True),
        field("detail", t("Details"), lambda one: _detail(one.detail, language)),
    )  # fmt: skip
    return Table("health", t("Health"), columns_of(fields), fill(fields, checks))
