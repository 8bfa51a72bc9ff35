"""What is wrong with the names of a document, going by all that stands beside it."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tqcheck.model import Batch, Document, Segment, Span
from tqcheck.text import abroad, eastern
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.embeddings import encode_apart, knows, unavailable
from tqcheck.text.entities import NOTHING, Named, Places, recognised
from tqcheck.text.finding import Finding
from tqcheck.text.heardnames import HeardNames, heard_names
from tqcheck.text.hearing import heard
from tqcheck.text.holes import holes
from tqcheck.text.inflection import stem
from tqcheck.text.judging import judge
from tqcheck.text.knownnames import known_names
from tqcheck.text.languages import base, language
from tqcheck.text.matching import Habits, Matching, derived, match
from tqcheck.text.mending import mended
from tqcheck.text.mentions import atoms, capitalised, commonness, fold, folds
from tqcheck.text.renderings import Renderings, learned
from tqcheck.text.roundtrip import name_in_target
from tqcheck.text.smallcase import Capitals, capitals, small_alone, small_here
from tqcheck.text.transliteration import likeness, sounds
from tqcheck.text.unmeant import unmeant
from tqcheck.text.witnesses import Comparison, comparisons
from tqcheck.text.wordalignment import likest


def findings(document: Document) -> tuple[tuple[Finding, ...], ...]:
    """Return what is wrong with the names of each segment of a document, the surest finding of each place."""
    habits = document.batch.derived(_habits)
    entities = document.batch.derived(recognised)
    renderings = document.batch.derived(learned)
    crossed = document.batch.derived(heard_names)
    written = document.batch.derived(capitals)
    return tuple(
        tuple(
            finding
            for finding in _findings(segment, doubted, habits, entities, renderings, crossed, written)
            if finding.fault != "replaced"
            or (fold(finding.name), fold(finding.expected)) not in document.derived(_full_names)
            # A translator who knows of whom the text speaks may say it
            if finding.fault != "added" or document.derived(_told)[fold(finding.name)] < 2
            # Where the name was told, a pronoun may stand for it, but not a hole
            if finding.fault != "missing"
            or not any(document.derived(_told)[form] for form in _forms_of(finding, segment, habits))
            or _in_hole(finding, segment)
        )
        for segment, doubted in zip(document.segments, unmeant(document.segments), strict=True)
    )


def _in_hole(finding: Finding, segment: Segment) -> bool:
    """Tell whether a name is missing where a word leads up to nothing."""
    return any(hole.at == finding.there[0] for hole in holes(segment.target, base(segment.target_lang)))


def _full_names(document: Document) -> frozenset[tuple[str, str]]:
    """Return the pairs of names that stand beside each other, both ways: one person may go by either."""
    return frozenset(
        couple
        for segment in document.segments
        for lang, text in ((segment.source_lang, segment.source), (segment.target_lang, segment.target))
        for one, two in itertools.pairwise(capitalised(text or "", base(lang)))
        if two.start == one.end + 1
        for couple in ((one.fold, two.fold), (two.fold, one.fold))
    )


def _told(document: Document) -> Counter[str]:
    """Return in how many of a document's targets each word stands, folded."""
    return Counter(
        word for segment in document.segments for word in set(folds(segment.target, base(segment.target_lang)))
    )


def _habits(batch: Batch) -> dict[tuple[str, str, str], Habits]:
    matchings: defaultdict[tuple[str, str, str], list[Matching]] = defaultdict(list)
    for segment in batch.segments:
        for kind, here, there, lang_a, lang_b in comparisons(segment):
            matchings[kind, lang_a, lang_b].append(match(here, there, lang_a, lang_b))
    found = {key: Habits(*key[1:]) for key in matchings}
    for key, habits in found.items():
        habits.learn(matchings[key])
    return found


def _findings(
    segment: Segment,
    doubted: Sequence[Finding],
    habits: dict[tuple[str, str, str], Habits],
    entities: Mapping[tuple[str, str], Places],
    renderings: dict[tuple[str, str], Renderings],
    crossed: dict[tuple[str, str], HeardNames],
    written: dict[str, Capitals],
) -> Iterator[Finding]:
    compared = list(comparisons(segment))
    found = [finding for one in compared for finding in _by_comparison(one, segment, habits, entities)]
    if any(comparison.kind == "source" for comparison in compared):
        known = {finding.there for finding in found} | {finding.here for finding in found if finding.here}
        found += [finding for finding in doubted if known.isdisjoint((finding.there, finding.here))]
    names = crossed.get((base(segment.source_lang), base(segment.target_lang))) if segment.source else None
    found = [finding for finding in found if not _contradicted(finding, segment, compared)]
    found = [finding for finding in found if not (names and _is_heard(finding, names, segment))]
    found = [finding for finding in found if not _is_told(finding, found)]
    found = list({(finding.fault, finding.there): finding for finding in reversed(found)}.values())[::-1]
    yield from found
    by_sound: list[Finding] = []
    if (usual := renderings.get((base(segment.source_lang), base(segment.target_lang)))) and segment.source:
        by_sound += [
            finding for finding in usual.judge(segment.source, segment.target) if not eastern.is_there(finding, segment)
        ]
    if names:
        here = {finding.here for finding in found if finding.here}
        by_sound += [finding for finding in abroad.judge(names, segment) if finding.here not in here]
    others = (
        *by_sound,
        *mended(segment, written.get(base(segment.target_lang))),
        *small_alone(segment),
        *small_here(segment, written.get(base(segment.target_lang))),
    )
    known_places = {finding.there for finding in found}
    for finding in others:
        start, end = finding.there
        if start == end or finding.there not in known_places:  # two names may be lost at one place
            known_places.add(finding.there)
            yield finding


