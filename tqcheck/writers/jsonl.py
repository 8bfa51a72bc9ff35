"""JSONL: one object a segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TextIO

from tqcheck.model import Result
from tqcheck.writers import Account, Writer, result_record
from tqcheck.writers._json import dumps


class Jsonl(Writer):
    """One JSON object a segment, in input order, written as it is done.

    `{"id": …, "doc_id": …, "scores": {"chrf": 58.9}, "flags": [{"rule": …, "category": …,
    "severity": …, "start": 10, "end": 20, "source_span": [4, 14], "text": …, "message": …,
    "suggestion": …}], "verdict": "pass|review|fail"}`; offsets are code points of `mt`.
    """

    suffix: ClassVar[str] = ".jsonl"

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        for result in results:
            out.write(dumps(result_record(result)) + "\n")
