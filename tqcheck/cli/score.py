"""`tqcheck score` and `tqcheck check`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from tqcheck.model import Segment
    from tqcheck.pipeline import Run
    from tqcheck.readers import Input, Reading
    from tqcheck.translation import Kind, Translating

Target = Annotated[
    str,
    typer.Argument(
        metavar="TARGET",
        help="Translations: JSONL, TSV, CSV, text (a segment a line with -s or -r, else an article),"
        " a folder of such files, or - for standard input.",
    ),
]
Source = Annotated[str | None, typer.Option("-s", "--source", help="Source text, line-aligned with TARGET.")]
Reference = Annotated[
    list[str] | None,
    typer.Option("-r", "--reference", help="Reference translation, line-aligned; may be given several times."),
]
CometTarget = Annotated[
    str | None, typer.Option("-t", "--target", help="TARGET, as comet-score names it.", show_default=False)
]
BackTranslation = Annotated[
    str | None,
    typer.Option("--back-translation", help="TARGET translated back into the source's language, line-aligned."),
]
Sources = Annotated[Path | None, typer.Option(help="For a folder of TARGETs: the folder of sources of the same names.")]
References = Annotated[
    Path | None,
    typer.Option(help="For a folder of TARGETs: the folder of references; references/ if it is there."),
]
From = Annotated[str | None, typer.Option("--from", metavar="LANG", help="Language of the sources, such as es.")]
To = Annotated[
    str | None, typer.Option("--to", metavar="LANG", help="Language of the translations, such as en or pt-BR.")
]
Columns = Annotated[
    str | None, typer.Option(metavar="A,B,…", help="Columns of a table without a header: src,mt,ref; - skips one.")
]
ReaderId = Annotated[
    str | None, typer.Option("--reader", metavar="ID", help="Input format (see `tqcheck list readers`).")
]
Encoding = Annotated[str, typer.Option(help="Encoding of the input files.")]
OnError = Annotated[str, typer.Option(metavar="fail|skip", help="What to do with a record that cannot be read.")]
Select = Annotated[
    str | None, typer.Option("--rules", metavar="A,B,…", help="Only these rules or families: names,numbers.missing.")
]
Ignore = Annotated[str | None, typer.Option("--ignore", metavar="A,B,…", help="All rules but these.")]
Metrics = Annotated[str, typer.Option("--metrics", "-m", metavar="A,B,…", help="Metrics (see `tqcheck list metrics`).")]
Format = Annotated[str, typer.Option("--format", "-f", metavar="ID", help="console, jsonl, json or csv.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write there instead of standard output.")]
Name = Annotated[
    str | None,
    typer.Option("--run", metavar="NAME", help="Keep the run in reports/NAME; the input's name if left out."),
]
Reports = Annotated[Path, typer.Option(help="Folder in which runs are kept.")]
NoRun = Annotated[
    bool, typer.Option("--no-run", help="Keep no run folder (nor does any --format but console, without --run).")
]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes; one a core for large inputs if left out.")]

CometModel = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="COMET by this model: hub name or checkpoint (see `tqcheck models list`)."),
]
Gpus = Annotated[int, typer.Option(help="GPUs for COMET: 0 or 1.")]
BatchSize = Annotated[int, typer.Option(min=1, help="Segments that COMET takes at a time.")]
BackTranslate = Annotated[
    str | None,
    typer.Option(
        metavar="ENGINE[:…]", help="Translate TARGET back: apertium, apertium:es (see `tqcheck list engines`)."
    ),
]
PseudoReference = Annotated[
    str | None,
    typer.Option(metavar="ENGINE[:…]", help="Translate the source by another engine, as a weak, separate reference."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither take nor keep COMET scores and translations.")]


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
    encoding: Encoding = "utf-8",
    on_error: OnError = "fail",
    metrics: Metrics = "bleu,chrf,ter",
    rules: Select = None,
    ignore: Ignore = None,
    format: Format = "console",
    output: Output = None,
    run: Name = None,
    reports: Reports = Path("reports"),
    no_run: NoRun = False,
    workers: Workers = None,
    comet_model: CometModel = None,
    gpus: Gpus = 0,
    batch_size: BatchSize = 16,
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
    """
    from tqcheck.api import make_run
    from tqcheck.readers import Input

    given = Input(
        target or comet_target or "",
        source,
        tuple(reference or ()),
        back_translation,
        from_,
        to,
        reader=reader,
        columns=_names(columns),
        encoding=encoding,
    )
    comet: dict[str, Any] = {"gpus": gpus, "batch_size": batch_size, "cache": not no_cache}
    if comet_model:
        metrics, comet["model"] = f"{metrics},comet", comet_model
    translations = _translations(back_translate, pseudo_reference, not no_cache)
    views = [*(["bt"] if back_translate or back_translation else []), *(["pseudo"] if pseudo_reference else [])]
    work = make_run(_list(rules), _list(ignore), _viewed(_names(metrics), views), {"comet": comet})
    _work(work, given, sources, references, on_error, format, output, run, reports, no_run, workers, translations)


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
    run: Run,
    given: Input,
    sources: Path | None,
    references: Path | None,
    on_error: str,
    format: str,
    output: Path | None,
    name: str | None,
    reports: Path,
    no_run: bool,
    workers: int | None,
    translations: Sequence[Translating],
) -> None:
    from tqcheck.errors import UsageError
    from tqcheck.pipeline import batches
    from tqcheck.readers import Reading, read
    from tqcheck.report import Report
    from tqcheck.store import run_folder
    from tqcheck.workers import check_all
    from tqcheck.writers import WRITERS

    if on_error not in ("fail", "skip"):
        raise UsageError(f"--on-error is fail or skip, not '{on_error}'")
    writer = WRITERS[format]()
    inputs = _inputs(given, sources, references)
    reading, report = Reading(on_error), Report(run)
    keep = not no_run and (format == "console" or name is not None)
    folder = reports / (name or _run_name(given.target))

    def more() -> dict[str, Any]:
        return {t.kind.replace("-", "_"): t.summary() for t in translations}

    with ExitStack() as stack:
        segments = stack.enter_context(_progress(read(inputs, reading), inputs))
        work = batches(segments)
        for translating in translations:
            work = translating.filled(work)
        results = report.recording(check_all(run, work, workers))
        if keep:
            results = stack.enter_context(run_folder(folder, results, report, reading, inputs, more))
        writer.write(results, report, stack.enter_context(_output(output)))
    _say_how(reading)
    for translating in translations:
        if told := translating.told():
            typer.echo(told, err=True)
    if keep:
        typer.echo(f"Report: {folder / 'report.html'}", err=format != "console" and output is None)


