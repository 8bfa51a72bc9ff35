"""What reviewers decided about flags, keyed by content so that it survives a new run."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck.errors import InputError

DECISIONS = "decisions.jsonl"
"""The log of a run folder: one decision a line; of two about the same flag the later one counts."""

MOST_CHARS = 20_000  # of one field: more than anybody writes about a flag
_STATES = (None, "accepted", "dismissed")
_TEXTS = ("reason", "comment", "reviewer", "time", "rule", "category", "severity", "id", "text")


def decision_key(segment: Mapping[str, Any], flag: Mapping[str, Any]) -> str:
    """Return the key of a flag: what was said, of which text, at which place.

    `segment` and `flag` are records of `segments.jsonl`. Ids, files, lines and messages are left out: they may
    change while the text, and so the decision about it, stays. The same sentence twice is decided once.

    >>> decision_key({"src": "Hola", "mt": "Helo"}, {"rule": "spelling.nonword", "start": 0, "end": 4})
    '83b6f163a145fb5c30ab'
    """
    content = [flag["rule"], segment.get("src"), segment.get("mt"), flag["start"], flag["end"]]
    return hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()[:20]


def checked(value: Any) -> dict[str, Any]:
    """Return a decision as it came from a file or a browser, with the fields that decisions have and no others.

    Raises ValueError for what is no decision.
    """
    if not isinstance(value, dict) or not isinstance(value.get("key"), str) or not value["key"]:
        raise ValueError("a decision is an object with a key")
    if value.get("decision") not in _STATES:
        raise ValueError(f"the decision is accepted, dismissed or null, not {value['decision']!r}")
    suggestion = value.get("suggestion")
    texts = {name: value.get(name) or "" for name in _TEXTS}
    for name, text in {**texts, "suggestion": suggestion or "", "key": value["key"]}.items():
        if not isinstance(text, str) or len(text) > MOST_CHARS:
            raise ValueError(f"{name} is no text of at most {MOST_CHARS} characters")
    places = {name: value.get(name) if isinstance(value.get(name), int) else None for name in ("start", "end")}
    document = value.get("doc_id")
    return {
        "key": value["key"],
        "decision": value.get("decision"),
        "suggestion": suggestion,
        **texts,
        **places,
        "doc_id": document if isinstance(document, str) else None,
    }


def is_empty(decision: Mapping[str, Any]) -> bool:
    """Tell whether a decision was taken back: nothing is left of it."""
    return not decision["decision"] and not decision["comment"] and decision["suggestion"] is None


def read_decisions(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the decisions of a log, in its order.

    Raises InputError, with the line, for what is no decision.
    """
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    yield checked(json.loads(line))
                except ValueError as error:
                    raise InputError(f"is no decision: {error}", str(path), number) from error


def append_decisions(path: Path, decisions: Iterable[Mapping[str, Any]]) -> None:
    """Add decisions to a log. They are on the disk when this returns."""
    lines = "".join(json.dumps(decision) + "\n" for decision in decisions)
    with path.open("ab") as out:  # one write in append mode: two writers do not mix their lines
        out.write(lines.encode("ascii"))
        out.flush()
        os.fsync(out.fileno())


def latest(decisions: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what counts: the latest decision of each key by its time, and of two of one time the later line."""
    found: dict[str, dict[str, Any]] = {}
    for decision in decisions:
        known = found.get(decision["key"])
        if known is None or decision["time"] >= known["time"]:
            found[decision["key"]] = decision
    return {key: decision for key, decision in found.items() if not is_empty(decision)}


@dataclass(slots=True)
class Precision:
    """How often reviewers found a rule right."""

    accepted: int = 0
    dismissed: int = 0
    undecided: int = 0

    @property
    def share(self) -> float | None:
        """Return the share of decided flags that are right; None if none is decided."""
        decided = self.accepted + self.dismissed
        return self.accepted / decided if decided else None

    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the share.

        Source: E. B. Wilson, 1927: unlike the usual one it stays sensible for few and for extreme counts.

        >>> [round(end, 2) for end in Precision(9, 1).interval()]
        [0.6, 0.98]
        """
        n, z = self.accepted + self.dismissed, 1.96
        if not n:
            return (0.0, 1.0)
        share = self.accepted / n
        centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
        return (centre - half, centre + half)


def precision_by_rule(
    segments: Iterable[Mapping[str, Any]], decisions: Mapping[str, Mapping[str, Any]]
) -> dict[str, Precision]:
    """Return for each rule how its flags were decided, by the decisions that count."""
    found: defaultdict[str, Precision] = defaultdict(Precision)
    for segment in segments:
        for flag in segment["flags"]:
            decision = decisions.get(decision_key(segment, flag), {}).get("decision")
            name = decision or "undecided"
            tally = found[flag["rule"]]
            setattr(tally, name, getattr(tally, name) + 1)
    return dict(sorted(found.items()))
