#!/usr/bin/env python3
"""Write the generated parts of README.md and docs/ anew, or with --check tell which are out of date.

A generated part stands between ``<!-- generated: WHAT -->`` and ``<!-- end -->``. WHAT is one of the names in
PARTS, or ``output of: skpd-eval ...`` (``first 12 lines of output of: ...``): what the command prints on a
terminal of 100 columns when the sample year is in the ledger. The JSON Schemas of the machine formats are whole files.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE = PROJECT / "data" / "samples" / "kota-batu-2023"
SCHEMAS = PROJECT / "src" / "skpd_eval" / "presentation" / "schemas"
LAYOUTS = PROJECT / "src" / "skpd_eval" / "reading" / "layouts"
COLUMNS = "100"

_PART = re.compile(
    r"(?<=<!-- generated: )(?P<what>[^\n]+)(?P<open> -->\n)(?P<body>.*?)(?P<close><!-- end -->)", re.DOTALL
)
_OUTPUT = re.compile(r"(?:first (?P<lines>\d+) lines of )?output of: skpd-eval (?P<arguments>.+)")


_KINDS = {
    "accounts": "budget and realization",
    "plan": "cash plan (RAK)",
    "physical": "physical progress",
    "outputs": "outputs",
}
_PROOFS = {
    "strict": "every parent equals its children, to the sen",
    "level": "the highest level that equals the total row",
}


class _Terminal(io.StringIO):
    """Collects what a command prints, and claims to be a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def documents() -> list[Path]:
    """Every document that may have generated parts."""
    return [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]


def renewed(text: str) -> str:
    """The text of a document with its generated parts written anew."""

    def part(found: re.Match[str]) -> str:
        return f"{found['what']}{found['open']}{_content(found['what'])}{found['close']}"

    return _PART.sub(part, text)


def _content(what: str) -> str:
    if output := _OUTPUT.fullmatch(what):
        lines = printed(shlex.split(output["arguments"])).splitlines()
        shown = lines[: int(output["lines"])] if output["lines"] else lines
        cut = [] if len(shown) == len(lines) else [f"… ({len(lines) - len(shown)} more lines)"]
        return _fenced("\n".join([*shown, *cut]), "text")
    return PARTS[what]()


def printed(arguments: list[str]) -> str:
    """What a command prints on a terminal when the sample year is in the ledger."""
    with _sample_ledger():
        return _run(arguments)


@contextlib.contextmanager
def _sample_ledger() -> Iterator[None]:
    """The sample year in a ledger of its own, made once; the environment of a quiet Indonesian user."""
    if not _sample_ledger_folder:
        _sample_ledger_folder.append(tempfile.mkdtemp(prefix="skpd-eval-docs-"))
        atexit.register(shutil.rmtree, _sample_ledger_folder[0], ignore_errors=True)
    ledger = Path(_sample_ledger_folder[0]) / "ledger.sqlite"
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("SKPD_EVAL_")]:
        del os.environ[name]
    os.environ.update(SKPD_EVAL_LEDGER=str(ledger), COLUMNS=COLUMNS, NO_COLOR="1")
    try:
        if not ledger.exists():
            _run(["ingest", str(SAMPLE), "--quiet"])
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


_sample_ledger_folder: list[str] = []


def _run(arguments: list[str]) -> str:
    from skpd_eval.cli import main

    terminal = _Terminal()
    status: Any = 0
    with contextlib.redirect_stdout(terminal), contextlib.redirect_stderr(io.StringIO()) as said:
        try:
            main(arguments)
        except SystemExit as ended:
            status = ended.code
    if status:
        raise SystemExit(f"skpd-eval {shlex.join(arguments)} ended with {status}: {said.getvalue()}")
    return terminal.getvalue()


def _fenced(text: str, kind: str) -> str:
    body = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
    return f"```{kind}\n{body}\n```\n"


def commands() -> dict[str, Any]:
    """The commands by name (``ledger backup`` for one within a group), as click knows them."""
    from skpd_eval.cli.app import command

    return dict(_within("", command()))


def _within(prefix: str, group: Any) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        yield prefix + name, command
        if hasattr(command, "commands"):
            yield from _within(f"{prefix}{name} ", command)


def _commands() -> str:
    kept = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = COLUMNS
    try:
        parts = [_fenced(_run(["--help"]), "text")]
        for name in commands():
            parts.append(f"## {name}\n\n{_fenced(_run([*name.split(), '--help']), 'text')}")
    finally:
        os.environ.pop("COLUMNS") if kept is None else os.environ.update(COLUMNS=kept)
    return "\n".join(parts)


