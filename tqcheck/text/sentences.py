"""Where the sentences of a text stand, without a model of any language."""

from __future__ import annotations

import regex

from tqcheck.text.characters import QUESTIONS, STOPS

_ENDS = "".join(STOPS | QUESTIONS - {"\N{GREEK QUESTION MARK}"}) + "!！"
_SENTENCE_RE = regex.compile(rf"(?:[^{_ENDS}]|[.](?=\p{{Nd}}))+(?:[{_ENDS}]+[\"'”»」)]*|$)")


def sentence_places(text: str) -> list[tuple[int, int]]:
    """Return the places of the sentences of a text, left to right; what has no letter is none."""
    return [match.span() for match in _SENTENCE_RE.finditer(text) if any(map(str.isalpha, match.group()))]


def sentence_at(text: str, share: float) -> tuple[int, int]:
    """Return the place of the sentence about so far into the text, 0 to 1, without the spaces around it."""
    places = sentence_places(text)
    if not places:
        return 0, len(text)
    point = share * len(text)
    start, end = min(places, key=lambda place: max(place[0] - point, point - place[1], 0))
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
