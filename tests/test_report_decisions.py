"""A reviewer decides by keyboard alone; decisions are kept, exported, imported, and survive a new run."""

from __future__ import annotations

import json
from pathlib import Path

from sample_run import sample_run


def current(page) -> str:
    return page.locator(".flag[aria-current=true] .message").inner_text()


def progress(page) -> str:
    return page.locator("#progress-text").inner_text()


def exported(page) -> list[dict]:
    page.locator("#review-button").click()
    with page.expect_download() as download:
        page.locator("#export").click()
    assert download.value.suggested_filename == "decisions.jsonl"
    page.keyboard.press("Escape")
    return [json.loads(line) for line in Path(download.value.path()).read_text("utf-8").splitlines()]


def test_by_keyboard_alone(opened) -> None:
    watched = opened(*sample_run())
    page = watched.go("#/overview")
    press = page.keyboard.press
    press("j")
    assert page.locator("#view-segments").is_visible()
    assert "1,2 millones" in current(page)
    press("j")
    assert "The source denies it" in current(page)
    press("k")
    press("a")  # accepts, and goes on
    assert progress(page) == "1 / 13 reviewed"
    assert "The source denies it" in current(page)
    press("d")
    press("2")  # dismisses, says why, and goes on
    assert progress(page) == "2 / 13 reviewed"
    assert "4 times in a row" in current(page)
    press("e")
    page.keyboard.type("the two")
    press("Enter")
    press("c")
    page.keyboard.type("ask Ana")
    press("Enter")
    assert page.locator(".flag[aria-current=true] .becomes").inner_text() == "the two"
    assert page.locator(".flag[aria-current=true] .comment").inner_text() == "ask Ana"
    press("a")
    press("k")
    press("u")
    assert progress(page) == "2 / 13 reviewed"
    rows = exported(page)
    assert [(row["decision"], row["reason"], row["suggestion"], row["comment"]) for row in rows] == [
        ("accepted", "", None, ""),
        ("dismissed", "the name is right", None, ""),
        (None, "", "the two", "ask Ana"),
    ]
    assert [row["text"] for row in rows] == ["1.2 billion", "will affect", "the the the the"]
    press("?")
    assert "accept: the flag is right" in page.locator("#help").inner_text()
    press("Escape")
    press("/")
    assert page.evaluate("() => document.activeElement.id") == "filter-text"
    watched.check()


def test_keys_are_letters_in_a_field(opened) -> None:
    page = opened(*sample_run()).go("#/segments")
    page.locator("#filter-text").focus()
    page.keyboard.type("jad?")
    assert page.locator("#filter-text").input_value() == "jad?"
    assert progress(page) == "0 / 13 reviewed"


def test_the_last_flag_is_the_last(opened) -> None:
    page = opened(*sample_run()).go("#/segments?category=mistranslation")
    page.keyboard.press("j")
    assert "This was the last one" in page.locator("#say").inner_text()


def test_are_kept_and_survive_a_new_run(opened) -> None:
    record, segments = sample_run()
    watched = opened(record, segments)
    page = watched.go("#/segments?category=names")
    page.keyboard.press("a")
    page.wait_for_function("document.body.innerText.includes('1 / 13 reviewed')")
    page.reload()
    page.wait_for_function("document.body.innerText.includes('1 / 13 reviewed')")
    # A later run: other ids, other lines, another message; the same text.
    record["name"] = "tuesday"
    for number, segment in enumerate(segments):
        segment.update(id=f"new-{number}", line=number + 100)
        for flag in segment["flags"]:
            flag["message"] += " (new)"
    from tqcheck.htmlreport import write_report

    with Path(watched.address.removeprefix("file://")).open("w", encoding="utf-8") as out:
        write_report(record, segments, out)
    page.reload()
    page.wait_for_function("document.body.innerText.includes('1 / 13 reviewed')")


def test_another_tab_hears_of_them(opened) -> None:
    watched = opened(*sample_run())
    page = watched.go("#/segments")
    other = page.context.new_page()
    other.goto(watched.address + "#/segments")
    page.keyboard.press("a")
    other.wait_for_function("() => document.getElementById('progress-text').textContent.startsWith('1 ')")


def test_filter_by_decision(opened) -> None:
    page = opened(*sample_run()).go("#/segments?sort=input")
    page.keyboard.press("a")
    page.keyboard.press("d")
    page.locator("#filter-decision").select_option("undecided")
    assert page.locator("#count").inner_text() == "11 of 18 segments, 11 matching flags"
    page.locator("#filter-decision").select_option("dismissed")
    assert page.locator("#count").inner_text() == "1 of 18 segments, 1 matching flag"


def test_what_is_exported_can_be_imported(opened, tmp_path) -> None:
    page = opened(*sample_run()).go("#/segments")
    page.keyboard.press("a")
    page.keyboard.press("d")
    page.keyboard.press("3")
    rows = exported(page)
    foreign = {**rows[0], "key": "0" * 20}
    file = tmp_path / "decisions.jsonl"
    lines = [
        *map(json.dumps, rows),
        json.dumps(foreign),
        "no json",
        '{"key": 5}',
        "[]",
        '{"key": "x", "decision": "<b>"}',
    ]
    file.write_text("\n".join(lines), "utf-8")
    fresh = opened(*sample_run())
    page = fresh.go("#/segments")
    page.locator("#review-button").click()
    page.locator("#import-file").set_input_files(file)
    page.wait_for_function("() => document.getElementById('say').textContent.includes('imported')")
    assert page.locator("#say").inner_text() == "2 decisions imported; 5 are about nothing in this report"
    page.keyboard.press("Escape")
    assert [{**row, "time": ""} for row in exported(page)] == [{**row, "time": ""} for row in rows]
    fresh.check()


def test_clearing_asks_twice(opened) -> None:
    page = opened(*sample_run()).go("#/segments")
    page.keyboard.press("a")
    page.locator("#review-button").click()
    page.locator("#clear-decisions").click()
    assert progress(page) == "1 / 13 reviewed"
    page.locator("#clear-decisions").click()
    assert progress(page) == "0 / 13 reviewed"


def test_decides_by_mouse_too(opened) -> None:
    page = opened(*sample_run()).go("#/segments?segment=summit-valdivia-1")
    page.get_by_role("button", name="Dismiss").click()
    page.get_by_role("button", name="house style").click()
    assert progress(page) == "1 / 13 reviewed"
    [row] = exported(page)
    assert row["reason"] == "house style"
