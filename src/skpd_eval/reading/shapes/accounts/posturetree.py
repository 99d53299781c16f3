"""The hierarchy of named accounts, proved: what adds up is kept in detail, else what stands above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from skpd_eval import codes
from skpd_eval.model import Identity
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.layout.accountnames import AccountName
from skpd_eval.reading.proof.sums import Tally, cells_of
from skpd_eval.reading.shapes.accounts.postureamounts import PostureAmounts
from skpd_eval.reading.shapes.accounts.posturenodes import Differing, Node, Proved
from skpd_eval.reading.shapes.accounts.posturerows import PostureRow, bare_name


class PostureTree:
    """Builds the hierarchy of rows and proves it; ``columns`` are the columns of the measures."""

    def __init__(
        self, amounts: PostureAmounts, columns: dict[str, int], collector: Collector, *, strict: bool
    ) -> None:
        self.amounts, self.columns, self.collector, self.strict = amounts, columns, collector, strict
        self.seen: dict[str, int] = {}
        self.roots: list[Node] = []
        self.apart: list[Node] = []
        self.differing: dict[int, dict[str, Differing]] = {}
        """Row of a sum to what its parts come to instead, by measure."""
        self.tally = Tally(Identity.PARENTS)

    def build(self, rows: Sequence[PostureRow]) -> None:
        """Place the rows: by their indents where they have any, else by the level of their account."""
        indents = {row.indent for row in rows if row.account is not None and not row.closes}
        deep = any(row.depth is not None for row in rows)
        level_of: Callable[[PostureRow], int] = _indent if len(indents) > 1 and not deep else _level
        path: list[tuple[int, Node]] = []
        for row in rows:
            node = self._node(row)
            if row.closes:
                self._close(node, path)
            elif _stands_apart(row):
                self._apart(node)
            else:
                self._place(node, _placed(row, level_of(row), path), path, deep=deep)

    def _place(self, node: Node, level: int, path: list[tuple[int, Node]], *, deep: bool) -> None:
        """Put a row beneath the last of those above it that is of a higher level and may hold it."""
        row = node.row
        while path and (path[-1][0] >= level or _is_stranger(row, path[-1][1])):
            path.pop()
        whole = self._whole_of(row, path)
        if whole is not None:
            self._put(whole, level - 1, path)
        if row.coded:
            self._once(row)
        elif deep:
            self._within(row, path[-1][1] if path else None)
        self._put(node, level, path)

    def _put(self, node: Node, level: int, path: list[tuple[int, Node]]) -> None:
        (path[-1][1].children if path else self.roots).append(node)
        path.append((level, node))

    def _whole_of(self, row: PostureRow, path: list[tuple[int, Node]]) -> Node | None:
        """What stands above a group of an account (*Belanja Langsung*) where no row of that account does."""
        account = row.account
        if account is None or not account.holds or any(node.code == account.code for _, node in path):
            return None
        known = (one for one in self.amounts.rules.accounts if one.code == account.code and not one.holds)
        whole = next(known, account)
        blank: dict[str, int | None] = dict.fromkeys(self.columns)
        return Node(PostureRow(row.row, whole.names[0], row.indent, whole), blank, dict.fromkeys(blank, row.row))

    def _once(self, row: PostureRow) -> None:
        """A code that stands twice is told; both rows count."""
        code = "" if row.account is None else row.account.code
        first = self.seen.setdefault(code, row.row)
        if first != row.row:
            other = f"{self.collector.grid.line(first)}"
            self.collector.warn("code-repeated", row.row, None, code=code, name=row.name[:80], other=other)

    def _within(self, row: PostureRow, above: Node | None) -> None:
        """A numbered row is of the account that its name means within the row above, else of that one's."""
        account = row.account
        if above is None:
            if account is None:
                self.collector.error("old-code-unnamed", row.row, None, name=row.name[:80])
                row.account = AccountName("", row.depth or 1, (row.name,))
            return
        if account is None or not codes.is_within(account.code, above.code or account.code):
            row.account = AccountName(above.code, row.depth or 1, (row.name,))

    def _node(self, row: PostureRow) -> Node:
        told = {measure: self.amounts.amount(row.row, col) for measure, col in self.columns.items()}
        return Node(row, told, dict.fromkeys(self.columns, row.row))

    def _apart(self, node: Node) -> None:
        if not node.told:
            return
        self.apart.append(node)
        if node.row.account is None and any(node.amounts.values()):
            self.collector.warn("account-name-unknown", node.row.row, None, name=node.row.name[:80])

    def _close(self, node: Node, path: list[tuple[int, Node]]) -> None:
        """A sum beneath gives its heading the amounts it lacks, or must repeat them."""
        every = self._every()
        ways = (_named_alike, _of_one_account, _of_one_code)
        found = [above for closes in ways for above in every if closes(above, node)]
        if not found:
            self.apart.append(node)
            return
        opened = found[0]
        for measure, amount in node.amounts.items():
            if opened.amounts[measure] is None:
                opened.amounts[measure], opened.rows[measure] = amount, node.row.row
            elif amount is not None and amount != opened.amounts[measure]:
                self._differs(opened, measure, amount, [node])
        while path and path[-1][1] is not opened and any(above is opened for _, above in path):
            path.pop()

    def _every(self) -> list[Node]:
        return [node for root in self.roots for node in (root, *root.walk())]

    def prove(self) -> Proved:
        """Go down from the tops as far as the parts add up exactly."""
        proved = Proved(totals=list(self.apart))
        for root in self.roots:
            self._prove(root, proved)
            for measure, amount in () if root.children else root.amounts.items():
                if amount:
                    self.tally.add(measure, held=False)
        self._check_apart(self.roots, _is_part_of)
        self._check_apart(proved.leaves, _is_beneath)
        proved.proven = self.tally.proven()
        return proved

    def _check_apart(self, nodes: Sequence[Node], overlaps: Callable[[Node, Node], bool]) -> None:
        """Amounts that count must not hold each other: a row out of its place would count twice."""
        told = [node for node in nodes if any(node.amounts.values()) or node.children]
        for node in told:
            other = next((above for above in told if above is not node and overlaps(node, above)), None)
            if other is not None:
                line = f"{self.collector.grid.line(other.row.row)}"
                self.collector.error(
                    "accounts-overlap",
                    node.row.row,
                    None,
                    code=node.code,
                    name=node.row.name[:60],
                    other=line,
                )

    def _prove(self, node: Node, proved: Proved) -> None:
        parts = [child for child in node.children if child.told or any(below.told for below in child.walk())]
        if not parts:
            if node.told:
                proved.leaves.append(node)
            return
        if self._adds_up(node, parts):
            for child in parts:
                self._prove(child, proved)
            return
        proved.leaves.append(node)
        proved.totals.extend(below for below in node.walk() if below.told)

    def _adds_up(self, node: Node, parts: list[Node]) -> bool:
        exact = [self._comes_to(node, measure, parts) for measure in node.amounts]
        return all(exact)

    def _comes_to(self, node: Node, measure: str, parts: list[Node]) -> bool:
        """Whether parts come to a stated amount to the sen; what they miss by more than rounding is said."""
        stated = node.amounts[measure]
        if stated is None:
            return True
        told = [child for child in parts if child.amounts[measure] is not None]
        gross = {child.row.row: child.amounts[measure] or 0 for child in told}
        found = sum(_sign(child) * gross[child.row.row] for child in told)
        exact = stated in (found, sum(gross.values())) or self._covers(node, measure, found, told)
        cells = [(one.rows[measure], self.columns[measure]) for one in (node, *parts)]
        off = 0 if exact else abs(stated - found)
        held = exact or (bool(told) and off <= self.amounts.slack(cells))
        self.tally.add(measure, held=held, slack=off)
        if told and not held:
            self._differs(node, measure, found, parts)
        return exact

    def _covers(self, node: Node, measure: str, found: int, parts: list[Node]) -> bool:
        """Whether a sum is too large by what stands again beneath merged cells: it is said and corrected."""
        stated = node.amounts[measure] or 0
        if stated != found + self._again(measure, parts):
            return False
        row, column = node.rows[measure], self.columns[measure]
        self.collector.warn("sum-counts-covered", row, column, stated=stated, sum=found)
        node.amounts[measure] = found
        return True

    def _again(self, measure: str, parts: list[Node]) -> int:
        """What stands again beneath merged cells of the parts: a formula over the range counts it."""
        covered, column = self.amounts.values.covered, self.columns[measure]
        times = [covered.get((part.rows[measure], column), 0) for part in parts]
        return sum(
            often * _sign(part) * (part.amounts[measure] or 0)
            for often, part in zip(times, parts, strict=True)
        )

    def _differs(self, node: Node, measure: str, found: int, parts: list[Node]) -> None:
        column = self.columns[measure]
        cells = cells_of(self.collector.grid, [part.rows[measure] for part in parts], column)
        differing = Differing(node.code, node.row.name[:60], node.amounts[measure] or 0, found, cells)
        self.differing.setdefault(node.rows[measure], {})[measure] = differing
        code, report = (
            ("sum-differs", self.collector.error) if self.strict else ("parts-differ", self.collector.warn)
        )
        report(code, node.rows[measure], column, **differing._asdict())


