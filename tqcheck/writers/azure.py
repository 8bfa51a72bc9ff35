"""Logging commands of Azure Pipelines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TextIO

from tqcheck.model import Result, Severity
from tqcheck.writers import Account, Writer
from tqcheck.writers._flags import gravest, limit_lines

_ESCAPES = {"%": "%AZP25", ";": "%3B", "\r": "%0D", "\n": "%0A", "]": "%5D"}


class Azure(Writer):
    """One issue for each broken limit (an error) and for each flag that counts, the gravest first, at most `most`."""

    suffix: ClassVar[str] = ".txt"

    most: int = 50

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        for line in limit_lines(report.judgement) if report.judgement else ():
            out.write(f"##vso[task.logissue type=error;]{_escaped('limit broken: ' + line)}\n")
        for seen in gravest(results, report.judgement, self.most)[0]:
            kind = "error" if seen.flag.severity == Severity.CRITICAL else "warning"
            where = f"sourcepath={_escaped(seen.path)};linenumber={seen.line};" if seen.path else ""
            column = f"columnnumber={seen.columns.start + 1};" if seen.columns and seen.path else ""
            code = f"code={_escaped(seen.flag.rule)};"
            out.write(f"##vso[task.logissue type={kind};{where}{column}{code}]{_escaped(seen.message)}\n")


def _escaped(text: str) -> str:
    """Escape what would end the command or a property of it."""
    safe = text.encode("utf-8", "backslashreplace").decode()
    return "".join(_ESCAPES.get(char, char) for char in safe)
