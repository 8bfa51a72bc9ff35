"""The tables of words by language hold what their readers understand, for the languages that news is written in."""

import pytest
from langcodes import tag_is_valid

from tqcheck.text.negation import find_negations, knows_negation
from tqcheck.text.numerals import spells_numbers
from tqcheck.text.units import DIMENSION, knows_units
from tqcheck.text.wordtables import _tables

NEGATION = {"strong", "either", "concord", "half", "soft", "none", "prefix", "verbal", "inside", "idiom"}
LARGEST = (
    "ar bg bn cs da de el en es fa fi fr he hi hr hu id it ja ko nl no pl pt ro ru sr sv th tr uk vi zh sk lt lv is ur"
).split()


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("negation", NEGATION.__contains__),
        ("units", DIMENSION.__contains__),
        ("number_words", str.isdigit),
        ("magnitudes", str.isdigit),
    ],
)
def test_has_only_keys_that_are_read(table, keys):
    """A misspelt key would drop its words without a sound."""
    assert [(lang, key) for lang, row in _tables(table).items() for key in row if not keys(key)] == []


@pytest.mark.parametrize("lang", LARGEST)
def test_knows_the_large_languages(lang):
    """Negation, units and number words are known of each language that much is translated into."""
    assert knows_negation(lang)
    assert knows_units(lang)
    assert spells_numbers(lang) or lang == "ko"


@pytest.mark.parametrize(
    ("lang", "denying", "silent"),
    [
        ("ar", "لم يصل القطار", "لا يزال القطار هنا"),
        ("bn", "সে আসেনি", "তিনি এসেছেন"),
        ("fa", "او نمی‌آید", "او می‌آید"),
        ("fi", "Juna ei tullut", "Juna tuli"),
        ("he", "הרכבת לא הגיעה", "הרכבת הגיעה"),
        ("hi", "ट्रेन नहीं आई", "न केवल ट्रेन आई"),
        ("hu", "A vonat nem jött meg", "Nemcsak a vonat jött meg"),
        ("id", "Kereta tidak datang", "Tidak hanya kereta yang datang"),
        ("is", "Lestin kom ekki", "Lestin kom"),
        ("ja", "電車は来なかった", "電車は少ない"),
        ("ko", "기차가 오지 않았다", "기차가 끊임없이 온다"),
        ("th", "รถไฟไม่มา", "รถไฟไม่เพียงมา"),
        ("tr", "Tren gelmiyor", "Tren geliyor"),
        ("vi", "Tàu không đến", "Hàng không Việt"),
        ("zh", "火车没有来", "不过火车来了"),
    ],
)
def test_tells_a_denial_from_what_looks_like_one(lang, denying, silent):
    """Affixes and particles that deny are found; words and phrases that hold them are not."""
    assert [one.kind for one in find_negations(denying, lang)].count("denial") == 1
    assert "denial" not in [one.kind for one in find_negations(silent, lang)]


def test_names_languages_that_exist():
    """A table under a code that no language has would never be read."""
    tables = ("negation", "units", "number_words", "magnitudes")
    assert [lang for table in tables for lang in _tables(table) if not tag_is_valid(lang)] == []
