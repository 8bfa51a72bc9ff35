"""What a text denies: negation words of some seventy languages, and what may stand for them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from tqcheck.text.languages import base
from tqcheck.text.lexicon import frequencies
from tqcheck.text.memo import Memo
from tqcheck.text.numerals import WORD_RE
from tqcheck.text.unspaced_negation import unspaced
from tqcheck.text.wordtables import NOTHING, Lookup, lookup

_SAME_TABLE = {"no": "nb", "nn": "nb", "hr": "sh", "bs": "sh", "tl": "fil"}

Kind = Literal["denial", "echo", "orphan", "soft"]


class Negation(NamedTuple):
    """A word at `text[start:end]` that denies, or may.

    `denial`: it denies what is said. `echo`: it belongs to a denial beside it (`nadie` in *no vino nadie*).
    `orphan`: it lacks the other half that it needs (*recibimos ninguna respuesta*, *il ne vient*).
    `soft`: it denies in another way (`without`, `refuse`, `unable`), or only looks like it.
    """

    text: str
    start: int
    end: int
    kind: Kind


def knows_negation(lang: str) -> bool:
    """Tell whether the negation words of a language are known."""
    code = base(lang)
    return unspaced(code) is not None or _table(code) is not None


def _table(code: str) -> Lookup | None:
    return lookup("negation", _SAME_TABLE.get(code, code))


@lru_cache(maxsize=4096)
def find_negations(text: str, lang: str) -> tuple[Negation, ...]:
    """Return what denies in `text`, or may, left to right.

    >>> [(one.text, one.kind) for one in find_negations("She didn't refuse", "en")]
    [("didn't", 'denial'), ('refuse', 'soft')]
    >>> [one.kind for one in find_negations("No vino nadie. Nadie vino.", "es")]
    ['denial', 'echo', 'denial']
    >>> [one.kind for one in find_negations("Recibimos ninguna respuesta.", "es")]
    ['orphan']
    """
    code = base(lang)
    if pattern := unspaced(code):
        return tuple(
            Negation(match.group(), *match.span(), "denial" if match["denial"] else "soft")
            for match in pattern.finditer(text)
            if match["denial"] or match["soft"]
        )
    table = _table(code)
    lowered = text.replace("İ", "i").lower().replace("’", "'")  # which alone would grow by a mark
    if table is None or len(lowered) != len(text):
        return ()
    found = []
    denying = _denying(code)
    for match in WORD_RE.finditer(lowered) if denying.any(WORD_RE.findall(lowered)) else ():
        kinds = denying[match.group()]
        if kinds:
            start, end = match.span()
            if match.group() == "yet" and not lowered.startswith(" to ", end):
                continue  # have yet to; (not) yet
            nothing = (
                _says_nothing(lowered, start, end, _idioms(code))
                or _is_name(text, start, end)
                or (code in _EASTERN and _QUALITY_RE.match(lowered, end) is not None)
            )
            kind = "soft" if nothing else min(kinds, key=_ORDER.__getitem__)
            found.append((start, end, kind))
    return tuple(Negation(text[start:end], start, end, kind) for start, end, kind in _resolved(lowered, found))


_ORDER = {"soft": 0, "strong": 1, "half": 2, "either": 3, "concord": 4}
"""A word in two rows of the table is the weaker of both."""

_EASTERN = frozenset({"ru", "uk", "be"})
_QUALITY_RE = regex.compile(
    r"\s\p{L}{3,}(?:[ыи]й|[ая]я|[оеє]е|[ыи]е|ого|ому|[ыи]х|[ыи]ми|ої|[вднкрст]ій|(?<!л|эт|т|[еиії]м)о)(?=[\s,.!?;]|$)"
)
"""A quality that is denied (*не дорого*) is one of another name elsewhere: cheap. Endings of verbs, too, are left out:
*не видим*, *не требую*, *не робимо*."""

_BORDER_RE = regex.compile(r"[.!?;:…](?:\s|$)|[\n–—]")


def _resolved(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, Kind]]:
    """Return the words with what they are beside one another: within a sentence, n-words echo a negator."""
    if all(kind in {"strong", "soft"} for *_, kind in found):
        return [(start, end, "denial" if kind == "strong" else "soft") for start, end, kind in found]
    resolved: list[tuple[int, int, Kind]] = []
    borders = [match.end() for match in _BORDER_RE.finditer(text)] + [len(text)]
    first = 0
    for border in borders:
        sentence = [one for one in found if first <= one[0] < border]
        first = border
        denied = any(kind in {"strong", "half"} for *_, kind in sentence)
        for start, end, kind in sentence:
            if kind in {"strong", "soft"}:
                resolved.append((start, end, "denial" if kind == "strong" else "soft"))
            elif kind == "half":
                whole = any(other == "concord" for *_, other in sentence)
                resolved.append((start, end, "denial" if whole or _ALONE_RE.match(text, start) else "orphan"))
            elif denied:
                resolved.append((start, end, "echo"))
            elif kind == "concord":
                resolved.append((start, end, "soft"))  # a fragment: nikt inny
            elif _follows_a_verb(text, start):
                resolved.append((start, end, "orphan"))
            else:
                resolved.append((start, end, "denial"))
                denied = True
    return resolved


_ALONE_RE = regex.compile(
    r"(?:ne\s|n')(?:peu[tvx]|puiss|pu\b|pourr|pouv|saura|sai[st]|cess|os|daign|import|a\scure|dit\smot)"
)
"""Verbs that `ne` denies without `pas`."""
_SMALL_WORD_RE = regex.compile(
    r"(?:^|[^\p{L}\p{M}'])\p{L}{1,3}\s$|(?:como|para|entre|sobre|desde|hacia|hasta|anche|quasi|casi)\s$"
)
_WORD_BEFORE_RE = regex.compile(r"[\p{L}\p{M}]{4,}\s$")
_NEVER = regex.compile(
    r"(?:(?:nunca|jam[aá]s|mai|giammai|xamais|né|nem|nin|ni|weder|noch|neither|nor|nada\s+t\p{L}+)\b|tampo)"
)


def _follows_a_verb(text: str, start: int) -> bool:
    """Tell whether an n-word stands right behind a longer word: not where one denies alone.

    In *recibimos ninguna respuesta* the negator was lost; *en ningún momento* and *nadie vino* need none. Words for
    `never` and `neither` may follow a subject.
    """
    return (
        _NEVER.match(text, start) is None
        and _WORD_BEFORE_RE.search(text, max(0, start - 12), start) is not None
        and _SMALL_WORD_RE.search(text, max(0, start - 12), start) is None
    )


_ONLY_RE = regex.compile(
    r"(?:ne\s|n')[\p{L}\p{M}'-]+\s(?!.{0,40}\b(?:pas|jamais|rien|aucun|personne|plus)).{0,40}?\bqu(?:e\s|')"
)
"""ne … que: only."""
_COMPOUND_RE = regex.compile(r"[-‐]\p{L}")
"""A no-deal, Nicht-Mitglieder."""
_NUMBER_RE = regex.compile(r"no\.?\s\d")
_TAG_RE = regex.compile(
    r"[\p{L}\p{M}']+[\s]*(?:[\p{L}\p{M}']+[\s-]*){0,2}\?|\p{L}+n't\s(?:it|they|you|he|she|we|i)[.!]"
)
_UNTIL_RE = regex.compile(r"(?:not|[\p{L}]+n't)\s[^.!?;]{0,80}\b(?:until|unless|till)\b")
"""not … until: only then."""


def _says_nothing(text: str, start: int, end: int, idioms: regex.Pattern[str] | None) -> bool:
    """Tell whether a word denies nothing, or not this: in a phrase (not only), an answer (No, …), a tag (isn't it?)."""
    before, after = text[:start].rstrip()[-1:], text[end : end + 2]
    if _COMPOUND_RE.match(after):
        return True
    if after[:1] in {",", "!"} and (not before or before in '.!?…:"“„«¿¡—–-'):
        return True
    if _TAG_RE.match(text, start) and before in {",", "¿"}:
        return True
    if _ONLY_RE.match(text, start) or _NUMBER_RE.match(text, start) or _UNTIL_RE.match(text, start):
        return True
    return any(
        phrase.start() <= start < phrase.end()
        for phrase in (idioms.finditer(text, max(0, start - 20), min(len(text), end + 20)) if idioms else ())
    )


@lru_cache(maxsize=128)
def _idioms(code: str) -> regex.Pattern[str] | None:
    """Return a pattern that finds the phrases of a language's table, in whole words unless one ends in `*`."""
    table = _table(code)
    if table is None or not table.idioms:
        return None
    ordered = sorted(table.idioms, key=lambda idiom: (-len(idiom), idiom))
    phrases = [
        regex.escape(idiom.rstrip("*")) + ("" if idiom.endswith("*") else r"(?![\p{L}\p{M}])") for idiom in ordered
    ]
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{'|'.join(phrases)})")


