"""What people say of flags in another tool comes back as decisions about the same flags."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest
from sample_run import sample_run
from test_report_hostile import HOSTILE, poisoned
from typer.testing import CliRunner

from tqcheck.cli import app
from tqcheck.decisions import append_decisions, decision_key, latest, precision_by_rule
from tqcheck.errors import InputError
from tqcheck.exchange import FORMATS
from tqcheck.store import RUN, SEGMENTS
from tqcheck.verdicts import Mark, Placed, read_verdicts


def exported(format, segments) -> str:
    out = io.StringIO()
    FORMATS[format]("run", segments, out)
    return out.getvalue()


def read(tmp_path, text, segments, name="back"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read_verdicts(path, segments)


def said(verdicts) -> dict[str, str]:
    """Return what was decided about each flagged text."""
    return {decision["text"]: decision["decision"] for decision in verdicts.decisions}


def annotated(segments, keep, user="ana", add=()) -> dict:
    """Return a campaign's log as pearmut has it when a user kept the spans that `keep` chooses, and added some."""
    campaign = json.loads(exported("pearmut", segments))
    log = []
    for number, document in enumerate(campaign["data"][0]):
        annotation = [
            {
                "run": {
                    "score": 70,
                    "error_spans": [span for span in item["error_spans"]["run"] if keep(item, span)] + list(add),
                }
            }
            for item in document
        ]
        actions = [{"time": 1767225600.0, "action": "load"}, {"time": 1767225660.5, "action": "submit"}]
        log.append({"annotation": annotation, "actions": actions, "item": document, "user_id": user, "item_i": number})
    return {campaign["campaign_id"]: log}


def text_of(item, span) -> str:
    return item["tgt"]["run"][span["start_i"] : span["end_i"] + 1]


def test_spans_kept_in_pearmut_are_accepted_and_spans_removed_are_dismissed(tmp_path) -> None:
    _, segments = sample_run()
    log = annotated(segments, lambda item, span: text_of(item, span) != "Echevarry")
    verdicts = read(tmp_path, json.dumps(log), segments)
    decisions = said(verdicts)
    assert decisions["Echevarry"] == "dismissed"
    assert Counter(decisions.values())["dismissed"] == 1
    assert len(verdicts.decisions) == sum(len(segment["flags"]) for segment in segments)
    assert {(one["reviewer"], one["time"]) for one in verdicts.decisions} == {("ana", "2026-01-01T00:01:00Z")}
    assert (verdicts.foreign, verdicts.missed) == (0, 0)


def test_pearmut_counts_utf_16(tmp_path) -> None:
    _, segments = sample_run()
    for segment in segments:
        segment["mt"] = "🙂\n" + segment["mt"]
        for flag in segment["flags"]:
            flag.update(start=flag["start"] + 2, end=flag["end"] + 2)
    first = segments[0]["flags"][0]
    place = first["start"] + 1 - 1  # one more for the emoji, one less for the line break
    log = annotated(
        segments[:1], lambda item, span: False, add=[{"start_i": place, "end_i": place, "severity": "major"}]
    )
    assert said(read(tmp_path, json.dumps(log), segments)) == {"Echevarry": "accepted"}


def test_pearmut_skips_resets_and_marks_of_ones_own(tmp_path) -> None:
    _, segments = sample_run()
    [log] = annotated(
        segments, lambda item, span: False, add=[{"start_i": 0, "end_i": 2, "severity": "minor"}]
    ).values()
    log[1]["actions"][-1]["action"] = "submit_skip"
    log[2]["item"][0]["tgt"]["run"] += " changed since"
    log.insert(1, {"user_id": "ana", "annotation": "__RESET__"})
    lines = "".join(json.dumps(entry) + "\n" for entry in log)
    verdicts = read(tmp_path, lines, segments)
    documents = {one["doc_id"] for one in verdicts.decisions}
    assert documents <= {segment["doc_id"] for segment in segments[11:]}
    assert verdicts.foreign == 1
    assert verdicts.missed > 0


