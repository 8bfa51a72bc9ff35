"""Apertium: rule-based translation, as Debian packages it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

from tqcheck.backtranslation import Answer, Engine, Translator
from tqcheck.backtranslation._process import Process
from tqcheck.backtranslation._tireless import Pool, answer_of
from tqcheck.errors import UsageError
from tqcheck.text.languages import base, parse_language

_ESCAPED_RE = re.compile(r"([\\\[\]{}<>^$@/])")
_ESCAPE_RE = re.compile(r"\\(.)", re.DOTALL)
# Without a line end in a superblank after it, the last word or full stop of a text is mangled.
_END = "[][\n]"

# What apertium writes for languages that ISO 639 or BCP 47 write otherwise.
_MACRO = {"hr": "hbs", "sr": "hbs", "bs": "hbs", "sh": "hbs", "no": "nob"}
# Debian's packages of pairs, for the line to type.
_PACKAGES = (
    "afr-nld arg-cat bel-rus br-fr cat-ita cat-srd dan-nor en-gl eng-cat eng-spa eo-ca eo-en eo-es eo-fr es-gl"
    " es-ro eu-en eu-es fr-es fra-cat fra-frp hbs-eng hbs-mkd hbs-slv ind-zlm isl-eng isl-swe mkd-bul mkd-eng"
    " nno-nob oc-ca oc-es oci-fra pol-szl por-cat pt-gl rus-ukr spa-arg spa-ast spa-cat spa-ita es-pt srd-ita"
    " swe-dan swe-nor urd-hin"
)


class Apertium(Engine):
    """Translation by rules and dictionaries, on this machine, by Debian's `apertium` and a package for each pair.

    Names, numbers and negation survive it; word senses often do not, and words that it does not know
    stay as they are. It takes 3 ms a sentence. `via` goes through other languages (`via=es`, or
    `via=es+ca`), where no package has the pair. A text that it does not answer within `timeout` seconds
    goes without; `processes` work side by side (0: one a core, four at most).

    `apt-get install --no-install-recommends apertium apertium-eng-spa` installs a pair.
    """

    bare: ClassVar[str] = "via"

    via: str = ""
    timeout: float = 10.0
    processes: int = 0
    modes: str = "/usr/share/apertium/modes"

    def start(self, source: str, target: str) -> Translator:
        if not all(map(shutil.which, ("apertium-wblank-mode", "bash"))):
            raise UsageError(
                "apertium is not installed: apt-get install --no-install-recommends apertium"
                f" {_package(source, target) or 'apertium-eng-spa'} (as root; 3.8 or newer)"
            )
        stops = [source, *(parse_language(stop) for stop in self.via.split("+") if stop), target]
        hops = list(pairwise(stops))
        found = [self._mode(*hop) for hop in hops]
        if missing := next((hop for hop, mode in zip(hops, found, strict=True) if mode is None), None):
            raise UsageError(self._missing(*missing))
        modes = [mode for mode in found if mode is not None]
        return _Apertium(modes, self.timeout, self.processes or min(4, os.cpu_count() or 1))

    def found(self) -> list[str]:
        if shutil.which("apertium-wblank-mode") is None:
            return []
        return sorted({f"{source}>{target}" for source, target, _ in _modes(self.modes)})

    def _mode(self, source: str, target: str) -> Path | None:
        """Return the mode file from one language into another, plain rather than in a variety."""
        wanted = _codes(source), _codes(target)
        region = target.rpartition("-")[2].upper() if "-" in target else base(target).upper()
        fitting = [
            (variety != region, variety, path)
            for one, other, path in _modes(self.modes)
            if one in wanted[0] and other in wanted[1]
            for variety in [path.stem.partition("_")[2]]
        ]
        best = min(fitting, key=lambda row: (row[0] and row[1] != "", row[1]), default=None)
        return best[2] if best else None

    def _missing(self, source: str, target: str) -> str:
        has = ", ".join(self.found()) or "none"
        package = _package(source, target)
        one_way = package if package and self._mode(target, source) else None
        pivots = [
            code
            for code in ("es", "en", "ca", "fr")
            if code not in (base(source), base(target)) and self._mode(source, code) and self._mode(code, target)
        ]
        steps = [
            *([f"apt-get install --no-install-recommends {package}"] if package and not one_way else []),
            *([f"--back-translate apertium:via={pivots[0]}"] if pivots else []),
        ] or [
            (f"{one_way} translates the other way only" if one_way else "Debian has no package for it")
            + "; see `tqcheck list engines` for other engines"
        ]
        return f"apertium cannot translate {source}>{target} here ({'; or '.join(steps)}; installed: {has})"


class _Apertium(Translator):
    def __init__(self, modes: Sequence[Path], timeout: float, processes: int) -> None:
        pipe = " | ".join(_pipeline(mode) for mode in modes)
        command = ["bash", "-c", pipe, "apertium", "-n", ""]  # -n: no mark before a word that it does not know
        self._pool = Pool(lambda: Process(command), processes, timeout)
        self.signature = f"apertium {'+'.join(mode.stem for mode in modes)} {_digest(pipe)}"

    def translate(self, texts: Sequence[str]) -> list[Answer]:
        questions = [(_ESCAPED_RE.sub(r"\\\1", text) + _END).encode() for text in texts]
        return [answer_of(said, _undone) for said in self._pool.ask_all(questions)]

    def close(self) -> None:
        self._pool.close()


def _undone(said: str) -> str:
    text = said.removesuffix("\n").removesuffix(_END)
    return _ESCAPE_RE.sub(r"\1", text.replace("[]", "")).strip("\n")


def _pipeline(mode: Path) -> str:
    """Return the shell pipeline of a mode that answers at each NUL. (`apertium -z` itself waits for ever.)"""
    done = subprocess.run(
        ["apertium-wblank-mode", "-z", str(mode)], capture_output=True, text=True, timeout=30, check=False
    )
    if done.returncode or not done.stdout.strip():
        raise UsageError(f"apertium-wblank-mode cannot read {mode}: {done.stderr.strip()[:200]} (install it again)")
    return done.stdout.strip()


def _digest(pipe: str) -> str:
    """Return a digest of the pipeline and of the size and time of its dictionaries."""
    digest = hashlib.blake2b(pipe.encode(), digest_size=8)
    for path in map(Path, re.findall(r"'(/[^']+)'", pipe)):
        if path.is_file():
            stat = path.stat()
            digest.update(f"{stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()


@lru_cache(maxsize=4)
def _modes(folder: str) -> tuple[tuple[str, str, Path], ...]:
    found = []
    for path in sorted(Path(folder).glob("*-*.mode")):
        source, _, target = path.stem.partition("-")
        if "-" in target or source.istitle():  # no translation: Esperanto by controlled language, a change of script
            continue
        found.append((source.partition("_")[0], target.partition("_")[0], path))
    return tuple(found)


@lru_cache(maxsize=256)
def _codes(lang: str) -> frozenset[str]:
    """Return what apertium may call a language: two letters in older pairs, three in newer ones."""
    import langcodes

    code = base(lang)
    codes = {code, _MACRO.get(code, code)}
    with suppress(LookupError):
        codes.add(langcodes.Language.get(code).to_alpha3())
    return frozenset(codes)


def _package(source: str, target: str) -> str | None:
    for pair in _PACKAGES.split():
        one, other = pair.split("-")
        if {one, other} & _codes(source) and {one, other} & _codes(target) and base(source) != base(target):
            return f"apertium-{pair}"
    return None
