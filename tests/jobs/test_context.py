"""Where a run works: the option, else the environment, else the configuration, else the user's folder."""

import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.errors import ConfigurationError, UsageError
from skpd_eval.jobs.context import Context, open_context

NOW = dt.datetime(2023, 11, 15, tzinfo=dt.UTC)


def context(
    folder: Path | None, *, ledger: Path | None = None, language: str | None = None, **variables: str
) -> Context:
    return open_context(
        ledger=ledger, language=language, environment=variables, working_directory=folder, now=NOW
    )


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    (tmp_path / "skpd-eval.toml").write_text('[ledger]\npath = "ours.db"\n[language]\ndefault = "en"\n')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    return deep


def test_the_ledger_of_the_option_wins(configured: Path, tmp_path: Path) -> None:
    told = tmp_path / "told.db"
    assert context(configured, ledger=told, SKPD_EVAL_LEDGER="/elsewhere.db").ledger == told


def test_then_that_of_the_environment(configured: Path) -> None:
    assert context(configured, SKPD_EVAL_LEDGER="/elsewhere.db").ledger == Path("/elsewhere.db")


def test_then_that_of_the_nearest_configuration_upwards(configured: Path, tmp_path: Path) -> None:
    assert context(configured).ledger == tmp_path / "ours.db"
    (configured / "skpd-eval.toml").write_text('[ledger]\npath = "nearer.db"\n')
    assert context(configured).ledger == configured / "nearer.db"


def test_else_one_in_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skpd_eval.jobs.context.user_data_folder", lambda: tmp_path / "data")
    assert context(None).ledger == tmp_path / "data" / "ledger.db"


@pytest.mark.parametrize(
    ("option", "variable", "expected"),
    [("id", "en", "id"), (None, "id", "id"), (None, "", "en")],
    ids=["option", "environment", "configuration"],
)
def test_language(configured: Path, option: str | None, variable: str, expected: str) -> None:
    assert context(configured, language=option, SKPD_EVAL_LANG=variable).language == expected


def test_language_is_indonesian_by_default_whatever_the_locale(tmp_path: Path) -> None:
    assert context(None, LANG="en_US.UTF-8", LC_ALL="en_US.UTF-8").language == "id"


def test_an_unknown_language_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"unknown-language.*'fr'"):
        context(None, SKPD_EVAL_LANG="fr")


def test_a_broken_configuration(tmp_path: Path) -> None:
    (tmp_path / "skpd-eval.toml").write_text("[")
    with pytest.raises(ConfigurationError, match=r"skpd-eval\.toml"):
        context(tmp_path)
