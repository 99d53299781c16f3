"""What figures alone say of columns: percentage, remainder and total, and that a swap which also holds says nothing."""

from collections.abc import Sequence

import pytest

from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.columns.identities import Shares, identities

MILLION = 1_000_000
PAIRS = ((900, 350), (700, 210), (250, 80), (400, 96))
BUDGETS = [budget * MILLION for budget, _ in PAIRS]
SPENT = [spent * MILLION for _, spent in PAIRS]
REST = [budget - spent for budget, spent in zip(BUDGETS, SPENT, strict=True)]


def shares(digits: int, scale: int = 100) -> list[float]:
    return [round(scale * spent / budget, digits) for budget, spent in PAIRS]


def written(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def proved(*columns: Sequence[CellValue], hints: dict[int, str] | None = None) -> Shares | None:
    names: list[CellValue] = [f"Dinas {row}" for row in range(len(columns[0]))]
    rows = [[*row] for row in zip(names, *columns, strict=True)]
    return identities(Grid(None, [["", *map(str, range(len(columns)))], *rows]), 0, hints).shares


@pytest.mark.parametrize(
    ("columns", "reading"),
    [
        pytest.param((BUDGETS, SPENT, shares(2)), (1, 2, 3), id="budget, spent, percent"),
        pytest.param((shares(2), SPENT, BUDGETS), (3, 2, 1), id="in another order"),
        pytest.param((BUDGETS, SPENT, shares(0)), (1, 2, 3), id="whole percents"),
        pytest.param((BUDGETS, SPENT, shares(6, 1)), (1, 2, 3), id="fractions of one"),
        pytest.param((BUDGETS, SPENT, REST, shares(2)), (1, 2, 4), id="a remainder beside the percentage"),
        pytest.param(
            ([f"{amount:,}".replace(",", ".") for amount in BUDGETS], SPENT, shares(2)), (1, 2, 3), id="texts"
        ),
    ],
)
def test_a_percentage_proves_budget_and_realization(
    columns: Sequence[Sequence[CellValue]], reading: tuple[int, int, int]
) -> None:
    found = proved(*columns)
    assert found is not None
    assert found[:3] == reading


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param((BUDGETS, SPENT), id="two amounts"),
        pytest.param((BUDGETS, SPENT, REST), id="spent and left may be exchanged"),
        pytest.param((BUDGETS, SPENT, [*shares(2)[:-1], 99.0]), id="one row contradicts"),
        pytest.param((BUDGETS[:2], SPENT[:2], shares(2)[:2]), id="too few rows"),
        pytest.param((BUDGETS, BUDGETS, SPENT, shares(2)), id="two budgets alike"),
        pytest.param(
            ([9, 7, 2.5, 4], [3.5, 2.1, 0.8, 0.96], shares(2)), id="amounts as small as percentages"
        ),
    ],
)
def test_what_could_be_read_otherwise_proves_nothing(columns: Sequence[Sequence[CellValue]]) -> None:
    assert proved(*columns) is None


@pytest.mark.parametrize("hints", [{2: "realization"}, {3: "remainder"}])
def test_a_word_tells_what_was_spent_from_what_is_left(hints: dict[int, str]) -> None:
    found = proved(BUDGETS, SPENT, REST, hints=hints)
    assert found is not None
    assert found[:3] == (1, 2, 3)


def test_amounts_add_up_where_percentages_do_not() -> None:
    """With a total no amount is too small: 900 + 700 + 250 + 400 = 2250 is one, and the percentages are none."""
    budgets, spent = ([*one, sum(one)] for one in zip(*PAIRS, strict=True))
    found = proved(budgets, spent, [*shares(2), round(100 * spent[-1] / budgets[-1], 2)])
    assert found is not None
    assert found[:3] == (1, 2, 3)
