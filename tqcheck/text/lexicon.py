"""What is a word in a language, and how common it is.

From wordfreq (Apache-2.0; its lists CC BY-SA 4.0), which counts words of subtitles, news, Wikipedia,
web and books in some forty languages. A list loads on first use, in a few tenths of a second.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Literal

from tqcheck.text.wordlists import Frequencies, SortedWords

# wordfreq's names where they differ from the primary BCP 47 subtag
LIST_OF = {"no": "nb", "nn": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "tl": "fil"}


def frequencies(lang: str) -> Frequencies:
    """Return `word → share of all words` for a language; empty if there is no list. Words are lower case."""
    code = lang.split("-")[0].lower()
    return _frequencies(code if code == "sr" else LIST_OF.get(code, code))


@lru_cache(maxsize=64)
def _frequencies(code: str) -> Frequencies:
    path = lists("best").get(LIST_OF.get(code, code))
    if path and code == "sr":
        spelt = alphabets(code)
        return Frequencies(
            lambda: ([*{form(word): None for form in spelt for word in words}] for words in levels(path))
        )
    return Frequencies(lambda: levels(path) if path else ())


def alphabets(lang: str) -> tuple[Callable[[str], str], ...]:
    """Return the ways in which a language writes the words of its list: Serbian has two."""
    return (str, in_cyrillic) if lang.split("-")[0] == "sr" else (str,)


_LATIN_ONLY = frozenset("qwxy")
_CYRILLIC = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")


def in_cyrillic(word: str) -> str:
    """Return a Serbo-Croatian word, which wordfreq lists in Latin letters, in Cyrillic ones.

    >>> in_cyrillic("odžaklija"), in_cyrillic("ljubičanje")
    ('оџаклија', 'љубичање')
    """
    if not _LATIN_ONLY.isdisjoint(word):
        return word
    return word.replace("lj", "љ").replace("nj", "њ").replace("dž", "џ").translate(_CYRILLIC)


@cache
def small_list(lang: str) -> Frequencies:
    """Return `word → share of all words` for the commonest words of a language, which take a third of the time to load."""
    path = lists("small").get(lang)
    return Frequencies(lambda: levels(path) if path else ())


@cache
def lists(size: Literal["small", "best"]) -> dict[str, Path]:
    """Return `language → file` of wordfreq's lists: the small ones, or the largest of each language.

    To import wordfreq itself takes longer than to read them, for tokenizers that nobody asks for here.
    """
    spec = find_spec("wordfreq")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("wordfreq is not installed, which tqcheck requires", name="wordfreq")
    folder = Path(spec.submodule_search_locations[0]) / "data"
    return {
        path.name.split(".")[0].removeprefix(prefix): path
        for prefix in (("small_", "large_") if size == "best" else ("small_",))
        for path in sorted(folder.glob(f"{prefix}*.msgpack.gz"))
    }


def levels(path: Path) -> Iterator[list[str]]:
    """Yield the words of one of wordfreq's files, from the commonest on, each list a centibel rarer than the one before.

    It is read as far as it is asked for, and not kept; wordfreq's own functions read and keep the whole.
    """
    import gzip

    import msgpack

    with gzip.open(path) as file:
        unpacker = msgpack.Unpacker(file)
        count = unpacker.read_array_header()
        unpacker.skip()  # what the file says of itself
        for _ in range(count - 1):
            yield unpacker.unpack()


def fold(word: str, lang: str) -> str:
    """Return a word as the lists hold it: case folded, so `ß` is `ss` and `ς` is `σ`; Arabic and Hebrew without points.

    >>> fold("Straße", "de"), fold("IŞIK", "tr"), fold("أيضًا", "ar")
    ('strasse', 'ışık', 'أيضا')
    """
    if word.isascii():
        return word.lower() if not lang.startswith(("tr", "az")) else word.replace("I", "ı").lower()
    word = unicodedata.normalize("NFC", word)
    if lang.startswith(("tr", "az")):
        word = word.replace("İ", "i").replace("I", "ı")
    return word.translate(_POINTS) if _POINTED <= word[0] <= _UNPOINTED else word.casefold()


_POINTED, _UNPOINTED = "\u0591", "\u06ff"
"""The first and the last character of Hebrew and Arabic, which write vowels as marks or not at all."""
_POINTS = {code: None for code in range(0x0591, 0x06FF) if code == 0x0640 or unicodedata.category(chr(code)) == "Mn"}


def zipf(word: str, lang: str) -> float:
    """Return how common a word is: log10 of its occurrences in a billion words; 0 if it is not known.

    3 is an everyday rare word (`glacier`), 5 a common one (`people`), 7 `the`.
    """
    share = frequencies(lang).get(fold(word, lang), 0.0)
    return round(math.log10(share) + 9, 2) if share else 0.0


_SMALL = 100_000
"""Lists shorter than this end at Zipf 3: inflected forms and compounds of the language are missing."""


class Lexicon:
    """The list of a language as evidence on words that it lacks: are they built as its words are built?

    Counts words by their beginnings and ends on demand; nothing is computed that no word asked for.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.shares = frequencies(lang)
        self.complete = len(self.shares) >= _SMALL * len(alphabets(lang))
        self._left: dict[str, int] = {}
        self._right: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self.shares)

    @property
    def words(self) -> SortedWords:
        """The words that may be trusted."""
        return self.shares.words

    @cached_property
    def _reversed(self) -> SortedWords:
        return SortedWords(word[::-1] for word in self.words)

    def zipf(self, word: str) -> float:
        """Return how common a lower-case word is: log10 of its occurrences in a billion; 0 if not known."""
        share = self.shares.get(word)
        return math.log10(share) + 9 if share else 0.0

    def common(self, share: float) -> list[str]:
        """Return the words that may be trusted and are as common as a share of one in a million or more, sorted."""
        return sorted(word for word in self.shares.at_least(share) if word.isalpha() or not word.isascii())

    def starting(self, beginning: str) -> list[str]:
        """Return the known words that start so."""
        return self.words.starting(beginning)

    def ending(self, end: str) -> list[str]:
        """Return the known words that end so, each reversed."""
        return self._reversed.starting(end[::-1])

    def some_ending(self, end: str, most: int) -> list[str]:
        """Return the known words that end so, each reversed, evenly thinned if they are more than `most`."""
        return self._reversed.some(end[::-1], most)

    def as_first(self, part: str) -> int:
        """Return of how many known words `part` is the first part and a known word the rest."""
        if part not in self._left:
            size = len(part)
            self._left[part] = self._trusted(word[size:] for word in self.starting(part))
        return self._left[part]

    def as_last(self, part: str) -> int:
        """Return of how many known words `part` is the last part and a known word the rest."""
        if part not in self._right:
            size = len(part)
            self._right[part] = self._trusted(word[: size - 1 : -1] for word in self.ending(part))
        return self._right[part]

    def _trusted(self, strings: Iterable[str]) -> int:
        return sum(share >= 1e-7 for _, share in self.shares.among(strings))

    @cached_property
    def least_compound(self) -> float:
        """What `compound` returns of parts that are in no known word: no pair has less."""
        return 2 * math.log10(0.1 / len(self.words))

    def compound(self, first: str, last: str) -> float:
        """Return log10 of how often two such parts make a word of the language, as its known words do."""
        size = len(self.words)
        return math.log10((self.as_first(first) + 0.1) / size) + math.log10((self.as_last(last) + 0.1) / size)

    def inflected(self, word: str) -> float:
        """Return log10 of how often a known beginning and a known ending of words meet, at best."""
        size = len(self.words)
        best = -99.0
        for cut in range(max(3, len(word) - 6), len(word)):
            stems = self.words.count(word[:cut])
            if stems < 2:
                break
            endings = self._reversed.count(word[: cut - 1 : -1]) if cut > len(word) - 5 else 0
            if endings and self._joined(word, cut):
                best = max(best, math.log10(stems / size) + math.log10(endings / size))
        return best

    def _joined(self, word: str, cut: int) -> bool:
        """Tell whether the letters around the joint meet in known words at such a place."""
        return self._reversed.count(word[cut - 2 :][::-1]) > 1 if cut > 2 else True

    @cached_property
    def _grams(self) -> tuple[dict[str, int], dict[str, int]]:
        """How often letters follow three letters, in the commonest words."""
        common = "  ".join(["", *self.common(1e-6), ""])
        three, four = common[2:], common[3:]
        grams = Counter(map("".join, zip(common, common[1:], three, strict=False)))
        grams.update(map("".join, zip(common, common[1:], three, four, strict=False)))
        contexts = Counter(map("".join, pairwise(common)))
        return dict(grams), dict(contexts)

    def shape(self, word: str) -> float:
        """Return log10 of the probability that a word of the language is spelt like this one."""
        grams, contexts = self._grams
        padded = f"  {word} "
        total = 0.0
        for at in range(2, len(padded)):
            context, gram = padded[at - 2 : at], padded[at - 2 : at + 1]
            lower = (grams.get(gram, 0) + 0.02) / (contexts.get(context, 0) + 1)
            if at > 2:
                wider = grams.get(padded[at - 3 : at], 0)
                share = (grams.get(padded[at - 3 : at + 1], 0) + 2 * lower) / (wider + 2)
            else:
                share = lower
            total += math.log10(share)
        return total


@lru_cache(maxsize=64)
def lexicon(lang: str) -> Lexicon:
    """Return the lexicon of a language, empty (and false) if there is none."""
    return Lexicon(lang)
