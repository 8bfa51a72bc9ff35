"""JSON: the summary and all segments as one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TextIO

from tqcheck.model import Result
from tqcheck.writers import Account, Writer, result_record
from tqcheck.writers._json import dumps


class Json(Writer):
    """One JSON document, `{"segments": […], "summary": {…}}`; `jsonl` suits large inputs better."""

    suffix: ClassVar[str] = ".json"

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        out.write('{"segments": [')
        for index, result in enumerate(results):
            out.write((",\n" if index else "\n") + dumps(result_record(result)))
        out.write('\n],\n"summary": ' + dumps(report.summary(), indent=1) + "}\n")
