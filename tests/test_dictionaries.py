"""The user's Hunspell dictionaries clear words and confirm slips, also in languages that have no list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tqcheck.api import check, make_run
from tqcheck.cli.doctor import _dictionaries
from tqcheck.model import Segment
from tqcheck.text import dictionary, glue, hunspell, spelling

CACHES = (hunspell.spellers, dictionary.dictionary, spelling.find_typo, spelling.find_unspelt, glue.find_glue)
AFFIXES = "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n"

Write = Callable[..., Path]


def forget() -> None:
    for function in CACHES:
        function.cache_clear()


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Yield a function that writes a dictionary and makes its folder the only one."""
    pytest.importorskip("hunspell")

    def write(name: str, *words: str, affixes: str = AFFIXES, encoding: str = "utf-8") -> Path:
        (tmp_path / f"{name}.aff").write_text(affixes, encoding)
        (tmp_path / f"{name}.dic").write_text("\n".join([str(len(words)), *words, ""]), encoding)
        monkeypatch.setenv(hunspell.VARIABLE, str(tmp_path))
        forget()
        return tmp_path

    yield write
    forget()


def flags(lang: str, *targets: str) -> list[tuple[str, str, str | None]]:
    """Return rule, text and suggestion of what the two rules flag."""
    segments = [
        Segment(str(at), target, None, (), target_lang=lang, document=str(at)) for at, target in enumerate(targets)
    ]
    return [
        (flag.rule, result.segment.target[flag.place.start : flag.place.end], flag.suggestion)
        for result in check(segments, make_run(["spelling", "spacing.glued"]))
        for flag in result.flags
    ]


def test_a_word_of_the_dictionary_is_cleared(write: Write) -> None:
    forget()
    assert flags("en", "The inhabitans left.") == [("spelling.unknown", "inhabitans", "inhabitants")]
    write("en_GB", "inhabitan/S")
    assert flags("en", "The inhabitans left.") == []


def test_a_language_without_a_list(write: Write) -> None:
    bare = "Valitsus tuli tagasi.", "Nende vlaitsus ja valitssus tuli.", "Valitsus tuli ja läks."
    assert flags("et", *bare) == [("spelling.unknown", "vlaitsus", "valitsus")]
    write("et_EE", "valitsus", "tuli", "tagasi", "läks", "ja")
    targets = "Riigi valitsus tuli tagasi.", "Meie valitsus tuli ja läks.", "Nende vlaitsus läks ja valitssus tuli."
    assert flags("et", *targets) == [
        ("spelling.unknown", "vlaitsus", "valitsus"),  # letters swapped
        ("spelling.unknown", "valitssus", "valitsus"),  # near a word of these texts
    ]


def test_glued_words_of_a_language_without_a_list(write: Write) -> None:
    write("sq", "qeveria", "dhe", "populli", "erdhi", "iku")
    targets = "Ja qeveria erdhi dhe iku.", "Nga qeveria dhe populli.", "Po populli iku.", "Sot qeveriadhe populli."
    assert flags("sq", *targets) == [("spacing.glued", "qeveriadhe", "qeveria dhe")]


def test_letters_that_the_encoding_lacks(write: Write) -> None:
    write("et", "valitsus", affixes="SET ISO8859-1\n", encoding="latin-1")
    assert "правительство" not in dictionary.dictionary("et")
    assert "valitsus" in dictionary.dictionary("et")


def test_folded_words_are_found_as_they_are_written(write: Write) -> None:
    write("de_DE", "Straße", "gehen")
    known = dictionary.dictionary("de")
    assert "strasse" in known
    assert "gasse" not in known


def test_the_variable_names_the_only_folders(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write("pt_BR", "casa")
    (folder / "pt-PT.dic").symlink_to(folder / "pt_BR.dic")  # one file
    (folder / "pt_AO.dic").write_text("1\ncasa\n")  # without its affixes
    assert [file.name for file in hunspell.files("pt")] == ["pt_BR"]
    monkeypatch.setenv(hunspell.VARIABLE, "")
    assert hunspell.folders() == []
    monkeypatch.delenv(hunspell.VARIABLE)
    monkeypatch.setenv("DICPATH", str(tmp_path))
    assert hunspell.folders()[0] == tmp_path
    assert Path("/usr/share/hunspell") in hunspell.folders()


def test_doctor_names_them(write: Write) -> None:
    folder = write("hr_HR", "vlada")
    assert list(_dictionaries())[1:] == [f"  {folder}: hr_HR"]
