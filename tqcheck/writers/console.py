"""The summary on the terminal."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, TextIO

from tqcheck.model import Flag, Result
from tqcheck.report import Report
from tqcheck.writers import Writer

_COLOURS = {
    "critical": "35;1",
    "major": "31",
    "minor": "33",
    "neutral": "2",
    "fail": "31",
    "review": "33",
    "pass": "32",
}

Paint = Callable[[str, str], str]


class Console(Writer):
    """Scores with their intervals, flags by rule, and the worst segments with the place marked.

    In colour on a terminal, unless NO_COLOR is set; plain when piped.
    """

    suffix: ClassVar[str] = ".txt"

    worst: int = 8
    width: int = 100

    def write(self, results: Iterator[Result], report: Report, out: TextIO) -> None:
        for _ in results:
            pass
        paint = _painter(out)
        summary = report.summary()
        for part in (_head, _aligned, _scores, _caveats, _rules, _not_run):
            for line in part(summary, paint):
                out.write(_printable(line) + "\n")
        for line in self._worst(report, paint):
            out.write(_printable(line) + "\n")

    def _worst(self, report: Report, paint: Paint) -> Iterator[str]:
        shown = report.worst[: self.worst]
        if shown:
            yield ""
            yield "Worst segments"
        for result in shown:
            segment = result.segment
            place = f"{segment.path}:{segment.line}" if segment.line else segment.path
            yield f"  {paint(result.verdict, result.verdict)}  {segment.id}  {paint('neutral', place)}"
            for flag in result.flags[:4]:
                yield "    " + _excerpt(segment.target, flag, self.width - 30, paint)
                advice = f" → {_one_line(flag.suggestion)}" if flag.suggestion else ""
                label = paint(str(flag.severity), f"{flag.severity} {flag.rule}")
                yield f"      {label}: {_one_line(flag.message)}{advice}"
            if len(result.flags) > 4:
                yield f"      … and {len(result.flags) - 4} more"


def _head(summary: dict[str, Any], paint: Paint) -> Iterator[str]:
    total = summary["total"]
    documents = f" in {_count(len(summary['documents']), 'document')}" if summary["documents"] else ""
    pairs = ", ".join(summary["pairs"])
    yield f"{_count(total['segments'], 'segment')}{documents}, {total['words']:,} {total['word_unit']} ({pairs})"
    verdicts = ", ".join(f"{count:,} {paint(name, name)}" for name, count in total["verdicts"].items() if count)
    yield (
        f"Quality by flags: {total['penalty_per_1000_words']:g} MQM points per 1,000 words:"
        f" {paint(total['verdict'], total['verdict'])}  (segments: {verdicts})"
    )


def _aligned(summary: dict[str, Any], paint: Paint) -> Iterator[str]:
    if aligned := summary.get("alignment"):
        shares = " and ".join(f"{share:g} % of the words with the {side}" for side, share in aligned["share"].items())
        yield f"Aligned: {shares}; {_count(aligned['dropped'], 'sentence')} dropped, {aligned['added']} added"


def _scores(summary: dict[str, Any], paint: Paint) -> Iterator[str]:
    if not summary["scores"]:
        return
    yield ""
    yield "Scores"
    pair = max(len(row["pair"]) for row in summary["scores"])
    metric = signature = ""
    for row in summary["scores"]:
        if row["metric"] != metric:
            metric, signature = row["metric"], ""
            yield f"  {metric}, {'higher' if row['higher_is_better'] else 'lower'} is better"
        yield (
            f"    {row['pair']:<{pair}}  {row['score']:6.{row['decimals']}f}  (95 % interval"
            f" {row['mean']:.{row['decimals']}f} ± {row['interval']:.{row['decimals']}f},"
            f" {_count(row['segments'], 'segment')})"
        )
        if row["signature"] != signature:
            signature = row["signature"]
            yield f"    {'':<{pair}}  {paint('neutral', signature)}"


def _caveats(summary: dict[str, Any], paint: Paint) -> Iterator[str]:
    for metric, counts in summary["caveats"].items():
        for caveat, count in counts.items():
            yield paint("minor", f"  {metric}, {_count(count, 'segment')}: {caveat}")


def _rules(summary: dict[str, Any], paint: Paint) -> Iterator[str]:
    yield ""
    rules = summary["rules"]
    if not rules:
        yield "No flags."
        return
    yield f"{'Flags':<30}{'critical':>9}{'major':>9}{'minor':>9}"
    order = sorted(
        rules.items(), key=lambda item: (-item[1]["critical"], -item[1]["major"], -item[1]["minor"], item[0])
    )
    for id, row in order:
        cells = "".join(
            paint(severity, f"{row[severity] or '·':>9}") if row[severity] else f"{'·':>9}"
            for severity in ("critical", "major", "minor")
        )
        yield f"  {id:<28}{cells}"


def _not_run(summary: dict[str, Any], paint: Paint) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for row in summary["not_run"]:
        by_reason.setdefault(row["reason"], []).append(row["id"])
    for reason, ids in by_reason.items():
        yield paint("neutral", f"Not run ({reason}): {', '.join(ids)}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _painter(out: TextIO) -> Paint:
    colour = out.isatty() and not os.environ.get("NO_COLOR")
    return lambda kind, text: f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text


def _excerpt(text: str, flag: Flag, width: int, paint: Paint) -> str:
    """Return the text around a flag, its place in ⟦ ⟧, cut to about `width` characters."""
    start, end = flag.place.start, flag.place.end
    if end - start > width:
        end = start + width
    room = max(10, (width - (end - start)) // 2)
    left, right = max(0, start - room), min(len(text), end + room)
    before = ("…" if left else "") + _one_line(text[left:start])
    after = _one_line(text[end:right]) + ("…" if right < len(text) else "")
    return before + paint(str(flag.severity), f"⟦{_one_line(text[start:end])}⟧") + after


def _one_line(text: str) -> str:
    """Show control, bidi and other invisible characters by code, so that they cannot act on the terminal."""
    return "".join(
        f"<U+{ord(c):04X}>" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else c for c in text
    )


def _printable(line: str) -> str:
    return line.encode("utf-8", "backslashreplace").decode()
