"""Which strings a dictionary has: lists of frequencies cannot tell, as they count common slips too."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from tqcheck.text.hunspell import Speller, spellers


class WordList:
    """The words of a language, those with one beginning as one text: a tenth of the memory of a set."""

    def __init__(self, words: list[str]) -> None:
        self._texts = {head: "\n".join(["", *rest, ""]) for head, rest in groupby(words, lambda word: word[:2])}

    def __contains__(self, word: str) -> bool:
        return f"\n{word}\n" in self._texts.get(word[:2], "")


class Dictionary:
    """What lists and the user's spellers have; false if there are none.

    Asked for words as `lexicon.fold` writes them; spellers tell case and more apart, so they are asked for each
    spelling that a folded word may have.
    """

    def __init__(self, lists: Sequence[WordList], spellers: Sequence[Speller], lang: str) -> None:
        self.lists, self.spellers, self.lang = lists, spellers, lang

    def __bool__(self) -> bool:
        return bool(self.lists or self.spellers)

    def __contains__(self, word: str) -> bool:
        return any(word in words for words in self.lists) or any(
            spelling in speller for speller in self.spellers for spelling in self._spellings(word)
        )

    def _spellings(self, folded: str) -> Iterator[str]:
        yield folded
        yield folded.capitalize()  # German nouns
        if self.lang == "de" and "ss" in folded:
            unfolded = folded.replace("ss", "ß")
            yield from (unfolded, unfolded.capitalize())
        if self.lang == "el" and folded.endswith("σ"):
            yield folded[:-1] + "ς"


@lru_cache(maxsize=64)
def dictionary(lang: str) -> Dictionary:
    """Return what is known of a language: the list that ships (English alone has a free one with all its forms).

    >>> "aground" in dictionary("en"), "seperate" in dictionary("en")
    (True, False)
    """
    file = files("tqcheck.data") / "dictionaries" / f"{lang}.txt.xz"
    lists = [WordList(lzma.decompress(file.read_bytes()).decode().split("\n"))] if file.is_file() else []
    return Dictionary(lists, spellers(lang), lang)
