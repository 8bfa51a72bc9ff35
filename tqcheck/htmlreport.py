"""The HTML report of a run: one self-contained file, made from the run folder's data alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO


def write_report(record: dict[str, Any], segments: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write the report of a run: `record` is its run.json, `segments` the records of segments.jsonl."""
    out.write("<!doctype html><title>tqcheck</title>")
