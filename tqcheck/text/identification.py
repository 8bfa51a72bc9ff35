"""Which language a text is in and which stretches of it are in another: frequent words first, langdetect in doubt."""

from __future__ import annotations

import lzma
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from operator import methodcaller
from typing import NamedTuple

import regex

from tqcheck.text.characters import scripts
from tqcheck.text.languages import base, language
from tqcheck.text.lexicon import LIST_OF, frequencies, levels, lists
from tqcheck.text.memo import Memo
from tqcheck.text.wordlists import SortedWords

_WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*")

ADDRESS_RE = regex.compile(
    r"""
    https? \s{0,3} : \S*                                           # https://example.org/a
    | (?<! [\w./-] ) [\w.-]++ (?: \s? / \s? [\w.%-]++ ){2,} /?      # example.org / news / 2024, taken apart
    | (?<! [\w/.<] ) (?: ~ | \.{1,2} )? (?: / \.? [\w-]++ ){2,} (?: \. \w+ )? /?   # ~/.local/share, /usr/bin/x.sh
    | (?<! [\w.-] ) [\w-]++ \. (?i: jpe?g | png | gif | svg | webp | pdf | docx? | xlsx? | pptx? | od[tsp] | txt | csv | html?
      | xml | json | zip | mp[34] | wav | exe ) \b                    # photo-1.jpg
    | (?<! \S ) [^\s@]++ @ \S++                                    # someone@example.org
    | [@\#] (?: (?! [\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}] ) [\w\p{M}] )+   # @name, #tag
    | (?<! [\w.-] ) (?: [\w-]++ \. )++ (?: com | org | net | gov | edu | info | \p{Ll}{2} ) \b
      (?! \s \p{Ll} ) (?: / \S* )?
    """,
    regex.VERBOSE,
)
"""Addresses of the net, and names and tags of its users: in no language."""

# As langdetect has them, where that differs.
_JUDGED_AS = {"nb": "no", "nn": "no", "fil": "tl", "bs": "hr"}

BETWEEN = {"gl": (("es", "pt"), regex.compile("[a-ilm-vxzñáéíóúïü]+"))}
"""Languages whose words are mostly those of two neighbours, as far as they are spelt so: a mixture of both is neither."""
_ABSENT = -5.6
"""Log share of a word that a profile has not: half a unit below the rarest that it has."""


class _Profiles:
    """The frequent words of the languages that are written in one script, with log10 of their shares."""

    def __init__(self, script: str) -> None:
        file = files("tqcheck.data") / "profiles" / f"{script}.txt.xz"
        languages, *lines = lzma.decompress(file.read_bytes()).decode().split("\n") if file.is_file() else [""]
        self.languages = frozenset(languages.split())
        self._lines = SortedWords(lines)

    def shares(self, word: str) -> dict[str, float]:
        """Return `language → log10 of a word's share` where it is frequent."""
        for line in self._lines.starting(f"{word}\t"):
            return {lang: -int(centibels) / 100 for lang, _, centibels in map(_PARTED, line.split("\t")[1].split(" "))}
        return {}


_PARTED = methodcaller("partition", "-")


@lru_cache(maxsize=8)
def _profiles(script: str) -> _Profiles:
    return _Profiles(script)


def written_in(code: str) -> frozenset[str]:
    """Return the scripts that a language is written in; South Slavic has two."""
    both = {"sr": ("Cyrl", "Latn"), "bs": ("Latn", "Cyrl"), "hr": ("Latn",), "uz": ("Latn", "Cyrl")}
    return frozenset(both.get(code, ())) | language(code).scripts


def without_addresses(text: str) -> str:
    """Return the text with a blank for each address."""
    return ADDRESS_RE.sub(" ", text) if _ADDRESS_SIGN_RE.search(text) else text


_ADDRESS_SIGN_RE = regex.compile(r"[/@\#]|\.(?<=\w\.)(?=\w)")


class Rival(NamedTuple):
    """A language that explains a text better than the expected one does.

    `margin`: how many times likelier its frequent words make the text, as a power of ten.
    `words`: how many of the text's words it knows.
    """

    lang: str
    margin: float
    words: int


