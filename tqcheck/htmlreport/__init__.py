"""The HTML report of a run: one self-contained file, made from the run folder's data alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from tqcheck.htmlreport.names import NameTable
from tqcheck.htmlreport.overview import Overview
from tqcheck.htmlreport.page import render
from tqcheck.htmlreport.payload import BUDGET, Payload


def write_report(
    record: dict[str, Any],
    segments: Iterable[dict[str, Any]],
    out: TextIO,
    *,
    budget: int = BUDGET,
    served: bool = False,
) -> None:
    """Write the report of a run: `record` is its run.json, `segments` the records of segments.jsonl.

    The file holds whole segments up to `budget` bytes, the worst first, and says what it left out.
    `served` is for `tqcheck review`: decisions go to the server that sent the page, not to the browser's store.
    """
    overview, payload, names = Overview(record), Payload(record, budget), NameTable()
    for position, segment in enumerate(segments):
        overview.add(position, segment)
        payload.add(position, segment)
        names.add(segment)
    out.write(render(record, overview, payload, names, served=served))
