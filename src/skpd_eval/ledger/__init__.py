"""The ledger: what was submitted, kept for good in one SQLite file that any tool can open.

Every export becomes a numbered submission with a table of lines for each grain; nothing is deleted or
changed, a newer submission or a withdrawal only takes an older one out of force. Original files are kept by
SHA-256, and submissions and withdrawals form a hash chain whose head stands on every paper. Reads no
spreadsheet and computes nothing but sums.
"""

from skpd_eval.ledger.copying import copy_database
from skpd_eval.ledger.ledger import Ledger
from skpd_eval.ledger.records import RecordOutcome, Refusal

__all__ = ["Ledger", "RecordOutcome", "Refusal", "copy_database"]
