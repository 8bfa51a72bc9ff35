"""Watch the memory of the embedded encoder: tq and the mistranslation rules over many segments, none twice.

    python benchmarks/memory.py [SEGMENTS] [WORDS]

The segments are made of words drawn at random: a source, a target and a reference of WORDS words each, 17 unless
said. Prints the resident memory after each tenth of them, the peak, and the speed of one process.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator

from tqcheck.api import make_run
from tqcheck.model import Segment
from tqcheck.pipeline import batches

WORDS = (
    "council budget river minister evening school market doctor harbour winter letter engine village player border "
    "museum train signal garden captain price window forest singer bridge factory paper summer lawyer island coffee "
    "court storm teacher valley record station street officer season kitchen painter company weather of the in and to "
    "opened closed found lost built sold repaired visited described wanted refused accepted"
).split()


def main() -> None:
    """Measure and print."""
    count, words = (int(given) for given in (*sys.argv[1:], *("100000", "17")[len(sys.argv) - 1 :]))
    run = make_run(["mistranslation"], metrics=["tq"])
    started, done, step = time.process_time(), 0, max(1, count // 10)
    for batch in batches(segments(count, words)):
        before, done = done, done + len(run.check(batch))
        if before // step != done // step:
            print(f"{done:,} segments: {resident():.0f} MB, {done / (time.process_time() - started):.0f} segments/s")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def segments(count: int, words: int) -> Iterator[Segment]:
    """Yield segments of random words, always the same."""
    rng = random.Random(1)
    for number in range(count):
        source, target, reference = (" ".join(rng.choices(WORDS, k=words)) for _ in range(3))
        yield Segment(str(number), target, source, (reference,), "de", "en")


def resident() -> float:
    """Return the memory that the process holds now, in MB (Linux)."""
    with open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[1]) * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
