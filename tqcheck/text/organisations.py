"""What organisations, unions of states and what else goes by letters are called in each language: NATO is OTAN."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def organisations() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return `code → language → forms`, the usual one first."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in files("tqcheck.data").joinpath("organisations.txt").read_text("utf-8").splitlines():
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
