"""`tidy/kota-batu-2023-triwulan-3.csv`: the third quarter once more, one row an account."""

import csv
from pathlib import Path

from maker.lines import Line
from maker.register import Names

COLUMNS = (
    "government", "year", "cutoff", "agency_code", "agency_name", "unit_code",
    "sub_activity_code", "sub_activity_name", "account_code", "account_name", "budget", "realization",
)  # fmt: skip
QUARTER = 3


def write(lines: list[Line], names: Names, path: Path) -> None:
    """Write the rows in the order of the recap."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for line in sorted(lines, key=_place):
            writer.writerow([
                "Kota Batu", 2023, "2023-09-30", line.agency_code, line.agency_name, line.unit_code,
                line.sub_activity, names.work(line.sub_activity), line.account, names.account(line.account),
                _plain(line.budget_in(QUARTER)), _plain(line.realization[QUARTER - 1]),
            ])  # fmt: skip


def _place(line: Line) -> tuple[str, ...]:
    return (line.sub_activity[:4], line.unit_code, line.sub_activity, line.account)


def _plain(sen: int) -> str:
    rupiah, rest = divmod(sen, 100)
    return f"{rupiah}.{rest:02d}" if rest else str(rupiah)
