"""The nouns: Segment, Document, Batch, Term, Span, Flag, Severity, Result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache
from typing import Any, Concatenate, Literal, ParamSpec, Self, TypeVar, cast

Side = Literal["source", "target"]
Category = Literal[
    "names",
    "garbled",
    "numbers",
    "language",
    "omission",
    "addition",
    "consistency",
    "punctuation",
    "terminology",
    "mistranslation",
]
Verdict = Literal["pass", "review", "fail"]

P = ParamSpec("P")
T = TypeVar("T")


class Severity(IntEnum):
    """MQM's four severities, in order; `weight` is MQM's penalty."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def weight(self) -> int:
        """Return the penalty of one such error: 0, 1, 5 or 25."""
        return (0, 1, 5, 25)[self]

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of one side, in code points of the text as it was read."""

    side: Side
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share a character of the same side; a zero-width span shares what it touches."""
        if self.side != other.side:
            return False
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of translation. `target` is what is judged; all else is evidence and may be absent.

    Languages are BCP 47 tags. `references` are human translations of the source; `back_translation`
    is the target translated back into the source's language, `pseudo_reference` the source translated
    by another engine, which is never taken for a reference.
    """

    id: str
    target: str
    source: str | None = None
    references: tuple[str, ...] = ()
    source_lang: str | None = None
    target_lang: str | None = None
    back_translation: str | None = None
    pseudo_reference: str | None = None
    document: str | None = None
    path: str = ""
    line: int | None = None
    notes: Mapping[str, str] = field(default_factory=dict)

    def having(self, **changes: Any) -> Segment:
        """Return a copy with some fields changed."""
        return replace(self, **changes)

    def text(self, side: Side) -> str:
        """Return the text of one side, empty if there is none."""
        return self.target if side == "target" else self.source or ""

    def available(self) -> frozenset[str]:
        """Return which kinds of evidence stand beside the target."""
        return _evidence(
            source=bool(self.source),
            reference=any(self.references),
            back_translation=bool(self.back_translation),
            pseudo_reference=bool(self.pseudo_reference),
            document=self.document is not None,
            alignment="alignment" in self.notes,
        )


@lru_cache(maxsize=64)
def _evidence(**there: bool) -> frozenset[str]:
    return frozenset(kind for kind, is_there in there.items() if is_there)


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the user's glossary: a term of the source, how it must be translated and how it must not.

    Any of `targets` will do; a term that must be kept has itself there. Languages are BCP 47 tags, empty for any.
    `cased`: capitals must be as they are written here.
    """

    source: str
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    source_lang: str = ""
    target_lang: str = ""
    cased: bool = False


class _Derived:
    """Facts derived from `self` by pure functions, each computed once, whoever asks."""

    __slots__ = ("_facts",)

    def __init__(self) -> None:
        self._facts: dict[object, object] = {}

    def derived(
        self,
        function: Callable[Concatenate[Self, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Return `function(self, *args, **kwargs)`, remembered. The arguments must be hashable."""
        key = (function, args, *sorted(kwargs.items()))
        if key not in self._facts:
            self._facts[key] = function(self, *args, **kwargs)
        return cast(T, self._facts[key])


class Document(_Derived):
    """The segments of one document, in order, and the batch around them.

    `id` is None where the input names no documents: then each segment stands alone.
    """

    __slots__ = ("batch", "id", "segments")

    def __init__(self, id: str | None, segments: Iterable[Segment], batch: Batch) -> None:
        super().__init__()
        self.id = id
        self.segments = tuple(segments)
        self.batch = batch


class Batch(_Derived):
    """Whole documents that are checked together; what rules may know of the text around a segment."""

    __slots__ = ("documents", "glossary", "recognisers", "segments")

    def __init__(
        self, segments: Iterable[Segment], glossary: tuple[Term, ...] = (), recognisers: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self.segments = tuple(segments)
        self.glossary = glossary
        self.recognisers = recognisers
        documents: list[Document] = []
        run: list[Segment] = []
        for segment in self.segments:
            if run and (segment.document is None or segment.document != run[0].document):
                documents.append(Document(run[0].document, run, self))
                run = []
            run.append(segment)
        if run:
            documents.append(Document(run[0].document, run, self))
        self.documents = tuple(documents)


@dataclass(frozen=True, slots=True)
class Flag:
    """One suspected error. `spans[0]` is where to look first; it converts to an MQM error without loss.

    There is always a span in the target: zero-width where something is missing.
    """

    rule: str
    category: Category
    severity: Severity
    message: str
    spans: tuple[Span, ...]
    suggestion: str | None = None

    @property
    def place(self) -> Span:
        """Return the first span that lies in the target."""
        return next(span for span in self.spans if span.side == "target")

    @property
    def source_place(self) -> Span | None:
        """Return the first span that lies in the source, if there is one."""
        return next((span for span in self.spans if span.side == "source"), None)


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name of a document: its forms on each side with their counts, where it first stands, what is wrong with it.

    `first` is the id of a segment; `faults` are the rules that flagged the name.
    """

    name: str
    source: tuple[tuple[str, int], ...] = ()
    target: tuple[tuple[str, int], ...] = ()
    times: int = 0
    first: str = ""
    faults: tuple[str, ...] = ()
    source_lang: str = ""
    target_lang: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What the pipeline yields, one a segment, in input order.

    `scores` holds the segment scores by metric; `stats` the additive statistics behind them. `caveats`
    says, by metric, why a score is missing, was capped or tells less than it seems to. `names` are those of the
    document that begins with the segment; `words` are those of a flagged segment's source and target that
    correspond: start and end in the source, start and end in the target.
    """

    segment: Segment
    flags: tuple[Flag, ...]
    verdict: Verdict
    scores: Mapping[str, float] = field(default_factory=dict)
    stats: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    caveats: Mapping[str, str] = field(default_factory=dict)
    names: tuple[NameEntry, ...] = ()
    words: tuple[tuple[int, int, int, int], ...] = ()
