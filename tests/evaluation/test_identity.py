from __future__ import annotations

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
