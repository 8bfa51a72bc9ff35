"""Service messages of TeamCity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TextIO

from tqcheck.model import Result, Severity
from tqcheck.rules import RULES
from tqcheck.writers import Account, Writer
from tqcheck.writers._flags import flags_of, limit_lines

_ESCAPES = {"'": "|'", "\n": "|n", "\r": "|r", "|": "||", "[": "|[", "]": "|]"}


class Teamcity(Writer):
    """A build problem for each broken limit and an inspection for each flag that counts."""

    suffix: ClassVar[str] = ".txt"

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        for line in limit_lines(report.judgement) if report.judgement else ():
            out.write(f"##teamcity[buildProblem description='{_escaped('limit broken: ' + line)}']\n")
        told: set[str] = set()
        for seen in flags_of(results, report.judgement):
            if seen.standing:
                continue
            id = _escaped(seen.flag.rule)
            if seen.flag.rule not in told:
                told.add(seen.flag.rule)
                about = _escaped(RULES[seen.flag.rule].summary() if seen.flag.rule in RULES else seen.flag.rule)
                out.write(
                    f"##teamcity[inspectionType id='{id}' name='{id}' description='{about}'"
                    f" category='{_escaped(seen.flag.category)}']\n"
                )
            severity = "ERROR" if seen.flag.severity == Severity.CRITICAL else "WARNING"
            out.write(
                f"##teamcity[inspection typeId='{id}' message='{_escaped(seen.message)}'"
                f" file='{_escaped(seen.path)}' line='{seen.line}' SEVERITY='{severity}']\n"
            )


def _escaped(text: str) -> str:
    """Escape as TeamCity wants it; what is not ASCII goes by its UTF-16 code units."""
    units = text.encode("utf-16-be", "surrogatepass")
    codes = [int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2)]
    return "".join(_ESCAPES.get(chr(code), chr(code)) if code < 128 else f"|0x{code:04X}" for code in codes)
