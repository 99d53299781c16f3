"""What ``ingest`` would read, without recording."""

from __future__ import annotations

from collections.abc import Callable

from skpd_eval.jobs.across import Read
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.ingest import IngestRequest, read_all
from skpd_eval.jobs.paths import walk


def inspect(
    context: Context, request: IngestRequest, progress: Callable[[int, int, str], None] | None = None
) -> list[Read]:
    """Read and check every file. Raises MissingInputError, ConfigurationError."""
    found = walk(request.paths)
    for error in found.missing:
        raise error
    return read_all(context, request, found, progress)
