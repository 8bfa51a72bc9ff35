"""Lines that slipped are named once, at the right line, in any direction; unrelated targets are told from free ones."""

from __future__ import annotations

import pytest

from tqcheck.api import make_run
from tqcheck.model import Batch, Result, Segment
from tqcheck.text.correspondence import correspondence

LINES = (
    ("Am Abend begann es zu regnen.", "In the evening it began to rain."),
    ("Die Bäcker fordern höhere Preise für ihr Brot.", "The bakers want higher prices for their bread."),
    ("Ein Unfall legte die Autobahn lahm.", "A crash brought the motorway to a halt."),
    ("Das Museum verleiht das Gemälde nach Japan.", "The museum will lend the painting to Japan."),
    ("Forscher fanden im Keller einen neuen Käfer.", "Researchers found a new beetle in the cellar."),
    ("Der Bürgermeister tritt nicht mehr zur Wahl an.", "The mayor will not stand for election again."),
    ("Ja.", "Yes."),
    ("Die Brücke wird im Sommer neu gestrichen.", "The bridge will be repainted in summer."),
    ("Zwei Schüler gewannen den Preis für Mathematik.", "Two pupils won the prize for mathematics."),
    ("Im Stadion fiel in der Halbzeit der Strom aus.", "The power failed in the stadium at half-time."),
)
SOURCES, TARGETS = [list(side) for side in zip(*LINES, strict=True)]


def flags(targets: list[str], rules: str = "mistranslation") -> list[tuple[int, str]]:
    segments = [
        Segment(str(index), target, source, (), "de", "en")
        for index, (source, target) in enumerate(zip(SOURCES, targets, strict=True))
    ]
    results: list[Result] = make_run([rules]).check(segments)
    return [(int(result.segment.id), flag.rule) for result in results for flag in result.flags]


def test_good_lines_are_left_alone() -> None:
    assert flags(TARGETS) == []


@pytest.mark.parametrize(
    ("targets", "line"),
    [
        ([*TARGETS[:2], *TARGETS[3:], "Who said that?"], 2),  # a line lost
        ([*TARGETS[:3], "A line too many is here.", *TARGETS[3:-1]], 3),  # a line added
        ([*TARGETS[:1], *TARGETS[3:], "Who said that?", "Nobody did, as far as we know."], 1),  # two lost
    ],
)
def test_a_slip_is_named_once_at_its_first_line(targets: list[str], line: int) -> None:
    assert flags(targets)[:1] == [(line, "mistranslation.slipped")]
    assert [rule for _, rule in flags(targets)].count("mistranslation.slipped") == 1


def test_a_slip_that_was_made_good_ends_there() -> None:
    targets = [*TARGETS[:2], *TARGETS[3:7], "The bus was late.", *TARGETS[7:]]
    segments = [Segment(str(i), t, s, (), "de", "en") for i, (s, t) in enumerate(zip(SOURCES, targets, strict=True))]
    [slip] = correspondence(Batch(segments)).slips
    assert (slip.first, slip.last, slip.by) == (2, 5, -1)  # the short line after it cannot be told


def test_a_refrain_in_a_slip_does_not_hide_it() -> None:
    order = [0, 1, 2, 3, 4, 3, 4, 3, 4, 3, 5, 7, 8, 9]  # said again two lines on, it fits in the other direction too
    sources, targets = [SOURCES[at] for at in order], [TARGETS[at] for at in order]
    slipped = [*targets[:1], "A line too many is here.", *targets[1:-1]]
    segments = [Segment(str(i), t, s, (), "de", "en") for i, (s, t) in enumerate(zip(sources, slipped, strict=True))]
    [slip] = correspondence(Batch(segments)).slips
    assert (slip.first, slip.last, slip.by) == (1, 13, 1)


def test_one_wrong_line_is_no_slip() -> None:
    assert flags([*TARGETS[:3], "The bus was late again this morning.", *TARGETS[4:]]) == [
        (3, "mistranslation.unrelated")
    ]


def test_what_cannot_be_compared_is_not() -> None:
    segments = [
        Segment("1", "Yes.", "Ja.", (), "de", "en"),
        Segment("2", "The bus was late.", None, (), "de", "en"),
        Segment("3", "The bus was late.", "घर में दो बिल्लियाँ हैं।", (), "hi", "en"),
        Segment("4", "", "Am Abend begann es zu regnen.", (), "de", "en"),
    ]
    assert correspondence(Batch(segments)).own == {}
