"""Whole articles: a segment a paragraph where one stands alone, aligned sentence by sentence with what goes with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from tqcheck.errors import InputError, UsageError
from tqcheck.model import Segment
from tqcheck.readers import STDIN, Input, Reader, Reading, Skip, languages_of_name
from tqcheck.readers._article_pages import HTML, MARKDOWN, Page, page_of
from tqcheck.readers._lines import lines, name_of
from tqcheck.text.languages import detect_all, parse_language

if TYPE_CHECKING:
    from tqcheck.alignment.articles import Alignment, Text

TOGETHER = 40
"""Articles that are aligned together, and learn words from one another."""
MOST_SENTENCES = 30_000
"""Sentences of a text that is no article any more, but a corpus."""

Stretch = tuple[int, int]


class Article(Reader):
    """A whole article as plain text, Markdown or HTML, whatever the sentences of its source and references are.

    Alone, each paragraph is a segment. With `--source` or `--reference`, each sentence of the target (or two,
    where they were one in the other text) is a segment beside the stretch of the other text that says the
    same; nothing has to line up. Text files are read so if their line counts differ and they have paragraphs;
    `--reader article` asks for it. What has no counterpart is flagged by `completeness.dropped` and
    `completeness.added`.
    """

    extensions: ClassVar[tuple[str, ...]] = (".article", *HTML, *MARKDOWN)

    def read(self, given: Input, skip: Skip) -> Iterator[Segment]:
        [(_, segments)] = self.read_all([given], Reading())
        yield from segments

    def read_all(self, inputs: Iterable[Input], reading: Reading) -> Iterator[tuple[Input, Iterator[Segment]]]:
        queue = iter(inputs)
        while some := list(islice(queue, TOGETHER)):
            beside = [given for given in some if given.partners]
            together = iter(_together(beside, reading)) if beside else iter(())
            for given in some:
                yield given, next(together) if given.partners else _alone(given)


def _alone(given: Input) -> Iterator[Segment]:
    name = name_of(given.target)
    document = document_of(given)
    if PurePath(given.target.removesuffix(".gz").lower()).suffix not in (*HTML, *MARKDOWN):
        for number, text in lines(given.target, given.encoding):
            if text.strip():
                yield Segment(f"{document}:{number}", text, document=document, path=name, line=number)
        return
    page = page_of(given.target, given.encoding)
    _needs_text(page)
    seen: Counter[int] = Counter()
    for start, end in page.paragraphs:
        line = page.line(start)
        seen[line] += 1
        id = f"{document}:{line}" + (f".{seen[line]}" if seen[line] > 1 else "")
        yield Segment(id, page.text[start:end], document=document, path=name, line=line)


def document_of(given: Input) -> str:
    """Return what an article is called: the name of its file without language and extension."""
    return given.document or PurePath(name_of(given.target)).name.split(".")[0]


def _needs_text(page: Page) -> None:
    if not page.paragraphs:
        raise InputError("there is no text in it", page.path)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A page and where its sentences stand, ready to be aligned."""

    page: Page
    lang: str
    places: tuple[Stretch, ...]
    text: Text

    def stretch(self, start: int, end: int) -> str:
        """Return the text from one sentence to before another."""
        return self.page.text[self.places[start][0] : self.places[end - 1][1]] if start < end else ""


def sentences_of(path: str, encoding: str, lang: str | None) -> Sentences:
    """Return the sentences of the article in a file.

    lang: its language; from the file's name or by looking at it, if None.
    """
    from tqcheck.alignment.articles import Text
    from tqcheck.alignment.sentences import sentences

    if path == STDIN:
        raise UsageError("an article that is to be aligned is read from a file, not from standard input")
    page = page_of(path, encoding)
    _needs_text(page)
    lang = (parse_language(lang) if lang else languages_of_name(path)[1]) or detect_all([page.text[:2000]]) or ""
    places: list[Stretch] = []
    starts: list[bool] = []
    for start, end in page.paragraphs:
        for number, (first, last) in enumerate(sentences(page.text[start:end], lang)):
            places.append((start + first, start + last))
            starts.append(number == 0)
    if len(places) > MOST_SENTENCES:
        raise InputError(
            f"has {len(places):,} sentences, which is no article (give one article a file, or line-aligned"
            " files with --reader plain)",
            path,
        )
    return Sentences(page, lang, tuple(places), Text(tuple(page.text[a:b] for a, b in places), tuple(starts)))


def _together(inputs: list[Input], reading: Reading) -> Iterator[Iterator[Segment]]:
    """Yield the segments of each input, all of them aligned together."""
    from tqcheck.readers._article_units import segments_of

    targets = [sentences_of(given.target, given.encoding, given.target_lang) for given in inputs]
    others = [
        [
            sentences_of(path, given.encoding, given.source_lang if path == given.source else target.lang)
            for path in (given.source, *given.references)
            if path is not None
        ]
        for given, target in zip(inputs, targets, strict=True)
    ]
    found = aligned([(other, target) for target, row in zip(targets, others, strict=True) for other in row])
    for given, target, row in zip(inputs, targets, others, strict=True):
        links = list(islice(found, len(row)))
        for other, alignment in zip(row, links, strict=True):
            if not alignment.related:
                reading.notes.append(
                    f"{given.target} has nothing in common with {other.page.path}: they are not aligned"
                )
        beside = list(zip(row, links, strict=True))
        source = beside.pop(0) if given.source is not None else None
        yield segments_of(document_of(given), target, source, beside)


def aligned(pairs: list[tuple[Sentences, Sentences]]) -> Iterator[Alignment]:
    """Yield the alignment of each pair; those of the same two languages learn from one another."""
    from tqcheck.alignment.articles import align_all

    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, (other, target) in enumerate(pairs):
        groups[other.lang, target.lang].append(index)
    found: dict[int, Alignment] = {}
    for langs, members in groups.items():
        results = align_all([(pairs[index][0].text, pairs[index][1].text) for index in members], langs)
        found.update(zip(members, results, strict=True))
    yield from (found[index] for index in range(len(pairs)))
