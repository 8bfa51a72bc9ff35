"""A name with a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.characters import main_script
from tqcheck.text.names import findings


class Misspelled(Rule):
    """A name is one or two letters away from the name that the source or the reference has.

    Letters missing, added, swapped or wrong. A form that the target's language has of its own (Corea,
    Alexandre), an ending (Trumps, Putinille) and another accent are no slips. Names whose spelling the
    two languages do not share are compared with how the same name is written elsewhere in the batch, and
    with how the script writes the letters of names.
    """

    category: ClassVar = "names"
    mqm: ClassVar = "accuracy/mistranslation/named-entity"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("source|reference",)

    sure: float = 0.5

    bad: ClassVar = (
        Example(
            "The minister met ⟦Hendirksen⟧ in Oslo.",
            "El ministro se reunió con ⟦Hendriksen⟧ en Oslo.",
            suggestion="Hendriksen",
        ),
        Example(
            "Según ⟦Mullligan⟧, no hubo heridos.",
            "According to ⟦Mulligan⟧, nobody was hurt.",
            "en-es",
            suggestion="Mulligan",
        ),
        Example(
            "We spoke to ⟦Okonjwo⟧ yesterday.", references=("Yesterday we talked to Okonjow.",), suggestion="Okonjow"
        ),
        Example(
            "The visitors lost in ⟦Pfaftenhofen⟧.",
            "Die Gäste verloren in ⟦Pfaffenhofen⟧.",
            "de-en",
            suggestion="Pfaffenhofen",
        ),
        Example("We thanked ⟦Zadronik⟧.", "Poděkovali jsme ⟦Zadornikovi⟧.", "cs-en", suggestion="Zadornik"),
        Example("She met ⟦Wather⟧ in Bonn.", "Sie traf ⟦Walther⟧ in Bonn.", "de-en", suggestion="Walther"),
        Example("They flew to ⟦Euorpe⟧ in May.", "В мае они улетели в ⟦Европу⟧.", "ru-en", suggestion="Europe"),
        Example("Ο υπουργός ⟦Γκουλμρπάντσεν⟧ έφτασε.", "Minister ⟦Gulbrandsen⟧ arrived.", "en-el"),
        Example("השר ⟦גולרבנדסן⟧ הגיע.", "Minister ⟦Gulbrandsen⟧ arrived.", "en-he", suggestion="גולברנדסן"),
        Example("Министр ⟦Гулббрандсен⟧ приехал.", "Minister ⟦Gulbrandsen⟧ arrived.", "en-ru"),
        Example("She lives in ⟦Zhehjiang⟧.", "她住在⟦浙江⟧。", "zh-en", suggestion="Zhejiang"),
        Example("昼は⟦ハンバーデー⟧を食べた。", "We had a ⟦hamburger⟧ for lunch.", "en-ja", suggestion="ハンバーガー"),
        Example("He sails down the ⟦Yangtsze⟧ every year.", "他每年乘船沿⟦长江⟧而下。", "zh-en", suggestion="Yangtze"),
    )
    good: ClassVar = (
        Example("ドレッシングをかけた。", "They put dressing on it.", "en-ja"),
        Example("The Geminids come in December.", "双子座流星雨十二月来。", "zh-en"),
        Example("A miniszter és Gorbacsov találkozott.", "The minister met Gorbachev.", "en-hu"),
        Example("Ministrs un Lukašenko tikās.", "The minister met Lukashenko.", "en-lv"),
        Example("Mluvili jsme s Pavlem v Praze.", "We talked to Pavel in Prague.", "en-cs"),
        Example("Í Reynisfjöru", "In Reynisfjara", "en-is"),
        Example("Andanar spoke first.", "安达纳尔首先讲话。", "zh-en"),  # no pinyin
        Example("굴브란센 장관이 도착했다.", "Minister Gulbrandsen arrived.", "en-ko"),
        Example("हम रॉटरडैम में एंडरसन से मिले।", "We met Andersson in Rotterdam.", "en-hi"),
        Example("Minister Cavendish arrived.", "Министр Кавендиш приехал.", "ru-en"),
        Example("South Korea and Japan", "Corea del Sur y Japón"),
        Example("Hendriksens Antwort", "Hendriksen's answer", "en-de"),
        Example("Beim Treffen in Baden-Württemberg", "At the meeting in Baden-Wuerttemberg", "en-de"),
        Example("The minister of Prague spoke.", "Promluvil ministr Prahy.", "cs-en"),
        Example("Le président Alexandre Loukachenko", "President Alexander Lukashenko", "en-fr"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, found in enumerate(document.derived(findings)):
            for finding in found:
                if finding.fault == "misspelled" and finding.sure >= self.sure:
                    yield (
                        index,
                        self.flag(
                            f"'{finding.name}' is no name that is known; '{finding.expected}' is meant?"
                            if finding.evidence == "document"
                            else f"'{finding.name}' is '{finding.expected}' in the {finding.beside}{finding.shown}",
                            *finding.spans,
                            suggestion=finding.expected
                            if main_script(finding.expected) == main_script(finding.name)
                            else None,
                        ),
                    )