def _command_summary() -> str:
    found = commands().items()
    rows = [f"| `skpd-eval {name}` | {_first_paragraph(one.help)} |" for name, one in found if " " not in name]
    return "\n".join(["| command | does |", "|---|---|", *rows]) + "\n"


def _first_paragraph(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split()).removesuffix(".").replace("|", "\\|")


def _layouts() -> str:
    layouts = [tomllib.loads(path.read_text(encoding="utf-8")) for path in LAYOUTS.glob("*.toml")]
    rows = [
        "| layout | title | what is read | what is proved | where its words come from |",
        "|---|---|---|---|---|",
    ]
    for layout in sorted(layouts, key=lambda layout: (layout["priority"], layout["name"])):
        roles = {column["role"].partition(":")[0] for column in layout.get("columns", ())}
        read, proved = _KINDS[layout["kind"]], _PROOFS[layout["reconcile"]]
        if (layout["kind"], layout["shape"]) == ("accounts", "rows") and "realization" not in roles:
            read = "budget"
        if "refused" in layout:
            read, proved = "nothing: refused, with the reason", "-"
        rows.append(f"| `{layout['name']}` | {layout['title']} | {read} | {proved} | {layout['source']} |")
    return "\n".join(rows) + "\n"


def _configuration() -> str:
    from skpd_eval.settings import template

    return _fenced(template(), "toml")


