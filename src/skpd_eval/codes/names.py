"""When two written names are one agency or one government."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DISSOLVED = re.compile(r"^\s*\*+\s*\)|\*\s*\)\s*$")


@lru_cache(maxsize=65_536)
def agency_name_key(name: str) -> str:
    """Give the identity of an agency's name: what stays when spelling does not count.

    NFKC, casefolded, invisible and control characters dropped, punctuation and symbols (marks such as ``*)``
    too) to spaces, ``&`` to *dan*, spaces squeezed. No word is removed. A name of signs alone stays as it is.
    """
    folded = _fold(name)
    words = " ".join("".join(_word_character(character) for character in folded).split())
    return words or " ".join(folded.split())


def _fold(text: str) -> str:
    visible = "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf")
    )
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())


def _word_character(character: str) -> str:
    if character == "&":
        return " dan "
    return " " if unicodedata.category(character)[0] in "PSZC" else character


def is_dissolved_mark(name: str) -> bool:
    """Whether a name carries the mark ``*)`` of an agency that no longer exists."""
    return _DISSOLVED.search(name) is not None


_FORMS_OF_GOVERNMENT = {
    "kab": "kabupaten", "kabupaten": "kabupaten", "pemkab": "kabupaten",
    "kota": "kota", "kotamadya": "kota", "pemkot": "kota",
    "prov": "provinsi", "provinsi": "provinsi", "propinsi": "provinsi", "pemprov": "provinsi", "province": "provinsi",
    "regency": "kabupaten",
}  # fmt: skip
_OFFICE = re.compile(r"^(?:pemerintah(?:an)?|pemda)\s+(?:daerah\s+(?=kab|kota|pro|daerah))?")


def government_key(name: str) -> str:
    """Give the identity of a government's name: ``kabupaten toba``, ``kota batu``, ``provinsi bali``.

    *Pemerintah*, *Pemkab* and their like do not count; KAB./KABUPATEN and PROV./PROVINSI/PROPINSI are one;
    Kota and Kabupaten stay apart, and a name without either is another one.
    """
    words = _OFFICE.sub("", agency_name_key(name), count=1).split()
    if len(words) > 1 and words[0] in _FORMS_OF_GOVERNMENT:
        words[0] = _FORMS_OF_GOVERNMENT[words[0]]
    return " ".join(words)


_GOVERNMENT = re.compile(
    r"(?P<office>\bPEMERINTAH\s+(?:DAERAH\s+)?)?(?<![/\w])(?<!/ )(?<!IBU )"
    r"(?P<form>KABUPATEN|KAB|PEMKAB|KOTA|KOTAMADYA|PEMKOT|PROVINSI|PROPINSI|PROV|PEMPROV|PROVINCE|REGENCY)\b"
    r"(?:\s*[.:]\s*|\s+)"
    r"(?P<rest>[^\W\d_].*)",
    re.IGNORECASE | re.DOTALL,
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_NOT_IN_NAMES = re.compile(
    r"tahun|thn|th|ta|t|apbd|papbd|perubahan|pergeseran|murni|periode|per|posisi|keadaan|bulan|triwulan|tw|semester"
    r"|sampai|sd?|d|dengan|pada|untuk|dan|atau|yang|di|ke|dari|se|dalam|oleh|tanggal|menurut|beserta"
    r"|dinas|badan|kantor|kecamatan|kelurahan|sekretariat|inspektorat|rumah|satuan|unit|bagian|bidang|biro|uptd?"
    r"|skpd|opd|pd|pemerintah|laporan|realisasi|anggaran|rekapitulasi|rencana|program|kegiatan|sub|belanja"
    r"|kabupaten|kab|kota|provinsi|propinsi|prov|daerah|tanpa|layak|sehat|lainnya"
    r"|jan(?:uari)?|feb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun[ie]?|jul[iy]?|ag(?:u|s|t|st|ust|ustus)|sept?(?:ember)?|okt(?:ober)?"
    r"|no[vp](?:ember)?|des(?:ember)?"
)
_SEVERAL_WORDS = {
    ("daerah", "istimewa"), ("daerah", "khusus"), ("di", "yogyakarta"), ("puluh", "kota"),
}  # fmt: skip
_UPPER_CASE_WORDS = frozenset({"dki", "di"})
_LONGEST_NAME = 5
_LONGEST_LINE = 1000


def government_name(text: str) -> str | None:
    """Find the government that a title line names, for display: ``Kabupaten Lampung Selatan``.

    ``None`` where none is named; *KABUPATEN/KOTA* in a program's name is no government.
    """
    if len(text) > _LONGEST_LINE:
        return None
    start = 0
    while (found := _GOVERNMENT.search(text, start)) is not None:
        name = _leading_name(found["rest"])
        if name:
            form = _FORMS_OF_GOVERNMENT[found["form"].casefold()]
            return " ".join((form.capitalize(), *name))
        start = found.start("rest")
    return None


def _leading_name(rest: str) -> list[str]:
    written: list[str] = []
    end = 0
    for word in _NAME_WORD.finditer(rest):
        if rest[end : word.start()].strip() or len(written) == _LONGEST_NAME:
            break
        following = _NAME_WORD.match(rest, _after_blank(rest, word.end()))
        if not _may_stand_in_name(word[0], written, following[0] if following else ""):
            break
        written.append(word[0])
        end = word.end()
    return [_display(word) for word in written]


def _after_blank(text: str, position: int) -> int:
    return position + len(text[position:]) - len(text[position:].lstrip())


def _may_stand_in_name(word: str, written: list[str], following: str) -> bool:
    folded = word.casefold()
    previous = written[-1].casefold() if written else ""
    if (folded, following.casefold()) in _SEVERAL_WORDS or (previous, folded) in _SEVERAL_WORDS:
        return True
    is_sentence = word.islower() and bool(written)
    return not is_sentence and _NOT_IN_NAMES.fullmatch(folded) is None


def _display(word: str) -> str:
    if word.casefold() in _UPPER_CASE_WORDS:
        return word.upper()
    return "-".join(part.capitalize() for part in word.split("-"))
