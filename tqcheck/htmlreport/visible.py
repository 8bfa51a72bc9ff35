"""Characters that cannot be seen or that reorder what can, made visible."""

from __future__ import annotations

import re

# Controls but tab and newline, bidi embeddings and overrides, line separators, zero-width space, soft hyphen, byte
# order mark, tags, lone surrogates. Joiners and bidi marks stay: Persian, Hindi and emoji are written with them.
HIDDEN = (
    "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u2028-\\u202e\\u2060-\\u2069"
    "\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff]"
)
"""A pattern of both Python's and JavaScript's (with the flag `u`): the page uses the same one."""

_HIDDEN_RE = re.compile(HIDDEN)


def visible(value: object) -> str:
    """Return the text with each hidden character written as its code.

    >>> visible("a\\u202eb")
    'a[U+202E]b'
    """
    return _HIDDEN_RE.sub(lambda match: f"[U+{ord(match[0]):04X}]", str(value))
