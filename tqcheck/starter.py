"""A commented `tqcheck.toml` to start from, made by looking at the folder; and settings shown as TOML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tqcheck.config import Config
from tqcheck.readers import READERS, languages_of_name
from tqcheck.settings import OPEN, PROFILE_DOCS, SETTINGS, TABLES

_TARGETS = ("mt", "translations", "translated", "targets", "output", "hyp")
_SOURCES = ("sources", "source", "src")
_REFERENCES = ("references", "reference", "refs", "ref")
_EXAMPLES = {
    "rules.per-file-ignores": '"mt/sport*" = ["names"]',
    "rules.per-language-ignores": 'ja = ["punctuation"]',
    "severity": '"repetition.loop" = "major"',
    "options": '"repetition.segment" = { shortest = 6 }',
    "glossary": '"glossary.tsv"',
    "input.source": '"source.txt"',
    "input.reference": '["reference.txt"]',
    "input.back-translation": '"back.txt"',
    "input.columns": '["src", "mt", "ref"]',
    "input.reader": '"tsv"',
    "output.run": '"main"',
    "gate.limits": '["critical > 0", "names per 1000 > 2", "chrf < 55", "document: mqm > 100"]',
    "gate.baseline": '"reports/baseline"',
    "gate.decisions": '["decisions.jsonl"]',
    "gate.suppressions": '"tqcheck-suppressions.toml"',
    "rules.select": '["names", "numbers", "repetition.loop"]',
    "rules.ignore": '["punctuation"]',
}


def starter(folder: Path, profile: str) -> str:
    """Return the text of a configuration for what lies in `folder`."""
    found = look(folder)
    lines = [
        "# Settings of tqcheck. What is commented out shows the default, or an example.",
        "# `tqcheck config` prints what is in force and where it comes from.",
    ]
    table = ""
    for setting in SETTINGS:
        here, _, key = setting.key.rpartition(".")
        if setting.key in OPEN:
            lines += ["", f"# {_sentence(setting.doc)}", f"# [{setting.key}]", f"# {_EXAMPLES[setting.key]}"]
            continue
        if here != table:
            lines += ["", f"[{here}]"]
            table = here
        lines.append(f"# {_sentence(setting.doc)}")
        if setting.key == "profile":
            lines += [f"#   {name}: {doc}" for name, doc in PROFILE_DOCS.items()]
            lines.append(f"profile = {toml(profile)}")
        elif setting.key in found:
            lines.append(f"{key} = {toml(found[setting.key])}")
        else:
            example = _EXAMPLES.get(setting.key, toml(setting.default if setting.default is not None else "en"))
            lines.append(f"# {key} = {example}")
    return "\n".join(lines) + "\n"


def look(folder: Path) -> dict[str, Any]:
    """Return what a folder tells of the inputs: targets, sources, references, languages.

    The paths are relative to the folder.
    """
    folders = {path.name: path for path in sorted(folder.iterdir()) if path.is_dir()}
    found: dict[str, Any] = {}
    for key, names in (("target", _TARGETS), ("sources", _SOURCES), ("references", _REFERENCES)):
        if name := next((name for name in names if name in folders and any(folders[name].iterdir())), None):
            found[f"input.{key}"] = name
    if "input.target" not in found:
        files = [path.name for path in _records(folder)]
        if len(files) == 1:
            found["input.target"] = files[0]
    references = found.get("input.references")
    if references and "input.sources" not in found and len(_languages(folder / references)) > 1:
        found["input.sources"] = references  # both lie in one folder, told apart by the language in their names
    for key, side in (("input.from", "input.sources"), ("input.to", "input.target")):
        langs = _languages(folder / found[side]) if side in found else set()
        if len(langs) == 1:
            found[key] = langs.pop()
    glossaries = sorted(path.name for path in folder.glob("glossary.*") if path.is_file())
    if glossaries:
        found["glossary"] = glossaries[0]
    return found


def _records(folder: Path) -> Iterator[Path]:
    """Yield the files of whole records, such as JSONL, that lie in a folder."""
    text = (".txt", ".article")
    extensions = {extension for reader in READERS for extension in reader.extensions if extension not in text}
    for path in sorted(folder.iterdir()):
        if path.is_file() and Path(path.name.removesuffix(".gz")).suffix in extensions and path.stem != "glossary":
            yield path


def _languages(path: Path) -> set[str]:
    names = [file.name for file in sorted(path.iterdir()) if file.is_file()] if path.is_dir() else [path.name]
    return {lang for name in names if (lang := languages_of_name(name)[1])}


def shown(config: Config) -> str:
    """Return the settings in force as TOML, each with where it comes from."""
    rows: list[tuple[str, str, str]] = []
    for setting in SETTINGS:
        value, origin = config[setting.key], config.origin(setting.key)
        table, _, key = setting.key.rpartition(".")
        if setting.key in OPEN and value:
            rows += [(setting.key, f"{_key(name)} = {toml(inner)}", origin) for name, inner in value.items()]
        elif value is None or setting.key in OPEN:
            rows.append((table, f"# {key} is not set", origin))
        else:
            rows.append((table, f"{key} = {toml(value)}", origin))
    order = ["", *(name for table in TABLES for name in (table, *(key for key in OPEN if key.startswith(table + "."))))]
    order += [key for key in OPEN if "." not in key]
    width = min(60, max(len(text) for _, text, _ in rows))
    lines = []
    for table in order:
        here = [(text, origin) for name, text, origin in rows if name == table]
        if here and table:
            lines += ["", f"[{table}]"]
        lines += [text if text.startswith("#") else f"{text:<{width}}  # {origin}" for text, origin in here]
    return "\n".join(lines) + "\n"


def toml(value: Any) -> str:
    """Return a value as TOML.

    >>> toml({"a b": [1, True, "x"]})
    '{ "a b" = [1, true, "x"] }'
    """
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {toml(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if plain else toml(name)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
