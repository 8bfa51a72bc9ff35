"""Which names of one text are misspelt, replaced or missing in another, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tqcheck.text.capitals import has_capital
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.entities import NOTHING, Named
from tqcheck.text.finding import Finding
from tqcheck.text.inflection import declines, stem
from tqcheck.text.knownnames import known_names
from tqcheck.text.languages import language
from tqcheck.text.lexicon import frequencies, lexicon
from tqcheck.text.losses import Loss, loss, swap
from tqcheck.text.matching import Habits, Matching, Pair, beside_same, slips, undeclined
from tqcheck.text.mending import neighbours
from tqcheck.text.mentions import NOUNS_CAPITAL, Atom, commonness
from tqcheck.text.namehood import likely_name
from tqcheck.text.smallcase import lowered
from tqcheck.text.transliteration import likeness


def judge(
    matching: Matching, habits: Habits, lang_a: str, lang_b: str, texts: tuple[str, str], named: Named = NOTHING
) -> Iterator[Finding]:
    """Yield what is wrong with the names of the second text, going by the first and by the batch's habits."""
    a, b = matching.here, matching.there
    slipped: set[int] = set()
    for pair in matching.pairs:
        name, word = a[pair.here], b[pair.there]
        if pair.kind == "near":
            if (sure := _misspelt(matching, pair, habits, lang_a, lang_b)) > 0:
                meant = name.text
                if declines(lang_a) and not declines(lang_b):
                    meant = meant[: len(undeclined(name.fold, word.fold)) or len(meant)]
                yield Finding("misspelled", (name.start, name.end), (word.start, word.end), word.text, meant, sure)
        elif (sure := lowered(matching, pair, habits, texts[0])) > 0:
            capital = word.text[0].upper() + word.text[1:]
            yield Finding("lowercased", (name.start, name.end), (word.start, word.end), word.text, capital, sure)
        elif pair.kind == "alike" and (usual := _usual_form(name, word, habits, lang_b)):
            yield Finding("misspelled", (name.start, name.end), (word.start, word.end), word.text, usual, 0.8)
    for i in matching.lost:
        for j in matching.strange:
            if j not in slipped and (usual := _usual_form(a[i], b[j], habits, lang_b)):
                slipped |= {j, -1 - i}
                yield Finding("misspelled", (a[i].start, a[i].end), (b[j].start, b[j].end), b[j].text, usual, 0.8)
    lost = [i for i in (*matching.lost, *matching.again) if -1 - i not in slipped]
    losses = {i: loss(matching, i, habits, texts, named) for i in lost}
    exchanged = _exchanged(matching, losses, slipped, habits, texts, named)
    for (i, j), odds in exchanged.items():
        yield _instead(matching, i, j, odds)
    strange = [j for j in matching.strange if j not in slipped and all(j != other for _, other in exchanged)]
    if language(lang_b).script in CASED:
        left = {i: lost for i, lost in losses.items() if all(i != one for one, _ in exchanged)}
        yield from _missing(matching, left, strange, habits, texts[1])


def _exchanged(
    matching: Matching, losses: dict[int, Loss], slipped: set[int], habits: Habits, texts: tuple[str, str], named: Named
) -> dict[tuple[int, int], float]:
    """Return the names of the first text and the words of the second that replaced them, with the odds of each pair."""
    a, b = matching.here, matching.there
    strange = [j for j in matching.strange if j not in slipped and _may_replace(b[j], habits)]
    rated = sorted(
        (-odds, i, j)
        for i, lost in losses.items()
        for j in (strange if lost.hole is None else ())
        if likeness(a[i].fold, b[j].fold) < 0.45
        and (odds := swap(matching, i, j, lost, habits, texts, named)) >= max(REPLACED, lost.odds - RATHER_LOST)
    )
    found: dict[tuple[int, int], float] = {}
    for cost, i, j in rated:
        if not any(i == one or j == other for one, other in found):
            found[i, j] = -cost
    return found


def _missing(
    matching: Matching, losses: dict[int, Loss], strange: list[int], habits: Habits, text: str
) -> Iterator[Finding]:
    """Yield the names that the second text lost; if a strange word stands just there, that it has replaced one."""
    a, b = matching.here, matching.there
    spare = SPARE * min(2, sum(foreignness(b[j], habits) > 0.5 for j in strange))
    replacing: set[int] = set()
    for i, lost in losses.items():
        odds = lost.odds + spare
        at = _place(matching, i, text) if lost.hole is None else lost.hole
        near = [j for j in strange if j not in replacing and b[j].start - NEAR <= at <= b[j].end + NEAR]
        if (
            odds >= MISSING - 1
            and lost.hole is None
            and len(near) == 1
            and b[near[0]].marked
            and _may_replace(b[near[0]], habits)
        ):
            replacing.add(near[0])
            yield _instead(matching, i, near[0], odds)
        elif odds >= MISSING:
            yield Finding("missing", (a[i].start, a[i].end), (at, at), a[i].text, a[i].text, _probability(odds))


def _instead(matching: Matching, i: int, j: int, odds: float) -> Finding:
    name, word = matching.here[i], matching.there[j]
    places = (name.start, name.end), (word.start, word.end)
    return Finding("replaced", *places, word.text, name.text, _probability(odds))


def _may_replace(word: Atom, habits: Habits) -> bool:
    """Tell whether a capitalised word can be a name that stands for another: not Mr, EU, The or, of a name heard, ЗСУ."""
    if not habits.same_script and word.text.isupper():
        return False
    return len(word.text) > 2 and commonness(word.text, habits.lang_there) < 5.8


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


