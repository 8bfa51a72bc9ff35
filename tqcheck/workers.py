"""Map a run over batches, here or in processes; results keep the order of the input."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from tqcheck.model import Result, Segment
from tqcheck.pipeline import Run

_WORTH_A_POOL = 4  # batches: below that, starting processes costs more than they save


def check_all(run: Run, batches: Iterable[tuple[Segment, ...]], workers: int | None = None) -> Iterator[Result]:
    """Yield the results of all batches in input order, with at most two batches a worker in flight.

    `workers` None takes a process a core for large inputs. Who does the work cannot change a result.
    """
    source = iter(batches)
    head = list(islice(source, _WORTH_A_POOL))
    count = workers or (os.cpu_count() or 1 if len(head) == _WORTH_A_POOL else 1)
    if count == 1:
        for batch in _chain(head, source):
            yield from run.check(batch)
        return
    with ProcessPoolExecutor(count) as pool:
        in_flight: deque[Future[list[Result]]] = deque()
        try:
            for batch in _chain(head, source):
                in_flight.append(pool.submit(run.check, batch))
                if len(in_flight) >= 2 * count:
                    yield from in_flight.popleft().result()
            while in_flight:
                yield from in_flight.popleft().result()
        finally:
            for future in in_flight:
                future.cancel()


def _chain(head: list[tuple[Segment, ...]], rest: Iterator[tuple[Segment, ...]]) -> Iterator[tuple[Segment, ...]]:
    while head:
        yield head.pop(0)
    yield from rest
