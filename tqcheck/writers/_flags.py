"""The flags of a run one by one, as outputs for CI systems want them: place in the file, print, standing."""

from __future__ import annotations

import heapq
import html
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import NamedTuple

from tqcheck.fingerprint import Print, prints
from tqcheck.judgement import Judgement, Standing
from tqcheck.model import Flag, Result

_LARGEST = 64_000_000  # bytes of a file that is opened only to tell columns


class Columns(NamedTuple):
    """Where a flag stands in its line of the file: from 0, in UTF-16 code units, the end not included.

    `plain` tells that the file holds the text as it is, so that a suggestion can be put in its place.
    """

    start: int
    end: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """One flag on its way to an output."""

    flag: Flag
    result: Result
    print: Print
    standing: Standing | None
    columns: Columns | None

    @property
    def path(self) -> str:
        """Return the file, relative to the working directory if it lies in it, with forward slashes."""
        path = Path(self.result.segment.path)
        if path.is_absolute() and path.is_relative_to(Path.cwd()):
            path = path.relative_to(Path.cwd())
        return PurePath(path).as_posix() if self.result.segment.path else ""

    @property
    def line(self) -> int:
        """Return the line, 1 where the format has none."""
        return self.result.segment.line or 1

    @property
    def text(self) -> str:
        """Return what is flagged."""
        return self.result.segment.target[self.flag.place.start : self.flag.place.end]

    @property
    def message(self) -> str:
        """Return the message, with the suggestion."""
        advice = f" (suggested: {self.flag.suggestion})" if self.flag.suggestion else ""
        return f"{self.flag.message}{advice}"


def flags_of(results: Iterator[Result], judgement: Judgement | None) -> Iterator[Seen]:
    """Yield all flags, in the order of the run."""
    lines = _Lines()
    for number, (result, of_flags) in enumerate(prints(results)):
        for index, (flag, print) in enumerate(zip(result.flags, of_flags, strict=True)):
            standing = judgement.standing(number, index) if judgement else None
            yield Seen(flag, result, print, standing, lines.columns(result, flag))


def gravest(results: Iterator[Result], judgement: Judgement | None, most: int) -> tuple[list[Seen], int]:
    """Return the flags that count, the gravest first, at most so many; and how many there are."""
    total = 0

    def counting() -> Iterator[tuple[int, int, Seen]]:
        nonlocal total
        for seen in flags_of(results, judgement):
            if seen.standing is None:
                total += 1
                yield -seen.flag.severity, total, seen

    found = heapq.nsmallest(most, counting(), key=lambda row: row[:2])
    return [seen for _, _, seen in found], total


def limit_lines(judgement: Judgement) -> list[str]:
    """Return one line for each broken limit: what it says and what it was held against."""
    return [f"{outcome.limit.text}: {outcome.shown}" for outcome in judgement.outcomes if outcome.broken]


_WRITTEN: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: json.dumps(text)[1:-1],
    lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    lambda text: text.replace('"', '""'),
    lambda text: html.escape(text, quote=False),
)
"""How formats write a text: as it is, JSON with and without escapes, CSV, XML."""


class _Lines:
    """The lines of the file that was asked for last."""

    def __init__(self) -> None:
        self._path, self._lines = "", [""]

    def columns(self, result: Result, flag: Flag) -> Columns | None:
        """Return where the flag stands in its line, None if the line does not hold the target, or holds it twice."""
        segment = result.segment
        if not segment.line or not segment.target:
            return None
        if segment.path != self._path:
            self._path, self._lines = segment.path, _lines(Path(segment.path))
        if segment.line > len(self._lines):
            return None
        line = self._lines[segment.line - 1]
        for write in _WRITTEN:
            whole = write(segment.target)
            if line.count(whole) == 1:
                first = line.index(whole)
                start = first + len(write(segment.target[: flag.place.start]))
                end = first + len(write(segment.target[: flag.place.end]))
                return Columns(_utf16(line[:start]), _utf16(line[:end]), write is str)
        return None


def _lines(path: Path) -> list[str]:
    try:
        if path.suffix == ".gz" or path.stat().st_size > _LARGEST:
            return []
        return path.read_bytes().decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
