"""Whole articles are read, aligned and flagged at the place in the file, whatever lines up with what."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tqcheck.alignment.outcome import Lost, Outcome, outcome_of
from tqcheck.api import check, make_run
from tqcheck.cli import main
from tqcheck.errors import InputError
from tqcheck.model import Result, Segment
from tqcheck.readers import Input, Reading, read
from tqcheck.readers._article_pages import page_of

ROOT = Path(__file__).parent.parent
ARTICLE, SOURCE, REFERENCE = (
    ROOT / name for name in ("samples/article.en.txt", "references/lighthouse.es.txt", "references/lighthouse.en.txt")
)


def article(target: Path, *references: Path, source: Path | None = None) -> list[Segment]:
    given = Input(str(target), str(source) if source else None, tuple(map(str, references)), reader="article")
    return list(read((given,), Reading()))


def flagged(segments: list[Segment]) -> list[tuple[str, int | None, str]]:
    results: list[Result] = list(check(segments, make_run(["completeness"])))
    return [
        (flag.rule, result.segment.line, flag.message)
        for result in results
        for flag in result.flags
        if flag.rule in ("completeness.added", "completeness.dropped", "completeness.stranger")
    ]


def tqcheck(*args: object) -> int:
    sys.argv = ["tqcheck", *map(str, args)]
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_the_sample_article_is_aligned_with_its_source_and_reference() -> None:
    segments = article(ARTICLE, REFERENCE, source=SOURCE)
    beside = {segment.target[:20]: segment for segment in segments}
    quoted = beside["“We cannot wait unti"]
    assert quoted.source is not None
    assert quoted.source.startswith("«No podemos esperar")
    assert quoted.source.endswith("en Madrid.")
    assert quoted.references[0].endswith("on Tuesday.")
    towers = beside["According to the kee"]
    assert (towers.source or "").endswith("ellos mismos compraron.")
    assert towers.references[0].startswith("According to the keepers") and towers.references[0].endswith("themselves.")
    assert sum(bool(segment.source) for segment in segments) == len(segments) - 2


def test_every_segment_is_a_stretch_of_the_file_on_its_line() -> None:
    text = ARTICLE.read_text("utf-8")
    rows = text.split("\n")
    at = 0
    for segment in article(ARTICLE, source=SOURCE):
        at = text.index(segment.target, at)
        assert segment.line == text.count("\n", 0, at) + 1
        assert rows[segment.line - 1].find(segment.target.split("\n")[0]) >= 0
        at += len(segment.target)


def test_what_is_missing_or_too_much_is_flagged_once() -> None:
    found = flagged(article(ARTICLE, REFERENCE, source=SOURCE))
    assert [(rule, line) for rule, line, _ in found] == [
        ("completeness.added", 3),
        ("completeness.added", 5),
        ("completeness.dropped", 13),
    ]
    assert "line 1 says the same" in found[1][2]
    assert "a whole paragraph of the source" in found[2][2]


def test_a_run_of_added_sentences_is_one_flag(tmp_path: Path) -> None:
    rows = ARTICLE.read_text("utf-8").split("\n")
    rows[9:9] = ["", "Read our newsletter every Monday. It is free of charge. You may cancel it whenever you like."]
    path = tmp_path / "article.en.txt"
    path.write_text("\n".join(rows), "utf-8")
    added = [row for row in flagged(article(path, source=SOURCE)) if row[1] == 11]
    assert len(added) == 1
    assert "nor the 2 sentences after it" in added[0][2]


def test_a_gap_at_the_end_lies_behind_the_last_segment(tmp_path: Path) -> None:
    path = tmp_path / "article.en.txt"
    path.write_text(ARTICLE.read_text("utf-8").rsplit("\n\n", 1)[0].rsplit("\n\n", 1)[0], "utf-8")
    [result] = [
        result for result in check(article(path, source=SOURCE), make_run(["completeness.dropped"])) if result.flags
    ]
    assert result.flags[0].place.start == len(result.segment.target)
    assert "3 paragraphs" in result.flags[0].message


def test_a_reference_alone_will_do() -> None:
    assert all(row[2].find("source") < 0 for row in flagged(article(ARTICLE, REFERENCE)))


def test_texts_with_nothing_in_common_are_not_aligned(capsys) -> None:
    reading = Reading()
    given = Input(str(ARTICLE), str(ROOT / "references/harbour.es.txt"), reader="article")
    segments = list(read((given,), reading))
    assert not any(segment.source for segment in segments)
    assert "nothing in common" in reading.notes[0]
    assert [rule for rule, _, _ in flagged(segments)] == ["completeness.stranger"]
    assert tqcheck("align", ROOT / "references/harbour.es.txt", ARTICLE) == 3
    assert "nothing in common" in capsys.readouterr().err


def test_an_outcome_survives_the_notes() -> None:
    outcome = Outcome(0.5, (0.4, None), 0.1, Lost("a", 1, 0, 0.9), None, 3, ("x",), "reference")
    assert outcome_of(Segment("1", "x", notes=outcome.notes())) == outcome


PAGES = {
    "a.html": (
        "<html><head><title>No</title></head><body><nav><a href='/'>Home</a></nav>\n"
        "<article><h1>A <em>bright</em>\nheadline</h1>\n<p>First &amp; second.<br>Third strong>word\n"
        "<p>Last&nbsp;one.<script>no()</script><div class='share'>Share</div></article>"
        "<footer>©</footer></body></html>",
        [(2, "A bright headline"), (4, "First & second."), (4, "Third strong>word"), (5, "Last\xa0one.")],
    ),
    "b.html": (
        "<p>No article\nelement.</p><ul><li><a href=x>Menu</a><li>Item</ul>",
        [(1, "No article element."), (2, "Item")],
    ),
    "a.md": (
        "---\ntitle: no\n---\n# A *bright* headline #\n\nFirst **and** [second](http://x.y)\nline, a_b_c.\n\n> said\n\n"
        "```\ncode\n```\n- one\n- two\n",
        [(4, "A bright headline"), (6, "First and second line, a_b_c."), (9, "said"), (14, "one"), (15, "two")],
    ),
    "wrapped.txt": (
        "This paragraph was wrapped by a program that breaks\nits lines at some width and parts paragraphs by\n"
        "blank lines.\n\nThis is another paragraph.\n",
        [
            (1, "This paragraph was wrapped by a program that breaks\nits lines at some width and parts paragraphs by\n"
             "blank lines."),
            (5, "This is another paragraph."),
        ],
    ),
    "a.txt": ("One.\n\nTwo.\r\nThree.", [(1, "One."), (3, "Two."), (4, "Three.")]),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_give_their_paragraphs_and_lines(name: str, tmp_path: Path) -> None:
    content, expected = PAGES[name]
    (tmp_path / name).write_bytes(content.encode())
    page = page_of(str(tmp_path / name))
    assert [(page.line(start), page.text[start:end]) for start, end in page.paragraphs] == expected


def test_html_and_markdown_align_like_text(tmp_path: Path) -> None:
    paragraphs = [row for row in ARTICLE.read_text("utf-8").split("\n") if row]
    (tmp_path / "a.en.html").write_text(
        "<main>" + "\n".join(f"<p>{row}</p>" for row in paragraphs) + "</main>", "utf-8"
    )
    (tmp_path / "a.es.md").write_text(SOURCE.read_text("utf-8"), "utf-8")
    plain, html = article(ARTICLE, source=SOURCE), article(tmp_path / "a.en.html", source=tmp_path / "a.es.md")
    assert [segment.source for segment in html] == [segment.source for segment in plain]
    assert [row[0] for row in flagged(html)] == [row[0] for row in flagged(plain)]


def test_files_whose_lines_line_up_are_never_taken_for_articles(tmp_path: Path) -> None:
    (tmp_path / "mt.txt").write_text("One. Two.\n\nThree. Four.\n")
    (tmp_path / "ref.txt").write_text("Uno. Dos.\n\nTres. Cuatro.\n")
    reading = Reading()
    segments = list(read((Input(str(tmp_path / "mt.txt"), references=(str(tmp_path / "ref.txt"),)),), reading))
    assert [segment.references for segment in segments] == [("Uno. Dos.",), ("",), ("Tres. Cuatro.",)]
    assert not reading.notes


def test_it_says_so_when_it_takes_files_for_articles(capsys) -> None:
    assert tqcheck("score", ARTICLE, "-s", SOURCE, "-r", REFERENCE, "--no-run", "--format", "json") == 0
    said = capsys.readouterr()
    assert "read as a whole article" in said.err
    summary = json.loads(said.out)
    found = summary.get("summary", summary)["alignment"]
    assert found["share"]["source"] > 90
    assert (found["dropped"], found["added"]) == (2, 2)


def test_a_folder_of_articles_is_paired_by_name(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, name, origin in (("mt", "a.en.html", ARTICLE), ("src", "a.es.txt", SOURCE)):
        (tmp_path / folder).mkdir()
        rows = origin.read_text("utf-8").split("\n")
        text = "\n".join(f"<p>{row}" for row in rows if row) if name.endswith("html") else "\n".join(rows)
        (tmp_path / folder / name).write_text(text, "utf-8")
    out = tmp_path / "out.jsonl"
    assert tqcheck("check", tmp_path / "mt", "--sources", tmp_path / "src", "--format", "jsonl", "-o", out) == 0
    ids = [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]
    assert ids[0] == "a:1"
    assert len(ids) == 15


@pytest.mark.parametrize("format", ["tsv", "jsonl", "tmx"])
def test_align_writes_every_link(format: str, tmp_path: Path, capsys) -> None:
    out = tmp_path / "links"
    assert tqcheck("align", SOURCE, ARTICLE, "--format", format, "-o", out) == 0
    text = out.read_text("utf-8")
    assert "without a counterpart: 2 of" in capsys.readouterr().err
    if format == "tsv":
        rows = [line.split("\t") for line in text.splitlines()]
        assert {len(row) for row in rows} == {5}
        assert sum(not (row[3] and row[4]) for row in rows) == 4
    elif format == "jsonl":
        assert sum(bool(row["src"] and row["mt"]) for row in map(json.loads, text.splitlines())) == 13
    else:
        units = ElementTree.fromstring(text).findall("body/tu")
        assert len(units) == 13
        assert [len(unit.findall("tuv/seg")) for unit in units] == [2] * 13


BAD = {
    "an empty source": ("s.txt", "", "no text"),
    "HTML without text": ("s.html", "<html><script>x</script><nav>Menu</nav></html>", "no text"),
    "a corpus": ("s.txt", "It is so.\n" * 30_001, "no article"),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
def test_says_what_is_wrong_with_a_source(case: tuple[str, str, str], tmp_path: Path) -> None:
    name, content, said = case
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match=said) as error:
        article(ARTICLE, source=tmp_path / name)
    assert error.value.path.endswith(name)
