"""How long the HTML report takes to write and to use, measured in Chromium: `python benchmarks/report.py`."""

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
LIMITS = {"write": 2.0, "megabytes": 12.0, "first paint": 1.0, "filter": 0.2, "sort": 0.2, "open": 3.0}

# From the change of a control to the next painted frame.
TIMED = """([id, value]) => new Promise(done => {
    const control = document.getElementById(id);
    const start = performance.now();
    control.value = value;
    control.dispatchEvent(new Event(control.tagName === 'INPUT' ? 'input' : 'change', {bubbles: true}));
    requestAnimationFrame(() => setTimeout(() => done((performance.now() - start) / 1000), 0));
})"""


def measure(size: int, flags: int, folder: Path) -> dict[str, float]:
    """Return seconds and megabytes of a report of `size` segments."""
    record, segments = large_run(size, flags)
    path = folder / f"report-{size}.html"
    start = time.perf_counter()
    with path.open("w", encoding="utf-8") as out:
        write_report(record, segments, out)
    found = {"write": time.perf_counter() - start, "megabytes": path.stat().st_size / 1e6}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1360, "height": 860})
        start = time.perf_counter()
        page.goto(path.as_uri() + "#/segments")
        page.locator(".row-item").first.wait_for()
        found["open"] = time.perf_counter() - start
        page.wait_for_timeout(500)
        paint = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime")
        found["first paint"] = paint / 1000
        steps = {
            "filter": ("filter-category", "names"),
            "filter off": ("filter-category", ""),
            "first search": ("filter-text", "summit"),
            "search": ("filter-text", "bridge"),
            "search off": ("filter-text", ""),
            "sort": ("filter-sort", "low"),
        }
        for name, step in steps.items():
            found[name] = page.evaluate(TIMED, list(step))
            page.wait_for_timeout(100)
        found["elements"] = page.locator("*").count()
        browser.close()
    return found


def main() -> None:
    """Print a table; the limits that were passed are marked."""
    folder = Path(tempfile.mkdtemp())
    for size, flags in SIZES:
        print(f"{size} segments, {flags} flags")
        for name, value in measure(size, flags, folder).items():
            over = name in LIMITS and value > LIMITS[name] and (size == SIZES[0][0] or name == "open")
            print(f"  {name:<14}{value:9.2f}{'   over ' + str(LIMITS[name]) if over else ''}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
