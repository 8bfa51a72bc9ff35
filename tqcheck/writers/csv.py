"""CSV: one line a flag."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import ClassVar, TextIO

from tqcheck.metrics import METRICS
from tqcheck.model import Result
from tqcheck.writers import Account, Writer, flag_record

_FLAG = ("rule", "category", "severity", "start", "end", "text", "message", "suggestion")
# A spreadsheet takes a cell that starts so for a formula.
# So does what follows a separator, where the locale's separator is not the comma: the cell is cut there.
_FORMULA_RE = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=[=+\-@\t\r])")
_GUARD_RE = re.compile(r"(?:^|(?<=[;\t\r\n]))'(?=[=+\-@\t\r])")


class Csv(Writer):
    """One line a flag, for spreadsheets; a segment without flags has one line with empty flag columns.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """

    suffix: ClassVar[str] = ".csv"

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        metrics = {id: METRICS[id].decimals if id in METRICS else 2 for id in report.metrics}
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["id", "doc_id", "verdict", *metrics, *_FLAG, "mt"])
        for result in results:
            segment = result.segment
            head = [segment.id, segment.document or "", result.verdict]
            scores = [
                f"{result.scores[id]:.{places}f}" if id in result.scores else "" for id, places in metrics.items()
            ]
            rows = [flag_record(flag, segment.target) for flag in result.flags] or [dict.fromkeys(_FLAG)]
            for row in rows:
                cells = [*head, *scores, *(row[key] for key in _FLAG), segment.target]
                table.writerow([cell(value) for value in cells])


def cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet runs as a formula.

    >>> cell("=1+1"), cell("a;=1+1"), cell(None)
    ("'=1+1", "a;'=1+1", '')
    """
    text = "" if value is None else str(value)
    return _FORMULA_RE.sub("'", text.encode("utf-8", "backslashreplace").decode())


def from_cell(text: str) -> str:
    """Return what `cell` made a cell of.

    >>> from_cell("'=1+1")
    '=1+1'
    """
    return _GUARD_RE.sub("", text)
