"""skpd-eval: budget realization analyzer for Indonesian local governments (SKPD evaluation per quarter)."""

__version__ = "0.1.0"
