"""What is wrong with the names of a document, going by all that stands beside it, and the ledger of its names."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqcheck.model import Batch, Document, Segment
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.finding import Finding
from tqcheck.text.inflection import stem
from tqcheck.text.judging import judge
from tqcheck.text.languages import base
from tqcheck.text.matching import Habits, comparisons, derived, match
from tqcheck.text.mentions import Atom, atoms, fold
from tqcheck.text.namehood import likely_name
from tqcheck.text.renderings import Renderings, learned
from tqcheck.text.smallcase import Capitals, capitals, small_here, small_places
from tqcheck.text.transliteration import likeness


def findings(document: Document) -> tuple[tuple[Finding, ...], ...]:
    """Return what is wrong with the names of each segment of a document, the surest finding of each place."""
    habits = document.batch.derived(_habits)
    renderings = document.batch.derived(learned)
    written = document.batch.derived(capitals)
    beside = {
        couple
        for segment in document.segments
        for lang, text in ((segment.source_lang, segment.source), (segment.target_lang, segment.target))
        if text
        for couple in _full_names(text, base(lang))
    }
    told = Counter(
        fold
        for segment in document.segments
        for fold in {atom.fold for atom in atoms(segment.target, base(segment.target_lang))}
    )
    return tuple(
        tuple(
            finding
            for finding in _findings(segment, habits, renderings, written)
            if finding.fault != "replaced" or (fold(finding.name), fold(finding.expected)) not in beside
            # Where the name was told, a pronoun may stand for it
            if finding.fault != "missing" or not any(told[form] for form in _forms_of(finding, segment, habits))
        )
        for segment in document.segments
    )


def _full_names(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that stand beside each other, both ways: one person may go by either."""
    for one, two in itertools.pairwise(atoms(text, lang)):
        if one.capital and two.capital and two.start == one.end + 1:
            yield one.fold, two.fold
            yield two.fold, one.fold


def _habits(batch: Batch) -> dict[tuple[str, str, str], Habits]:
    found: dict[tuple[str, str, str], Habits] = {}
    for segment in batch.segments:
        for what, text, lang_a, lang_b in comparisons(segment):
            habits = found.setdefault((what, lang_a, lang_b), Habits(lang_a, lang_b))
            habits.learn(match(text, segment.target, lang_a, lang_b))
    return found


def _findings(
    segment: Segment,
    habits: dict[tuple[str, str, str], Habits],
    renderings: dict[tuple[str, str], Renderings],
    written: dict[str, Capitals],
) -> Iterator[Finding]:
    found = [
        finding._replace(evidence=what)
        for what, text, lang_a, lang_b in comparisons(segment)
        for finding in judge(
            match(text, segment.target, lang_a, lang_b), habits[what, lang_a, lang_b], lang_a, lang_b, segment.target
        )
    ]
    others = [(what, atoms(text, lang_a)) for what, text, lang_a, _ in comparisons(segment)]
    found = [finding for finding in found if not _contradicted(finding, segment, others)]
    found = list({(finding.fault, finding.there): finding for finding in reversed(found)}.values())[::-1]
    yield from found
    if (known := renderings.get((base(segment.source_lang), base(segment.target_lang)))) and segment.source:
        yield from known.judge(segment.source, segment.target)
    alone = (*small_places(segment), *small_here(segment, written.get(base(segment.target_lang))))
    known_places = {finding.there for finding in found}
    for finding in alone:
        if finding.there not in known_places:
            known_places.add(finding.there)
            yield finding


def _contradicted(finding: Finding, segment: Segment, others: Sequence[tuple[str, Sequence[Atom]]]) -> bool:
    """Tell whether another text beside the target has the word as the target has it, or lacks the name too."""
    if finding.fault == "missing":
        name = fold(finding.expected)
        return any(
            what != finding.evidence and words and not any(_same_name(name, word.fold) for word in words)
            for what, words in others
        )
    word = segment.target[slice(*finding.there)]
    return any(atom.text == word for _, words in others for atom in words)


def _same_name(a: str, b: str) -> bool:
    if script_of(a[0]) not in CASED or script_of(b[0]) not in CASED:
        return True  # cannot be told, so it is no contradiction
    return a == b or derived(a, b) or likeness(a, b) >= 0.7


def _forms_of(finding: Finding, segment: Segment, habits: dict[tuple[str, str, str], Habits]) -> Iterator[str]:
    """Yield the folded forms by which the target would have the name of a finding."""
    name = fold(finding.expected)
    yield name
    for (what, lang_a, lang_b), known in habits.items():
        if what == finding.evidence and lang_b == base(segment.target_lang):
            yield from known.forms.get(stem(name, lang_a), ())


class Entry(NamedTuple):
    """A name of a document: its forms on each side with their counts, where it first stands, what is wrong with it."""

    name: str
    source_forms: tuple[tuple[str, int], ...]
    target_forms: tuple[tuple[str, int], ...]
    times: int
    first: int
    """The segment in which it first stands."""
    faults: tuple[str, ...]


def ledger(document: Document) -> tuple[Entry, ...]:
    """Return the names of a document, in the order of their first places.

    With a source, a name is what the source has; forms of the target are those that correspond to it. With the target
    alone, names are its capitalised words.
    """
    sources: defaultdict[str, Counter[str]] = defaultdict(Counter)
    targets: defaultdict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, int] = {}
    faults: defaultdict[str, list[str]] = defaultdict(list)
    for index, segment in enumerate(document.segments):
        source_lang, target_lang = base(segment.source_lang), base(segment.target_lang)
        if not segment.source:
            for atom in atoms(segment.target, target_lang):
                if atom.marked and likely_name(atom, target_lang, "") >= 0.8:
                    key = stem(atom.fold, target_lang)
                    targets[key][atom.text] += 1
                    first.setdefault(key, index)
            continue
        matching = match(segment.source, segment.target, source_lang, target_lang)
        standing = {pair.here: matching.there[pair.there].text for pair in matching.pairs}
        for at, atom in enumerate(matching.here):
            if atom.capital and not atom.short and likely_name(atom, source_lang, target_lang) >= 0.8:
                key = stem(atom.fold, source_lang)
                sources[key][atom.text] += 1
                if at in standing:
                    targets[key][standing[at]] += 1
                first.setdefault(key, index)
        for finding in document.derived(findings)[index]:
            if finding.evidence == "source" and finding.here:
                faults[stem(fold(segment.source[slice(*finding.here)]), source_lang)].append(finding.fault)
    return tuple(
        Entry(
            (sources[key] or targets[key]).most_common(1)[0][0],
            tuple(sources[key].most_common()),
            tuple(targets[key].most_common()),
            (sources[key] or targets[key]).total(),
            index,
            tuple(faults[key]),
        )
        for key, index in first.items()
    )
