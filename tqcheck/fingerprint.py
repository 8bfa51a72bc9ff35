"""The fingerprint of a flag: what it is known by in a later run, wherever its text has moved to."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tqcheck.model import Flag, Result

CONTEXT = 24
"""Characters to each side of the place that belong to a fingerprint, about four words: with fewer, different
places look the same; with more, an edit nearby makes an old flag a new one."""
_NEAR = 4  # segments to each side that are looked at for them
_REACH = 10 * CONTEXT  # characters of a segment that are looked at: some are spaces
_DIGITS = 20  # 80 bits: a collision among a million flags has a chance of one in a trillion


@dataclass(frozen=True, slots=True)
class Print:
    """What one flag is known by.

    `content` knows it as long as its segment stays as it is, wherever the segment moves; `context` as
    long as the words around the place do, though the segment is edited elsewhere or wrapped in another
    way; `source` as long as the same text is flagged in a translation of the same source, though all the
    rest of it was translated anew. `source` is empty where there is no source or nothing that is flagged
    (a place where something is missing). `copy` counts the flags of a run that have the same `content`:
    the second copy of a text is not the first.
    """

    content: str
    context: str
    source: str = ""
    copy: int = 1

    @property
    def unique(self) -> str:
        """Return what no other flag of the run has."""
        return self.content if self.copy == 1 else f"{self.content}:{self.copy}"


def fingerprint(rule: str, text: str, before: str = "", after: str = "", source: str = "", target: str = "") -> str:
    """Return 20 hexadecimal digits that depend on nothing but the arguments, and not on their spaces and line ends.

    text: what is flagged, `before` and `after` what stands around it; `source` and `target` the whole segment.

    >>> fingerprint("numbers.missing", "54", "it costs") == fingerprint("numbers.missing", "54", "it\\ncosts")
    True
    """
    digest = hashlib.sha256()
    for part in (rule, text, before, after, source, target):
        digest.update(_plain(part).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:_DIGITS]


def prints(results: Iterable[Result]) -> Iterator[tuple[Result, tuple[Print, ...]]]:
    """Yield each result with the prints of its flags. The results must come in the order of the run.

    The words around a place are those of the running text of the document, so that they stay the same
    when its lines are broken in another way.
    """
    copies: Counter[str] = Counter()
    alone = iter(range(1 << 62))
    for _, group in groupby(results, key=lambda r: (r.segment.document, "") if r.segment.document else next(alone)):
        document = list(group)
        for index, result in enumerate(document):
            yield result, tuple(_print(flag, document, index, copies) for flag in result.flags)


def _print(flag: Flag, document: list[Result], index: int, copies: Counter[str]) -> Print:
    segment = document[index].segment
    text = segment.target[flag.place.start : flag.place.end]
    before, after = segment.target[: flag.place.start], segment.target[flag.place.end :]
    content = fingerprint(flag.rule, text, _last([before]), _first([after]), segment.source or "", segment.target)
    copies[content] += 1
    before = _last([before, *(document[at].segment.target for at in range(index - 1, max(-1, index - _NEAR), -1))])
    after = _first([after, *(result.segment.target for result in document[index + 1 : index + _NEAR])])
    source = fingerprint(flag.rule, text, source=segment.source) if text and segment.source else ""
    return Print(content, fingerprint(flag.rule, text, before, after), source, copies[content])


def _last(parts: Iterable[str]) -> str:
    """Return the last characters of a text that is given in parts, the last part first."""
    found = ""
    for part in parts:
        found = _plain(part[-_REACH:]) + found
        if len(found) >= CONTEXT:
            break
    return found[-CONTEXT:]


def _first(parts: Iterable[str]) -> str:
    """Return the first characters of a text that is given in parts."""
    found = ""
    for part in parts:
        found += _plain(part[:_REACH])
        if len(found) >= CONTEXT:
            break
    return found[:CONTEXT]


def _plain(text: str) -> str:
    """Return the text without spaces: where lines are broken, and whether a script writes spaces, cannot matter."""
    return "".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
