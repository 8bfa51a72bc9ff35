"""Run the rules over a flag benchmark and score them: recall by corruption, false alarms on clean text.

    python benchmarks/flags.py BENCH [--mode src] [--rules names] [--only synth,clean]
    python benchmarks/flags.py BENCH --rules names --only synth/to-ru,clean/en-ru --misses name_misspelled
    python benchmarks/flags.py BENCH --rules names --only clean --alarms 50

BENCH is a folder that holds `score_flags.py` and `dev/`. `--only` takes beginnings of paths below
`dev`; corrupted sets are scored against their clean twins, so name both. `--misses` prints the
corrupted segments of one kind that were not found, `--alarms` the flags on clean text; both are the
way to look at errors rather than averages.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from tqcheck.api import make_run
from tqcheck.backtranslation import engine_named
from tqcheck.model import Result, Segment
from tqcheck.pipeline import batches
from tqcheck.text.hunspell import VARIABLE
from tqcheck.translation import Translating
from tqcheck.workers import check_all
from tqcheck.writers import result_record


def main() -> None:
    """Parse, run, score, show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--mode", default="src", choices=["src", "ref", "refonly", "bt"])
    parser.add_argument("--rules", help="rules or families, separated by commas (all if left out)")
    parser.add_argument("--only", help="beginnings of paths below dev/: synth/to-ru,clean/en-ru")
    parser.add_argument("--corruptions", help="only these corruptions (and all clean text)")
    parser.add_argument("--back-translate", metavar="ENGINE", help="translate the targets back: apertium")
    parser.add_argument("--misses", help="print segments with this corruption that were not found")
    parser.add_argument("--alarms", action="store_true", help="print flags on clean text")
    parser.add_argument("--show", type=int, default=50, help="how many misses or alarms to print")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--detail", action="store_true")
    parser.add_argument("--json", type=Path, help="write all figures there")
    options = parser.parse_args()
    os.environ.setdefault(VARIABLE, "")  # figures are for what everybody has

    scorer = load_scorer(options.bench)
    gold = list(rows(options.bench, options.only, options.corruptions))
    segments = [segment for row in gold if (segment := to_segment(scorer.to_input(row, options.mode)))]
    run = make_run(options.rules.split(",") if options.rules else None)
    stream = batches(segments)
    if options.back_translate:
        stream = Translating(engine_named(options.back_translate), "back-translation").filled(stream)
    started = time.process_time(), time.perf_counter()
    results = {r.segment.id: r for r in check_all(run, stream, options.workers)}
    cpu, wall = time.process_time() - started[0], time.perf_counter() - started[1]
    gold = [row for row in gold if row["id"] in results]
    if options.misses or options.alarms:
        shown = misses(scorer, gold, results, options.misses) if options.misses else alarms(scorer, gold, results)
        chosen = list(shown)
        print(f"{len(chosen)} in all")
        for lines in sorted(random.Random(1).sample(chosen, min(options.show, len(chosen)))):
            print("\n".join(lines), end="\n\n")
        return
    print(
        f"{len(segments)} segments, {len(segments) / wall:.0f}/s ({len(segments) / max(cpu, 0.01):.0f}/s of CPU here)"
    )
    figures = scorer.score(gold, output_of(results), 0, options.detail)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), "utf-8")


def load_scorer(bench: Path) -> ModuleType:
    """Return the benchmark's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_flags", bench / "score_flags.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(bench: Path, only: str | None, corruptions: str | None) -> Iterator[dict[str, Any]]:
    """Yield the gold rows of the chosen files, documents kept whole and corrupted rows in a fixed order."""
    wanted = set(corruptions.split(",")) if corruptions else None
    for path in sorted((bench / "dev").rglob("*.jsonl.gz")):
        name = path.relative_to(bench / "dev").as_posix()
        if only and not name.startswith(tuple(only.split(","))):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                row = json.loads(line)
                kind = row.get("corruption", "clean").removeprefix("context:")
                if wanted is None or kind in wanted or kind == "clean" or row.get("expect") == "clean":
                    yield row


def to_segment(row: dict[str, Any] | None) -> Segment | None:
    """Return the segment of an input row; None where the mode has nothing to give."""
    if row is None:
        return None
    return Segment(
        row["id"],
        row["mt"],
        row["src"],
        tuple(row["refs"]),
        source_lang=row["src_lang"],
        target_lang=row["tgt_lang"],
        back_translation=row.get("bt"),
        document=row.get("doc_id"),
    )


def output_of(results: dict[str, Result]) -> dict[str, Any]:
    """Return results as the scorer's `load_out` returns them."""
    out = {}
    for id, result in results.items():
        record = result_record(result)
        flags = [(f["start"], f["end"], f["rule"], f["category"], f["severity"], f["text"]) for f in record["flags"]]
        out[id] = (flags, record["verdict"], None)
    return out


def misses(
    scorer: ModuleType, gold: list[dict[str, Any]], results: dict[str, Result], corruption: str
) -> Iterator[list[str]]:
    """Yield the corrupted segments of one kind that were not found at their place."""
    out = output_of(results)
    for row in gold:
        if row.get("corruption") != corruption or row.get("clean_id") not in out:
            continue
        if not scorer.located(row, out[row["id"]][0], out[row["clean_id"]][0])[1]:
            places = [row["mt"][a:b] for a, b in row["spans"]]
            yield [
                f"{row['src_lang']}-{row['tgt_lang']} {row.get('subtype')} {places}"
                f" was {row.get('orig')!r} at {row['spans']}",
                f"  src {row['src']}",
                f"  mt  {row['mt']}",
                *(f"  flagged {flag}" for flag in out[row["id"]][0]),
            ]


def alarms(scorer: ModuleType, gold: list[dict[str, Any]], results: dict[str, Result]) -> Iterator[list[str]]:
    """Yield the flags on clean text that no known defect excuses."""
    for row in gold:
        if "errors" in row or not (row["corruption"] == "clean" or row.get("expect") == "clean"):
            continue
        for flag in results[row["id"]].flags:
            place = flag.place
            if not any(scorer.hit(noise[:2], place.start, place.end) for noise in row.get("noise") or []):
                text = row["mt"]
                marked = f"{text[: place.start]}⟦{text[place.start : place.end]}⟧{text[place.end :]}"
                yield [
                    f"{flag.rule} {flag.severity} {row['set']} {row['src_lang']}-{row['tgt_lang']}: {flag.message}"
                    + (f" → {flag.suggestion}" if flag.suggestion else ""),
                    f"  src {row['src']}",
                    f"  mt  {marked}",
                ]


if __name__ == "__main__":
    sys.exit(main())
