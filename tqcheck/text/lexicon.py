"""What is a word in a language, and how common it is.

From wordfreq (Apache-2.0; its lists CC BY-SA 4.0), which counts words of subtitles, news, Wikipedia,
web and books in some forty languages. A list loads on first use, in a few tenths of a second.
"""

from __future__ import annotations

from functools import lru_cache

# wordfreq's names where they differ from the primary BCP 47 subtag
_LIST_OF = {"no": "nb", "nn": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "tl": "fil"}


@lru_cache(maxsize=8)
def frequencies(lang: str) -> dict[str, float]:
    """Return `word → share of all words` for a language; empty if there is no list. Words are lower case."""
    import wordfreq

    code = lang.split("-")[0].lower()
    code = _LIST_OF.get(code, code)
    if code not in wordfreq.available_languages("best"):
        return {}
    return wordfreq.get_frequency_dict(code, "best")


def zipf(word: str, lang: str) -> float:
    """Return how common a word is: log10 of its occurrences in a billion words; 0 if it is not known.

    3 is an everyday rare word (`glacier`), 5 a common one (`people`), 7 `the`.
    """
    import math

    share = frequencies(lang).get(word.lower(), 0.0)
    return round(math.log10(share) + 9, 2) if share else 0.0


def is_word(word: str, lang: str, rarest: float = 1.5) -> bool:
    """Tell whether a word is at least as common as `rarest` on the Zipf scale."""
    return zipf(word, lang) >= rarest
