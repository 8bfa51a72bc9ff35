"""JUnit XML: what every CI system shows as tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, TextIO
from xml.sax.saxutils import escape, quoteattr

from tqcheck.judgement import Judgement
from tqcheck.model import Result
from tqcheck.writers import Account, Writer
from tqcheck.writers._flags import gravest
from tqcheck.writers._terminal import one_line

_NO_XML_RE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Junit(Writer):
    """With the gate: a test for each limit, failed where it is broken, the gravest flags in its text.

    Without: a failed test for each segment whose verdict is `fail`, and one for all others.
    """

    suffix: ClassVar[str] = ".xml"

    most: int = 20

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        if report.judgement:
            self._limits(results, report.judgement, out)
        else:
            self._segments(results, report, out)

    def _limits(self, results: Iterator[Result], judgement: Judgement, out: TextIO) -> None:
        broken = sum(outcome.broken for outcome in judgement.outcomes)
        _open(out, "tqcheck gate", len(judgement.outcomes), broken)
        seen, total = gravest(results, judgement, self.most)
        lines = [one_line(f"{one.path}:{one.line} {one.flag.severity} {one.flag.rule}: {one.message}") for one in seen]
        if total > len(seen):
            lines.append(f"… and {total - len(seen):,} more flags")
        for outcome in judgement.outcomes:
            name = _attribute(outcome.limit.text)
            if outcome.broken:
                body = _text("\n".join([*outcome.places, *lines]))
                out.write(f'    <testcase classname="tqcheck.limits" name={name} time="0">\n')
                out.write(f'      <failure type="limit" message={_attribute(outcome.shown)}>{body}</failure>\n')
                out.write("    </testcase>\n")
            else:
                shown = _text(outcome.shown)
                out.write(f'    <testcase classname="tqcheck.limits" name={name} time="0">\n')
                out.write(f"      <system-out>{shown}</system-out>\n    </testcase>\n")
        if judgement.remarks:
            out.write("    <system-err>" + _text("\n".join(judgement.remarks)) + "</system-err>\n")
        out.write("  </testsuite>\n</testsuites>\n")

    def _segments(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        # The counts stand in front and are known at the end, so the failed ones wait, as text.
        cases = []
        for result in results:
            if result.verdict == "fail":
                segment = result.segment
                where = _attribute(segment.document or segment.path or "tqcheck")
                lines = [one_line(f"{flag.severity} {flag.rule}: {flag.message}") for flag in result.flags]
                place = one_line(f"{segment.path}:{segment.line or 1}")
                body = _text("\n".join([place, one_line(segment.target), *lines]))
                cases.append(
                    f'    <testcase classname={where} name={_attribute(segment.id)} time="0">\n'
                    f'      <failure type="fail" message={_attribute(lines[0])}>{body}</failure>\n'
                    "    </testcase>\n"
                )
        others = report.summary()["total"]["segments"] - len(cases)
        _open(out, "tqcheck", len(cases) + 1, len(cases))
        out.writelines(cases)
        out.write(f'    <testcase classname="tqcheck" name="{others} other segments" time="0"/>\n')
        out.write("  </testsuite>\n</testsuites>\n")


def _open(out: TextIO, name: str, tests: int, failures: int) -> None:
    counts = f'tests="{tests}" failures="{failures}" errors="0"'
    out.write(f'<testsuites name="{name}" {counts} time="0">\n')
    out.write(f'  <testsuite name="{name}" {counts} skipped="0" time="0">\n')


def _text(text: str) -> str:
    return escape(_NO_XML_RE.sub("\N{REPLACEMENT CHARACTER}", text))


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML_RE.sub("\N{REPLACEMENT CHARACTER}", text))
