"""Workflow commands of GitHub Actions: annotations in the diff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TextIO

from tqcheck.model import Result, Severity
from tqcheck.writers import Account, Writer
from tqcheck.writers._flags import Seen, gravest, limit_lines

_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "notice", Severity.NEUTRAL: "notice"}


class Github(Writer):
    """One annotation for each broken limit and for each flag that counts, the gravest first.

    GitHub shows ten errors, ten warnings and ten notices of a step; at most `most` are written.
    """

    suffix: ClassVar[str] = ".txt"

    most: int = 30

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        seen, total = gravest(results, report.judgement, self.most)
        for line in limit_lines(report.judgement) if report.judgement else ():
            out.write(f"::error title=tqcheck: limit broken::{_escaped(line)}\n")
        for one in seen:
            out.write(_annotation(one) + "\n")
        for remark in report.judgement.remarks if report.judgement else ():
            out.write(f"::warning title=tqcheck::{_escaped(remark)}\n")
        if total > len(seen):
            out.write(f"::notice title=tqcheck::{total - len(seen)} more flags are not shown here\n")


def _annotation(seen: Seen) -> str:
    where = {"file": seen.path, "line": str(seen.line)} if seen.path else {}
    if seen.columns and seen.path:
        where |= {"col": str(seen.columns.start + 1), "endColumn": str(max(seen.columns.end, seen.columns.start + 1))}
    where["title"] = f"{seen.flag.rule} ({seen.flag.severity})"
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    return f"::{_LEVELS[seen.flag.severity]} {properties}::{_escaped(seen.message)}"


def _escaped(text: str) -> str:
    """Escape what would end the command: a translation must not be able to give commands of its own."""
    safe = text.encode("utf-8", "backslashreplace").decode()
    return safe.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
