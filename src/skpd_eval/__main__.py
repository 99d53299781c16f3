"""``python -m skpd_eval`` is ``skpd-eval``."""

from skpd_eval.cli import main

if __name__ == "__main__":
    main()
