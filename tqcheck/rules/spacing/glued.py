"""Words that have lost the space between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Batch, Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.attested import apart, given, in_address, parts, rare_words, target_counts, target_words
from tqcheck.text.characters import CASED, main_script
from tqcheck.text.dictionary import dictionary
from tqcheck.text.fitting import better
from tqcheck.text.glue import find_glue, find_unspelt_glue, is_verb
from tqcheck.text.languages import base, language
from tqcheck.text.lexicon import fold, lexicon
from tqcheck.text.transitions import transitions

_AFTER_MARK_RE = regex.compile(
    r"""
    (?<![\p{L}\p{N}_.@/#&=-])
    (?P<before> [\p{L}\p{M}]['’\p{L}\p{M}-]* | \p{N}+(?=[,;:!?]\p{L}) )
    (?P<mark> [,;!?،؛।۔] | :(?=\p{L}{2}) | \.(?=\p{Lu}(?:\p{Ll}|\s)) | (?<=[\p{Lo}\p{M}]{3})\.(?=[\p{Lo}\p{M}]{3}) | (?<=\bU\.S|\b\p{Lu}{2})\.(?=\p{Ll}{3}) | … | [.,!?]?[”»](?=\p{L}{3}) | [)\]](?=\p{L}{3}) )
    (?P<after> \p{L}[\p{L}\p{M}]* )
    (?![\p{L}\p{N}_@/]|\.\p{L})
    """,
    regex.VERBOSE,
)
_TIGHT_RE = regex.compile(r"[,;:!?.…،؛।۔”»)\]]\p{L}")
_CAMEL_RE = regex.compile(
    r"(?P<first>\p{Lu}?\p{Ll}{2,}|(?<!\p{L})\p{Ll}{1,2}|\p{Lu}{3,}(?=\p{Lu}\p{Ll}{2}))(?P<last>\p{Lu}\p{L}*)"
)
_ACRONYM_RE = regex.compile(r"\p{Lu}{3,}(?P<last>\p{Ll}{3,})")
_SENTENCE_START_RE = regex.compile(r"(?:^|[.!?…:]\s*)[\s\"'“”„«»‘’(\[¿¡–—-]*$")
# Languages that write compounds as one word: only words that no compound has are sure to be apart.
_COMPOUNDING = frozenset("de nl af fy lb sv da nb nn no is fo fi et hu".split())
_CLITICS = frozenset({"ar", "he"})
"""Languages that write small words and the next as one: their lists never hold all of those."""
_SURELY = 6.8
"""Zipf frequency from which two letters are a word and no beginning of a name."""
_UNITS = frozenset("hz pa wh bq db sv ev rna dna ph".split())
"""What is written with a small letter before a capital: kHz, mRNA."""
_SURELY_WORD = 4.0
"""Zipf frequency of a word that is no ending of a name in capitals: BBCshow, not PDFs or IKEAnized."""
_WELL_KNOWN = 3.0
"""Zipf frequency of one word that other people write as two: hiphop, email."""
_FUNCTION = 6.0
"""Zipf frequency from which a word is one of the hundred or so that hold sentences together."""


class Glued(Rule):
    """Two words stand without the space between them.

    Without capitals (`needsand`), before a capital (`GermanyThe`), after a mark (`Belarus,Alexander`).
    A string is two words if that is likelier than a new word of the language, judged by how often
    either is part of known words, and by how well the two stand between their neighbours; so compounds (`Haustür`) and
    derivations (`antiaging`) are silent.
    What stands in the source, a reference or several segments is a word, and a name with a capital
    inside (`YouTube`, `McConnell`) is one unless both parts stand apart in the source. Languages
    without spaces are left alone; those without a word list need a dictionary of the user's, else only marks count.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/spelling"
    severity: ClassVar = Severity.MAJOR
    yields_to: ClassVar = ("encoding.mojibake", "markup")

    bad: ClassVar = (
        Example("They spoke of military ⟦needsand⟧ of money.", suggestion="needs and"),
        Example("He thanked ⟦GermanyThe⟧ minister left.", suggestion="Germany The"),
        Example("The leader of ⟦Belarus,Alexander⟧ was there.", suggestion="Belarus, Alexander"),
        Example("Он сказал, ⟦чторабота⟧ идёт.", langs="en-ru", suggestion="что работа"),
        Example("Das ist ⟦allesund⟧ mehr nicht.", langs="en-de", suggestion="alles und"),
        Example("Il est arrivé ⟦hiersoir⟧ tard.", langs="en-fr", suggestion="hier soir"),
        Example("He left the ⟦room.Then⟧ it rained.", suggestion="room. Then"),
        Example("He is head of the Ministry ⟦ofInternal⟧ Affairs.", suggestion="of Internal"),
        Example("Он приехал ⟦вМоскву⟧ утром.", langs="en-ru", suggestion="в Москву"),
        Example("Odletěl ⟦doSydney⟧ ráno, ⟦vSydney⟧ prší.", "He flew to Sydney, it rains in Sydney.", langs="en-cs"),
        Example("Yes, ⟦butI⟧ will stay.", suggestion="but I"),
        Example("The ⟦BBCshow⟧ ⟦doesnot⟧ end.", "El programa no termina."),
        Example("They met in ⟦AbuDhabi⟧.", "他们在阿布扎比会面。", "zh-en", before=("Talks in Abu Dhabi went on.",)),
        Example("Zij zei ⟦datde⟧ trein laat was.", langs="en-nl", suggestion="dat de"),
        Example("Sono quelli ⟦chehanno⟧ detto una ⟦delletre⟧ cose.", langs="en-it"),
        Example("وصل إلى ⟦المدينة.ذهب⟧ بعدها إلى بيته.", "He came to the city. Then he went home.", "en-ar"),
        Example("هذه ⟦مدينةالسلام⟧ القديمة.", langs="en-ar", suggestion="مدينة السلام"),
        Example("Ο ⟦πρωθυπουργόςείπε⟧ ναι.", langs="en-el", suggestion="πρωθυπουργός είπε"),
        Example("वह घर ⟦गया।उसने⟧ कहा कि ⟦यहएक⟧ अच्छा दिन है।", langs="en-hi"),
        Example("집에 ⟦갔습니다.그리고⟧ 잤습니다.", langs="en-ko"),
    )
    good: ClassVar = (
        Example("Para restaurarlos, los botones pulsados.", "To restore them, the buttons.", "en-es"),
        Example("Neil deGrasse Tyson, an iPad, mRNA, eBay at 5 kHz, xDrive"),
        Example("PDFs, NGOs, the BMWs; hiphop and a hip hop show.", before=("It is hip hop.",)),
        Example("YouTube, McConnell, iPhone, LaGuardia, e.g., i.e., example.com, Ph.D."),
        Example("Die Haustürklingel und der Lobsterfischer sind superschnell.", langs="en-de"),
        Example("antibuques y reabastecerlos", langs="en-es"),
        Example("неприкосновенность сверхбогатых", langs="en-ru"),
        Example("Mr Zelenkovski met Mr Aberforth.", "Señores Zelenkovski y Aberforth."),
        Example("At 12:30 in Nos.3 and 4, 1,234.5"),
        Example("Read it on Yahoo!News today.", after=("Says Yahoo!News.",)),
        Example("maailmanlaajuisesti työllisyystilanne", langs="en-fi"),
        Example("Вони складали списки підкаталогів.", langs="en-uk"),
        Example("Auf diesem Markt ist er ein verkaufender Händler.", langs="en-de"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, segment in enumerate(document.segments):
            if segment.target_lang:
                for flag in self._check(segment, document.batch):
                    yield index, flag

    def _check(self, segment: Segment, batch: Batch) -> Iterator[Flag]:
        target, lang = segment.target, base(segment.target_lang)
        taken: set[int] = set()
        if language(lang).spaced and _TIGHT_RE.search(target):
            for match in _AFTER_MARK_RE.finditer(target):
                if self._lacks_space(match, segment, lang) and batch.derived(tight)[match.group()] < 2:
                    taken.update(range(match.start(), match.end()))
                    two = f"{match['before']}{match['mark']} {match['after']}"
                    yield self.flag(f"there is no space after '{match['mark']}'", match.span(), suggestion=two)
        if lang in _UNFIT:
            return
        if not lexicon(lang):
            yield from self._check_unlisted(segment, batch, lang, taken)
            return
        there: frozenset[str] | None = None
        listed = dictionary(lang)
        for word, start, folded, common in rare_words(target, lang):
            camel = word[1:].lower() != word[1:] and not word.isupper()
            if len(word) < (4 if camel or not word.islower() else 5) or start in taken:
                continue
            if common >= 3 and not camel and (folded in listed or not listed.lists):
                continue
            if there is None:
                there = given(segment)
            if folded in there or batch.derived(target_counts)[folded] > 2 or in_address(target, start):
                continue
            cut = (
                self._camel(word, start, segment, lang, there)
                if camel
                else self._plain(word, start, target, lang, there)
            ) or _as_elsewhere(folded, camel, lang, batch)
            if cut:
                two = f"{word[:cut]} {word[cut:]}"
                yield self.flag(f"'{word}' is two words: '{two}'", (start, start + len(word)), suggestion=two)

    def _check_unlisted(self, segment: Segment, batch: Batch, lang: str, taken: set[int]) -> Iterator[Flag]:
        """Look at the words of a language that no list has, but the user's dictionaries."""
        if not dictionary(lang) or lang in _COMPOUNDING:
            return
        known = batch.derived(target_words).get(lang, frozenset())
        for word, start in parts(segment.target):
            cut = find_unspelt_glue(word, lang, known) if word.islower() and start not in taken else None
            if cut and batch.derived(target_counts)[word] < 2 and word not in given(segment):
                two = f"{word[:cut]} {word[cut:]}"
                yield self.flag(f"'{word}' is two words: '{two}'", (start, start + len(word)), suggestion=two)

    @staticmethod
    def _lacks_space(match: regex.Match[str], segment: Segment, lang: str) -> bool:
        before, mark, after = match["before"], match["mark"], match["after"]
        if match.group() in (segment.source or "") or in_address(match.string, match.start()):
            return False
        if mark in {".", ")", "]", "”", "»"} or mark[-1] in "”»":
            if lang == "fi" or after.casefold() in {"com", "org", "net"}:
                return False
            if mark == ".":
                return _ends_a_sentence(before, after, lang)
            return mark[-1] in "”»" and len(mark) > 1
        if mark == ":" and after in {"innen", "in", "r", "n"}:
            return False  # Bürger:innen
        if mark == ":" and (lang in {"fi", "sv"} or (len(before) < 3 and not before[-1:].isdigit())):
            return False  # EU:n, kl:n
        if mark in "!?" and match.end("mark") - match.start() < 3:
            return False
        return mark != "…" or lang in {"en"}

    @staticmethod
    def _camel(word: str, start: int, segment: Segment, lang: str, there: frozenset[str]) -> int | None:
        """Return where a word with a capital inside falls apart."""
        known = lexicon(lang)
        if acronym := _ACRONYM_RE.fullmatch(word):
            whole, rest = known.zipf(word.casefold()), known.zipf(acronym["last"])
            return acronym.start("last") if not whole and rest >= _SURELY_WORD and lang not in _COMPOUNDING else None
        match = _CAMEL_RE.fullmatch(word)
        if not match:
            return None
        first, last = match["first"].casefold(), match["last"].casefold()
        one, two = known.zipf(first), known.zipf(last)
        whole = known.zipf(word.casefold())
        starts = _SENTENCE_START_RE.search(segment.target[max(0, start - 40) : start]) is not None
        if first in there and (last in there or two >= 3) and len(first) > 2:
            return match.start("last")
        if last in there and len(last) > 2 and one >= 3:
            return match.start("last")
        if whole and whole > one + two - 9 - 2.3:
            return None
        if len(first) < 3 and one >= _FUNCTION and match["first"].islower() and last not in _UNITS:
            # `iPhone` and `deGrasse` are names: of two letters and more, and what the source has, is not
            cyrillic = not regex.match(r"\p{Latin}", word)
            if last in there or cyrillic or (len(first) > 1 and one >= _SURELY and two >= 2.5):
                return match.start("last")
        if last == "i" and lang == "en" and one >= 3:
            return match.start("last")  # butI
        small = match["first"].islower() or starts
        if one >= _FUNCTION and len(first) > 2 and small:
            return match.start("last")
        if two >= _FUNCTION and len(last) > 2 and one >= 2.5 and not whole:
            return match.start("last")
        if match["first"].islower() and one >= 3 and len(first) > 3 and len(last) > 2 and not whole:
            return match.start("last")
        if not regex.match(r"\p{Latin}", word) and one >= 2.5 and len(first) > 3 and len(last) > 2 and not whole:
            return match.start("last")  # brands with a capital inside are written in Latin
        if segment.source and min(one, two) >= 3.5 and min(len(first), len(last)) > 2 and one + two - 9 - whole > 0:
            return match.start("last")  # a brand would stand in the source
        return None

    @staticmethod
    def _plain(word: str, start: int, target: str, lang: str, there: frozenset[str]) -> int | None:
        """Return where a word without a capital inside falls apart."""
        known, folded = lexicon(lang), fold(word, lang)
        if len(folded) != len(word):
            return None
        ended = _LAST_LETTER_RE.search(word)
        if ended and known.zipf(fold(word[: ended.end()], lang)) and known.zipf(fold(word[ended.end() :], lang)):
            return ended.end()
        nearby = frozenset(part for part in there if part in folded)
        glue = find_glue(folded, lang, nearby)
        if not glue:
            return None
        function = max(known.zipf(glue.first), known.zipf(glue.last)) >= _FUNCTION
        compounds = lang in _COMPOUNDING
        name = word[0].isupper() and not _SENTENCE_START_RE.search(target[max(0, start - 40) : start])
        if name and (not compounds or not function):
            # a foreign name is made of any letters, and a source in another script does not show it
            least = 99.0 if compounds else 0.0 if glue.first in there or glue.last in there else 2.0
        elif function:
            least = -0.4 if compounds else -1.0
        else:
            least = 0.5 if compounds else -0.3
        if not known.complete:
            least += 0.3 if not dictionary(lang) else -0.7
        if lang in _CLITICS:
            least += 0.7
        cut = len(glue.first)
        odds = glue.odds
        if transitions(lang):
            fits = better(target, start, start + len(word), [word[:cut], word[cut:]], lang)
            odds += fits - _EXPECTED if function else min(fits, 0.0) if compounds or lang == "en" else fits
        return cut if odds > least and folded not in dictionary(lang) else None


_LAST_LETTER_RE = regex.compile(r"(?<=\p{L})[ةςךםןףץ](?=\p{L}{2})")
"""Letters that only end words, within a string."""
_EXPECTED = 0.6
"""What a small word and its neighbour fit better than one string, at least: less speaks against them. Nouns side by side
fit as well as their compound in Germanic languages, so what they fit speaks only against them there."""


def _as_elsewhere(folded: str, camel: bool, lang: str, batch: Batch) -> int | None:
    """Return where a string falls into two words that stand side by side elsewhere in the batch: Abu Dhabi."""
    cut = batch.derived(apart).get(folded)
    if (
        cut is None
        or batch.derived(target_counts)[folded] > 1
        or min(cut, len(folded) - cut) < (2 if camel else 3)
        or folded in dictionary(lang)
        or is_verb(folded[:cut], folded[cut:], lang)
    ):
        return None
    known = lexicon(lang)
    holding = max(known.zipf(folded[:cut]), known.zipf(folded[cut:])) >= _FUNCTION
    compound = lang in _COMPOUNDING and not camel and not holding
    return cut if not compound and known.zipf(folded) < _WELL_KNOWN else None


_UNFIT = frozenset({"ja", "zh", "ko", "th", "km", "lo", "my", "ta", "yue"})
"""Languages whose lists hold pieces of words, or that write no spaces or put them as they like."""


def tight(batch: Batch) -> Counter[str]:
    """Return in how many different targets of a batch each string with a mark inside stands: `Yahoo!News`."""
    counts: Counter[str] = Counter()
    for text in dict.fromkeys(segment.target for segment in batch.segments):
        if _TIGHT_RE.search(text):
            counts.update({match.group() for match in _AFTER_MARK_RE.finditer(text)})
    return counts


def _ends_a_sentence(before: str, after: str, lang: str) -> bool:
    """Tell whether a full stop between two words ends a sentence or a title, not a part of an address."""
    known = lexicon(lang)
    if before in _TITLES and len(after) > 2:
        return True
    common = known.zipf(after.casefold())
    if main_script(after) not in CASED:
        return not known or common >= 3 or lang in _UNFIT
    if before[-1].isdigit() or (len(before) > 2 and not before.islower()):
        return common >= (4 if len(after) > 2 else 6)
    return len(before) > 2 and (len(after) > 2 or common >= 6)


_TITLES = frozenset("Dr Mr Mrs Ms Sr Sra Prof St Mme Sen Gen Rep Gov Св Hr Fr Sig".split())
