"""The health of an installation and its ledger, check by check."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
from dataclasses import dataclass
from pathlib import Path, PurePath

from skpd_eval.errors import ConfigurationError, RefusedError, SkpdEvalError
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger
from skpd_eval.portable import weaker_protections
from skpd_eval.version import __version__

PACKAGES = ("babel", "openpyxl", "pandas", "python-calamine", "rich", "typer")
SYNCHRONIZED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "sync")
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"})
MOUNTS = Path("/proc/mounts")
EXTRAS = {"pdf": ("pdfplumber",), "papers": ("docx", "pptx", "typst")}
"""Parts that a user need not have, and the modules that each needs."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what, its state (``good``, ``warning``, ``bad``), and details: a text, a code, or an error."""

    what: str
    state: str
    detail: str | SkpdEvalError


def diagnose(context: Context) -> tuple[Check, ...]:
    """Every check, in the order people read them. Never raises for what is merely wrong."""
    settings = context.settings
    return (
        Check("program", "good", f"skpd-eval {__version__}, Python {platform.python_version()}"),
        Check(
            "packages", "good", ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
        ),
        Check("configuration", "good", str(settings.path or "-")),
        Check("language", "good", context.language),
        *_ledger(context),
        _place(context.ledger),
        *(Check("protection", "warning", code) for code in weaker_protections()),
        *(_extra(name, needed) for name, needed in EXTRAS.items()),
    )


def _extra(name: str, needed: tuple[str, ...]) -> Check:
    there = all(importlib.util.find_spec(one) is not None for one in needed)
    return Check(name, "good" if there else "warning", f"{name}-{'present' if there else 'absent'}")


def _ledger(context: Context) -> tuple[Check, ...]:
    path = str(context.ledger)
    if not context.ledger.exists():
        return (Check("ledger", "warning", f"{path}: -"),)
    try:
        with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
            entries = ledger.verify()
            submissions = len(ledger.submissions())
            refused = len(ledger.refusals())
            journal = ledger.journal_mode
    except SkpdEvalError as error:
        return (Check("ledger", "bad", error),)
    return (
        Check("ledger", "good", path),
        Check("journal", "good", journal),
        Check("chain", "good", str(entries)),
        Check("submissions", "good", str(submissions)),
        Check("refused", "warning" if refused else "good", str(refused)),
    )


def damage_of(path: Path) -> SkpdEvalError | None:
    """What verifying finds wrong in a ledger; ``None`` where it is whole or cannot be looked at now."""
    try:
        with Ledger.open(path) as ledger:
            ledger.verify()
    except (RefusedError, ConfigurationError) as error:
        return error
    except SkpdEvalError:
        return None
    return None


def _place(ledger: Path) -> Check:
    """Whether the ledger lies where writes of several machines meet."""
    risk = risky_place(ledger.absolute())
    return Check("place", "good" if risk is None else "warning", risk or "place-local")


def risky_place(path: PurePath) -> str | None:
    """``place-synchronized`` or ``place-network`` where a database file is at risk, else ``None``."""
    if any(part.casefold().startswith(SYNCHRONIZED) for part in path.parts):
        return "place-synchronized"
    if str(path).startswith(("\\\\", "//")):
        return "place-network"
    return "place-network" if _file_system(path) in NETWORK else None


def _file_system(path: PurePath) -> str:
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    mounts = [line.split()[1:3] for line in lines if len(line.split()) >= 3]
    over = [(len(point), kind) for point, kind in mounts if str(path).startswith(point.rstrip("/") + "/")]
    return max(over)[1] if over else ""
