"""Text that was read in the wrong codec."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.mojibake import find_mojibake


class Mojibake(Rule):
    """Characters were decoded with the wrong codec: `prÃ¼fen` for `prüfen`.

    UTF-8 read as cp1252, Latin-1, cp1251, KOI8-R, Mac Roman, cp437, cp850 or GBK, also twice over and
    with bytes lost; the old codecs of Cyrillic, Greek, Arabic, Hebrew, Thai, Chinese, Japanese and
    Korean read as cp1252. The message names the pair, the suggestion is the text as it was.
    Eastern European Latin read as Western (cp1250 as cp1252) is not looked for.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/character-encoding"
    severity: ClassVar = Severity.MAJOR

    bad: ClassVar = (
        Example("Das Gesetz wird gepr⟦Ã¼⟧ft.", langs="en-de", suggestion="ü"),
        Example("It⟦â€™⟧s late.", suggestion="\N{RIGHT SINGLE QUOTATION MARK}"),
        Example("⟦Ïðèâåò, ìèð⟧", langs="en-ru", suggestion="Привет, мир"),
        Example("⟦Ð¿Ð¾ÐµÐ·Ð´⟧ ушёл", langs="en-ru", suggestion="поезд"),
        Example("Nie wiem, je⟦Å›⟧li zosta⟦Å‚⟧ sam.", langs="en-pl"),
        Example("U to⟦Ä⟧no ⟦Ä⟧etiri sata.", langs="en-hr"),  # the second byte is lost
        Example("⟦Ã–⟧lpreise steigen; Zurück ⟦â†’⟧ Start.", langs="en-de"),
        Example("Вони ⟦Ñ–⟧ ми.", langs="en-uk", suggestion="і"),
        Example("don⟦鈥檛⟧ go", suggestion="\N{RIGHT SINGLE QUOTATION MARK}t"),
        Example("⟦ÊáëçìÝñá⟧", langs="en-el", suggestion="Καλημέρα"),
    )
    good: ClassVar = (
        Example("Das macht Spaß“, sagte er.", langs="en-de"),  # ß and “ are a Syriac letter in UTF-8
        Example("Äpfel für Åsa aus Örebro, im CAFÉ…", langs="en-de"),
        Example("C'est fini…” NÃO É À « Â »", langs="en-fr"),
        Example("«США», СССР…» — РФ»", langs="en-ru"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        for place in find_mojibake(segment.target, segment.target_lang):
            piece = segment.target[place.start : place.end]
            if piece in (segment.source or ""):
                continue
            sure = "\ufffd" not in place.repaired
            yield self.flag(
                f"'{piece}' was read in the wrong codec ({place.codecs})"
                + (f"; it was '{place.repaired}'" if sure else "; some bytes are lost"),
                (place.start, place.end),
                suggestion=place.repaired if sure else None,
            )
