"""One article, a segment a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import ClassVar

from tqcheck.errors import UsageError
from tqcheck.model import Segment
from tqcheck.readers import Input, Reader, Skip
from tqcheck.readers._lines import lines, name_of


class Article(Reader):
    """A whole article as plain text: each line that is not empty is a segment, all are one document."""

    extensions: ClassVar[tuple[str, ...]] = (".article",)

    def read(self, given: Input, skip: Skip) -> Iterator[Segment]:
        if given.partners:
            raise UsageError(
                "an article is read alone; for a source or reference give line-aligned files (--reader plain)"
            )
        name = name_of(given.target)
        document = given.document or PurePath(name).name.split(".")[0]
        for number, line in lines(given.target, given.encoding):
            if line.strip():
                yield Segment(f"{document}:{number}", line, document=document, path=name, line=number)
