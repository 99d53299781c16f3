"""Relationships between the parts of an Office Open XML package (ISO/IEC 29500-2, 9.3)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from xml.etree import ElementTree

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.container.archive import Archive
from skpd_eval.reading.container.xml.markup import examine

TRANSITIONAL = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
KINDS = (
    f"{TRANSITIONAL}officeDocument/2006/relationships/",
    f"{STRICT}officeDocument/relationships/",
    "http://schemas.microsoft.com/office/",
)
"""What a kind of relationship that an office writes begins with."""
PACKAGE = f"{TRANSITIONAL}package/2006/relationships"
_NO_CELLS = ("/chartsheet", "/dialogsheet", "/xlmacrosheet", "/xlintlmacrosheet")

Relations = Mapping[str, tuple[str, str]]
"""Kind and part by identifier."""


def relations_of(archive: Archive, source: str, file: str) -> Relations:
    """The relationships of a part, or of the package for an empty name; raises ``FileRefusedError``."""
    folder, base = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    part = examine(archive.read(name, small=True), name, file)
    if part.root != "Relationships" or part.namespace != PACKAGE:
        raise FileRefusedError("damaged", file, part=name[:100])
    relations: dict[str, tuple[str, str]] = {}
    for element in ElementTree.fromstring(part.content):
        identifier, kind, target = (element.get(key, "") for key in ("Id", "Type", "Target"))
        if not (identifier and kind and target) or identifier in relations:
            raise FileRefusedError("damaged", file, part=name[:100])
        path = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
        relations[identifier] = (kind, path)
    return relations


def target_of(relations: Relations, kind: str) -> str | None:
    """Name of the first part of a kind (``styles``)."""
    return next(
        (
            path
            for given, path in relations.values()
            if given.endswith("/" + kind) and given.startswith(KINDS)
        ),
        None,
    )


def holds_cells(kind: str) -> bool | None:
    """Whether a sheet of this kind holds cells; ``None`` for what is no sheet that an office writes."""
    if not kind.startswith(KINDS):
        return None
    if kind.endswith("/worksheet"):
        return True
    return False if kind.lower().endswith(_NO_CELLS) else None