@lru_cache(maxsize=4096)
def rival(text: str, lang: str) -> Rival | None:
    """Return the language whose frequent words explain `text` best, if that is not `lang`.

    None as well where `lang` has no list and no table: nothing can be said then.

    >>> rival("La casa no es de la señora que vive aquí", "pt").lang
    'es'
    """
    expected = LIST_OF.get(base(lang), base(lang))
    counts = scripts(text)
    script = next(iter(counts), None)
    if script is None:
        return None
    own = written_in(base(lang))
    if script not in own and sum(counts.get(one, 0) for one in own) > 0.1 * sum(counts.values()):
        return None  # some foreign names in a text that is what it should be
    words = dict.fromkeys(_WORD_RE.findall(without_addresses(text).lower()))
    standing = [*map(_standing(script, expected).__getitem__, words)]
    if sum(one.at_home for one in standing) > sum(one.elsewhere for one in standing) + 0.01:
        return None  # even if all that other languages have of it were one language
    totals: dict[str, float] = {}
    known: dict[str, int] = {}
    for word in standing:
        for code, share in word.shares.items():
            totals[code] = totals.get(code, 0.0) + share - _ABSENT
            known[code] = known.get(code, 0) + 1
    if not totals:
        return None
    best = max(totals, key=lambda code: (totals[code], code))
    if best == expected:
        return None
    if expected not in totals and script in own and expected not in _profiles(script).languages:
        return None
    return Rival(best, totals[best] - totals.get(expected, 0.0), known[best])


class _Standing(NamedTuple):
    """How much a word says for the expected language and, at most, for another, in powers of ten; its shares."""

    at_home: float
    elsewhere: float
    shares: Mapping[str, float]


@lru_cache(maxsize=128)
def _standing(script: str, expected: str) -> Memo[str, _Standing]:
    profiles = _profiles(script)

    def standing(word: str) -> _Standing:
        shares = profiles.shares(word)
        others = [share for code, share in shares.items() if code != expected]
        at_home, elsewhere = shares.get(expected, _ABSENT), max(others, default=_ABSENT)
        return _Standing(at_home - _ABSENT, elsewhere - _ABSENT, shares)

    return Memo(standing)


@lru_cache(maxsize=4096)
def judged(text: str) -> dict[str, float]:
    """Return langdetect's `language → probability`; empty if it cannot say. Chinese is `zh`, whichever script."""
    from tqcheck.text.letters import opinions

    shares: dict[str, float] = {}
    for lang, probability in opinions(text):
        shares[base(lang)] = shares.get(base(lang), 0.0) + probability
    return shares


def judges(lang: str) -> bool:
    """Tell whether langdetect knows the language."""
    from tqcheck.text.letters import judged_languages

    return _judged_as(lang) in set(map(base, judged_languages()))


def _judged_as(lang: str) -> str:
    return _JUDGED_AS.get(base(lang), base(lang))


_ENOUGH = 2.5
"""Powers of ten by which words must prefer another language before langdetect is asked."""
_PLENTY = 4.0
"""By which they must where only two words are known."""
_PLAIN = 7.0
"""By which they leave nothing to ask."""
_MOST = 0.4
"""Share of a text's words that the other language must know where only a few of the expected one's are."""
_DOUBTED = 0.3
"""Probability of the expected language below which langdetect agrees that it is another."""


@lru_cache(maxsize=4096)
def other_language(text: str, lang: str) -> str | None:
    """Return the language `text` is in as a whole if it is surely not `lang`; else None.

    The text's frequent words must prefer another language strongly, or all its words must, and langdetect must not
    take it for `lang`. Where langdetect does not know one of them, the words must be plain enough alone.
    """
    expected = base(lang)
    if expected in {"zh", "ja"}:
        return _chinese_or_japanese(text, expected)
    words = _WORD_RE.findall(text)
    if sum(not word[0].isupper() for word in words) < 2:
        return None  # names only
    found = rival(text, lang)
    if found and not frequencies(lang) and found.words < _MOST * len({word.lower() for word in words}):
        return None  # chance likenesses, where little is known of the language that it should be
    if found and found.words > 1 and found.margin >= (_ENOUGH if found.words > 2 else _PLENTY):
        plain = found.margin >= _PLAIN or not (judges(lang) and judges(found.lang if found.lang != "sh" else "hr"))
        return found.lang if plain or judged(text).get(_judged_as(lang), 0.0) < _DOUBTED else None
    return _at_second_sight(text, words, lang, found)


