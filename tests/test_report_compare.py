"""A comparison's figures are sacreBLEU's, its tests are paired, and its page is as safe as the report's."""

from __future__ import annotations

import copy
import json

import pytest
from sample_run import sample_run
from test_report_hostile import HOSTILE

from tqcheck.compare import compare
from tqcheck.errors import InputError
from tqcheck.htmlreport.comparison import differences, pieces, render_comparison
from tqcheck.store import RUN, SEGMENTS


def two_runs():
    """Return the sample run, and one in which the targets are the references, without flags."""
    record, segments = sample_run()
    better = copy.deepcopy(segments)
    for segment in better:
        segment.update(mt=segment["refs"][0], flags=[], scores=dict.fromkeys(segment["scores"], 100.0))
    return (record, segments), (record, better)


def test_scores_are_those_of_the_runs() -> None:
    first, second = two_runs()
    compared = compare([first, second], ["a", "b"], samples=100)
    wanted = {(score["metric"], score["pair"]): score["score"] for score in first[0]["summary"]["scores"]}
    got = {(score["metric"], score["pair"]): score["values"][0] for score in compared.scores}
    assert got == pytest.approx(wanted)
    assert all(
        score["values"][1] == pytest.approx(100 if score["higher_is_better"] else 0) for score in compared.scores
    )
    spanish = next(score for score in compared.scores if score["pair"] == "es-en" and score["metric"] == "chrf")
    assert spanish["tests"][0]["bs"] < 0.05


def test_a_run_does_not_differ_from_itself() -> None:
    first, _ = two_runs()
    compared = compare([first, first], ["a", "b"], samples=100)
    assert all(test["ar"] > 0.5 for score in compared.scores for test in score["tests"])
    assert all(p == 1 for row in compared.flags for p in row["p"])
    assert compared.differing == []
    assert "no difference that is sure" in render_comparison(compared)


def test_other_inputs_are_turned_away() -> None:
    (record, segments), _ = two_runs()
    other = [{**segment, "id": "x" + segment["id"]} for segment in segments]
    with pytest.raises(InputError, match="no segment id in common"):
        compare([(record, segments), (record, other)], ["a", "b"])
    other = [{**segment, "src": "other"} for segment in segments]
    with pytest.raises(InputError, match="another source"):
        compare([(record, segments), (record, other)], ["a", "b"])


def test_pieces_cover_the_text_once() -> None:
    _, segments = sample_run()
    for segment in segments:
        cut = pieces(segment, segment["mt"])
        assert "".join(piece.text.unescape() for piece in cut) == segment["mt"]
        assert sum(bool(piece.severity) for piece in cut) == len(segment["flags"])
        other = pieces(segment, segment["refs"][0])
        assert "".join(piece.text.unescape() for piece in other) == segment["mt"]
        assert any(piece.differs for piece in other) == (segment["mt"] != segment["refs"][0])


@pytest.mark.parametrize(
    ("text", "other", "bold"),
    [
        ("They paid 45 euros.", "They paid 54 euros.", ["45"]),
        ("大桥全长320米。", "大桥全长3200米。", ["320"]),
        ("市长今天说", "市长昨天说", ["今"]),
        ("Nothing.", "Nothing.", []),
        ("", "x", []),
    ],
)
def test_words_that_the_other_has_not_are_bold(text, other, bold) -> None:
    assert [text[start:end] for start, end in differences(text, other)] == bold


def test_one_segment_is_no_proof() -> None:
    """sacreBLEU's randomisation calls it certain; of its two exchanges, both are as large."""
    (record, segments), _ = two_runs()
    other = copy.deepcopy(segments)
    other[0].update(mt=other[0]["refs"][0])
    compared = compare([(record, segments), (record, other)], ["a", "b"], samples=50)
    assert all(score["tests"][0]["ar"] == 1 for score in compared.scores)


def test_a_learned_metric_is_compared_by_what_the_runs_hold() -> None:
    record, segments = sample_run()
    record["metrics"] = {"tq": {}}
    runs = []
    for shift in (0.0, 0.1, 0.0):
        rows = copy.deepcopy(segments)
        for number, segment in enumerate(rows):
            segment.update(scores={}, stats={"tq": [0.5 + shift + number / 100, 1]})
        runs.append((record, rows))
    compared = compare(runs, ["a", "b", "c"], samples=200)
    [spanish] = [score for score in compared.scores if score["pair"] == "es-en"]
    assert spanish["values"] == pytest.approx([0.525, 0.625, 0.525])
    assert spanish["tests"][0]["bs"] < 0.05
    assert spanish["tests"][0]["ar"] < 0.1  # of the 64 exchanges of six segments, two are as large
    assert spanish["tests"][1] == {"bs": 1, "ar": 1}


def test_the_page_is_safe_and_readable(browser, tmp_path) -> None:
    from test_report_access import violations

    first, second = two_runs()
    for run in (first, second):
        for segment in run[1]:
            segment["id"] += HOSTILE["script"] + HOSTILE["handler"]
            for flag in segment["flags"]:
                flag["message"] = HOSTILE["close"]
    first[1][0]["mt"] += HOSTILE["svg"]
    path = tmp_path / "compare.html"
    path.write_text(render_comparison(compare([first, second], ["a<b>", "b"], samples=50)), "utf-8")
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    noise, requests = [], []
    page.on("console", lambda line: noise.append(line.text))
    page.on("dialog", lambda dialog: noise.append(dialog.message))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    assert page.locator(".contrast").count() > 5
    assert page.locator("script, img, svg").count() == 0
    assert violations(page) == []
    assert (noise, requests) == ([], [path.as_uri()])
    context.close()


def test_the_command_writes_it(tmp_path) -> None:
    from typer.testing import CliRunner

    from tqcheck.cli import app

    for name, (record, segments) in zip(("a", "b"), two_runs(), strict=True):
        (tmp_path / name).mkdir()
        (tmp_path / name / RUN).write_text(json.dumps(record), "utf-8")
        english = [segment for segment in segments if segment["src_lang"] == "es"]
        (tmp_path / name / SEGMENTS).write_text("".join(json.dumps(s) + "\n" for s in english), "utf-8")
    result = CliRunner().invoke(app, ["compare", str(tmp_path / "a"), str(tmp_path / "b")])
    assert result.exit_code == 0, result.output
    assert "chrf    es-en   a 78.5  b 100.0  difference +21.5" in result.output
    assert (tmp_path / "a-vs-b.html").is_file()
