"""How likely a class of words is to follow another, by language: the tables of `data/order`, made by `scripts/order.py`."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tqcheck.text.wordclasses import END, START, Unit, features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEP = 0.25
"""Nats that a step of a table's numbers is worth."""
MOST = 6.0
"""Nats beyond which no pair of classes counts for or against an order."""
_REMEMBERED = 50_000
LOOSE = frozenset("ar be bg bs cs el et eu fa fi hr hu lt lv pl ru sk sl sr tr uk vi".split())
"""Languages of whose order the tables know less: most orders are right where endings tell who does what to whom, and
words of several syllables, or with what stands before them, are not seen as such in Vietnamese and Arabic."""


class Transitions:
    """What may follow what in a language: `table[a, b]` steps of log(share of b after a / share of b anywhere)."""

    def __init__(self, names: Sequence[str], table: Any) -> None:
        self._classes = {name: number for number, name in enumerate(names)}
        self._table = table
        self._known: dict[str, int] = {}

    def follows(self, units: Sequence[Unit]) -> Floats:
        """Return how much likelier each unit is after each other one than anywhere, in nats.

        Row 0 is the sentence's start, row i + 1 unit i; column j is unit j, the last the sentence's end.
        """
        import numpy as np

        rows = [self._class(START), *(self._class(unit.last) for unit in units)]
        columns = [*(self._class(unit.first) for unit in units), self._class(END)]
        found: Floats = self._table[np.ix_(rows, columns)] * STEP
        return found

    def _class(self, token: str) -> int:
        known = self._known.get(token)
        if known is None:
            names = (token,) if token in {START, END} else features(token)
            known = next((self._classes[name] for name in names if name in self._classes), self._classes["?"])
            if len(self._known) < _REMEMBERED:
                self._known[token] = known
        return known


def pack(names: Sequence[str], rows: Any, columns: Any, rest: Any) -> bytes:
    """Return a table as a file has it: what every pair of a row and of a column has, and how others differ from that."""
    parts = ["\n".join(names).encode(), *(numbers.astype("int8").tobytes() for numbers in (rows, columns, rest))]
    return lzma.compress(b"\0\0".join((parts[0], b"".join(parts[1:]))), preset=9 | lzma.PRESET_EXTREME)


def unpack(packed: bytes) -> Transitions:
    """Return what `pack` has packed."""
    import numpy as np

    head, _, body = lzma.decompress(packed).partition(b"\0\0")
    names = head.decode().split("\n")
    numbers = np.frombuffer(body, np.int8)
    size, most = len(names), int(MOST / STEP)
    rows, columns = numbers[:size], numbers[size : 2 * size]
    table = np.clip(rows[:, None] + columns, -most, most) + numbers[2 * size :].reshape(size, size)
    return Transitions(names, table)


@cache
def transitions(lang: str) -> Transitions | None:
    """Return the table of a language (a primary subtag), None if there is none."""
    path = files("tqcheck.data") / "order" / f"{lang}.xz"
    return unpack(path.read_bytes()) if lang.isalpha() and path.is_file() else None
