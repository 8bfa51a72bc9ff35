"""`tqcheck score` and `tqcheck check`."""

from __future__ import annotations

import inspect
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typer

from tqcheck.cli.gate import (
    Baseline,
    ConfigFile,
    Format,
    Level,
    LimitText,
    Output,
    Profile,
    SuppressionFile,
    Write,
)
from tqcheck.cli.options import (
    BackTranslate,
    BackTranslation,
    BatchSize,
    ChangedSince,
    Columns,
    CometModel,
    CometTarget,
    Encoding,
    From,
    Gate,
    Glossary,
    Gpus,
    Ignore,
    Metrics,
    Name,
    Ner,
    NoCache,
    NoRun,
    OnError,
    PseudoReference,
    ReaderId,
    Reference,
    References,
    Reports,
    Select,
    Source,
    Sources,
    Target,
    To,
    Workers,
)
from tqcheck.cli.outputs import Outputs
from tqcheck.cli.progress import progress
from tqcheck.errors import ExitCode

if TYPE_CHECKING:
    from tqcheck.config import Config
    from tqcheck.readers import Input, Reading
    from tqcheck.translation import Kind, Translating


def add_to(app: typer.Typer) -> None:
    """Add both commands."""
    app.command()(score)
    app.command()(check)


def score(
    target: Target = "",
    source: Source = None,
    reference: Reference = None,
    comet_target: CometTarget = None,
    back_translation: BackTranslation = None,
    sources: Sources = None,
    references: References = None,
    from_: From = None,
    to: To = None,
    columns: Columns = None,
    reader: ReaderId = None,
    encoding: Encoding = None,
    on_error: OnError = None,
    metrics: Metrics = None,
    rules: Select = None,
    ignore: Ignore = None,
    glossary: Glossary = None,
    ner: Ner = None,
    format: Format = None,
    output: Output = None,
    write: Write = None,
    run: Name = None,
    reports: Reports = None,
    no_run: NoRun = False,
    workers: Workers = None,
    changed_since: ChangedSince = None,
    gate: Gate = False,
    limit: LimitText = None,
    baseline: Baseline = None,
    suppressions: SuppressionFile = None,
    level: Level = None,
    profile: Profile = None,
    config: ConfigFile = None,
    comet_model: CometModel = None,
    gpus: Gpus = None,
    batch_size: BatchSize = None,
    back_translate: BackTranslate = None,
    pseudo_reference: PseudoReference = None,
    no_cache: NoCache = False,
) -> None:
    """Score translations against references and flag what is wrong in them.

    A summary goes to the terminal, and the whole, with an HTML report, to reports/NAME.
    What cannot run for want of a source or reference is named, never counted as 0.

    \b
    tqcheck score mt.txt -s source.txt -r reference.txt --from es --to en
    tqcheck score batch.jsonl
    tqcheck score mt/ --references references/ --sources sources/
    tqcheck score batch.tsv --format jsonl -o scored.jsonl
    tqcheck score mt/ --gate --write sarif=flags.sarif
    """
    from tqcheck.config import load_config

    settings = load_config(
        path=config,
        profile=profile,
        metrics=_list(metrics),
        input_target=target or comet_target or None,
        input_source=source,
        input_reference=reference,
        input_back_translation=back_translation,
        input_sources=sources and str(sources),
        input_references=references and str(references),
        input_from=from_,
        input_to=to,
        input_reader=reader,
        input_columns=_list(columns),
        input_encoding=encoding,
        input_on_error=on_error,
        rules_select=_list(rules),
        rules_ignore=_list(ignore),
        glossary=glossary and str(glossary),
        ner=ner,
        output_format=format,
        output_reports=reports and str(reports),
        output_run=run,
        gate_limits=limit,
        gate_baseline=baseline and str(baseline),
        gate_level=level,
        gate_suppressions=suppressions and str(suppressions),
    )
    if comet_model and "comet" not in settings["metrics"]:
        settings = settings.but(metrics=[*settings["metrics"], "comet"])
    settings.add_options(
        "comet", model=comet_model, gpus=gpus, batch_size=batch_size, cache=False if no_cache else None
    )
    translations = _translations(back_translate, pseudo_reference, not no_cache)
    views = [*(["bt"] if back_translate or back_translation else []), *(["pseudo"] if pseudo_reference else [])]
    if views:
        settings = settings.but(metrics=_viewed(settings["metrics"], views))
    outputs = Outputs(settings["output.format"], output, write or ())
    _work(settings, outputs, gate, no_run, workers, changed_since, translations)


def check(**options: Any) -> None:
    """Flag what is wrong in translations, without scoring them: `score` less the metrics.

    References that are given still serve as evidence.
    """
    score(**options, metrics="")


def _without_metrics() -> None:
    """Give `check` the options of `score` but one, so that they are written down once."""
    signature = inspect.signature(score, eval_str=True)  # typer does not evaluate a signature that is given
    options = [option for name, option in signature.parameters.items() if name != "metrics"]
    check.__signature__ = signature.replace(parameters=options)  # type: ignore[attr-defined]
    check.__annotations__ = {name: kind for name, kind in score.__annotations__.items() if name != "metrics"}


_without_metrics()


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _list(text: str | None) -> list[str] | None:
    return None if text is None else list(_names(text))


