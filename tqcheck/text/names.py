"""What is wrong with the names of a text, going by what it translates and by the rest of the batch."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from tqcheck.model import Batch, Document, Segment
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.exonyms import has_place, places
from tqcheck.text.finding import Finding
from tqcheck.text.inflection import declines, stem
from tqcheck.text.languages import base, language
from tqcheck.text.lexicon import frequencies
from tqcheck.text.matching import Habits, Matching, Pair, derived, match, slips
from tqcheck.text.mentions import NOUNS_CAPITAL, Atom, atoms, commonness, fold
from tqcheck.text.namehood import homeliness, namelike
from tqcheck.text.renderings import Renderings, learned
from tqcheck.text.transliteration import likeness


def findings(document: Document) -> tuple[tuple[Finding, ...], ...]:
    """Return what is wrong with the names of each segment of a document, the surest finding of each place."""
    habits = document.batch.derived(_habits)
    renderings = document.batch.derived(learned)
    capitals = document.batch.derived(_capitals)
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
            for finding in _findings(segment, habits, renderings, capitals)
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


def _comparisons(segment: Segment) -> Iterator[tuple[Literal["source", "reference"], str, str, str]]:
    """Yield the texts that a target is compared with: (what it is, text, its language, the target's language)."""
    lang = base(segment.target_lang)
    if segment.source:
        yield "source", segment.source, base(segment.source_lang), lang
    for reference in segment.references:
        if reference:
            yield "reference", reference, lang, lang


def _habits(batch: Batch) -> dict[tuple[str, str, str], Habits]:
    found: dict[tuple[str, str, str], Habits] = {}
    for segment in batch.segments:
        for what, text, lang_a, lang_b in _comparisons(segment):
            habits = found.setdefault((what, lang_a, lang_b), Habits(lang_a, lang_b))
            habits.learn(match(text, segment.target, lang_a, lang_b))
    return found


def _findings(
    segment: Segment,
    habits: dict[tuple[str, str, str], Habits],
    renderings: dict[tuple[str, str], Renderings],
    capitals: dict[str, Capitals],
) -> Iterator[Finding]:
    found = [
        finding._replace(evidence=what)
        for what, text, lang_a, lang_b in _comparisons(segment)
        for finding in judge(
            match(text, segment.target, lang_a, lang_b), habits[what, lang_a, lang_b], lang_a, lang_b, segment.target
        )
    ]
    others = [(what, atoms(text, lang_a)) for what, text, lang_a, _ in _comparisons(segment)]
    found = [finding for finding in found if not _contradicted(finding, segment, others)]
    yield from found
    if (known := renderings.get((base(segment.source_lang), base(segment.target_lang)))) and segment.source:
        yield from known.judge(segment.source, segment.target)
    alone = (*_small_places(segment), *_small_here(segment, capitals.get(base(segment.target_lang))))
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


class Capitals(NamedTuple):
    """How often the targets of a batch write the stem of a word with a capital, and how often small."""

    capital: Counter[str]
    lower: Counter[str]


def _capitals(batch: Batch) -> dict[str, Capitals]:
    found: dict[str, Capitals] = {}
    for target, tag in dict.fromkeys((segment.target, segment.target_lang) for segment in batch.segments):
        lang = base(tag)
        counts = found.setdefault(lang, Capitals(Counter(), Counter()))
        words = atoms(target, lang)
        counts.capital.update(stem(word.fold, lang) for word in words if word.capital and not word.opens)
        counts.lower.update(stem(word.fold, lang) for word in words if not word.capital)
    return found


def _small_here(segment: Segment, known: Capitals | None) -> Iterator[Finding]:
    """Yield the words that the target writes small here, and the rest of the batch with a capital, always."""
    lang = base(segment.target_lang)
    if known is None or lang in NOUNS_CAPITAL:
        return
    sources = {
        word.fold for _, text, lang_a, _ in _comparisons(segment) for word in atoms(text, lang_a) if not word.capital
    }
    for word in atoms(segment.target, lang):
        if word.capital or len(word.fold) < 4 or word.fold in sources or script_of(word.text[0]) not in CASED:
            continue
        trunk = stem(word.fold, lang)
        if known.capital[trunk] >= 3 * known.lower[trunk] and _is_name(word.text, lang):
            yield Finding(
                "lowercased", None, (word.start, word.end), word.text, word.text.capitalize(), 0.8, "document"
            )


def _is_name(word: str, lang: str) -> bool:
    """Tell whether a word in small letters is hardly a word of the language."""
    common = commonness(word, lang)
    return common < 5 and namelike(word, lang) >= 0.8 and not (common >= 3 and _has_forms(word, lang))


def _small_places(segment: Segment) -> Iterator[Finding]:
    """Yield the places that the target writes small: a country or a city that its language has no common word for."""
    lang = base(segment.target_lang)
    words = atoms(segment.target, lang)
    for first, after, code in places(segment.target, lang):
        word = words[first]
        if (
            after == first + 1
            and not word.capital
            and script_of(word.text[0]) in CASED
            and len(word.text) > 3
            and not code.startswith("language")
            and commonness(word.text, lang) < 3.5
            and has_place(word.text, lang)
            and not _has_forms(word.text, lang)
        ):
            yield Finding(
                "lowercased", None, (word.start, word.end), word.text, word.text.capitalize(), 0.7, "document"
            )


def _forms_of(finding: Finding, segment: Segment, habits: dict[tuple[str, str, str], Habits]) -> Iterator[str]:
    """Yield the folded forms by which the target would have the name of a finding."""
    name = fold(finding.expected)
    yield name
    for (what, lang_a, lang_b), known in habits.items():
        if what == finding.evidence and lang_b == base(segment.target_lang):
            yield from known.forms.get(stem(name, lang_a), ())


def judge(matching: Matching, habits: Habits, lang_a: str, lang_b: str, text_b: str) -> Iterator[Finding]:
    """Yield what is wrong with the names of the second text, going by the first and by the batch's habits."""
    a, b = matching.here, matching.there
    slipped: set[int] = set()
    for pair in matching.pairs:
        name, word = a[pair.here], b[pair.there]
        if pair.kind == "near":
            if (sure := _misspelt(name, word, habits, lang_a, lang_b)) > 0:
                yield Finding("misspelled", (name.start, name.end), (word.start, word.end), word.text, name.text, sure)
        elif (sure := _lowered(matching, pair, habits, lang_a, lang_b)) > 0:
            capital = word.text[0].upper() + word.text[1:]
            yield Finding("lowercased", (name.start, name.end), (word.start, word.end), word.text, capital, sure)
        elif pair.kind == "alike" and (usual := _usual_form(name, word, habits, lang_b)):
            yield Finding("misspelled", (name.start, name.end), (word.start, word.end), word.text, usual, 0.8)
    for i in matching.lost:
        for j in matching.strange:
            if j not in slipped and (usual := _usual_form(a[i], b[j], habits, lang_b)):
                slipped |= {j, -1 - i}
                yield Finding("misspelled", (a[i].start, a[i].end), (b[j].start, b[j].end), b[j].text, usual, 0.8)
    lost = [(i, expectation(a[i], habits)) for i in matching.lost if -1 - i not in slipped]
    strange = [(j, foreignness(b[j], habits)) for j in matching.strange if j not in slipped]
    rated = sorted(
        (-expected * foreign * _same_place(matching, i, j), i, j)
        for i, expected in (*lost, *((i, 0.8 * expectation(a[i], habits)) for i in matching.again))
        for j, foreign in strange
        if expected >= (0.4 if habits.same_script else 0.25) and likeness(a[i].fold, b[j].fold) < 0.45
    )
    replaced: set[int] = set()
    replacing: set[int] = set()
    for cost, i, j in rated:
        if -cost >= (REPLACED if habits.same_script else REPLACED_ABROAD) and i not in replaced and j not in replacing:
            replaced.add(i)
            replacing.add(j)
            yield Finding("replaced", (a[i].start, a[i].end), (b[j].start, b[j].end), b[j].text, a[i].text, -cost)
    spare = [j for j, foreign in strange if j not in replacing and foreign > 0.5]
    for i, expected in lost:
        if (
            expected >= MISSING
            and _familiar(a[i], habits)
            and i not in replaced
            and not spare
            and not _in_part(matching, i)
        ):
            at = _place(matching, i, text_b)
            yield Finding("missing", (a[i].start, a[i].end), (at, at), a[i].text, a[i].text, expected)


REPLACED = 0.42
REPLACED_ABROAD = 0.27  # across scripts fewer words are known, and both must be
MISSING = 0.5


def expectation(name: Atom, habits: Habits) -> float:
    """Return how likely a name of the first text is to stand in the second in a form we would know, 0 to 1."""
    like = _namelike(name, habits.lang_here, habits.lang_there)
    key = habits.here(name.fold)
    seen, kept = habits.seen[key] - 1, habits.kept[key]
    usual = (1 if name.marked else 0.85) * (1 if habits.same_script else 0.8)
    # German capitals promise nothing
    floor = 0.4 if habits.lang_here not in NOUNS_CAPITAL else 0.1
    return (floor + (1 - floor) * like) * (kept + 3 * usual) / (max(seen, kept) + 3)


def foreignness(word: Atom, habits: Habits) -> float:
    """Return how likely a capitalised word of the second text is a name that must come from the first."""
    like = _namelike(word, habits.lang_there, habits.lang_here, foreign=True)
    key = habits.there(word.fold)
    stood, carried = habits.stood[key] - word.marked, habits.carried[key]
    usual = (0.9 if word.marked else 0.6) if habits.same_script else 0.3
    return (0.2 + 0.8 * like) * (carried + 2 * usual) / (max(stood, carried) + 2)


def _namelike(atom: Atom, lang: str, other: str, foreign: bool = False) -> float:
    """Return how likely a capitalised word is a name. A name to be carried over is no word of the other language."""
    if atom.short:
        return 0.1  # initials and acronyms are translated as often as not
    word = atom.text.casefold()
    like = namelike(word, lang, other)
    if not foreign and lang != other and script_of(word[0]) == "Latn" and homeliness(word, other) is not None:
        return min(like, namelike(word, other, lang))
    return like


def _familiar(name: Atom, habits: Habits) -> bool:
    """Tell whether a word is surely a name, and one that this translation carries over: or too rare to be a word."""
    if _namelike(name, habits.lang_here, habits.lang_there) < 0.8:
        return False
    if habits.lang_here in NOUNS_CAPITAL and _has_forms(name.text.casefold(), habits.lang_here, ("n", "en", "e")):
        return False
    key = habits.here(name.fold)
    if language(habits.lang_there).script not in CASED:
        return False  # too little of a sound survives to miss it; see `renderings`
    if habits.kept[key]:
        return 2 * habits.kept[key] >= habits.seen[key] - 1
    if not habits.same_script or not name.marked:
        return False
    # English gives a capital to Kurdish and Presbyterian, too
    return habits.lang_here != "en" or commonness(name.text, "en") < 2.2


def _in_part(matching: Matching, i: int) -> bool:
    """Tell whether the last part of the name is there: `Trump` for `Donald Trump` is no loss."""
    a = matching.here
    return any(pair.kind == "same" and pair.here == i + 1 and a[i + 1].start == a[i].end + 1 for pair in matching.pairs)


def _same_place(matching: Matching, i: int, j: int) -> float:
    """Return how well the places of two words fit, 0 to 1, and more if they stand beside the same names."""
    beside = sum(pair.here - i == pair.there - j and abs(pair.here - i) == 1 for pair in matching.pairs)
    if beside:
        return 1.0 + 0.2 * beside
    return 1 - 0.6 * abs(i / len(matching.here) - j / len(matching.there))


def _misspelt(name: Atom, word: Atom, habits: Habits, lang_a: str, lang_b: str) -> float:
    if not word.capital or not name.text.isalpha() or name.text.isupper() or word.text.isupper():
        return 0.0
    if habits.forms[habits.here(name.fold)][word.fold] or respelt(name.fold) == respelt(word.fold):
        return 0.0
    kept = habits.kept[habits.here(name.fold)]
    if not habits.same_script and name.marked:
        return 0.7  # kept in its own script, so kept letter by letter
    if kept < 2 and name.fold.rstrip("aeiou") == word.fold.rstrip("aeiou"):
        return 0.0  # the language's own ending: Russophobia, Russophobie
    if word.fold.startswith(name.fold) and word.fold[len(name.fold)] != name.fold[-1]:
        return 0.0  # what is made from the name: Caledonia, Caledonians
    expected = expectation(name, habits)
    if len(name.fold) < 4 and kept < 2:
        return 0.0
    known = max(commonness(word.fold, lang_b), commonness(word.text, lang_b))
    usual = max(commonness(name.fold, lang_b), commonness(name.text, lang_b))
    if known >= 1.5 and (kept < 3 or known > usual or expected < 0.7):
        return 0.0  # a form of the language: Corea, Brême, Universität
    return expected if expected >= 0.5 else 0.0


def _usual_form(name: Atom, word: Atom, habits: Habits, lang: str) -> str | None:
    """Return the form of a name that a word is a slip of: one the batch has elsewhere, or one the language has."""
    forms = habits.forms[habits.here(name.fold)]
    if not word.capital or len(word.fold) < 4:
        return None
    often = habits.found[habits.there(word.fold)]
    trunk = stem(word.fold, lang)
    if any(stem(form, lang) == trunk for form in forms if form != word.fold):
        return None
    for form, count in forms.most_common(3) if commonness(word.fold, lang) < 2.5 else ():
        if (
            form != word.fold
            and count > 1
            and habits.found[habits.there(form)] >= 4 * often - 2
            and (slips(stem(form, lang), trunk, lang) or slips(form, word.fold, lang))
        ):
            return form.title()
    if often > 1 or commonness(word.fold, lang) or script_of(word.text[0]) == script_of(name.text[0]):
        return None
    alike = likeness(name.fold, word.fold)
    known = [form for form in _neighbours(word.fold, lang) if commonness(form, lang) >= 1.5]
    best = max(known, key=lambda form: (likeness(name.fold, form), commonness(form, lang)), default="")
    if best and likeness(name.fold, best) >= max(0.85, alike + 0.03) and stem(best, lang) != trunk:
        return best.title()
    return None


@lru_cache(maxsize=4096)
def _neighbours(word: str, lang: str) -> tuple[str, ...]:
    """Return the words of a language one slip away from `word`."""
    words = frequencies(lang)
    letters = sorted({letter for form in itertools.islice(words, 2000) for letter in form if letter.isalpha()})
    found = set()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        found.add(head + tail[1:])
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
        for letter in letters:
            found.add(head + letter + tail)
            found.add(head + letter + tail[1:])
    return tuple(sorted(form for form in found if form != word and form in words))


def respelt(fold: str) -> str:
    """Return a folded name without the differences between spellings that are both right: ü and ue, ø and oe."""
    return fold.replace("ue", "u").replace("oe", "o").replace("ae", "a")


def _lowered(matching: Matching, pair: Pair, habits: Habits, lang_a: str, lang_b: str) -> float:
    name, word = matching.here[pair.here], matching.there[pair.there]
    if word.capital or script_of(word.text[0]) not in CASED:
        return 0.0
    if pair.kind == "inflected" and not declines(lang_b) and word.fold != name.fold + "s":
        return 0.0  # natural → naturales: an adjective
    if pair.kind == "alike" and (
        likeness(name.fold, word.fold) < 0.85 or script_of(name.fold[0]) == script_of(word.fold[0])
    ):
        return 0.0
    trunk = stem(word.fold, lang_b)
    capital, lower = habits.capital_there[trunk], habits.lower_there[trunk] - 1
    common = commonness(name.text, lang_b)
    # What the target's language has as a word, a translator may well write small
    wordlike = pair.kind != "alike" and (
        namelike(name.text.casefold(), lang_b, lang_a) < 0.8
        or commonness(word.text, lang_b) >= 5.5
        or (common >= 3.5 and _has_forms(word.text, lang_b))
    )
    if capital:
        doubtful = (wordlike and (lang_a == lang_b or capital < 3)) or (len(word.fold) < 4 and capital < 3)
        return 0.9 if capital >= 2 * lower and not doubtful else 0.0
    if lower > 0 or habits.lower_here[habits.here(name.fold)] or wordlike or len(word.fold) < 3:
        return 0.0
    if pair.kind == "alike":
        rare = commonness(word.fold, lang_b) < 3 and _namelike(name, lang_a, lang_b) > 0.8
        return 0.7 if name.marked and rare and not _adjective(word.fold) else 0.0
    if any(
        abs(other.here - pair.here) == 1
        and other.there - pair.there == other.here - pair.here
        and matching.there[other.there].capital
        and other.kind == "same"
        for other in matching.pairs
    ):
        return 0.8
    if name.marked and name.text.lower() == word.text and not _has_forms(word.text, lang_b):
        return 0.7 if common < 4 or lang_a != lang_b else 0.0
    return 0.0


def _adjective(word: str) -> bool:
    """Tell whether a Cyrillic word is made from a name by -ск- and is thus written small: трамповский."""
    return regex.search("[сцз]т?[ьк]?к", word) is not None


def _has_forms(word: str, lang: str, endings: tuple[str, ...] = ("s", "es", "e", "a")) -> bool:
    """Tell whether a language has a plural or a feminine of a word about as often: then it is a word, not a name."""
    common = commonness(word, lang)
    return any(commonness(word + ending, lang) > max(1.0, common - 1.3) for ending in endings)


def _place(matching: Matching, lost: int, text: str) -> int:
    """Return where in the second text a lost name should stand: beside what stands beside it in the first."""
    pairs = matching.pairs
    before = max((pair for pair in pairs if pair.here < lost), default=None, key=lambda pair: pair.here)
    after = min((pair for pair in pairs if pair.here > lost), default=None, key=lambda pair: pair.here)
    b = matching.there
    if before and (not after or lost - before.here <= after.here - lost):
        at = before.there + (lost - before.here)
        return b[min(at, len(b)) - 1].end
    if after:
        return b[max(after.there - (after.here - lost), 0)].start
    at = round(lost / len(matching.here) * len(b))
    return b[at].start if at < len(b) else len(text.rstrip())
