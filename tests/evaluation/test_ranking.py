from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.building import figures
from skpd_eval.evaluation import lowest, rank, ratios_of
from skpd_eval.evaluation.ranking import in_lower_half
from skpd_eval.model import BudgetChoice, RankingKey, UnrankedReason


def ranked(*agencies, **facts):
    return rank([(agency, ratios_of(agency)) for agency in agencies], **facts)


def names(rows):
    return [row.figures.name for row in rows]


def test_rank__equal_shares_share_a_rank_and_the_next_counts_them():
    rows, _ = ranked(
        figures("a", 100, 90), figures("b", 100, 80), figures("c", 200, 160), figures("d", 100, 70)
    )
    assert [row.rank for row in rows] == [1, 2, 2, 4]


def test_rank__exact_values_that_print_the_same_do_not_tie():
    rows, _ = ranked(figures("a", 10**9, 501_400_000), figures("b", 10**9, 501_400_001))
    assert [(row.figures.name, row.rank) for row in rows] == [("b", 1), ("a", 2)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"plan": 90}, {"plan": 60}, id="larger shortfall"),
        pytest.param({"plan": 90}, {}, id="a shortfall before none known"),
        pytest.param({"budget": 200, "realization": 100}, {}, id="larger budget"),
        pytest.param(
            {"plan": 90}, {"budget": 200, "realization": 100, "plan": 120}, id="shortfall before budget"
        ),
        pytest.param({"code": "1.01"}, {"code": "1.02"}, id="code"),
        pytest.param({"code": "9.99"}, {"code": None}, id="a code before none"),
    ],
)
def test_rank__order_inside_a_tie(first, second):
    rows, _ = ranked(figures("z", **second), figures("a", **first))
    assert [row.rank for row in rows] == [1, 1]
    assert names(rows) == ["a", "z"]


@pytest.mark.parametrize(
    ("facts", "key", "budget", "reason"),
    [
        pytest.param({"budget": 0}, "absorption", "in-force", "no-budget", id="zero"),
        pytest.param({"budget": None}, "absorption", "in-force", "no-budget", id="unknown"),
        pytest.param({"budget": None}, "absorption", "original", "no-budget-of-that-basis", id="basis"),
        pytest.param({"budget": -1}, "absorption", "in-force", "negative-budget", id="negative"),
        pytest.param({"realization": None}, "absorption", "in-force", "no-realization", id="realization"),
        pytest.param({}, "plan", "in-force", "no-key", id="no plan"),
        pytest.param({}, "physical", "in-force", "no-key", id="no progress"),
        pytest.param({}, "without-personnel", "in-force", "no-key", id="accounts unknown"),
    ],
)
def test_rank__why_an_agency_has_none(facts, key, budget, reason):
    rows, apart = ranked(figures(**facts), key=RankingKey(key), budget=BudgetChoice(budget))
    assert rows == ()
    assert [(row.rank, row.reason) for row in apart] == [(None, UnrankedReason(reason))]


def test_rank__physical_needs_no_money_spent():
    rows, apart = ranked(figures(realization=None, physical=40), key=RankingKey.PHYSICAL)
    assert ([row.rank for row in rows], apart) == ([1], ())


def test_rank__dissolved_agencies_are_ranked_unless_left_out():
    gone = figures("gone", dissolved=True)
    assert names(ranked(gone)[0]) == ["gone"]
    assert ranked(gone, exclude_dissolved=True)[1][0].reason is UnrankedReason.DISSOLVED


def test_lowest__worst_first_with_all_that_tie_at_the_cut():
    rows, _ = ranked(
        *(figures(name, 100, spent) for name, spent in zip("abcdef", (90, 50, 50, 50, 20, 10), strict=True))
    )
    assert names(lowest(rows, 2)) == ["f", "e"]
    assert names(lowest(rows, 3)) == ["f", "e", "b", "c", "d"]
    assert names(lowest(rows, 9)) == ["f", "e", "b", "c", "d", "a"]
    assert lowest(rows, 0) == ()


def test_lowest__below_a_line_does_not_count_the_line_itself():
    rows, _ = ranked(figures("a", 100, 80), figures("b", 100, 79), figures("c", 100, 10))
    assert names(lowest(rows, below=Fraction(80, 100))) == ["c", "b"]
    assert names(lowest(rows, 1, Fraction(80, 100))) == ["c"]


def test_lowest__tied_rows_keep_the_order_of_the_ranking():
    rows, _ = ranked(figures("small", 100, 50, 60), figures("large", 1000, 500, 900))
    assert names(rows) == names(lowest(rows, 1)) == ["large", "small"]


amounts = st.integers(min_value=0, max_value=10**17)
agencies = st.lists(
    st.builds(figures, budget=st.none() | amounts, realization=st.none() | amounts, plan=st.none() | amounts),
    min_size=1,
    max_size=12,
).map(lambda rows: [replace(row, name=f"agency {n}", identity=str(n)) for n, row in enumerate(rows)])


@given(agencies, st.randoms(use_true_random=False), st.sampled_from(RankingKey))
def test_rank__does_not_depend_on_the_order_of_rows(rows, random, key):
    shuffled = random.sample(rows, len(rows))
    assert ranked(*rows, key=key) == ranked(*shuffled, key=key)


@given(agencies, st.data())
def test_rank__more_realization_never_lowers_a_rank_by_absorption(rows, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    more = data.draw(st.integers(1, 10**17))
    before = {row.figures.name: row.rank for row in ranked(*rows)[0]}
    improved = replace(rows[place], realization=(rows[place].realization or 0) + more)
    after = {row.figures.name: row.rank for row in ranked(*rows[:place], improved, *rows[place + 1 :])[0]}
    name = rows[place].name
    if name in before:
        assert after[name] <= before[name]


@given(agencies, st.integers(1, 12))
def test_lowest__nobody_left_out_is_as_low_as_one_listed(rows, count):
    everyone, _ = ranked(*rows)
    listed = lowest(everyone, count)
    left = [row for row in everyone if row not in listed]
    assert len(listed) >= min(count, len(everyone))
    assert all(out.ratios.absorption > row.ratios.absorption for out in left for row in listed)


@pytest.mark.parametrize(
    ("agencies", "count", "named"),
    [
        pytest.param(30, 10, 10, id="as many as configured"),
        pytest.param(12, 10, 6, id="none of the upper half"),
        pytest.param(1, 10, 1, id="the only one"),
    ],
)
def test_in_lower_half__nobody_of_the_upper_half_is_among_the_lowest(agencies, count, named):
    rows, _ = ranked(*(figures(f"SKPD {place}", 100, place) for place in range(1, agencies + 1)))
    assert in_lower_half(rows, count) == named
