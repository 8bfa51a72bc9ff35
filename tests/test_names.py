"""Names correspond across scripts and endings, a batch teaches their renderings."""

from __future__ import annotations

import pytest

from tqcheck.api import make_run
from tqcheck.model import Segment
from tqcheck.text.inflection import inflects
from tqcheck.text.matching import match
from tqcheck.text.transliteration import likeness


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Stoltenberg", "Столтенбергом"),
        ("Stoltenberg", "ストルテンベルグ"),
        ("Stoltenberg", "ستولتنبرغ"),
        ("Biden", "Μπάιντεν"),
        ("Trump", "ट्रम्प"),
        ("Michael", "Майкл"),
        ("Sarah", "Сара"),
    ],
)
def test_a_name_sounds_alike_in_another_script(name: str, other: str) -> None:
    assert likeness(name, other) > 0.72 > likeness("Lukashenko", other)


@pytest.mark.parametrize(
    ("name", "form", "lang"),
    [("Trump", "Trumpovi", "cs"), ("Putin", "Putinille", "fi"), ("Merkel", "Merkels", "de"), ("Volta", "Volty", "pl")],
)
def test_an_ending_is_no_slip(name: str, form: str, lang: str) -> None:
    assert inflects(name.lower(), form.lower(), "en", lang)
    assert match(f"It was {name}.", f"A {form} b.", "en", lang).pairs[-1].kind == "inflected"


def segments(*rows: tuple[str, str], langs: tuple[str, str], document: str | None = None) -> list[Segment]:
    return [
        Segment(str(number), target, source, (), *langs, document=document)
        for number, (source, target) in enumerate(rows)
    ]


def test_a_batch_teaches_renderings_in_scripts_without_capitals() -> None:
    rows = (
        ("The minister met Hendriksen on Monday.", "部长周一会见了亨德里克森。"),
        ("They say that Hendriksen resigned.", "据说亨德里克森已辞职。"),
        ("We asked Hendriksen about it.", "我们就此询问了亨德里克森先生。"),
        ("Nobody has seen Hendriksen since.", "此后没有人见过亨德里克森吗?"),
        ("Later Hendriksen left.", "后来亨德里可森离开了。"),
    )
    results = make_run(["names"]).check(segments(*rows, langs=("en", "zh")))
    flags = [(number, flag) for number, result in enumerate(results) for flag in result.flags]
    assert [(number, flag.rule, flag.suggestion) for number, flag in flags] == [(4, "names.misspelled", "亨德里克森")]
