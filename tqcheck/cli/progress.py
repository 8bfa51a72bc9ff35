"""The progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqcheck.model import Segment
    from tqcheck.readers import Input


@contextmanager
def progress(segments: Iterator[Segment], inputs: tuple[Input, ...]) -> Iterator[Iterator[Segment]]:
    """Show a bar on stderr if a person looks at it."""
    if not sys.stderr.isatty():
        yield segments
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield iter(bar.track(segments, total=_line_count(inputs)))


def _line_count(inputs: tuple[Input, ...]) -> int | None:
    paths = [Path(given.target) for given in inputs]
    if any(not path.is_file() or path.suffix == ".gz" for path in paths):
        return None
    return sum(chunk.count(b"\n") for path in paths for chunk in _chunks(path)) or None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            yield chunk
