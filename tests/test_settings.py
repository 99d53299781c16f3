from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from skpd_eval.errors import ConfigurationError
from skpd_eval.model import RealizationBasis
from skpd_eval.settings import Settings, find_configuration, load_settings, template

FULL = """
rules = "aturan"
layouts = ["a", "b"]
[government]
name = "Kota Batu"
code = "35.79"
timezone = "Asia/Makassar"
[ledger]
path = "x/ledger.sqlite"
[language]
default = "en"
[evaluation]
realization_basis_order = ["sp2d"]
combined_weights = { physical = 0.3, absorption = 0.7 }
lowest_count = 5
[[agency]]
code = "2.07.0.00.0.00.01.0000"
name = "Dinas Tenaga Kerja"
aliases = ["Disnaker", "A17"]
group = "Asisten I"
valid_from = 2022-01-01
[[agency]]
name = "SKPKD"
exclude = true
exclude_reason = "PPKD"
[[allow]]
finding = "cutoffs-differ"
reason = "known"
[letterhead]
lines = ["PEMERINTAH KOTA BATU"]
[[letterhead.signatory]]
position = "Sekretaris Daerah"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "skpd-eval.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_load_settings__defaults_without_a_file():
    settings = load_settings(None)
    assert settings == Settings()
    assert settings.timezone == "Asia/Jakarta"
    assert settings.evaluation.realization_basis_order[0] is RealizationBasis.LRA
    assert settings.evaluation.physical_weight + settings.evaluation.absorption_weight == 1


def test_template__loads_back_equal_to_the_defaults(tmp_path):
    assert replace(load_settings(written(tmp_path, template())), path=None, sha256=None) == Settings()


def test_template__what_is_commented_out_loads_too(tmp_path):
    shown = [
        line.removeprefix("# ") if line.startswith(("# [", "#[")) or " = " in line else line
        for line in template().splitlines()
    ]
    settings = load_settings(written(tmp_path, "\n".join(shown)))
    assert (settings.agencies[0].short, settings.agencies[0].aliases) == ("Disnaker", ("Disnakertrans", "A17"))
    assert settings.allowed[0].finding == "cutoffs-differ"
    assert settings.letterhead.signatories[0].position == "Sekretaris Daerah"


def test_load_settings__everything_said(tmp_path):
    path = written(tmp_path, FULL)
    settings = load_settings(path)
    assert settings.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (settings.government, settings.government_code) == ("Kota Batu", "35.79")
    assert settings.language == "en"
    assert settings.ledger == tmp_path / "x/ledger.sqlite"
    assert settings.rules == tmp_path / "aturan"
    assert settings.layouts == (tmp_path / "a", tmp_path / "b")
    assert settings.evaluation.physical_weight == Decimal("0.3")
    assert settings.evaluation.realization_basis_order[:2] == (RealizationBasis.SP2D, RealizationBasis.LRA)
    labour, finance = settings.agencies
    assert not labour.exists_on(dt.date(2021, 12, 31))
    assert labour.exists_on(dt.date(2022, 1, 1))
    assert (finance.code, finance.exclude, finance.exclude_reason) == (None, True, "PPKD")


OLD, NEW = "2.07.0.00.0.00.01.0000", "2.07.3.32.0.00.01.0000"


@pytest.mark.parametrize(
    ("text", "code", "had"),
    [
        pytest.param(f"codes = ['{OLD}', '{NEW}']", NEW, (OLD,), id="the last is that of today"),
        pytest.param(f"code = '{NEW}'\ncodes = ['{OLD}']", NEW, (OLD,), id="those of before"),
        pytest.param(f"code = '{NEW}'\ncodes = ['{OLD}', '{NEW}']", NEW, (OLD,), id="all of them"),
    ],
)
def test_load_settings__codes_that_an_agency_had(tmp_path, text, code, had):
    [agency] = load_settings(written(tmp_path, f"[[agency]]\nname = 'Disnaker'\n{text}")).agencies
    assert (agency.code, agency.codes) == (code, had)


def test_load_settings__a_code_may_go_to_another_agency_from_a_day_on(tmp_path):
    text = f"[[agency]]\nname='a'\ncode='{NEW}'\ncodes=['{OLD}']\n[[agency]]\nname='b'\ncode='{OLD}'"
    with pytest.raises(ConfigurationError, match="code-twice"):
        load_settings(written(tmp_path, text))
    assert len(load_settings(written(tmp_path, f"{text}\nvalid_from = 2024-01-01")).agencies) == 2


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        pytest.param("x = ", "", "not-toml", id="broken"),
        pytest.param("gov = 1", "gov", "unknown-key", id="unknown table"),
        pytest.param("[government]\nnmae = 'x'", "government.nmae", "unknown-key", id="misspelt"),
        pytest.param("[government]\nname = 1", "government.name", "wrong-type", id="number for text"),
        pytest.param("government = 1", "government", "wrong-type", id="value for table"),
        pytest.param(
            "[government]\ntimezone = 'Asia/Batu'", "government.timezone", "unknown-value", id="timezone"
        ),
        pytest.param("layouts = [1]", "layouts", "wrong-type", id="number in a list of texts"),
        pytest.param("agency = 1", "agency", "wrong-type", id="no list of tables"),
        pytest.param(
            "[[agency]]\nname='a'\nvalid_from='2023'", r"agency\[1\].valid_from", "wrong-type", id="date"
        ),
        pytest.param("[[agency]]\nname='a'\nexclude='no'", r"agency\[1\].exclude", "wrong-type", id="flag"),
        pytest.param(
            "[evaluation.combined_weights]\nphysical = '1'",
            "evaluation.combined_weights.physical",
            "wrong-type",
            id="text for a weight",
        ),
        pytest.param(
            "[evaluation.combined_weights]\nphysical = nan",
            "evaluation.combined_weights.physical",
            "out-of-range",
            id="weight that is no number",
        ),
        pytest.param(
            "[evaluation]\nrealization_basis_order = ['lra', 'lra']",
            "evaluation.realization_basis_order",
            "value-twice",
            id="basis twice",
        ),
        pytest.param("[language]\ndefault = 'jv'", "language.default", "unknown-value", id="language"),
        pytest.param("[evaluation]\nlowest_count = 0", "evaluation.lowest_count", "out-of-range", id="zero"),
        pytest.param(
            "[evaluation]\nlowest_count = true", "evaluation.lowest_count", "wrong-type", id="truth"
        ),
        pytest.param(
            "[evaluation]\ncombined_weights = { physical = 0.1, absorption = 0.8 }",
            "evaluation.combined_weights",
            "weights-not-one",
            id="weights",
        ),
        pytest.param(
            "[evaluation]\ncombined_weights = { physical = -1, absorption = 2 }",
            "evaluation.combined_weights",
            "weights-not-one",
            id="negative weight",
        ),
        pytest.param(
            "[evaluation]\nrealization_basis_order = ['cash']",
            "evaluation.realization_basis_order",
            "unknown-value",
            id="basis",
        ),
        pytest.param(
            "[[agency]]\naliases = []", r"agency\[1\].name", "missing-key", id="agency without a name"
        ),
        pytest.param(
            "[[agency]]\nname='a'\ncode='1.1'", r"agency\[1\].code", "code-malformed", id="malformed code"
        ),
        pytest.param(
            "[[agency]]\nname='a'\ncode='1.02.0.00.0.00.01.0001'",
            r"agency\[1\].code",
            "code-of-unit",
            id="unit",
        ),
        pytest.param(
            "[[agency]]\nname='a'\ncode='1.02.0.00.0.00.01.0000'\n[[agency]]\nname='b'\ncode='1.02.0.00.0.00.01.0000'",
            r"agency\[2\].code",
            "code-twice",
            id="code twice",
        ),
        pytest.param(
            "[[agency]]\nname='Dinas A'\naliases=['DPKP']\n[[agency]]\nname='Dinas B'\naliases=['dpkp']",
            r"agency\[2\].aliases",
            "ambiguous-alias",
            id="alias of two agencies",
        ),
        pytest.param(
            "[[agency]]\nname='a'\nvalid_from=2023-02-01\nvalid_to=2023-01-01",
            r"agency\[1\].valid_to",
            "out-of-range",
            id="ends before it begins",
        ),
        pytest.param(
            "[[allow]]\nfinding='cutoffs-differ'",
            r"allow\[1\].reason",
            "missing-key",
            id="allowed without a reason",
        ),
    ],
)
def test_load_settings__says_what_is_wrong_where(tmp_path, text, key, reason):
    path = written(tmp_path, text)
    with pytest.raises(ConfigurationError, match=f"{key}.*'{reason}'") as raised:
        load_settings(path)
    assert raised.value.arguments["file"] == str(path)


def test_load_settings__unreadable(tmp_path):
    with pytest.raises(ConfigurationError, match="unreadable"):
        load_settings(tmp_path / "none.toml")


def test_find_configuration__nearest_upwards(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    outer = written(tmp_path, "")
    assert find_configuration(inner) == outer
    nearer = written(tmp_path / "a", "")
    assert find_configuration(inner) == nearer


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        pytest.param('[[priority]]\nlabel = "A"', "codes", "missing-key", id="a priority without codes"),
        pytest.param('[[priority]]\ncodes = ["1.01"]', "label", "missing-key", id="a priority without a label"),
        pytest.param('[[indicator]]\nname = "A"\npolarity = "up"', "polarity", "unknown-value", id="polarity"),
        pytest.param('[[indicator]]\nname = "A"\npolarity = "range"', "upper", "missing-key", id="range without end"),
        pytest.param('[[indicator]]\nname = "A"\nconsolidation = "max"', "consolidation", "unknown-value", id="how"),
        pytest.param("[evaluation]\noutput_cap = 90", "output_cap", "out-of-range", id="a cap below the target"),
    ],
)
def test_priorities_and_indicators_are_checked(tmp_path, text, key, reason):
    path = tmp_path / "skpd-eval.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=key) as caught:
        load_settings(path)
    assert caught.value.arguments["reason"] == reason


def test_no_cap(tmp_path):
    path = tmp_path / "skpd-eval.toml"
    path.write_text('[evaluation]\noutput_cap = "none"', encoding="utf-8")
    assert load_settings(path).evaluation.output_cap is None


def test_allow__a_finding_that_does_not_exist_is_an_error_that_proposes_the_near_ones(tmp_path):
    text = "[[allow]]\nfinding = 'cutoff-differ'\nreason = 'Puskesmas'"
    with pytest.raises(ConfigurationError, match=r"allow-unknown.*allow\[1\].finding") as caught:
        load_settings(written(tmp_path, text))
    assert caught.value.exit_status == 78
    assert caught.value.arguments["finding"] == "cutoff-differ"
    assert "cutoffs-differ" in caught.value.arguments["near"]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("total-differs", id="an error refuses the file"),
        pytest.param("unit-factor", id="an information needs no acceptance"),
        pytest.param("ledger-missing", id="an error of a call"),
    ],
)
def test_allow__accepts_warnings_only(tmp_path, code):
    with pytest.raises(ConfigurationError, match="allow-no-warning"):
        load_settings(written(tmp_path, f"[[allow]]\nfinding = '{code}'\nreason = 'known'"))
