"""Everybody can read the report: axe finds no violation in any view, light or dark, wide or narrow."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from conftest import must_have
from sample_run import sample_run

STATES = {
    "overview": "#/overview",
    "segments": "#/segments",
    "filtered": "#/segments?category=names&document=flood-khasab",
    "nothing": "#/segments?text=nothing-has-this",
    "article": "#/article",
    "names": "#/names",
    "rules": "#/rules",
    "method": "#/method",
}


def violations(page) -> list[str]:
    must_have(find_spec("axe_playwright_python") is not None, "axe is not installed: pip install 'tqcheck[dev]'")
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary'][:300]}" for one in found for node in one["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1360), ("dark", 1360), ("light", 390)])
def test_axe_finds_nothing(opened, scheme, width) -> None:
    watched = opened(*sample_run(), color_scheme=scheme, viewport={"width": width, "height": 860})
    found = {state: violations(watched.go(hash)) for state, hash in STATES.items()}
    assert found == {state: [] for state in STATES}
    watched.check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_reviewing(opened, scheme) -> None:
    page = opened(*sample_run(), color_scheme=scheme).go("#/segments")
    page.keyboard.press("d")
    page.keyboard.press("1")
    page.keyboard.press("a")
    page.keyboard.press("d")
    page.locator(".text.target mark").first.focus()
    assert violations(page) == []
    for key, name in (("c", None), ("?", "#help"), ("review", "#review")):
        if key == "review":
            page.locator("#review-button").click()
        else:
            page.keyboard.press(key)
        assert violations(page) == []
        page.keyboard.press("Escape")
        if name:
            assert page.locator(name).is_hidden()


def test_nothing_moves_for_those_who_asked(opened) -> None:
    page = opened(*sample_run(), reduced_motion="reduce").go("#/overview")
    assert page.locator(".meter span").evaluate("e => getComputedStyle(e).transitionDuration") == "0s"


@pytest.mark.parametrize("state", STATES)
def test_nothing_sticks_out_of_a_narrow_screen(opened, state) -> None:
    page = opened(*sample_run(), viewport={"width": 360, "height": 700}).go(STATES[state])
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360


def test_forced_colours_keep_the_marks(opened) -> None:
    page = opened(*sample_run(), forced_colors="active").go("#/segments?segment=summit-valdivia-3")
    line = page.locator(".text.target mark").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert line == "underline"


def test_can_be_read_without_javascript(opened) -> None:
    page = opened(*sample_run(), java_script_enabled=False).go("#/overview")
    assert "Not ready to publish" in page.locator("h1").first.inner_text()
    assert "will cost 1.2 billion" in page.locator("#view-overview .worst").inner_text()
    assert page.locator("#view-method").is_visible()
    assert not page.locator(".needs-script").first.is_visible()
    assert "needs JavaScript" in page.locator("#view-segments").inner_text()
