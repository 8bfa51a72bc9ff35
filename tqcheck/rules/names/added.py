"""A name that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text import embeddings
from tqcheck.text.names import findings


class Added(Rule):
    """The translation has a name that nothing in the source sounds like or means, and no name of the source is lost.

    Told across scripts, where a name is known well enough to be missed on the other side: by its sound, by the names
    of places and by the sentence encoder. In one script `names.replaced` tells it, if a name is
    lost; a name alone is left to its writer, who may know of whom the text speaks, as is one that the document has
    elsewhere.
    """

    category: ClassVar = "names"
    mqm: ClassVar = "accuracy/addition"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("source",)

    bad: ClassVar = (Example("Last week he bought an old bicycle in ⟦Portugal⟧.", "他上周买了一辆旧自行车。", "zh-en"),)
    good: ClassVar = (
        Example("Last week he bought an old bicycle in Berlin.", "他上周在柏林买了一辆旧自行车。", "zh-en"),
        Example("President Vladimir Putin spoke.", "普京总统发表了讲话。", "zh-en"),
    )

    @classmethod
    def unavailable(cls) -> str:
        return embeddings.unavailable()

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, found in enumerate(document.derived(findings)):
            for finding in found:
                if finding.fault == "added":
                    message = f"nothing in the {finding.beside} sounds like '{finding.name}' or means it"
                    yield index, self.flag(message, *finding.spans)
