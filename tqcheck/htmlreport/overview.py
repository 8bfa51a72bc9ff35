"""What the overview shows, counted while the segments pass."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tqcheck.htmlreport.payload import SEVERITIES, VERDICTS, penalty, telling_metric

WORST = 6
DOCUMENTS = 12
MOST_DOCUMENTS = 200
STRIP_CELLS = 120
BINS = 20
SEVERE_FIRST = tuple(reversed(SEVERITIES))
_CONTEXT = 70

READING = {
    "bleu": "How many of the translation’s word sequences also stand in a reference. Good to compare two systems on the"
    " same test set; the bare figure says little, and nothing across languages.",
    "chrf": "How much of the references’ spelling is found again, in pieces of up to six characters. Fair to languages"
    " with many word forms. Differences below one point are rarely noticed by readers.",
    "chrfpp": "As chrF, with single words and word pairs counted too: a little stricter on word order.",
    "ter": "How many edits an editor would need to turn each 100 words into the reference. Lower is better.",
    "comet": "A neural model’s estimate of what a human judge would say. Compare only figures of the same model.",
    "tq": "How much of the reference’s meaning and wording the target has: 1 is the reference itself, 0 something else"
    " altogether. Another human translation comes to about 0.5, whatever the language.",
}


class Histogram:
    """Counts of scores in equal bins, by verdict. The scale is 0–1 or 0–100; the last bin takes what lies above."""

    def __init__(self) -> None:
        self.highest = 0.0
        self.counted = 0
        self._bins: dict[int, defaultdict[int, Counter[str]]] = {scale: defaultdict(Counter) for scale in (1, 100)}

    def add(self, score: float, verdict: str) -> None:
        """Count one score."""
        self.highest = max(self.highest, score)
        self.counted += 1
        for scale, bins in self._bins.items():
            bins[max(0, min(BINS - 1, int(score / scale * BINS)))][verdict] += 1

    @property
    def scale(self) -> int:
        """Return 1 or 100: where the scale ends."""
        return 1 if self.highest <= 1 else 100

    def rows(self) -> list[dict[str, Any]]:
        """Return the bins, lowest first: their limits, counts by verdict, and the whole."""
        bins, step = self._bins[self.scale], self.scale / BINS
        return [
            {
                "x": number * 20,
                "low": round(number * step, 2),
                "high": round((number + 1) * step, 2),
                "counts": {verdict: bins[number][verdict] for verdict in VERDICTS},
                "total": bins[number].total(),
            }
            for number in range(BINS)
        ]


class Piece(NamedTuple):
    """A stretch of a text, marked or not."""

    text: str
    marked: bool


@dataclass(slots=True)
class Strip:
    """Where the flags of one document lie: (place, severity), and how many segments it has."""

    length: int = 0
    flags: list[tuple[int, int]] = field(default_factory=list)

    def cells(self) -> Iterator[tuple[float, str]]:
        """Yield (left end, severity) of the marks of flagged cells; segments share cells if there are many."""
        worst: dict[int, int] = {}
        for place, severity in self.flags:
            cell = place if self.length <= STRIP_CELLS else place * STRIP_CELLS // self.length
            worst[cell] = max(severity, worst.get(cell, 0))
        for cell, severity in sorted(worst.items()):
            yield round(cell + (1 - self.mark) / 2, 3), SEVERITIES[severity]

    @property
    def width(self) -> int:
        """Return the number of cells."""
        return min(self.length, STRIP_CELLS)

    @property
    def mark(self) -> float:
        """Return the width of a mark: a cell, but in a short document no more than a mark in a long one."""
        return round(min(1.0, self.width / 40), 3)


class Overview:
    """The figures of the first page. Add all segments, in order."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.summary: dict[str, Any] = record.get("summary", {})
        self.metrics = list(record.get("metrics", ()))
        self.telling = telling_metric(self.metrics)
        self.categories: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.rules: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.categories_of: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.histograms = {metric: Histogram() for metric in self.metrics}
        self.strips: dict[str, Strip] = {}
        self.verdicts: Counter[str] = Counter()
        self.flags = 0
        self._worst: list[tuple[tuple[int, int], int, dict[str, Any]]] = []

    def add(self, position: int, segment: dict[str, Any]) -> None:
        """Count one segment."""
        self.verdicts[segment["verdict"]] += 1
        for flag in segment["flags"]:
            self.flags += 1
            self.categories[flag["category"]][flag["severity"]] += 1
            self.rules[flag["rule"]][flag["severity"]] += 1
            self.categories_of[flag["rule"]][flag["category"]] += 1
        for metric, score in segment["scores"].items():
            if metric in self.histograms:
                self.histograms[metric].add(score, segment["verdict"])
        if (name := segment.get("doc_id")) is not None:
            strip = self.strips.setdefault(name, Strip())
            strip.flags.extend((strip.length, SEVERITIES.index(flag["severity"])) for flag in segment["flags"])
            strip.length += 1
        if weight := penalty(segment):
            entry = ((weight, len(segment["flags"])), -position, segment)
            (heapq.heappush if len(self._worst) < WORST else heapq.heappushpop)(self._worst, entry)

    @property
    def headline(self) -> str:
        """Return the verdict in words."""
        return {
            "pass": "Nothing stands in the way of publishing",
            "review": "Worth a look before publishing",
            "fail": "Not ready to publish",
        }.get(self.summary.get("total", {}).get("verdict", ""), "Checked")

    def reason(self) -> str:
        """Return why the verdict is what it is."""
        total = self.summary.get("total", {})
        critical = total.get("flags", {}).get("critical", 0)
        points = total.get("penalty_per_1000_words", 0)
        if critical:
            errors = "One critical error is" if critical == 1 else f"{critical:,} critical errors are"
            return f"{errors} enough: a critical error makes the story false or unreadable."
        if total.get("verdict") == "fail":
            return f"{points:g} penalty points in 1,000 words; 50 are too many."
        if total.get("verdict") == "review":
            return f"No critical error, but {points:g} penalty points in 1,000 words; from 5 on, a person should look."
        return f"No critical error, and {points:g} penalty points in 1,000 words (5 would ask for a review)."

    def worst(self) -> Iterator[dict[str, Any]]:
        """Yield the worst segments: id, document, the worst flag, and the text around it in pieces."""
        for *_, segment in sorted(self._worst, key=lambda entry: (entry[0], entry[1]), reverse=True):
            flag = max(segment["flags"], key=lambda flag: SEVERITIES.index(flag["severity"]))
            yield {
                "segment": segment,
                "flag": flag,
                "more": len(segment["flags"]) - 1,
                "pieces": _snippet(segment.get("mt") or "", flag["start"], flag["end"]),
            }

    @property
    def has_segment_scores(self) -> bool:
        """Tell whether any segment has a score."""
        return any(histogram.counted for histogram in self.histograms.values())

    def severities(self) -> list[str]:
        """Return the severities that occur, the worst first."""
        used = {severity for counts in self.categories.values() for severity in counts}
        return [severity for severity in SEVERE_FIRST if severity in used]

    def by_category(self) -> list[dict[str, Any]]:
        """Return the flags of each category by severity, the heaviest first."""
        return _counted(self.categories.items())

    def by_rule(self) -> list[dict[str, Any]]:
        """Return the flags of each rule by severity, the heaviest first."""
        return [
            {**row, "categories": [category for category, _ in self.categories_of[row["name"]].most_common()]}
            for row in _counted(self.rules.items())
        ]

    def documents(self) -> list[dict[str, Any]]:
        """Return the documents, the worst first, each with its tally and its strip."""
        tallies = self.summary.get("documents", {})
        rows = [
            {"name": name, "tally": tallies.get(name, {}), "strip": strip, "flags": len(strip.flags)}
            for name, strip in self.strips.items()
        ]
        return sorted(rows, key=_document_order)

    def metric_cards(self) -> list[dict[str, Any]]:
        """Return the corpus scores of each metric: how to read them, and one row a language pair."""
        cards: dict[str, dict[str, Any]] = {}
        for score in self.scores():
            reading = READING.get(score["metric"], "")
            better = "Higher is better." if score["higher_is_better"] else "Lower is better."
            card = {
                "metric": score["metric"],
                "label": score.get("label", ""),
                "reading": reading or better,
                "caveats": self.summary.get("caveats", {}).get(score["metric"], {}),
                "rows": [],
            }
            cards.setdefault(score["metric"], card)["rows"].append(score)
        return list(cards.values())

    def scores(self) -> Iterator[dict[str, Any]]:
        """Yield the corpus scores, each with its interval and its place on the scale."""
        for score in self.summary.get("scores", ()):
            top = (
                1.0 if 0 <= score["score"] <= 1 and score["metric"] not in ("bleu", "chrf", "chrfpp", "ter") else 100.0
            )
            half = score["interval"]
            low, high = score["mean"] - half, score["mean"] + half
            yield {
                **score,
                "digits": 3 if top == 1 else 1,
                "low": low,
                "high": high,
                "half": half,
                "at": _percent(score["score"], top),
                "from": _percent(low, top),
                "to": _percent(high, top),
                "top": top,
            }


