"""COMET gives its own figures, says what it is silent about, tells its errors apart, and costs nothing twice."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import shutil
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tqcheck import checkpoints
from tqcheck.api import check, make_run
from tqcheck.cache import cache_folder
from tqcheck.cli import main
from tqcheck.errors import UsageError
from tqcheck.metrics import METRICS
from tqcheck.metrics.comet import Comet, _checkpoint
from tqcheck.model import Flag, Result, Segment, Severity, Span

KINDS = ("regression_metric", "referenceless_regression_metric", "unified_metric", "xcomet_metric")
HF_HOME = Path(os.environ["HF_HOME"])
COMET = METRICS["comet"]
pytestmark = pytest.mark.xdist_group("comet")


@pytest.fixture(autouse=True)
def _fresh(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget checkpoints and scores between tests."""
    _checkpoint.cache_clear()
    shutil.rmtree(cache_folder(), ignore_errors=True)
    yield
    _checkpoint.cache_clear()


def samples(count: int, seed: int = 5) -> list[dict[str, str]]:
    import tiny_comet

    return [{name: row[name] for name in ("src", "mt", "ref")} for row in tiny_comet.sentences(count, seed)]


def segments(rows: list[dict[str, str]]) -> list[Segment]:
    return [
        Segment(str(number), row["mt"], row["src"], (row["ref"],) if "ref" in row else (), "es", "en")
        for number, row in enumerate(rows)
    ]


def comet_itself(path: str, rows: list[dict[str, str]]) -> Any:
    """Return what comet says without tqcheck, and without a word of what it warns of."""
    from tqcheck.metrics._comet_model import load

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = load(Path(path), joint=False)._model
        return model.predict(rows, batch_size=16, gpus=0, num_workers=0, progress_bar=False)


def judged(path: str, segment: Segment, *flags: Flag) -> Any:
    [found] = COMET(model=path).judge([Result(segment, flags, "pass")])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_gives_the_very_figures_of_the_model(kind: str, tiny_comet: Callable[[str], str]) -> None:
    path = tiny_comet(kind)
    rows = samples(70)
    expected = comet_itself(path, rows)
    run = make_run([], metrics=["comet"], metric_options={"comet": {"model": path}})
    results = list(check(segments(rows), run))
    assert [result.scores["comet"] for result in results] == expected["scores"]
    assert [result.segment.id for result in results] == [str(number) for number in range(70)]
    mean, half = run.metrics[0].interval([result.stats["comet"] for result in results])
    assert mean == pytest.approx(expected["system_score"])
    assert 0 < half < 1


def test_its_order_means_something(tiny_comet: Callable[[str], str]) -> None:
    path = tiny_comet("regression_metric")
    rows = samples(40)
    good = COMET(model=path).measure(segments([{**row, "mt": row["ref"]} for row in rows]))
    bad = COMET(model=path).measure(segments([{**row, "mt": "little said " * 3} for row in rows]))
    assert sum(one[0] > other[0] for one, other in zip(good, bad, strict=True)) >= 38


@pytest.mark.parametrize(
    ("kind", "needs"),
    [
        ("regression_metric", ("source", "reference")),
        ("referenceless_regression_metric", ("source",)),
        ("unified_metric", ("source",)),
        ("xcomet_metric", ("source",)),
    ],
)
def test_needs_what_the_model_needs(kind: str, needs: tuple[str, ...], tiny_comet: Callable[[str], str]) -> None:
    metric = COMET(model=tiny_comet(kind))
    assert metric.needed() == needs
    with_reference, without, alone = (
        Segment("1", "the president", "el presidente", ("a president",)),
        Segment("2", "the president", "el presidente"),
        Segment("3", "the president"),
    )
    taken = [stats is not None for stats in metric.measure([with_reference, without, alone])]
    assert taken == [True, "reference" not in needs, False]


