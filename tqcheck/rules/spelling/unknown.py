"""Strings that are no words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar

import regex
from rapidfuzz.distance import Prefix

from tqcheck.model import Batch, Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.attested import Rare, given, in_address, parts, rare_words, target_counts, target_words
from tqcheck.text.capitals import has_capital
from tqcheck.text.dictionary import dictionary
from tqcheck.text.fitting import better
from tqcheck.text.function_words import determiners
from tqcheck.text.glue import find_glue
from tqcheck.text.languages import base
from tqcheck.text.lexicon import lexicon
from tqcheck.text.spelling import PIECEMEAL, Typo, find_capital_typo, find_typo, find_unspelt
from tqcheck.text.syllables import find_syllable_typo

_SUFFIXING = frozenset("hu fi et tr az kk uz eu".split())
"""Languages whose words take several endings in a row, so that no list has most of their forms."""
_SENTENCE_START_RE = regex.compile(r"(?:^|[.!?…]\s*)[\s\"'“”„«»‘’¿¡–—-]*$")
_GOES_ON_RE = regex.compile(r"\s(?:\p{Lu}\p{Ll}|[(（])")
"""What follows the first word of a name of several, or of one that is explained: Toray (Japan)."""
_HYPHENS = frozenset("-‑")
_HALF_RE = regex.compile(r"(?P<before>\p{L}{2,5})[-‑]$")
_VOWEL_RE = regex.compile("[aeiouyæøœıаеиоуыэюяієαεηιουω]")
_BORROWED_RE = regex.compile(r"(?<!\p{L})(?:en|de|du|la|le|les|al|el|di|da|ad|ex|per)\s$")
"""What stands before a word of another language in English: en masse."""
_UNFIT = PIECEMEAL | {"fa"}
"""Persian writes endings apart, with a half space, or joined."""
_FEW_FORMS = frozenset({"en"})
"""Languages with so few forms of a word that their lists hold nearly all (32 words of 83,000 are not in it)."""
_MANY_FORMS = 0.4
"""What is asked more of languages whose rarer forms no list has: a third of the false alarms, a twentieth of the slips."""
_PREFIXED = 1.0
"""What is asked more of a word that has only a beginning more than a known one: злетять, from летять."""
_NOUN_CAPITALS = frozenset({"de", "lb"})
"""Languages in which a capital in mid sentence is no sign of a name."""


class Unknown(Rule):
    """A string is no word, but one slip away from a common one.

    A letter dropped, doubled, swapped or replaced (`goverment`). Silent on what a dictionary has
    (English's, and the user's own for Hunspell), if another form or a compound of known words is
    likelier, and on what stands in the source, a reference or several segments. Languages without a
    word list are read where the user has a dictionary; else a string is a slip if two of its letters
    are swapped that a word of several segments has in order. Names are `names.misspelled`'s: words with a
    capital are looked at only where a sentence starts and in German; elsewhere if two letters of an
    everyday word are swapped, or if a day, a month, a country or a people is meant. What stands around a string
    speaks for or against a slip where no list of all forms does. Vietnamese is read syllable by syllable. A slip that
    makes another word (`form` for `from`) is `spelling.real_word`'s.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/spelling"
    severity: ClassVar = Severity.MINOR
    yields_to: ClassVar = ("encoding", "markup", "names", "repetition", "spacing.glued")

    bad: ClassVar = (
        Example("The ⟦goverment⟧ fell.", suggestion="government"),
        Example("They ⟦recieved⟧ the ⟦lettter⟧."),
        Example("El ⟦presidnte⟧ llegó ayer.", langs="en-es", suggestion="presidente"),
        Example("Он ⟦сказаал⟧ правду.", langs="en-ru", suggestion="сказал"),
        Example("Die ⟦Regieurng⟧ tagt.", langs="en-de", suggestion="Regierung"),
        Example("The ⟦inhabitans⟧ need ⟦seperate⟧ rooms."),  # the second is common, but in no dictionary
        Example("He came ⟦nd⟧ left, ⟦o⟧ was sent away; it should ⟦e⟧ easier, they were ⟦du⟧ to come."),
        Example(
            "⟦Becuase⟧ London paid, the ⟦Startegic⟧ Command met on ⟦Saterday⟧, ⟦relitavely⟧ late.",
            "因为伦敦付了钱。",
            "zh-en",
        ),
        Example("Rząd ⟦poinfromował⟧ o tym.", langs="en-pl", suggestion="poinformował"),
        Example("Tôi ⟦khôgn⟧ biết ⟦ngườii⟧ đó sống ⟦torng⟧ nhà nào.", langs="en-vi"),
    )
    good: ClassVar = (
        Example("A számítógépéhez új merevlemeze is van.", "The computer has a new hard disk.", "en-hu"),
        Example("شكراً جزيلاً لكم، وأحياناً أيضًا لغيركم.", "Thank you, and sometimes others, too.", "en-ar"),  # points
        Example("Mr Zelenkovski denuclearizes; the antihero's overcautiousness didn't help."),
        Example("Он видеосервисы и денуклеаризацию обсуждал.", langs="en-ru"),
        Example("Die Lobstersaison und größere Fußgängerbrücken.", langs="en-de"),
        Example("The oily broth ran aground; the serf was aglow."),  # rare, and near common words
        Example("Dofu (a firm) and two men: Lant, Wume.", "多弗公司和兰特、乌姆两人", langs="zh-en"),
        Example("They pre-empt it, came en masse and paid 3 mln."),
        Example("Mr Worls and Ms Gjorge are reinjecting it.", "沃尔斯", "zh-en"),
        Example("The cantons of Ticino e Vallese, the e in the word, a soup du jour."),
        Example("A xylofone.", "Un xylofone."),  # the source's own word
        Example("Ο αναλυτής και ο προσαρμογέας είναι εδώ.", langs="en-el"),  # adjustments would not follow `the` so
        Example("Anh ấy mua một chiếc laptop và gửi email về Đắk Lắk, cạnh quán café.", langs="en-vi"),
        Example("Sanottiin, että pääministerinkin puheenvuoroista pidettiin.", langs="en-fi"),
        Example("Evlerimizdekilerden konuşuyorlardı.", langs="en-tr"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, segment in enumerate(document.segments):
            lang = base(segment.target_lang)
            if lang and lang not in _UNFIT:
                listed = self._check if lexicon(lang) else self._check_unlisted
                look = self._check_syllables if lang == "vi" else listed
                for flag in look(segment, document.batch, lang):
                    yield index, flag

    def _check_syllables(self, segment: Segment, batch: Batch, lang: str) -> Iterator[Flag]:
        """Look at the words of a language that writes each syllable by itself: its list has all that are common."""
        target = segment.target
        for word, start in parts(target):
            end = start + len(word)
            meant = find_syllable_typo(word) if word.islower() else None
            if not meant or in_address(target, start) or _joined(target, start, end, lang) or word in given(segment):
                continue
            if batch.derived(target_counts)[word] < 3:
                yield self.flag(f"'{word}' is no syllable; '{meant}' is meant?", (start, end), suggestion=meant)

    def _check_unlisted(self, segment: Segment, batch: Batch, lang: str) -> Iterator[Flag]:
        """Look at the words of a language that no list has, by the user's dictionaries and by the other texts."""
        for word, start in parts(segment.target):
            end = start + len(word)
            if not word.islower() or in_address(segment.target, start) or _joined(segment.target, start, end, lang):
                continue
            if batch.derived(target_counts)[word] > 1 or word in given(segment):
                continue
            correction = find_unspelt(word, lang, batch.derived(target_words).get(lang, frozenset()))
            if correction:
                where = "in no dictionary" if dictionary(lang) else "nowhere else"
                message = f"'{word}' is {where}; '{correction}' is meant?"
                yield self.flag(message, (start, end), suggestion=correction)

    @staticmethod
    def _is_stump(word: str, target: str, start: int, segment: Segment) -> bool:
        """Tell whether one or two letters are what a dropped letter left of a word."""
        around = target[start - 1 : start], target[start + len(word) : start + len(word) + 1]
        return (
            word.islower()
            and (word not in _SHORT_WORDS or (word in _FOREIGN and _between_english(target, start, start + len(word))))
            and start > 0
            and around[0] == " "
            and around[1] in {" ", ",", ""}
            and not target[start - 2].isdigit()
            and not target[start + len(word) + 1 : start + len(word) + 2].isdigit()
            and target[start - 2] not in "=+&"
            and word not in given(segment)
        )

    def _check(self, segment: Segment, batch: Batch, lang: str) -> Iterator[Flag]:
        target = segment.target
        if lang == "en":
            for word, start in parts(target):
                if len(word) < 3 and self._is_stump(word, target, start, segment):
                    yield self.flag(f"'{word}' is no word: letters are missing", (start, start + len(word)))
        rare_ones = rare_words(target, lang)
        there = given(segment) if rare_ones else frozenset()
        for rare in rare_ones:
            typo = _slip(rare, target, there, batch, lang)
            if typo:
                correction = _like(rare.text, typo.correction, lang)
                yield self.flag(
                    f"'{rare.text}' is {'a rare' if rare.zipf else 'no'} word"
                    + (f"; '{correction}' is meant?" if correction else ""),
                    (rare.start, rare.start + len(rare.text)),
                    suggestion=correction,
                )


def _slip(rare: Rare, target: str, there: frozenset[str], batch: Batch, lang: str) -> Typo | None:
    """Return what a rare word of a target was meant to be; None for a name, a short form or a word of these texts."""
    word, start, folded, common = rare
    end, known = start + len(word), lexicon(lang)
    if len(word) < 3 or word[1:].lower() != word[1:] or folded in there or folded.removesuffix("s") in there:
        return None
    if in_address(target, start) or _joined(target, start, end, lang):
        return None
    capital = word[0].isupper()
    starts = capital and _SENTENCE_START_RE.search(target[max(0, start - 40) : start]) is not None
    name = capital and lang not in _NOUN_CAPITALS and (not starts or _GOES_ON_RE.match(target, end) is not None)
    meant = find_capital_typo(folded, lang) if name else None
    if name and not meant and not (starts and len(word) >= _LEAST_OPENER):
        return None
    half = _HALF_RE.search(target, max(0, start - 6), start) if target[start - 1 : start] in _HYPHENS else None
    if half and known.zipf(half["before"].casefold() + folded):
        return None  # pre-empt
    if lang == "en" and _BORROWED_RE.search(target, max(0, start - 5), start):
        return None
    typo = find_typo(folded, lang)
    if typo is None:
        return None
    least = _least(word, common, capital, lang, typo.correction)
    helped = 0.0 if dictionary(lang).lists else _HELPED  # a list of all forms knows better than what stands around
    if typo.odds < least - helped:
        return None
    if helped:
        around = better(target, start, end, [_like(word, typo.correction, lang) or typo.correction], lang)
        if typo.odds + min(around, helped) < least:
            return None
    if not capital and has_capital(typo.correction, lang):
        return None
    if lang in _SUFFIXING and _differs_in_suffixes(folded, typo.correction, lang):
        return None
    if name and not meant and known.zipf(typo.correction) < _OPENER:
        return None
    if capital and not meant and _is_name(folded, there):
        return None
    return None if _is_of_these_texts(rare, typo, target, batch, lang) else typo


def _is_of_these_texts(rare: Rare, typo: Typo, target: str, batch: Batch, lang: str) -> bool:
    """Tell whether a string stands in a batch too often for a slip, or is rather two words."""
    counts = batch.derived(target_counts)
    swapped = sorted(rare.folded) == sorted(typo.correction)  # no word of a text is that by chance
    certain = swapped or (dictionary(lang).lists and lexicon(lang).zipf(typo.correction) >= _EVERYDAY)
    often = counts[rare.folded]
    if rare.text[0].isupper() and not certain and (often > 1 or target.count(rare.text) > 1):
        return True
    if often > 1 and not swapped and often * 3 > counts[typo.correction] and typo.odds < min(often / 2, 1.2):
        return True  # the same slip again and again
    glue = find_glue(rare.folded, lang)
    return glue is not None and glue.odds > typo.odds


_HELPED = 0.7
"""log10 that what stands around a string may speak for a slip, at most; against it, it may speak as much as it likes."""
_LEAST_OPENER, _OPENER = 6, 5.3
"""Letters and Zipf frequency of a word that starts sentences before names: `Becuase London`."""
_EVERYDAY = 4.8
"""Zipf frequency of a word that starts a sentence more often than a name one letter from it does."""

# English words of one and two letters, and those of other languages and of measures in English text.
_SHORT_WORDS = frozenset(
    "a ad ah am an as at ax be by do eh em en er ex go he hi hm id if in is it lo ma me mr mu my no of oh "
    "oi ok on or ow ox pa pi pm re sh so st to uh um up us vs we ya ye yo x al da de di du el et la le les lu mo na nu "
    "pu te ti un von y e i ii iv vi ix xi cm dl ft gb gm hp hr hz kb kg kj km kw lb mb mg ml mm mw oz sq th tv ve "
    "ll nt bn tn rd cf eg ie pp ps op ed jr sr ph ap bc ce tt".split()
)


_FOREIGN = frozenset({"e", "du"})
"""Of these such as stand between words of their own language: Trento e Bolzano, soup du jour."""
_BETWEEN_RE = regex.compile(r"(?<=(?:^|\s))(?P<before>\p{Ll}+)\s\p{Ll}+\s(?P<after>\p{Ll}+)(?=[\s,.;:!?]|$)")
_HOLDING = 5.9
"""Zipf frequency of the English words that hold sentences together."""


def _between_english(target: str, start: int, end: int) -> bool:
    """Tell whether a short word stands in an English phrase, and not as the name of a letter: `should e easier`."""
    match = _BETWEEN_RE.match(target, target.rfind(" ", 0, max(0, start - 1)) + 1)
    if not match or match["before"] in determiners("en"):
        return False
    around = match["before"], match["after"]
    english = dictionary("en")
    return all(word in english for word in around) and any(lexicon("en").zipf(word) >= _HOLDING for word in around)


def _least(word: str, common: float, capital: bool, lang: str, correction: str) -> float:
    """Return how much likelier a slip must be than a word, as log10 of the odds."""
    if common and len(word) < 5 and _VOWEL_RE.search(unicodedata.normalize("NFD", word.casefold())) is None:
        return 2.0  # a short form: mln, pls
    if not lexicon(lang).complete:
        return 2.0 if not capital else 4.0
    least = 0.0 if common else -0.3 if len(word) > 4 else 0.1
    least += -0.5 if lang in _FEW_FORMS else _MANY_FORMS
    if lang not in _FEW_FORMS and word.lower().endswith(correction):
        least += _PREFIXED
    if lang in {"ar", "he"}:
        least += 1.0  # prefixes that are words, vowels written or not
    if capital:  # a name, perhaps
        small = lexicon(lang).zipf(correction) >= 5.5  # few names are a slip away from a word that starts sentences
        least += 0.5 if small else 1.0 if lang in _NOUN_CAPITALS else 1.5
    return least


def _joined(target: str, start: int, end: int, lang: str) -> bool:
    """Tell whether the word is a piece of something else: an elision, an address, a code."""
    before, after = target[start - 1 : start], target[end : end + 1]
    if after in {"'", "’"} and target[end + 1 : end + 2].isalpha():
        return True
    if before in {"'", "’"} and (end - start < 4 or lang in {"uk", "be"}):
        return True
    if before.isdigit():
        return True  # die 20igern
    return bool({before, after} & {"@", "#", "_", "/", "\\", "&", "\ufffd"}) or (
        after == "." and target[end + 1 : end + 2].islower()
    )


def _is_name(folded: str, there: frozenset[str]) -> bool:
    """Tell whether the source has a word of the same sound, so that this one is a name."""
    key = _skeleton(folded)
    return any(_skeleton(word) == key for word in there) if len(key) > 2 else False


def _like(word: str, correction: str, lang: str) -> str | None:
    """Write a folded correction as the word was written; None where folding has lost a letter."""
    if lang == "de" and "ss" in correction:
        return None
    if lang == "el" and correction.endswith("σ"):
        correction = correction[:-1] + "ς"
    return correction.capitalize() if word[0].isupper() else correction


def _skeleton(word: str) -> str:
    """Return the consonants of a word in Latin letters, each once."""
    from anyascii import anyascii

    latin = anyascii(word).casefold().translate(_SOUNDS)
    return regex.sub(r"(.)\1+", r"\1", regex.sub(r"[aeiouyhj'\W]", "", latin))


_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "f": "v", "p": "b", "d": "t", "g": "k"})


def _differs_in_suffixes(word: str, correction: str, lang: str) -> bool:
    """Tell whether two words are one known word with other endings: merevlemeze, merevlemez."""
    trunk = word[: Prefix.similarity(word, correction)]
    known = any(lexicon(lang).zipf(trunk[:size]) > 0 for size in (len(trunk), len(trunk) - 1))
    return len(trunk) >= 5 and known and sorted(word) != sorted(correction)
