"""Why the tool cannot go on: one exception tree, each class with a code and typed arguments.

A sentence is never made here: the catalogs (``presentation``) word ``code`` and ``arguments`` in both
languages, and the command line turns ``exit_status`` into the process's exit code.

::

    SkpdEvalError
    ├── UsageError                   2   the call cannot be carried out as asked
    │   └── GovernmentNotNamedError      several governments in the ledger and none named
    ├── RefusedError                 65  the data cannot be read with certainty
    │   ├── AmountError                  a text is no amount (money)
    │   ├── PeriodError                  a text is no quarter, month or date (period)
    │   ├── CodeError                    a text is no agency, program or account code (codes)
    │   ├── FileRefusedError             a file cannot be read as an export (reading)
    │   └── MissingMonthError            a month-only series has a hole
    ├── MissingInputError            66  a path does not exist, cannot be opened, or holds no export
    ├── NotIngestedError             66  nothing in the ledger for that position
    ├── OutputError                  73  a file cannot be created
    ├── InputOutputError             74  disk full, closed stream
    ├── BusyError                    75  ledger or output in use: try again
    └── ConfigurationError           78  skpd-eval.toml is wrong
        └── RegulationError              a parameter of the law is incomplete or not in force
"""

from __future__ import annotations

from typing import ClassVar

Argument = str | int
"""What a sentence's placeholder is filled with."""


class SkpdEvalError(Exception):
    """Base of all errors of the tool.

    ``code`` names the sentence in the catalogs, ``arguments`` fill its placeholders, ``hint`` (another code)
    names the sentence that says what to do.
    """

    code: str = "error"
    exit_status: ClassVar[int] = 70

    def __init__(self, code: str | None = None, **arguments: Argument) -> None:
        if code is not None:
            self.code = code
        self.arguments = arguments
        super().__init__(self.code, arguments)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.arguments)

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"{self.code}({inside})"


def _rebuild(kind: type[SkpdEvalError], code: str, arguments: dict[str, Argument]) -> SkpdEvalError:
    error = kind.__new__(kind)
    SkpdEvalError.__init__(error, code, **arguments)
    return error


class UsageError(SkpdEvalError):
    """The call cannot be carried out as asked; the options are at fault, not the data."""

    code = "usage"
    exit_status = 2


class GovernmentNotNamedError(UsageError):
    """Several governments are in the ledger and none was named."""

    code = "government-not-named"

    def __init__(self, known: str) -> None:
        super().__init__(known=known)


class RefusedError(SkpdEvalError):
    """The data cannot be read with certainty, so it is refused."""

    code = "refused"
    exit_status = 65


class AmountError(RefusedError):
    """A text is no amount of rupiah; ``reason`` is a catalog code saying why."""

    code = "amount-unreadable"

    def __init__(self, text: str, reason: str = "not-a-number") -> None:
        super().__init__(text=text, reason=reason)


class PeriodError(RefusedError):
    """A text is no quarter, month or cut-off date."""

    code = "period-unreadable"

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class CodeError(RefusedError):
    """A text is no agency, program or account code; ``reason`` is a catalog code saying why."""

    code = "code-unreadable"

    def __init__(self, text: str, reason: str = "malformed") -> None:
        super().__init__(text=text, reason=reason)


class FileRefusedError(RefusedError):
    """A file cannot be read as an export; ``code`` says why (``damaged``, ``password``, ``empty`` …)."""

    code = "file-refused"

    def __init__(self, code: str, file: str, **arguments: Argument) -> None:
        super().__init__(code, file=file, **arguments)


class MissingMonthError(RefusedError):
    """A month-only series of an agency has a hole before the position asked for."""

    code = "month-missing"

    def __init__(self, agency: str, months: str, cutoff: str) -> None:
        super().__init__(agency=agency, months=months, cutoff=cutoff)


class MissingInputError(SkpdEvalError):
    """A path does not exist, is not a regular file, cannot be opened, or holds no export."""

    code = "input-missing"
    exit_status = 66

    def __init__(self, code: str, path: str, **arguments: Argument) -> None:
        super().__init__(code, path=path, **arguments)


class NotIngestedError(SkpdEvalError):
    """The ledger has nothing for what was asked; ``available`` lists what it has.

    ``held`` names what it has where that is no realization at all: budgets or plans alone.
    """

    code = "not-ingested"
    exit_status = 66

    def __init__(self, asked: str, available: str, ledger: str, held: str = "") -> None:
        if held:
            super().__init__("realization-not-ingested", asked=asked, ledger=ledger, held=held)
        else:
            super().__init__(asked=asked, available=available, ledger=ledger)

    @classmethod
    def unknown_government(cls, asked: str, near: str, ledger: str) -> NotIngestedError:
        """No government of that name is in the ledger; ``near`` are those spelled nearly so."""
        error = cls(asked, near, ledger)
        error.code, error.arguments = "government-unknown", {"asked": asked, "near": near, "ledger": ledger}
        return error


class AgenciesNotIngestedError(NotIngestedError):
    """What was asked for is stated of the whole government alone, of none of its agencies; ``asked`` is its day."""

    code = "agencies-not-ingested"

    def __init__(self, asked: str, ledger: str) -> None:
        SkpdEvalError.__init__(self, asked=asked, ledger=ledger)


class OutputError(SkpdEvalError):
    """A file cannot be created."""

    code = "output-not-created"
    exit_status = 73

    def __init__(self, path: str, reason: str, code: str | None = None) -> None:
        super().__init__(code, path=path, reason=reason)


class InputOutputError(SkpdEvalError):
    """Disk full, a closed stream, a failing device."""

    code = "input-output"
    exit_status = 74

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path=path, reason=reason)


class BusyError(SkpdEvalError):
    """The ledger or an output is in use by another process; trying again may serve."""

    code = "busy"
    exit_status = 75

    def __init__(self, path: str, code: str | None = None) -> None:
        super().__init__(code, path=path)


class ConfigurationError(SkpdEvalError):
    """The configuration is wrong: file, key and what is the matter (a catalog code)."""

    code = "configuration"
    exit_status = 78

    def __init__(
        self, file: str, key: str, reason: str, code: str | None = None, **arguments: Argument
    ) -> None:
        super().__init__(code, file=file, key=key, reason=reason, **arguments)


class RegulationError(ConfigurationError):
    """A parameter of the law is incomplete, has holes or overlaps, or is not in force on a day."""

    code = "regulation"

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(file, key, reason)
