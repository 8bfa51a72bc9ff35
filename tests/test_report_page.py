"""The HTML report shows every fact of the run, true counts, and flags at their place."""

from __future__ import annotations

import io
import json
import re

import pytest
from sample_run import large_run, sample_run

from tqcheck.decisions import decision_key
from tqcheck.htmlreport import write_report
from tqcheck.judgement import Judgement, Outcome
from tqcheck.limits import parse_limit

VIEWS = ("overview", "segments", "article", "rules", "method")


def html(record, segments, **options) -> str:
    out = io.StringIO()
    write_report(record, segments, out, **options)
    return out.getvalue()


def data_of(page: str) -> dict:
    [text] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    return json.loads(text)


def test_is_the_same_bytes_for_the_same_run() -> None:
    assert html(*sample_run()) == html(*sample_run())


def test_asks_for_nothing_outside_itself() -> None:
    page = html(*sample_run())
    markup = page.split('<script type="application/json"')[0]
    assert re.findall(r"(?:https?:)?//[a-z]", re.sub(r"<style>.*?</style>", "", markup, flags=re.S)) == []
    assert not re.search(r"@import|url\(", page)
    assert "default-src &#39;none&#39;" in page


def test_holds_every_segment_and_flag() -> None:
    record, segments = sample_run()
    data = data_of(html(record, segments))
    assert [row[1] for row in data["rows"]] == [segment["id"] for segment in segments]
    keys = [flag[8] for row in data["rows"] for flag in row[11]]
    assert keys == [decision_key(segment, flag) for segment in segments for flag in segment["flags"]]


def test_beyond_its_budget_keeps_the_worst_and_says_so() -> None:
    record, segments = large_run(400, 40)
    page = html(record, segments, budget=40_000)
    data = data_of(page)
    flagged = {segment["id"] for segment in segments if segment["flags"]}
    held = {row[1] for row in data["rows"]}
    assert flagged <= held
    assert len(held) < 400
    assert data["total"] == 400
    assert "What this file leaves out" in page
    assert f"the {len(held)} worst of them" in page


def test_says_so_where_a_document_was_left_out(opened) -> None:
    record, segments = large_run(400, 40)
    watched = opened(record, segments, budget=12_000)
    page = watched.go("#/segments")
    held = page.locator("#count").inner_text()
    assert "held here (the run has 400; the rest is in segments.jsonl)" in held
    page = watched.go("#/article?document=no-such-document")
    assert "holds no segment of" in page.locator("#view-article").inner_text()
    page = watched.go("#/segments?segment=doc0000-1")
    assert "not held in this report" in page.locator("#detail").inner_text()
    watched.check()


def test_an_empty_run_is_a_page_too() -> None:
    record, _ = sample_run()
    record["summary"] = {**record["summary"], "documents": {}, "scores": []}
    assert "No flag in 0 segments" in html(record, [])


def test_shows_the_gate_and_the_caveats_if_there_are_any() -> None:
    record, segments = sample_run()
    assert "gate-title" not in html(record, segments)
    record["summary"]["caveats"] = {"chrf": {"longer than the model reads": 3}}
    limit = parse_limit("critical > 0")
    judgement = Judgement((Outcome(limit, True, 3, "3 critical"),), remarks=("2 runs differ",), counting=13)
    record["gate"] = judgement.as_dict()
    page = html(record, segments)
    for words in ("critical &gt; 0", "3 critical", "2 runs differ", "longer than the model reads"):
        assert words in page
    record["gate"]["flags"]["dismissed"] = 2
    assert "Not counted: 2 dismissed by reviewers." in html(record, segments)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_opens_without_a_word_on_the_console(opened, view) -> None:
    watched = opened(*sample_run())
    page = watched.go(f"#/{view}")
    assert page.locator(f"#view-{view}").is_visible()
    assert page.locator("main > section:visible").count() == 1
    assert page.locator(".views a[aria-current]").get_attribute("href") == f"#/{view}"
    watched.check()


def test_overview_figures_are_those_of_the_segments(opened) -> None:
    record, segments = sample_run()
    page = opened(record, segments).go("#/overview")
    flags = [flag for segment in segments for flag in segment["flags"]]
    assert f"Review {len(flags)} flags" in page.locator(".hero").inner_text()
    table = page.get_by_role("table", name="Flags by category and severity")
    for category in {flag["category"] for flag in flags}:
        row = table.get_by_role("row").filter(has=page.get_by_role("link", name=category, exact=True))
        assert row.locator(".all").inner_text() == str(sum(flag["category"] == category for flag in flags))


