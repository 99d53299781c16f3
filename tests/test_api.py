"""The Python face: an export, an evaluation and its lines as frames."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import skpd_eval
from skpd_eval.cli.boundary import run
from skpd_eval.errors import NotIngestedError, RefusedError, UsageError

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
RECAP = SAMPLES / "kota-batu-2023" / "rekap-belanja-triwulan-3.xlsx"
PLAN = SAMPLES / "kota-batu-2023" / "rak-2023.xlsx"
SUMS = ["budget", "realization", "plan"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "ledger.db"
    assert run(["ingest", str(RECAP), str(PLAN), "--quiet", "--ledger", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def evaluation(ledger: Path) -> skpd_eval.Evaluated:
    return skpd_eval.evaluate(ledger=ledger, quarter=3)


def test_read_export__frame_holds_every_leaf_to_the_sen() -> None:
    frame = skpd_eval.read_export(RECAP)
    assert int(frame["budget"].sum()) == 1_111_833_347_973 * 100
    assert str(frame["realization"].dtype) == "Int64"
    assert frame["budget_cell"].str.match(r"^[FHJL]\d+$").all()
    assert set(frame["cutoff"].dt.strftime("%Y-%m-%d")) == {"2023-09-30"}


def test_read_export__a_refused_file_says_why(tmp_path: Path) -> None:
    path = tmp_path / "kosong.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="layout-unknown"):
        skpd_eval.read_export(path)


def test_read_export__the_counted_rows_of_a_form_with_levels_sum_to_its_agencies_once(tmp_path: Path) -> None:
    path = tmp_path / "rfk.csv"
    rows = [
        "kode;uraian;pagu;realisasi keuangan;realisasi fisik %",
        "1.02.02;Program X;100;40;50",
        "1.02.02.2.01;Kegiatan X;100;40;50",
        "1.02.02.2.01.01;Sub A;60;30;50",
        "1.02.02.2.01.02;Sub B;40;10;50",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = skpd_eval.ReadOptions(government="Kota Contoh", year=2023, quarter=3, agency_name="Dinas A")
    frame = skpd_eval.read_export(path, told)
    assert frame["budget"].sum() > 100_00
    assert frame.loc[frame["counted"], "budget"].sum() == 100_00
    assert set(frame["level"]) >= {"sub-activity"}


def test_the_face_is_what_dir_shows() -> None:
    assert dir(skpd_eval) == sorted(skpd_eval.__all__)
    assert all(getattr(skpd_eval, name) for name in dir(skpd_eval))
    with pytest.raises(AttributeError, match=r"no attribute 'rank'; it has .*evaluate, lines"):
        skpd_eval.rank  # noqa: B018


def test_a_frame_is_in_rupiah_and_percent_under_the_names_of_the_json(
    evaluation: skpd_eval.Evaluated,
) -> None:
    frame = evaluation.to_frame()
    assert len(frame) == len(evaluation.rows) == 30
    assert frame["rank"].is_monotonic_increasing
    assert {str(frame[name].dtype) for name in (*SUMS, "absorption_pct", "deviation_pp")} == {"float64"}
    outside = sum(part.budget or 0 for part in evaluation.exclusions)
    assert round(frame["budget"].sum() * 100) + outside == evaluation.total.budget
    first = evaluation.rows[0]
    assert frame.nlargest(1, "absorption_pct")["agency_name"].item() == first.figures.name
    assert first.ratios.absorption is not None
    assert frame["absorption_pct"][0] == pytest.approx(float(first.ratios.absorption * 100), abs=0.005)


def test_an_exact_frame_is_decimal_and_unknown_is_none(evaluation: skpd_eval.Evaluated) -> None:
    frame = evaluation.to_frame(exact=True)
    assert {type(value) for value in frame["budget"]} == {Decimal}
    assert sum(frame["realization"]) * 100 == sum(row.figures.realization or 0 for row in evaluation.rows)
    assert set(frame["adjustment"]) == {None}


def test_the_lowest_are_the_last_of_the_ranking_worst_first(evaluation: skpd_eval.Evaluated) -> None:
    lowest = evaluation.lowest(3)
    assert list(lowest["rank"]) == [30, 29, 28]
    assert lowest["needed_per_month"].notna().all()
    assert list(evaluation.lowest(below=31)["agency_name"]) == ["Dinas Tenaga Kerja"]
    with pytest.raises(ValueError, match="exclude each other"):
        evaluation.lowest(3, below=31)


def test_a_trend_has_a_row_an_agency_and_position(evaluation: skpd_eval.Evaluated) -> None:
    trend = evaluation.trend()
    assert len(trend) == 30
    assert set(trend["quarter"]) == {3}
    assert dict(zip(trend["agency_name"], trend["rank"], strict=True))["Dinas Tenaga Kerja"] == 30


def test_an_explanation_has_the_lines_that_sum_to_the_figure(evaluation: skpd_eval.Evaluated) -> None:
    found = evaluation.explain("Disnaker", "budget")
    assert found.attrs["agency_name"] == "Dinas Tenaga Kerja"
    assert found["value"].sum() == found.attrs["value"] == evaluation.to_frame()["budget"].iloc[-1]
    assert found["cells"].str.fullmatch(r"[A-Z]+\d+").all()


def test_an_evaluation_shows_itself_in_one_line_and_in_a_notebook(evaluation: skpd_eval.Evaluated) -> None:
    assert repr(evaluation).startswith("<Evaluated Kota Batu 2023-Q3 (2023-09-30): 30 ranked")
    assert len(repr(evaluation)) < 150
    assert evaluation._repr_html_().count("<tr") == 1 + 10


def test_lines_summed_by_agency_are_the_ranking_to_the_sen(
    ledger: Path, evaluation: skpd_eval.Evaluated
) -> None:
    lines = skpd_eval.lines(ledger=ledger, quarter=3)
    summed = lines[lines["standing"] != "outside"].groupby("agency_code")[SUMS].sum()
    ranked = evaluation.to_frame().set_index("agency_code")[SUMS]
    assert (summed.mul(100).round() == ranked.mul(100).round().loc[summed.index]).all(axis=None)
    assert len(summed) == 30
    assert round(lines["budget"].sum() * 100) == evaluation.total.budget
    assert lines["line_id"].is_unique
    assert evaluation.lines().equals(lines)


@pytest.mark.parametrize(
    ("told", "error", "said"),
    [
        pytest.param({"by": "serapan"}, ValueError, "choose one of absorption, ", id="by"),
        pytest.param({"budget": "new"}, ValueError, "choose one of .*original", id="budget"),
        pytest.param({"quarter": 1}, NotIngestedError, "2023-Q3", id="quarter"),
        pytest.param({"government": "kota bato"}, NotIngestedError, "near='Kota Batu'", id="government"),
    ],
)
def test_an_error_names_what_there_is(ledger: Path, told: dict[str, object], error: type, said: str) -> None:
    with pytest.raises(error, match=said):
        skpd_eval.evaluate(ledger=ledger, **told)  # type: ignore[arg-type]


def test_an_error_is_worded_as_the_command_line_words_it(evaluation: skpd_eval.Evaluated) -> None:
    with pytest.raises(UsageError, match="agency-unknown") as failed:
        evaluation.explain("Dinas Tenga Kerja")
    assert failed.value.__notes__ == [
        "No agency “Dinas Tenga Kerja” at this position. Did you mean: Dinas Tenaga Kerja?"
    ]
