"""Law, circulars and house rules as dated data: one parameter a TOML file, none of it in code.

A file has ``label`` (``id`` and ``en``), ``unit``, ``basis`` (``law``, ``circular``, ``house`` or
``reference``), ``verified_on`` where somebody compared it with the document, and ``[[values]]`` that apply
``from`` a day on, each with ``title`` and ``link``. A value is a ``number``, a list of ``accounts`` or named
``scales`` of bands. A government's own folder of such files goes before the ones delivered here.
"""

from skpd_eval.regulations.parameter import Basis, Parameter, Value, load, parameters
from skpd_eval.regulations.rulebook import Rulebook, number_in_force, rulebook
from skpd_eval.regulations.scale import Band, Scale

__all__ = [
    "Band",
    "Basis",
    "Parameter",
    "Rulebook",
    "Scale",
    "Value",
    "load",
    "number_in_force",
    "parameters",
    "rulebook",
]
