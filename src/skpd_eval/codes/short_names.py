"""Short names of agencies as people say them: ``Disnaker``, ``BKAD``, ``DPUPR``, ``Kesbangpol``, ``DP3AP2KB``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from skpd_eval.codes.names import agency_name_key

_OFFICES = {
    "dinas": ("d", "di", "dis", "din"),
    "badan": ("b", "ba", "bad"),
    "sekretariat": ("s", "set", "sek"),
    "inspektorat": ("i", "it", "ir", "insp"),
    "kecamatan": ("k", "kec"),
    "kelurahan": ("k", "kel"),
    "kantor": ("k", "kan"),
    "satuan": ("s", "sat"),
}  # fmt: skip
"""What is left of the word for an office; a short name may also leave it out."""
_OWN_BLENDS = {"olahraga": ("ora", "or"), "dprd": ("wan", "dewan"), "dewan": ("wan", "dewan")}
_UNSAID = frozenset({"dan", "serta", "daerah", "kota", "kabupaten", "provinsi"})
"""Words that a short name leaves out as often as not."""
_VOWELS = frozenset("aiueo")
_LONGEST = 24

_BLENDS = {
    "kesehatan": "kes", "pendidikan": "dik", "kebudayaan": "bud", "sosial": "sos", "perhubungan": "hub",
    "tenaga kerja": "naker", "transmigrasi": "trans", "komunikasi informatika": "kominfo",
    "kependudukan pencatatan sipil": "dukcapil", "pariwisata": "par", "kepemudaan olahraga": "pora",
    "pemuda olahraga": "pora", "perindustrian perdagangan": "perindag", "perindustrian": "perin",
    "perdagangan": "dag", "koperasi": "kop", "pertanian": "tan", "peternakan": "nak", "perkebunan": "bun",
    "perikanan": "kan", "perpustakaan": "pus", "kearsipan": "ip", "arsip": "ip",
    "perumahan kawasan permukiman": "perkim", "pemadam kebakaran": "damkar",
    "kesatuan bangsa politik": "kesbangpol", "pendapatan": "penda", "kepegawaian": "peg",
}  # fmt: skip
"""The usual blends of the words that agencies are named after."""
_WHOLE = {
    "sekretariat daerah": "Setda",
    "sekretariat dprd": "Setwan",
    "sekretariat dewan perwakilan rakyat daerah": "Setwan",
    "satuan polisi pamong praja": "Satpol PP",
    "badan perencanaan pembangunan daerah": "Bappeda",
    "badan perencanaan pembangunan penelitian dan pengembangan daerah": "Bappelitbangda",
    "badan pendapatan daerah": "Bapenda",
}
_BEGINNINGS = {"dinas": "Dis", "badan": "Ba"}
_DIN = frozenset({"kes", "sos"})
"""Blends that follow *Din*, not *Dis*."""


_FORMS = frozenset({"kab", "kabupaten", "kota", "prov", "provinsi"})
_FIRST_OF_A_TAIL = 2
"""Where the government's own name may begin: an office is named after one word at least."""


def _own_words(name: str) -> list[str]:
    """The words of a name without that of its government at the end: ``DINAS KESEHATAN KAB. TOBA``.

    A form of government that nothing follows, or *dan*, is a word of the agency's own (``Dinas Tata Kota``).
    """
    words = agency_name_key(name).split()
    for place, (word, following) in enumerate(pairwise(words)):
        if place >= _FIRST_OF_A_TAIL and word in _FORMS and following not in ("dan", "serta"):
            return words[:place]
    return words


def short_name(name: str) -> str | None:
    """The usual short name of an agency; ``None`` where the rules know none.

    A blend where every word has a usual one (``Disnaker``), else the initials of three words or more (``DPUPR``),
    equal ones counted (``DP3A``).
    """
    own = _own_words(name)
    if (key := " ".join(own)) in _WHOLE:
        return _WHOLE[key]
    office, *words = [word for word in own if word not in ("dan", "serta")] or [""]
    beginning = _BEGINNINGS.get(office)
    if beginning is None:
        return None
    blended = _blended([word for word in words if word != "daerah"])
    if blended is not None:
        return ("Din" if blended in _DIN else beginning) + blended
    return _counted("".join(word[0] for word in (office, *words)).upper()) if len(words) > 1 else None


def _blended(words: Sequence[str]) -> str | None:
    """The blends of all the words in their order, ``None`` where one has none."""
    if not words:
        return ""
    for end in range(len(words), 0, -1):
        blend = _BLENDS.get(" ".join(words[:end]))
        rest = None if blend is None else _blended(words[end:])
        if blend is not None and rest is not None:
            return blend + rest
    return None


def _counted(initials: str) -> str:
    """``DPPPA`` as ``DP3A``, and then a pair as well: ``DPPPAPPKB`` as ``DP3AP2KB``."""
    if not re.search(r"(.)\1\1", initials):
        return initials
    return re.sub(r"(.)\1+", lambda run: f"{run[1]}{len(run[0])}", initials)


def words_left_out(short: str, name: str) -> int | None:
    """How many words of a name a short name leaves out; ``None`` where it is no short name of it.

    A short name takes from the words in their order an initial each, or some letters from the beginning of a
    syllable. The word for the office, *dan*, *daerah* and the like may be missing without being counted.
    """
    letters = _spelled_out("".join(agency_name_key(short).split()))
    words = _own_words(name)
    if not words or not 1 < len(letters) <= _LONGEST or not letters.isalpha():
        return None
    return _left_out(letters, tuple(words))


def _spelled_out(letters: str) -> str:
    """``dp3ap2kb`` as ``dpppappkb``."""
    return re.sub(r"([a-z])([2-9])", lambda run: run[1] * int(run[2]), letters)


@lru_cache(maxsize=8192)
def _left_out(letters: str, words: tuple[str, ...], first: bool = True) -> int | None:
    """The fewest words left out where the letters come from these words, ``None`` where they cannot."""
    if not letters:
        return sum(word not in _UNSAID for word in words)
    if not words:
        return None
    word, *rest = words
    unsaid = word in _UNSAID or (first and word in _OFFICES)
    found = []
    without = _left_out(letters, tuple(rest), False)
    if without is not None:
        found.append(without + (not unsaid))
    for part in _parts(word, first):
        if letters.startswith(part):
            after = _left_out(letters[len(part) :], tuple(rest), False)
            if after is not None:
                found.append(after)
    return min(found, default=None)


@lru_cache(maxsize=8192)
def _parts(word: str, first: bool) -> frozenset[str]:
    """What may stand for a word: its initial, letters from the beginning of a syllable, or its own blends."""
    if first and word in _OFFICES:
        return frozenset((*_OFFICES[word], word))
    parts = {word[0], *_OWN_BLENDS.get(word, ())}
    parts |= {word[start:end] for start in _onsets(word) for end in range(start + 2, len(word) + 1)}
    return frozenset(parts)


def _onsets(word: str) -> Iterator[int]:
    yield 0
    for place in range(1, len(word) - 1):
        if word[place] not in _VOWELS and word[place + 1] in _VOWELS:
            yield place
