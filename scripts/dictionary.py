"""Make `tqcheck/data/dictionaries/en.txt.xz` from SCOWL's lists as Debian packages them.

    apt-get download wamerican-large wbritish-large
    for file in wamerican-large_*.deb wbritish-large_*.deb; do dpkg-deb -x $file .; done
    python scripts/dictionary.py usr/share/dict/*-english-large

Words with a capital are names and left to the rules on names; those with an apostrophe are looked up in parts.
"""

from __future__ import annotations

import lzma
import sys
from pathlib import Path

OUT = Path(__file__).parents[1] / "tqcheck" / "data" / "dictionaries" / "en.txt.xz"


def main(lists: list[str]) -> None:
    """Write the lower-case words of all lists, sorted, one a line."""
    words = {word for path in lists for word in Path(path).read_text("utf-8").split()}
    plain = sorted(word for word in words if word.isalpha() and word.islower())
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(lzma.compress("\n".join(plain).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(plain)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