def _is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a short word has a capital within a sentence: Hare No Megumi."""
    within = start > 1 and text[start - 2].isalnum()
    return within and end - start <= 3 and text[start].isupper() and not text[end - 1].isupper()


_COMMON = 10**-5.5
_KNOWN = 10**-6.5
"""How common the rest of a word must be for its prefix to be one: unable has able, united has no ited."""
_SHARE = 0.5
"""How common the rest must be beside the word: information is not a formation denied."""


@lru_cache(maxsize=128)
def _denying(code: str) -> Memo[str, frozenset[str]]:
    """Return `lower-case word → rows of the table that it is in` of a language."""
    return Memo(lambda word: _kinds(word, code))


def _kinds(word: str, code: str) -> frozenset[str]:
    table = _table(code)
    if table is None:
        return frozenset()
    kinds = table(word)
    rest = word[len(table.verbal) :] if table.verbal and word.startswith(table.verbal) else ""
    if kinds == {"none"} and len(rest) > 3 and frequencies(code).get(rest, 0.0) > _COMMON:
        return frozenset({"soft"})  # nežije, which begins like než
    if kinds:
        return kinds - {"none"}
    if rest:  # nestačí; adjectives say it of a thing only
        if (
            len(rest) > 1
            and rest[-1] not in "ýáéě"
            and frequencies(code).get(rest, 0.0) > (_COMMON if len(rest) > 3 else 10 * _COMMON)
        ):
            return frozenset({"strong"})
        if len(word) > 5 or (len(rest) > 2 and rest in frequencies(code)):
            return frozenset({"soft"})
    if "'" in word:
        if code == "en":
            return frozenset({"strong"}) if word.endswith("n't") else NOTHING
        return frozenset(kind for part in word.split("'") for kind in table(part)) - {"none"}
    endings = table.endings
    for size in range(min(10, len(word) - 1), 1, -1) if endings else ():
        if word[-size:] in endings:
            return endings[word[-size:]]
    for prefix in table.prefixes if word.startswith(table.prefixes) else ():
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) > 3:
            shares = frequencies(code)
            if shares.get(rest, 0.0) > max(_KNOWN, _SHARE * shares.get(word, 0.0)):
                return frozenset({"soft"})
    if any(part in word[2:] for part in table.inside):
        return frozenset({"soft"})
    return NOTHING
