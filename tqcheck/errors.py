"""The error tree, drawn, with the exit code of each branch.

    TqcheckError
     ├─ UsageError      2   the command line or the configuration is wrong
     └─ InputError      3   the input cannot be read

Exit code 1 is the gate's (a limit broke) and 4 means a bug in tqcheck: any other exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import IntEnum


class ExitCode(IntEnum):
    """What tqcheck says to the shell."""

    OK = 0
    GATE_BROKEN = 1
    USAGE = 2
    INPUT = 3
    BUG = 4


class TqcheckError(Exception):
    """Anything tqcheck says of its own accord: one line, with the place and the next step."""

    exit_code = ExitCode.BUG


class UsageError(TqcheckError):
    """An option, a rule, a metric or a setting that does not exist or does not fit."""

    exit_code = ExitCode.USAGE


class InputError(TqcheckError):
    """An input that cannot be read, with `path:line` in front where they are known.

    `skippable` marks an error of one record: with `--on-error skip` the run goes on without it.
    """

    exit_code = ExitCode.INPUT

    def __init__(self, reason: str, path: str = "", line: int | None = None, *, skippable: bool = False) -> None:
        self.reason, self.path, self.line, self.skippable = reason, path, line, skippable
        place = f"{path}:{line}" if path and line else path
        super().__init__(f"{place}: {reason}" if place else reason)

    def __reduce__(self) -> tuple[object, ...]:
        return _input_error, (self.reason, self.path, self.line, self.skippable)


def _input_error(reason: str, path: str, line: int | None, skippable: bool) -> InputError:
    return InputError(reason, path, line, skippable=skippable)


def near(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean …?` for the names of `known` that look like `name`, or an empty string."""
    close = get_close_matches(name, sorted(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(close)}?" if close else ""