def test_marks_stand_where_the_flags_say(opened) -> None:
    record, segments = sample_run()
    page = opened(record, segments).go("#/segments?segment=summit-valdivia-3")
    target = page.locator(".text.target mark")
    assert target.all_inner_texts() == ["1.2 billion", "will affect"]
    assert page.locator(".texts mark").all_inner_texts() == [
        "1,2 millones",
        "no afectará",
        "1.2 billion",
        "will affect",
    ]
    assert page.locator(".text.target .words").inner_text() == segments[2]["mt"]


def test_offsets_are_code_points(opened) -> None:
    record, segments = sample_run()
    segment = segments[0]
    segment["mt"] = "𝒜🙂 " + segment["mt"]
    for flag in segment["flags"]:
        flag["start"], flag["end"] = flag["start"] + 3, flag["end"] + 3
    page = opened(record, segments).go("#/segments?segment=summit-valdivia-1")
    assert page.locator(".text.target mark").all_inner_texts() == ["Echevarry"]
    assert page.locator(".row-item[aria-selected=true] mark").all_inner_texts() == ["Echevarry"]


def test_a_mark_says_why_on_hover_and_on_focus(opened) -> None:
    page = opened(*sample_run()).go("#/segments?segment=summit-valdivia-1")
    mark = page.locator(".text.target mark")
    mark.hover()
    tip = page.locator("#tip")
    assert "is spelled ‘Echeverri’ in the source" in tip.inner_text()
    assert "→ Echeverri" in tip.inner_text()
    page.keyboard.press("Escape")
    assert tip.is_hidden()
    mark.focus()
    assert tip.is_visible()


def test_texts_carry_language_and_direction(opened) -> None:
    page = opened(*sample_run()).go("#/segments?segment=flood-khasab-1")
    words = page.locator(".text.target .words")
    assert (words.get_attribute("lang"), words.get_attribute("dir")) == ("ar", "rtl")
    assert page.locator(".in-source .words").first.get_attribute("dir") == "ltr"
    assert words.locator("mark").evaluate("mark => getComputedStyle(mark).unicodeBidi") == "isolate"


def test_pointing_at_a_word_lights_the_words_that_correspond(opened) -> None:
    record, segments = sample_run()
    segment = segments[0]
    segment["src"], segment["mt"] = "🙂 " + segment["src"], "🙂 " + segment["mt"]
    pairs = [("presidenta", "President"), ("llegó", "arrived"), ("lunes", "Monday")]
    segment["words"] = [
        [place for text, word in ((segment["src"], one), (segment["mt"], other)) for place in (text.index(word), text.index(word) + len(word))]
        for one, other in pairs
    ]  # fmt: skip
    segment["flags"] = []
    watched = opened(record, segments)
    page = watched.go("#/segments?segment=summit-valdivia-1")
    lit = "() => [...(CSS.highlights.get('corresponding') || [])].map(range => range.toString())"
    place = page.evaluate(
        """() => {
            const node = document.querySelector('.text.target .words').firstChild;
            const range = document.createRange();
            range.setStart(node, node.data.indexOf('arrived') + 2);
            range.setEnd(node, node.data.indexOf('arrived') + 3);
            const {x, y, height} = range.getBoundingClientRect();
            return [x, y + height / 2];
        }"""
    )
    page.mouse.move(*place)
    page.wait_for_function(f"({lit})().length > 0")
    assert page.evaluate(lit) == ["llegó", "arrived"]
    page.mouse.move(5, 5)
    page.wait_for_function(f"({lit})().length === 0")
    watched.check()


def test_reference_shows_the_edits_from_the_target(opened) -> None:
    page = opened(*sample_run()).go("#/segments?segment=summit-valdivia-3")
    assert [text.strip() for text in page.locator("ins").all_inner_texts()] == ["million", "not", "the"]
    page.get_by_role("button", name="Hide the edits").click()
    assert page.locator("ins, del").count() == 0


def test_article_runs_through_a_document(opened) -> None:
    record, segments = sample_run()
    page = opened(record, segments).go("#/article?document=grid-severnaya")
    text = " ".join(segment["mt"] for segment in segments if segment["doc_id"] == "grid-severnaya")
    assert page.locator(".running").inner_text().strip() == text
    assert page.locator(".running mark").count() == 3
    page.locator(".running mark").first.click()
    assert "segment=grid-severnaya-2" in page.url
    assert page.locator(".detail-head h2").inner_text() == "grid-severnaya-2"


