"""Names that a pipeline of the user's finds are evidence: a tiny one of spaCy's, made here."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("spacy")

import spacy

from tqcheck.api import check, make_run
from tqcheck.config import load_config, run_of
from tqcheck.errors import UsageError
from tqcheck.model import Batch, Segment
from tqcheck.text.entities import Named, find_recogniser, recognised
from tqcheck.text.losses import loss
from tqcheck.text.matching import Habits, match

PATTERNS = {
    "de": [
        ("PER", "Zimmermann"), ("PER", "Richter"), ("LOC", "Essen"), ("DATE", "Montag"), ("MONEY", "sieben Euro"),
    ],
    "ja": [("Person", "黒木明"), ("City", "釜石")],
}  # fmt: skip


@pytest.fixture(scope="module")
def pipelines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the folders of pipelines that know a few names."""
    folders = {}
    for lang, patterns in PATTERNS.items():
        pipeline = spacy.blank(lang, config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
        ruler = pipeline.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": label, "pattern": name} for label, name in patterns])
        folder = tmp_path_factory.mktemp("pipelines") / lang
        pipeline.to_disk(folder)
        folders[lang] = str(folder)
    return folders


def test_names_are_found_in_the_language_of_the_pipeline(pipelines: dict[str, str]) -> None:
    source = "Richter Zimmermann kam am Montag nach Essen."
    segment = Segment("1", "Judge Zimmermann came to Essen on Monday.", source, source_lang="de-AT", target_lang="en")
    found = recognised(Batch([segment], recognisers=(pipelines["de"],)))
    assert found == {("de", source): {(0, 7), (8, 18), (38, 43)}}
    assert recognised(Batch([segment])) == {}


def test_what_is_no_pipeline_is_said_with_the_next_step(pipelines: dict[str, str], tmp_path: Path) -> None:
    assert find_recogniser(pipelines["de"]).lang == "de"
    with pytest.raises(UsageError, match=r"xx_no_such: there is no such pipeline of spaCy.*(download|installed)"):
        find_recogniser("xx_no_such")
    spacy.blank("fr").to_disk(tmp_path / "blank")
    with pytest.raises(UsageError, match="finds no entities"):
        find_recogniser(str(tmp_path / "blank"))


def test_a_wrong_pipeline_is_a_wrong_setting(tmp_path: Path) -> None:
    path = tmp_path / "tqcheck.toml"
    path.write_text('ner = ["de_no_such"]\n', "utf-8")
    with pytest.raises(UsageError, match=r"tqcheck\.toml: ner: de_no_such"):
        run_of(load_config(path=path))


def test_a_name_that_the_pipeline_finds_is_surer_to_be_lost(pipelines: dict[str, str]) -> None:
    source, target = "Gestern kam Zimmermann ohne Mantel.", "Yesterday came without a coat."
    matching = match(source, target, "de", "en")
    habits = Habits("de", "en")
    habits.learn([matching])
    segment = Segment("1", target, source, source_lang="de", target_lang="en")
    places = recognised(Batch([segment], recognisers=(pipelines["de"],)))
    odds = {
        matching.here[i].text: (
            loss(matching, i, habits, (source, target)).odds,
            loss(matching, i, habits, (source, target), Named(places["de", source])).odds,
        )
        for i in matching.lost
    }
    assert odds["Zimmermann"][1] > odds["Zimmermann"][0]
    assert odds["Mantel"][1] < odds["Mantel"][0]


def test_runs_and_settings_take_a_pipeline(pipelines: dict[str, str], tmp_path: Path) -> None:
    segment = Segment("1", "Mr Zimmermann came.", "Herr Zimmermann kam.", source_lang="de", target_lang="en")
    [with_names] = check([segment], make_run(["names"], ner=[pipelines["de"]]))
    [without] = check([segment], make_run(["names"]))
    assert with_names.flags == without.flags == ()
    path = tmp_path / "tqcheck.toml"
    path.write_text(f"ner = ['{pipelines['de']}']\n", "utf-8")
    assert run_of(load_config(path=path)).recognisers == (pipelines["de"],)