def _indent(row: PostureRow) -> int:
    return row.indent


def _level(row: PostureRow) -> int:
    if row.depth is not None:
        return row.depth
    return 0 if row.account is None else row.account.level


def _sign(node: Node) -> int:
    return -1 if node.row.account is not None and node.row.account.minus else 1


def _is_part_of(node: Node, other: Node) -> bool:
    """Whether a top row is of the account of another; a section may stand beside the one that codes put it in."""
    account = node.row.account
    beside = account is not None and account.level == 1 and "." in account.code
    return not beside and codes.is_within(node.code, other.code)


def _is_beneath(node: Node, other: Node) -> bool:
    """Whether an account is a part of another one that counts in whole; a group is no whole account."""
    account = other.row.account
    group = account is not None and account.level > other.code.count(".") + 1
    return not group and node.code != other.code and codes.is_within(node.code, other.code)


def _stands_apart(row: PostureRow) -> bool:
    """Whether a row is a balance of others, or nothing that has a place."""
    return row.depth is None if row.account is None else not row.account.code


def _is_stranger(row: PostureRow, node: Node) -> bool:
    """Whether a row, by its code or its name, is of an account that cannot stand beneath another."""
    by_depth = row.depth is not None and not row.coded
    return not by_depth and row.account is not None and not codes.is_within(row.account.code, node.code)


def _named_alike(node: Node, closing: Node) -> bool:
    return codes.agency_name_key(bare_name(closing.row.name)) == codes.agency_name_key(
        bare_name(node.row.name)
    )


def _of_one_account(node: Node, closing: Node) -> bool:
    return closing.row.account is not None and node.row.account is closing.row.account


def _of_one_code(node: Node, closing: Node) -> bool:
    return closing.row.account is not None and bool(node.code) and node.code == closing.row.account.code


def _placed(row: PostureRow, level: int, path: list[tuple[int, Node]]) -> int:
    """The level of a row beneath what is open: a name repeated at once is the only child of the first."""
    if path and path[-1][0] >= level and _repeats(row, path[-1][1]):
        return path[-1][0] + 1
    for at, node in reversed(path):
        holds = node.row.account.holds if node.row.account is not None else ()
        if row.account is not None and any(codes.is_within(row.account.code, held) for held in holds):
            return max(level, at + 1)
    return level


def _repeats(row: PostureRow, node: Node) -> bool:
    same = row.account is not None and row.account is node.row.account
    return same and codes.agency_name_key(row.name) == codes.agency_name_key(node.row.name)
