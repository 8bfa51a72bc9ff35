"""Where the sentences of a paragraph begin and end: sentencex, repaired where news breaks it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from tqcheck.text.characters import main_script
from tqcheck.text.languages import base

Stretch = tuple[int, int]

_GOES_ON_RE = regex.compile(
    r"""
    [\s\p{Pd}\p{Po}\p{Pe}\p{Pf}"'»”]* $                # nothing but marks: ;, or a closing quote
    | [\s\p{Pd}\p{Po}"'»”’)\]]* \p{Ll}                 # — сказал он, and what an engine tore off: that nobody …
    | \s* (?: と | って | など | との )                # 「行く。」と言った
    """,
    regex.VERBOSE,
)
_UNFINISHED_RE = regex.compile(
    r"""
    (?<! [\p{L}\p{M}.] ) \p{Lu} \. \s* $               # an initial: J. Smith, M. Dupont
    | (?<! \w ) (?: M(?:rs?|s|me|lle) | Drs? | S[rt]a? | Prof | Св | св | им | рис | стр | Abs ) \. \s* $   # a title
    | (?<! \S ) \p{Nd}{1,2} \. \s* $                   # an ordinal or the number of an item: 3. Oktober
    | (?<! \S ) [-*•·–—] \s* $                         # a bullet
    """,
    regex.VERBOSE,
)
_GLUED_RE = regex.compile(r"(?<= \p{Ll}{2} [.!?] [”»\"]? ) (?= \p{Lu}\p{Ll} )", regex.VERBOSE)
_ADDRESS_RE = regex.compile(r"(?: https?:// | www\. | @ ) \S* $ | \b \w+ \. (?= \w+ [./] )", regex.VERBOSE)
_QUOTE_RE = regex.compile('["“”„«»「」『』‹›]')
_OPENING_RE = regex.compile('(?<=\\s)["“„«‘]+$')
_LONG = 90
"""Letters from which a stretch of Thai or Lao ends at a space: they mark sentences in no other way."""


def sentences(text: str, lang: str | None = None) -> list[Stretch]:
    """Return where the sentences of one paragraph stand, blanks around them left out.

    Line breaks count as spaces. What a sentence is torn into is put together again; what was only glued
    to the next sentence is cut.

    >>> text = "J. R. Smith left.He said: “No. Never.” — and went. "
    >>> [text[start:end] for start, end in sentences(text, "en")]
    ['J. R. Smith left.', 'He said: “No.', 'Never.” — and went.']
    """
    flat = text.replace("\n", " ").replace("\r", " ")
    if not flat.strip():
        return []
    pieces = _by_spaces(flat) if main_script(flat) in ("Thai", "Laoo") else _split(flat, lang)
    merged: list[Stretch] = []
    for start, end in pieces:
        if merged and (_GOES_ON_RE.match(flat, start, end) or _UNFINISHED_RE.search(flat, *merged[-1])):
            merged[-1] = merged[-1][0], end
        else:
            merged.append((start, end))
    return [_trimmed(flat, stretch) for stretch in merged if flat[slice(*stretch)].strip()]


def _split(text: str, lang: str | None) -> Iterator[Stretch]:
    start = 0
    ends = {_before_quote(text, end) for end in (*_ends(text, lang), *_ends_in_quotes(text, lang))}
    for end in sorted({*ends, len(text)}):
        cut = start
        for glue in _GLUED_RE.finditer(text, start, end):
            if cut < glue.start() < end and not _ADDRESS_RE.search(text[cut : glue.start()]):
                yield cut, glue.start()
                cut = glue.start()
        yield cut, end
        start = end


def _before_quote(text: str, end: int) -> int:
    """Return where a sentence ends, if sentencex gave it the opening quote of the next."""
    quote = _OPENING_RE.search(text, max(0, end - 3), end)
    return quote.start() if quote and not text[end : end + 1].isspace() else end


def _ends(text: str, lang: str | None) -> Iterator[int]:
    from sentencex import segment

    end = 0
    for piece in segment(base(lang) or "en", text):
        end += len(piece)
        yield end


def _ends_in_quotes(text: str, lang: str | None) -> Iterator[int]:
    """Yield where sentences end within a quotation, which sentencex takes for one sentence."""
    if _QUOTE_RE.search(text):
        bare = _QUOTE_RE.sub(" ", text)
        for end in _ends(bare, lang):
            sentence = bare[:end].rstrip()
            if not _QUOTE_RE.search(text, len(sentence), end):
                yield end


def _by_spaces(text: str) -> Iterator[Stretch]:
    start = 0
    for blank in regex.finditer(r"\s+", text):
        if blank.end() - start >= _LONG and len(text) - blank.end() >= _LONG / 3:
            yield start, blank.end()
            start = blank.end()
    yield start, len(text)


def _trimmed(text: str, stretch: Stretch) -> Stretch:
    piece = text[slice(*stretch)]
    return stretch[0] + len(piece) - len(piece.lstrip()), stretch[0] + len(piece.rstrip())
