"""How much a file may ask for before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file. Real exports stay below a tenth of each; a bomb passes one of them at once.

    Sizes in bytes. ``too-large`` names the field that was passed.
    """

    file_size: int = 64 * MEBIBYTE
    """The file as it lies on disk."""
    part_size: int = 160 * MEBIBYTE
    """One part of an archive, unpacked."""
    total_size: int = 256 * MEBIBYTE
    """All parts that are read, unpacked."""
    small_part_size: int = 16 * MEBIBYTE
    """A part that lists sheets, styles or properties, unpacked."""
    ratio: int = 200
    """Unpacked to packed size of a part larger than a mebibyte; spreadsheets reach 40."""
    entries: int = 5_000
    """Parts of an archive."""
    area: int = 6_000_000
    """Cells of the rectangle that a sheet spans, blank ones included."""
    rows: int = 500_000
    """Filled rows of a sheet or text file: more take longer to read than a file may."""
    text_cells: int = 6_000_000
    """Cells of a text file."""
    columns: int = 16_384
    """Columns of a row."""
    field: int = 131_072
    """Characters of one field of a text file."""
    sheets: int = 500
