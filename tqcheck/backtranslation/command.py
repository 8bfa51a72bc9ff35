"""Any program: lines in, lines out."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from tqcheck.backtranslation import Answer, Engine, Translator
from tqcheck.errors import UsageError

_MOST_FAILURES = 12  # runs that may fail while the text at fault is looked for


class Command(Engine):
    """Any program that reads a text a line and prints its translation, a line for each: `command:./mt.sh`.

    `{from}` and `{to}` in it stand for the languages. It runs without a shell, once for each batch of
    texts, and must end within `timeout` seconds. If it fails, or prints another number of lines, the batch is
    halved until the text at fault stands alone; that one goes without a translation.
    """

    bare: ClassVar[str] = "run"

    run: str = ""
    timeout: float = 600.0

    def start(self, source: str, target: str) -> Translator:
        words = [word.replace("{from}", source).replace("{to}", target) for word in shlex.split(self.run)]
        if not words:
            raise UsageError("engine command: say which program (--back-translate 'command:./mt.sh {from} {to}')")
        program = shutil.which(words[0])
        if program is None:
            raise UsageError(f"engine command: there is no program '{words[0]}' (give its path, or make it executable)")
        return _Command([program, *words[1:]], self.timeout)


class _Command(Translator):
    def __init__(self, command: Sequence[str], timeout: float) -> None:
        self._command, self._timeout = command, timeout
        self._left = _MOST_FAILURES
        stat = Path(command[0]).stat()
        self.signature = f"command {shlex.join(command)} {stat.st_size} {stat.st_mtime_ns}"

    def translate(self, texts: Sequence[str]) -> list[Answer]:
        if not texts:
            return []
        said = self._run(texts) if self._left else "was given up after it failed again and again"
        if not isinstance(said, str):
            return [Answer(line) for line in said]
        self._left = max(0, self._left - 1)
        if len(texts) == 1 or not self._left or "seconds" in said:
            return [Answer(trouble=said)] * len(texts)
        middle = len(texts) // 2
        return self.translate(texts[:middle]) + self.translate(texts[middle:])

    def _run(self, texts: Sequence[str]) -> list[str] | str:
        """Return the lines that the program prints, or what is wrong with them."""
        child = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            raw, _ = child.communicate("".join(text + "\n" for text in texts).encode(), self._timeout)
        except subprocess.TimeoutExpired:
            return f"did not end in {self._timeout:g} seconds"
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.communicate()
        if child.returncode:
            return f"ended with exit code {child.returncode}"
        try:
            lines = raw.decode("utf-8").split("\n")
        except UnicodeDecodeError:
            return "said what is not UTF-8"
        if lines[-1] == "":
            lines.pop()
        if len(lines) != len(texts):
            return "gave another number of lines than it was asked"
        return [line.removesuffix("\r") for line in lines]
