"""A glossary of the user is read from tables and TBX, goes with the run to every process, and overrules the rules."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from test_bad_input import tqcheck

from tqcheck.api import make_run
from tqcheck.errors import UsageError
from tqcheck.glossary import load_glossary
from tqcheck.model import Batch, Segment, Term
from tqcheck.pipeline import batches
from tqcheck.text.terms import is_said, terms_of
from tqcheck.workers import check_all

TSV = """term\ttranslation\tforbidden\tcase sensitive\tdo not translate
# a remark
Zentralbank\tcentral bank | monetary authority\tmiddle bank\t\t
WHO\tWHO\t\tyes\t
CloudDrive\t\t\t\tyes
\t\tgentlemen of colour\t\t
"""

TBX = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1">
  <langSec xml:lang="de"><termSec><term>Zentralbank</term></termSec></langSec>
  <langSec xml:lang="en"><termSec><term>central bank</term></termSec>
    <termSec><term>middle bank</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
  </langSec>
</conceptEntry></body></text></tbx>
"""

OLD_TBX = """<martif type="TBX"><text><body><termEntry>
<langSet xml:lang="de"><ntig><termGrp><term>Bahnhof</term></termGrp></ntig></langSet>
<langSet xml:lang="fr-CH"><tig><term>gare</term></tig></langSet>
</termEntry></body></text></martif>
"""


@pytest.fixture
def written(tmp_path: Path):
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_reads_a_table_with_a_header(written) -> None:
    assert load_glossary(written("g.tsv", TSV)) == (
        Term("Zentralbank", ("central bank", "monetary authority"), ("middle bank",)),
        Term("WHO", ("WHO",), cased=True),
        Term("CloudDrive", ("CloudDrive",), cased=True),
        Term("", (), ("gentlemen of colour",)),
    )


def test_reads_two_bare_columns_and_joins_rows_of_one_term(written) -> None:
    path = written("g.csv", '\N{ZERO WIDTH NO-BREAK SPACE}Köln,Cologne\n"Bad, Tölz",Toelz\nKöln,Cologne city,Koeln\n')
    assert load_glossary(path) == (
        Term("Köln", ("Cologne", "Cologne city"), ("Koeln",)),
        Term("Bad, Tölz", ("Toelz",)),
    )


def test_reads_languages_as_columns(written) -> None:
    terms = load_glossary(written("g.csv", "es;en;pt-BR\nOTAN;NATO;OTAN\n"))
    assert Term("OTAN", ("NATO",), (), "es", "en") in terms
    assert Term("NATO", ("OTAN",), (), "en", "pt-BR") in terms
    assert len(terms) == 6


def test_reads_tbx_of_both_kinds(written) -> None:
    terms = load_glossary(written("g.tbx", TBX))
    assert Term("Zentralbank", ("central bank",), ("middle bank",), "de", "en") in terms
    assert Term("Bahnhof", ("gare",), (), "de", "fr-CH") in load_glossary(written("old.tbx", OLD_TBX))


BROKEN = {
    "a row that says nothing": ("g.tsv", "term\ttranslation\nGare\t\n", "g.tsv:2: 'Gare' has neither a translation"),
    "a column misspelt": ("g.csv", "term,tranlation\na,b\n", "g.csv:1: there is no column 'tranlation'; did you mean"),
    "a yes that is none": ("g.tsv", "term\tdnt\nx\tperhaps\n", "g.tsv:2: 'perhaps' must be yes or no"),
    "a quotation without end": ("g.csv", 'term,translation\n"a,b\n', "g.csv:2: is no table"),
    "a language that is none": ("g.csv", "term,translation,to\na,b,klingonish\n", "g.csv:2: "),
    "nothing": ("g.csv", "term,translation\n", "g.csv: the glossary has no terms"),
    "no XML": ("g.tbx", "<tbx>\n<text></tbx>", "g.tbx:2: is no TBX"),
    "an entity bomb": (
        "g.tbx",
        '<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>\n<tbx><conceptEntry><langSec xml:lang="de">'
        "<termSec><term>&b;</term></termSec></langSec></conceptEntry></tbx>",
        "g.tbx: the glossary has no terms",
    ),
}