def test_groups_are_cut_by_the_input_alone(tiny_comet: Callable[[str], str]) -> None:
    from tqcheck.pipeline import measured

    run = make_run(
        [], metrics=["comet"], metric_options={"comet": {"model": tiny_comet("regression_metric"), "cache": False}}
    )
    plain = run.check(segments(samples(30)))
    whole = [result.scores["comet"] for result in measured(plain, run.metrics)]
    parts = [result.scores["comet"] for result in measured(plain, run.metrics, group=7)]
    assert parts == pytest.approx(whole, abs=1e-5)  # padding moves the last digits


def test_the_signature_says_how_to_get_the_figure_again(tiny_comet: Callable[[str], str]) -> None:
    signature = COMET(model=tiny_comet("regression_metric")).signature("en", 1)
    for part in ("refs:1|", "revision:", "class:regression_metric", "precision:fp32", "comet:2.", "torch:"):
        assert part in signature
    assert "refs:first" in COMET(model=tiny_comet("xcomet_metric")).signature("en", 2)
    assert "refs:0" in COMET(model=tiny_comet("referenceless_regression_metric")).signature("en", 1)


# What comet is silent about


LONG = "the president said little " * 150
SOURCE = "el presidente llegó a Kiev ayer con seis ministros"


@pytest.mark.parametrize(
    ("segment", "caveat", "scored"),
    [
        (Segment("1", "", SOURCE, ("a text",)), "empty", True),
        (Segment("1", " . ", SOURCE, ("a text",)), "empty", True),
        (Segment("1", SOURCE.upper() + ".", SOURCE, ("a text",)), "", True),  # all capitals: may be names
        (Segment("1", SOURCE + ".", SOURCE, ("a text",), "es", "en"), "copy", True),
        (Segment("1", SOURCE, SOURCE, (SOURCE,), "es", "en"), "", True),  # the reference has it so
        (
            Segment("1", "Atlético Madrid 3 Real Madrid 1", "Atlético Madrid 3 Real Madrid 1", ("x",), "es", "en"),
            "",
            True,
        ),
        (Segment("1", "Kiev, ayer", "Kiev, ayer", ("x",), "es", "en"), "", True),  # too little to tell
        (Segment("1", SOURCE, SOURCE, ("x",), "es", "es-MX"), "", True),
        (Segment("1", LONG, SOURCE, ("a text",), "es", "en"), "longer than the 512 tokens", False),
        (Segment("1", "the president", SOURCE, ("a text",), "es", "ig"), "never trained on Igbo", False),
        (Segment("1", "the president", SOURCE, ("a text",), "es", "pt-BR"), "", True),
    ],
)
def test_says_what_comet_is_silent_about(
    segment: Segment, caveat: str, scored: bool, tiny_comet: Callable[[str], str]
) -> None:
    found = judged(tiny_comet("regression_metric"), segment)
    assert (caveat in found.caveat) if caveat else not found.caveat
    assert (found.stats is not None) is scored
    if caveat and scored:
        assert found.stats[0] <= 0.0


@pytest.mark.parametrize(("length", "capped"), [(30, True), (5, False)])
@pytest.mark.parametrize("rule", ["language.wrong", "language.untranslated"])
def test_a_target_flagged_as_the_wrong_language_is_capped(
    rule: str, length: int, capped: bool, tiny_comet: Callable[[str], str]
) -> None:
    segment = Segment("1", "der Präsident kam nach Kyjiw gestern", SOURCE, ("a text",), "es", "en")
    flag = Flag(rule, "language", Severity.CRITICAL, "", (Span("target", 0, length),))
    found = judged(tiny_comet("regression_metric"), segment, flag)
    assert bool(found.caveat) is capped


