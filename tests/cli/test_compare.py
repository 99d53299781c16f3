"""The sample's accounts and progress reports were made from one truth, so they never disagree."""

import pytest

from .conftest import Run


@pytest.mark.parametrize("quarter", [3, 4])
def test_compare__the_samples_sources_agree(read: Run, quarter: int) -> None:
    shown = read("compare", "--quarter", quarter, "--lang", "en")
    assert shown.status == 0
    assert "Of 60 amounts compared at one cut-off, 0 are more than 0.50 points" in shown.text
