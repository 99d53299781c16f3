"""skpd-eval: budget realization analyzer for Indonesian local governments (SKPD evaluation per quarter).

The Python face, loaded when it is used (``docs/python.md``):

``read_export``  one export as a frame, before anything is recorded (``ReadOptions`` says what it does not)
``evaluate``     a position of a ledger: ``to_frame``, ``lowest``, ``trend``, ``explain``
``lines``        every line that a position counts, each with its cell
"""

from skpd_eval.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from skpd_eval.api import Evaluated, ReadOptions, evaluate, lines, read_export

__all__ = ["Evaluated", "ReadOptions", "__version__", "evaluate", "lines", "read_export"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from skpd_eval import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted(__all__)
