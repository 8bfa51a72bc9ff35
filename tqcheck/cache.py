"""What was computed before, kept on disk by content: one SQLite file in the user's cache folder.

SQLite and not a cache package: it comes with Python, several processes may share a file, values are text
and nothing is unpickled. A cache that cannot be read or written is done without; it never stops a run.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

LIMIT = 1 << 30
"""Bytes beyond which the older half of the entries is dropped."""
_MANY = 500  # keys asked for at once: SQLite takes 999 or more variables, as it was built


def cache_folder() -> Path:
    """Return where tqcheck keeps what it can compute again: TQCHECK_CACHE, or the system's place for caches."""
    if own := os.environ.get("TQCHECK_CACHE"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "tqcheck" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "tqcheck"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tqcheck"


def key_of(*parts: str) -> bytes:
    """Return the key of some texts: equal for equal texts, and for no others."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.digest()


class Cache:
    """Texts by key, in `<cache folder>/<name>.sqlite`. Without a name it keeps nothing.

    `trouble` says why it is not in use, if it is not.
    """

    def __init__(self, name: str | None) -> None:
        self.trouble = ""
        self._file: sqlite3.Connection | None = None
        if name is None:
            return
        try:
            path = cache_folder() / f"{name}.sqlite"
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(path, timeout=10)
            with self._file as file:
                file.execute("CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value TEXT NOT NULL)")
                self._shrink(file)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def _shrink(self, file: sqlite3.Connection) -> None:
        pages, free, size = (
            file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > LIMIT:
            file.execute("DELETE FROM entries WHERE rowid <= (SELECT (MIN(rowid) + MAX(rowid)) / 2 FROM entries)")

    def _give_up(self, error: Exception) -> None:
        self.trouble = str(error)
        if self._file is not None:
            self._file.close()
        self._file = None

    def get(self, keys: Iterable[bytes]) -> dict[bytes, str]:
        """Return what is known of the keys."""
        wanted = list(dict.fromkeys(keys))
        found: dict[bytes, str] = {}
        for start in range(0, len(wanted), _MANY):
            if self._file is None:
                break
            some = wanted[start : start + _MANY]
            marks = ",".join("?" * len(some))
            try:
                found.update(self._file.execute(f"SELECT key, value FROM entries WHERE key IN ({marks})", some))
            except sqlite3.Error as error:
                self._give_up(error)
        return found

    def put(self, entries: Mapping[bytes, str]) -> None:
        """Keep the entries."""
        if self._file is None or not entries:
            return
        try:
            with self._file as file:
                file.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", entries.items())
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
        self._file = None
