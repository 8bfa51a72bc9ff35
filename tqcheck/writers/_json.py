"""JSON text that every reader takes: UTF-8, and escapes where a lone surrogate forbids it."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any, indent: int | None = None) -> str:
    """Return `value` as JSON. A lone surrogate, which no UTF-8 file can hold, is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
