"""The ledger of a document: its names, how each side writes them, how often, where first, and what is wrong with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from tqcheck.model import Document, Flag, NameEntry, Segment, Span
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.gazetteer import Known
from tqcheck.text.inflection import stem
from tqcheck.text.knownnames import forms_of, known_names
from tqcheck.text.languages import base
from tqcheck.text.matching import Matching, match
from tqcheck.text.mentions import Atom, atoms, commonness
from tqcheck.text.namehood import likely_name
from tqcheck.text.renderings import Renderings, learned

_LIKELY, _FAIR = 0.8, 0.45
_JOINED_RE = regex.compile(
    r"[ \N{NO-BREAK SPACE}-] | [ ](?:von|van|der|den|de|del|della|di|da|dos|du|la|le|bin|ibn|al|el|ben|av|af|zu|ter|[A-Z]\.)"
    r"(?:[ ](?:der|den|la|las|los))?[ -]",
    regex.VERBOSE,
)
"""What may stand between the parts of a name: a space, a hyphen, an initial, a particle."""
_FAULTS = ("names.", "terms.")
_WORD = 4.5
_WORLD = "001"
"""CLDR has a name for it, but it is a word."""


class _Mention(NamedTuple):
    """A name where it stands: on the judged side, and what stands for it on the other, if that is known."""

    key: str
    segment: int
    source: tuple[int, int] | None
    target: tuple[int, int] | None


@dataclass(slots=True)
class _Row:
    source: Counter[str] = field(default_factory=Counter)
    target: Counter[str] = field(default_factory=Counter)
    first: int = 0
    faults: list[str] = field(default_factory=list)


def ledger(document: Document, flags: Sequence[Sequence[Flag]]) -> tuple[NameEntry, ...]:
    """Return the names of a document, in the order of their first places.

    With a source, a name is what the source has, and its forms in the target are what corresponds to it. With the
    target alone, names are its capitalised words. `flags`: those of each segment; faults are the rules among them.
    """
    rows: dict[str, _Row] = {}
    mentions = _shortened(
        [mention for index in range(len(document.segments)) for mention in _mentions(document, index)]
    )
    for key, index, source, target in mentions:
        segment = document.segments[index]
        row = rows.get(key) or rows.setdefault(key, _Row(first=index))
        if source:
            row.source[(segment.source or "")[slice(*source)]] += 1
        if target:
            row.target[segment.target[slice(*target)]] += 1
        if not flags[index]:
            continue
        places = [Span(side, *place) for side, place in (("source", source), ("target", target)) if place]  # type: ignore[arg-type]  # both are sides
        row.faults += [
            flag.rule
            for flag in flags[index]
            if flag.rule.startswith(_FAULTS) and any(span.overlaps(place) for span in flag.spans for place in places)
        ]
    return tuple(_entry(row, document) for row in rows.values())


def _entry(row: _Row, document: Document) -> NameEntry:
    shown = row.source or row.target
    name = max(shown, key=lambda form: (form.count(" "), shown[form], -len(form)))
    first = document.segments[row.first]
    return NameEntry(
        name,
        tuple(row.source.most_common()),
        tuple(row.target.most_common()),
        shown.total(),
        first.id,
        tuple(dict.fromkeys(row.faults)),
        first.source_lang or "",
        first.target_lang or "",
    )


def _shortened(mentions: Sequence[_Mention]) -> list[_Mention]:
    """Return the mentions with the last part of a name put to the whole, if only one name of the document ends so."""
    whole: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if " " in mention.key:
            whole[mention.key.rsplit(" ", 1)[1]].add(mention.key)
    only = {last: next(iter(keys)) for last, keys in whole.items() if len(keys) == 1}
    return [mention._replace(key=only[mention.key]) if mention.key in only else mention for mention in mentions]


def _mentions(document: Document, index: int) -> Iterator[_Mention]:
    segment = document.segments[index]
    lang, other = base(segment.source_lang), base(segment.target_lang)
    inside = document.derived(_marked)
    if not segment.source:
        words = atoms(segment.target, other)
        known = _places(segment.target, other)
        for key, first, last in _spans(words, _names(words, other, "", inside), known, segment.target, other):
            yield _Mention(key, index, None, (first, last))
        return
    matching = match(segment.source, segment.target, lang, other)
    kept = {
        pair.here
        for pair in matching.pairs
        if pair.kind == "same" and (matching.here[pair.here].marked or matching.there[pair.there].marked)
    }
    good = _names(matching.here, lang, other, inside, kept)
    known_there = known_names(segment.target, other)
    known = _places(segment.source, lang, known_there)
    renderings = document.batch.derived(learned).get((lang, other))
    for key, first, last in _spans(matching.here, good, known, segment.source, lang):
        target = (
            _called(first, known, known_there)
            or _paired(first, last, matching)
            or _rendered(segment.target, key.rsplit(" ", 1)[-1], renderings)
        )
        yield _Mention(key, index, (first, last), target)
    if renderings and renderings.cased_side == "target":
        yield from _heard(segment, index, renderings, known)


def _marked(document: Document) -> frozenset[tuple[str, str]]:
    """Return (language, stem) of what stands with a capital inside a sentence anywhere in a document."""
    return frozenset(
        (lang, stem(word.fold, lang))
        for segment in document.segments
        for lang, text in ((base(segment.source_lang), segment.source), (base(segment.target_lang), segment.target))
        for word in atoms(text or "", lang)
        if word.marked
    )


def _names(
    words: Sequence[Atom], lang: str, other: str, inside: frozenset[tuple[str, str]], kept: Collection[int] = ()
) -> list[int]:
    """Return which words are names by their capitals: inside a sentence, there or elsewhere, or kept by the other side.

    What is only fairly likely, such as a common given name, is one beside a likely one.
    """
    rated = {
        at: max(likely_name(word, lang, other), _LIKELY if at in kept else 0)
        for at, word in enumerate(words)
        if word.capital and not word.short and (at in kept or (lang, stem(word.fold, lang)) in inside)
    }
    near = {at: max(rated.get(at - 1, 0), rated.get(at + 1, 0)) for at, like in rated.items() if like >= _FAIR}
    return [at for at, like in rated.items() if max(like, near.get(at, 0)) >= _LIKELY]


def _places(text: str, lang: str, other: Sequence[Known] = ()) -> list[Known]:
    """Return the known names that are names here: no languages, nothing in small letters, no word of the language.

    other: the known names of the other text; what both have is no word.
    """
    shared = frozenset[str]().union(*(known.codes for known in other))
    return [
        known
        for known in known_names(text, lang)
        if not any(code.startswith("language") or code == _WORLD for code in known.codes)
        and (text[known.start].isupper() or script_of(text[known.start]) not in CASED)
        # There is a place called Der, and one called Так
        and (
            not shared.isdisjoint(known.codes)
            or any(forms_of(code, lang) for code in known.codes)
            or commonness(text[known.start : known.end], lang) < _WORD
        )
    ]


def _spans(
    words: Sequence[Atom], good: Sequence[int], known: Sequence[Known], text: str, lang: str
) -> Iterator[tuple[str, int, int]]:
    """Yield (key, start, end) of the names: known ones as they are, of the others those that stand together as one."""
    found = [(start, end, "\0" + min(codes)) for start, end, codes in known]
    run: list[Atom] = []
    for at in [*good, None]:
        word = None if at is None else words[at]
        if word and any(start < word.end and word.start < end for start, end, _ in known):
            continue
        if run and not (word and _JOINED_RE.fullmatch(text, run[-1].end, word.start)):
            found.append((run[0].start, run[-1].end, " ".join(stem(part.fold, lang) for part in run)))
            run = []
        if word:
            run.append(word)
    yield from ((key, start, end) for start, end, key in sorted(found))


def _called(first: int, known: Sequence[Known], there: Sequence[Known]) -> tuple[int, int] | None:
    """Return where the other text has the known name that begins at `first`."""
    codes = next((known.codes for known in known if known.start == first), frozenset[str]())
    return next(((other.start, other.end) for other in there if not codes.isdisjoint(other.codes)), None)


def _paired(first: int, last: int, matching: Matching) -> tuple[int, int] | None:
    """Return the stretch of the other text that corresponds to a stretch of words, if it is one."""
    ours = [at for at, word in enumerate(matching.here) if first <= word.start < last]
    theirs = [matching.there[pair.there] for pair in matching.pairs if pair.here in ours]
    if not theirs:
        return None
    start, end = min(word.start for word in theirs), max(word.end for word in theirs)
    between = sum(start <= word.start < end for word in matching.there)
    return (start, end) if between <= len(ours) + 1 else (theirs[-1].start, theirs[-1].end)


def _rendered(target: str, name: str, renderings: Renderings | None) -> tuple[int, int] | None:
    """Return where a target in a script without capitals has what the batch renders a name by."""
    rendering = renderings.of.get(name) if renderings and renderings.cased_side == "source" else None
    at = target.find(rendering.text) if rendering else -1
    return (at, at + len(rendering.text)) if rendering and at >= 0 else None


def _heard(segment: Segment, index: int, renderings: Renderings, known: Sequence[Known]) -> Iterator[_Mention]:
    """Yield the names of a source without capitals that the batch has taught."""
    words = {stem(word.fold, renderings.lang): word for word in atoms(segment.target, renderings.lang) if word.capital}
    source = segment.source or ""
    for name, rendering in renderings.of.items():
        at = source.find(rendering.text)
        if at >= 0 and not any(start < at + len(rendering.text) and at < end for start, end, _ in known):
            word = words.get(name)
            place = (word.start, word.end) if word else None
            yield _Mention(rendering.text, index, (at, at + len(rendering.text)), place)
