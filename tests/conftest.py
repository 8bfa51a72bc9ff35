"""Tests run offline and keep their caches to themselves; a browser and tiny models are made once for all of them."""

from __future__ import annotations

import atexit
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long a busy machine takes to make up an input says nothing of the test
settings.register_profile("tqcheck", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tqcheck")

_HOME = Path(tempfile.mkdtemp(prefix="tqcheck-tests-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["HF_HOME"] = str(_HOME / "hf")  # read when huggingface_hub is imported
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TQCHECK_CACHE"] = str(_HOME / "cache")
os.environ["TQCHECK_DICTIONARIES"] = ""  # what happens to be installed changes no result
os.environ.setdefault("OMP_NUM_THREADS", "1")  # two threads on two busy cores are ten times slower than one

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def must_have(there: bool, what: str) -> None:
    """Skip a test that cannot run here, with the reason; in CI, where everything is installed, fail."""
    if not there:
        if os.environ.get("CI") == "true":
            pytest.fail(what)
        pytest.skip(what)


@pytest.fixture(scope="session")
def tiny_comet() -> Callable[[str], str]:
    """Return a function: class of comet model → path of a tiny checkpoint; the encoder lies in the hub's cache."""
    must_have(find_spec("comet") is not None, "comet is not installed: pip install 'tqcheck[comet]'")
    import tiny_comet

    tiny_comet.build_encoder(_HOME / "hf")
    built: dict[str, str] = {}

    def path_of(kind: str) -> str:
        if kind not in built:
            built[kind] = str(tiny_comet.build_checkpoint(kind, _HOME / kind))
        return built[kind]

    return path_of


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-readme`: the outputs in README.md are written anew."""
    parser.addoption("--update-readme", action="store_true", help="write the outputs in README.md anew")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    must_have(find_spec("playwright") is not None, "playwright is not installed: pip install -e '.[dev]'")
    must_have(CHROMIUM is not None, "chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

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