@pytest.mark.parametrize(
    ("kind", "target", "cut"),
    [("regression_metric", 90, False), ("unified_metric", 90, True), ("unified_metric", 50, False)],
)
def test_joint_models_share_their_512_tokens(
    kind: str, target: int, cut: bool, tiny_comet: Callable[[str], str]
) -> None:
    segment = Segment("1", "the president said little " * target, SOURCE + " poco" * 190, (), "es", "en")
    if kind == "regression_metric":
        segment = segment.having(references=("a text",))
    assert ("longer" in judged(tiny_comet(kind), segment).caveat) is cut


def test_no_text_gets_a_figure_for_what_was_not_read(tiny_comet: Callable[[str], str]) -> None:
    """A target that changes beyond the limit gets the same score from comet: that is what the caveat is for."""
    path = tiny_comet("regression_metric")
    longer = {"src": SOURCE, "mt": LONG + "Lukahsenko six ministers", "ref": "a text"}
    said = comet_itself(path, [{**longer, "mt": LONG}, longer])
    assert said["scores"][0] == said["scores"][1]
    assert judged(path, segments([longer])[0]).stats is None


def test_caveats_stand_in_every_output(tiny_comet: Callable[[str], str], tmp_path: Path, monkeypatch, capsys) -> None:
    rows = [{**row, "id": str(number), "src_lang": "es", "tgt_lang": "en"} for number, row in enumerate(samples(4))]
    rows[1]["mt"] = ""
    rows[2]["mt"] = rows[2]["src"]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    monkeypatch.chdir(tmp_path)
    options = ["--metrics", "comet", "--comet-model", tiny_comet("regression_metric")]
    assert tqcheck("score", "a.jsonl", *options, "--format", "jsonl", "-o", "out.jsonl") == 0
    records = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert ["caveats" in record for record in records] == [False, True, True, False]
    assert "empty" in records[1]["caveats"]["comet"]
    assert tqcheck("score", "a.jsonl", *options, "--run", "one") == 0
    shown = capsys.readouterr().out
    assert "comet, 1 segment: 0 at best: the target is empty" in shown
    kept = [json.loads(line) for line in Path("reports/one/segments.jsonl").read_text().splitlines()]
    assert [record.get("caveats") for record in kept] == [record.get("caveats") for record in records]
    summary = json.loads(Path("reports/one/run.json").read_text())["summary"]
    assert sum(summary["caveats"]["comet"].values()) == 2


# XCOMET's spans


def test_error_spans_become_flags_at_the_right_place(tiny_comet: Callable[[str], str]) -> None:
    target = "the president Lukahsenko said little"
    rows = [
        {"src": "el presidente Lukashenko habló poco", "mt": target},
        {"src": "el presidente habló", "mt": "the president said"},
    ]
    run = make_run([], metrics=["comet"], metric_options={"comet": {"model": tiny_comet("xcomet_metric")}})
    marked, clean = check(segments(rows), run)
    [flag] = marked.flags
    assert (flag.rule, flag.category, flag.severity) == ("comet.span", "mistranslation", Severity.MAJOR)
    assert target[flag.place.start : flag.place.end] == "Lukahsenko"
    assert (marked.verdict, clean.verdict) == ("review", "pass")
    assert not clean.flags


def test_a_rule_that_gives_a_reason_wins_over_a_span(tiny_comet: Callable[[str], str]) -> None:
    from tqcheck.pipeline import measured

    segment = Segment("1", "the president Lukahsenko said little", "el presidente Lukashenko habló poco")
    flag = Flag("names.misspelled", "names", Severity.MAJOR, "", (Span("target", 14, 24),))
    run = make_run([], metrics=["comet"], metric_options={"comet": {"model": tiny_comet("xcomet_metric")}})
    [result] = measured([Result(segment, (flag,), "review")], run.metrics)
    assert [found.rule for found in result.flags] == ["names.misspelled"]
    far = Flag("names.misspelled", "names", Severity.MAJOR, "", (Span("target", 0, 3),))
    [result] = measured([Result(segment, (far,), "review")], run.metrics)
    assert [found.rule for found in result.flags] == ["names.misspelled", "comet.span"]


