"""Plain text, a segment a line, line-aligned with the files that go with it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import PurePath
from typing import ClassVar

from tqcheck.errors import InputError
from tqcheck.model import Segment
from tqcheck.readers import Input, Reader, Skip
from tqcheck.readers._lines import lines, name_of

_ODD = math.log(2.5)  # a line this much longer or shorter than its partner than lines are on the whole


class Plain(Reader):
    """A segment a line; line n of `--source` and of each `--reference` belongs to line n of the targets.

    Empty lines count. All files must have the same number of lines.
    """

    extensions: ClassVar[tuple[str, ...]] = (".txt",)

    def read(self, given: Input, skip: Skip) -> Iterator[Segment]:
        paths = (given.target, *given.partners)
        if len(set(paths)) < len(paths) and paths.count("-") > 1:
            raise InputError("only one of the files can be standard input")
        prefix = f"{PurePath(given.target).name}:" if given.document else ""
        rows = zip_longest(*(lines(path, given.encoding) for path in paths))
        for number, row in enumerate(rows, 1):
            if None in row:
                raise _unequal(paths, given, number)
            texts = dict(zip(_roles(given), (text for _, text in row), strict=True))
            yield Segment(
                id=f"{prefix}{number}",
                target=texts["target"],
                source=texts.get("source"),
                references=tuple(text for role, text in texts.items() if role.startswith("reference")),
                back_translation=texts.get("back_translation"),
                document=given.document,
                path=name_of(given.target),
                line=number,
            )


def _roles(given: Input) -> list[str]:
    return [
        "target",
        *(["source"] if given.source else []),
        *(f"reference{index}" for index, _ in enumerate(given.references)),
        *(["back_translation"] if given.back_translation else []),
    ]


def _unequal(paths: tuple[str, ...], given: Input, short: int) -> InputError:
    """Say how many lines each file has, and where they seem to part."""
    if "-" in paths:
        return InputError(f"ends before line {short}, where another file goes on", name_of(given.target))
    columns = [[text for _, text in lines(path, given.encoding)] for path in paths]
    counts = [len(column) for column in columns]
    other = next(index for index, count in enumerate(counts) if count != counts[0])
    suspect = _first_odd(columns[0], columns[other])
    return InputError(
        f"has {counts[0]} lines and {paths[other]} has {counts[other]};"
        f" the first pair that does not look like a translation is line {suspect}"
        " (line n must belong to line n; --reader article aligns whole articles)",
        paths[0],
    )


def _first_odd(ours: list[str], theirs: list[str]) -> int:
    """Return the first line whose length ratio is far from the whole texts' own, else the first unpaired one."""
    usual = math.log((1 + sum(map(len, ours))) / (1 + sum(map(len, theirs))))
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
        if bool(one.strip()) != bool(other.strip()):
            return number
        if max(len(one), len(other)) > 20 and abs(math.log((1 + len(one)) / (1 + len(other))) - usual) > _ODD:
            return number
    return min(len(ours), len(theirs)) + 1
