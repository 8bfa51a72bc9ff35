"""Lose a line in line-aligned data, and exchange targets: what do the mistranslation rules say?

    python benchmarks/slips.py en-th=FILE[,FILE…] [en-pl=…]

A FILE is `.tsv` (source TAB target), `.jsonl` or `.jsonl.gz` (src, mt) or a catalogue of messages, `.mo`
(`/usr/share/locale/th/LC_MESSAGES/vlc.mo`; messages of five words or more). Of each pair of languages
2,000 pairs of lines are taken in a fixed random order. Writes `benchmarks/slips.md`. The table there was made from
the catalogues of Debian's evolution-common, gimp-data and vlc-l10n: messages of a program are more alike, and more
freely translated, than news.
"""

from __future__ import annotations

import gettext
import gzip
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tqcheck import __version__
from tqcheck.api import make_run
from tqcheck.model import Segment
from tqcheck.pipeline import batches
from tqcheck.text import embeddings
from tqcheck.text.correspondence import FEWEST_PIECES
from tqcheck.text.embeddings import encode

HERE = Path(__file__).parent
LINES = 2000
FEWEST_WORDS = 5
EXCHANGED = 0.05
Lines = list[tuple[str, str]]


def main() -> None:
    """Measure each pair of languages and write the table."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    embeddings.HELD = 500_000  # all of a pair's lines, which are read four times
    lines = heading({Path(file).name for given in sys.argv[1:] for file in given.partition("=")[2].split(",")})
    for given in sys.argv[1:]:
        lines.append(row(*given.split("=", 1)))
        print(lines[-1], flush=True)
    (HERE / "slips.md").write_text("\n".join(lines) + "\n", "utf-8")


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the pairs of lines of a file."""
    if path.suffix == ".mo":
        with path.open("rb") as stream:
            messages = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
        for message, translation in messages.items():
            if isinstance(message, str) and "\n" not in message and len(message.split()) >= FEWEST_WORDS:
                yield message.rpartition("\x04")[2], translation
        return
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            if ".jsonl" in path.name:
                record = json.loads(line)
                yield record["src"], record["mt"]
            else:
                source, target = line.rstrip("\n").split("\t")[:2]
                yield source, target


def row(langs: str, files: str) -> str:
    """Return the line of the table for one pair of languages."""
    pairs = dict(pair for name in files.split(",") for pair in read(Path(name)) if all(pair) and pair[0] != pair[1])
    lines = sorted(pairs.items())
    random.Random(1).shuffle(lines)
    lines = lines[:LINES]
    half = len(lines) // 2
    good = flagged(langs, lines)
    cells = [langs, f"{len(lines):,}"]
    sources, targets = [source for source, _ in lines], [target for _, target in lines]
    for changed, by in (
        ([*targets[:half], *targets[half + 1 :], targets[0]], "earlier"),
        ([*targets[:half], targets[0], *targets[half:-1]], "later"),
    ):
        slips = [
            (at, text)
            for at, rule, text in flagged(langs, list(zip(sources, changed, strict=True)))
            if rule == "slipped"
        ]
        right = [(at, text) for at, text in slips if by in text and abs(at - half) <= 2]
        told = (
            f"line {right[0][0] - half:+d}, {right[0][1].split(' targets')[0].rpartition(' ')[2]}"
            if right
            else "missed"
        )
        cells.append(told + (f" ({len(slips)} flags)" if len(slips) > 1 else ""))
    cells.append(f"{sum(rule == 'slipped' for _, rule, _ in good)}")
    exchanged, places = exchange(lines)
    found = {at for at, rule, _ in flagged(langs, exchanged) if rule == "unrelated"}
    comparable = [at for at in places if all(len(one.ids) >= FEWEST_PIECES for one in encode(exchanged[at]))]
    cells.append(f"{100 * len(found & set(comparable)) / len(comparable):.1f} of {len(comparable)}")
    cells.append(f"{100 * sum(rule == 'unrelated' for _, rule, _ in good) / len(lines):.2f}")
    return f"| {' | '.join(cells)} |"


def exchange(lines: Lines) -> tuple[Lines, list[int]]:
    """Give some lines the target of the one before them among these; return which."""
    places = sorted(random.Random(2).sample(range(len(lines)), int(EXCHANGED * len(lines))))
    changed = list(lines)
    for at, other in zip(places, [places[-1], *places], strict=False):
        changed[at] = (lines[at][0], lines[other][1])
    return changed, places


def flagged(langs: str, lines: Lines) -> list[tuple[int, str, str]]:
    """Return (line, rule, message) of each flag of the mistranslation rules on lines of one document."""
    segments = [
        Segment(str(at), target, source, (), *langs.split("-", 1), document="lines")
        for at, (source, target) in enumerate(lines)
    ]
    run = make_run(["mistranslation"])
    return [
        (int(result.segment.id), flag.rule.partition(".")[2], flag.message)
        for batch in batches(segments)
        for result in run.check(batch)
        for flag in result.flags
    ]


def heading(names: set[str]) -> list[str]:
    """Return what the table is about."""
    return [
        "# Lines that slipped, and targets of other lines",
        "",
        f"tqcheck {__version__}, made by `benchmarks/slips.py`. A target is lost in the middle, or one too many put there: which line is",
        "named, from the right one (a slip begins where the lines first tell), and how many targets the flag says stand wrong.",
        f"{EXCHANGED:.0%} of the targets are exchanged: how many per 100 are flagged as unrelated (of those with {FEWEST_PIECES} word pieces or",
        "more on both sides); and how many per 100 of the good lines are.",
        f"The lines come from {', '.join(sorted(names))}.",
        "",
        "| languages | lines | target lost | target added | slips on good lines | unrelated found | false per 100 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]


if __name__ == "__main__":
    main()
