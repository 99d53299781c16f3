"""One progress bar over all files, on stderr, only where a person looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import remarks

Advance = Callable[[int, int, str], None]


@contextmanager
def progress_bar(*, shown: bool, language: str) -> Iterator[Advance | None]:
    """Yield what to call with files done, files in all and the name just done; ``None`` where nobody looks."""
    if not shown or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class FileColumn(TextColumn):
        def render(self, task: object) -> Text:
            return Text(visible(str(getattr(task, "description", "")))[:40])

    columns = (
        TextColumn(remarks.reading(language)),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, FileColumn(""), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total, file: progress.update(task, completed=done, total=total, description=file)
