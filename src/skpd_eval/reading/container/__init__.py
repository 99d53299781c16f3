"""From a path to grids: what the file is, whether it is sound, and what its cells hold.

The content decides what a file is, never its name. The rule for damaged and hostile files is "the same
table as the good file, or a refusal": what cannot be read with certainty is refused with a code.

Codes of :class:`~skpd_eval.errors.FileRefusedError` that :func:`open_workbook` raises (``file`` is always an
argument):

======================  ==================================================================================
``empty-file``          no byte, or nothing but blanks
``damaged``             cut, altered or incomplete; ``part`` names the place (a part, or ``Sheet!B3``)
``password``            encrypted with a password
``pdf-extra-missing``   a PDF, and no library to read it
``pdf-no-text``         a PDF of pictures
``pdf-unclear``         an amount of a PDF ends in no column or between two; ``page``, ``text``
``archive-nested``      an archive inside an archive
``is-other``            a kind that is not read, as docx; ``kind`` names it (a :class:`ContainerKind`)
``too-large``           beyond a limit; ``limit`` names it (a field of :class:`Limits`), ``allowed`` tells it
``doctype``             XML with a DOCTYPE, which no office writes; ``part``
``unsafe-archive``      an archive with doubtful names or two parts of one name; ``part``
``no-rows``             no cell holds anything
``binary-text``         a text file with NUL bytes, or UTF-16 without its mark
``encoding``            bytes that are no text in the encoding; ``encoding``, ``line``
``ragged``              a row of a text file has more cells than the header; ``line``
``unclosed-quote``      a quoted field swallows what looks like a record; ``line``
``stray-quote``         a quotation mark inside an unquoted or after a quoted field; ``line``
``no-separator``        a text file without columns
======================  ==================================================================================

Findings of the workbook (warnings): ``possibly-cut`` (``rows``: exactly as many as the format can hold),
``encoding-assumed`` (``encoding``), ``name-differs`` (``extension``, ``kind``: the name promises another).
"""

from skpd_eval.reading.cells.grid import ContainerKind
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.opening import open_workbook
from skpd_eval.reading.container.sniffing import sniff

__all__ = ["ContainerKind", "Limits", "open_workbook", "sniff"]
