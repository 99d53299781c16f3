from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from evaluation.building import CODES, IDS, holding, named, submission
from skpd_eval.evaluation import identify
from skpd_eval.model import Severity
from skpd_eval.settings import RegisteredAgency

LABOUR = RegisteredAgency(CODES["labour"], "Dinas Tenaga Kerja", ("Disnaker", "A17"), "Asisten I")


def test_identify__units_roll_up_to_their_agency():
    first = submission()
    found = identify([holding(first, who) for who in ("health", "clinic", "hospital")], ())
    assert set(found.by_id.values()) == {CODES["health"]}
    assert found.agencies[CODES["health"]].name == "Dinas health"
    assert (
        found.unit_keys[IDS["clinic"]] != found.unit_keys[IDS["hospital"]] != found.unit_keys[IDS["health"]]
    )


def test_identify__a_name_without_a_code_is_the_coded_agency_of_that_name():
    found = identify(
        [
            holding(submission(1), "labour", "Dinas Tenaga Kerja"),
            named(submission(2), 90, "DINAS  TENAGA KERJA"),
        ],
        (),
    )
    assert found.by_id == {IDS["labour"]: CODES["labour"], 90: CODES["labour"]}
    assert found.findings == ()


def test_identify__by_an_alias_of_the_register_or_the_manifest():
    found = identify(
        [named(submission(), 90, "Disnaker"), named(submission(), 91, "Nakertrans", alias="A17")], (LABOUR,)
    )
    assert set(found.by_id.values()) == {CODES["labour"]}
    assert found.agencies[CODES["labour"]].registered is LABOUR


def test_identify__a_name_of_its_own_stands_for_itself():
    found = identify([named(submission(), 90, "Dinas Baru"), named(submission(2), 91, "dinas baru")], ())
    assert len(set(found.by_id.values())) == 1
    assert [identity.code for identity in found.agencies.values()] == [None]


def test_identify__a_dissolved_agency_is_not_the_one_that_has_its_code():
    first = submission()
    gone = named(first, 90, "Dinas Lama", dissolved=True)
    coded = type(gone)(first, 91, gone.agency._replace(code=CODES["labour"]))
    found = identify([holding(first, "labour"), gone, coded], ())
    assert len({found.by_id[IDS["labour"]], found.by_id[90], found.by_id[91]}) == 3
    assert found.agencies[found.by_id[91]].code == CODES["labour"]
    assert found.agencies[found.by_id[91]].dissolved


def test_identify__the_newest_name_wins_and_the_registers_over_all():
    held = [
        holding(submission(2), "labour", "Dinas Ketenagakerjaan"),
        holding(submission(1), "labour", "Disnaker"),
    ]
    assert identify(held, ()).agencies[CODES["labour"]].name == "Dinas Ketenagakerjaan"
    assert identify(held, (LABOUR,)).agencies[CODES["labour"]].name == "Dinas Tenaga Kerja"


def test_identify__names_that_differ_by_more_than_spelling_are_told_once():
    held = [
        holding(submission(3), "labour", "Dinas Tenaga Kerja"),
        holding(submission(2), "labour", "DINAS TENAGA KERJA"),
        holding(submission(1), "labour", "Disnaker"),
    ]
    [finding] = identify(held, ()).findings
    assert (finding.code, finding.severity) == ("agency-names-differ", Severity.INFO)
    assert finding.arguments["other"] == "Disnaker"


def test_identify__an_alias_of_two_agencies_merges_nobody():
    held = [
        holding(submission(1), "labour", "DPKP"),
        holding(submission(1), "health", "DPKP"),
        named(submission(2), 90, "DPKP"),
    ]
    found = identify(held, ())
    assert len(set(found.by_id.values())) == 3
    assert [finding.code for finding in found.findings] == ["agency-alias-ambiguous"]


def test_identify__one_manifest_id_for_two_agencies_is_told():
    held = [named(submission(1), 90, "Dinas A", alias="A1"), named(submission(1), 91, "Dinas B", alias="A1")]
    found = identify(held, ())
    assert len(set(found.by_id.values())) == 2
    assert [finding.severity for finding in found.findings] == [Severity.WARNING]


def test_identify__a_unit_alone_gives_its_agency_no_name():
    found = identify([holding(submission(), "clinic", "Puskesmas Batu")], ())
    assert found.agencies[CODES["health"]].name == CODES["health"]


def test_identify__a_code_of_an_older_classification_stands_for_itself():
    old = named(submission(), 90, "Kecamatan Batu")
    held = type(old)(old.submission, 90, old.agency._replace(code="4.01.05"))
    assert identify([held], ()).by_id == {90: "4.01.05"}


