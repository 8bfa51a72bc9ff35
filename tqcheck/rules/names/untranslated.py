"""A name that the target's language has its own form of, left as it is in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.gazetteer import cities, folded
from tqcheck.text.inflection import inflects
from tqcheck.text.knownnames import forms_of, known_names
from tqcheck.text.languages import base, language
from tqcheck.text.mentions import Atom, atoms, commonness

_USUAL = 2.5
"""How common, on the Zipf scale, the target language's own form must be …"""
_RARER = 1.0
"""… and how much rarer there what stands in its place: ten times."""
_USUAL_CITY = 3.5
_QUOTED_RE = regex.compile(r"""(?<!\p{L})["“„«‘'(\[]\s*$""")


class Untranslated(Rule):
    """A country, a city or an organisation is called in the target as in the source, though it has a name there.

    `OTAN` in an English text, `Deutschland` in a French one. Only where the language's own form is known and at least
    ten times as common in it; what stands in brackets, in quotation marks or in a longer name that is kept whole
    (*Alternative für Deutschland*) is left alone, and so is what stands beside its translation or in a reference.
    Source: CLDR, GeoNames and a table of organisations.
    """

    category: ClassVar = "names"
    mqm: ClassVar = "accuracy/untranslated"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("source",)
    yields_to: ClassVar = ("language",)

    bad: ClassVar = (
        Example("Finland joined ⟦OTAN⟧ last year.", "Finlandia se unió a la ⟦OTAN⟧ el año pasado.", suggestion="NATO"),
        Example("The minister went to ⟦München⟧.", "Der Minister fuhr nach ⟦München⟧.", "de-en", suggestion="Munich"),
        Example("L'⟦IMF⟧ ha prestato denaro.", "The ⟦IMF⟧ has lent money.", "en-it", suggestion="FMI"),
        Example("Il a quitté ⟦Deutschland⟧ hier.", "Er hat gestern ⟦Deutschland⟧ verlassen.", "de-fr"),
        Example(
            "Přijeli z ⟦Germany⟧ a z Polska.", "They came from ⟦Germany⟧ and Poland.", "en-cs", suggestion="Německo"
        ),
        Example(
            "Viajó a ⟦North Korea⟧ ayer.",
            "He travelled to ⟦North Korea⟧ yesterday.",
            "en-es",
            suggestion="Corea del Norte",
        ),
    )
    good: ClassVar = (
        Example("Die NATO und die UN berieten.", "NATO and the UN conferred.", "en-de"),
        Example("The party Alternative für Deutschland won.", "Die Alternative für Deutschland gewann.", "de-en"),
        Example("He reads Deutschland heute.", "Er liest Deutschland heute.", "de-en"),
        Example("NATO (OTAN) agreed.", "La OTAN aceptó."),
        Example("Rangers host Rapid in the Europa League.", "Los Rangers reciben al Rapid en la Liga Europa."),
        Example("Agents of Komňa met English.", "Agenti Komňa potkali English.", "cs-en"),  # no Como, no language
        Example("L'équipe de Jordan a gagné.", "Jordan's team won.", "en-fr"),  # a man as well as a kingdom
        Example("Un hombre de la OTAN", "One man of NATO", "en-es"),
        Example("Lo dijo el New York Times.", "The New York Times said so.", "en-es"),
        Example("The film 'Deutschland' ran.", "Der Film 'Deutschland' lief.", "de-en"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        source, target = segment.source or "", segment.target
        lang, lang_source = base(segment.target_lang), base(segment.source_lang)
        if lang == lang_source or language(lang).script != language(lang_source).script:
            return  # in another script it is seen at once, and a rule of its own sees it
        named, words = known_names(target, lang), atoms(target, lang)
        copied = {word.text for word in atoms(source, lang_source)}
        done: set[str] = set()
        for start, end, codes in known_names(source, lang_source):
            name = source[start:end]
            # U.S. is no word, so nothing tells how common it is
            own = None if name in done or "." in name else _own_form(name, codes, lang_source, lang)
            done.add(name)
            if own is None or any(name in reference for reference in segment.references):
                continue
            if any(target[known.start : known.end] != name and not known.codes.isdisjoint(codes) for known in named):
                continue
            for first, last in _occurrences(name, words):
                place = words[first].start, words[last].end
                if not _in_longer_name(words, first, last, copied) and not _marked_off(target, *place):
                    yield self.flag(
                        f"'{name}' is '{own}' in {language(lang).name}",
                        place,
                        Span("source", start, end),
                        suggestion=own,
                    )


def _occurrences(name: str, words: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of the words that a name stands in, letter by letter."""
    parts = [part.text for part in atoms(name, "")]
    for at in range(len(words) - len(parts) + 1):
        if [word.text for word in words[at : at + len(parts)]] == parts:
            yield at, at + len(parts) - 1


def _own_form(name: str, codes: frozenset[str], lang: str, other: str) -> str | None:
    """Return what the other language surely calls a name of a language, if it is something else."""
    here = folded(name)
    # A city is known by all its names together, so this must be one that the language uses
    usual_here = _usual(name, lang) >= _USUAL_CITY
    sure = [
        code
        for code in sorted(codes)
        if not code.startswith("language")
        and (
            any(folded(form) == here for form in forms_of(code, lang)) or (usual_here and here in cities("Latn").codes)
        )
    ]
    forms = [form for code in sure for form in forms_of(code, other)]
    if any(here in folded(form) or inflects(folded(form), here, other, other) for form in forms):
        return None
    # Of an organisation's names the usual one stands first
    own = max(
        (form for code in sure for form in forms_of(code, other)[:1]), key=lambda form: _usual(form, other), default=""
    )
    return own if own and _usual(own, other) >= max(_USUAL, _usual(name, other) + _RARER) else None


def _usual(name: str, lang: str) -> float:
    """Return how common the rarest word of a name is in a language, articles and the like apart."""
    rated = {word.text: commonness(word.text, lang) for word in atoms(name, lang)}
    return min((rate for word, rate in rated.items() if len(word) > 3), default=min(rated.values(), default=0.0))


def _in_longer_name(words: Sequence[Atom], first: int, last: int, copied: set[str]) -> bool:
    """Tell whether what stands beside a name is copied, too, or has a capital as the word of a name would."""
    beside = [words[i] for i in (first - 1, last + 1) if 0 <= i < len(words)]
    acronym = first == last and words[first].text.isupper()
    return any(word.text in copied or (word.capital and not word.opens and not acronym) for word in beside)


def _marked_off(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] == "-" or _QUOTED_RE.search(text[:start]) is not None