def _by_comparison(
    comparison: Comparison,
    segment: Segment,
    habits: dict[tuple[str, str, str], Habits],
    entities: Mapping[tuple[str, str], Places],
) -> Iterator[Finding]:
    kind, here, there, lang_a, lang_b = comparison
    named = Named(entities.get((lang_a, here)), entities.get((lang_b, there))) if entities else NOTHING
    matching = match(here, there, lang_a, lang_b)
    for finding in judge(matching, habits[kind, lang_a, lang_b], lang_a, lang_b, (here, there), named):
        told = name_in_target(segment, finding) if kind == "back-translation" else finding
        if told:
            yield told._replace(evidence=kind)


def _is_told(finding: Finding, others: Sequence[Finding]) -> bool:
    """Tell whether what a back-translation shows was seen without it."""
    return finding.evidence == "back-translation" and any(
        other.evidence != "back-translation"
        and (other.there == finding.there or (other.evidence == "source" and other.here == finding.here))
        for other in others
    )


def _is_heard(finding: Finding, names: HeardNames, segment: Segment) -> bool:
    """Tell whether a name of the source that seems to be lost is there, by how scripts spell it."""
    if finding.fault not in ("missing", "replaced") or finding.evidence != "source" or not finding.here:
        return False
    start, end = finding.here
    for place in names.places(segment):
        name = place.found and (place.atom if names.side == "source" else place.found)
        if name and name.start < end and start < name.end:
            return True
    return False


def _contradicted(finding: Finding, segment: Segment, compared: Sequence[Comparison]) -> bool:
    """Tell whether another text beside the target has the word as the target has it, or lacks the name too."""
    if _came_back(finding, segment, compared) or _said_by_source(finding, segment):
        return True
    if finding.fault == "replaced" and _rather_meant(finding, segment, compared):
        return True
    if finding.fault in ("missing", "replaced") and not _shown(finding, compared):
        return True
    if finding.fault == "missing":
        return False
    word = segment.target[slice(*finding.there)]
    return any(atom.text == word for c in compared for atom in atoms(c.here, c.lang_here))


_FREE = {"missing": 0.975, "replaced": 0.9}
"""How sure a finding must be beside a reference if the source, without capitals, does not show the name that it has."""


def _shown(finding: Finding, compared: Sequence[Comparison]) -> bool:
    """Tell whether the other texts beside the target have the name that it lacks, too: a reference alone may be free."""
    name = fold(finding.expected)
    for kind, text, _, lang, other in compared:
        if kind in (finding.evidence, "back-translation") or (finding.fault == "replaced" and kind != "source"):
            continue
        known = {code for _, _, codes in known_names(finding.expected, other) for code in codes}
        if any(not known.isdisjoint(codes) for _, _, codes in known_names(text, lang)):
            continue
        if language(lang).script in CASED:
            if not any(_same_name(name, word.fold) for word in atoms(text, lang)):
                return False
        elif finding.sure < _FREE[finding.fault] and heard(finding.expected, text, lang).alike < 0.6:
            return False
    return True


def _said_by_source(finding: Finding, segment: Segment) -> bool:
    """Tell whether a source of another script vouches for what a reference spells otherwise, or has not at all.

    Arestovich and Arestovych are read alike, and a reference may be free; a letter doubled is no spelling.
    """
    if finding.evidence not in ("reference", "pseudo-reference") or not segment.source:
        return False
    source_lang = base(segment.source_lang)
    if language(source_lang).script == language(segment.target_lang).script:
        words = atoms(segment.source, source_lang) if finding.fault in ("replaced", "added") else ()
        return any(_same_name(fold(finding.name), word.fold) for word in words)
    if finding.fault in ("replaced", "added"):
        return heard(finding.name, segment.source, source_lang).alike >= 0.85
    if finding.fault != "misspelled" or len(finding.name) > len(finding.expected):
        return False
    if sounds(finding.name)[0] == sounds(finding.expected)[0]:
        return True
    said = heard(finding.name, segment.source, source_lang).alike
    return said >= max(0.85, heard(finding.expected, segment.source, source_lang).alike)


_MEANT = 0.2
"""The likeness from which a source may mean a word of the target; half of those that replaced a name have less than 0.14."""


def _rather_meant(finding: Finding, segment: Segment, compared: Sequence[Comparison]) -> bool:
    """Tell whether the source means the word of the target more than what a reference has in its place: Nguyen, Ruan."""
    source, langs = segment.source, (segment.source_lang, segment.target_lang)
    if finding.evidence not in ("reference", "pseudo-reference") or not source or not knows(*langs) or unavailable():
        return False
    word = likest(segment.target, Span("target", *finding.there), source, encode_apart) or 0.0
    return word >= _MEANT and any(
        word > (likest(c.here, Span("target", *finding.here), source, encode_apart) or 0.0)
        for c in compared
        if finding.here and c.kind == finding.evidence and c.here[slice(*finding.here)] == finding.expected
    )


def _came_back(finding: Finding, segment: Segment, compared: Sequence[Comparison]) -> bool:
    """Tell whether the back-translation has a name of the source that seemed to be lost: then the target has it.

    An engine may mend a slip of the pen, but only to what it knows: a form that the target's language has is none.
    """
    if finding.evidence != "source" or not finding.here or finding.fault == "lowercased":
        return False
    if finding.fault == "misspelled" and not commonness(finding.name, base(segment.target_lang)):
        return False
    name = fold((segment.source or "")[slice(*finding.here)])
    lost = set() if finding.fault == "missing" else {fold(finding.name)}
    return any(
        name in (words := {atom.fold for atom in atoms(c.there, c.lang_there)}) and lost.isdisjoint(words)
        for c in compared
        if c.kind == "back-translation"
    )


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
