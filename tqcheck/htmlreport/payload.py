"""The segments that the page holds, packed; the worst ones, if not all fit."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from typing import Any

from tqcheck.decisions import decision_key
from tqcheck.htmlreport.visible import HIDDEN
from tqcheck.model import Severity
from tqcheck.text.languages import language
from tqcheck.writers._json import dumps

BUDGET = 10_500_000
"""Bytes of segments in a report: with the page around them the file stays below 12 MB, which most mail takes."""

SEVERITIES = tuple(str(severity) for severity in Severity)
VERDICTS = ("pass", "review", "fail")
WEIGHTS = {str(severity): severity.weight for severity in Severity}

# Which score says most about one segment. BLEU last: it is 0 for most short sentences.
_TELLING = ("tq", "comet", "xcomet", "chrf", "chrfpp", "bleu")


def penalty(segment: Mapping[str, Any]) -> int:
    """Return the MQM penalty of a segment's flags."""
    return sum(WEIGHTS[flag["severity"]] for flag in segment["flags"])


def telling_metric(metrics: list[str]) -> str | None:
    """Return the metric that the worst segments are found by."""
    known = [metric for metric in _TELLING if metric in metrics]
    return known[0] if known else None


def direction(lang: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag, `auto` if the language is not known.

    >>> direction("ar-EG"), direction("az-Arab"), direction("es"), direction("xx")
    ('rtl', 'rtl', 'ltr', 'auto')
    """
    subtags = {subtag.lower() for subtag in lang.split("-")[1:]}
    if subtags & {"arab", "hebr"}:
        return "rtl"
    facts = language(lang)
    if facts.script == "Zyyy":
        return "auto"
    return "rtl" if facts.rtl and "latn" not in subtags else "ltr"


class Table:
    """Strings that occur often, each written once: the page refers to them by number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, value: str | None) -> int:
        """Return the number of `value`; -1 for None."""
        return -1 if value is None else self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Any:
        return iter(self._numbers)


class Payload:
    """Segments in the page's form, within a budget of bytes."""

    def __init__(self, record: dict[str, Any], budget: int) -> None:
        self.budget, self.size, self.total = budget, 0, 0
        self.metrics = list(record.get("metrics", ()))
        self.telling = telling_metric(self.metrics)
        self.lower = sorted(
            {score["metric"] for score in record.get("summary", {}).get("scores", ()) if not score["higher_is_better"]}
        )
        self.docs, self.rules, self.categories, self.paths, self.langs = (Table() for _ in range(5))
        self.flags = 0
        self.flags_held = 0
        self._full = False
        self._kept: list[tuple[tuple[int, float], int, int, str]] = []

    def add(self, position: int, segment: dict[str, Any]) -> None:
        """Take a segment; let go of the best ones if there are too many."""
        self.total += 1
        self.flags += len(segment["flags"])
        badness = self._badness(segment)
        if self._full and badness <= self._kept[0][0]:
            return
        text = dumps(self._row(position, segment), compact=True)
        self.size += len(text.encode("utf-8")) + 1
        self.flags_held += len(segment["flags"])
        heapq.heappush(self._kept, (badness, -position, len(segment["flags"]), text))
        while self.size > self.budget and len(self._kept) > 1:
            self._full = True
            _, _, flags, dropped = heapq.heappop(self._kept)
            self.size -= len(dropped.encode("utf-8")) + 1
            self.flags_held -= flags

    def _badness(self, segment: dict[str, Any]) -> tuple[int, float]:
        score = segment["scores"].get(self.telling)
        return (penalty(segment) * 2 + bool(segment["flags"]), -score if score is not None else float("-inf"))

    @property
    def left_out(self) -> int:
        """Return how many segments did not fit."""
        return self.total - len(self._kept)

    def _row(self, position: int, segment: dict[str, Any]) -> list[Any]:
        return [
            position,
            segment["id"],
            self.docs.number(segment.get("doc_id")),
            segment.get("mt") or "",
            segment.get("src"),
            segment.get("refs") or [],
            segment.get("bt"),
            self.langs.number(segment.get("src_lang")),
            self.langs.number(segment.get("tgt_lang")),
            VERDICTS.index(segment["verdict"]),
            [segment["scores"].get(metric) for metric in self.metrics],
            [self._flag(segment, flag) for flag in segment["flags"]],
            self.paths.number(segment.get("path") or None),
            segment.get("line"),
            *([segment["words"]] if segment.get("words") else []),
        ]

    def _flag(self, segment: dict[str, Any], flag: dict[str, Any]) -> list[Any]:
        return [
            self.rules.number(flag["rule"]),
            self.categories.number(flag["category"]),
            SEVERITIES.index(flag["severity"]),
            flag["start"],
            flag["end"],
            flag.get("source_span"),
            flag["message"],
            flag.get("suggestion"),
            decision_key(segment, flag),
            flag.get("more_spans") or [],
        ]

    def json(self, **more: Any) -> str:
        """Return all as JSON that may stand in a script element: it has no `<` in it."""
        head = {
            **more,
            "metrics": self.metrics,
            "lower": self.lower,
            "telling": self.telling,
            "docs": list(self.docs),
            "rules": list(self.rules),
            "categories": list(self.categories),
            "paths": list(self.paths),
            "langs": [{"code": code, "name": language(code).name, "dir": direction(code)} for code in self.langs],
            "total": self.total,
            "flagsTotal": self.flags,
            "hidden": HIDDEN,
        }
        rows = ",\n".join(text for *_, text in sorted(self._kept, key=lambda kept: -kept[1]))
        return (dumps(head)[:-1] + ', "rows": [\n' + rows + "\n]}").replace("<", "\\u003c")