NEW = "2.07.3.32.0.00.01.0000"
"""What the labour agency is called by after a change of the nomenclature."""
JUNE, SEPTEMBER = dt.date(2023, 6, 30), dt.date(2023, 9, 30)


def coded(number, agency_id, code, name="Dinas labour", cutoff=SEPTEMBER, dissolved=False):
    held = named(submission(number, cutoff=cutoff), agency_id, name, dissolved=dissolved)
    return replace(held, agency=held.agency._replace(code=code))


def recoded(name="Dinas labour"):
    """The agency under its old code in June and under its new one in September."""
    return [coded(1, 90, CODES["labour"], cutoff=JUNE), coded(2, 91, NEW, name)]


@pytest.mark.parametrize(
    "registered",
    [
        pytest.param(RegisteredAgency(NEW, "Dinas labour", codes=(CODES["labour"],)), id="the code it had"),
        pytest.param(RegisteredAgency(NEW, "Dinas Kerja", formerly=(CODES["labour"],)), id="continues a code"),
        pytest.param(RegisteredAgency(NEW, "Dinas Kerja", formerly=("DINAS  LABOUR",)), id="continues a name"),
    ],
)
def test_identify__the_register_joins_what_goes_on_under_a_new_code(registered):
    found = identify(recoded("Dinas Kerja"), [registered])
    assert found.by_id == {90: NEW, 91: NEW}
    assert "agency-two-codes" not in {finding.code for finding in found.findings}


def test_identify__without_the_register_a_name_under_two_codes_is_proposed_and_not_joined():
    found = identify(recoded(), ())
    assert found.by_id == {90: CODES["labour"], 91: NEW}
    [finding] = found.findings
    assert (finding.code, finding.severity) == ("agency-two-codes", Severity.WARNING)
    assert finding.arguments["codes"] == f'"{CODES["labour"]}", "{NEW}"'


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param(coded(2, 91, NEW, cutoff=JUNE), id="at one position"),
        pytest.param(coded(1, 91, NEW, cutoff=JUNE), id="in one file"),
        pytest.param(coded(2, 91, NEW, "Dinas lain"), id="of another name"),
        pytest.param(coded(2, 91, NEW, dissolved=True), id="a dissolved one"),
    ],
)
def test_identify__two_agencies_of_their_own_are_no_proposal(beside):
    assert identify([coded(1, 90, CODES["labour"], cutoff=JUNE), beside], ()).findings == ()


def test_identify__a_code_belongs_to_who_has_it_on_that_day():
    """The old code of one agency is another's from 2024 on."""
    heir = RegisteredAgency(NEW, "Dinas Kerja", codes=(CODES["labour"],))
    other = RegisteredAgency(CODES["labour"], "Dinas Pasar", valid_from=dt.date(2024, 1, 1))
    register = [heir, other]
    then = coded(1, 90, CODES["labour"], "Dinas Kerja")
    later = coded(2, 91, CODES["labour"], "Dinas Pasar", dt.date(2024, 3, 31))
    assert identify([then], register).by_id == {90: NEW}
    assert identify([later], register).by_id == {91: CODES["labour"]}


def test_identify__two_codes_of_one_agency_in_one_file_both_count():
    register = [RegisteredAgency(NEW, "Dinas labour", codes=(CODES["labour"],))]
    found = identify([coded(1, 90, CODES["labour"]), coded(1, 91, NEW)], register)
    assert set(found.by_id.values()) == {NEW}
    assert found.unit_keys[90] != found.unit_keys[91] == NEW


def test_identify__a_dissolved_agency_stays_another_than_its_heir():
    register = [RegisteredAgency(CODES["labour"], "Dinas Kerja", formerly=("Dinas labour",))]
    held = [coded(1, 90, CODES["labour"], dissolved=True), coded(1, 91, CODES["labour"], "Dinas Kerja")]
    found = identify(held, register)
    assert found.by_id[90] != found.by_id[91]
    assert found.heirs_of(found.by_id[90]) == ("Dinas Kerja",)


def test_identify__what_a_later_file_marks_as_dissolved_was_never_its_heir():
    register = [RegisteredAgency(NEW, "Dinas Kerja", formerly=("Dinas labour",))]
    held = [
        coded(1, 90, CODES["labour"], cutoff=JUNE),
        coded(1, 91, NEW, "Dinas Kerja", JUNE),
        coded(2, 92, CODES["labour"], dissolved=True),
    ]
    assert identify(held, register).by_id[90] == CODES["labour"]


def test_identify__a_name_that_the_register_knows_is_no_difference():
    register = [RegisteredAgency(CODES["labour"], "Dinas Tenaga Kerja", ("Disnaker",))]
    assert identify([holding(submission(1), "labour", "DISNAKER")], register).findings == ()
