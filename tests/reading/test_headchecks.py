"""Headers that lost part of what they say: refused before the rows are read."""

from pathlib import Path

from truth import errors, read_sheets, recap


def test_a_group_whose_budget_lost_its_heading_is_refused(tmp_path: Path) -> None:
    sheet = recap(numbers=False)
    groups = sheet.rows[6]
    groups[11], groups[12] = None, groups[11]
    sheet.merges[sheet.merges.index("L7:M7")] = "M7:N7"
    assert errors(read_sheets(tmp_path, sheet)) == [("group-without-other", "M8")]
