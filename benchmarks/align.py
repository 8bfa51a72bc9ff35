"""Align articles made from sentence-aligned news, and count the links that are found exactly.

    python benchmarks/align.py NEWS.jsonl[.gz]… [--seeds 1,2,3] [--show]
    python benchmarks/align.py NEWS.jsonl[.gz]… --write benchmarks/alignment.md

NEWS holds one JSON object a sentence pair, documents in order: `src`, `mt`, `doc_id`, `src_lang`, `tgt_lang`; of
files with several systems `FILE:SYSTEM` takes one. On each side sentences are joined, split, dropped and added and
paragraphs set anew, by a seeded draw. A link counts if it holds the same sentences of both sides as the one
that was made. Each article is aligned with what all of the file teach, and alone; `--flat` takes the paragraphs away.
The peer is NLTK's Gale and Church (`pip install nltk`), left out where it is not installed. `--show` prints wrong links.
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
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tqcheck.alignment.articles import Text, align_all

JOINED = 0.06  # of the sentences of a side, with the next one
SPLIT = 0.06  # at a comma or the like
DROPPED = 0.02  # runs of one to three
ADDED = 0.02  # runs of one to three, from another document
SHORTEST = 5  # sentences of an article
REDRAWN = 0.15  # paragraph breaks that only one side has

Gold = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts, and the links between them; one side of a link is empty where nothing corresponds."""

    source: Text
    target: Text
    links: tuple[Gold, ...]
    langs: tuple[str, str]
    seed: int = 0