def test_marot_gives_back_what_raters_marked(tmp_path) -> None:
    _, segments = sample_run()
    header, *lines = exported("marot", segments).splitlines()
    rows = [line.split("\t") for line in lines]
    mine = []
    for row in rows:
        if row[1] != "summit-valdivia":
            continue
        row = list(row)
        row[4] = "bo"
        if "Echevarry" in row[6]:
            row[6], row[7] = row[6].replace("<v>", "").replace("</v>", ""), "No-error"
            row[5] = row[5].replace("<v>", "").replace("</v>", "")
        if "affect" in row[6]:  # marked on the source's side alone
            row[6] = row[6].replace("<v>", "").replace("</v>", "")
        mine.append(row)
    extra = [*mine[1][:6], "Some <v>4,500</v> people demonstrated in front of the port.", *mine[1][7:]]
    extra[7] = "Accuracy/Mistranslation"
    table = "\n".join([header, *lines, *("\t".join(row) for row in [*mine, extra])])
    verdicts = read(tmp_path, table, segments)
    assert said(verdicts) == {
        "Echevarry": "dismissed",
        "1.2 billion": "accepted",
        "will affect": "accepted",
        '"We': "accepted",
        "the the the the": "accepted",
    }
    assert verdicts.missed == 1
    assert {one["reviewer"] for one in verdicts.decisions} == {"bo"}


def test_edits_in_xliff_accept_and_confirmed_units_dismiss(tmp_path) -> None:
    _, segments = sample_run()
    text = exported("xliff", segments)
    text = text.replace("Marina Echevarry arrived", "Marina Echeverri arrived")  # not confirmed, but edited
    text = text.replace("1.2 billion euros", "1.2 <g id='1'>million</g> euros")
    changed = 'state="final">The agreement'
    text = text.replace('state="needs-review-translation">The agreement', changed)
    text = text.replace('"needs-review-translation">The fishermen', '"final">The fishermen')
    text = text.replace("<note from=", '<note from="cy">fine as it is</note><note from=', 5)
    verdicts = read(tmp_path, text, segments, "back.xlf")
    assert said(verdicts) == {
        "Echevarry": "accepted",
        "1.2 billion": "accepted",
        "will affect": "dismissed",
        "the the the the": "dismissed",
    }
    rewritten = {one["text"]: one["suggestion"] for one in verdicts.decisions}
    assert rewritten["Echevarry"] is None  # it is tqcheck's own suggestion
    assert rewritten["1.2 billion"] is None
    assert verdicts.decisions[-1]["comment"].startswith("fine as it is")
    assert verdicts.decisions[-1]["reviewer"] == "cy"


