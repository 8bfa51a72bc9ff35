"""What a reader is (Reader, Input), all there are (READERS), and `read`, which picks one and checks what it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, groupby, islice
from pathlib import Path, PurePath
from typing import ClassVar

from tqcheck.errors import InputError, UsageError
from tqcheck.model import Segment
from tqcheck.plugin import Catalog, Plugin
from tqcheck.text.languages import LANGUAGES, base, detect_all, parse_language

STDIN = "-"
_SAMPLE = 50  # segments looked at to tell a language that nobody named


@dataclass(frozen=True, slots=True)
class Input:
    """What is to be read: a file of targets (or of whole records) and the files that go with it.

    `document` names the document that all of it belongs to. Languages given here overrule the data's.
    """

    target: str
    source: str | None = None
    references: tuple[str, ...] = ()
    back_translation: str | None = None
    source_lang: str | None = None
    target_lang: str | None = None
    document: str | None = None
    reader: str | None = None
    columns: tuple[str, ...] = ()
    encoding: str = "utf-8"

    @property
    def partners(self) -> tuple[str, ...]:
        """Return the files that go with the targets."""
        return tuple(path for path in (self.source, *self.references, self.back_translation) if path is not None)


@dataclass(slots=True)
class Reading:
    """What came to light while reading: how languages were told, what was skipped, and what else to say.

    `languages` has the tags for each way to tell them, `{"target by detection": ["en"]}`; none where
    the data themselves name them.
    """

    on_error: str = "fail"
    languages: dict[str, list[str]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    segments: int = 0

    def skip(self, error: InputError) -> None:
        """Note a record that cannot be read, or raise if the run must not go on without it."""
        if self.on_error != "skip" or not error.skippable:
            raise error
        self.skipped.append(str(error))


Skip = Callable[[InputError], None]


class Reader(Plugin):
    """One input format. `read` yields segments as it goes and holds no more than it must."""

    extensions: ClassVar[tuple[str, ...]] = ()

    def read(self, given: Input, skip: Skip) -> Iterator[Segment]:
        """Yield the segments of `given`. What cannot be read goes to `skip`, which may raise."""
        raise NotImplementedError

    def read_all(self, inputs: Iterable[Input], reading: Reading) -> Iterator[tuple[Input, Iterator[Segment]]]:
        """Yield the segments of each input. Override it if inputs have something to tell one another."""
        for given in inputs:
            yield given, self.read(given, reading.skip)


READERS: Catalog[Reader] = Catalog("tqcheck.readers", Reader)


def reader_for(given: Input) -> type[Reader]:
    """Return the reader that was asked for, or the one for the file's extension.

    Text files are line-aligned if another file goes with them, unless `nothing_lines_up`; alone they are articles.
    """
    if given.reader:
        return READERS[given.reader]
    if given.columns:
        return READERS["tsv"]
    name = given.target.removesuffix(".gz").lower()
    if given.target == STDIN:
        return READERS["plain" if given.partners else "jsonl"]
    if name.endswith(".txt") and (not given.partners or nothing_lines_up(given)):
        return READERS["article"]
    suffix = PurePath(name).suffix
    for reader in READERS:
        if suffix in reader.extensions:
            return reader
    if given.partners:  # newstest.es, newstest.en: files named for their language
        return READERS["plain"]
    known = sorted({ext for reader in READERS for ext in reader.extensions})
    raise UsageError(
        f"{given.target}: no reader for '{suffix or name}' (known: {', '.join(known)};"
        " name one with --reader, see `tqcheck list readers`)"
    )


def nothing_lines_up(given: Input) -> bool:
    """Tell whether text files that go together are whole articles: line counts differ, and there are paragraphs."""
    from tqcheck.readers._article_pages import line_count, looks_like_article

    paths = (given.target, *given.partners)
    counts = [line_count(path) for path in paths]
    if given.back_translation or None in counts or len(set(counts)) == 1:
        return False
    return any(looks_like_article(path, given.encoding) for path in paths)


def read(inputs: Iterable[Input], reading: Reading) -> Iterator[Segment]:
    """Yield the segments of all inputs, ids unique and languages known.

    Raises InputError, with the place, for what cannot be read.
    """
    seen: set[int] = set()
    for given, segments in _opened(inputs, reading):
        for segment in _with_languages(segments, given, reading):
            key = hash((given.target if given.document else "", segment.id))
            if key in seen:
                reading.skip(
                    InputError(
                        f"the id '{segment.id}' stands twice (give each record its own, or none)",
                        segment.path,
                        segment.line,
                        skippable=True,
                    )
                )
                continue
            seen.add(key)
            reading.segments += 1
            yield segment
    if not seen:
        names = ", ".join(dict.fromkeys(given.target for given in inputs)) if isinstance(inputs, tuple) else ""
        raise InputError("there are no segments in it", names or "the input")


def _opened(inputs: Iterable[Input], reading: Reading) -> Iterator[tuple[Input, Iterator[Segment]]]:
    """Yield each input with its segments; inputs of one reader in a row are read together."""
    for reader, some in groupby(inputs, key=reader_for):
        yield from reader().read_all(_announced(some, reader, reading), reading)


def _announced(inputs: Iterable[Input], reader: type[Reader], reading: Reading) -> Iterator[Input]:
    for given in inputs:
        if (
            reader.id == "article"
            and given.partners
            and not given.reader
            and given.target.endswith((".txt", ".txt.gz"))
        ):
            reading.notes.append(
                f"{given.target} is read as a whole article and aligned sentence by sentence: the line counts differ"
                " (--reader plain takes line n with line n)"
            )
        yield given


_PAIR_RE = re.compile(r"[._-]([a-z]{2,3})(?:[_-][A-Za-z]{2,4})?[-2]([a-z]{2,3})(?=[._-]|$)")


def languages_of_name(path: str) -> tuple[str | None, str | None]:
    """Return source and target language as a file name tells them: `x.es-en.jsonl`, `x.en.txt`, `x.en`.

    >>> languages_of_name("news.es-en.jsonl")
    ('es', 'en')
    >>> languages_of_name("news.en.txt")
    (None, 'en')
    """
    name = PurePath(path).name.removesuffix(".gz")
    pair = _PAIR_RE.search("." + name)
    if pair and pair[1] in LANGUAGES and pair[2] in LANGUAGES:
        return pair[1], pair[2]
    for part in reversed(name.split(".")[1:]):
        if base(part) in LANGUAGES and len(base(part)) < 4 and part not in {"id", "so", "ms"}:
            return None, base(part)
    return None, None


def _with_languages(segments: Iterator[Segment], given: Input, reading: Reading) -> Iterator[Segment]:
    """Fill in languages: from options, else the data, else file names, else by looking at the text."""
    head = list(islice(segments, _SAMPLE))
    from_pair, from_name = languages_of_name(given.target)
    from_source = languages_of_name(given.source)[1] if given.source else None
    told: dict[str, str | None] = {}
    for side, option, name in (
        ("source", given.source_lang, from_pair or from_source),
        ("target", given.target_lang, from_name),
    ):
        column = next((lang for seg in head if (lang := getattr(seg, f"{side}_lang"))), None)
        if option:
            told[side], how = parse_language(option), "option"
        elif column:
            told[side], how = None, "the data"
        elif name:
            told[side], how = name, "file name"
        else:
            texts = [text for seg in head if (text := seg.text(side))]  # type: ignore[arg-type]
            told[side], how = detect_all(texts), "detection"
        lang = told[side] or column
        if lang:
            tags = reading.languages.setdefault(f"{side} by {how}", [])
            if how != "data" and lang not in tags:
                tags.append(lang)
    for segment in chain(head, segments):
        source, target = segment.source_lang, segment.target_lang
        try:
            yield replace(
                segment,
                source_lang=(told["source"] if given.source_lang else None)
                or (parse_language(source) if source else told["source"]),
                target_lang=(told["target"] if given.target_lang else None)
                or (parse_language(target) if target else told["target"]),
            )
        except UsageError as error:
            reading.skip(InputError(str(error), segment.path, segment.line, skippable=True))


def pair_folder(folder: Path, sources: Path | None, references: Path | None, template: Input) -> tuple[Input, ...]:
    """Pair the files of a folder with those of the same name in others.

    The name is what stands before the language and the extension: `summit.en.txt`,
    `summit.es.txt` and `summit.ref2.en.txt` go together. A second folder level in `references`
    (`references/a/`, `references/b/`) holds several references.
    """
    targets = sorted(path for path in folder.iterdir() if path.is_file() and _readable(path))
    if not targets:
        raise InputError("the folder holds no file that tqcheck reads (see `tqcheck list readers`)", str(folder))
    inputs = []
    for path in targets:
        lang = template.target_lang or languages_of_name(path.name)[1]
        source = _partner(path, sources, exclude=lang) if sources else []
        refs = _partner(path, references, only=lang) if references else []
        inputs.append(
            replace(
                template,
                target=str(path),
                source=str(source[0]) if source else None,
                references=tuple(map(str, refs)),
                document=_stem(path) if _is_text(path) else None,
            )
        )
    if references and not any(given.references for given in inputs):
        wanted = _stem(targets[0])
        raise InputError(
            f"no file of {references} goes with one of {folder}"
            f" ('{targets[0].name}' would take '{wanted}.{languages_of_name(targets[0].name)[1] or 'xx'}.txt')",
        )
    return tuple(inputs)


def _readable(path: Path) -> bool:
    suffix = PurePath(path.name.removesuffix(".gz")).suffix
    return path.stem.lower() != "readme" and any(suffix in reader.extensions for reader in READERS)


_TEXT = (".txt", ".article", ".html", ".htm", ".xhtml", ".md", ".markdown")
"""Files that hold one text, of which others may be translations."""


def _is_text(path: Path) -> bool:
    return path.name.removesuffix(".gz").lower().endswith(_TEXT) and path.stem.lower() != "readme"


def _stem(path: Path) -> str:
    name, *rest = path.name.split(".")
    while rest and base(rest[0]) not in LANGUAGES and len(rest) > 1 and not rest[0].startswith("ref"):
        name += "." + rest.pop(0)
    return name


def _partner(path: Path, folder: Path, only: str | None = None, exclude: str | None = None) -> list[Path]:
    found = []
    for candidate in sorted(filter(_is_text, folder.rglob("*.*"))):
        lang = languages_of_name(candidate.name)[1]
        if candidate.resolve() == path.resolve() or _stem(candidate) != _stem(path):
            continue
        if (only and lang and base(only) != lang) or (exclude and lang == base(exclude)):
            continue
        found.append(candidate)
    return found
