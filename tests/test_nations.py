"""Peoples are known by the names of their countries, on both sides or not at all."""

from __future__ import annotations

import pytest

from tqcheck.text.matching import match
from tqcheck.text.mentions import atoms
from tqcheck.text.nations import nations
from tqcheck.text.organisations import peoples


@pytest.mark.parametrize(
    ("word", "lang", "country"),
    [
        ("Nizozemec", "cs", "NL"),
        ("Dutchman", "en", "NL"),
        ("Spánverjar", "is", "ES"),
        ("Szwajcara", "pl", "CH"),
        ("Zweed", "nl", "SE"),
        ("Шпанац", "sr", "ES"),
        ("Duńczyk", "pl", "DK"),
    ],
)
def test_a_people_begins_as_its_country_does(word: str, lang: str, country: str) -> None:
    assert country in nations(atoms(word, lang)[0].fold, lang)


def test_every_code_of_the_table_is_a_country() -> None:
    assert all(len(code) == 2 and code.isupper() for code in peoples())


@pytest.mark.parametrize(
    ("source", "target", "langs", "lost"),
    [
        ("A Dutchman won.", "Vyhrál Nizozemec.", "en-cs", []),
        ("A Dane won.", "Wygrał Duńczyk.", "en-pl", []),
        ("A Dane won.", "Wygrał Norweg.", "en-pl", ["Dane"]),
        ("The mayor met Marcus.", "Starosta se setkal s Norem.", "en-cs", ["Marcus"]),
    ],
)
def test_two_words_for_one_people_correspond(source: str, target: str, langs: str, lost: list[str]) -> None:
    here, there = langs.split("-")
    found = match(source, target, here, there)
    assert [found.here[i].text for i in found.lost] == lost
