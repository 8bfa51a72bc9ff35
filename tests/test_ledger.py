"""A run tells of each name of a document how both sides write it; the names go out as a glossary that reads back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from test_bad_input import tqcheck

from tqcheck.api import make_run
from tqcheck.glossary import WRITERS, load_glossary, terms_of_names
from tqcheck.htmlreport.names import NameTable
from tqcheck.model import NameEntry, Segment, Term
from tqcheck.store import segment_record


def names_of(rows: Iterable[tuple[str | None, str]], langs: tuple[str, str]) -> dict[str, NameEntry]:
    segments = [
        Segment(str(number), target, source, source_lang=langs[0], target_lang=langs[1], document="d")
        for number, (source, target) in enumerate(rows)
    ]
    first, *others = make_run(["names"]).check(segments)
    assert not any(result.names for result in others)
    return {entry.name: entry for entry in first.names}


def test_counts_the_forms_of_both_sides() -> None:
    rows = (
        ("The minister met Hendriksen.", "Министр встретился с Хендриксеном."),
        ("They say that Hendriksen resigned.", "Говорят, Хендриксен ушёл."),
    )
    entry = names_of(rows, ("en", "ru"))["Hendriksen"]
    assert (entry.times, entry.first, entry.faults) == (2, "0", ())
    assert dict(entry.target) == {"Хендриксеном": 1, "Хендриксен": 1}


def test_a_surname_is_put_to_the_whole_name() -> None:
    rows = (
        ("Ayer llegó Joaquín Beltrán.", "Joaquín Beltrán came yesterday."),
        ("Según Beltrán, no.", "Beltrán denied it."),
    )
    entry = names_of(rows, ("es", "en"))["Joaquín Beltrán"]
    assert dict(entry.source) == {"Joaquín Beltrán": 1, "Beltrán": 1}
    assert dict(entry.target) == {"Joaquín Beltrán": 1, "Beltrán": 1}


def test_knows_places_and_organisations_by_their_other_names() -> None:
    entries = names_of(
        [("德国总理在北京批评了联合国。", "In Beijing, the German chancellor criticised the UN.")], ("zh", "en")
    )
    assert {name: dict(entry.target) for name, entry in entries.items()} == {
        "德国": {"German": 1},
        "北京": {"Beijing": 1},
        "联合国": {"UN": 1},
    }


def test_a_given_name_is_no_city_with_an_ending() -> None:
    entries = names_of([("Приехала Наталья Верещагина.", "Natalya Vereshchagina arrived.")], ("ru", "en"))
    assert list(entries) == ["Наталья Верещагина"]


def test_a_word_is_no_place_of_that_name() -> None:
    assert not names_of([("Der Mann schwieg.", "Так, він мовчав.")], ("de", "uk"))


def test_works_with_the_target_alone() -> None:
    entries = names_of(
        [(None, "Yesterday Uxía Carballeira spoke about the storms in Galicia."), (None, "Then Carballeira left.")],
        ("es", "en"),
    )
    assert dict(entries["Uxía Carballeira"].target) == {"Uxía Carballeira": 1, "Carballeira": 1}
    assert "Yesterday" not in entries
    assert "Galicia" in entries


def test_says_which_rules_flagged_a_name() -> None:
    entry = names_of([("El ministro llamó a Hendriksen.", "The minister called Hendirksen.")], ("es", "en"))[
        "Hendriksen"
    ]
    assert entry.faults == ("names.misspelled",)
    assert dict(entry.target) == {"Hendirksen": 1}


def test_the_names_of_a_run_are_put_together_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tqcheck.htmlreport.names.MOST", 2)
    table = NameTable()
    for number in range(10):
        names = [
            {"name": "Beltrán", "source": {}, "target": {"Beltrán": 1}, "times": 1, "first": str(number), "faults": []},
            {"name": f"N{number}", "source": {}, "target": {}, "times": 1, "first": str(number), "faults": []},
        ]
        table.add({"src_lang": None, "tgt_lang": "en", "names": names})
    assert next((row.name, row.times) for row in table.rows()) == ("Beltrán", 10)
    assert len(table) == 11
    assert len(table.rows()) <= 3


@pytest.mark.parametrize("format", WRITERS)
def test_a_glossary_of_names_reads_back(format: str, tmp_path: Path) -> None:
    entries = [
        NameEntry("Köln", (("Köln", 3),), (("Cologne", 2), ("Koeln", 1)), 3, "1", (), "de", "en"),
        NameEntry("A & <B>", (("A & <B>", 1),), (("A & <B>", 1),), 1, "2", (), "de", "en"),
        NameEntry("Falk", (("Falk", 1),), (("Flak", 1),), 1, "3", ("names.misspelled",), "de", "en"),
        NameEntry("Haddad", (("Haddad", 1),), (), 1, "4", (), "de", "en"),
    ]
    terms = terms_of_names(entries)
    assert [(term.source, term.targets) for term in terms] == [("Köln", ("Cologne",)), ("A & <B>", ("A & <B>",))]
    path = tmp_path / f"names.{format}"
    with path.open("w", encoding="utf-8", newline="") as out:
        WRITERS[format](terms, out)
    assert set(terms) <= set(load_glossary(path))
    assert Term("Falk", ("Flak",), (), "de", "en") in terms_of_names(entries, faulty=True)


def test_a_run_keeps_its_names_and_the_command_writes_them(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    row = {
        "id": "a",
        "doc_id": "d",
        "src": "Ayer habló Joaquín Beltrán.",
        "mt": "Joaquín Beltrán spoke yesterday.",
        "src_lang": "es",
        "tgt_lang": "en",
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert tqcheck("check", "in.jsonl", "--run", "r") == 0
    assert 'href="#/names"' in (tmp_path / "reports/r/report.html").read_text("utf-8")
    capsys.readouterr()
    assert tqcheck("names", "reports/r") == 0
    assert capsys.readouterr().out == "term\ttranslation\tfrom\tto\nJoaquín Beltrán\tJoaquín Beltrán\tes\ten\n"
    assert tqcheck("names", "reports/r", "--format", "tbx", "-o", "g.tbx") == 0
    assert tqcheck("check", "in.jsonl", "--glossary", "g.tbx", "--format", "jsonl") == 0
    assert tqcheck("names", "reports/r", "--format", "xls") == 2


def test_the_names_are_in_no_other_output() -> None:
    segment = Segment("1", "Joaquín Beltrán spoke.", "Habló Joaquín Beltrán.", source_lang="es", target_lang="en")
    [result] = make_run(["names"]).check([segment])
    assert segment_record(result)["names"]
    [plain] = make_run(["spacing"]).check([segment])
    assert "names" not in segment_record(plain)
