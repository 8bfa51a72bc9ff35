"""What the commands write: one format to standard output or a file, and any others to files of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from tqcheck.model import Result
    from tqcheck.store import Stored
    from tqcheck.writers import Account


class Outputs:
    """One format (`--format`, `--output`) and more of them (`--write ID=FILE`).

    Raises UsageError for a format that is none.
    """

    def __init__(self, format: str, path: Path | None, more: Sequence[str]) -> None:
        from tqcheck.writers import WRITERS

        self.format, self.path = format, path
        self.writer = WRITERS[format]()
        self.more = [_format_and_file(text) for text in more]

    def write(self, results: Iterator[Result], account: Account) -> None:
        """Write the first format, as the results come."""
        with _opened(self.path) as out:
            self.writer.write(results, account, out)

    def write_stored(self, stored: Stored) -> None:
        """Write all formats of a run that is kept; what goes to standard output comes last."""
        from tqcheck.writers import WRITERS

        for format, path in self.more:
            with _opened(path) as out:
                WRITERS[format]().write(stored.results(), stored, out)
        self.write(stored.results(), stored)


def _format_and_file(text: str) -> tuple[str, Path]:
    from tqcheck.errors import UsageError
    from tqcheck.writers import WRITERS

    format, _, path = text.partition("=")
    if not path:
        raise UsageError(f"--write takes a format and a file, as in --write sarif=flags.sarif, not '{text}'")
    return WRITERS[format].id, Path(path)


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    from tqcheck.files import written_whole

    if path:
        with written_whole(path) as out:
            yield out
    else:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()
