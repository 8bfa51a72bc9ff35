"""The page that sets several runs side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import chain, pairwise
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from tqcheck import __version__
from tqcheck.compare import ALPHA, Compared
from tqcheck.htmlreport.page import environment, policy, styles
from tqcheck.htmlreport.payload import SEVERITIES
from tqcheck.htmlreport.visible import visible

# Words; where they are not set apart, single characters: Chinese, Japanese and their like; other marks.
_UNSPACED = "[\\u3040-\\u30ff\\u3400-\\u9fff\\U00020000-\\U0003ffff]"
_TOKEN_RE = re.compile(rf"{_UNSPACED}|(?:(?!{_UNSPACED})\w)+|[^\w\s]")


class Piece(NamedTuple):
    """A stretch of a text, with the severity and the messages of the flags on it; `differs` from the other system's."""

    text: Markup
    severity: str
    messages: str
    differs: bool


def render_comparison(compared: Compared) -> str:
    """Return the whole page. It has no script: there is nothing to run."""
    style = styles()
    return (
        environment()
        .get_template("compare.html")
        .render(
            compared=compared,
            version=__version__,
            verdicts=[_verdict(compared, number) for number in range(1, len(compared.names))],
            alpha=ALPHA,
            pieces=pieces,
            digits={score["metric"]: score["digits"] for score in compared.scores},
            whole=lambda text: escape(visible(text)),
            policy=policy(style, "", served=False),
            style=Markup(style),  # our own file
        )
    )


def pieces(segment: Mapping[str, Any], other: str) -> list[Piece]:
    """Return a target cut at the borders of its flags and of what `other` has not, so that nothing needs nesting."""
    text, flags = segment["mt"], segment["flags"]
    fresh = differences(text, other)
    ends = (flag[end] for flag in flags for end in ("start", "end"))
    cuts = sorted({0, len(text), *ends, *chain.from_iterable(fresh)})
    found = []
    for start, end in [*pairwise(cuts), *((flag["start"],) * 2 for flag in flags)]:
        here = [
            flag
            for flag in flags
            if (flag["start"] < end and flag["end"] > start) or (start == end == flag["start"] == flag["end"])
        ]
        if start < end or here:
            worst = max((SEVERITIES.index(flag["severity"]) for flag in here), default=-1)
            messages = "; ".join(flag["message"] for flag in here)
            severity = SEVERITIES[worst] if here else ""
            differs = any(low <= start and end <= high for low, high in fresh)
            found.append((start, end, Piece(escape(visible(text[start:end])), severity, messages, differs)))
    return [piece for *_, piece in sorted(found, key=lambda one: one[:2])]


def differences(text: str, other: str) -> list[tuple[int, int]]:
    """Return the places of `text` whose words `other` does not have there.

    >>> differences("the old man sleeps", "the man sleeps")
    [(4, 7)]
    """
    mine, theirs = list(_TOKEN_RE.finditer(text)), _TOKEN_RE.findall(other)
    matcher = SequenceMatcher(None, [match[0] for match in mine], theirs, autojunk=False)
    return [
        (mine[low].start(), mine[high - 1].end())
        for kind, low, high, *_ in matcher.get_opcodes()
        if kind in ("replace", "delete")
    ]


def _verdict(compared: Compared, number: int) -> str:
    """Say in a sentence how a system does beside the first."""
    first, other = compared.names[0], compared.names[number]
    better: list[str] = []
    worse: list[str] = []
    for score in compared.scores:
        difference = score["values"][number] - score["values"][0]
        if max(score["tests"][number - 1].values()) < ALPHA:
            (better if (difference > 0) == score["higher_is_better"] else worse).append(score["metric"])
    if not compared.scores:
        return f"{other} beside {first}: no score to compare"
    if better and not worse:
        return f"{other} scores better than {first}"
    if worse and not better:
        return f"{other} scores worse than {first}"
    return f"{other} and {first}: " + ("some scores up, others down" if better else "no difference that is sure")
