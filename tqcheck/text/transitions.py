"""How likely a class of words is to follow another, by language: the tables of `data/order`, made by `scripts/order.py`."""

from __future__ import annotations

import lzma
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from tqcheck.text.characters import script_of
from tqcheck.text.memo import Memo
from tqcheck.text.wordclasses import END, START, Unit, ending, features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEP = 0.25
"""Nats that a step of a table's numbers is worth."""
MOST = 6.0
"""Nats beyond which no pair of classes counts for or against an order."""
_AT_ONCE = 1024
"""Stretches whose tables are looked up at once: a quarter of a megabyte."""
LOOSE = frozenset("ar be bg bs cs el et eu fa fi hi hr hu ko lt lv pl ru sk sl sr tr uk vi".split())
"""Languages of whose order the tables know less: most orders are right where endings tell who does what to whom, and
words of several syllables, or with what stands before them, are not seen as such in Vietnamese and Arabic."""


class Transitions:
    """What may follow what in a language: `table[a, b]` steps of log(share of b after a / share of b anywhere)."""

    def __init__(self, names: Sequence[str], table: Any) -> None:
        import numpy as np

        classes = {name: number for number, name in enumerate(names)}
        scripts = [script_of(name[0]) for name in names if name[0].isalpha()]
        foreign = len(names) if 2 * scripts.count("Latn") < len(scripts) else None

        def widest(token: str) -> int:
            if foreign and token[0].isascii() and token[0].isalpha():
                return foreign
            possible = (token,) if token in {START, END} else features(token)
            return next((classes[name] for name in possible if name in classes), classes["?"])

        self.number = Memo(widest)
        """`token → its class`."""
        self._table = np.pad(table, (0, 1))  # a name in another script may stand anywhere

    def follows(self, sentences: Iterable[Sequence[Unit]], length: int) -> Iterator[NDArray[np.float32]]:
        """Yield of every `length` units in a row how much likelier each is after each other one than anywhere, in nats.

        In order, many at a time: (n, length + 1, length + 1). Row 0 is what stands before the units, row i + 1 unit i;
        column j is unit j, the last what stands after them. Of a sentence of m units there are m - length + 1.
        """
        import numpy as np

        rows: list[int] = []
        columns: list[int] = []
        starts: list[int] = []
        known = self.number
        for units in sentences:
            starts += range(len(rows), len(rows) + len(units) - length + 1)
            rows += known[START], *[known[unit.last] for unit in units]
            columns += *[known[unit.first] for unit in units], known[END]
        places = np.array(rows), np.array(columns)
        for at in range(0, len(starts), _AT_ONCE):
            within = np.array(starts[at : at + _AT_ONCE])[:, None] + np.arange(length + 1)
            steps = self._table[places[0][within][:, :, None], places[1][within][:, None, :]]
            yield steps.astype(np.float32) * np.float32(STEP)

    def pair(self, before: int, after: int) -> float:
        """Return how much likelier a class is after another one than anywhere, in nats."""
        return STEP * float(self._table.item(before, after))

    def between(self, before: int, number: int, after: int) -> float:
        """Return how much likelier a class is between two others than anywhere, in nats."""
        item = self._table.item
        return STEP * float(item(before, number) + item(number, after))

    def most(self, number: int) -> float:
        """Return what `between` has at most for a class, whatever stands around it."""
        return STEP * (float(self._table[:, number].max()) + float(self._table[number].max()))


class Parts(NamedTuple):
    """A table as a file has it, in steps: what a pair of classes has in it is the sum of five numbers.

    That of the first class, that of the second, that of the first before words that end like the second, that
    of the second after words that end like the first, and what is known of just these two.
    """

    rows: Any
    columns: Any
    before_endings: Any
    after_endings: Any
    rest: Any


def endings(names: Sequence[str]) -> Any:
    """Return the number of the ending of each class."""
    import numpy as np

    return np.unique([ending(name) for name in names], return_inverse=True)[1]


def summed(names: Sequence[str], parts: Parts) -> Any:
    """Return the table that the parts make, its numbers no larger than `MOST`, but for the rest that is added to them."""
    import numpy as np

    alike, most = endings(names), int(MOST / STEP)
    expected = parts.rows[:, None] + parts.columns + parts.before_endings[:, alike] + parts.after_endings[alike]
    return np.clip(expected, -most, most) + parts.rest


def pack(names: Sequence[str], parts: Parts) -> bytes:
    """Return a table as a file has it."""
    numbers = b"".join(part.astype("int8").tobytes() for part in parts)
    return lzma.compress("\n".join(names).encode() + b"\0" + numbers, preset=9 | lzma.PRESET_EXTREME)


def unpack(packed: bytes) -> Transitions:
    """Return what `pack` has packed."""
    import numpy as np

    head, _, body = lzma.decompress(packed).partition(b"\0")
    names = head.decode().split("\n")
    size, kinds = len(names), int(endings(names).max()) + 1
    shapes = (size,), (size,), (size, kinds), (kinds, size), (size, size)
    cuts = np.cumsum([math.prod(shape) for shape in shapes])[:-1]
    numbers = np.split(np.frombuffer(body, np.int8), cuts)
    return Transitions(names, summed(names, Parts(*(part.reshape(s) for part, s in zip(numbers, shapes, strict=True)))))


@cache
def transitions(lang: str) -> Transitions | None:
    """Return the table of a language (a primary subtag), None if there is none."""
    path = files("tqcheck.data") / "order" / f"{lang}.xz"
    return unpack(path.read_bytes()) if lang.isalpha() and path.is_file() else None