# The cache


def test_a_second_run_costs_nothing_and_says_the_same(tiny_comet: Callable[[str], str], monkeypatch) -> None:
    from tqcheck.metrics._comet_model import Model

    path, asked = tiny_comet("xcomet_metric"), []
    predict = Model.predict

    def counted(self: Model, rows: Any, *options: int) -> Any:
        asked.append(len(rows))
        return predict(self, rows, *options)

    monkeypatch.setattr(Model, "predict", counted)
    rows = samples(20)
    results = [Result(segment, (), "pass") for segment in segments(rows)]
    first = COMET(model=path).judge(results)
    assert COMET(model=path).judge(results) == first
    rows[3]["mt"] += " said"
    COMET(model=path).judge([Result(segment, (), "pass") for segment in segments(rows)])
    COMET(model=path, cache=False).judge(results)
    assert asked == [20, 1, 20]


def test_a_broken_cache_is_done_without(tiny_comet: Callable[[str], str]) -> None:
    cache_folder().mkdir(parents=True, exist_ok=True)
    (cache_folder() / "comet.sqlite").write_bytes(b"this is no database" * 100)
    assert COMET(model=tiny_comet("regression_metric")).measure(segments(samples(2)))[0] is not None


def test_costs_little_more_than_the_model(tiny_comet: Callable[[str], str]) -> None:
    path = tiny_comet("regression_metric")
    rows = samples(1000)
    run = make_run([], metrics=["comet"], metric_options={"comet": {"model": path}})
    best: dict[str, float] = {}
    for _ in range(2):
        shutil.rmtree(cache_folder(), ignore_errors=True)
        started = time.process_time()
        comet_itself(path, rows)
        middle = time.process_time()
        assert len(list(check(segments(rows), run))) == 1000
        spent = {"model": middle - started, "tqcheck": time.process_time() - middle}
        best = {name: min(value, best.get(name, value)) for name, value in spent.items()}
    # 1.1 times on 2,000 segments of a real model; of this one, a thousandth of its size, our part shows more
    assert best["tqcheck"] < 1.5 * best["model"], best


# Errors, told apart


def tqcheck(*args: object) -> int:
    """Run the command line in this process and return its exit code."""
    sys.argv = ["tqcheck", *map(str, args)]
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


@pytest.mark.parametrize(
    ("model", "fragments"),
    [
        ("Unbabel/wmt22-comet-da", ["is not in the cache", "tqcheck models pull Unbabel/wmt22-comet-da"]),
        ("Unbabel/XCOMET-XL", ["is not in the cache", "gated"]),
        ("Unbabel/wmt22-commet-da", ["nor one that comet publishes", "did you mean Unbabel/wmt22-comet-da"]),
        ("some/thing.ckpt", ["there is no checkpoint some/thing.ckpt"]),
        ("./nowhere", ["there is no checkpoint"]),
    ],
)
def test_says_which_model_is_missing_and_what_to_do(
    model: str, fragments: list[str], tiny_comet: Callable[[str], str], capsys
) -> None:
    tiny_comet("regression_metric")
    assert tqcheck("score", "samples/batch.jsonl", "--metrics", "comet", "--comet-model", model) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    for fragment in fragments:
        assert fragment in said


def test_a_model_of_the_hub_works_without_a_network(tiny_comet: Callable[[str], str]) -> None:
    import tiny_comet as tiny

    path = tiny_comet("regression_metric")
    tiny.put_into_hub(Path(path), HF_HOME)
    metric = COMET(model=tiny.HUB_MODEL)
    assert metric.measure(segments(samples(5))) == COMET(model=path).measure(segments(samples(5)))
    assert f"model:{tiny.HUB_MODEL}|revision:{tiny.REVISION[:12]}" in metric.signature("en", 1)
    assert (tiny.HUB_MODEL, metric.checkpoint.path.parents[1]) in list(checkpoints.cached_models())
    (metric.checkpoint.path).unlink()
    _checkpoint.cache_clear()
    with pytest.raises(UsageError, match="without its checkpoint"):
        COMET(model=tiny.HUB_MODEL).ready()


