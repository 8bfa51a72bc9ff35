"""Capitals at the start of sentences, and sentences in capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.characters import CASED, main_script
from tqcheck.text.dates import find_named
from tqcheck.text.displaced import stray_capitals
from tqcheck.text.languages import base
from tqcheck.text.lexicon import zipf

_START_RE = regex.compile(r"[\s\"'“”„«»‘’(\[¿¡–—-]*(?P<word>\p{L}[\p{L}\p{M}'’]*)")
_SENTENCE_RE = regex.compile(
    r"""
    (?P<last> [\p{L}\p{M}\p{N}]+ ) (?P<mark>[.!?…]) [”"»’')]* \s+ [“"«„('¿¡]? (?P<word>\p{Ll}[\p{Ll}\p{Lo}\p{M}]+) (?=[\s,;:.!?'’)”"»-]|$)
    """,
    regex.VERBOSE,
)
_AFTER_STOP_RE = regex.compile(r"[.!?…][”\"»’')]*\s+[“\"«„('¿¡]?\p{Ll}")
_LETTERS_RE = regex.compile(r"\p{L}")


class Sentence(Rule):
    """A sentence starts with a small letter, or all of it is in small letters or in capitals.

    The source tells what was meant: if it starts small or shouts too, so may the target. A small
    letter after a full stop counts only where no abbreviation ends (`approx. ten`). Scripts without
    capitals are left alone; a source in one tells nothing, so there a document's other segments must.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/spelling"
    severity: ClassVar = Severity.MINOR

    bad: ClassVar = (
        Example("⟦the⟧ president left Rome on Monday.", "El presidente salió de Roma el lunes."),
        Example("He would not accept it⟦. knows⟧ that a war cannot be won."),
        Example("They met in February⟦. that⟧ they agree, said the Council⟦. who⟧ knows."),
        Example("They will not discuss ⟦These⟧ two days on the plan."),
        Example("⟦он⟧ приехал в Москву.", "He came to Moscow.", langs="en-ru"),
        Example("⟦THE PRESIDENT LEFT ROME ON MONDAY⟧.", "El presidente salió de Roma el lunes."),
    )
    good: ClassVar = (
        Example("iPhone sales rose again.", "Las ventas del iPhone subieron."),
        Example("and left.", "y se fue."),
        Example("A bill of approx. ten euros, i.e. too much, no. of guests: five."),
        Example("¡OTRA VEZ!", "AGAIN!", langs="en-es"),
        Example("Mr Smith of Acme Corp. said so, as did Univ. of Ulm, Sept. of last year."),
        Example("“Why?” he asked. “No!” said she… and left."),
        Example("He told The Sunday Times, and Will said so in Gone With the Wind."),
        Example("政府表示将。", "The government said so.", langs="en-zh"),
        Example("Du kan f.eks. gå hjem pga. regn.", "You can go home, for example, because of rain.", "en-da"),
        Example("'s Avonds is het koud.", "In the evening it is cold.", langs="en-nl"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, segment in enumerate(document.segments):
            if main_script(segment.target) in CASED:
                for flag in self._check(document, segment):
                    yield index, flag

    def _check(self, document: Document, segment: Segment) -> Iterator[Flag]:
        target, source, lang = segment.target, segment.source or "", base(segment.target_lang)
        start = _START_RE.match(target)
        if not start or not lang:
            return
        word = start["word"]
        if word.islower() and len(target) > 12 and self._starts_small(document, segment, start, source):
            yield self.flag("the sentence starts with a small letter", start.span("word"), suggestion=word.capitalize())
        if _shouts(target) and not _shouts(source, 0.5) and _LETTERS_RE.search(source) and _cased(source):
            end = len(target.rstrip().rstrip('.!?…"”»'))
            yield self.flag("all of it is in capitals", (start.start("word"), max(end, start.end("word"))))
        for match in _SENTENCE_RE.finditer(target) if _AFTER_STOP_RE.search(target) else ():
            if self._ends_a_sentence(match, lang, source, segment):
                yield self.flag(
                    f"a small letter after '{match['mark']}': a sentence starts here, or the mark is wrong",
                    (match.start("mark"), match.end("word")),
                )

        for start_at, end_at in stray_capitals(target, lang, source):
            message = "a small word has a capital in mid sentence: something is out of place"
            yield self.flag(message, (start_at, end_at), suggestion=target[start_at:end_at].lower())

    @staticmethod
    def _starts_small(document: Document, segment: Segment, start: regex.Match[str], source: str) -> bool:
        """Tell whether a small first letter is a fault."""
        if any(char in segment.target[: start.start("word")] for char in "'’‘-–—("):
            return False  # 's Avonds; a list; a remark
        if zipf(start["word"], base(segment.target_lang)) < 4.5 and regex.search(rf"\b{start['word']}\b", source):
            return False  # a name that is written so
        ends = regex.search(r"[.!?。！？।؟]\W*$", segment.target) or regex.search(r"[.!?。！？।؟]\W*$", source)
        if not ends:
            return False  # an item of a list, a caption
        here = document.segments.index(segment)
        if here and not regex.search(r"[.!?…:][\"”’»)]*\s*$", document.segments[here - 1].target):
            return False  # the sentence before runs on
        if _cased(source):
            theirs = _START_RE.match(source)
            return bool(theirs and theirs["word"][0].isupper())
        if source:
            return True
        return len(document.segments) > 3

    @staticmethod
    def _ends_a_sentence(match: regex.Match[str], lang: str, source: str, segment: Segment) -> bool:
        """Tell whether a mark before a small letter can only be the end of a sentence."""
        last, mark, word = match["last"], match["mark"], match["word"]
        if mark == "…" or match.string[match.start("mark") - 1] == ".":
            return False
        if mark in "!?":
            # “Why?” he asked; a title's own mark
            if regex.search(r"[”\"»’'“‘)]", match.string[match.start("mark") : match.start("word")]):
                return False
            return regex.search(r"[!?]\s+\p{Ll}", source) is None and bool(source) and _cased(source)
        if match.start() and match.string[match.start() - 1] == ".":
            return False  # f.eks., bl.a.
        if last[0].isdigit() or not (last.islower() or _is_whole(last, lang)) or word in {"com", "org", "net"}:
            return False
        last = last.lower()
        if len(last) < 3 and (len(last) < 2 or zipf(last, lang) < 6 or last == "no"):
            return False
        if regex.search(r"\p{L}\.\s+\p{Ll}", source):
            return False  # an abbreviation there, too
        if lang == "tr" and last[-1:].isdigit():
            return False
        if last in _SHORT_FORMS or (len(last) < 5 and not _VOWEL_RE.search(unicodedata.normalize("NFD", last))):
            return False
        if regex.search(r"[)”\"»’']", match.string[match.end("mark") : match.start("word")]):
            return False  # “No.” he said
        return zipf(last, lang) >= 3.0 or len(last) >= 6 or last in source


_SHORT_FORMS = frozenset(
    "etc approx dept est vol pp fig nos cent min max std bzw usw vgl evtl ggf inkl exkl bspw sog gem lat tel resp "
    "avda pag pág págs núm art cap ed aprox máx mín tél env éd élec млн млрд тыс руб долл коп гг вв стр рис табл "
    "тов гр ул пл пр им др пр т проц обл чел напр см ср tzv např atd mj resp cca např popř tzn ang gen płk prof "
    "por zob itd itp tzn godz ok tys mln mld wew tzw dr jr sr bl ca dvs osv bl a kl nr str pers red inv enz bijv "
    "pga mht ift ifm iht ngl iflg blz mevr resp apod ehf ohf mfl þús kb pl stb ill kb pld vö vs oj esim mm jne ym yms ks nk vrt σελ αρ κ π τηλ".split()
)


_VOWEL_RE = regex.compile("[aeiouyæøœıаеёиоуыэюяіїєъαεηιουω]")
"""Short words without one are short forms: npr., mfl."""


def _is_whole(word: str, lang: str) -> bool:
    """Tell whether a word with a capital is no short form of a name or title: a day, a month, a long everyday word."""
    if not word.istitle():
        return False
    return bool(find_named(word, lang)) or (len(word) >= _LONG and zipf(word, lang) >= _EVERYDAY)


_LONG, _EVERYDAY = 6, 4.0


def _cased(text: str) -> bool:
    return main_script(text) in CASED


def _shouts(text: str, share: float = 0.9) -> bool:
    """Tell whether a text of several words is in capitals."""
    if sum(map(str.isupper, text)) < 16 * share:
        return False  # most texts
    letters = list(filter(str.isalpha, text))
    return len(letters) > 15 and sum(map(str.isupper, letters)) > share * len(letters)
