"""The manual page of any plugin, made from the plugin."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from tqcheck.backtranslation import ENGINES
from tqcheck.errors import UsageError, near
from tqcheck.metrics import METRICS, Metric
from tqcheck.plugin import Catalog, Plugin
from tqcheck.readers import READERS
from tqcheck.rules import RULES, Example, Rule
from tqcheck.writers import WRITERS

CATALOGS: dict[str, Catalog[Any]] = {
    "rules": RULES,
    "metrics": METRICS,
    "readers": READERS,
    "writers": WRITERS,
    "engines": ENGINES,
}


def catalog(name: str) -> Catalog[Any]:
    """Return the catalog of that name.

    Raises UsageError if there is none.
    """
    if name not in CATALOGS:
        raise UsageError(f"there are no '{name}' to list{near(name, CATALOGS)} (known: {', '.join(CATALOGS)})")
    return CATALOGS[name]


def find(id: str) -> type[Plugin]:
    """Return the plugin of that id, from whichever catalog has it.

    Raises UsageError, with the near names, if none has.
    """
    for plugins in CATALOGS.values():
        if id in plugins:
            found: type[Plugin] = plugins[id]
            return found
    known = [known for plugins in CATALOGS.values() for known in plugins.ids]
    family = [known for known in known if known.startswith(id + ".")]
    hint = f" (the family has {', '.join(family)})" if family else near(id, known)
    raise UsageError(f"there is no rule, metric, reader, writer or engine '{id}'{hint}")


def page(plugin: type[Plugin]) -> str:
    """Return the manual page as Markdown."""
    return "\n".join(_page(plugin)) + "\n"


def rule_facts(rule: type[Rule]) -> dict[str, Any]:
    """Return the page of a rule for JSON; examples are pieces `[text, is it flagged]`."""
    flagged, segments = false_alarms(rule.id)
    return {
        "text": inspect.getdoc(rule) or "",
        "mqm": rule.mqm,
        "severity": str(rule.severity),
        **({"alarms": [sum(flagged.values()), sum(segments.values())]} if segments else {}),
        **{
            kind: [{"target": _pieces(example.target), "source": _pieces(example.source or "")} for example in examples]
            for kind, examples in (("bad", rule.bad), ("good", rule.good))
        },
    }


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Return a text of an example in pieces, those between `⟦` and `⟧` flagged."""
    pieces = []
    for part in text.split("⟦"):
        marked, closed, plain = part.rpartition("⟧")
        if closed:
            pieces.append((marked, True))
        if plain:
            pieces.append((plain, False))
    return pieces


def _page(plugin: type[Plugin]) -> Iterator[str]:
    yield f"# {plugin.id}"
    yield ""
    yield inspect.getdoc(plugin) or ""
    if issubclass(plugin, Rule):
        yield from _facts(plugin)
        yield from _examples("Flagged", plugin.bad)
        yield from _examples("Not flagged", plugin.good)
        yield from _measured(plugin.id)
    if issubclass(plugin, Metric):
        low, high = plugin.range
        better = "higher" if plugin.higher_is_better else "lower"
        yield ""
        yield f"- range: {low:g} to {'no limit' if high == float('inf') else f'{high:g}'}, {better} is better"
        yield f"- needs: {', '.join(plugin.needs) or 'nothing but the target'}"
    if options := plugin.options():
        yield ""
        yield "## Options"
        yield ""
        for name, default in options.items():
            yield f"- `{name}` = {default!r}"


def _facts(rule: type[Rule]) -> Iterator[str]:
    yield ""
    yield f"- category: {rule.category} (MQM: {rule.mqm})"
    yield f"- severity: {rule.severity}"
    needs = " and ".join(need.replace("|", " or ").replace("_", "-") for need in rule.needs)
    yield f"- needs: {needs or 'nothing but the target'}"
    yield f"- languages: {', '.join(sorted(rule.langs)) if rule.langs else 'all'}"
    if rule.yields_to:
        yield f"- gives way to: {', '.join(rule.yields_to)}"


def _examples(title: str, examples: tuple[Example, ...]) -> Iterator[str]:
    if not examples:
        return
    yield ""
    yield f"## {title}"
    yield ""
    for example in examples:
        sides = [("source", example.source), *(("reference", ref) for ref in example.references)]
        shown = [f"{name} {text}" for name, text in sides if text]
        yield f"- {example.target}" + (f"  \n  ({example.langs}; {'; '.join(shown)})" if shown else "")
        if example.suggestion:
            yield f"  → {example.suggestion}"


def _measured(id: str) -> Iterator[str]:
    """Say how often the rule is wrong on good text, as `make bench` measured it."""
    flagged, segments = false_alarms(id)
    if not segments:
        return
    rates = [f"{lang} {100 * flagged.get(lang, 0) / count:.2g}" for lang, count in segments.items()]
    yield ""
    yield "## False alarms"
    yield ""
    yield f"Flagged segments per 100 of good translations, by target language: {', '.join(rates)}."


def false_alarms(id: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many segments of good translations a rule flagged, and of how many, by target language."""
    record = _measurements()
    return (record["flagged"][id], record["segments"]) if id in record["flagged"] else ({}, {})


@cache
def _measurements() -> dict[str, Any]:
    file = files("tqcheck.data") / "measured.json"
    record: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {"flagged": {}}
    return record
