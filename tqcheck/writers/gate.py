"""The gate's verdict on the terminal: each limit with its figure, and the flags that count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, TextIO

from tqcheck.judgement import Judgement
from tqcheck.model import Flag, Result
from tqcheck.writers import Account, Writer
from tqcheck.writers._flags import gravest
from tqcheck.writers._terminal import Paint, excerpt, one_line, painter, printable


class Gate(Writer):
    """Each limit, the figure it was held against, pass or break; then the flags that count, the gravest first.

    For a run that was not to the gate, all flags count and there are no limits.
    """

    suffix: ClassVar[str] = ".txt"

    most: int = 20
    width: int = 100

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        paint = painter(out)
        flags, total = gravest(results, report.judgement, self.most)
        if report.judgement:
            for line in verdict_lines(report.judgement, paint):
                out.write(printable(line) + "\n")
        if flags:
            out.write("\nNew flags\n" if report.judgement and report.judgement.baseline else "\nFlags\n")
        for seen in flags:
            for line in self._flag(seen.flag, seen.result, paint):
                out.write(printable(line) + "\n")
        if total > len(flags):
            out.write(f"  … and {total - len(flags):,} more\n")

    def _flag(self, flag: Flag, result: Result, paint: Paint) -> Iterator[str]:
        advice = f" → {one_line(flag.suggestion)}" if flag.suggestion else ""
        yield f"  {place_of(result)}  {paint(str(flag.severity), f'{flag.severity} {flag.rule}')}"
        yield "    " + excerpt(result.segment.target, flag, self.width - 30, paint)
        yield f"      {one_line(flag.message)}{advice}"


def verdict_lines(judgement: Judgement, paint: Paint) -> Iterator[str]:
    """Yield the table of limits, what became of the flags, and the remarks."""
    broken = sum(outcome.broken for outcome in judgement.outcomes)
    limits = f"{len(judgement.outcomes)} limit{'' if len(judgement.outcomes) == 1 else 's'}"
    if not judgement.outcomes:
        yield f"Gate: {paint('pass', 'pass')} (no limits)"
    elif broken:
        yield f"Gate: {paint('fail', 'broken')} ({broken} of {limits})"
    else:
        yield f"Gate: {paint('pass', 'pass')} ({limits})"
    width = max((len(outcome.limit.text) for outcome in judgement.outcomes), default=0)
    for outcome in judgement.outcomes:
        label = paint("fail", "break") if outcome.broken else paint("pass", "pass ")
        yield f"  {label}  {outcome.limit.text:<{width}}  {one_line(outcome.shown)}"
        for place in outcome.places if len(outcome.places) > 1 else ():
            yield f"         {'':<{width}}  {one_line(place)}"
    if line := flags_line(judgement):
        yield line
    for remark in judgement.remarks:
        yield one_line(remark)


def flags_line(judgement: Judgement) -> str:
    """Return how many flags are new, old, suppressed and gone, if anybody asked."""
    kinds: Counter[str] = Counter(standing.kind for standing in judgement.standings.values())
    parts = []
    if judgement.baseline:
        parts.append(f"{judgement.counting:,} new, {kinds['baseline']:,} in the baseline {judgement.baseline}")
    elif kinds:
        parts.append(f"{judgement.counting:,} count")
    parts += [f"{kinds[kind]:,} {kind}" for kind in ("suppressed", "dismissed") if kinds[kind]]
    if judgement.gone:
        parts.append(f"{judgement.gone:,} of the baseline's are gone")
    return f"Flags: {', '.join(parts)}" if parts else ""


def place_of(result: Result) -> str:
    """Return where a segment stands: `path:line (id)`."""
    segment = result.segment
    place = f"{segment.path}:{segment.line}" if segment.line else segment.path
    return one_line(f"{place} ({segment.id})" if place else segment.id)
