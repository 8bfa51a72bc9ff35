"""Marks where none can stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.fitting import superfluous
from tqcheck.text.function_words import JOINING, determiners, links
from tqcheck.text.languages import base
from tqcheck.text.lexicon import zipf

_STRAY_RE = regex.compile(
    r"""
    (?P<symbol> (?<=[\p{L}\p{N},.)])[_^~@](?=[\s,.;]|$) | (?<=\s)[_^](?=\s) )
  | (?P<hyphen> (?<=(?P<part>\p{Ll}{2,}))-(?=\s(?P<next>[\p{L}\p{N}]+)\b) | (?<=\p{Ll}{2},)-(?=\s) )
  | (?P<apostrophe> (?<=\p{L}\p{Ll}|\bin)(?<![szxß]|\Bin)'(?=\s\S|$) | (?<=\p{Ll}{2}s)'(?=\s(?P<after>\p{Ll}+)\b)
      | (?<=\p{L},|['’]s|\ba)'(?=\s\p{L}) )
  | (?P<stop> (?<=\p{L})[.?!;:](?=\s) | (?<=\p{L}),(?=\s) )
  | (?P<before> (?<=\s)[?!](?=\s?\p{Ll}) )
    """,
    regex.VERBOSE | regex.VERSION1,
)
_SAME = {
    "?": "?？؟;",
    "!": "!！¡",
    ";": ";；؛",
    ":": ":：",
    "_": "_",
    "^": "^",
    "~": "~～〜",
    "@": "@",
    "-": "-–—－―〜",
}
_PARTS = {"part": "hyphen", "next": "hyphen", "after": "apostrophe"}
# Languages in which a word may end in an apostrophe.
_ELIDING = frozenset("it ca fr oc vec co br et ga gd nl uk be he sw haw mi mt uz".split())
# Translators into English do not add these marks (measured: 2 segments of 1,000); others do, for other clauses.
_SPARING = frozenset({"en"})


class Stray(Rule):
    """A mark stands where no sentence has one: after an article, inside a phrase, or alone.

    `the; report`, `base_ station`, `tournament- progressed`, `company' said`, `left? the room`. Marks
    that the source has too are left alone. So is, where the source has a break, what the words around it like less.
    """

    category: ClassVar = "punctuation"
    mqm: ClassVar = "fluency/punctuation"
    severity: ClassVar = Severity.MINOR
    yields_to: ClassVar = ("markup",)

    much: float = 2.6
    """log10 of how much better the words around a mark must fit without it, where the source has no break."""
    thin: float = 0.8
    """More of it for all languages but English; their commas, which follow grammar, are left alone."""

    bad: ClassVar = (
        Example("He read the⟦;⟧ report.", "Leyó el informe."),
        Example("The base⟦_⟧ station was closed.", "La estación base estaba cerrada."),
        Example("The level improved as the tournament⟦-⟧ progressed.", "El nivel mejoró a medida que avanzaba."),
        Example("The company⟦'⟧ said nothing.", "La empresa no dijo nada."),
        Example("They left⟦?⟧ the room.", "Salieron de la sala."),
        Example("The protests⟦'⟧ in town were loud.", "Las protestas en la ciudad fueron ruidosas."),
        Example(
            "They live in⟦.⟧ Mexico and work there⟦;⟧ with friends.", "Viven en México y trabajan allí con amigos."
        ),
        Example("She climbed Mauna⟦;⟧ Kea.", "Subió al Mauna Kea."),
        Example(
            "They looked for alternatives⟦!⟧ to voting, he told the court that⟦:⟧ Jahid came.",
            "他们寻找替代方案。",
            "zh-en",
        ),
        Example("A volunteer of the parish and⟦,⟧ was in charge.", "Es voluntario de la parroquia y estaba a cargo."),
        Example("The NSA's⟦'⟧ plan is a⟦'⟧ secret.", "El plan de la NSA es un secreto."),
        Example("Он читал и⟦;⟧ писал.", "He read and wrote.", langs="en-ru"),
        Example(
            "The strike lasts for two days from noon on⟦,⟧ August 5.",
            "La huelga dura dos días desde el mediodía del 5 de agosto.",
        ),
        Example("Sie kommt aus⟦;⟧ dem Haus.", "She comes from the house.", langs="en-de"),
    )
    good: ClassVar = (
        Example("Pre- and post-war houses, in mid- to late May.", "Casas de antes y después de la guerra."),
        Example("The Joneses' dog, the boys' room, rock 'n' roll, goin' home.", "El perro."),
        Example("They asked 'who did it' and left.", "Preguntaron quién lo hizo."),
        Example("The envoy Dr. Ada Lane came.", "La enviada Dr Ada Lane vino."),
        Example("I wondered: can he stay?", "Me pregunté si puede quedarse."),
        Example("It came from the house, and, as it were, the street.", "Vino de la casa y de la calle."),
        Example("Plan A; the report: see below.", "El plan A; el informe: véase abajo."),
        Example("E gli anni '90, un po' di pane", "The 1990s, some bread", langs="en-it"),
        Example("Write to me @ home ~ 5 pm."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        target, source, lang = segment.target, segment.source, base(segment.target_lang)
        if not lang:
            return
        found = dict(self._found(target, source, lang))
        least = self.much + self.thin * (lang not in _SPARING)
        for at, odds in superfluous(target, lang) if source else ():
            if odds >= least and at not in found and _is_superfluous(target, at, odds - least, source, lang):
                found[at] = f"'{target[at]}'"
        for at, what in sorted(found.items()):
            yield self.flag(f"{what} does not belong here", (at, at + 1), suggestion="")

    @staticmethod
    def _found(target: str, source: str | None, lang: str) -> Iterator[tuple[int, str]]:
        """Yield the places of marks where none can stand, and what they are."""
        for match in _STRAY_RE.finditer(target):
            mark, kind = match.group()[:1], match.lastgroup
            kind = _PARTS.get(kind or "", kind)
            at = match.start()
            theirs = source is None or any(same in source for same in _SAME.get(mark, mark))
            if mark == "." and source:
                theirs = regex.search(r"\.\W|[。।؟…！？]", source.rstrip()[:-1]) is not None
            if kind == "hyphen":
                theirs = source is None or regex.search(r"\w-\s|\s[-–—]", source) is not None
            if kind == "apostrophe":
                if match.start() and target[at - 1] == "," and regex.search(r"['\"’”“«»」』]", source or ""):
                    continue  # closes a quotation
                if lang in _ELIDING or regex.search(r"(?:^|[\s(\"“„])['‘]", target) or "' " in (source or ""):
                    continue
                if match["after"] and not (lang == "en" and match["after"] in _NOTHING_OWNED):
                    continue  # the boys' room
            elif kind == "hyphen":
                whole = lang in _SPARING and (match["part"] in links(lang) or match["part"] in _NEVER_FIRST)
                if theirs or (match["next"] in JOINING and not whole) or regex.search(r"\w-[\s,]", source or ""):
                    continue
            elif kind == "stop":
                if not _misplaced(target, at, mark, lang, theirs, source):
                    continue
            elif theirs:
                continue
            yield at, "an apostrophe" if kind == "apostrophe" else f"'{mark}'"


# English words that cannot be what somebody owns, and those that are never the first half of a word.
_NOTHING_OWNED = frozenset(
    "and or of in on at to by for from with is are was were has have had will would that who took came went said told "
    "gave became began".split()
)
_NEVER_FIRST = frozenset("was were is are been had has have will would could should that which what".split())
_PREPOSITIONS = frozenset("of in at by for from with into during between".split())
# English words that start no clause, so that nothing that ends one stands before them.
_NEVER_STARTS = frozenset("of than been be with into himself herself itself themselves yourself respectively".split())


# Conjunctions that no sentence ends in.
_OPEN = {
    "en": frozenset({"and", "or", "than", "because", "although"}),
    "de": frozenset({"und", "oder", "dass", "weil"}),
    "fr": frozenset({"et", "ou", "que", "mais"}),
    "es": frozenset({"y", "que", "pero"}),
    "ru": frozenset({"и", "или", "чтобы"}),
}


_WORD_BEFORE_RE = regex.compile(r"(?r)(?<![\p{L}\p{N}.'’-])\p{L}+$")


def _misplaced(target: str, at: int, mark: str, lang: str, theirs: bool, source: str | None) -> bool:
    """Tell whether a mark that ends clauses stands where no clause ends."""
    word = _WORD_BEFORE_RE.search(target, 0, at)
    after = target[at + 1 :].lstrip()
    last = word.group() if word else ""
    small = after[:1].islower()
    if last in determiners(lang) and (small or not theirs):
        return len(last) > 1 or regex.match(r"\p{Ll}{3}", after) is not None  # a, b and c
    if mark == "." and last in _OPEN.get(lang, ()):
        return bool(after)
    if mark == ",":
        return lang in _SPARING and _is_lone_comma(last, after, source, at / len(target))
    if last and (mark != "." or len(last) > _TITLE) and _is_one_name(last, after, source):
        return True
    if last in links(lang) and (small or after[:1].isdigit()) and not theirs:
        return True
    if mark == "." and lang in _SPARING and last in _PREPOSITIONS and not theirs and after and not last.istitle():
        return not _breaks_near(source, at / len(target))
    if not theirs and lang in _SPARING and last in _ANNOUNCING and (mark == ":" or last == "that"):
        return bool(after)
    if theirs or lang not in _SPARING or not (small or mark in "?!") or not after:
        return False
    if mark in ";:" and after.split(maxsplit=1)[0].rstrip(",.") in _NEVER_STARTS:
        return bool(last)
    if mark in "!?" and small:
        return True
    if mark == ":" and regex.match(r"[^.;:!]*\?", after):
        return False  # a question is quoted
    follows = regex.split(r"[.;:!?]", after)[0].split()
    if mark == ";" and len(target[:at].split()) >= _CLAUSE <= len(follows) and follows[0] in _SUBJECTS:
        return False  # two sentences in one
    return mark in ";:?!" and bool(last) and not _breaks_near(source, at / len(target))


def _is_superfluous(target: str, at: int, beyond: float, source: str | None, lang: str) -> bool:
    """Tell whether a mark without which words fit better is no sentence's, short form's, list's or opening phrase's."""
    mark, before, after = target[at], target[:at].split()[-1], target[at + 1 :].lstrip()
    if mark in ".!?" and not after[:1].islower():
        return False
    whole = before.islower() and len(before) > _TITLE and zipf(before, lang) >= _WHOLE
    if mark == "." and not whole and not (before.isupper() and len(before) > 2 and before.isalpha()):
        return False
    follows = after.split()
    if mark == "-":
        joined = follows[0] in JOINING and not (lang in _SPARING and follows[0] in links(lang))
        if joined or regex.match(r"\w+-", after):
            return False
    if mark == ",":
        opening = len(target[:at].split()) <= _OPENING and beyond < _BEYOND
        listed = not before[:1].islower() and not after[:1].islower()
        clause = follows[0] in _SUBJECTS and before not in _PREPOSITIONS
        inserted = any("," in word for word in follows[:_INSERTION])
        if opening or listed or clause or inserted or beyond < _COMMA or lang not in _SPARING:
            return False
    return not _breaks_near(source, at / len(target), _WIDELY)


_WHOLE = 4.0
"""Zipf frequency of a word that is no short form."""
_OPENING, _BEYOND = 4, 1.0
"""Words that may stand before a sentence's first comma, and odds that must speak against it there."""
_COMMA = 0.4
"""Odds asked more of a comma, which may separate anything."""
_WIDELY = 0.15
"""How far from such a mark, as a share of the text, the source must have no break."""


def _is_one_name(last: str, after: str, source: str | None) -> bool:
    """Tell whether a mark separates two capitalised words that stand side by side in the source: Mauna; Kea."""
    first = regex.match(r"\p{Lu}[\p{L}\p{M}'’-]*", after)
    return first is not None and last[0].isupper() and f"{last} {first.group()}" in (source or "")


def _is_lone_comma(last: str, after: str, source: str | None, place: float) -> bool:
    """Tell whether a comma stands behind a word that announces the next one, and begins no insertion."""
    inserted = "," in " ".join(after.split()[:_INSERTION])
    return last in links("en") and bool(source) and not inserted and not _breaks_near(source, place, _AROUND)


_TITLE = 4
"""Letters of a title that has a full stop in one language and none in another: Dr James Vann."""
_INSERTION = 8
"""Words that an insertion between two commas may have: and, as it were, the house."""
_AROUND = 0.25
"""How far from a comma, as a share of the text, the source must have no break."""
_ANNOUNCING = frozenset("that from to about".split())
"""English words before which, but not after which, a clause may end."""


_CLAUSE = 4
"""Words that a clause may have at least."""
_SUBJECTS = frozenset(
    "its his her their our my i we you he she it they this there the maybe perhaps however when if so thus".split()
)
"""English words that start a clause more often than they go on with one."""
_NEAR = 0.1
"""How far apart marks of one place may stand, as a share of the text."""


def _breaks_near(source: str | None, place: float, near: float = _NEAR) -> bool:
    """Tell whether the source has a break at about the same place, where a clause may end."""
    text = (source or "").rstrip()
    return any(
        abs(match.start() / len(text) - place) < near
        for match in regex.finditer(r"[,.;:?!()—–，、。；：？！（）،؛।«»“”\"]|\s-\s", text[:-1])
    )
