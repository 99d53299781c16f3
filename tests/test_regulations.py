from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpd_eval.errors import RegulationError
from skpd_eval.regulations import Basis, load, parameters, rulebook

DAY = dt.date(2023, 9, 30)

HEAD = """
unit = "percent"
basis = "house"
[label]
id = "Skala"
en = "Scale"
[[values]]
from = 2020-01-01
title = "House"
"""


def own(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("parameter", parameters(), ids=lambda parameter: parameter.name)
def test_every_parameter_is_complete_and_cited(parameter):
    assert set(parameter.label) == {"id", "en"}
    assert all(parameter.label.values())
    assert parameter.unit
    assert all(all(value.titles.values()) for value in parameter.values)
    if parameter.basis is not Basis.LAW:
        assert all(
            value.link
            or "this tool" in value.titles["en"]
            or (value.scales and all(scale.link for scale in value.scales.values()))
            for value in parameter.values
        )
    if parameter.verified_on is None and parameter.basis is Basis.LAW:
        assert all("not verified" in value.titles["en"] for value in parameter.values)
        assert all("belum diverifikasi" in value.titles["id"] for value in parameter.values)


@pytest.mark.parametrize("parameter", parameters(), ids=lambda parameter: parameter.name)
def test_every_delivered_parameter_applies_to_2023(parameter):
    assert parameter.in_force(DAY).since <= DAY


def test_no_law_number_stands_in_code():
    source = Path(__file__).parent.parent / "src" / "skpd_eval"
    regulations = ("Permendagri 86", "86/2017", "54/2010")
    for path in (
        *source.glob("regulations/*.py"),
        *source.glob("evaluation/*.py"),
        *source.glob("settings/*.py"),
    ):
        assert not [words for words in regulations if words in path.read_text(encoding="utf-8")], path.name


@pytest.mark.parametrize("percent", ["-3", "0", "0.49"])
def test_performance_scale__has_no_lower_end(percent):
    scales = load("performance_scale").in_force(DAY).scales
    assert {scale.code_of(Fraction(percent)) for scale in scales.values()} == {"very-low"}


@given(st.fractions(min_value=-500, max_value=500))
def test_every_scale_holds_every_value_exactly_once(value):
    for name in ("performance_scale", "deviation_status"):
        for scale in load(name).in_force(DAY).scales.values():
            assert sum(band.holds(value) for band in scale.bands) == 1


def test_in_force__takes_the_newest_that_has_begun():
    scale = load("performance_scale")
    assert "54/2010" in scale.in_force(dt.date(2017, 12, 31)).titles["id"]
    assert "86/2017" in scale.in_force(dt.date(2018, 1, 1)).titles["id"]


def test_in_force__refuses_a_day_before_all():
    with pytest.raises(RegulationError, match="not-in-force"):
        load("personnel_account").in_force(dt.date(2005, 12, 31))


def test_year_end_line__is_eighty_percent_of_the_house():
    line = load("year_end_line")
    assert line.basis is Basis.HOUSE
    assert line.in_force(dt.date(2023, 12, 31)).number == Decimal(80)


@pytest.mark.parametrize(
    ("bands", "reason"),
    [
        pytest.param('{code="a", below=50}, {code="b", above=50}', "gap", id="the end itself in no band"),
        pytest.param('{code="a", below=50}, {code="b", at_least=51}', "gap", id="hole"),
        pytest.param(
            '{code="a", at_most=50}, {code="b", at_least=50}', "overlap", id="the end itself in two"
        ),
        pytest.param('{code="a", below=52}, {code="b", at_least=51}', "overlap", id="overlap"),
        pytest.param('{code="a", at_least=0, below=50}, {code="b", at_least=50}', "gap", id="open below"),
        pytest.param('{code="a", below=50}, {code="b", at_least=50, below=60}', "gap", id="open above"),
        pytest.param('{code="a", below=50}, {code="a", at_least=50}', "code-twice", id="code twice"),
        pytest.param('{code="a", below=50, at_most=51}, {code="b", at_least=50}', "two-ends", id="two ends"),
        pytest.param('{code="a", below="x"}, {code="b", at_least=50}', "wrong-type", id="no number"),
        pytest.param(
            '{code="a", below=5}, {code="b", at_least=5, below=5}, {code="c", at_least=5}',
            "empty",
            id="empty",
        ),
        pytest.param('{code="a", under=50}', "unknown-key", id="unknown end"),
        pytest.param("{below=50}", "missing-key", id="no code"),
        pytest.param("", "missing-key", id="no bands"),
    ],
)
def test_load__refuses_bands_that_do_not_cover_the_line(tmp_path, bands, reason):
    own(tmp_path, "scale", f"{HEAD}[values.scales.x]\nbands = [{bands}]\n")
    with pytest.raises(RegulationError, match=f"'{reason}'"):
        load("scale", tmp_path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("unit =", "not-toml", id="broken"),
        pytest.param(HEAD, "no-value", id="nothing stated"),
        pytest.param(f"{HEAD}number = 80\naccounts = ['5']\n", "no-value", id="two values in one"),
        pytest.param(f"{HEAD}number = true\n", "wrong-type", id="a truth is no number"),
        pytest.param("label = 1\nunit = 'x'\nbasis = 'house'\nvalues = []", "wrong-type", id="label"),
        pytest.param(f"{HEAD}numbr = 80\n", "unknown-key", id="misspelt"),
        pytest.param(HEAD.replace("house", "hearsay") + "number = 1\n", "unknown-value", id="unknown basis"),
        pytest.param(HEAD.replace('en = "Scale"', "") + "number = 1\n", "missing-key", id="one language"),
        pytest.param(HEAD.replace("2020-01-01", '"2020"') + "number = 1\n", "wrong-type", id="no date"),
        pytest.param(
            f'{HEAD}number = 1\n[[values]]\nfrom = 2020-01-01\ntitle = "b"\nnumber = 2\n',
            "overlap",
            id="day twice",
        ),
        pytest.param(f"{HEAD}default = 'y'\nnumber = 1\n", "unknown-value", id="default that is not there"),
    ],
)
def test_load__refuses_incomplete_files(tmp_path, text, reason):
    own(tmp_path, "mine", text)
    with pytest.raises(RegulationError, match=f"'{reason}'"):
        load("mine", tmp_path)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        pytest.param("values = 3", "values", id="no list"),
        pytest.param("values = [3]", "values", id="no table"),
        pytest.param("values = [{from=2020-01-01, title='x', scales=3}]", "values.scales", id="scales"),
        pytest.param("values = [{from=2020-01-01, title='x', scales={a=3}}]", "scales.a", id="a scale"),
        pytest.param(
            "values = [{from=2020-01-01, title='x', accounts=[5]}]", "values.accounts", id="accounts"
        ),
        pytest.param(
            "values = [{from=2020-01-01, title='x', scales={a={bands=[{code='a'}], rounded_to='1'}}}]",
            "scales.a.rounded_to",
            id="rounding",
        ),
    ],
)
def test_load__refuses_wrong_types(tmp_path, values, key):
    own(tmp_path, "mine", f"unit = 'x'\nbasis = 'house'\n{values}\n[label]\nid = 'x'\nen = 'x'\n")
    with pytest.raises(RegulationError, match=f"key='{key}'"):
        load("mine", tmp_path)


