"""The command line. Nothing heavy is imported here: each command imports what it needs when it runs."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on ``arguments`` (default: the process's own) and exit with its status."""
    import sys

    from skpd_eval.cli.boundary import run

    sys.exit(run(arguments))
