"""Quotation marks without a partner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.pairs import QUOTES, Lone, lone_quotes


class Quotes(Rule):
    """A quotation mark lacks its partner.

    A quotation may run over segments: silent where the source is unbalanced in the same way, where a
    neighbour in the document holds the partner, and where a quotation of several paragraphs opens each.
    Without a source, only in a document whose other segments balance.
    """

    category: ClassVar = "punctuation"
    mqm: ClassVar = "fluency/punctuation"
    severity: ClassVar = Severity.MINOR
    yields_to: ClassVar = ("encoding.mojibake",)

    bad: ClassVar = (
        Example('He said ⟦"⟧no and left.', 'Dijo "no" y se fue.'),
        Example("Er sagte: Nein⟦“⟧ und ging.", 'He said "no" and left.', langs="en-de"),
        Example("Газета ⟦«⟧Вести пишет об этом.", 'The newspaper "Vesti" writes.', langs="en-ru"),
        Example("Die ⟦„⟧Geheimwaffe ist Schlaf.", "The 'secret weapon' is sleep.", langs="en-de"),
        Example("⟦“⟧No, he said.", "«No», dijo."),
    )
    good: ClassVar = (
        Example('"We will stay.', "«Nos quedaremos."),  # the source runs on, too
        Example('"We will stay.', "«Nos quedaremos.»", after=(("No nos iremos, dijo.", 'We will not go," he said.'),)),
        Example("»So«, sagte er, „und so“, und ”så”.", "«So», dijo.", langs="es-de"),
        Example("Der Begriff »Schwarm« ist alt, sagte »Anna.« Er ging.", 'The term "swarm" is old.', langs="en-de"),
        Example("«Я сказал: «Стой», — вспоминает он.", "\"I said: 'Stop'\", he recalls.", langs="en-ru"),
        Example("„Bleibt hier, rief sie.", "'Stay here, she cried.", langs="en-de"),
        Example("He is 6'2\" tall.", "Mide 1,88."),
        Example("« Oui », dit-il.", '"Yes", he said.', langs="en-fr"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, segment in enumerate(document.segments):
            lone = lone_quotes(segment.target)
            if not lone:
                continue
            if segment.source:
                if lone_quotes(segment.source) or _odd(segment.source) or _may_run_on(segment.source):
                    continue
            elif not _closes_nothing(document, index):
                continue
            if document.id is not None and _partner_near(document, index, lone):
                continue
            for mark in lone:
                side = "closed" if mark.opening else "opened"
                yield index, self.flag(f"this quotation is never {side}", (mark.start, mark.start + len(mark.mark)))


# Single quotation marks, of which the target may have made double ones; one that closes looks as an apostrophe does.
_OPENING_RE = regex.compile(r"(?:^|[\s(\"“„«])['‘‚‹](?=[\p{L}\p{N}]{2}|\p{Lu}\s|a\s)")
_CLOSING_RE = regex.compile(r"[\p{L}\p{N}.,!?%]['’›](?=[\s.,;:!?)\]\"”»–—-]|$)")
_FAR = 6
"""Segments over which a quotation may run."""


def _may_run_on(source: str) -> bool:
    """Tell whether a source has single quotation marks that do not pair, or pair within double ones.

    Its quotation may run over segments; of two in one another some languages close but one.
    """
    opening = len(_OPENING_RE.findall(source))
    return opening != len(_CLOSING_RE.findall(source)) or (opening > 0 and any(mark in source for mark in QUOTES))


def _odd(text: str) -> bool:
    return text.count('"') % 2 == 1


def _closes_nothing(document: Document, index: int) -> bool:
    """Tell whether all other segments balance, so that no quotation runs over them."""
    return len(document.segments) > 3 and not any(
        lone_quotes(other.target) for at, other in enumerate(document.segments) if at != index
    )


def _partner_near(document: Document, index: int, lone: tuple[Lone, ...]) -> bool:
    """Tell whether a neighbour has the mark that is missing, and its source lacks it as well."""
    opening = lone[0].opening
    around = document.segments[max(0, index - 2) : index] + document.segments[index + 1 : index + 3]
    if any(lone_quotes(segment.target) for segment in around):
        return True  # quotations run over segments here; which mark is the wrong one is a guess
    step = 1 if opening else -1
    for at in range(index + step, index + _FAR * step, step):
        if 0 <= at < len(document.segments):
            other: Segment = document.segments[at]
            partners = lone_quotes(other.target)
            if partners and partners[0].opening != opening:
                return True
    return False
