from __future__ import annotations

from fractions import Fraction

from evaluation.building import END, figures
from skpd_eval.evaluation import Query, evaluate
from skpd_eval.evaluation.figures import Figures
from skpd_eval.evaluation.priorities import priorities
from skpd_eval.model import ItemFigures, RankingKey
from skpd_eval.period import Quarter
from skpd_eval.regulations import rulebook
from skpd_eval.settings import PriorityProgram, Settings

RULES = rulebook(END)


def item(code, budget, realization, plan=None, physical=None):
    return ItemFigures(
        code, code, budget, realization, plan, None if physical is None else Fraction(physical)
    )


def found(program, *agencies):
    evaluation = evaluate(
        Figures(agencies), Query(Quarter(2023, 3)), RankingKey.ABSORPTION, Settings(), RULES
    )
    [one] = priorities(evaluation, [program], RULES)
    return one


HEALTH = figures(
    "Dinas Kesehatan",
    activities=(
        item("1.02.02.2.02.01", 300, 90, 120, 40),
        item("1.02.02.2.02.02", 100, 50, 60, 80),
        item("1.02.022.2.01", 999, 999, 999),
    ),
)
FAMILY = figures("DP3AP2KB", activities=(item("2.14.02.2.01.01", 100, 60, 20),))


def test_priorities__sum_over_agencies_each_activity_once():
    one = found(PriorityProgram("Stunting", ("1.02.02", "1.02.02.2.02", "2.14.02"), "Sekda"), HEALTH, FAMILY)
    assert (one.budget, one.realization, one.plan, one.activities) == (500, 200, 200, 3)
    assert one.agencies == ("DP3AP2KB", "Dinas Kesehatan")
    assert (one.absorption, one.deviation, one.owner) == (Fraction(2, 5), 0, "Sekda")
    assert one.physical == Fraction(300 * 40 + 100 * 80, 400) / 100
    assert one.status == "green"


def test_priorities__a_code_is_not_the_beginning_of_another():
    assert found(PriorityProgram("A", ("1.02.02",)), HEALTH).budget == 400


def test_priorities__what_no_source_has_is_unknown():
    one = found(PriorityProgram("A", ("9.99",)), HEALTH)
    assert (one.activities, one.budget, one.absorption, one.status) == (0, None, None, None)


def test_priorities__a_plan_that_lacks_a_part_is_unknown():
    half = figures("C", activities=(item("1.01", 10, 5, 7), item("1.02", 10, 5)))
    assert found(PriorityProgram("A", ("1.01", "1.02")), half).plan is None
