"""Measure what a back-translation adds to the rules that hear it: without one, with one, and by that alone.

    python benchmarks/round_trip.py BENCH [BENCH…] [--pairs es-en,en-fr:es] [--rules names,polarity]
    python benchmarks/round_trip.py BENCH --pairs es-en --misses dropped_negation
    python benchmarks/round_trip.py BENCH --pairs es-en --alarms

BENCH is a folder as `flags.py` takes it. Engines are Apertium's, through a third language where one stands after
a colon. Writes `benchmarks/round_trip.md`, unless told otherwise by an option.
"""

from __future__ import annotations

import argparse
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import flags

from tqcheck import __version__
from tqcheck.api import make_run
from tqcheck.backtranslation import engine_named
from tqcheck.model import Result, Segment
from tqcheck.pipeline import Run, batches
from tqcheck.translation import Translating
from tqcheck.workers import check_all

HERE = Path(__file__).parent
PAIRS = "es-en,en-es,en-pt:es,fr-en:es,en-fr:es,en-is,en-hr,hr-en"
WAYS = ("without", "with", "alone")
WITNESSED = ("names", "numbers", "polarity", "completeness.omission", "order")
"""Rules that hear a back-translation as a witness of its own; `dates.changed` and `units.changed` only let it acquit."""
CORRUPTIONS = (
    "name_inconsistent,name_lowercased,name_misspelled,name_omitted,name_replaced,number_changed,dropped_negation"
    ",truncated,word_shuffle"
)
HEAD = """# What a back-translation adds

tqcheck {version}, the rules of names, numbers, negation, truncation and order, made by `round_trip.py`. `found` in
percent, as in `flags.md`: without a back-translation, with one by Apertium, and by that alone: then no rule compares
target and source, only the source with what came back of the target. Last, flagged segments per 100 of good text.
"""


def main() -> None:
    """Parse, check three ways, show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="+")
    parser.add_argument("--pairs", default=PAIRS, help="language pairs, each with :pivot if Apertium needs one")
    parser.add_argument("--rules", default=",".join(WITNESSED), help="rules or families, separated by commas")
    parser.add_argument("--corruptions", default=CORRUPTIONS, help="only these corruptions (and all clean text)")
    parser.add_argument("--misses", help="print segments with this corruption that were not found")
    parser.add_argument("--alarms", action="store_true", help="print flags on clean text that the round trip adds")
    parser.add_argument("--way", default="with", choices=WAYS, help="whose misses and alarms")
    parser.add_argument("--given", action="store_true", help="the benchmark's own back-translations")
    options = parser.parse_args()
    run = make_run(options.rules.split(","))
    whole = options.rules == ",".join(WITNESSED) and options.corruptions == CORRUPTIONS and not options.given
    lines = []
    for bench in options.bench:
        scorer = flags.load_scorer(bench)
        for pair, _, via in (part.partition(":") for part in options.pairs.split(",")):
            gold = list(rows(bench, pair, options.corruptions))
            if options.given:
                gold = [row for row in gold if row.get("bt")]
            if not gold:
                continue
            title = f"{gold[0]['set'].partition('-')[0]} {pair}" + (f", through {via}" if via else "")
            segments = [flags.to_segment(scorer.to_input(row, "bt" if options.given else "src")) for row in gold]
            found = three_ways(run, [segment for segment in segments if segment], None if options.given else via)
            if options.misses or options.alarms:
                show(scorer, gold, found, options)
            else:
                lines += list(table(scorer, gold, found, title))
                print("\n".join(lines[-40:]))
    if lines and whole:
        (HERE / "round_trip.md").write_text("\n".join([HEAD.format(version=__version__), *lines[1:]]) + "\n", "utf-8")


def rows(bench: Path, pair: str, corruptions: str | None) -> Iterator[dict[str, Any]]:
    """Yield the gold rows of one pair."""
    source, target = pair.split("-")
    for row in flags.rows(bench, f"clean/{pair},synth/to-{target}", corruptions):
        if row["src_lang"].split("-")[0] == source:
            yield row


def three_ways(run: Run, segments: list[Segment], via: str | None) -> dict[str, dict[str, Result]]:
    """Return the results by id: without a back-translation, with one, and by that alone."""
    stream = batches(segments)
    if via is not None:
        stream = Translating(engine_named(f"apertium:via={via}" if via else "apertium"), "back-translation").filled(
            stream
        )
    cut = list(stream)
    bare = [tuple(segment.having(back_translation=None) for segment in batch) for batch in cut]
    found = {"without": collected(run, bare), "with": collected(run, cut)}
    with hearing_only_the_back_translation():
        found["alone"] = collected(run, cut)
    return found


def collected(run: Run, cut: Iterable[tuple[Segment, ...]]) -> dict[str, Result]:
    """Return the results of batches by id of the segment."""
    return {result.segment.id: result for result in check_all(run, cut, 1)}


def hearing_only_the_back_translation() -> Any:
    """Return a context in which rules compare the source with its round trip, and with nothing else."""
    return patch.object(import_module("tqcheck.text.witnesses"), "HEARD", ("back-translation",))


def table(scorer: Any, gold: list[dict[str, Any]], found: dict[str, dict[str, Result]], title: str) -> Iterator[str]:
    """Yield a table of the three ways."""
    figures = {}
    for way, results in found.items():
        figures[way] = scorer.score(gold, flags.output_of(results), 0, False, file=io.StringIO())
    counts: defaultdict[str, int] = defaultdict(int)
    rates: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for way, all_of in figures.items():
        for key, row in all_of["corruptions"].items():
            kind = key.split("|")[1]
            counts[kind] = row["n"]
            rates[kind][way] = 100 * row["found"]
    yield from ("", f"## {title}", "", "| | items | without | with | alone |", "| --- | --- | --- | --- | --- |")
    for kind in sorted(counts):
        yield f"| {kind} | {counts[kind]} | " + " | ".join(f"{rates[kind].get(way, 0):.0f}" for way in WAYS) + " |"
    clean = [next(iter(figures[way]["clean"].values()), None) for way in WAYS]
    if all(clean):
        yield f"| flagged per 100 clean | {clean[0]['n']} | " + " | ".join(f"{c['any']:.1f}" for c in clean if c) + " |"


def show(scorer: Any, gold: list[dict[str, Any]], found: dict[str, dict[str, Result]], options: Any) -> None:
    """Print misses of one kind, or the flags on clean text that are not there without a back-translation."""
    for row in gold:
        row["src"] += "\n  bt  " + (found["with"][row["id"]].segment.back_translation or "")
    results = found[options.way]
    if options.misses:
        lost = list(flags.misses(scorer, gold, results, options.misses))
    else:
        lost = []
        for one, other in ((found["without"], results), (results, found["without"])):
            known = {tuple(lines) for lines in flags.alarms(scorer, gold, one)}
            sign = "+" if one is found["without"] else "-"
            lost += [
                [sign + lines[0], *lines[1:]]
                for lines in flags.alarms(scorer, gold, other)
                if tuple(lines) not in known
            ]
    print(f"{len(lost)} in all")
    for lines in lost[:60]:
        print("\n".join(lines), end="\n\n")


if __name__ == "__main__":
    main()
