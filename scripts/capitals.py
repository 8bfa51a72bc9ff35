"""Make tqcheck/data/capitals.txt.xz: the words that languages write with a capital because they are names.

    pip install simplemma==2.0.0 wordfreq babel && python scripts/capitals.py

The dictionaries of some fifty languages vote on each word of wordfreq's lists: one that has it with a capital only
says name, one that has it in small letters says word. The word's own language has more votes than the rest;
German and Luxembourgish, which give every noun a capital, have none for a name.
"""

from __future__ import annotations

import lzma
from collections import Counter, defaultdict
from pathlib import Path

import wordfreq
from babel import Locale
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

OUT = Path(__file__).parent.parent / "tqcheck" / "data" / "capitals.txt.xz"
NOUNS_CAPITAL = {"de", "lb"}
LOOSE = {"en", "tr", "nl", "pl", "is"}
"""Languages whose dictionaries have many a name in small letters, too: their small letters say half."""
VOTING = (
    "ast bg ca cs cy da de el en eo es et fi fr ga gd gl gv hbs hu id is it lb lt lv mk nb nl nn pl pt ro ru se sk sl sq"
    " sv sw tl tr uk"
).split()
LISTS = {"sh": "hbs"}
"""What simplemma calls a language that wordfreq calls otherwise."""
RAREST = 1e-8


def main() -> None:
    """Count the votes, decide, write."""
    lists = {lang: wordfreq.get_frequency_dict(lang, "best") for lang in wordfreq.available_languages("best")}
    wanted = {
        word
        for shares in lists.values()
        for word, share in shares.items()
        if share >= RAREST and word.isalpha() and len(word) > 2
    }
    capital, small = votes(wanted)
    everywhere = {word for word in capital if weight(word, "", capital, small) >= 2}
    lines = [" ".join(["*", *sorted(everywhere)])]
    for lang, shares in sorted(lists.items()):
        own = LISTS.get(lang, lang)
        if own not in VOTING:
            continue
        names = {word for word in shares if word in wanted and named(word, own, capital, small)}
        if lang == "en":
            names = {word for word in names | english(shares, capital) if not plural(word, capital, small)}
        lines.append(" ".join([lang, *sorted(names - everywhere)]))
        against = {word for word in everywhere & small.keys() if own in small[word] and word not in names}
        lines.append(" ".join([f"-{lang}", *sorted(against)]))
    OUT.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))
    print(Counter({line.split(" ", 1)[0]: line.count(" ") for line in lines}), OUT.stat().st_size)


def votes(wanted: set[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return which languages have each wanted word with a capital, and which in small letters."""
    factory = DefaultDictionaryFactory()
    capital: defaultdict[str, set[str]] = defaultdict(set)
    small: defaultdict[str, set[str]] = defaultdict(set)
    for lang in VOTING:
        dictionary = factory.get_dictionary(lang)
        for item in {*dictionary.keys(), *dictionary.values()}:
            word = item if isinstance(item, str) else item.decode()
            lower = word.lower()
            if lower in wanted:
                if word == lower:
                    small[lower].add(lang)
                elif word[1:] == lower[1:]:
                    capital[lower].add(lang)
    return dict(capital), dict(small)


def weight(word: str, own: str, capital: dict[str, set[str]], small: dict[str, set[str]]) -> float:
    """Return the votes for a name less those for a word."""
    total = sum(2.0 if lang == own else 1.0 for lang in capital.get(word, ()) if lang not in NOUNS_CAPITAL)
    for lang in small.get(word, ()):
        if lang == own:
            total -= 1.5 if lang in LOOSE else 3
        else:
            total -= 0.5 if lang in LOOSE else 1
    return total


def named(word: str, own: str, capital: dict[str, set[str]], small: dict[str, set[str]]) -> bool:
    """Tell whether a word is a name in a language."""
    votes = weight(word, own, capital, small)
    if own in small.get(word, ()):
        return own in LOOSE and votes >= 3
    if votes >= 2 and len(capital[word] - NOUNS_CAPITAL) > 1:
        return True
    # What one dictionary alone says of a form may be a slip: it has the word itself in small letters
    beginnings = (word[:size] for size in range(max(4, len(word) - 3), len(word)))
    return (
        votes >= 1
        and own in capital.get(word, ())
        and own not in NOUNS_CAPITAL
        and not any(own in small.get(beginning, ()) for beginning in beginnings)
    )


def plural(word: str, capital: dict[str, set[str]], small: dict[str, set[str]]) -> bool:
    """Tell whether a word is the plural of one in small letters: states."""
    one = word.removesuffix("s")
    return one != word and "en" in small.get(one, ()) and "en" not in capital.get(one, ())


def english(shares: dict[str, float], capital: dict[str, set[str]]) -> set[str]:
    """Return what English alone gives a capital: peoples and languages, days and months."""
    locale = Locale.parse("en")
    lands = {name.split()[0].lower() for name in (*locale.territories.values(), *locale.languages.values())}
    starts = {land[: max(4, len(land) - 2)] for land in lands if len(land) > 3}
    peoples = {
        word
        for word in capital
        if "en" in capital[word]
        and word in shares
        and word.removesuffix("s").endswith(("an", "ish", "ese", "i", "ch", "ek", "ss", "c"))
        and any(word.startswith(start) for start in starts)
    }
    dates = {name.lower() for width in (locale.days, locale.months) for name in width["format"]["wide"].values()}
    return peoples | dates - {"march", "may", "august"}


if __name__ == "__main__":
    main()
