"""How long the HTML report takes to write and to use, measured in Chromium: `python benchmarks/report.py > report.md`.

Of five trials the quickest counts: what else the machine does is not the page's doing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from conftest import ARGUMENTS, CHROMIUM
from playwright.sync_api import sync_playwright
from sample_run import large_run

from tqcheck.htmlreport import write_report

SIZES = ((20_000, 5_000), (100_000, 5_000))
TRIALS = 5
LIMITS = {
    "write": 2.0,
    "megabytes": 12.0,
    "first paint": 1.0,
    "filter": 0.2,
    "first search": 0.2,
    "search": 0.2,
    "sort": 0.2,
    "open": 3.0,
}

# From the change of a control to the next painted frame.
TIMED = """([id, value]) => new Promise(done => {
    const control = document.getElementById(id);
    const start = performance.now();
    control.value = value;
    control.dispatchEvent(new Event(control.tagName === 'INPUT' ? 'input' : 'change', {bubbles: true}));
    requestAnimationFrame(() => setTimeout(() => done((performance.now() - start) / 1000), 0));
})"""


STEPS = {
    "filter": ("filter-category", "names"),
    "filter off": ("filter-category", ""),
    "first search": ("filter-text", "summit"),
    "search": ("filter-text", "bridge"),
    "search off": ("filter-text", ""),
    "sort": ("filter-sort", "low"),
}


def measure(size: int, flags: int, folder: Path) -> dict[str, float]:
    """Return seconds and megabytes of a report of `size` segments."""
    record, segments = large_run(size, flags)
    path = folder / f"report-{size}.html"
    found: dict[str, float] = {}
    for _ in range(TRIALS):
        start = time.process_time()
        with path.open("w", encoding="utf-8") as out:
            write_report(record, segments, out)
        keep_least(found, "write", time.process_time() - start)
    found["megabytes"] = path.stat().st_size / 1e6
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for _ in range(TRIALS):
            page = browser.new_page(viewport={"width": 1360, "height": 860})
            start = time.perf_counter()
            page.goto(path.as_uri() + "#/segments")
            page.locator(".row-item").first.wait_for()
            keep_least(found, "open", time.perf_counter() - start)
            page.wait_for_timeout(1500)
            paint = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime")
            keep_least(found, "first paint", paint / 1000)
            for name, step in STEPS.items():
                keep_least(found, name, page.evaluate(TIMED, list(step)))
                page.wait_for_timeout(100)
            page.close()
        browser.close()
    return found


def keep_least(found: dict[str, float], name: str, value: float) -> None:
    """Keep the least of what was measured under a name."""
    found[name] = min(value, found.get(name, value))


def main() -> None:
    """Print a table in Markdown; the limits that were passed are marked."""
    folder = Path(tempfile.mkdtemp())
    tables = {size: measure(size, flags, folder) for size, flags in SIZES}
    shutil.rmtree(folder)
    first, *_ = tables
    print(
        "# The report of a large run\n\nSeconds but for the size (writing: of the processor), the least of five trials, made by `report.py`.\n"
    )
    print("| | limit | " + " | ".join(f"{size:,} segments, {flags:,} flags" for size, flags in SIZES) + " |")
    print("| --- " * (2 + len(SIZES)) + "|")
    for name in tables[first]:
        limit = LIMITS.get(name)
        cells = [
            f"{table[name]:.2f}"
            + (" over" if limit and table[name] > limit and (size == first or name == "open") else "")
            for size, table in tables.items()
        ]
        print(f"| {name} | {limit if limit else ''} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
