"""What is written for other tools points at the same words there as here, whatever stands in the texts."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from sample_run import sample_run
from test_report_hostile import HOSTILE, poisoned

from tqcheck.decisions import decision_key
from tqcheck.exchange import FORMATS, reviewed, write_marot, write_pearmut, write_xliff

XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"


def written(write, segments) -> str:
    out = io.StringIO()
    write("run", segments, out)
    return out.getvalue()


def test_pearmut_counts_as_pearmut_does() -> None:
    _, segments = sample_run()
    for segment in segments:
        segment["mt"] = "🙂\n" + segment["mt"]
        for flag in segment["flags"]:
            flag.update(start=flag["start"] + 2, end=flag["end"] + 2)
    campaign = json.loads(written(write_pearmut, segments))
    items = [item for document in campaign["data"][0] for item in document]
    assert [item["item_id"] for item in items] == [segment["id"] for segment in segments]
    for item, segment in zip(items, segments, strict=True):
        units = item["tgt"]["run"].replace("\n", "").encode("utf-16-le")
        assert len(item["error_spans"]["run"]) == len(segment["flags"])
        for span, flag in zip(
            item["error_spans"]["run"], sorted(segment["flags"], key=lambda one: one["start"]), strict=True
        ):
            if flag["start"] == flag["end"]:
                assert span["start_i"] == span["end_i"] == len(units) // 2
            else:
                assert units[2 * span["start_i"] : 2 * span["end_i"] + 2].decode("utf-16-le") == flag["text"]


def test_pearmut_gets_no_media() -> None:
    _, segments = sample_run()
    segments[0]["mt"] = "<img src=x onerror=alert(1)>" + segments[0]["mt"]
    campaign = json.loads(written(write_pearmut, segments[:1]))
    assert campaign["data"][0][0][0]["tgt"]["run"].startswith(" <img")


def test_marot_has_a_line_a_flag() -> None:
    _, segments = sample_run()
    lines = written(write_marot, segments).splitlines()
    rows = [line.split("\t") for line in lines]
    assert {len(row) for row in rows} == {10}
    assert len(rows) == 1 + sum(max(1, len(segment["flags"])) for segment in segments)
    assert rows[1][6] == "President Marina <v>Echevarry</v> arrived in Valdivia on Monday for a two-day summit."
    corrected = json.loads(rows[1][9])["corrected_translation"]
    assert corrected == segments[0]["refs"][0]


def test_xliff_is_xml_with_a_note_a_flag() -> None:
    _, segments = sample_run()
    root = ElementTree.fromstring(written(write_xliff, segments))
    assert [file.get("target-language") for file in root] == ["en", "en", "en", "ar"]
    units = list(root.iter(f"{XLIFF}trans-unit"))
    assert [unit.find(f"{XLIFF}target").text for unit in units] == [segment["mt"] for segment in segments]
    assert sum(len(unit.findall(f"{XLIFF}note")) for unit in units) == 13


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_comes_is_only_text(format, kind) -> None:
    _, segments = poisoned(HOSTILE[kind])
    for segment in segments:
        for flag in segment["flags"]:
            flag["severity"] = "major"
    text = written(FORMATS[format], segments)
    text.encode("utf-8")
    if format == "pearmut":
        json.loads(text)
    elif format == "marot":
        assert {line.count("\t") for line in text.splitlines()} == {9}
        assert "<" not in text.replace("<v>", "").replace("</v>", "")
    elif format == "csv":
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        assert {len(row) for row in rows} == {15}
        assert len(rows) == 1 + sum(len(segment["flags"]) for segment in segments)
    else:
        assert len(list(ElementTree.fromstring(text).iter(f"{XLIFF}trans-unit"))) == len(segments)


FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "x;=1+1", "x\n@SUM(1)", "x\t-1", '";=1+1')


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_spreadsheet_finds_a_formula(formula, separator) -> None:
    """Whatever the separator of the reader's locale is: where it is not the comma, texts are cut in other places."""
    _, segments = poisoned(formula)
    text = written(FORMATS["csv"], segments).removeprefix("\ufeff")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        assert not any(cell.lstrip('"').startswith(("=", "+", "-", "@")) for cell in row)


def test_dismissed_flags_are_left_out_and_written_suggestions_used() -> None:
    _, segments = sample_run()
    first, second = segments[0], segments[2]
    decisions = {
        decision_key(first, first["flags"][0]): {"decision": "dismissed", "suggestion": None},
        decision_key(second, second["flags"][0]): {"decision": "accepted", "suggestion": "€1.2 million"},
    }
    out = list(reviewed(segments, decisions))
    assert out[0]["flags"] == []
    assert out[2]["flags"][0]["suggestion"] == "€1.2 million"
