"""Several processes that answer questions side by side, replaced when they break, given up when they always do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Lock

from tqcheck.backtranslation import Answer
from tqcheck.backtranslation._process import BrokenError, HungError, Process

PATIENCE = 3
"""Failures in a row after which nothing more is asked: an engine that never answers must not cost hours."""


class Pool:
    """As many processes of a program as are wanted at once; started when needed.

    Each question goes to one process alone, and nothing is sent ahead, so that who answers cannot matter.
    """

    def __init__(self, start: Callable[[], Process], size: int, timeout: float) -> None:
        self._start, self._size, self._timeout = start, size, timeout
        self._idle: SimpleQueue[Process | None] = SimpleQueue()
        for _ in range(size):
            self._idle.put(None)
        self._failures = 0
        self._lock = Lock()

    def ask_all(self, questions: Sequence[bytes]) -> list[bytes | BrokenError]:
        """Return what is answered to each question, or why nothing is."""
        if self._size == 1 or len(questions) < 2:
            return [self._ask(question) for question in questions]
        with ThreadPoolExecutor(self._size) as threads:
            return list(threads.map(self._ask, questions))

    def _ask(self, question: bytes) -> bytes | BrokenError:
        if self._failures >= PATIENCE:
            return BrokenError(f"was given up after {PATIENCE} failures in a row")
        process = self._idle.get()
        try:
            for last_try in (False, True):
                process = process or self._start()
                try:
                    answer = process.ask(question, self._timeout)
                except BrokenError as broken:
                    process.close()
                    process = None
                    # it may have been ended from outside, or by the text before; a hang would only hang again
                    if last_try or isinstance(broken, HungError):
                        self._count(failed=True)
                        return broken
                else:
                    self._count(failed=False)
                    return answer
        finally:
            self._idle.put(process)
        raise AssertionError("unreachable")

    def _count(self, *, failed: bool) -> None:
        with self._lock:
            if failed:
                self._failures += 1
            elif self._failures < PATIENCE:
                self._failures = 0

    def close(self) -> None:
        """End all processes."""
        for _ in range(self._size):
            if (process := self._idle.get()) is not None:
                process.close()
        for _ in range(self._size):
            self._idle.put(None)


def answer_of(said: bytes | BrokenError, decode: Callable[[str], str]) -> Answer:
    """Return what a process said as an answer; what is no text is trouble."""
    if isinstance(said, BrokenError):
        return Answer(trouble=str(said))
    try:
        return Answer(decode(said.decode("utf-8")))
    except UnicodeDecodeError:
        return Answer(trouble="said what is not UTF-8")