REPLACED = 1.0
"""Log-odds from which a name is said to stand in place of another, unless it is …"""
RATHER_LOST = 2.0
"""… by this much less likely than that the other was lost …"""


MISSING = 1.75
"""… and from which it is said to be lost."""


SPARE = -0.5
"""Log-odds that each word which may stand for a name takes from its loss."""


NEAR = 3
"""Characters between where a lost name should stand and another that stands there instead."""


def expectation(name: Atom, habits: Habits) -> float:
    """Return how likely a name of the first text is to stand in the second in a form we would know, 0 to 1."""
    like = likely_name(name, habits.lang_here, habits.lang_there)
    key = habits.here(name.fold)
    seen, kept = habits.seen[key] - 1, habits.kept[key]
    usual = (1 if name.marked else 0.85) * (1 if habits.same_script else 0.8)
    # German capitals promise nothing
    floor = 0.4 if habits.lang_here not in NOUNS_CAPITAL else 0.1
    return (floor + (1 - floor) * like) * (kept + 3 * usual) / (max(seen, kept) + 3)


def foreignness(word: Atom, habits: Habits) -> float:
    """Return how likely a capitalised word of the second text is a name that must come from the first."""
    like = likely_name(word, habits.lang_there, habits.lang_here, foreign=True)
    key = habits.there(word.fold)
    stood, carried = habits.stood[key] - word.marked, habits.carried[key]
    known = habits.same_script or has_capital(word.text, habits.lang_there)
    usual = (0.9 if word.marked else 0.6) if known else 0.3
    return (0.2 + 0.8 * like) * (carried + 2 * usual) / (max(stood, carried) + 2)


_RARER = 0.8
"""By how much, on the Zipf scale, a name is commoner in the target's language than what it has there if that is a slip."""


def _misspelt(matching: Matching, pair: Pair, habits: Habits, lang_a: str, lang_b: str) -> float:
    """Return how sure it is that a near form of a name is a slip, and none of the language's own."""
    name, word = matching.here[pair.here], matching.there[pair.there]
    if not word.capital or not name.text.isalpha() or name.text.isupper() or word.text.isupper():
        return 0.0
    if habits.forms[habits.here(name.fold)][word.fold] or respelt(name.fold) == respelt(word.fold):
        return 0.0
    if not habits.same_script and name.marked:
        return 0.7  # kept in its own script, so kept letter by letter
    kept, expected = habits.kept[habits.here(name.fold)], expectation(name, habits)
    swapped = sorted(name.fold) == sorted(word.fold)
    if kept < 2 and not swapped and name.fold.rstrip("aeiou") == word.fold.rstrip("aeiou"):
        return 0.0  # the language's own ending: Russophobia, Russophobie
    if word.fold.startswith(name.fold) and word.fold[len(name.fold)] != name.fold[-1]:
        return 0.0  # what is made from the name: Caledonia, Caledonians
    if len(name.fold) < 4 and kept < 2:
        return 0.0
    known = max(commonness(word.fold, lang_b), commonness(word.text, lang_b))
    if known >= 1.5:
        # Corea, Brême, Universität: a form of the language, unless the name is always kept, and so is its neighbour
        usual = max(commonness(name.fold, lang_b), commonness(name.text, lang_b))
        firm = kept >= 3 and expected >= 0.7 and (known <= usual or beside_same(matching, pair))
        inside = swapped or name.fold[-1] == word.fold[-1]  # what ends otherwise may be the language's own form
        return expected if firm else 0.6 if inside and known < 3 and usual - known >= _RARER else 0.0
    if expected >= 0.5:
        return expected
    if name.fold[-1] == word.fold[-1] and commonness(name.fold, lang_b) - known >= 2:
        return 0.6  # Walther, Wather: even the other language has the name
    unknown = not known and not commonness(word.text, lang_a) and bool(frequencies(lang_b))
    # No language adapts a name by swapping letters, nor makes a word of its own of half a foreign name,
    # nor changes the inside of a known word to one that nobody knows
    inside = (
        len(name.fold) > 5
        and name.fold[0] == word.fold[0]
        and name.fold[-1] == word.fold[-1]
        and lexicon(lang_b).complete
        and commonness(name.text, lang_a) >= 1.5
        and not commonness(word.fold, "en")
    )
    return 0.6 if unknown and (swapped or inside or beside_same(matching, pair)) else 0.0


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
            and not _same_place(form.title(), word.text, lang)  # Danmörk, Danmörku
        ):
            return form.title()
    if often > 1 or commonness(word.fold, lang) or script_of(word.text[0]) == script_of(name.text[0]):
        return None
    alike = likeness(name.fold, word.fold)
    known = [form for form in neighbours(word.fold, lang) if commonness(form, lang) >= 1.5]
    best = max(known, key=lambda form: (likeness(name.fold, form), commonness(form, lang)), default="")
    if best and likeness(name.fold, best) >= max(0.85, alike + 0.03) and stem(best, lang) != trunk:
        return best.title()
    return None


def _same_place(a: str, b: str, lang: str) -> bool:
    """Tell whether two forms are known to name one place."""
    first, second = ({code for found in known_names(form, lang) for code in found.codes} for form in (a, b))
    return not first.isdisjoint(second)


def respelt(fold: str) -> str:
    """Return a folded name without the differences between spellings that are both right: ü and ue, ø and oe."""
    return fold.replace("ue", "u").replace("oe", "o").replace("ae", "a")


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
