"""JSON text that every reader takes: UTF-8, and escapes where a lone surrogate forbids it."""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATE_RE = re.compile("[\ud800-\udfff]")


def dumps(value: Any, indent: int | None = None, *, compact: bool = False) -> str:
    """Return `value` as JSON. A lone surrogate, which no UTF-8 file can hold, is written as an escape."""
    separators = (",", ":") if compact else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return _SURROGATE_RE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
