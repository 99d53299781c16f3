"""One rule for every command that takes an agency or a government, and short names in the register."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.errors import NotIngestedError, UsageError
from skpd_eval.jobs.alike import government_told
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.naming import agency_of, agency_told, government_named
from skpd_eval.settings import RegisteredAgency, load_settings

from .recording import HEALTH, SCHOOLS, Recorder

HEAD = "kode skpd;skpd;pagu;realisasi"
TWO = (f"{SCHOOLS};Dinas Pendidikan;1000;300", f"{HEALTH};Dinas Kesehatan;100;30")
KNOWN = ["Kota Batu", "Kabupaten Batu Bara", "Kabupaten Tapanuli Tengah", "Kabupaten Malang", "Kota Malang"]


def test_an_agency_that_several_may_be_is_refused_naming_all(recorder: Recorder) -> None:
    recorder.put("third.csv", HEAD, *TWO, quarter=3)
    with pytest.raises(UsageError, match=r"agency-ambiguous.*Dinas Pendidikan; Dinas Kesehatan"):
        agency_of(recorder.ranked(), "dinas")


def test_a_typing_error_is_refused_with_what_was_meant(recorder: Recorder) -> None:
    recorder.put("third.csv", HEAD, *TWO, quarter=3)
    with pytest.raises(UsageError, match=r"agency-unknown.*near='Dinas Kesehatan'"):
        agency_of(recorder.ranked(), "Dinas Kesehatn")


def test_an_agency_that_has_not_reported_is_known_by_its_short_name(recorder: Recorder) -> None:
    recorder.put("second.csv", HEAD, *TWO, quarter=2)
    recorder.put("third.csv", HEAD, TWO[0], quarter=3)
    with pytest.raises(UsageError, match="agency-not-reported"):
        agency_of(recorder.ranked(), "Dinkes")


@pytest.mark.parametrize(
    ("asked", "government"),
    [
        pytest.param("tapteng", "Kabupaten Tapanuli Tengah", id="short"),
        pytest.param("tapanuli", "Kabupaten Tapanuli Tengah", id="one word"),
        pytest.param("pemkot batu", "Kota Batu", id="its office"),
        pytest.param("KAB. MALANG", "Kabupaten Malang", id="its form shortened"),
    ],
)
def test_a_government_is_found_as_people_say_it(asked: str, government: str) -> None:
    assert government_named(asked, KNOWN, "l.db") == government


def test_a_government_that_two_may_be_is_refused_naming_both() -> None:
    with pytest.raises(UsageError, match=r"government-ambiguous.*Kabupaten Malang; Kota Malang"):
        government_named("malang", KNOWN, "l.db")


def test_a_governments_typing_error_is_refused_with_what_was_meant() -> None:
    with pytest.raises(NotIngestedError, match=r"government-unknown.*near='Kabupaten Tapanuli Tengah'"):
        government_named("Kab. Tapanuli Tenggah", KNOWN, "l.db")
    with pytest.raises(NotIngestedError, match=r"not-ingested.*Kota Batu, Kabupaten"):
        government_named("Surabaya", KNOWN, "l.db")


@pytest.mark.parametrize(
    ("asked", "recorded"),
    [
        pytest.param("batu", "Kota Batu", id="a name without its form is the only one of that name"),
        pytest.param("malang", "malang", id="two of that name: as told"),
        pytest.param("Kabupaten Batu", "Kabupaten Batu", id="another form is another government"),
        pytest.param("Surabaya", "Surabaya", id="a new one"),
    ],
)
def test_what_is_recorded_for_a_government_told_in_short(asked: str, recorded: str) -> None:
    assert government_told(asked, KNOWN) == recorded


REGISTER = (
    RegisteredAgency(HEALTH, "Dinas Kesehatan", short="Dinkes"),
    RegisteredAgency(None, "Dinas Tenaga Kerja"),
    RegisteredAgency(None, "Dinas Perumahan dan Kawasan Permukiman"),
    RegisteredAgency(None, "Dinas Pertanian dan Ketahanan Pangan"),
)


@pytest.mark.parametrize(
    ("asked", "recorded"),
    [
        pytest.param("dinkes", "Dinas Kesehatan", id="the register's short name"),
        pytest.param("Disnaker", "Dinas Tenaga Kerja", id="a usual one"),
        pytest.param("Dinas Kesehatan Hewan", "Dinas Kesehatan Hewan", id="another agency"),
        pytest.param("Dinas", "Dinas", id="no guess where words are left out"),
    ],
)
def test_what_is_recorded_for_an_agency_told_in_short(asked: str, recorded: str) -> None:
    assert agency_told(asked, REGISTER) == recorded


def test_a_short_name_of_two_agencies_is_not_recorded() -> None:
    with pytest.raises(UsageError, match=r"agency-ambiguous.*Permukiman; Dinas Pertanian"):
        agency_told("DPKP", REGISTER)


def test_tables_call_agencies_by_the_registers_or_the_usual_short_name(
    recorder: Recorder, tmp_path: Path
) -> None:
    recorder.put("third.csv", HEAD, *TWO, quarter=3)
    path = tmp_path / "skpd-eval.toml"
    path.write_text(f'[[agency]]\ncode = "{HEALTH}"\nname = "Dinas Kesehatan"\nshort = "Diskes"\n')
    context = recorder.context.__class__(
        load_settings(path), recorder.context.ledger, "id", dt.datetime.now(dt.UTC)
    )
    short = evaluate_position(context, EvaluationRequest(short_names=True))
    assert {row.figures.called for row in short.rows} == {"Diskes", "Disdik"}
    assert {row.figures.full_name for row in short.rows} == {"Dinas Kesehatan", "Dinas Pendidikan"}
    full = evaluate_position(context, EvaluationRequest())
    assert {row.figures.called for row in full.rows} == {"Dinas Kesehatan", "Dinas Pendidikan"}
    assert agency_of(full, "diskes").figures.code == HEALTH


def test_a_short_name_that_two_agencies_would_have_stands_for_neither(recorder: Recorder) -> None:
    names = ("Dinas Perumahan dan Kawasan Perdesaan", "Dinas Pertanian dan Ketahanan Pangan")
    rows = (f"{code};{name};100;10" for code, name in zip((SCHOOLS, HEALTH), names, strict=True))
    recorder.put("third.csv", HEAD, *rows, quarter=3)
    found = evaluate_position(recorder.context, EvaluationRequest(short_names=True))
    assert {row.figures.called for row in found.rows} == set(names)
