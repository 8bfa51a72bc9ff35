"""`tqcheck compare` beside compare-mt for the same two systems: `python benchmarks/compare_mt.py PATH/TO/compare-mt`.

compare-mt is not among our dependencies: install it (and six, which it forgets) into an environment of its own.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from conftest import ARGUMENTS, CHROMIUM
from playwright.sync_api import sync_playwright
from sample_run import large_run

from tqcheck.store import RUN, SEGMENTS

HOSTILE = "Two men left <img src=x onerror=alert(1)> <script>alert(2)</script> today."


def systems(size: int) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a record and the segments of two systems; the second has every third target as the reference has it."""
    record, first = large_run(size, size // 4)
    for segment in first:
        segment["refs"] = [f"{segment['refs'][0]} {segment['mt'][-60:]}"]
    first[1] = {**first[1], "mt": HOSTILE, "flags": []}
    second = [
        {**segment, "mt": segment["refs"][0], "flags": []} if number % 3 == 0 else segment
        for number, segment in enumerate(first)
    ]
    return record, first, second


def lines(texts: list[str]) -> str:
    """Return texts as compare-mt takes them: one a line, words and marks apart."""
    return "".join(" ".join(re.findall(r"<[^>]*>|\w+|[^\w\s]", text)) + "\n" for text in texts)


def timed(*command: object) -> tuple[float, float]:
    """Run a command and return its seconds of processor time and its largest memory in MB."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def facts(page: Path) -> dict[str, Any]:
    """Return what a browser makes of a page: what ran, what it asks for, its sections."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        tab = browser.new_page()
        dialogs: list[str] = []
        requests: list[str] = []
        tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(page.as_uri())
        tab.wait_for_timeout(500)
        sections = tab.locator("h2").all_inner_texts()
        browser.close()
    return {
        "foreign scripts that ran": len(dialogs),
        "other files asked for": len(set(requests) - {page.as_uri()}),
        "sections": ", ".join(sections),
    }


def main(compare_mt: str, size: int = 2000) -> None:
    """Print a table."""
    folder = Path(tempfile.mkdtemp())
    record, first, second = systems(size)
    for name, segments in (("a", first), ("b", second)):
        (folder / name).mkdir()
        (folder / name / RUN).write_text(json.dumps(record), "utf-8")
        (folder / name / SEGMENTS).write_text("".join(json.dumps(one) + "\n" for one in segments), "utf-8")
        (folder / f"{name}.txt").write_text(lines([one["mt"] for one in segments]), "utf-8")
    (folder / "ref.txt").write_text(lines([one["refs"][0] for one in first]), "utf-8")
    out = folder / "compare-mt"
    theirs = timed(compare_mt, *(folder / f"{name}.txt" for name in ("ref", "a", "b")), "--output_directory", out)
    page = folder / "compare.html"
    ours = timed(sys.executable, "-m", "tqcheck", "compare", folder / "a", folder / "b", "-o", page)
    rows = {
        "processor time": (f"{ours[0]:.1f} s", f"{theirs[0]:.1f} s"),
        "memory": (f"{ours[1]:.0f} MB", f"{theirs[1]:.0f} MB"),
        "files": ("1", str(len(list(out.iterdir())))),
        "size": tuple(
            f"{sum(file.stat().st_size for file in files) / 1e3:.0f} kB" for files in ([page], list(out.iterdir()))
        ),
    }
    mine, other = facts(page), facts(out / "index.html")
    rows |= {name: (str(mine[name]), str(other[name])) for name in mine}
    print(f"| {size:,} segments, two systems | tqcheck compare | compare-mt |\n|---|---|---|")
    for name, (left, right) in rows.items():
        print(f"| {name} | {left} | {right} |")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
