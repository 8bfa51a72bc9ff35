"""Make `tqcheck/data/persons.txt.xz`: the names of persons that English texts have.

    python scripts/persons.py PERSONS

PERSONS: the file `rigour/data/names/persons.txt` of rigour 1.3.0 on PyPI (MIT; its names come from Wikidata, CC0).
"""

from __future__ import annotations

import lzma
import sys
from pathlib import Path

from tqcheck.text.mentions import commonness

OUT = Path(__file__).parents[1] / "tqcheck/data/persons.txt.xz"
SHORTEST = 4
COMMON = 4.5
"""The Zipf frequency from which a name is a word above all: Palace, Lady."""


def main() -> None:
    """Read the names, keep those that are in use, write them."""
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    names = {name for line in lines for name in line.partition(" => ")[0].split(", ")}
    kept = sorted(
        name
        for name in names
        if name.isascii() and name.isalpha() and len(name) >= SHORTEST and 0 < commonness(name, "en") < COMMON
    )
    OUT.write_bytes(lzma.compress("\n".join(kept).encode(), preset=9))
    print(f"{len(kept)} names, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
