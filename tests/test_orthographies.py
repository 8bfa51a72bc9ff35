"""One name as each language of Latin script writes it, and slips that no language makes."""

from __future__ import annotations

import pytest

from tqcheck.text.orthographies import read_alike

NAMES = (
    "en Gorbachev, de Gorbatschow, fr Gorbatchev, it Gorbaciov, pt Gorbatchov, nl Gorbatsjov, sv Gorbatjov,"
    " nb Gorbatsjov, fi Gorbatšov, pl Gorbaczow, cs Gorbačov, hu Gorbacsov, lt Gorbačiovas, lv Gorbačovs,"
    " ro Gorbaciov, tr Gorbaçov, ca Gorbatxov",
    "en Lukashenko, de Lukaschenko, fr Loukachenko, nl Loekasjenko, da Lukasjenko, fi Lukašenka, pl Łukaszenka,"
    " hr Lukašenko, hu Lukasenka, tr Lukaşenko, ro Lukașenko, ca Lukaixenko",
    "en Yeltsin, de Jelzin, fr Eltsine, it Eltsin, nl Jeltsin, pl Jelcyn, sk Jeľcin, hr Jeljcin, lv Jeļcins,"
    " lt Jelcinas, ro Elțin, hu Jelcin",
    "en Tchaikovsky, de Tschaikowski, fr Tchaïkovski, es Chaikovski, sv Tjajkovskij, pl Czajkowski, hu Csajkovszkij,"
    " lv Čaikovskis, tr Çaykovski, ca Txaikovski, ro Ceaikovski",
    "en Zelensky, de Selenskyj, fi Zelenskyi, pl Zełenski, hu Zelenszkij, lt Zelenskis, et Zelenskõi, tr Zelenskiy",
)


@pytest.mark.parametrize("forms", NAMES)
def test_each_language_has_its_own_letters(forms: str) -> None:
    (lang, name), *others = (form.split(" ") for form in forms.split(", "))
    for other, form in others:
        assert read_alike(name, lang, form, other), form
        assert read_alike(form, other, name, lang), form


@pytest.mark.parametrize(
    ("name", "form", "lang"),
    [("Gorbachev", "Gorbačovem", "cs"), ("Lukashenko", "Lukašenkom", "hr"), ("Zelensky", "Zelenszkijjel", "hu")],
)
def test_endings_are_let_pass(name: str, form: str, lang: str) -> None:
    assert read_alike(name, "en", form, lang)


@pytest.mark.parametrize(
    ("name", "slip", "lang"),
    [
        ("Gorbachev", "Gorbatschwo", "de"),  # letters exchanged
        ("Gorbachev", "Gorbačo", "cs"),
        ("Washington", "Wasshington", "es"),
        ("Lukashenko", "Lukasnko", "da"),
        ("Zelensky", "Zelensky", "en"),  # one language: nothing to be told
        ("Jo", "Yo", "es"),
    ],
)
def test_slips_are_slips(name: str, slip: str, lang: str) -> None:
    assert not read_alike(name, "en", slip, lang)
