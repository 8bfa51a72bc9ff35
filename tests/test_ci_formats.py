"""What CI systems read is what their formats say, points at the right place, and cannot be given orders by a text."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from runs import MadeRun, made_run
from test_bad_input import tqcheck

from tqcheck.model import Segment

CI = ("sarif", "junit", "github", "gitlab", "markdown", "azure", "teamcity")
HOSTILE = (
    "a\n::error::owned\r\n##vso[task.setvariable]x ##teamcity[buildStop] %0A::set-env name=A::B"
    " <script>alert(1)</script> @everyone [x](javascript:alert(1)) |"
    " `code` ]]> &amp; \x00\x1b[31m \u202e \ud800 '|; ] 😀"
)


def file_text(kind: str, source: str, target: str) -> str:
    """Return two lines of a file of that kind, the second one with `target`."""
    rows = [("Uno.", "One."), (source, target)]
    if kind == "jsonl":
        return "".join(json.dumps({"src": one, "mt": two}) + "\n" for one, two in rows)
    if kind == "utf8.jsonl":
        return "".join(json.dumps({"src": one, "mt": two}, ensure_ascii=False) + "\n" for one, two in rows)
    if kind == "csv":
        out = StringIO()
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
        return out.getvalue()
    return "".join(f"{two}\n" if kind == "txt" else f"{one}\t{two}\n" for one, two in rows)


def run_on(path: Path, target: str, text: str, source: str = "Otra cosa.", document: str | None = "n1") -> MadeRun:
    """Return a run of a file whose second line is `target`, with `text` flagged in it."""
    rows = [
        Segment("1", "One.", "Uno.", document=document, path=str(path), line=1, target_lang="en"),
        Segment("2", target, source, document=document, path=str(path), line=2, target_lang="en"),
    ]
    return made_run(rows, {"2": [("repetition.loop", text)]})


def output(run: MadeRun, folder: Path, format: str, *options: object) -> str:
    """Return what the gate writes in a format."""
    if not (folder / "run").exists():
        run.write(folder / "run")
    out = folder / f"out.{format}"
    assert tqcheck("gate", folder / "run", "--format", format, "-o", out, *options) in (0, 1)
    return out.read_text("utf-8")


@pytest.mark.parametrize("kind", ["txt", "tsv", "csv", "jsonl", "utf8.jsonl"])
def test_columns_point_at_the_flagged_text_in_the_file(kind: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    target = 'She said "😀 yes", and then naïve naïve naïve Zoë left.'
    Path(f"a.{kind}").write_text(file_text(kind, "Otra cosa.", target), "utf-8")
    log = json.loads(output(run_on(Path(f"a.{kind}"), target, "naïve naïve naïve"), tmp_path, "sarif"))
    [result] = log["runs"][0]["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == f"a.{kind}"
    region = physical["region"]
    line = Path(f"a.{kind}").read_text("utf-8").split("\n")[region["startLine"] - 1].encode("utf-16-le")
    cut = line[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)].decode("utf-16-le")
    assert (json.loads(f'"{cut}"') if "json" in kind else cut) == "naïve naïve naïve"
    assert region["snippet"]["text"] == "naïve naïve naïve"
    assert ("fixes" in result) == (kind not in ("jsonl", "csv", "utf8.jsonl"))


def test_a_line_that_holds_the_text_twice_or_not_at_all_is_named_without_columns(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.tsv").write_text("Uno.\tOne.\nsame same\tsame same\n")
    for path, target in (("a.tsv", "same same"), ("missing.txt", "other"), ("a.tsv", "other")):
        folder = tmp_path / target / path
        log = json.loads(output(run_on(Path(path), target, target[:4]), folder, "sarif"))
        region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
        assert region == {"startLine": 2, "snippet": {"text": target[:4]}}


# SARIF

_MODEL = {
    "runs": "Run", "tool": "Tool", "driver": "ToolComponent", "rules": "ReportingDescriptor", "results": "Result",
    "shortDescription": "MultiformatMessageString", "fullDescription": "MultiformatMessageString",
    "help": "MultiformatMessageString", "defaultConfiguration": "ReportingConfiguration", "message": "Message",
    "automationDetails": "RunAutomationDetails", "invocations": "Invocation", "locations": "Location",
    "toolExecutionNotifications": "Notification", "toolConfigurationNotifications": "Notification",
    "logicalLocations": "LogicalLocation", "physicalLocation": "PhysicalLocation", "region": "Region",
    "artifactLocation": "ArtifactLocation", "snippet": "ArtifactContent", "suppressions": "Suppression",
    "fixes": "Fix", "description": "Message", "artifactChanges": "ArtifactChange", "replacements": "Replacement",
    "deletedRegion": "Region", "insertedContent": "ArtifactContent",
}  # fmt: skip
_ENUMS = {
    "level": {"none", "note", "warning", "error"},
    "baselineState": {"new", "unchanged", "updated", "absent"},
    "columnKind": {"utf16CodeUnits", "unicodeCodePoints"},
    "kind": {"inSource", "external"},
}
_FREE = {"properties", "partialFingerprints"}


def check_sarif(value: Any, model: str, place: str = "log") -> None:
    """Hold a value against the published schema, as the classes that are made from it have it."""
    attr, sarif_om = pytest.importorskip("attr"), pytest.importorskip("sarif_om")
    if isinstance(value, list):
        for index, item in enumerate(value):
            check_sarif(item, model, f"{place}[{index}]")
        return
    fields = {field.metadata["schema_property_name"]: field for field in attr.fields(getattr(sarif_om, model))}
    required = {name for name, field in fields.items() if field.default is attr.NOTHING}
    assert required <= set(value), f"{place} lacks {required - set(value)}"
    for key, inner in value.items():
        assert key in fields or key == "$schema", f"{place}.{key}"
        if key in _ENUMS and model != "LogicalLocation":
            assert inner in _ENUMS[key], f"{place}.{key}"
        elif isinstance(inner, dict) or (isinstance(inner, list) and inner and isinstance(inner[0], dict)):
            if key not in _FREE:
                check_sarif(inner, _MODEL[key], f"{place}.{key}")
        elif key.endswith(("Line", "Column", "Index")):
            assert isinstance(inner, int)
            assert inner >= (0 if key.endswith("Index") else 1)


ALLOW = """
[[allow]]
rule = "names"
segment = "2"
reason = "so the agency writes it"
author = "ana"
expires = "never"
"""


def test_sarif_is_sarif_and_keeps_what_does_not_count(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [Segment(str(n), f"Here is ship{n} again.", f"Barco {n}.", path="a.txt", line=n) for n in range(1, 5)]
    flags = {str(n): [("names.misspelled", f"ship{n}")] for n in range(1, 5)}
    Path("a.txt").write_text("".join(f"{row.target}\n" for row in rows))
    old = made_run(rows[:1], {"1": flags["1"]}).write(tmp_path / "old")
    Path("allow.toml").write_text(ALLOW)
    limits = ["--limit", "major > 1", "--baseline", old, "--suppressions", "allow.toml"]
    log = json.loads(output(made_run(rows, flags), tmp_path, "sarif", *limits))
    check_sarif(log, "SarifLog")
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    results = run["results"]
    assert [result["baselineState"] for result in results] == ["unchanged", "new", "new", "new"]
    assert results[0]["suppressions"][0]["justification"].startswith("known since the baseline")
    assert results[1]["suppressions"] == [{"kind": "external", "justification": "so the agency writes it (ana)"}]
    assert all("suppressions" not in result for result in results[2:])
    prints = [json.dumps(result["partialFingerprints"]) for result in results]
    assert len(set(prints)) == 4
    assert all(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "limit broken: major > 1: 2"

    # The same in another order and in another file: the same prints.
    moved = made_run([row.having(path="b.txt", line=9 - int(row.id)) for row in reversed(rows)], flags)
    again = json.loads(output(moved, tmp_path / "moved", "sarif", *limits))["runs"][0]["results"]
    assert {row["message"]["text"]: row["partialFingerprints"] for row in again} == {
        row["message"]["text"]: row["partialFingerprints"] for row in results
    }


def test_sarif_passes_microsofts_validator(tmp_path: Path, monkeypatch) -> None:
    """Against the schema itself, where `npm install -g @microsoft/sarif-multitool` was run."""
    tool = shutil.which("sarif") or shutil.which("Sarif.Multitool")
    if not tool:
        pytest.skip("sarif is not installed: npm install -g @microsoft/sarif-multitool")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
    output(run_on(Path("a\n.txt"), HOSTILE, HOSTILE), tmp_path, "sarif", "--baseline", tmp_path / "run")
    done = subprocess.run([tool, "validate", "out.sarif"], capture_output=True, text=True, timeout=120)
    assert "error" not in done.stdout, done.stdout
    assert "1 files scanned" in done.stdout


def test_sarif_leaves_out_the_least_grave_beyond_what_github_takes(tmp_path: Path) -> None:
    from tqcheck.writers.sarif import Sarif

    run = made_run(
        [Segment(str(n), "one two", path="a.txt", line=n + 1) for n in range(9)],
        {str(n): [("repetition.loop" if n % 3 == 0 else "punctuation.quotes", "one")] for n in range(9)},
    )
    from tqcheck.store import Stored

    out = StringIO()
    stored = Stored(run.write(tmp_path / "run"))
    Sarif(most=4).write(stored.results(), stored, out)
    log = json.loads(out.getvalue())["runs"][0]
    assert [row["level"] for row in log["results"]] == ["error", "error", "error", "note"]
    assert "5 flags" in log["invocations"][0]["toolConfigurationNotifications"][0]["message"]["text"]


# JUnit: the elements and attributes of Jenkins' junit-10.xsd that may stand where

_JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    # element: children, required attributes, optional attributes
    "testsuites": ({"testsuite"}, set(), {"name", "time", "tests", "failures", "errors"}),
    "testsuite": (
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
        {"name", "tests", "failures", "errors"},
        {"time", "skipped", "timestamp", "hostname", "id", "package", "file"},
    ),
    "testcase": ({"skipped", "error", "failure", "system-out", "system-err"}, {"name"}, {"time", "classname"}),
    "failure": (set(), set(), {"type", "message"}),
    "system-out": (set(), set(), set()),
    "system-err": (set(), set(), set()),
}


def check_junit(text: str) -> ET.Element:
    """Hold a JUnit file against Jenkins' schema, and its counts against what they count."""
    root = ET.fromstring(text)
    assert root.tag == "testsuites"
    for element in root.iter():
        children, required, optional = _JUNIT[element.tag]
        assert {child.tag for child in element} <= children
        assert required <= set(element.attrib) <= required | optional
        if element.tag == "testsuite":
            assert int(element.attrib["tests"]) == len(element.findall("testcase"))
            assert int(element.attrib["failures"]) == len(element.findall("testcase/failure"))
    return root