def _measures() -> str:
    from skpd_eval.model.measures import MEASURES

    rows = [
        "| figure | name | unit | what it is | how it is made | of | `--by` | whose formula |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in MEASURES.values():
        formula = ", ".join(filter(None, (one.formula, one.source)))
        by = "" if one.ranks is None else f"`{one.ranks.key}`"
        rows.append(
            f"| `{one.key}` | `{one.name}` | {one.unit} | {one.label} | {one.in_words} "
            f"| {_whose(one)} | {by} | {formula} |"
        )
    return "\n".join(rows) + "\n"


def _whose(one: Any) -> str:
    paths = {
        "agency": one.row, "government": one.total, "account or activity": one.part, "plan to come": one.goal
    }  # fmt: skip
    return ", ".join(name for name, path in paths.items() if path) or "agency"


_EXIT_CODES = {
    "DONE": "done",
    "USAGE": "wrong usage: an unknown option, a choice that must be named (several governments)",
    "THRESHOLD": "done, and an agency is below `--fail-below`",
    "REFUSED": "input refused: the data is wrong or not understood; or the ledger is damaged",
    "MISSING": "input missing or unreadable, or nothing recorded for that position",
    "FAULT": "a fault of ours: please report it with what `--debug` shows",
    "OUTPUT": "the output cannot be created (no such folder, no permission)",
    "INPUT_OUTPUT": "input/output error: disk full, closed stdout",
    "BUSY": "ledger or output in use (another run, a workbook open in Excel): try again",
    "CONFIGURATION": "`skpd-eval.toml`, a rule or a layout of yours is wrong",
    "INTERRUPTED": "interrupted (Ctrl-C)",
    "TERMINATED": "terminated (SIGTERM)",
}


def _exit_codes() -> str:
    from skpd_eval.cli.status import ExitStatus

    rows = [f"| {int(status)} | {_EXIT_CODES[status.name]} |" for status in ExitStatus]
    return "\n".join(["| code | meaning |", "|---|---|", *rows]) + "\n"


def _machine_formats() -> str:
    from skpd_eval.presentation.schemas.described import markdown

    return markdown(f"../{SCHEMAS.relative_to(PROJECT).as_posix()}")


def schemas() -> dict[Path, str]:
    """The files with the JSON Schemas, and what belongs in each."""
    from skpd_eval.presentation.schemas import OUTPUTS, json_schema

    return {
        SCHEMAS / one.file: json.dumps(json_schema(one), indent=1, ensure_ascii=False) + "\n" for one in OUTPUTS
    }


def man_page() -> dict[Path, str]:
    """The page for ``man skpd-eval`` and what belongs in it: every command with its options, exit codes, files."""
    from skpd_eval.cli.app import command

    tree = command()
    lines = [
        '.TH SKPD\\-EVAL 1 "" "skpd\\-eval" "User Commands"',
        ".SH NAME",
        f"skpd\\-eval \\- {_roff(_first_paragraph(tree.help))}",
        ".SH SYNOPSIS",
        ".B skpd\\-eval",
        "[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]",
        ".SH OPTIONS",
        *_roff_options(tree),
        ".SH COMMANDS",
    ]
    for name, one in commands().items():
        lines += [f".SS {_roff(name)}", _roff(" ".join(one.help.split())), *_roff_options(one)]
    codes = [line.split("|")[1:3] for line in _exit_codes().splitlines()[2:]]
    lines += [".SH EXIT STATUS"]
    for code, meaning in codes:
        lines += [".TP", f".B {code.strip()}", _roff(meaning.strip().replace("`", ""))]
    lines += [
        ".SH ENVIRONMENT",
        ".TP",
        ".B SKPD_EVAL_LEDGER",
        "The ledger, where no \\-\\-ledger names it.",
        ".TP",
        ".B SKPD_EVAL_LANG",
        "id or en, where no \\-\\-lang says it.",
        ".SH FILES",
        ".TP",
        ".B skpd\\-eval.toml",
        "The configuration; the nearest one upwards from where a command runs.",
    ]
    return {PROJECT / "docs" / "skpd-eval.1": "\n".join(lines) + "\n"}


def _roff_options(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            name = _roff(parameter.metavar or parameter.name.upper())
            yield from (".TP", f"\\fI{name}\\fR", _roff(parameter.help or ""))
        else:
            names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in sorted(parameter.opts, key=len))
            metavar = "" if parameter.is_flag else f" \\fI{_roff(parameter.metavar or 'VALUE')}\\fR"
            yield from (".TP", names + metavar, _roff(parameter.help or ""))


def _roff(text: str) -> str:
    """A text that troff prints as it is."""
    safe = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe


_SEVERITIES = {
    "error": "Error: refuses the file.",
    "warning": "Warning; `[[allow]]` accepts it.",
    "info": "Information: kept, shown with `--verbose`.",
}


def _findings() -> str:
    from skpd_eval.findings import groups

    return "\n".join(
        part
        for group in groups()
        for part in (f"## {group.title.removesuffix('.')}\n", *(_finding(record) for record in group.records))
    )


def _finding(record: Any) -> str:
    """A code: what it is, its sentences with what to do about it, and the special ones with what they need."""
    said = [_SEVERITIES[severity] for severity in record.severities]
    if record.exits:
        said.append(f"Ends the call with exit code {' or '.join(map(str, record.exits))}.")
    lines = [f"### {record.code}\n", f"{' '.join(said)}\n"]
    *cases, plain = record.words
    for words in (plain, *cases):
        if words is not plain:
            lines.append(f"\n{_when(words)}\n")
        for language, sentence in words.sentence.items():
            advice = words.hint.get(language, "")
            lines.append(f"- {language}: {sentence} {advice}".rstrip().replace("{{", "{").replace("}}", "}"))
    return "\n".join(lines) + "\n"


def _when(words: Any) -> str:
    parts = [
        f"{state} {', '.join(f'`{name}`' for name in sorted(names))}"
        for state, names in (("with", words.given), ("without", words.absent))
        if names
    ]
    return f"{' and '.join(parts).capitalize()}:"


def _line_columns() -> str:
    from skpd_eval.presentation.tables.lines import LINE_COLUMNS

    rows = [f"| `{column.name}` | {column.type} | {column.says} |" for column in LINE_COLUMNS]
    return "\n".join(["| column | type | says |", "|---|---|---|", *rows]) + "\n"


PARTS: dict[str, Callable[[], str]] = {
    "line-columns": _line_columns,
    "findings": _findings,
    "command-summary": _command_summary,
    "commands": _commands,
    "layouts": _layouts,
    "configuration": _configuration,
    "exit-codes": _exit_codes,
    "measures": _measures,
    "machine-formats": _machine_formats,
}


def main(arguments: list[str]) -> int:
    """Write, or with ``--check`` compare; 1 where something is out of date."""
    stale = []
    texts = {path: renewed(path.read_text(encoding="utf-8")) for path in documents()}
    for path, after in {**texts, **schemas(), **man_page()}.items():
        if not path.exists() or path.read_text(encoding="utf-8") != after:
            stale.append(path.relative_to(PROJECT).as_posix())
            if "--check" not in arguments:
                path.write_bytes(after.encode())
    if stale and "--check" in arguments:
        print(f"out of date: {', '.join(stale)}; run: make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
