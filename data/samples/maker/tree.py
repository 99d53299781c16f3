"""Rows of a recap: affair, field, unit, program, activity, sub-activity, four depths of accounts."""

from dataclasses import dataclass

from maker.lines import Line
from maker.register import Names


@dataclass(frozen=True)
class Row:
    """One row: the codes it fills (`field` is the affair on the first level), its name, its lines."""

    field: str
    unit: str
    work: str
    account: str
    name: str
    lines: tuple[Line, ...]

    @property
    def code(self) -> str:
        """The most detailed code, as a layout with one code column prints it."""
        return self.account or self.work or self.unit or self.field


def rows(lines: list[Line], names: Names) -> list[Row]:
    """All rows in the order of codes; a unit stands beneath each field it works in."""
    grouped: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        path = _path(line)
        for depth in range(1, len(path) + 1):
            grouped.setdefault(path[:depth], []).append(line)
    return [_row(path, tuple(grouped[path]), names) for path in sorted(grouped)]


def _path(line: Line) -> tuple[str, ...]:
    work, account = line.sub_activity, line.account
    return (
        work[0], work[:4], line.unit_code, work[:7], work[:12], work,
        account[:6], account[:9], account[:12], account,
    )  # fmt: skip


def _row(path: tuple[str, ...], lines: tuple[Line, ...], names: Names) -> Row:
    depth = len(path)
    field = path[min(depth, 2) - 1]
    unit = path[2] if depth > 2 else ""
    work = path[min(depth, 6) - 1] if depth > 3 else ""
    account = path[-1] if depth > 6 else ""
    if account:
        name = names.account(account)
    elif unit and not work:
        name = lines[0].unit_name
    else:
        name = names.work(work or field)
    return Row(field, unit, work, account, name, lines)