def test_junit_has_a_test_for_each_limit(tmp_path: Path) -> None:
    run = run_on(Path("a.txt"), HOSTILE, "owned")
    limits = ["--limit", "critical > 0", "--limit", "mqm points > 99"]
    root = check_junit(output(run, tmp_path, "junit", *limits))
    cases = {case.attrib["name"]: case.find("failure") for case in root.iter("testcase")}
    failure = cases["critical > 0"]
    assert failure is not None
    assert failure.attrib["message"] == "1"
    assert "a.txt:2 critical repetition.loop: 'owned' is wrong" in (failure.text or "")
    assert cases["mqm points > 99"] is None


def test_junit_without_a_gate_fails_the_segments_that_fail(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [{"id": str(n), "mt": "No no no no." if n == 2 else "A line."} for n in range(4)]
    Path("a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out.xml"
    assert tqcheck("check", "a.jsonl", "--rules", "repetition.loop", "--to", "en", "--format", "junit", "-o", out) == 0
    root = check_junit(out.read_text("utf-8"))
    assert [case.attrib["name"] for case in root.iter("testcase")] == ["2", "3 other segments"]


# GitHub, Azure, TeamCity: one command a line, whatever the text says


def test_github_annotations_can_be_read_back(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    target = HOSTILE.replace("\n", " ").replace("\r", "").replace("\ud800", "")
    Path("a, b%:.txt").write_text(f"One.\n{target}\n", "utf-8")
    run = run_on(Path("a, b%:.txt"), target, "😀")
    [limit, flag] = output(run, tmp_path, "github", "--limit", "critical > 0").splitlines()
    assert limit == "::error title=tqcheck: limit broken::critical > 0: 1"
    match = re.fullmatch(r"::(error) file=([^,:]+),line=2,col=(\d+),endColumn=(\d+),title=([^,:]+)::(.+)", flag)
    assert match
    assert match[2].replace("%3A", ":").replace("%2C", ",").replace("%25", "%") == "a, b%:.txt"
    line = target.encode("utf-16-le")[2 * (int(match[3]) - 1) : 2 * int(match[4])]
    assert line.decode("utf-16-le") == "😀"


@pytest.mark.parametrize("format", CI)
def test_a_text_can_give_no_orders(format: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = run_on(Path("a\n::error::.txt"), HOSTILE, HOSTILE, document="d\n::error::x")
    text = output(run, tmp_path, format, "--limit", "critical > 0")
    text.encode("utf-8")
    lines = text.split("\n")
    assert len([line for line in lines if line.lstrip().startswith("::error")]) == (2 if format == "github" else 0)
    assert len([line for line in lines if line.lstrip().startswith("##vso")]) == (2 if format == "azure" else 0)
    teamcity = [line for line in lines if line.lstrip().startswith("##teamcity")]
    assert len(teamcity) == (3 if format == "teamcity" else 0)
    for line in teamcity:
        assert re.fullmatch(r"##teamcity\[\w+( \w+='([^'|\[\]\n]|\|['nr|\[\]]|\|0x[0-9A-F]{4})*')+\]", line), line
    if format == "junit":
        check_junit(text)
    if format in ("sarif", "gitlab"):
        json.loads(text)
    if format == "markdown":
        markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
        page = markdown.render(text)
        assert "<script>" not in page
        assert "<a " not in page
        assert "@everyone" not in re.sub("<code>.*?</code>", "", page, flags=re.S)
        rows = re.findall("<tr>.*?</tr>", page, flags=re.S)
        assert [len(re.findall("<t[dh]", row)) for row in rows] == [3, 3, 5, 5]


def test_gitlab_has_what_its_documentation_asks_for(tmp_path: Path) -> None:
    rows = json.loads(output(run_on(Path("./mt/a.txt"), "He met the the the man.", "the the the"), tmp_path, "gitlab"))
    [row] = rows
    assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert row["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert row["location"] == {"path": "mt/a.txt", "lines": {"begin": 2}}
    assert re.fullmatch("[0-9a-f]{20}", row["fingerprint"])


def test_flags_that_do_not_count_are_told_to_nobody_but_sarif(tmp_path: Path) -> None:
    run = run_on(Path("a.txt"), "He met the the the man.", "the the the")
    old = run.write(tmp_path / "old")
    for format in CI:
        text = output(run, tmp_path, format, "--baseline", old, "--limit", "critical > 0")
        assert ("is wrong" in text) == (format == "sarif")


@pytest.mark.parametrize("format", CI)
def test_every_format_can_be_written_without_a_gate_and_without_flags(format: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "mt": "A line.", "tgt_lang": "en"}) + "\n")
    out = tmp_path / "out"
    assert tqcheck("check", path, "--rules", "repetition.loop", "--format", format, "-o", out) == 0
    text = out.read_text("utf-8")
    if format in ("sarif", "gitlab"):
        json.loads(text)


def test_several_formats_at_once(tmp_path: Path, capsys) -> None:
    run = run_on(Path("a.txt"), "He met the the the man.", "the the the").write(tmp_path / "run")
    write = [arg for format in CI for arg in ("--write", f"{format}={tmp_path / format}")]
    assert tqcheck("gate", run, *write) == 1
    assert "Gate: broken" in capsys.readouterr().out
    assert all((tmp_path / format).stat().st_size for format in CI)
    assert tqcheck("gate", run, "--write", "sarif") == 2
    assert "--write sarif=flags.sarif" in capsys.readouterr().err
    assert tqcheck("gate", run, "--write", "srif=x") == 2
    assert "did you mean sarif" in capsys.readouterr().err


@pytest.mark.parametrize("format", CI)
def test_the_same_bytes_twice(format: str, tmp_path: Path) -> None:
    run = run_on(Path("a.txt"), "He met the the the man.", "the the the")
    assert output(run, tmp_path, format) == output(run, tmp_path, format)
