"""JSONL: one object a segment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, ClassVar

from tqcheck.errors import InputError, near
from tqcheck.model import Segment
from tqcheck.readers import Input, Reader, Skip
from tqcheck.readers._fields import FIELDS, segment_of
from tqcheck.readers._lines import lines, name_of


class Jsonl(Reader):
    """One JSON object a line, with COMET's keys.

    `{"id": "n1-3", "doc_id": "n1", "src": "…", "mt": "…", "refs": ["…"], "src_lang": "es",
    "tgt_lang": "en"}`. Only `mt` must be there; `target`, `hypothesis`, `source`, `ref` and
    `reference` are known too, and `bt` holds a back-translation. Other keys are left alone.
    """

    extensions: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def read(self, given: Input, skip: Skip) -> Iterator[Segment]:
        name = name_of(given.target)
        for number, line in lines(given.target, given.encoding):
            if not line.strip():
                continue
            try:
                yield segment_of(_record(line, name, number), given, name, number)
            except InputError as error:
                skip(error)


def _record(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise InputError(
            f"is not JSON{where}: {reason} (one object a line is wanted)", name, number, skippable=True
        ) from error
    if not isinstance(record, dict):
        raise InputError(f"is a JSON {type(record).__name__}, not an object", name, number, skippable=True)
    if not any(alias in record for alias in FIELDS["target"]):
        keys = ", ".join(list(record)[:8]) or "none"
        close = next((near(key, FIELDS["target"]) for key in record if near(key, FIELDS["target"])), "")
        raise InputError(
            f"has no translation: 'mt' (or target, hypothesis) is not among its keys ({keys}){close}",
            name,
            number,
            skippable=True,
        )
    return record
