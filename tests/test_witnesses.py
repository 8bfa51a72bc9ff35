"""What comes back bears witness for and against a target."""

from __future__ import annotations

import pytest

from tqcheck.api import check, make_run
from tqcheck.model import Segment


def flags(**fields: object) -> list[tuple[str, str, str]]:
    """Return (rule, text flagged, message) of one segment."""
    given = {"id": "1", "source_lang": "es", "target_lang": "en", **fields}
    [result] = check([Segment(**given)], make_run(["names", "numbers", "polarity", "order", "completeness.omission"]))  # type: ignore[arg-type]
    text = result.segment.target
    return [(flag.rule, text[flag.place.start : flag.place.end], flag.message) for flag in result.flags]


def test_what_comes_back_otherwise_is_flagged_where_the_target_says_it() -> None:
    segment = {"source": "Вчера Кузмин отрече съобщението.", "target": "Yesterday Robinson denied the report."}
    assert not flags(**segment, source_lang="bg")
    back = "Вчера Робинсън отрече съобщението."
    [(rule, text, message)] = flags(**segment, source_lang="bg", back_translation=back)
    assert (rule, text) == ("names.replaced", "Robinson")
    assert message.endswith("as the back-translation shows")


@pytest.mark.parametrize(
    ("source", "target", "back"),
    [
        # what the engine does not know, it leaves as it is
        ("The mayor of Ghent came.", "Der Bürgermeister von Gent kam.", "The Bürgermeister of Gent came."),
        # it takes names for words
        ("Tim Cook came at noon.", "Tim Cook kam am Mittag.", "Tim Koch came at noon."),
        # it loses numbers and negations
        ("There are 45 houses.", "Es gibt 45 Häuser.", "There are 54 houses."),
        ("There will not be peace unless he speaks.", "Es wird keinen Frieden geben.", "There will be peace."),
        # and has an order of its own
        ("He saw a big dog in the garden.", "Im Garten sah er einen großen Hund.", "In the garden saw he a big dog."),
    ],
)
def test_what_the_engine_does_is_no_fault_of_the_target(source: str, target: str, back: str) -> None:
    assert not flags(source=source, target=target, back_translation=back, source_lang="en", target_lang="de")


def test_what_comes_back_acquits_the_target() -> None:
    lost = {"source": "El alcalde no aguanta más.", "target": "The mayor has had it up to here."}
    assert [rule for rule, *_ in flags(**lost)] == ["polarity.negation"]
    assert not flags(**lost, back_translation="El alcalde no puede más.")
    other = {"source": "Vinieron 45 personas.", "target": "Some 54 people came."}
    assert [rule for rule, *_ in flags(**other)] == ["numbers.changed"]
    assert not flags(**other, back_translation="Vinieron 45 personas.")


def test_a_pseudo_reference_bears_witness_under_its_own_name() -> None:
    segment = {"source": "昨日、岸田氏は報告を否定した。", "target": "Yesterday Mr Robinson denied the report."}
    assert not flags(**segment, source_lang="ja")
    [(rule, text, message)] = flags(
        **segment, source_lang="ja", pseudo_reference="Yesterday Mr Kishida denied the report."
    )
    assert (rule, text) == ("names.replaced", "Robinson")
    assert "the pseudo-reference has 'Kishida'" in message
    same = {"source": "Unas 45 personas vinieron.", "target": "Some 54 people came."}
    assert flags(**same)
    assert not flags(**same, pseudo_reference="54 people came.")
