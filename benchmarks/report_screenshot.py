"""Take the picture of the report that the README shows: `python benchmarks/report_screenshot.py docs/report.png`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from conftest import ARGUMENTS, CHROMIUM
from playwright.sync_api import sync_playwright
from sample_run import sample_run

from tqcheck.htmlreport import write_report


def main(picture: str) -> None:
    """Write the picture of the sample run's segments."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "report.html")
        with path.open("w", encoding="utf-8") as out:
            write_report(*sample_run(), out)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page.goto(path.as_uri() + "#/segments?segment=summit-valdivia-3")
        Path(picture).parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
