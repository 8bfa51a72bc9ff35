"""A program that answers null-flushed questions one by one, and is done away with if it does not."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress

_CHUNK = 1 << 16


class BrokenError(Exception):
    """The program died, hung or said more than it was asked; the message says which."""


class HungError(BrokenError):
    """The program gave no answer in time."""


class Process:
    """A program in a process group of its own, so that all of its children end with it."""

    def __init__(self, command: Sequence[str]) -> None:
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._child.stdin is not None and self._child.stdout is not None
        self._in, self._out = self._child.stdin.fileno(), self._child.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)

    def ask(self, question: bytes, timeout: float) -> bytes:
        """Send `question` and a NUL; return what comes back before a NUL.

        Raises BrokenError if nothing does in time, or more does.
        """
        if self._said():
            raise BrokenError("said something unasked")
        deadline = time.monotonic() + timeout
        unsent, answer = memoryview(question + b"\0"), bytearray()
        with selectors.DefaultSelector() as ready:
            ready.register(self._out, selectors.EVENT_READ)
            ready.register(self._in, selectors.EVENT_WRITE)
            while b"\0" not in answer:
                left = deadline - time.monotonic()
                events = ready.select(left) if left > 0 else []
                if not events:
                    raise HungError(f"gave no answer in {timeout:g} s")
                for key, _ in events:
                    if key.fd == self._out:
                        answer += self._read()
                    else:
                        unsent = unsent[self._write(unsent) :]
                        if not unsent:
                            ready.unregister(self._in)
        text, _, more = bytes(answer).partition(b"\0")
        if more or unsent or self._said():
            raise BrokenError("said more than it was asked")
        if question and not text:
            raise BrokenError("said nothing")
        return text

    def close(self) -> None:
        """End the program and all its children."""
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()

    def _said(self) -> bool:
        with selectors.DefaultSelector() as ready:
            ready.register(self._out, selectors.EVENT_READ)
            return bool(ready.select(0))

    def _read(self) -> bytes:
        try:
            chunk = os.read(self._out, _CHUNK)
        except BlockingIOError:
            return b""
        if not chunk:
            raise BrokenError("ended")
        return chunk

    def _write(self, data: memoryview) -> int:
        try:
            return os.write(self._in, data[:_CHUNK])
        except BlockingIOError:
            return 0
        except BrokenPipeError as error:
            raise BrokenError("ended") from error