def test_load__refuses_a_file_that_is_no_text(tmp_path):
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RegulationError, match="unreadable"):
        load("mine", tmp_path)


def test_load__unknown_parameter():
    with pytest.raises(RegulationError, match="unknown-parameter"):
        load("no_such_thing")


def test_load__a_governments_own_file_goes_first(tmp_path):
    own(tmp_path, "year_end_line", f"{HEAD}number = 85.5\n")
    own(tmp_path, "mine", f"{HEAD}number = 1\n")
    assert load("year_end_line", tmp_path).in_force(DAY).number == Decimal("85.5")
    assert "mine" in [parameter.name for parameter in parameters(tmp_path)]
    assert load("personnel_account", tmp_path).in_force(DAY).accounts == ("5.1.01",)


def test_rulebook__takes_scales_by_name_and_cites_them():
    book = rulebook(DAY, "floor", "lebong_tepra", language="en")
    assert book.performance.code_of(Fraction(91) - Fraction(1, 100)) == "high"
    assert book.deviation.name == "lebong_tepra"
    cited = {rule.name: rule for rule in book.rules}
    assert "Lebong" in cited["deviation_status"].reference
    assert cited["performance_scale"].reference.startswith("Permendagri 86/2017 (article not verified)")
    assert cited["performance_scale"].detail == "floor"
    assert cited["performance_scale"].verified_on is None
    assert cited["excluded_accounts"].detail == "5.3, 5.4, 6"


def test_rulebook__cites_in_the_language_asked_for_and_hands_on_the_bands():
    cited = {rule.name: rule for rule in rulebook(DAY, language="id").rules}["performance_scale"]
    assert cited.reference.startswith("Permendagri 86/2017 (pasal belum diverifikasi)")
    assert cited.rounded_to == 0
    assert (cited.bands[-1].code, cited.bands[-1].lower, cited.bands[-1].upper) == ("very-high", 91, None)


def test_load__a_title_may_be_one_text_for_both_languages(tmp_path):
    own(tmp_path, "mine", f"{HEAD}number = 1\n")
    assert load("mine", tmp_path).in_force(DAY).titles == {"id": "House", "en": "House"}


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        pytest.param("3", "wrong-type", id="number"),
        pytest.param('{ id = "a" }', "missing-key", id="one language"),
        pytest.param('{ id = "a", en = "b", jv = "c" }', "unknown-key", id="a third language"),
    ],
)
def test_load__refuses_titles(tmp_path, title, reason):
    own(tmp_path, "mine", f"{HEAD}number = 1\n".replace('"House"', title))
    with pytest.raises(RegulationError, match=f"'{reason}'"):
        load("mine", tmp_path)


def test_rulebook__refuses_an_unknown_scale():
    with pytest.raises(RegulationError, match="unknown-value"):
        rulebook(DAY, "nearest")