def _translations(back: str | None, pseudo: str | None, cache: bool) -> list[Translating]:
    if not (back or pseudo):
        return []
    from tqcheck.backtranslation import engine_named
    from tqcheck.translation import Translating

    wanted: list[tuple[str | None, Kind]] = [(back, "back-translation"), (pseudo, "pseudo-reference")]
    return [Translating(engine_named(engine), kind, cache) for engine, kind in wanted if engine]


def _viewed(metrics: Sequence[str], views: Sequence[str]) -> list[str]:
    """Return the metrics, and those of sacreBLEU on the translations that are made or given too."""
    from tqcheck.metrics import METRICS

    plain = [id for id in metrics if id in METRICS and METRICS[id].needs == ("reference",)] if views else []
    return [*metrics, *(f"{id}.{view}" for view in views for id in plain)]


def _inputs(given: Input, sources: Path | None, references: Path | None) -> tuple[Input, ...]:
    from tqcheck.errors import UsageError
    from tqcheck.readers import STDIN, pair_folder

    if not given.target:
        raise UsageError("nothing to read: name a file, a folder or - for standard input (see `tqcheck score --help`)")
    if given.target == STDIN or not Path(given.target).is_dir():
        return (given,)
    if given.partners:
        raise UsageError(f"{given.target} is a folder: give --sources and --references folders, not -s, -r")
    default = Path("references")
    return pair_folder(Path(given.target), sources, references or (default if default.is_dir() else None), given)


def _run_name(target: str) -> str:
    stem = Path(target).name.removesuffix(".gz")
    return "stdin" if target == "-" else Path(stem).stem or "run"


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    from tqcheck.files import written_whole

    if path:
        with written_whole(path) as out:
            yield out
    else:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()


@contextmanager
def _progress(segments: Iterator[Segment], inputs: tuple[Input, ...]) -> Iterator[Iterator[Segment]]:
    """Show a bar on stderr if a person looks at it."""
    if not sys.stderr.isatty():
        yield segments
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield iter(bar.track(segments, total=_line_count(inputs)))


def _line_count(inputs: tuple[Input, ...]) -> int | None:
    paths = [Path(given.target) for given in inputs]
    if any(not path.is_file() or path.suffix == ".gz" for path in paths):
        return None
    return sum(chunk.count(b"\n") for path in paths for chunk in _chunks(path)) or None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            yield chunk


def _say_how(reading: Reading) -> None:
    told = [f"{how} ({', '.join(tags)})" if tags else how for how, tags in reading.languages.items()]
    if told:
        typer.echo(f"Languages: {'; '.join(told)}", err=True)
    if reading.skipped:
        typer.echo(f"Skipped {len(reading.skipped)} records that cannot be read:", err=True)
        for reason in reading.skipped[:20]:
            typer.echo(f"  {reason}", err=True)
        if len(reading.skipped) > 20:
            typer.echo(f"  … and {len(reading.skipped) - 20} more", err=True)
