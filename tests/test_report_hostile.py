"""Whatever stands in a text, an id, a name or a message is shown as text: nothing runs, nothing leaks."""

from __future__ import annotations

import copy
import io

import pytest
from sample_run import sample_run

from tqcheck.htmlreport import write_report

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "close": "</script></style></title></textarea><script>alert(2)</script>",
    "comment": "<!--<script>",
    "handler": '"><img src=x onerror=alert(3)>',
    "svg": "'><svg/onload=alert(4)>",
    "link": "javascript:alert(5)",
    "template": "{{ 7*7 }}{% raw %}${7*7}`",
    "css": "</style><style>*{display:none}</style>",
    "entity": "&lt;b&gt;&quot;&#0;&nbsp;",
    "request": '<img src="https://example.com/x.png"><link rel=stylesheet href=//example.com/x.css>',
    "bidi": "a\u202eb\u2066c\u2067d",
    "nul": "a\x00b\x1bc\x85d",
    "lone": "a\ud800b",
    "separators": "a\u2028b\u2029c\ufeffd",
    "long": "x" * 100_000,
    "prototype": "__proto__",
    "hash": "#/segments?severity=any&text=%ff%",
}
VIEWS = ("overview", "segments", "article", "rules", "method")


def poisoned(text: str):
    """Return a run with `text` in every field that comes from outside."""
    record, segments = copy.deepcopy(sample_run())
    segments = segments[:6]
    for number, segment in enumerate(segments):
        segment.update(
            id=text + str(number),
            doc_id=text,
            mt=text + " " + segment["mt"],
            src=text,
            refs=[text],
            bt=text,
            src_lang=text,
            tgt_lang=text,
            path=text,
            names=[
                {"name": text, "source": {text: 2}, "target": {text: 2}, "times": 2, "first": text, "faults": [text]}
            ],
        )
        for flag in segment["flags"]:
            flag.update(start=0, end=len(text), source_span=[0, len(text)], text=text)
            flag.update(rule=text, message=text, suggestion=text, category=text)
    summary = record["summary"]
    summary["documents"] = {text: summary["documents"]["summit-valdivia"]}
    summary["pairs"] = {text: 6}
    for score in summary["scores"]:
        score.update(pair=text, signature=text)
    summary["not_run"] = [{"id": text, "reason": text}]
    page = {"text": text, "mqm": text, "severity": text, "bad": [{"target": [[text, True]], "source": [[text, False]]}]}
    record.update(
        name=text,
        versions={text: text},
        rules={text: {text: text}},
        inputs={text: text},
        languages={text: text},
        skipped=[text],
        pages={text: {**page, "good": []}},
    )
    return record, segments


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_runs_and_nothing_leaks(opened, kind) -> None:
    watched = opened(*poisoned(HOSTILE[kind]))
    for view in (*VIEWS, "names"):
        page = watched.go(f"#/{view}")
        assert page.locator(f"#view-{view}").is_visible()
        foreign = page.evaluate(
            "() => [...document.querySelectorAll('script, style, img, link, iframe, object, embed, base, form')]"
            ".filter(e => !(e.tagName === 'FORM' && e.matches('.filters, .names-bar'))).map(e => e.tagName).join()"
        )
        assert foreign == "STYLE,SCRIPT,SCRIPT"
        handlers = page.evaluate(
            "() => [...document.querySelectorAll('*')].filter(e => e.getAttributeNames().some(n => n.startsWith('on')))"
            ".length"
        )
        assert handlers == 0
        links = page.evaluate("() => [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
        assert all(link.startswith("#") for link in links)
        overflow = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0
    watched.check()


@pytest.mark.parametrize(
    "kind", [kind for kind in HOSTILE if kind not in ("bidi", "nul", "lone", "separators", "long")]
)
def test_is_shown_as_it_is(opened, kind) -> None:
    text = HOSTILE[kind]
    page = opened(*poisoned(text)).go("#/segments")
    assert page.locator(".in-source .words").first.inner_text() == text
    assert page.locator(".text.target mark").first.inner_text() == text
    assert page.locator(".message").first.inner_text() == text
    assert page.locator(".brand .name").inner_text() == text


def test_hidden_characters_are_shown_by_their_codes(opened) -> None:
    page = opened(*poisoned("a\u202eb\x00c\ud800d")).go("#/segments")
    words = page.locator(".in-source .words").first
    assert words.inner_text() == "aU+202EbU+0000cU+D800d"
    assert words.locator(".hidden-char").count() == 3
    assert "a[U+202E]b" in page.locator(".message").first.inner_text()
    assert page.title().startswith("a[U+202E]b")


def test_can_be_written_as_utf_8_whatever_comes() -> None:
    for text in HOSTILE.values():
        out = io.StringIO()
        write_report(*poisoned(text), out)
        out.getvalue().encode("utf-8")
        markup, _, data = out.getvalue().partition('<script type="application/json" id="data">')
        assert "<" not in data.partition("</script>")[0]
        assert not any("\ud800" <= char <= "\udfff" or char in "\x00\u202e" for char in markup)


def test_a_policy_stops_what_would_slip_through(opened) -> None:
    watched = opened(*sample_run())
    page = watched.go("#/overview")
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
            const image = document.createElement('img');
            image.src = 'https://example.com/x.png';
            document.body.append(image);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.ran") is None
    assert any("Content Security Policy" in line for line in watched.noise)