@pytest.mark.parametrize(("name", "text", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_says_where_it_cannot_be_read(name: str, text: str, message: str, written) -> None:
    with pytest.raises(UsageError) as error:
        load_glossary(written(name, text))
    assert message in str(error.value)


def test_an_external_entity_is_not_read(written) -> None:
    secret = written("secret.txt", "secret")
    path = written(
        "g.tbx",
        f'<!DOCTYPE t [<!ENTITY a SYSTEM "{secret.as_uri()}">]>\n<tbx><conceptEntry>'
        '<langSec xml:lang="de"><termSec><term>x&a;</term></termSec></langSec>'
        '<langSec xml:lang="en"><termSec><term>y</term></termSec></langSec></conceptEntry></tbx>',
    )
    assert all("secret" not in str(term) for term in load_glossary(path))


@pytest.mark.parametrize(
    ("form", "text", "lang"),
    [
        ("Haus", "in den Häusern", "de"),
        ("Rada Bezpieczeństwa", "członkowie Rady Bezpieczeństwa", "pl"),
        ("центральный банк", "о центральном банке", "ru"),
        ("keskuspankki", "keskuspankin pääjohtaja", "fi"),
        ("merkez bankası", "Merkez Bankası'nın kararı", "tr"),
        ("Київ", "з Києва", "uk"),
        ("Kúba", "frá Kúbu", "is"),
        ("jegybank", "a jegybankkal", "hu"),
        ("البنك المركزي", "أعلن بالبنك المركزي", "ar"),
        ("केंद्रीय बैंक", "केंद्रीय बैंकों ने", "hi"),
        ("中央银行", "该国中央银行行长", "zh"),
        ("中央銀行", "中央銀行の総裁", "ja"),
        ("중앙은행", "중앙은행은", "ko"),
        ("centralbank", "centralbankens beslut", "sv"),
        ("banque centrale", "les banques centrales", "fr"),
        ("центральна влада", "центральною владою", "uk"),
    ],
)
def test_endings_do_not_hide_a_term(form: str, text: str, lang: str) -> None:
    assert is_said(form, text, lang)


@pytest.mark.parametrize(
    ("form", "text", "lang"),
    [
        ("Haus", "in den Hallen", "de"),
        ("банк", "о базе", "ru"),
        ("keskuspankki", "keskus pihalla", "fi"),
        ("البنك المركزي", "أعلن البرلمان", "ar"),
        ("中央银行", "中央政府", "zh"),
        ("EU", "Europe", "en"),
    ],
)
def test_another_word_is_no_form_of_a_term(form: str, text: str, lang: str) -> None:
    assert not is_said(form, text, lang)


def test_the_longest_term_is_meant() -> None:
    glossary = (Term("Bank", ("bank",)), Term("Deutsche Bank", ("Deutsche Bank",), cased=True))
    segment = Segment("1", "The lender kept silent.", "Die Deutsche Bank schwieg.", source_lang="de", target_lang="en")
    assert [use.form for use in terms_of(segment, Batch([segment], glossary)).lost] == ["Deutsche Bank"]


def test_the_glossary_overrules_names_and_spelling(written) -> None:
    segment = Segment("1", "Ist das Hendirksen?", "Is that Hendriksen?", source_lang="en", target_lang="de")
    [plain] = check_all(make_run(["names", "spelling"]), batches([segment]), 1)
    assert [flag.rule for flag in plain.flags] == ["names.misspelled"]
    run = make_run(["names", "spelling", "terms"], glossary=written("g.csv", "Hendriksen,Hendirksen\n"))
    [ruled] = check_all(run, batches([segment]), 1)
    assert not ruled.flags


def test_a_lost_name_of_the_glossary_is_said_once(written) -> None:
    segment = Segment("1", "The visitor left.", "Kowalczyk se fue.", source_lang="es", target_lang="en")
    run = make_run(["names", "terms"], glossary=written("g.csv", "Kowalczyk,Kowalczyk\n"))
    [result] = check_all(run, batches([segment]), 1)
    assert [flag.rule for flag in result.flags] == ["terms.missing"]


def test_every_process_has_the_glossary(written) -> None:
    run = make_run(["terms"], glossary=written("g.csv", "Bank,bank,bench\n"))
    assert pickle.loads(pickle.dumps(run)) == run
    segments = [
        Segment(str(n), "The bench waits.", "Die Bank wartet.", source_lang="de", target_lang="en") for n in range(2500)
    ]
    found = list(check_all(run, batches(segments), 2))
    assert all([flag.rule for flag in result.flags] == ["terms.forbidden"] for result in found)


def test_the_command_line_takes_a_glossary(written, capsys, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    row = {
        "id": "1",
        "src": "Die Zentralbank wartet.",
        "mt": "The middle bank waits.",
        "src_lang": "de",
        "tgt_lang": "en",
    }
    written("in.jsonl", json.dumps(row) + "\n")
    written("g.tsv", TSV)
    assert tqcheck("check", "in.jsonl", "--glossary", "g.tsv", "--rules", "terms", "--format", "jsonl") == 0
    [flag] = json.loads(capsys.readouterr().out)["flags"]
    assert (flag["rule"], flag["category"], flag["text"], flag["source_span"]) == (
        "terms.forbidden",
        "terminology",
        "middle bank",
        [4, 15],
    )
    assert tqcheck("check", "in.jsonl", "--glossary", "none.tsv") == 2
    assert "none.tsv: there is no such glossary" in capsys.readouterr().err