def _work(
    settings: Config,
    outputs: Outputs,
    gate: bool,
    no_run: bool,
    workers: int | None,
    changed_since: str | None,
    translations: Sequence[Translating],
) -> None:
    from tqcheck.cli.gate import gate_of
    from tqcheck.config import run_of
    from tqcheck.pipeline import batches
    from tqcheck.readers import Reading, read
    from tqcheck.report import Report
    from tqcheck.store import Stored, planned, run_folder
    from tqcheck.workers import check_all

    run = run_of(settings)
    judged = gate_of(settings, planned(run)) if gate else None
    inputs = _inputs(settings)
    if changed_since and not (inputs := _changed(inputs, changed_since)):
        typer.echo(f"Nothing to judge: no input differs from {changed_since}.", err=True)
        return
    reading, report = Reading(settings["input.on-error"]), Report(run)
    keep = not no_run and (outputs.format == "console" or settings["output.run"] is not None)
    name = settings["output.run"] or _run_name(settings["input.target"])
    folder = Path(settings["output.reports"]) / name

    def more() -> dict[str, Any]:
        return {t.kind.replace("-", "_"): t.summary() for t in translations}

    with ExitStack() as whole:
        if not keep:
            folder = Path(whole.enter_context(TemporaryDirectory(prefix="tqcheck-"))) / name
        with ExitStack() as stack:
            segments = stack.enter_context(progress(read(inputs, reading), inputs))
            work = batches(segments)
            for translating in translations:
                work = translating.filled(work)
            results = report.recording(check_all(run, work, workers))
            if keep or judged or outputs.more:
                whole_folder = run_folder(folder, results, report, reading, inputs, more, with_report=not judged)
                results = stack.enter_context(whole_folder)
            if judged or outputs.more:
                deque(results, maxlen=0)
            else:
                outputs.write(results, report)
        if judged or outputs.more:
            stored = Stored(folder)
            try:
                stored.judgement = judged(stored) if judged else None
            finally:  # a limit that cannot hold does not cost the report
                if keep and judged:
                    stored.write_report()
            outputs.write_stored(stored)
    _say_how(reading)
    for translating in translations:
        if told := translating.told():
            typer.echo(told, err=True)
    if keep:
        typer.echo(f"Report: {folder / 'report.html'}", err=outputs.format != "console" and outputs.path is None)
    if judged and stored.judgement and stored.judgement.broken:
        raise typer.Exit(ExitCode.GATE_BROKEN)


def _translations(back: str | None, pseudo: str | None, cache: bool) -> list[Translating]:
    if not (back or pseudo):
        return []
    from tqcheck.backtranslation import engine_named
    from tqcheck.translation import Translating

    wanted: list[tuple[str | None, Kind]] = [(back, "back-translation"), (pseudo, "pseudo-reference")]
    return [Translating(engine_named(engine), kind, cache) for engine, kind in wanted if engine]


def _viewed(metrics: Sequence[str], views: Sequence[str]) -> list[str]:
    """Return the metrics, and those that compare with references on the translations that are made or given too."""
    from tqcheck.metrics._views import viewable

    plain = [id for id in metrics if viewable(id)] if views else []
    return [*metrics, *(f"{id}.{view}" for view in views for id in plain)]


def _inputs(settings: Config) -> tuple[Input, ...]:
    from tqcheck.errors import UsageError
    from tqcheck.readers import STDIN, Input, pair_folder

    target = settings["input.target"]
    if not target:
        raise UsageError(
            "nothing to read: name a file, a folder or - for standard input (see `tqcheck score --help`),"
            " or set input.target in tqcheck.toml"
        )
    given = Input(
        target,
        _partner(settings, "input.source"),
        tuple(_partner(settings, "input.reference") or ()),
        _partner(settings, "input.back-translation"),
        settings["input.from"],
        settings["input.to"],
        reader=settings["input.reader"],
        columns=tuple(settings["input.columns"] or ()),
        encoding=settings["input.encoding"],
    )
    if target == STDIN or not Path(target).is_dir():
        return (given,)
    if given.partners:
        raise UsageError(f"{target} is a folder: give --sources and --references folders, not -s, -r")
    sources, references = settings["input.sources"], settings["input.references"]
    default = Path("references")
    return pair_folder(
        Path(target),
        Path(sources) if sources else None,
        Path(references) if references else default if default.is_dir() else None,
        given,
    )


def _partner(settings: Config, key: str) -> Any:
    """Return the files that go with the target; those of the configuration go only with its own target."""
    same = settings.origin(key) == settings.origin("input.target")
    return settings[key] if same or settings.origin(key) == "command line" else None


def _changed(inputs: tuple[Input, ...], rev: str) -> tuple[Input, ...]:
    from tqcheck.changes import changed_since

    changed = changed_since(rev)
    return tuple(
        given for given in inputs if any(Path(path).resolve() in changed for path in (given.target, *given.partners))
    )


def _run_name(target: str) -> str:
    stem = Path(target).name.removesuffix(".gz")
    return "stdin" if target == "-" else Path(stem).stem or "run"


def _say_how(reading: Reading) -> None:
    told = [f"{how} ({', '.join(tags)})" if tags else how for how, tags in reading.languages.items()]
    if told:
        typer.echo(f"Languages: {'; '.join(told)}", err=True)
    for note in reading.notes:
        typer.echo(note, err=True)
    if reading.skipped:
        typer.echo(f"Skipped {len(reading.skipped)} records that cannot be read:", err=True)
        for reason in reading.skipped[:20]:
            typer.echo(f"  {reason}", err=True)
        if len(reading.skipped) > 20:
            typer.echo(f"  … and {len(reading.skipped) - 20} more", err=True)
