"""Which language the letters of a text are in, by langdetect: its method and its profiles, its table packed.

Its own table has a number for each of 55 languages beside each sequence of letters, nearly all of them 0: 70 MB.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import langdetect
from langdetect.detector import Detector
from langdetect.lang_detect_exception import LangDetectException


class _Table(NamedTuple):
    """What a detector reads: languages, and for each sequence of letters `index of a language, share, index, …`.

    The names are langdetect's. Without a seed, the same text would get other answers.
    """

    langlist: tuple[str, ...]
    word_lang_prob_map: dict[str, tuple[float, ...]]
    seed: int = 0


@cache
def _table() -> _Table:
    shares: dict[str, tuple[float, ...]] = {}
    names = []
    for index, path in enumerate(sorted((Path(langdetect.__file__).parent / "profiles").iterdir())):
        profile = json.loads(path.read_text("utf-8"))
        names.append(profile["name"])
        for letters, times in profile["freq"].items():
            if len(letters) <= len(profile["n_words"]):
                share = index, times / profile["n_words"][len(letters) - 1]
                shares[letters] = shares[letters] + share if letters in shares else share
    return _Table(tuple(names), shares)


class _Detector(Detector):  # type: ignore[misc]  # langdetect has no types
    def _update_lang_prob(self, prob: list[float], word: str, alpha: float) -> bool:
        row = iter(self.word_lang_prob_map[word])
        weight = alpha / self.BASE_FREQ
        known = [(int(index), prob[int(index)] * (weight + share)) for index, share in zip(row, row, strict=True)]
        prob[:] = [one * weight for one in prob]
        for index, one in known:
            prob[index] = one
        return True


def judged_languages() -> frozenset[str]:
    """Return the languages that langdetect knows, as it names them: `zh-cn`."""
    return frozenset(_table().langlist)


def opinions(text: str) -> list[tuple[str, float]]:
    """Return (language, probability), the likeliest first, those below a tenth left out; empty if nothing can be said.

    It does some hundred texts a second: ask only in doubt.

    >>> opinions("Das ist ein schöner Tag.")[0][0]
    'de'
    """
    detector = _Detector(_table())
    detector.append(text)
    try:
        return [(found.lang, found.prob) for found in detector.get_probabilities()]
    except LangDetectException:
        return []
