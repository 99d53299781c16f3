"""What sources say of activities and packages, put together by row."""

from skpd_eval.model import Note
from skpd_eval.presentation.tables.notes import NotedRow, noted_rows


def test_noted_rows__one_for_each_row_of_an_activity() -> None:
    notes = [
        Note(1, "1.01.02.2.01.0001", "funding_source", "DAU", 9),
        Note(1, "1.01.02.2.01.0001", "package", "Gedung A", 10),
        Note(1, "1.01.02.2.01.0001", "contract_value", "40.000.000", 10),
        Note(1, None, "remark", "Terlambat", 10),
    ]
    assert noted_rows(notes) == [
        NotedRow("1.01.02.2.01.0001", 9, {"funding_source": "DAU"}),
        NotedRow("1.01.02.2.01.0001", 10, {"package": "Gedung A", "contract_value": "40.000.000"}),
        NotedRow(None, 10, {"remark": "Terlambat"}),
    ]