def news(name: str) -> Iterator[tuple[list[tuple[str, str]], tuple[str, str]]]:
    """Yield the documents of a file as pairs of sentences, with their languages."""
    file, _, system = name.partition(":")
    raw = Path(file).read_bytes()
    lines = (gzip.decompress(raw) if file.endswith(".gz") else raw).decode("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["src"].strip() and row["mt"].strip()]
    if system:
        rows = [row for row in rows if row.get("system") == system]
    for _, group in groupby(rows, key=lambda row: row["doc_id"]):
        document = list(group)
        if len(document) >= SHORTEST:
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


def together(cases: Sequence[Case]) -> list[list[Gold]]:
    """Align with tqcheck, each article with what all of them teach."""
    found = align_all([(one.source, one.target) for one in cases], cases[0].langs)
    return [[(link.source, link.target) for link in alignment.links] for alignment in found]


def apart(cases: Sequence[Case]) -> list[list[Gold]]:
    """Align with tqcheck, each article by itself."""
    return [found for one in cases for found in together([one])]


def gale_church(cases: Sequence[Case]) -> list[list[Gold]]:
    """Align with NLTK's Gale and Church, by length alone."""
    from nltk.translate.gale_church import align_blocks

    found = []
    for one in cases:
        pairs = align_blocks([len(s) for s in one.source.sentences], [len(s) for s in one.target.sentences])
        found.append(_links(pairs, len(one.source.sentences), len(one.target.sentences)))
    return found


def _links(pairs: Sequence[tuple[int, int]], sources: int, targets: int) -> list[Gold]:
    """Return links made of pairs of sentences; sentences in no pair stand alone."""
    links: list[Gold] = []
    for i, j in sorted(pairs):
        if links and (i < links[-1][0][1] or j < links[-1][1][1]):
            (a, b), (c, d) = links.pop()
            links.append(((a, max(b, i + 1)), (c, max(d, j + 1))))
        else:
            links.append(((i, i + 1), (j, j + 1)))
    for side, count in ((0, sources), (1, targets)):
        taken = {at for link in links for at in range(*link[side])}
        for at in sorted(set(range(count)) - taken):
            alone = ((at, at + 1), (0, 0))
            links.append(alone if side == 0 else (alone[1], alone[0]))
    return links


def strangers(cases: Sequence[Case]) -> tuple[float, float]:
    """Return how many per cent of the articles are taken for strangers beside another's target, and beside their own."""

    def strange(pairs: list[tuple[Text, Text]]) -> float:
        return 100 * sum(not align_all([pair], cases[0].langs)[0].related for pair in pairs) / len(pairs)

    others = [*cases[3:], *cases[:3]]
    wrong = [(one.source, other.target) for one, other in zip(cases, others, strict=True)]
    return strange(wrong), strange([(one.source, one.target) for one in cases])


ALIGNERS = {"tqcheck": together, "tqcheck, article alone": apart, "Gale-Church (NLTK)": gale_church}


def main() -> None:
    """Make, align, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+", help="files of sentence pairs, FILE or FILE:SYSTEM")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--flat", action="store_true", help="take the paragraphs away")
    parser.add_argument("--show", action="store_true", help="print the links that are wrong")
    parser.add_argument("--write", type=Path, help="write the figures as Markdown there")
    options = parser.parse_args()
    aligners = {name: run for name, run in ALIGNERS.items() if run is not gale_church or find_spec("nltk")}
    rows = []
    for name in options.news:
        cases = list(made(name, [int(seed) for seed in options.seeds.split(",")], options.flat))
        if not cases:
            parser.error(f"{name} holds no document of {SHORTEST} sentences")
        for aligner, run in aligners.items():
            started = time.process_time()
            found = [path for some in by_seed(cases) for path in run(some)]
            rows.append(row(cases, aligner, counted(cases, found), time.process_time() - started))
            print(" | ".join(rows[-1]), flush=True)
            if options.show and run is together:
                show(cases, found)
    length = longest(options.news[0])
    print(length)
    if options.write:
        alike = [
            f"| {'-'.join(cases[0].langs)} | {wrong:.0f} | {right:.0f} |"
            for cases in (list(made(name, [7], True)) for name in options.news)
            for wrong, right in [strangers(cases)]
        ]
        options.write.write_text(page(rows, alike, length), "utf-8")


def made(name: str, seeds: Sequence[int], flat_: bool) -> Iterator[Case]:
    """Yield the cases made from a file, seed by seed."""
    documents = list(news(name))
    for seed in seeds:
        draw = random.Random(seed)
        for index, (pairs, langs) in enumerate(documents):
            others = [pair for number, (rows, _) in enumerate(documents) if number != index for pair in rows]
            one = case(pairs, langs, others, draw)
            yield replace(flat(one) if flat_ else one, seed=seed)


def by_seed(cases: Sequence[Case]) -> Iterator[list[Case]]:
    """Yield the cases of each seed: what is aligned together."""
    for _, some in groupby(cases, key=lambda one: one.seed):
        yield list(some)


HEAD = (
    "pair",
    "aligner",
    "links",
    "F1 of exact links",
    "alone",
    "of them found, %",
    "falsely alone in 100 sentences",
    "CPU ms a link",
)


def row(cases: Sequence[Case], aligner: str, figures: dict[str, float], seconds: float) -> tuple[str, ...]:
    """Return one line of the table."""
    return (
        "-".join(cases[0].langs),
        aligner,
        f"{figures['links']:.0f}",
        f"{figures['f1']:.1f}",
        f"{figures['alone']:.0f}",
        f"{figures['alone found']:.1f}",
        f"{figures['false alone / 100']:.2f}",
        f"{1000 * seconds / figures['links']:.1f}",
    )


def longest(name: str, sentences: int = 5000) -> str:
    """Align one article of very many sentences, and say what that took."""
    documents = list(news(name))
    draw = random.Random(3)
    rows = [pair for pairs, _ in documents for pair in pairs]
    pairs: list[tuple[str, str]] = []
    while len(pairs) < sentences:
        draw.shuffle(rows)
        pairs += rows
    one = case(pairs[:sentences], documents[0][1], rows, draw)
    started = time.process_time()
    found = counted([one], together([one]))
    return (
        f"One article of {len(one.source.sentences):,} sentences ({'-'.join(one.langs)}; sentences repeat):"
        f" F1 {found['f1']:.1f}, {time.process_time() - started:.1f} s of CPU time on one core, at most"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB for the whole benchmark."
    )


def page(rows: Sequence[tuple[str, ...]], alike: Sequence[str], length: str) -> str:
    """Return the figures as Markdown."""
    return "\n".join(
        (
            "# How well articles are aligned",
            "",
            "Written by `benchmarks/align.py`, which says how the articles are made from sentence-aligned news (NTREX-128,",
            f"and WMT24 where it has documents): {JOINED:.0%} of the sentences joined, {SPLIT:.0%} split,"
            f" runs dropped ({DROPPED:.0%}) and added ({ADDED:.0%}),",
            f"{REDRAWN:.0%} of the paragraph breaks moved. No model, no dictionary: lengths, paragraphs, shared words and",
            "numbers, names by sound, CLDR's names, and a lexicon learned from the articles themselves.",
            "",
            "| " + " | ".join(HEAD) + " |",
            "| --- | --- |" + " ---: |" * (len(HEAD) - 2),
            *("| " + " | ".join(cells) + " |" for cells in rows),
            "",
            length,
            "",
            "Articles taken for strangers (each aligned by itself), in per cent:",
            "",
            "| pair | beside the translation of another article | beside their own |",
            "| --- | ---: | ---: |",
            *alike,
            "",
        )
    )


def show(cases: Sequence[Case], found: Sequence[Sequence[Gold]]) -> None:
    """Print the links that are not as they were made."""
    for one, path in zip(cases, found, strict=True):
        for link in sorted(set(path) - set(one.links)):
            print(link, "instead of", [other for other in one.links if _touch(link, other)])
            for text, stretch in zip((one.source, one.target), link, strict=True):
                print("   ", *text.sentences[slice(*stretch)], sep=" | ")


def _touch(one: Gold, other: Gold) -> bool:
    return any(max(a[0], b[0]) < min(a[1], b[1]) for a, b in zip(one, other, strict=True))


if __name__ == "__main__":
    main()
