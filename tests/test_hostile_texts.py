"""Whatever a text, an id or a file name says, no writer lets it act: not on a terminal, not in a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from test_ci_formats import CI, HOSTILE, output, run_on
from test_report_exchange import FORMULAS

from tqcheck.writers import WRITERS

OTHERS = sorted({writer.id for writer in WRITERS} - set(CI))
# Controls but the line break, and what reorders a line on a terminal.
ACTING_RE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_all_writers_are_tested() -> None:
    assert OTHERS == ["console", "csv", "gate", "json", "jsonl"]


@pytest.mark.parametrize("format", OTHERS)
def test_a_text_does_nothing(format: str, tmp_path: Path) -> None:
    run = run_on(Path("a\n\x1b[31m.txt"), HOSTILE, HOSTILE, document="d\n\x1b]0;owned\x07")
    text = output(run, tmp_path, format, "--limit", "critical > 0")
    text.encode("utf-8")
    if format == "json":
        [*_, last] = json.loads(text)["segments"]
        assert last["flags"][0]["text"] == HOSTILE
    elif format == "jsonl":
        assert [json.loads(line)["id"] for line in text.splitlines()] == ["1", "2"]
    elif format == "csv":
        rows = list(csv.DictReader(StringIO(text, newline="")))
        assert rows[-1]["text"].replace("\\ud800", "\ud800") == HOSTILE.replace("\r\n", "\n")
    else:
        assert not ACTING_RE.search(text), ACTING_RE.findall(text)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_text_is_a_formula(formula: str, separator: str, tmp_path: Path) -> None:
    text = output(run_on(Path("a.txt"), formula + " end", formula, document=formula), tmp_path, "csv")
    for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
        assert not any(cell.lstrip('"').startswith(("=", "+", "-", "@")) for cell in row)