_FEW = 4
"""Words that a text must have for the share of strange ones to mean anything."""
_STRANGE = 0.5
"""Share of words that the language's full list lacks: a typo or a loan makes no such text."""
_STRANGER_THAN_A_NEIGHBOUR = 0.25
"""The same for a language between two others, where most words are known."""
_UNHEARD_OF = 10**-7.2
_FLOOR = 10**-8.5
_MOST_OF_A_WORD = 2.5


def _at_second_sight(text: str, words: list[str], lang: str, found: Rival | None) -> str | None:
    """Return the other language where frequent words are too few to tell: all words are looked up, in full lists.

    A short text in a close language has no function word that is its own (uk: `Основа матраса`).
    """
    here = frequencies(lang)
    small = [word.lower() for index, word in enumerate(words) if len(word) > 1 and (word[0].islower() or not index)]
    if not here or len(small) < 2:
        return None
    strange = list(filter(_unheard_of(base(lang)).__getitem__, small))
    if found is not None and found.lang in BETWEEN:
        return found.lang if len(small) >= _FEW and len(strange) >= _STRANGER_THAN_A_NEIGHBOUR * len(small) else None
    if (found is None and len(strange) < _STRANGE * len(small)) or not judges(lang):  # which loads langdetect
        return None
    opinion = judged(text)
    best = max(opinion, key=lambda code: (opinion[code], code), default="")
    if opinion.get(_judged_as(lang), 0.0) >= _DOUBTED or not best:
        return None
    for other in dict.fromkeys([found.lang, best] if found else []):
        if _gain(set(small), here, frequencies(other)) >= _PLENTY:
            return other
    return best if len(small) >= _FEW and len(strange) >= _STRANGE * len(small) else None


@lru_cache(maxsize=128)
def _unheard_of(lang: str) -> Memo[str, bool]:
    """Return `lower-case word → whether a language has it next to never`."""
    shares = frequencies(lang)
    return Memo(lambda word: shares.get(word, 0.0) < _UNHEARD_OF)


def _gain(words: set[str], here: Mapping[str, float], there: Mapping[str, float]) -> float:
    """Return by how many powers of ten words are likelier there than here; 0 unless two of them are."""
    gains = [math.log10((there.get(word, 0.0) + _FLOOR) / (here.get(word, 0.0) + _FLOOR)) for word in words]
    if sum(gain >= 1 for gain in gains) < 2:
        return 0.0
    return sum(max(-_MOST_OF_A_WORD, min(_MOST_OF_A_WORD, gain)) for gain in gains)


_TITLE_RE = regex.compile(r"《[^》]*》|[「『“][^「」『』“”]{1,20}[」』”]")
_LEAST_KANA = 0.12
"""Share of kana that no Chinese text has, product names included, and all Japanese ones of some length have."""


def _chinese_or_japanese(text: str, expected: str) -> str | None:
    """Return `ja` for a Chinese text that is Japanese, `zh` for the reverse: by kana, and by characters without."""
    counts = scripts(_TITLE_RE.sub("", text))
    kana = counts.get("Hira", 0) + counts.get("Kana", 0)
    han = counts.get("Hani", 0)
    if expected == "zh":
        return "ja" if counts.get("Hira", 0) > 1 and kana >= _LEAST_KANA * (kana + han) else None
    if kana or han < _FEW:
        return None
    margin = sum(_leaning(char) for char in set(text))
    return "zh" if margin >= _PLENTY else None


def _leaning(char: str) -> float:
    """Return how much more a character is at home in Chinese than in Japanese, in powers of ten, capped."""
    chinese, japanese = _character_shares("zh").get(char, 0.0), _character_shares("ja").get(char, 0.0)
    if not chinese and not japanese:
        return 0.0
    return max(-_MOST_OF_A_WORD, min(_MOST_OF_A_WORD, math.log10((chinese + 1e-6) / (japanese + 1e-6))))


@lru_cache(maxsize=2)
def _character_shares(lang: str) -> dict[str, float]:
    """Return how much of a language's words each Han character makes up."""
    shares: dict[str, float] = {}
    for centibels, bucket in enumerate(levels(lists("small")[lang])):
        for word in bucket:
            for char in word:
                if "\u4e00" <= char <= "\u9fff":
                    shares[char] = shares.get(char, 0.0) + 10 ** (-centibels / 100)
    return shares
