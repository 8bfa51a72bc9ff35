"""A name that the target's language has its own form of, left as it is in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.gazetteer import cities
from tqcheck.text.inflection import inflects
from tqcheck.text.knownnames import forms_of, known_names
from tqcheck.text.languages import base, language
from tqcheck.text.mentions import Atom, atoms, commonness, fold

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
            own = None if name in done else _own_form(name, codes, lang_source, lang)
            done.add(name)
            if own is None or any(name in reference for reference in segment.references):
                continue
            if any(target[known.start : known.end] != name and not known.codes.isdisjoint(codes) for known in named):
                continue
            for at, word in enumerate(words):
                if word.text == name and not _in_longer_name(words, at, copied) and not _marked_off(target, word):
                    yield self.flag(
                        f"'{name}' is '{own}' in {language(lang).name}",
                        (word.start, word.end),
                        Span("source", start, end),
                        suggestion=own,
                    )


def _own_form(name: str, codes: frozenset[str], lang: str, other: str) -> str | None:
    """Return what the other language surely calls a name of a language, if it is something else."""
    here = fold(name)
    # A city is known by all its names together, so this must be one that the language uses
    usual_here = commonness(name, lang) >= _USUAL_CITY
    sure = [
        code
        for code in sorted(codes)
        if not code.startswith("language")
        and (any(fold(form) == here for form in forms_of(code, lang)) or (usual_here and here in cities("Latn").codes))
    ]
    forms = [form for code in sure for form in forms_of(code, other)]
    if any(here in fold(form) or inflects(fold(form), here, other, other) for form in forms):
        return None
    own = max(forms, key=lambda form: commonness(form, other), default="")
    return own if commonness(own, other) >= max(_USUAL, commonness(name, other) + _RARER) else None


def _in_longer_name(words: Sequence[Atom], at: int, copied: set[str]) -> bool:
    """Tell whether what stands beside a word is copied, too, or has a capital as the word of a name would."""
    beside = [words[i] for i in (at - 1, at + 1) if 0 <= i < len(words)]
    return any(
        word.text in copied or (word.capital and not word.opens and not words[at].text.isupper()) for word in beside
    )


def _marked_off(text: str, word: Atom) -> bool:
    return text[word.end : word.end + 1] == "-" or _QUOTED_RE.search(text[: word.start]) is not None
