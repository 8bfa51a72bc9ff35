"""Lines of files, standard input and gzip archives, decoded one by one, with the place of what cannot be."""

from __future__ import annotations

import codecs
import gzip
import sys
from collections.abc import Iterator
from typing import BinaryIO, cast

from tqcheck.errors import InputError, UsageError, near
from tqcheck.readers import STDIN

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = ("utf-8", "utf-16", "cp1252", "latin-1", "cp1251", "koi8-r", "gb18030", "big5", "shift_jis", "euc-kr")


def name_of(path: str) -> str:
    """Return how messages call a path."""
    return "standard input" if path == STDIN else path


def lines(path: str, encoding: str = "utf-8") -> Iterator[tuple[int, str]]:
    """Yield `(line number, line without its end)`. Only `\\n` and `\\r\\n` end a line.

    Raises InputError with the byte offset of what is not in the encoding.
    """
    try:
        codec = codecs.lookup(encoding).name
    except LookupError as error:
        raise UsageError(f"there is no encoding '{encoding}'{near(encoding, _COMMON)}") from error
    with _open(path) as stream:
        yield from _decoded(stream, name_of(path), codec)


def _open(path: str) -> BinaryIO:
    if path == STDIN:
        return cast(BinaryIO, sys.stdin.buffer)
    try:
        if path.endswith(".gz"):
            return cast(BinaryIO, gzip.open(path, "rb"))
        return open(path, "rb")  # the caller closes it
    except FileNotFoundError as error:
        raise InputError("there is no such file", path) from error
    except IsADirectoryError as error:
        raise InputError("this is a folder; a file is wanted here", path) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error


def _decoded(stream: BinaryIO, name: str, codec: str) -> Iterator[tuple[int, str]]:
    offset, bom = 0, b""
    try:
        for number, raw in enumerate(stream, 1):
            if number == 1:
                bom, codec = _byte_order_mark(raw, codec)
                if codec.startswith(("utf-16", "utf-32")):
                    yield from _decoded_whole(raw + stream.read(), name, codec)
                    return
            skipped = len(bom) if number == 1 else 0
            line = raw[skipped:].removesuffix(b"\n").removesuffix(b"\r")
            try:
                yield number, line.decode(codec)
            except UnicodeDecodeError as error:
                raise _undecodable(error, name, number, offset + skipped, codec, raw) from error
            offset += len(raw)
    except (EOFError, gzip.BadGzipFile) as error:
        raise InputError(f"is no whole gzip archive: {error}", name) from error


def _decoded_whole(raw: bytes, name: str, codec: str) -> Iterator[tuple[int, str]]:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        raise _undecodable(error, name, None, 0, codec, raw) from error
    parts = text.split("\n")
    if parts[-1] == "":
        parts.pop()
    for number, line in enumerate(parts, 1):
        yield number, line.removesuffix("\r")


def _byte_order_mark(raw: bytes, codec: str) -> tuple[bytes, str]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom) and (codec == "utf-8" or codec.startswith(encoding)):
            # the utf-16 and utf-32 codecs take the mark off themselves
            return (bom, codec) if encoding == "utf-8" else (b"", encoding)
    return b"", codec


def _undecodable(
    error: UnicodeDecodeError, name: str, line: int | None, offset: int, codec: str, raw: bytes
) -> InputError:
    guess = next((other for other in ("cp1251", "cp1252") if _reads_well(raw, other)), "cp1252")
    return InputError(
        f"byte 0x{error.object[error.start]:02x} at offset {offset + error.start} is not {codec}"
        f" (try --encoding {guess}, or the file's own)",
        name,
        line,
    )


def _reads_well(raw: bytes, codec: str) -> bool:
    """Tell whether most non-ASCII letters are Cyrillic under cp1251: then it is not cp1252."""
    text = raw.decode(codec, "replace")
    odd = [char for char in text if ord(char) > 127]
    return codec != "cp1251" or sum(char.isalpha() for char in odd) > 0.2 * max(1, len(text))
