"""Every filter, sort and link of the report leads where it says, and its count is true."""

from __future__ import annotations

import pytest
from sample_run import large_run, sample_run


def ids(page) -> list[str]:
    """Return the ids in the list, in its order."""
    return page.locator(".row-item").evaluate_all(
        "rows => rows.sort((a, b) => a.dataset.row - b.dataset.row).map(row => row.querySelector('.where').textContent)"
    )


def expected(segments, flag_passes=None, segment_passes=lambda segment: True) -> set[str]:
    return {
        segment["id"]
        for segment in segments
        if segment_passes(segment) and (flag_passes is None or any(map(flag_passes, segment["flags"])))
    }


FLAG_FILTERS = [
    ("category", "numbers"),
    ("category", "garbled"),
    ("rule", "names.misspelled"),
    ("severity", "critical"),
    ("severity", "minor"),
]


@pytest.mark.parametrize(("name", "value"), FLAG_FILTERS)
def test_filters_by_flag(opened, name, value) -> None:
    record, segments = sample_run()
    watched = opened(record, segments)
    page = watched.go("#/segments")
    page.locator(f"#filter-{name}").select_option(value)
    wanted = expected(segments, lambda flag: flag[name] == value)
    matching = sum(flag[name] == value for segment in segments for flag in segment["flags"])
    assert set(ids(page)) == wanted
    plural = "s" if matching != 1 else ""
    assert page.locator("#count").inner_text() == f"{len(wanted)} of 18 segments, {matching} matching flag{plural}"
    assert f"{name}={value}" in page.url
    watched.check()


SEGMENT_FILTERS = [
    ("document", "grid-severnaya", lambda segment: segment["doc_id"] == "grid-severnaya"),
    ("languages", "en-ar", lambda segment: segment["tgt_lang"] == "ar"),
    ("verdict", "pass", lambda segment: segment["verdict"] == "pass"),
]


@pytest.mark.parametrize(("name", "value", "passes"), SEGMENT_FILTERS, ids=[name for name, *_ in SEGMENT_FILTERS])
def test_filters_by_segment(opened, name, value, passes) -> None:
    record, segments = sample_run()
    page = opened(record, segments).go("#/segments")
    if name != "verdict":
        page.locator("#more-filters").click()
    page.locator(f"#filter-{name}").select_option(value)
    assert set(ids(page)) == expected(segments, segment_passes=passes)


def test_options_tell_how_many_they_would_leave(opened) -> None:
    record, segments = sample_run()
    page = opened(record, segments).go("#/segments?severity=critical")
    labels = page.locator("#filter-category option").all_inner_texts()
    assert labels == ["all categories", "garbled (1)", "mistranslation (1)", "numbers (1)"]
    for label in labels[1:]:
        category, count = label.removesuffix(")").split(" (")
        page.locator("#filter-category").select_option(category)
        assert page.locator("#count").inner_text().startswith(f"{count} of")


def test_searches_all_texts_and_messages(opened) -> None:
    record, segments = sample_run()
    page = opened(record, segments).go("#/segments")
    for text, id in (
        ("ЛЕЩИНСКИЙ", "grid-severnaya-1"),
        ("خصب", "flood-khasab-1"),
        ("thousand times", "summit-valdivia-3"),
    ):
        page.locator("#filter-text").fill(text)
        assert ids(page) == [id]
    page.locator("#filter-text").fill("no such words")
    assert page.locator("#count").inner_text() == "0 of 18 segments, 0 flags"
    assert "Nothing fits" in page.locator("#detail").inner_text()
    page.locator("#clear-filters").click()
    assert page.locator("#count").inner_text() == "18 segments, 13 flags"


def test_filters_by_score_range(opened) -> None:
    record, segments = sample_run()
    page = opened(record, segments).go("#/segments")
    page.locator("#more-filters").click()
    page.locator("#filter-metric").select_option("ter")
    page.locator("#filter-from").fill("20")
    page.locator("#filter-to").fill("40")
    assert set(ids(page)) == expected(segments, segment_passes=lambda segment: 20 <= segment["scores"]["ter"] <= 40)


def test_sorts(opened) -> None:
    record, segments = sample_run()
    page = opened(record, segments).go("#/segments?document=summit-valdivia")
    worst = ids(page)
    assert worst[:2] == ["summit-valdivia-3", "summit-valdivia-5"]
    page.locator("#filter-sort").select_option("input")
    assert ids(page) == [f"summit-valdivia-{number}" for number in range(1, 7)]
    scores = {segment["id"]: segment["scores"]["chrf"] for segment in segments}
    page.locator("#filter-sort").select_option("low")
    assert ids(page) == sorted(worst, key=scores.__getitem__)
    page.locator("#filter-sort").select_option("high")
    assert ids(page) == sorted(worst, key=scores.__getitem__, reverse=True)


def test_an_address_brings_back_filter_and_segment(opened) -> None:
    watched = opened(*sample_run())
    page = watched.go("#/segments?category=names&sort=input&segment=flood-khasab-2")
    assert page.locator("#filter-category").input_value() == "names"
    assert page.locator("#filter-sort").input_value() == "input"
    assert page.locator(".detail-head h2").inner_text() == "flood-khasab-2"
    assert page.locator(".row-item[aria-selected=true] .where").inner_text() == "flood-khasab-2"


def test_an_address_outside_its_filter_says_so(opened) -> None:
    page = opened(*sample_run()).go("#/segments?category=names&segment=flood-khasab-3")
    assert "not among those that the filters leave" in page.locator("#detail").inner_text()
    page.get_by_role("button", name="Show it").click()
    assert page.locator(".detail-head h2").inner_text() == "flood-khasab-3"


def test_back_goes_back(opened) -> None:
    page = opened(*sample_run()).go("#/overview")
    page.get_by_role("link", name="Review 13 flags").click()
    assert page.locator("#count").inner_text() == "12 of 18 segments, 13 matching flags"
    page.go_back()
    assert page.locator("#view-overview").is_visible()


def test_figures_of_the_overview_lead_to_what_they_count(opened) -> None:
    watched = opened(*sample_run())
    page = watched.go("#/overview")
    links = page.locator("#view-overview a[href^='#/segments']").evaluate_all(
        "links => links.map(a => [a.getAttribute('href'), a.textContent.trim()])"
    )
    assert len(links) > 30
    for hash, text in links:
        page = watched.go(hash)
        assert page.locator("#count").is_visible()
        number = text.removesuffix(" to review").removesuffix(" pass").removesuffix(" fail")
        if number.isdigit():
            shown = page.locator("#count").inner_text()
            assert f"{number} of" in shown or f", {number} matching" in shown, (hash, text, shown)
    watched.check()


def test_a_long_list_draws_only_what_is_in_sight(opened) -> None:
    page = opened(*large_run(3000, 300)).go("#/segments?sort=input")
    assert page.locator(".row-item").count() < 40
    page.locator("#list").focus()
    page.keyboard.press("End")
    assert page.locator(".row-item[aria-selected=true]").get_attribute("aria-posinset") == "3000"
    assert page.locator(".detail-head h2").inner_text() == "doc0119-24"
    assert page.locator(".row-item").count() < 60
