"""What organisations, seas, cups and rulers are called in each language: NATO is OTAN, King Charles rey Carlos."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

Forms = dict[str, dict[str, tuple[str, ...]]]
"""`code → language → forms`, the usual one first."""


def organisations() -> Forms:
    """Return what organisations and what else news names are called."""
    return _table("organisations.txt")


def renamed() -> Forms:
    """Return what popes, rulers, saints and the ancients are called, and their titles, with codes in small letters."""
    return _table("renamed.txt")


def peoples() -> Forms:
    """Return what peoples are called, by ISO code, where it is not after their country."""
    return _table("nations.txt")


@cache
def _table(file: str) -> Forms:
    found: Forms = {}
    for line in files("tqcheck.data").joinpath(file).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, _, entries = line.partition(" = ")
        by_language = found.setdefault(code, {})
        for entry in entries.split("; "):
            langs, _, forms = entry.partition(": ")
            for lang in langs.split():
                by_language[lang] = (*by_language.get(lang, ()), *forms.split(", "))
    return found


def is_acronym(form: str) -> bool:
    """Tell whether a form stands for words by their letters, so that its capitals are part of it: WHO, not who."""
    return form.isupper() and len(form) < 4 and " " not in form
