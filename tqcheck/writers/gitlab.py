"""GitLab Code Quality: flags in the merge request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TextIO

from tqcheck.model import Result, Severity
from tqcheck.writers import Account, Writer
from tqcheck.writers._flags import flags_of
from tqcheck.writers._json import dumps

_LEVELS = {Severity.CRITICAL: "critical", Severity.MAJOR: "major", Severity.MINOR: "minor", Severity.NEUTRAL: "info"}


class Gitlab(Writer):
    """A Code Quality report: an array with one object for each flag that counts.

    `{"description": …, "check_name": …, "fingerprint": …, "severity": …, "location": {"path": …,
    "lines": {"begin": …}}}`; the fingerprint is the same wherever the text moves.
    """

    suffix: ClassVar[str] = ".json"

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        out.write("[")
        separator = "\n"
        for seen in flags_of(results, report.judgement):
            if seen.standing:
                continue
            row = {
                "description": seen.message,
                "check_name": seen.flag.rule,
                "fingerprint": seen.print.unique,
                "severity": _LEVELS[seen.flag.severity],
                "location": {"path": seen.path.removeprefix("./") or "-", "lines": {"begin": seen.line}},
            }
            out.write(separator + dumps(row))
            separator = ",\n"
        out.write("\n]\n")
