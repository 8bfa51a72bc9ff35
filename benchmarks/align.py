"""Align articles made from sentence-aligned news, and count the links that are found exactly.

    python benchmarks/align.py NEWS.jsonl[.gz]… [--seed 1] [--alone] [--peer gale-church] [--write]

NEWS holds one JSON object a sentence pair, documents in order: `src`, `mt`, `doc_id`, `src_lang`, `tgt_lang`.
On each side sentences are joined, split, dropped and added and paragraphs set anew, by a seeded draw.
A link counts if it holds the same sentences of both sides as the one that was made. `--alone` lets no
article learn from the others.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tqcheck.alignment.articles import Text, align_all
from tqcheck.alignment.moves import Link

JOINED = 0.06  # of the sentences of a side, with the next one
SPLIT = 0.06  # at a comma or the like
DROPPED = 0.02  # runs of one to three
ADDED = 0.02  # runs of one to three, from another document
REDRAWN = 0.15  # paragraph breaks that only one side has

Gold = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts, and the links between them; one side of a link is empty where nothing corresponds."""

    source: Text
    target: Text
    links: tuple[Gold, ...]
    langs: tuple[str, str]


def news(path: Path, system: str | None) -> Iterator[tuple[list[tuple[str, str]], tuple[str, str]]]:
    """Yield the documents of a file as pairs of sentences, with their languages."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")  # noqa: SIM115  # closed below
    with opened as stream:
        rows = [row for row in map(json.loads, stream) if row["src"].strip() and row["mt"].strip()]
    if system:
        rows = [row for row in rows if row.get("system") == system]
    for _, group in groupby(rows, key=lambda row: row["doc_id"]):
        document = list(group)
        if len(document) >= 5:
            yield [(row["src"], row["mt"]) for row in document], (document[0]["src_lang"], document[0]["tgt_lang"])


def case(
    pairs: list[tuple[str, str]], langs: tuple[str, str], others: Sequence[tuple[str, str]], draw: random.Random
) -> Case:
    """Return two articles made from sentence pairs. `others` are sentence pairs of other documents."""
    beads: list[tuple[list[str], list[str]]] = []
    index = 0
    while index < len(pairs):
        kind = draw.random()
        settled = not beads or all(beads[-1])  # a dropped sentence beside an added one would be a replaced one
        run = draw.randint(1, 3)
        if settled and kind < DROPPED:
            beads.extend(([source], []) for source, _ in pairs[index : index + run])
            index += run
        elif settled and kind < DROPPED + ADDED:
            start = draw.randrange(len(others))
            beads.extend(([], [target]) for _, target in others[start : start + run])
        else:
            bead = _linked(pairs[index : index + 2], draw)
            beads.append(bead[1])
            index += bead[0]
    return _assembled(beads, langs, draw)


def _linked(pairs: Sequence[tuple[str, str]], draw: random.Random) -> tuple[int, tuple[list[str], list[str]]]:
    """Return how many of the sentence pairs are used up, and the sentences of both sides that they become."""
    kind, side = draw.random(), draw.randrange(2)
    source, target = pairs[0]
    if kind < JOINED and len(pairs) > 1:
        sources, targets = [source, pairs[1][0]], [target, pairs[1][1]]
        return 2, (sources, [_joined(*targets)]) if side else ([_joined(*sources)], targets)
    if kind < JOINED + SPLIT:
        return 1, (_halves(source, draw), [target]) if side else ([source], _halves(target, draw))
    return 1, ([source], [target])


def _joined(one: str, other: str) -> str:
    return one + ("" if one[-1] in "。！？」”" and ord(other[0]) > 0x2E80 else " ") + other


def _halves(text: str, draw: random.Random) -> list[str]:
    middle = len(text) // 2
    commas = [at + 1 for at, char in enumerate(text) if char in ",;:，；、،" and 0.2 < at / len(text) < 0.8]
    spaces = [at for at, char in enumerate(text) if char == " " and 0.3 < at / len(text) < 0.7]
    cut = min(commas or spaces or [middle], key=lambda at: abs(at - middle))
    return [text] if len(text) < 20 else [text[:cut].strip(), text[cut:].strip()]


def _assembled(beads: list[tuple[list[str], list[str]]], langs: tuple[str, str], draw: random.Random) -> Case:
    sides: tuple[list[str], list[str]] = ([], [])
    starts: tuple[list[bool], list[bool]] = ([], [])
    links: list[Gold] = []
    due = True
    for bead in beads:
        spans = []
        for side in (0, 1):
            begin = len(sides[side])
            for number, sentence in enumerate(bead[side]):
                sides[side].append(sentence)
                starts[side].append((due if number == 0 else False) ^ (draw.random() < REDRAWN / 2))
            spans.append((begin, len(sides[side])))
        if all(bead):
            links.append((spans[0], spans[1]))
            due = draw.random() < 0.4
        else:
            links.extend(((at, at + 1), (spans[1][0],) * 2) for at in range(*spans[0]))
            links.extend(((spans[0][0],) * 2, (at, at + 1)) for at in range(*spans[1]))
    texts = [Text(tuple(side), (True, *start[1:])) for side, start in zip(sides, starts, strict=True)]
    return Case(texts[0], texts[1], tuple(links), langs)


def flat(one: Case) -> Case:
    """Return the case without its paragraphs."""
    texts = [Text(text.sentences, (True, *(False,) * (len(text.sentences) - 1))) for text in (one.source, one.target)]
    return Case(texts[0], texts[1], one.links, one.langs)


def whole(links: Sequence[Gold]) -> set[Gold]:
    """Return the links that have something on both sides."""
    return {link for link in links if link[0][0] < link[0][1] and link[1][0] < link[1][1]}


def lone(links: Sequence[Gold], side: int) -> set[int]:
    """Return the sentences of a side that stand alone."""
    return {link[side][0] for link in links if link[side][0] < link[side][1] and link[1 - side][0] == link[1 - side][1]}


def counted(cases: Sequence[Case], found: Sequence[Sequence[Gold]]) -> dict[str, float]:
    """Return the F1 of exact links, and what was found of dropped and added sentences, in per cent."""
    right = made = given = 0
    lost = [0, 0, 0]
    sentences = 0
    for one, path in zip(cases, found, strict=True):
        ours, theirs = whole(path), whole(one.links)
        right, made, given = right + len(ours & theirs), made + len(ours), given + len(theirs)
        for side in (0, 1):
            ours_lone, theirs_lone = lone(path, side), lone(one.links, side)
            lost[0] += len(ours_lone & theirs_lone)
            lost[1] += len(theirs_lone)
            lost[2] += len(ours_lone - theirs_lone)
        sentences += len(one.source.sentences) + len(one.target.sentences)
    return {
        "links": given,
        "f1": 200 * right / max(1, made + given),
        "alone": lost[1],
        "alone found": 100 * lost[0] / max(1, lost[1]),
        "false alone / 100": 100 * lost[2] / sentences,
    }


def ours(cases: Sequence[Case], alone: bool) -> list[list[Gold]]:
    """Align with tqcheck."""
    pairs = [(one.source, one.target) for one in cases]
    if alone:
        results = [align_all([pair], one.langs)[0] for pair, one in zip(pairs, cases, strict=True)]
    else:
        results = align_all(pairs, cases[0].langs)
    return [[_gold(link) for link in result.links] for result in results]


def _gold(link: Link) -> Gold:
    return link.source, link.target


def gale_church(cases: Sequence[Case], alone: bool) -> list[list[Gold]]:
    """Align with NLTK's Gale and Church (by length alone)."""
    from nltk.translate.gale_church import LanguageIndependent, align_log_prob, trace  # noqa: F401

    raise NotImplementedError


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--system")
    parser.add_argument("--flat", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    for path in options.news:
        documents = list(news(path, options.system))
        draw = random.Random(options.seed)
        cases = []
        for index, (pairs, langs) in enumerate(documents):
            others = [pair for number, (rows, _) in enumerate(documents) if number != index for pair in rows]
            cases.append(case(pairs, langs, others, draw))
        if options.flat:
            cases = [flat(one) for one in cases]
        started = time.perf_counter()
        found = ours(cases, options.alone)
        took = time.perf_counter() - started
        figures = counted(cases, found)
        print(
            f"{path.name:<22} {len(cases):>3} docs {figures['links']:>5} links  F1 {figures['f1']:5.1f}"
            f"  alone {figures['alone']:>3} found {figures['alone found']:5.1f} %"
            f"  false {figures['false alone / 100']:.2f} / 100"
            f"  {took:.1f} s  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        )
        if options.show:
            show(cases, found)


def show(cases, found):
    for one, path in zip(cases, found, strict=True):
        gold = set(one.links)
        for link in path:
            if link not in gold:
                near = [
                    g
                    for g in one.links
                    if max(g[0][0], link[0][0]) < max(min(g[0][1], link[0][1]), 0)
                    or (g[1][0] < link[1][1] and link[1][0] < g[1][1])
                ]
                print(link, "GOLD", near)
                print("   ", one.source.sentences[slice(*link[0])])
                print("   ", one.target.sentences[slice(*link[1])])


if __name__ == "__main__":
    main()
