"""Runs made by hand for the tests of the gate: flags where a test wants them, whatever rules there are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tqcheck.api import make_run
from tqcheck.model import Flag, Result, Segment, Severity, Span
from tqcheck.report import Report
from tqcheck.store import run_record, segment_record
from tqcheck.writers._json import dumps

CATEGORIES = {
    "repetition.loop": "garbled",
    "names.misspelled": "names",
    "numbers.missing": "numbers",
    "punctuation.quotes": "punctuation",
}
SEVERITIES = {
    "repetition.loop": Severity.CRITICAL,
    "names.misspelled": Severity.MAJOR,
    "numbers.missing": Severity.MAJOR,
    "punctuation.quotes": Severity.MINOR,
}


def flag(rule: str, target: str, text: str, severity: Severity | None = None) -> Flag:
    """Return a flag at the first place of `text` in `target`."""
    start = target.index(text)
    span = Span("target", start, start + len(text))
    level = SEVERITIES[rule] if severity is None else severity
    return Flag(rule, CATEGORIES[rule], level, f"'{text}' is wrong", (span,), text.upper())  # type: ignore[arg-type]


@dataclass
class MadeRun:
    """A run in memory, as the gate takes it."""

    name: str
    record: dict[str, Any]
    rows: list[Result]

    def results(self) -> Iterable[Result]:
        return iter(self.rows)

    def write(self, folder: Path) -> Path:
        """Write it as a run folder."""
        folder.mkdir(parents=True)
        (folder / "run.json").write_text(dumps(self.record), "utf-8")
        lines = (dumps(segment_record(row)) + "\n" for row in self.rows)
        (folder / "segments.jsonl").write_text("".join(lines), "utf-8")
        (folder / "report.html").write_text("", "utf-8")
        return folder


def made_run(
    segments: Sequence[Segment],
    flags: Mapping[str, Sequence[tuple[str, str]]] = {},
    metrics: Sequence[str] = (),
    name: str = "made",
    not_run: Mapping[str, str] = {},
) -> MadeRun:
    """Return a run of `segments`, with `flags` (rule and text) by segment id, and real scores."""
    report = Report(make_run([], metrics=metrics))
    rows = []
    for result in report.run.check(segments):
        marked = tuple(flag(rule, result.segment.target, text) for rule, text in flags.get(result.segment.id, ()))
        result = replace(result, flags=marked)
        report.add(result)
        rows.append(result)
    record = json.loads(dumps(run_record(report, name, [])))
    record["rules"] = {rule: {} for rule in CATEGORIES}
    record["categories"] = CATEGORIES
    record["skipped"] = []
    record["summary"]["not_run"] += [{"id": id, "reason": reason} for id, reason in not_run.items()]
    return MadeRun(name, record, rows)
