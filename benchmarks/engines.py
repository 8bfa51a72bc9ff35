"""Measure what tqcheck adds to the time of COMET and of Apertium.

    python benchmarks/engines.py [CHECKPOINT]

Writes `benchmarks/engines.md`. Without a checkpoint (or a hub name in the cache) COMET is left out. The best
of three: of COMET CPU seconds, since other work on the machine does not change them much; of Apertium, whose
processes are many, seconds on the clock.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tqcheck import Segment, __version__
from tqcheck.api import check, make_run
from tqcheck.backtranslation import ENGINES

HERE = Path(__file__).parent
SIZE = 2000
WORDS = (
    "el presidente llegó ayer a la ciudad con seis ministros y no habló de la guerra que empezó hace un año pero dijo"
    " que el precio del pan subió un 4,5 por ciento en marzo según el banco central"
).split()


def main() -> None:
    """Measure and write the table."""
    lines = [
        "# What tqcheck adds to the engines",
        "",
        f"tqcheck {__version__}, {SIZE:,} segments, made by `engines.py`. Apertium in seconds, COMET in CPU seconds.",
        "Alone, Apertium is given all sentences at once, and some come out otherwise for what stands before them; through",
        "tqcheck it is asked one by one, by a process a core.",
        "",
        "| engine | alone | through tqcheck | ratio |",
        "| --- | --- | --- | --- |",
    ]
    rows = [*apertium(), *(comet(sys.argv[1]) if len(sys.argv) > 1 else [])]
    lines += [f"| {name} | {alone:.1f} | {ours:.1f} | {ours / alone:.2f} |" for name, alone, ours in rows]
    (HERE / "engines.md").write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


def apertium() -> Iterator[tuple[str, float, float]]:
    """Yield Apertium's figures: a file through its own command, and sentence by sentence through tqcheck."""
    texts = sentences()

    def alone() -> None:
        text = "\n".join(texts).encode()
        subprocess.run(["apertium", "-u", "spa-eng"], input=text, stdout=subprocess.DEVNULL, check=True)

    def ours() -> None:
        translator = ENGINES["apertium"]().start("es", "en")
        assert not any(answer.trouble for answer in translator.translate(texts))
        translator.close()

    yield "Apertium es>en", best(alone, time.perf_counter), best(ours, time.perf_counter)


def comet(model: str) -> Iterator[tuple[str, float, float]]:
    """Yield COMET's figures: its own `predict`, and a whole run of tqcheck with no rules and no cache hits."""
    run = make_run([], metrics=["comet"], metric_options={"comet": {"model": model}})
    metric = run.metrics[0]
    rows = [Segment(str(number), text, text[::-1], (text[5:],), "es", "en") for number, text in enumerate(sentences())]
    samples = [metric.sample(row) for row in rows]  # type: ignore[attr-defined]  # Comet's own
    handlers = logging.getLogger().handlers[:]
    from comet import load_from_checkpoint

    logging.getLogger().handlers[:] = handlers
    warnings.simplefilter("ignore")
    logging.getLogger("pytorch_lightning").setLevel(logging.ERROR)
    itself = load_from_checkpoint(str(metric.checkpoint.path), local_files_only=True)  # type: ignore[attr-defined]
    metric.measure(rows[:2])

    def alone() -> None:
        itself.predict(samples, batch_size=16, gpus=0, num_workers=0, progress_bar=False)

    def ours() -> None:
        with fresh_cache():
            assert len(list(check(rows, run))) == SIZE

    yield f"COMET {metric.checkpoint.kind}", best(alone, time.process_time), best(ours, time.process_time)  # type: ignore[attr-defined]


@contextmanager
def fresh_cache() -> Iterator[None]:
    """Keep scores in an empty folder."""
    folder = tempfile.mkdtemp()
    before = os.environ.get("TQCHECK_CACHE")
    os.environ["TQCHECK_CACHE"] = folder
    yield
    if before is None:
        del os.environ["TQCHECK_CACHE"]
    else:
        os.environ["TQCHECK_CACHE"] = before
    shutil.rmtree(folder)


def best(work: Callable[[], None], clock: Callable[[], float]) -> float:
    """Return the fewest seconds that three turns took."""
    spent = []
    for _ in range(3):
        started = clock()
        work()
        spent.append(clock() - started)
    return min(spent)


def sentences() -> list[str]:
    """Return sentences of 8 to 30 words, the same at each call."""
    rng = random.Random(4)
    return [" ".join(rng.choices(WORDS, k=rng.randint(8, 30))).capitalize() + "." for _ in range(SIZE)]


if __name__ == "__main__":
    main()