def test_a_checkpoint_that_lacks_something(tiny_comet: Callable[[str], str], tmp_path: Path) -> None:
    path = Path(tiny_comet("regression_metric"))
    copy = tmp_path / "checkpoints" / "model.ckpt"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    with pytest.raises(UsageError, match=r"hparams\.yaml"):
        COMET(model=str(copy)).ready()
    settings = (path.parents[1] / "hparams.yaml").read_text()
    (tmp_path / "hparams.yaml").write_text(settings.replace("tqcheck/tiny-xlmr", "tqcheck/another"))
    with pytest.raises(UsageError, match=r"the encoder tqcheck/another .* tqcheck models pull tqcheck/another"):
        COMET(model=str(copy)).ready()
    (tmp_path / "hparams.yaml").write_text("- a list")
    with pytest.raises(UsageError, match="class_identifier"):
        COMET(model=str(copy)).ready()
    with pytest.raises(UsageError, match="holds no checkpoint"):
        COMET(model=str(copy.parents[2])).ready()


@pytest.mark.parametrize(
    ("missing", "fragment"), [("comet", "pip install 'tqcheck[comet]'"), ("pkg_resources", "'setuptools<81'")]
)
def test_says_what_to_install(missing: str, fragment: str, monkeypatch) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(
        checkpoints,
        "find_spec",
        lambda name: None if name == missing else there("json") if name in ("comet", "torch") else there(name),
    )
    with pytest.raises(UsageError, match=fragment.replace("[", r"\[")):
        COMET().ready()


@pytest.mark.parametrize(
    ("options", "fragment"), [({"gpus": 2}, "0 or 1 GPUs"), ({"batch_size": 0}, "batch size"), ({"gpus": 1}, "no GPU")]
)
def test_says_what_is_wrong_with_an_option(
    options: dict[str, int], fragment: str, tiny_comet: Callable[[str], str]
) -> None:
    metric = COMET(model=tiny_comet("regression_metric"), **options)
    with pytest.raises(UsageError, match=fragment):
        metric.ready()
        metric.measure(segments(samples(1)))
        pytest.skip("there is a GPU here")


def test_pull_says_which_of_the_many_it_is(tiny_comet: Callable[[str], str], monkeypatch) -> None:
    tiny_comet("regression_metric")
    import huggingface_hub
    import requests
    from huggingface_hub import errors

    def failing_with(error: Exception) -> None:
        def download(*_: object, **__: object) -> str:
            raise error

        monkeypatch.setattr(huggingface_hub, "snapshot_download", download)

    answer = requests.Response()
    for error, fragment in (
        (errors.GatedRepoError("", response=answer), "gated: accept its licence"),
        (errors.RepositoryNotFoundError("", response=answer), "has no model"),
        (errors.LocalEntryNotFoundError(""), "HF_HUB_OFFLINE is set"),
        (requests.exceptions.ConnectionError(), "HF_HUB_OFFLINE is set"),
        (errors.HFValidationError(""), "is no hub name"),
        (OSError(errno.ENOSPC, "full"), "is full"),
    ):
        failing_with(error)
        with pytest.raises(UsageError, match=fragment):
            checkpoints.pull("Unbabel/wmt22-comet-da")
    monkeypatch.delenv("HF_HUB_OFFLINE")
    failing_with(errors.LocalEntryNotFoundError(""))
    with pytest.raises(UsageError, match="the hub cannot be reached"):
        checkpoints.pull("Unbabel/wmt22-comet-da")


def test_the_class_is_what_the_catalog_has() -> None:
    assert COMET is Comet
    assert COMET.heavy
