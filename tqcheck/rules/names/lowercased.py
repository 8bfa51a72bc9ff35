"""A name without its capital."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.names import findings


class Lowercased(Rule):
    """A name has lost its capital letter.

    The source or the reference writes the same name with one inside a sentence, and so does the rest of
    the text where it occurs again. What the target's language writes small (`mandarin`, `virtual`) is fine.
    With the target alone, or beside a source without capitals, the words are known that the dictionaries of many
    languages write with a capital, and what the source names as well: `japan`, 日本.
    """

    category: ClassVar = "names"
    mqm: ClassVar = "fluency/spelling/capitalization"
    severity: ClassVar = Severity.MAJOR

    bad: ClassVar = (
        Example(
            "They flew on to ⟦kyoto⟧ and met Sakura ⟦hayashi⟧ there.",
            "Volaron a ⟦Kyoto⟧ y vieron allí a Sakura ⟦Hayashi⟧.",
        ),
        Example("Yesterday we saw ⟦ostrowitz⟧ in Brno.", "Včera jsme v Brně viděli ⟦Ostrowitze⟧.", "cs-en"),
        Example("The match is in ⟦wolperath⟧.", "Das Spiel ist in ⟦Wolperath⟧.", "de-en"),
        Example("Loni žila v ⟦česku⟧.", "Last year she lived in the Czech Republic.", "en-cs"),
        Example("Þau búa í ⟦danmörku⟧.", "They live in Denmark.", "en-is"),
        Example("He flew to ⟦chile⟧ on Monday.", "Am Montag flog er nach Chile.", "de-en"),
        Example("The ⟦egyptian⟧ envoy met ⟦churchill⟧.", "エジプト特使は⟦チャーチル⟧に会った。", "ja-en"),
        Example("The minister met ⟦rydell⟧.", "التقى الوزير ⟦ريديل⟧.", "ar-en"),
        Example("Господин ⟦черчилль⟧ не ответил.", "Yesterday, Mr. ⟦Churchill⟧ did not answer.", "en-ru"),
        Example(
            "La secretaria, Ingrid ⟦falk⟧, dimitió.",
            "The secretary, Ingrid ⟦Falk⟧, resigned.",
            "en-es",
            suggestion="Falk",
        ),
    )
    good: ClassVar = (
        Example("The champion was an ozeki.", "優勝は大関だった。", "ja-en"),
        Example("Это дамы бальзаковского возраста.", "These are ladies of the age of Balzac.", "en-ru"),
        Example("The ethnologist wrote a book.", references=("The Ethnologist wrote a book.",)),
        Example("The turkey was served on china."),
        Example("Hablan mandarín en casa.", "They speak Mandarin at home.", "en-es"),
        Example("El director virtual llegó.", "The Virtual Director came.", "en-es"),
        Example("росіяни та українці", "Russians and Ukrainians", "en-uk"),
        Example("8 of the southern states", "南部8州", "ja-en"),
        Example("Loni natočila český film.", "Last year she made a film in the Czech Republic.", "en-cs"),
        Example("They took the hoverlift.", "Sie nahmen den Hoverlift.", "de-en"),  # words like these are made of two
        Example("Non parla la first lady peruviana.", "The Peruvian First Lady does not speak.", "en-it"),
        Example("un asunto de la policía", "a Police matter", "en-es"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, found in enumerate(document.derived(findings)):
            for finding in found:
                if finding.fault == "lowercased":
                    why = f": the {finding.beside} has a capital{finding.shown}" if finding.here else ""
                    written = (document.segments[index].source or "")[slice(*finding.here or (0, 0))]
                    if finding.evidence == "source" and written and written == written.upper() == written.lower():
                        why = f": the source has {written}"  # which has no capitals
                    yield (
                        index,
                        self.flag(
                            f"'{finding.name}' is a name{why}",
                            *finding.spans,
                            suggestion=finding.expected,
                        ),
                    )
