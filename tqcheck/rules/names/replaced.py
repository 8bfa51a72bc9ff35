"""Another name than the source's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.characters import main_script
from tqcheck.text.names import findings


class Replaced(Rule):
    """Where the source has one name, the translation has another.

    A name of the source is nowhere in the target, and in its place stands a name that the source does not
    have. Names that languages translate (Londres, Cologne) are recognised by how they are rendered elsewhere in
    the batch and left alone. A name too many is `names.added`'s. Where it is less sure, or where the name was heard
    across scripts, the flag is major.
    """

    category: ClassVar = "names"
    mqm: ClassVar = "accuracy/mistranslation/named-entity"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("source|reference",)

    surely: float = 0.92
    """How sure it must be to be critical, by which a text fails: of planted errors four in five are, of alarms a third."""

    bad: ClassVar = (
        Example("Third was the Austrian Stefan ⟦Shelton⟧.", "Dritter wurde der Österreicher Stefan ⟦Huber⟧.", "de-en"),
        Example("Yesterday ⟦Robinson⟧ denied the report.", "Ayer, ⟦Kowalski⟧ negó el informe.", suggestion="Kowalski"),
        Example("In March, ⟦Norway⟧ sold the ships.", "Im März verkaufte ⟦Chile⟧ die Schiffe.", "de-en"),
        Example(
            "Yesterday ⟦Robinson⟧ denied the report.",
            "Вчера ⟦Кузьмин⟧ опроверг сообщение.",
            "ru-en",
            back_translation="Вчера Робинсон опроверг сообщение.",
        ),
        Example("Вчера ⟦Dunmore⟧ опроверг сообщение.", "Yesterday ⟦Johannesburg⟧ denied the report.", "en-ru"),
    )
    good: ClassVar = (
        Example("上周我国举行了选举。", "Elections were held in China last week.", "en-zh"),
        Example("She works at the museum in Olomouc.", "Pracuje v olomouckém Muzeu.", "cs-en"),
        Example("Peir unnu Danmerkurmótið í gær.", "They won the tournament of Denmark yesterday.", "en-is"),
        Example("Mr. Hartwig declined to comment.", "Jonas Hartwig lehnte eine Stellungnahme ab.", "de-en"),
        Example("He was in Bergen, Norway.", references=("He was in Norway, in Bergen.",)),
        Example("Yesterday Kowalski denied it in Cologne.", "Ayer, Kowalski lo negó en Colonia."),
        Example(
            "Tegnap Károly király és Ferenc pápa beszélt.", "King Charles and Pope Francis spoke yesterday.", "en-hu"
        ),
        Example("Včera vyhrál Nizozemec.", "A Dutchman won yesterday.", "en-cs"),
        Example("The White House kept silent.", "La Casa Blanca guardó silencio."),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, found in enumerate(document.derived(findings)):
            for finding in found:
                if finding.fault == "replaced":
                    # In another script a name is heard, not read: less sure, and nothing to put in its place
                    alike = main_script(finding.name) == main_script(finding.expected)
                    flag = self.flag(
                        f"'{finding.name}' stands where the {finding.beside} has '{finding.expected}'{finding.shown}",
                        *finding.spans,
                        suggestion=finding.expected if alike else None,
                        severity=self.severity if alike and finding.sure >= self.surely else Severity.MAJOR,
                    )
                    yield index, flag
