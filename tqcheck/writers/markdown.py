"""Markdown: the summary for a pull request or a job."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, ClassVar, TextIO

from tqcheck.judgement import Judgement
from tqcheck.model import Result
from tqcheck.writers import Account, Writer
from tqcheck.writers._flags import Seen, gravest
from tqcheck.writers.gate import flags_line


class Markdown(Writer):
    """Verdict, limits, scores and the gravest flags that count, as tables, for a comment on a pull request.

    Text of the translations is shown as code, so that it can neither ping people nor format itself.
    """

    suffix: ClassVar[str] = ".md"

    most: int = 20
    width: int = 60

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        seen, total = gravest(results, report.judgement, self.most)
        summary = report.summary()
        for part in (_head(summary, report.judgement), _scores(summary), self._flags(seen, total, report.judgement)):
            for line in part:
                out.write(line.encode("utf-8", "backslashreplace").decode() + "\n")

    def _flags(self, flags: list[Seen], total: int, judgement: Judgement | None) -> Iterator[str]:
        if not flags:
            return
        yield f"### {'New flags' if judgement and judgement.baseline else 'Flags'}"
        yield ""
        yield "| severity | rule | where | text | why |"
        yield "|---|---|---|---|---|"
        for seen in flags:
            where = f"{seen.path}:{seen.line}" if seen.path else seen.result.segment.id
            yield (
                f"| {seen.flag.severity} | {_code(seen.flag.rule)} | {_code(where)}"
                f" | {_code(self._excerpt(seen))} | {_code(seen.message)} |"
            )
        if total > len(flags):
            yield ""
            yield f"… and {total - len(flags):,} more."
        yield ""

    def _excerpt(self, seen: Seen) -> str:
        target, place = seen.result.segment.target, seen.flag.place
        room = max(10, (self.width - (place.end - place.start)) // 2)
        left, right = max(0, place.start - room), min(len(target), place.end + room)
        marked = f"{target[left : place.start]}⟦{seen.text[: self.width]}⟧{target[place.end : right]}"
        return ("…" if left else "") + marked + ("…" if right < len(target) else "")


def _head(summary: dict[str, Any], judgement: Judgement | None) -> Iterator[str]:
    total = summary["total"]
    if judgement:
        yield f"## tqcheck: {'the gate is broken' if judgement.broken else 'the gate holds'}"
    else:
        yield f"## tqcheck: {total['verdict']}"
    yield ""
    yield (
        f"{total['segments']:,} segments, {total['words']:,} {total['word_unit']},"
        f" {total['penalty_per_1000_words']:g} MQM points per 1,000 words."
    )
    yield ""
    if not judgement:
        return
    if judgement.outcomes:
        yield "| limit | figure | |"
        yield "|---|---|---|"
        for outcome in judgement.outcomes:
            mark = "❌ break" if outcome.broken else "✅ pass"
            yield f"| {_code(outcome.limit.text)} | {_code(outcome.shown)} | {mark} |"
        yield ""
    if line := flags_line(judgement):
        yield _code(line)
        yield ""
    for remark in judgement.remarks:
        yield f"- {_code(remark)}"
    if judgement.remarks:
        yield ""


def _scores(summary: dict[str, Any]) -> Iterator[str]:
    if not summary["scores"]:
        return
    yield "| metric | languages | score | 95 % interval | segments |"
    yield "|---|---|---:|---:|---:|"
    for row in summary["scores"]:
        yield (
            f"| {row['metric']} {'↑' if row['higher_is_better'] else '↓'} | {_code(row['pair'])} | {row['score']:.2f}"
            f" | ± {row['interval']:.2f} | {row['segments']:,} |"
        )
    yield ""


def _code(text: str) -> str:
    """Return text as a code span that fits a cell of a table, with nothing in it that acts."""
    plain = "".join(
        f"<U+{ord(c):04X}>" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text
    )
    plain = plain.replace("|", "\N{DIVIDES}")
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{pad}{plain or ' '}{pad}{fence}"