def test_lines_of_an_article_are_its_paragraphs(opened) -> None:
    record, segments = sample_run()
    document = [segment for segment in segments if segment["doc_id"] == "grid-severnaya"]
    document[0]["mt"] = "Substation fault leaves thousands in the dark"
    for segment, line in zip(document, (1, 3, 3, 5, 5), strict=True):
        segment["line"] = line
    page = opened(record, segments).go("#/article?document=grid-severnaya")
    paragraphs = [text.strip() for text in page.locator(".running p").all_inner_texts()]
    assert paragraphs == [
        document[0]["mt"],
        f"{document[1]['mt']} {document[2]['mt']}",
        f"{document[3]['mt']} {document[4]['mt']}",
    ]
    assert page.locator(".running .headline").inner_text().strip() == document[0]["mt"]


def test_a_flag_in_the_margin_lights_its_words_and_they_light_it(opened) -> None:
    page = opened(*sample_run()).go("#/article?document=grid-severnaya")
    page.locator(".margin a").nth(1).hover()
    assert page.locator(".running mark.linked").all_inner_texts() == ["Leschinski"]
    page.locator(".running mark").first.hover()
    assert page.locator(".margin a.linked").count() == 1
    assert "Russian left standing" in page.locator(".margin a.linked").inner_text()


def test_a_flag_of_a_whole_sentence_hides_no_other(opened) -> None:
    record, segments = sample_run()
    flags = segments[0]["flags"]
    flags.insert(0, {**flags[0], "severity": "critical", "start": 0, "end": len(segments[0]["mt"])})
    page = opened(record, segments).go("#/segments?segment=summit-valdivia-1")
    marks = page.locator(".text.target mark")
    kinds = [(mark.inner_text(), mark.get_attribute("class").split()[0]) for mark in marks.all()]
    assert ("Echevarry", "major") in kinds
    assert ("President Marina ", "critical") in kinds


@pytest.mark.parametrize(
    ("suggestion", "shown"), [("", "(delete)"), (" ", "(a space)"), ("\u00a0", "(a no-break space)"), (None, None)]
)
def test_what_cannot_be_seen_is_named(opened, suggestion, shown) -> None:
    record, segments = sample_run()
    segments[0]["flags"][0]["suggestion"] = suggestion
    page = opened(record, segments).go("#/segments?segment=summit-valdivia-1")
    assert page.locator(".becomes").all_inner_texts() == ([shown] if shown else [])


def test_edits_of_another_text_are_not_shown(opened) -> None:
    record, segments = sample_run()
    segments[0]["refs"] = ["Nothing at all like it, I fear!"]
    segments[1]["refs"] = [segments[1]["mt"]]
    watched = opened(record, segments)
    page = watched.go("#/segments?segment=summit-valdivia-1")
    assert page.locator("ins, del").count() == 0
    assert "too little in common" in page.locator(".texts").inner_text()
    page = watched.go("#/segments?segment=summit-valdivia-2")
    assert "the same words" in page.locator(".texts").inner_text()


def test_rules_are_explained_from_the_record(opened) -> None:
    record, segments = sample_run()
    page = opened(record, segments).go("#/rules?rule=repetition.loop")
    article = page.locator("[id='rule-repetition.loop']")
    [rule] = [page for id, page in record["pages"].items() if id == "repetition.loop"]
    assert article.locator(".prose p").first.inner_text() == rule["text"].split("\n")[0]
    wanted = [text for example in rule["bad"] for text, marked in example["target"] if marked]
    assert article.locator(".target mark").all_inner_texts() == wanted


def test_rules_say_how_often_they_are_right(opened) -> None:
    record, segments = sample_run()
    record["pages"]["repetition.loop"]["alarms"] = [3, 6332]
    page = opened(record, segments).go("#/segments?rule=repetition.loop")
    trust = page.locator("[id='rule-repetition.loop'] .trust")
    page.keyboard.press("a")
    page.keyboard.press("r")
    assert trust.inner_text() == (
        "On 6,332 segments of good translations it flagged 3. Here, 1 of 1 reviewed was right."
    )


def test_prints_what_the_filters_leave(opened) -> None:
    page = opened(*sample_run()).go("#/segments?category=numbers")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#print-list article").count() == 3
    assert "1.2 million" in page.locator("#print-list").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#print-list").count() == 0
