"""Write a workbook so that two runs give the same bytes, and amounts as exports state them."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

MADE = datetime(2024, 1, 15, 8, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def save(book: Workbook, path: Path) -> None:
    """Save with constant dates: openpyxl stamps the hour of saving and zip the hour of each member."""
    book.properties.creator = "skpd-eval data/samples"
    book.properties.created = MADE
    buffer = BytesIO()
    book.save(buffer)
    stamp = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", source.read(name))
            target.writestr(member, content, compresslevel=9)


def amount_text(sen: int) -> str:
    """`10.701.893.800,00`, as SIPD-RI prints it."""
    rupiah, rest = divmod(sen, 100)
    return f"{rupiah:,}".replace(",", ".") + f",{rest:02d}"


def amount_number(sen: int) -> int | float:
    """The same as a number in a cell; fifteen digits of a double carry the sen of every amount here."""
    return sen // 100 if sen % 100 == 0 else sen / 100
