"""Measure each family of rules alone: how much good text it flags, and how quick it is. Writes `families.md`.

    python benchmarks/families.py BENCH

BENCH as for `flags.py`. Speed is that of one process on good Latin-script segments, after corrupted ones of the same
languages, so that the data are loaded; absolute figures depend on the machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from pathlib import Path

from flags import load_scorer, rows, to_segment

from tqcheck.api import make_run
from tqcheck.model import Segment, Severity
from tqcheck.pipeline import batches
from tqcheck.text.hunspell import VARIABLE

FAMILIES = {
    "names": "names",
    "garbled": "spacing markup encoding spelling repetition punctuation casing order fluency boilerplate refusal",
    "meaning": "numbers dates units polarity completeness language consistency",
}
LATIN = ("en-de", "en-es", "en-fr", "en-pt", "de-en", "fr-en", "es-en")
WARM = 150
"""Corrupted segments of each pair of languages that are checked first."""


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    os.environ.setdefault(VARIABLE, "")  # figures are for what everybody has
    good = sets(bench, "clean,wmt/clean")
    corrupted = [
        one[:WARM] for lang in ("de", "en", "es", "fr", "pt") for one in sets(bench, f"synth/to-{lang}.").values()
    ]
    lines = [
        "# Each family of rules alone\n",
        "Source only, one process, made by `python benchmarks/families.py BENCH`: segments a second on Latin-script pairs,",
        "and flagged segments per 100 of good text (in brackets major and critical).\n",
        f"| set | pair | segments | {' | '.join(FAMILIES)} |",
        "| --- | --- | --- |" + " --- |" * len(FAMILIES),
    ]
    speeds, alarms = [], {}
    for family, ids in FAMILIES.items():
        run = make_run(ids.split())
        for segments in corrupted:
            for batch in batches(segments):
                run.check(batch)
        spent = checked = 0.0
        for key, segments in good.items():
            started = time.process_time()
            results = [result for batch in batches(segments) for result in run.check(batch)]
            if key[0] == "ntrex-clean" and key[1] in LATIN:
                spent, checked = spent + time.process_time() - started, checked + len(segments)
            worst = [max((flag.severity for flag in result.flags), default=None) for result in results]
            grave = sum(one is not None and one >= Severity.MAJOR for one in worst)
            share = 100 / len(segments)
            alarms[key, family] = f"{share * sum(one is not None for one in worst):.1f} ({share * grave:.1f})"
        speeds.append(f"{checked / spent:.0f}")
    lines += [
        f"| {key[0]} | {key[1]} | {len(segments)} | {' | '.join(alarms[key, family] for family in FAMILIES)} |"
        for key, segments in good.items()
    ]
    lines.append(f"| segments a second | Latin pairs | | {' | '.join(speeds)} |")
    Path(__file__).with_suffix(".md").write_text("\n".join(lines) + "\n", "utf-8")


def sets(bench: Path, only: str) -> dict[tuple[str, str], list[Segment]]:
    """Return the segments of some files, source only, by set and pair of languages."""
    scorer = load_scorer(bench)
    found: defaultdict[tuple[str, str], list[Segment]] = defaultdict(list)
    for row in rows(bench, only, None):
        if segment := to_segment(scorer.to_input(row, "src")):
            found[row["set"], f"{row['src_lang']}-{row['tgt_lang']}"].append(segment)
    return dict(found)


if __name__ == "__main__":
    sys.exit(main())
