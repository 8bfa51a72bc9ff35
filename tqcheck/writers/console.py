"""The summary on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, TextIO

from tqcheck.model import Result
from tqcheck.rules import RULES
from tqcheck.writers import Account, Writer
from tqcheck.writers._terminal import Paint, excerpt, one_line, painter, printable
from tqcheck.writers.gate import verdict_lines


class Console(Writer):
    """Scores with their intervals, flags by rule, and the worst segments with the place marked.

    In colour on a terminal, unless NO_COLOR is set; plain when piped.
    """

    suffix: ClassVar[str] = ".txt"

    worst: int = 8
    width: int = 100

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        for _ in results:
            pass
        paint = painter(out)
        summary = report.summary()
        for part in (_head, _aligned, _scores, _caveats, _rules, _not_run):
            for line in part(summary, paint):
                out.write(printable(line) + "\n")
        for line in self._worst(report, paint):
            out.write(printable(line) + "\n")
        if report.judgement:
            out.write("\n")
            for line in verdict_lines(report.judgement, paint):
                out.write(printable(line) + "\n")

    def _worst(self, report: Account, paint: Paint) -> Iterator[str]:
        shown = report.worst[: self.worst]
        if shown:
            yield ""
            yield "Worst segments"
        for result in shown:
            segment = result.segment
            place = f"{segment.path}:{segment.line}" if segment.line else segment.path
            yield f"  {paint(result.verdict, result.verdict)}  {one_line(segment.id)}  {paint('neutral', one_line(place))}"
            for flag in result.flags[:4]:
                yield "    " + excerpt(segment.target, flag, self.width - 30, paint)
                advice = f" → {one_line(flag.suggestion)}" if flag.suggestion else ""
                label = paint(str(flag.severity), f"{flag.severity} {flag.rule}")
                yield f"      {label}: {one_line(flag.message)}{advice}"
            if len(result.flags) > 4:
                yield f"      … and {len(result.flags) - 4} more"


def _head(summary: dict[str, Any], paint: Paint) -> Iterator[str]:
    total = summary["total"]
    documents = f" in {_count(len(summary['documents']), 'document')}" if summary["documents"] else ""
    pairs = one_line(", ".join(summary["pairs"]))
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
            label = f" ({row['label']})" if row["label"] else ""
            yield f"  {metric}, {'higher' if row['higher_is_better'] else 'lower'} is better{label}"
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
        yield paint("neutral", f"Not run ({reason}): {', '.join(_by_family(ids))}")


def _by_family(ids: Sequence[str]) -> list[str]:
    """Return the ids, with `family.*` for those of a whole family of rules."""
    families = Counter(id.partition(".")[0] for id in RULES.ids)
    whole = {name for name, count in Counter(id.partition(".")[0] for id in ids).items() if count == families[name] > 1}
    return list(dict.fromkeys(f"{name}.*" if (name := id.partition(".")[0]) in whole else id for id in ids))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