def _percent(value: float, top: float) -> float:
    return round(100 * max(0.0, min(1.0, value / top)), 2)


def _counted(items: Any) -> list[dict[str, Any]]:
    rows = [
        {
            "name": name,
            "counts": {severity: counts[severity] for severity in SEVERE_FIRST},
            "total": counts.total(),
        }
        for name, counts in items
    ]
    return sorted(rows, key=lambda row: (*(-row["counts"][severity] for severity in SEVERE_FIRST), str(row["name"])))


def _document_order(row: dict[str, Any]) -> tuple[float, int, str]:
    tally = row["tally"]
    critical = tally.get("flags", {}).get("critical", 0)
    return (-(critical > 0), -tally.get("penalty_per_1000_words", 0), row["name"])


def _snippet(text: str, start: int, end: int) -> list[Piece]:
    low, high = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    if low > 0:  # begin with a whole word
        space = text.find(" ", low, start)
        low = space + 1 if space >= 0 else low
    if high < len(text):
        space = text.rfind(" ", end, high)
        high = space if space > end else high
    marked = text[start:end] if end - start <= 3 * _CONTEXT else text[start : start + 2 * _CONTEXT] + "…"
    return [
        Piece(("…" if low > 0 else "") + text[low:start], False),
        Piece(marked, True),
        Piece(text[end:high] + ("…" if high < len(text) else ""), False),
    ]
