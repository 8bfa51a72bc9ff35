"""JSON: the summary and all segments as one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TextIO

from tqcheck.model import Result
from tqcheck.writers import Account, Writer, result_record
from tqcheck.writers._json import dumps


class Json(Writer):
    """One JSON document, `{"segments": […], "gate": {…}, "summary": {…}}`, the gate if it was asked; `jsonl` suits large inputs better."""

    suffix: ClassVar[str] = ".json"

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        out.write('{"segments": [')
        for index, result in enumerate(results):
            out.write((",\n" if index else "\n") + dumps(result_record(result)))
        if report.judgement:
            out.write('\n],\n"gate": ' + dumps(report.judgement.as_dict(), indent=1) + ',\n"summary": ')
        else:
            out.write('\n],\n"summary": ')
        out.write(dumps(report.summary(), indent=1) + "}\n")
