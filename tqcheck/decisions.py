"""What reviewers decided about flags, keyed by content so that it survives a new run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def fingerprint(segment: Mapping[str, Any], flag: Mapping[str, Any]) -> str:
    """Return the key of a flag: what was said, of which text, at which place.

    `segment` and `flag` are records of `segments.jsonl`. Ids, files, lines and messages are left out: they may
    change while the text, and so the decision about it, stays. The same sentence twice is decided once.

    >>> fingerprint({"src": "Hola", "mt": "Helo"}, {"rule": "spelling.nonword", "start": 0, "end": 4})
    '83b6f163a145fb5c30ab'
    """
    content = [flag["rule"], segment.get("src"), segment.get("mt"), flag["start"], flag["end"]]
    return hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()[:20]
