"""skpd-eval: budget realization analyzer for Indonesian local governments (SKPD evaluation per quarter).

``read_export`` and ``evaluate`` are the Python face (:mod:`skpd_eval.api`), loaded when used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skpd_eval.api import evaluate, read_export

__version__ = "0.1.0"
__all__ = ["__version__", "evaluate", "read_export"]


def __getattr__(name: str) -> Any:
    if name in ("evaluate", "read_export"):
        from skpd_eval import api

        return getattr(api, name)
    raise AttributeError(name)
