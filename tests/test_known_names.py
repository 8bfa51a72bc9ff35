"""Names that languages call differently are known to be one: places, nations, organisations; and no others."""

from __future__ import annotations

import pytest

from tqcheck.text.characters import main_script
from tqcheck.text.gazetteer import cities, folded
from tqcheck.text.knownnames import forms_of, known_names
from tqcheck.text.languages import LANGUAGES
from tqcheck.text.organisations import Forms, organisations, renamed
from tqcheck.text.rulers import rulers

SAME = (
    ("München", "de", "Monaco di Baviera", "it"),
    ("Mnichově", "cs", "Monachium", "pl"),
    ("慕尼黑", "zh", "ميونيخ", "ar"),
    ("Варшави", "uk", "Varšavě", "cs"),
    ("Moskovassa", "fi", "Moszkvában", "hu"),
    ("नई दिल्ली", "hi", "Nuova Delhi", "it"),
    ("ニューヨーク", "ja", "Nowym Jorku", "pl"),
    ("Нижнем Новгороде", "ru", "Nizhny Novgorod", "en"),
    ("加利福尼亚州", "zh", "Kalifornien", "de"),
    ("Bavaria", "en", "Bayern", "de"),
    ("Türkiye", "tr", "Turquía", "es"),
    ("German", "en", "德国", "zh"),
    ("allemand", "fr", "deutschen", "de"),
    ("Новой Каледонии", "ru", "New Caledonia", "en"),
    ("Íslandi", "is", "Исландии", "ru"),
    ("OTAN", "fr", "НАТО", "uk"),
    ("NATO", "cs", "北约", "zh"),
    ("الأمم المتحدة", "ar", "Vereinten Nationen", "de"),
    ("国連", "ja", "OSN", "cs"),
    ("ООН", "ru", "YK", "fi"),
    ("EE. UU.", "es", "США", "ru"),
    ("אוקראינה", "he", "Ουκρανία", "el"),
)


def codes(name: str, lang: str) -> frozenset[str]:
    """Return what a name as a whole may stand for."""
    found = known_names(name, lang)
    return found[0].codes if len(found) == 1 and folded(name) == folded(name[slice(*found[0][:2])]) else frozenset()


@pytest.mark.parametrize(("a", "lang_a", "b", "lang_b"), SAME)
def test_one_thing_by_two_names(a: str, lang_a: str, b: str, lang_b: str) -> None:
    assert codes(a, lang_a) & codes(b, lang_b)


@pytest.mark.parametrize(
    ("a", "lang_a", "b", "lang_b"),
    [
        ("Wien", "de", "Warschau", "de"),
        ("who", "en", "OMS", "es"),  # a word, no acronym
        ("OTAN", "es", "ONU", "es"),
        ("Наталья", "ru", "Natal", "pt"),  # ья is no ending
        ("Norton", "cs", "North", "en"),
        ("Smith", "en", "Smith", "de"),  # nothing is known of it
        ("Genf und Bern", "de", "Berne", "fr"),  # not the name as a whole
    ],
)
def test_two_things(a: str, lang_a: str, b: str, lang_b: str) -> None:
    assert not codes(a, lang_a) & codes(b, lang_b)


def test_finds_names_in_texts_with_and_without_spaces() -> None:
    text = "The UN said on Tuesday that New York, Kyiv and the German chancellor agreed."
    assert [text[start:end] for start, end, _ in known_names(text, "en")] == ["UN", "New York", "Kyiv", "German"]
    text = "德国总理在北京会见了联合国秘书长"
    assert [text[start:end] for start, end, _ in known_names(text, "zh")] == ["德国", "北京", "联合国"]
    text = "Ankara'da BM ile görüştü, Münih'e gitti."
    assert [text[start:end] for start, end, _ in known_names(text, "tr")] == ["Ankara", "BM", "Münih"]


def test_says_what_a_language_calls_it() -> None:
    for name, lang, other, form in (
        ("ONU", "it", "ru", "ООН"),
        ("Deutschland", "de", "fi", "Saksa"),
        ("Köln", "de", "en", "Cologne"),
    ):
        assert form in {forms_of(code, other)[0] for code in codes(name, lang) if forms_of(code, other)}
    assert codes("Zyxwvut", "de") == frozenset()


@pytest.mark.parametrize("table", [organisations(), renamed()], ids=["organisations", "renamed"])
def test_names_are_known_in_twelve_languages_that_we_know(table: Forms) -> None:
    for code, by_language in table.items():
        assert len(by_language) >= 12, code
        assert by_language.keys() <= LANGUAGES.keys(), code
        assert all(form == form.strip() and form for forms in by_language.values() for form in forms), code


def test_the_usual_form_comes_first() -> None:
    assert forms_of("NATO", "es")[0] == "OTAN"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("King Charles III met Pope John Paul II.", "en", ["King", "Charles", "Pope", "John", "Paul"]),
        ("Král Karel III. přijal papeže Jana Pavla II.", "cs", ["Král", "Karel", "papeže", "Jana", "Pavla"]),
        ("Король Карл III встретился с Франциском.", "ru", ["Король", "Карл", "Франциском"]),
        ("查尔斯国王会见教宗方济各", "zh", ["查尔斯", "国王", "教宗", "方济各"]),
        ("John Smith met Juan Pablo Montoya.", "en", []),
        ("Juan Pablo Montoya llegó.", "es", []),
    ],
)
def test_rulers_are_those_without_a_surname(text: str, lang: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in rulers(text, lang)] == expected


@pytest.mark.parametrize("script", ["Latn", "Cyrl", "Grek", "Arab", "Hebr", "Deva", "Hani", "Kana", "Hang", "Thai"])
def test_table_is_folded_as_texts_are(script: str) -> None:
    names = list(cities(script).codes)
    assert len(names) > 500
    assert [name for name in names[::20] if folded(name) != name or main_script(name) != script] == []
