"""Places where a sentence lacks what a small word leads up to: `in statt`, `el de`, `said by .`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.function_words import determiners, links

# Prepositions, by the grammars of each language. Some may be stranded (`to speak of`): a hole is evidence, no proof.
_LEADING = {
    "en": "of in to for from by with at between against during among into onto via near around",
    "de": "von für bei gegen ohne durch über unter zwischen mit nach aus zu in im am beim vom zum zur seit",
    "nl": "van voor bij tegen zonder tussen met naar uit te in",
    "sv": "av för från med mellan till hos på i",
    "da": "af for fra med mellem til hos på i",
    "nb": "av for fra med mellom til hos på i",
    "is": "af frá með milli til hjá á í við úr",
    "fr": "de à dans en sur sous par avec chez vers entre pour contre selon d' l'",
    "es": "de a en con por para sin sobre desde hacia entre contra según ante",
    "pt": "de em com por para sem sobre desde entre contra segundo ante",
    "it": "di a in con su per tra fra da contro verso secondo d' l'",
    "ca": "de a en amb per entre d' l'",
    "ro": "de la în cu pe din pentru prin spre fără între",
    "pl": "w we na z ze do od za po dla przy bez przez nad pod między",
    "cs": "v ve na s k ke o od do z ze za po pro při bez přes nad pod mezi",
    "sk": "v vo na s so k ku o od do z zo za po pre pri bez cez nad pod medzi",
    "sl": "v na s z k od do iz za po pri brez čez nad pod med",
    "hr": "u na s sa k od do iz za po pri bez kroz nad pod među",
    "ru": "в во на с со к ко о об от до из за по у для при без через над под между",
    "uk": "в у на з із до від за по для при без через над під між",
    "bg": "в във на с със към от до из за по при без през над под между",
}
# Conjunctions, and forms of `be` and `have`: neither begins what a preposition or an article leads up to.
_NEVER_NEXT = {
    "en": "and or but because is was are were has had said",
    "de": "und oder aber weil ist war sind waren hat hatte wird wurde sagte",
    "nl": "en of maar omdat is was zijn waren heeft had wordt werd",
    "sv": "och eller men är var har hade blev",
    "da": "og eller men er var har havde blev",
    "nb": "og eller men er var har hadde ble",
    "is": "og eða en er var hefur hafði eru voru",
    "fr": "et ou mais est sont était étaient ont avait avaient sera",
    "es": "y e o pero es son era fue fueron ha han había está",
    "pt": "e ou mas é são era foi foram tem têm havia está",
    "it": "e ed o ma è sono era fu ha hanno aveva",
    "ca": "i o però és són era va ha han",
    "ro": "și sau dar este sunt era a au",
    "pl": "i oraz lub ale jest są był była było były",
    "cs": "a nebo ale je jsou byl byla bylo byly",
    "sk": "a alebo ale je sú bol bola bolo boli",
    "sl": "in ali ampak je so bil bila bilo bili",
    "hr": "i ili ali je su bio bila bilo bili",
    "ru": "и или но был была было были",
    "uk": "і й та або але був була було були",
    "bg": "и или но е са беше бяха",
}
_DEMONSTRATIVE = frozenset("es pt gl ca de el".split())
"""Languages whose articles stand for nouns, so that a preposition may follow: los de Madrid, die in Berlin."""
_LETTERS = frozenset({"a", "an"})
"""Articles that are the names of letters, too: a grade A in French."""
_WORD_RE = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’](?!\p{L}))?|[\p{L}]+['’](?=\p{L})")
_MARK_RE = regex.compile(r"\s*(?:[,;:!?)»”]|\.(?!\p{L})|$)|\s+[-–—]\s")
_END_RE = regex.compile(r"\s*(?:[.!?](?![\p{L}.])|$)")
_NOTHING_RE = regex.compile(r",\K\s*[,;.](?!\.)|[(\[“„«‹]\K\s*[)\]”“»›]|(?<![^\s(])[\"']\K[\"'](?![^\s).,;:!?])")
_OPENING_RE = regex.compile(r"\s*[,.;:)](?!\.)|\s*\p{Ll}")
_LOOSE_S_RE = regex.compile(r"(?<!\p{L}|['’])['’]s\b")


class Hole(NamedTuple):
    """A place where something is lacking. Kinds: `start` of the text, `mark` (one follows at once), `clash` of words."""

    at: int
    kind: str


@lru_cache(maxsize=4096)
def holes(text: str, lang: str) -> tuple[Hole, ...]:
    """Return where a word leads up to nothing, left to right; nothing for languages without a table.

    >>> holes("El hermano de, que vive en Roma", "es"), holes("The Minister () agreed with Paul and.", "en")
    ((Hole(at=13, kind='mark'),), (Hole(at=14, kind='mark'), Hole(at=36, kind='mark')))
    """
    return tuple(sorted(_holes(text, lang)))


def _holes(text: str, lang: str) -> Iterator[Hole]:
    if _OPENING_RE.match(text):
        yield Hole(0, "start")
    before, at = "", 0
    leading, linking = _leading(lang), links(lang)
    for found in _WORD_RE.finditer(text):
        if before in leading:
            word, between = found.group().lower().replace("’", "'"), text[at : found.start()]
            if between.strip() and _MARK_RE.match(text, at):
                yield Hole(at, "mark")
            elif between.isspace() and (
                word in _never_next(lang)
                or before.endswith("'")
                or (
                    before in _articles(lang)
                    and word in _prepositions(lang)
                    and text[found.end() : found.end() + 1] != "-"
                )
            ):
                yield Hole(at, "clash")
        elif before in linking and text[at : found.start()].strip() and _END_RE.match(text, at):
            yield Hole(at, "mark")
        before, at = found.group().replace("’", "'"), found.end()
    if (before in leading and _MARK_RE.match(text, at)) or (before in linking and _END_RE.match(text, at)):
        yield Hole(at, "mark")
    yield from (Hole(found.start(), "mark") for found in _NOTHING_RE.finditer(text))
    yield from (Hole(found.start(), "mark") for found in _LOOSE_S_RE.finditer(text) if lang == "en")


@cache
def _leading(lang: str) -> frozenset[str]:
    return determiners(lang) | _prepositions(lang)


@cache
def _prepositions(lang: str) -> frozenset[str]:
    return frozenset(_LEADING.get(lang, "").split())


@cache
def _articles(lang: str) -> frozenset[str]:
    """Return the determiners that lead up to a noun of their own."""
    return frozenset() if lang in _DEMONSTRATIVE else determiners(lang) - _LETTERS


@cache
def _never_next(lang: str) -> frozenset[str]:
    return frozenset(_NEVER_NEXT.get(lang, "").split())
