"""What a file proved of itself is recorded with it, chained, and unknown of what was recorded before."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from skpd_eval.errors import RefusedError
from skpd_eval.ledger import Ledger
from skpd_eval.model import Certificate, Degree, Identity, Proven

from .conftest import NOW, export, reading
from .test_assistance import second
from .test_chain import forced

TOTAL = Proven(Identity.TOTAL, ("budget", "realization"), 2, 30, 30)
HALF = Proven(Identity.PERCENT, ("budget", "realization"), 2, 20, 30)
MEASURES = ("budget", "realization")


@pytest.mark.parametrize(
    ("certificate", "degree"),
    [
        pytest.param(Certificate(MEASURES, (TOTAL, HALF)), Degree.PROVED, id="a-total-of-all-rows"),
        pytest.param(Certificate(MEASURES, (HALF,)), Degree.PARTLY, id="a-percentage-in-some-rows"),
        pytest.param(
            Certificate(MEASURES, (TOTAL._replace(measures=("budget",)),)), Degree.PARTLY, id="of-one-measure"
        ),
        pytest.param(
            Certificate(MEASURES, (TOTAL._replace(measures=("plan",)),)), Degree.NOT, id="of-another-measure"
        ),
        pytest.param(Certificate(MEASURES), Degree.NOT, id="nothing"),
        pytest.param(Certificate(), None, id="no-amounts-of-money"),
    ],
)
def test_certificate__is_recorded_and_read_back(
    path: Path, certificate: Certificate, degree: Degree | None
) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.record(reading(b"one", export(certificate=certificate)), b"one", NOW)
        (found,) = ledger.submissions()
        assert found.certificate == certificate
        assert found.certificate.degree == degree
        assert ledger.verify() == 1


def test_certificate__changed_after_recording_breaks_the_chain(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.record(reading(b"one", export()), b"one", NOW)
    forced(path, "UPDATE certificates SET proven = '[[\"total\",[\"budget\"],1,1,1,0]]'")
    with Ledger.open(path) as ledger, pytest.raises(RefusedError, match="chain-broken"):
        ledger.verify()


def test_version_2__keeps_its_chain_and_knows_no_certificates(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.record(reading(b"one", export(certificate=Certificate(MEASURES, (TOTAL,)))), b"one", NOW)
    second(path)
    with Ledger.open(path) as ledger:
        head, before = ledger.head(), ledger.submissions()
        assert ledger.verify() == 1
        assert [one.certificate for one in before] == [None]
    with Ledger.open(path, write=True) as ledger:
        assert (ledger.head(), ledger.submissions()) == (head, before)
        ledger.record(reading(b"two", export(certificate=Certificate(MEASURES))), b"two", NOW)
        assert [one.certificate for one in ledger.submissions()] == [None, Certificate(MEASURES)]
        assert ledger.verify() == 2


def test_certificates__cannot_be_deleted(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.record(reading(b"one", export()), b"one", NOW)
    database = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute("DELETE FROM certificates")
    database.close()
