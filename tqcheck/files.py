"""Files written whole or not at all, and what was done so far kept beside them if a run breaks off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """Open `path` for writing text; it appears under its name only when all is written.

    If writing breaks off, what was written stays in `<path>.partial`, unless it is nothing. What `path` links to is
    written, not the link; a pipe or a device, such as `/dev/null`, has no other content to lose and is written at once.
    """
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    partial = path.with_name(path.name + ".partial")
    partial.parent.mkdir(parents=True, exist_ok=True)
    with partial.open("w", encoding="utf-8", newline="\n") as out:
        try:
            yield out
        except BaseException:
            out.flush()
            if partial.stat().st_size == 0:
                partial.unlink()
            raise
    partial.replace(path)


@contextmanager
def folder_written_whole(path: Path) -> Iterator[Path]:
    """Yield a folder to write in, which takes the name `path` when all is written.

    A folder that stood there is replaced. If writing breaks off, `<path>.partial` is kept.
    """
    partial = path.with_name(path.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        yield partial
    except BaseException:
        if not any(file.stat().st_size for file in partial.iterdir()):
            shutil.rmtree(partial)
        raise
    if path.exists():
        old = path.with_name(path.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        path.rename(old)
        partial.rename(path)
        shutil.rmtree(old)
    else:
        partial.rename(path)
