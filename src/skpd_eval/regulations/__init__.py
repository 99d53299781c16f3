"""Law, circulars and house rules as dated data: one parameter a TOML file, none of it in code.

A file has ``label`` (``id`` and ``en``), ``unit``, ``basis`` (``law``, ``circular``, ``house`` or
``reference``), ``verified_on`` where somebody compared it with the document, and ``[[values]]`` that apply
``from`` a day on, each with ``title`` (one text, or ``id`` and ``en``) and ``link``. A value is a ``number``, a
list of ``accounts``, named ``scales`` of bands, ``prefixes`` of names by group, four numbers (``quarters``) by
account, or ``names`` of accounts.
A government's own folder of such files goes before the ones delivered here.
"""

from skpd_eval.regulations.parameter import Basis, Parameter, Value, load, parameters
from skpd_eval.regulations.rulebook import Rulebook, all_rules, number_in_force, rulebook, scale_in_force
from skpd_eval.regulations.scale import Band, Scale

__all__ = [
    "Band",
    "Basis",
    "Parameter",
    "Rulebook",
    "Scale",
    "Value",
    "all_rules",
    "load",
    "number_in_force",
    "parameters",
    "rulebook",
    "scale_in_force",
]
