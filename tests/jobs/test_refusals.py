"""A refusal says what is so: who has not reported, and what is recorded without its agencies."""

from __future__ import annotations

import pytest

from skpd_eval.errors import AgenciesNotIngestedError, NotIngestedError, UsageError
from skpd_eval.jobs.naming import agency_of
from skpd_eval.jobs.scope import Asked, scope_of
from skpd_eval.ledger import Ledger

from .recording import HEALTH, SCHOOLS, Recorder

HEAD = "kode skpd;skpd;pagu;realisasi"
POSTURE = (
    "akun,anggaran,realisasi,persentase",
    '" Pendapatan Daerah","90,00 M","80,00 M",88.89',
    '" PAD","20,00 M","16,00 M",80.00',
    '" TKDD","70,00 M","64,00 M",91.43',
    '" Belanja Daerah","100,00 M","60,00 M",60.00',
    '" Belanja Pegawai","70,00 M","40,00 M",57.14',
    '" Belanja Modal","30,00 M","20,00 M",66.67',
    '" Pembiayaan Daerah","10,00 M","0,00 M",0.00',
)


@pytest.mark.parametrize(
    "asked", [pytest.param(HEALTH, id="code"), pytest.param("Dinas Kesehatan", id="name")]
)
def test_show__an_agency_that_reported_another_quarter_has_not_reported_and_is_not_unknown(
    recorder: Recorder, asked: str
) -> None:
    schools = f"{SCHOOLS};Dinas Pendidikan;1000;300"
    recorder.put("second.csv", HEAD, schools, f"{HEALTH};Dinas Kesehatan;100;30", quarter=2)
    recorder.put("third.csv", HEAD, schools, quarter=3)
    with pytest.raises(UsageError, match="agency-not-reported"):
        agency_of(recorder.ranked(), asked)


def test_show__an_agency_that_nobody_named_is_unknown(recorder: Recorder) -> None:
    recorder.put("third.csv", HEAD, f"{SCHOOLS};Dinas Pendidikan;1000;300", quarter=3)
    with pytest.raises(UsageError, match="agency-unknown"):
        agency_of(recorder.ranked(), "Dinas Kehutanan")


def test_rank__what_states_the_whole_government_alone_is_not_said_to_be_unrecorded(
    recorder: Recorder,
) -> None:
    recorder.put("2023_Contoh.csv", *POSTURE, quarter=3)
    with Ledger.open(recorder.context.ledger) as ledger:
        with pytest.raises(AgenciesNotIngestedError, match="2023-09-30"):
            scope_of(ledger, recorder.context, Asked(year=2023, quarter=3))
        with pytest.raises(NotIngestedError, match=r"^not-ingested"):
            scope_of(ledger, recorder.context, Asked(year=2023, quarter=1))
