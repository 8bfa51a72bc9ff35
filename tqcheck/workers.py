"""Map a run over batches, here or in processes; results keep the order of the input."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice

from tqcheck.errors import InputError
from tqcheck.model import Result, Segment
from tqcheck.pipeline import Run, measured

_WORTH_A_POOL = 3  # batches done here before processes are started: for less, starting costs more than it saves


def check_all(run: Run, batches: Iterable[tuple[Segment, ...]], workers: int | None = None) -> Iterator[Result]:
    """Yield the results of all batches in input order, with at most two batches a worker in flight.

    `workers` None takes a process a core for large inputs. Who does the work cannot change a result.
    Heavy metrics are taken here, in one process, of results as they come in.
    Results of what was read before an InputError come before the error does.
    """
    return measured(_checked(run, batches, workers), run.metrics)


def _checked(run: Run, batches: Iterable[tuple[Segment, ...]], workers: int | None) -> Iterator[Result]:
    source = iter(batches)
    count = workers or os.cpu_count() or 1
    for batch in source if count == 1 else islice(source, _WORTH_A_POOL):
        yield from run.check(batch)
    if (batch := next(source, ())) and count > 1:
        yield from _in_processes(run, chain([batch], source), count)


def _in_processes(run: Run, batches: Iterable[tuple[Segment, ...]], count: int) -> Iterator[Result]:
    in_flight: deque[Future[list[Result]]] = deque()
    with ProcessPoolExecutor(count) as pool:
        try:
            for batch in batches:
                in_flight.append(pool.submit(run.check, batch))
                if len(in_flight) >= 2 * count:
                    yield from in_flight.popleft().result()
        except InputError:
            while in_flight:
                yield from in_flight.popleft().result()
            raise
        except BaseException:  # stopped: nobody waits for what is in flight
            pool.shutdown(cancel_futures=True)
            raise
        while in_flight:
            yield from in_flight.popleft().result()
