"""skpd-eval: budget realization analyzer for Indonesian local governments (SKPD evaluation per quarter).

``read_export`` and ``evaluate`` are the Python face (:mod:`skpd_eval.api`), loaded when they are used.
"""

from skpd_eval.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from skpd_eval.api import evaluate, read_export

__all__ = ["__version__", "evaluate", "read_export"]


def __getattr__(name: str) -> object:
    if name in ("evaluate", "read_export"):
        from skpd_eval import api

        return getattr(api, name)
    raise AttributeError(name)