def test_what_a_translator_wrote_instead_becomes_the_suggestion(tmp_path) -> None:
    _, segments = sample_run()
    text = exported("xliff", segments).replace("Marina Echevarry arrived", "Marina Etxeberri arrived")
    [decision] = read(tmp_path, text, segments).decisions
    assert (decision["text"], decision["suggestion"]) == ("Echevarry", "Etxeberri")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sheet_comes_back_as_spreadsheets_save_it(tmp_path, delimiter) -> None:
    _, segments = sample_run()
    rows = list(csv.DictReader(io.StringIO(exported("csv", segments).removeprefix("\ufeff"))))
    assert len(rows) == 13
    rows[0] |= {"decision": "Accept", "reviewer": "Ana", "suggestion": "Etxeberri"}
    rows[1] |= {"decision": "dismissed", "reason": "house style"}
    rows[2] |= {"comment": "'=is this right?"}
    out = io.StringIO()
    table = csv.DictWriter(out, rows[0], delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    verdicts = read(tmp_path, "\ufeff" + out.getvalue(), segments)
    assert [(one["decision"], one["suggestion"], one["reason"], one["comment"]) for one in verdicts.decisions] == [
        ("accepted", "Etxeberri", "", ""),
        ("dismissed", None, "house style", ""),
        (None, None, "", "=is this right?"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("key,decision\nx,maybe\n", r"back:2: the decision is 'accepted', 'dismissed' or nothing, not 'maybe'"),
        ('{"a": [{"annotation": [{"run": 5}], "item": [{"tgt": {"run": "x"}}]}]}\n', None),
        ('{"a": [{"annotation": 5, "item": 7}, {"annotation": [{"run": {}}], "item": 7}]}', "is no file of pearmut's"),
        ("<xliff><trans-unit", "is no XLIFF"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>', "has a document type"),
        ("nonsense", r"back:1: is no decision"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, text, reason) -> None:
    _, segments = sample_run()
    if reason is None:
        assert read(tmp_path, text, segments).foreign == 1
        return
    with pytest.raises(InputError, match=reason):
        read(tmp_path, text, segments)


@pytest.mark.parametrize("format", ["marot", "xliff", "csv"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_come_back_whole(tmp_path, format, kind) -> None:
    _, segments = poisoned(HOSTILE[kind])
    for segment in segments:
        for flag in segment["flags"]:
            flag["severity"] = "major"
    text = exported(format, segments)
    if format == "marot":
        text = text.replace("\ttqcheck\t", "\tana\t")
    if format == "xliff":
        text = text.replace("needs-review-translation", "final")
    if format == "csv":
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows[1:] for cell in row)
        rows = [rows[0], *([row[0], "accept", *row[2:]] for row in rows[1:])]
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        text = out.getvalue()
    verdicts = read(tmp_path, text, segments)
    keys = {decision_key(segment, flag) for segment in segments for flag in segment["flags"]}
    assert {one["key"] for one in verdicts.decisions} == keys
    assert {one["decision"] for one in verdicts.decisions} == {"dismissed" if format == "xliff" else "accepted"}


def test_marks_touch_where_they_share_a_character_or_meet_at_a_gap() -> None:
    flag = Placed({}, 3, 5)
    assert [Mark(*place).touches(flag) for place in ((0, 3), (0, 4), (4, 9), (5, 6), (5, 5))] == [
        False, True, True, False, True,
    ]  # fmt: skip
    assert Mark(2, 3).touches(Placed({}, 3, 3))


def test_the_command_adds_them_and_shows_precision(tmp_path) -> None:
    record, segments = sample_run()
    (tmp_path / RUN).write_text(json.dumps(record), "utf-8")
    (tmp_path / SEGMENTS).write_text("".join(json.dumps(segment) + "\n" for segment in segments), "utf-8")
    back = tmp_path / "annotations.json"
    back.write_text(json.dumps(annotated(segments, lambda item, span: text_of(item, span) != "Echevarry")), "utf-8")
    result = CliRunner().invoke(app, ["decisions", str(tmp_path), str(back)])
    assert result.exit_code == 0, result.output
    assert "13 decisions added (12 accepted, 1 dismissed)" in result.output
    lines = {line.split()[0]: line.split() for line in result.output.splitlines()}
    assert lines["numbers.different"][1:5] == ["3", "0", "0", "100%"]


def test_decisions_outlive_the_run(tmp_path) -> None:
    _, segments = sample_run()
    log = annotated(segments, lambda item, span: True)
    append_decisions(tmp_path / "log", read(tmp_path, json.dumps(log), segments).decisions)
    _, later = sample_run()
    for number, segment in enumerate(later):  # other ids, files, messages, severities: the same text
        segment.update(id=f"new-{number}", path="elsewhere", line=number + 9, doc_id=None)
        for flag in segment["flags"]:
            flag.update(message="said otherwise", severity="minor")
    known = latest(read_verdicts(tmp_path / "log", later).decisions)
    assert sum(tally.accepted for tally in precision_by_rule(later, known).values()) == 13
