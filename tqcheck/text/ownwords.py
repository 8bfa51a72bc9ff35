"""The words that a text says in its own voice: no addresses, no titles, no originals in parentheses."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.characters import script_of
from tqcheck.text.identification import ADDRESS_RE

_TOKEN_RE = regex.compile(
    rf"""
    {ADDRESS_RE.pattern.strip()}
    | [\p{{Latin}}\p{{Cyrillic}}]* \d [\p{{Latin}}\p{{Cyrillic}}\d]*               # F35, 19th
    | (?P<word> \p{{L}}[\p{{L}}\p{{M}}]* (?: ['’] \p{{L}}[\p{{L}}\p{{M}}]* )* )
    """,
    regex.VERBOSE,
)
_ASIDE_RE = regex.compile(
    r"""
    [(（\[【] [^()（）\[\]【】]* [)）\]】]                  # an original in parentheses
    | ["“„«「『《] [^"“”„«»「」『』《》\n]{2,100} ["”“»」』》]   # a title, or a word quoted as such
    """,
    regex.VERBOSE,
)


class Token(NamedTuple):
    text: str
    start: int
    end: int
    script: str | None
    named: bool
    """Written as a name is: with a capital where no sentence begins."""


_OPENER_RE = regex.compile('[.!?:…"“„«¿¡]')


@lru_cache(maxsize=4096)
def own_words(text: str) -> tuple[Token, ...]:
    aside = [m.span() for m in _ASIDE_RE.finditer(text) if m.end() - m.start() < 0.6 * len(text)][::-1]
    tokens = []
    initial = True
    last = 0
    for match in _TOKEN_RE.finditer(text):
        start, end = match.span()
        between = text[last:start]
        if not initial and between != " " and _OPENER_RE.search(between):
            initial = True
        last = end
        if match["word"] is None:
            initial = False
            continue
        word = match.group()
        while aside and aside[-1][1] <= start:
            aside.pop()
        if aside and aside[-1][0] <= start:
            continue
        tokens.append(Token(word, start, end, script_of(word[0]), word[0].isupper() and not initial))
        initial = False
    return tuple(tokens)
