"""The names of a run stand in one table: what is wrong first, every form with its count, one click from its segments."""

from __future__ import annotations

import pytest
from sample_run import sample_run

from tqcheck.htmlreport.names import SHOWN, NameTable


def names(page) -> list[str]:
    return page.locator("#names tbody tr:visible th > a").all_inner_texts()


def test_what_is_wrong_comes_first(opened) -> None:
    watched = opened(*sample_run())
    page = watched.go("#/names")
    assert names(page) == ["Лещинский", "Marina Echeverri", "Arriaga", "Valdivia", "林若梅"]
    assert page.locator("#names-count").inner_text() == "5 names"
    assert "not recognised" in page.locator("#names tr", has_text="Arriaga").inner_text()
    forms = page.locator("#names tr", has_text="Лещинский").locator("td .form")
    assert [" ".join(text.split()) for text in forms.all_inner_texts()] == ["Leshchinsky 1", "Leschinski 1"]
    watched.check()


def test_filters_by_kind_and_text(opened) -> None:
    page = opened(*sample_run()).go("#/names")
    page.locator("#names-kind").select_option("faulty")
    assert names(page) == ["Лещинский", "Marina Echeverri"]
    page.locator("#names-kind").select_option("varied")
    assert names(page) == ["Лещинский"]
    assert page.locator("#names-count").inner_text() == "1 of 5 names"
    page.locator("#names-kind").select_option("")
    page.locator("#names-word").fill("echevarry")
    assert names(page) == ["Marina Echeverri"]


def test_a_click_shows_the_segments_of_a_form(opened) -> None:
    page = opened(*sample_run()).go("#/names")
    page.locator("td .form", has_text="Leschinski").click()
    assert page.locator("#count").inner_text().startswith("1 of 18 segments")
    page.keyboard.press("n")
    page.get_by_role("link", name="summit-valdivia-1").last.click()
    assert page.locator(".detail-head h2").inner_text() == "summit-valdivia-1"


def test_is_not_there_without_names(opened) -> None:
    record, segments = sample_run()
    for segment in segments:
        segment.pop("names", None)
    page = opened(record, segments).go("#/names")
    assert page.locator("#view-overview").is_visible()
    assert page.locator(".views a", has_text="Names").count() == 0


def test_documents_add_up_and_the_list_ends_somewhere() -> None:
    row = {"source": {"Oslo": 2}, "target": {"Oslo": 1, "Osló": 1}, "times": 2, "faults": []}
    table = NameTable()
    for number in range(SHOWN + 5):
        table.add(
            {"names": [{"name": f"N{number}", "first": "a", **row}, {"name": "Oslo", "first": f"d{number}", **row}]}
        )
    assert len(table) == SHOWN + 6
    shown = table.rows()
    assert len(shown) == SHOWN
    assert (shown[0].name, shown[0].times, shown[0].first) == ("Oslo", 2 * (SHOWN + 5), "d0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened, scheme) -> None:
    from test_report_access import violations

    assert violations(opened(*sample_run(), color_scheme=scheme).go("#/names")) == []
