"""Take the picture that the README shows, of the sample run: `python benchmarks/report_screenshot.py docs/report.png`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from conftest import ARGUMENTS, CHROMIUM
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]


def main(picture: str) -> None:
    """Write the picture of a segment of the sample run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 720}, color_scheme="light")
        page.goto((ROOT / "reports/sample/report.html").as_uri() + "#/segments?segment=battery-3")
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
