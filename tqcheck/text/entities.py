"""The door to a recogniser of the user's: what spaCy pipelines take to be names, as further evidence.

Nothing is loaded unless a pipeline is named (`--ner`, `ner = [...]`). A pipeline serves the language that it is made
for; where none serves, capitals, dictionaries and the other side say what a name is, as they do without it.
"""

from __future__ import annotations

import json
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tqcheck.errors import UsageError, near
from tqcheck.model import Batch
from tqcheck.text.languages import base

if TYPE_CHECKING:
    from spacy.language import Language

_FINDERS = frozenset({"ner", "entity_ruler", "span_ruler", "beam_ner"})
"""Components that set `doc.ents`."""
_IDLE = ("tagger", "morphologizer", "lemmatizer", "trainable_lemmatizer", "parser", "senter", "attribute_ruler")
"""Components that no finder of entities reads, and that take half the time."""
_NO_NAME = frozenset({"date", "time", "percent", "money", "quantity", "ordinal", "cardinal", "language", "norp"})
"""Labels, in small letters, of what is translated."""


class Recogniser(NamedTuple):
    """A pipeline: the package or folder that holds it, and the primary subtag of the language that it is for."""

    name: str
    lang: str


Places = frozenset[tuple[int, int]]
"""The half-open stretches of a text that are names, in code points."""


def find_recogniser(name: str) -> Recogniser:
    """Return the pipeline of a package or a folder, without loading it.

    Raises UsageError if there is none, if it finds no entities, or if spaCy is not installed.
    """
    if find_spec("spacy") is None:
        raise UsageError(f"{name}: is a pipeline of spaCy, which is not installed: pip install 'tqcheck[ner]'")
    meta = _meta(name)
    if meta is None:
        installed = sorted(found.name for found in entry_points(group="spacy_models"))
        known = f"installed: {', '.join(installed)}" if installed else f"python -m spacy download {name}"
        raise UsageError(f"{name}: there is no such pipeline of spaCy{near(name, installed)} ({known})")
    if _FINDERS.isdisjoint(meta.get("pipeline", ())):
        raise UsageError(f"{name}: the pipeline finds no entities (it has {', '.join(meta.get('pipeline', ()))})")
    return Recogniser(name, base(meta["lang"]))


class Named(NamedTuple):
    """What pipelines take to be names in the two texts of a comparison; None where none serves the language."""

    here: Places | None = None
    there: Places | None = None


NOTHING = Named()


def standing(start: int, end: int, places: Places | None) -> dict[str, float]:
    """Return what a pipeline has to say of the word at `text[start:end]`, as evidence; nothing if there is none."""
    if places is None:
        return {}
    named = any(first <= start and end <= last for first, last in places)
    return {"recognised": named, "passed over": not named}


def _meta(name: str) -> dict[str, Any] | None:
    """Return what a pipeline says of itself, None if there is none of that name."""
    folders = [Path(name)]
    if name.isidentifier() and (spec := find_spec(name)) and spec.origin:
        folders.append(Path(spec.origin).parent)
    for folder in folders:
        if (path := folder / "meta.json").is_file():
            found: dict[str, Any] = json.loads(path.read_text("utf-8"))
            return found
    return None


def recognised(batch: Batch) -> Mapping[tuple[str, str], Places]:
    """Return the names of each text, by language and text; a text that no pipeline serves is not there."""
    serving = {recogniser.lang: recogniser for recogniser in map(find_recogniser, batch.recognisers)}
    wanted: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for segment in batch.segments:
        for tag, text in ((segment.source_lang, segment.source), (segment.target_lang, segment.target)):
            if text and base(tag) in serving:
                wanted[base(tag)][text] = None
    return {
        (lang, text): places
        for lang, texts in wanted.items()
        for text, places in zip(texts, _found(serving[lang].name, texts), strict=True)
    }


def _found(name: str, texts: Iterable[str]) -> Iterator[Places]:
    for doc in _loaded(name).pipe(texts, batch_size=64):
        yield frozenset(
            (entity.start_char, entity.end_char) for entity in doc.ents if entity.label_.casefold() not in _NO_NAME
        )


@cache
def _loaded(name: str) -> Language:
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a pipeline of another version of spaCy mostly works
        return spacy.load(name, exclude=_IDLE)
