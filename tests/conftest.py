"""Fixtures that several test files share: a browser, and the sample report opened in it."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-readme`: the outputs in README.md are written anew."""
    parser.addoption("--update-readme", action="store_true", help="write the outputs in README.md anew")


def without_browser(reason: str) -> None:
    """Skip where a developer has no browser; fail where CI promised one."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        without_browser("playwright is not installed (pip install -e '.[dev]')")
    if CHROMIUM is None:
        without_browser("chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Watched:
    """A page whose errors, console lines and requests are kept."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.noise: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.noise.append(f"error: {error}"))
        page.on("console", lambda line: self.noise.append(f"{line.type}: {line.text}"))
        page.on("dialog", lambda dialog: (self.noise.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))

    def go(self, hash: str) -> Any:
        """Open an address of the report and return the page."""
        self.page.goto(self.address + hash)
        return self.page

    def check(self) -> None:
        """Assert that nothing was said on the console and nothing asked of the network."""
        assert self.noise == []
        outside = [url for url in self.requests if not url.startswith((self.address, "blob:"))]
        assert outside == []


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens a report of (record, segments) in a fresh browser profile."""
    from tqcheck.htmlreport import write_report

    contexts = []

    def open_report(record: dict[str, Any], segments: list[dict[str, Any]], **options: Any) -> Watched:
        limits = {key: options.pop(key) for key in ("budget", "served") if key in options}
        out = io.StringIO()
        write_report(record, segments, out, **limits)
        path = tmp_path / "report.html"
        path.write_text(out.getvalue(), "utf-8")
        context = browser.new_context(**{"viewport": {"width": 1360, "height": 860}, **options})
        contexts.append(context)
        watched = Watched(context.new_page(), path.as_uri())
        watched.page.set_default_timeout(5000)
        return watched

    yield open_report
    for context in contexts:
        context.close()
