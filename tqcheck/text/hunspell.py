"""The Hunspell dictionaries that the user has: Debian's, LibreOffice's, macOS's or their own.

They are read by Hunspell itself (`pip install 'tqcheck[hunspell]'`); without it, or without dictionaries, there is
nothing here and nothing fails.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

VARIABLE = "TQCHECK_DICTIONARIES"
_PLACES = (
    "~/.local/share/hunspell",
    "~/Library/Spelling",
    "/Library/Spelling",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
)
_EXTENSIONS = (
    "/usr/lib/libreoffice/share/extensions",
    "/opt/libreoffice*/share/extensions",
    "/Applications/LibreOffice.app/Contents/Resources/extensions",
)
"""Where LibreOffice keeps `dict-*`, a folder a language."""
_FILES_OF = {"nb": ("nb", "no"), "no": ("no", "nb"), "tl": ("tl", "fil"), "fil": ("fil", "tl")}
"""The names of a language's files where they are not just its code."""


_CODE_RE = re.compile("[_-]")


class File(NamedTuple):
    """A dictionary: `folder/name.dic` with `folder/name.aff`."""

    folder: Path
    name: str


def folders() -> list[Path]:
    """Return the folders that are searched: those of TQCHECK_DICTIONARIES alone if it is set (to none, if empty).

    Otherwise those of Hunspell's own DICPATH, and where systems and LibreOffice put dictionaries.
    """
    own = os.environ.get(VARIABLE)
    if own is not None:
        return [Path(place) for place in own.split(os.pathsep) if place]
    named = [Path(place) for place in os.environ.get("DICPATH", "").split(os.pathsep) if place]
    shipped = [folder for place in _EXTENSIONS for folder in sorted(Path("/").glob(f"{place[1:]}/dict-*"))]
    return [*named, *(Path(place).expanduser() for place in _PLACES), *shipped]


def all_files() -> Iterator[File]:
    """Yield the dictionaries that are there, the same file under several names once."""
    seen = set()
    for folder in folders():
        for path in sorted(folder.glob("*.dic")):
            if path.resolve() not in seen and path.with_suffix(".aff").is_file():
                seen.add(path.resolve())
                yield File(folder, path.stem)


def files(lang: str) -> Iterator[File]:
    """Yield the dictionaries of a language: for `pt` pt, pt_BR, pt-PT."""
    codes = _FILES_OF.get(lang, (lang,))
    for file in all_files():
        if _CODE_RE.split(file.name)[0].lower() in codes:
            yield file


def installed() -> bool:
    """Tell whether Hunspell is there to read them."""
    return find_spec("hunspell") is not None


class Speller:
    """What Hunspell takes for a word by one dictionary. It loads on first use, in a tenth of a second or a whole one."""

    def __init__(self, file: File) -> None:
        from hunspell import Hunspell

        self._hunspell = Hunspell(file.name, hunspell_data_dir=str(file.folder))

    def __contains__(self, word: str) -> bool:
        try:
            return bool(self._hunspell.spell(word))
        except UnicodeEncodeError:  # a letter that the dictionary's encoding has not
            return False


@lru_cache(maxsize=64)
def spellers(lang: str) -> tuple[Speller, ...]:
    """Return the spellers of a language; none without dictionaries or without Hunspell."""
    return tuple(map(Speller, files(lang))) if installed() else ()
