"""`tqcheck gate`: a kept run is held against limits; `tqcheck baseline`: it is what later ones are held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tqcheck.cli.outputs import Outputs
from tqcheck.errors import ExitCode

if TYPE_CHECKING:
    from tqcheck.config import Config
    from tqcheck.judgement import Judgement
    from tqcheck.store import Stored

Format = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="ID", help="What is printed (see `tqcheck list writers`)."),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write there instead of standard output.")]
Write = Annotated[
    list[str] | None,
    typer.Option(metavar="ID=FILE", help="Write another format to a file, such as sarif=flags.sarif; may be repeated."),
]
LimitText = Annotated[
    list[str] | None,
    typer.Option(metavar="LIMIT", help="What breaks the gate, such as 'critical > 0' or 'chrf < 55'; may be repeated."),
]
Baseline = Annotated[Path | None, typer.Option(metavar="RUN", help="A run whose flags are known: only new ones count.")]
SuppressionFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Flags that are allowed.", show_default="tqcheck-suppressions.toml"),
]
Level = Annotated[
    float | None,
    typer.Option(help="How often an unchanged score may be called worse than the baseline's.", show_default="0.05"),
]
Profile = Annotated[
    str | None,
    typer.Option(metavar="news|strict|draft", help="Limits to start from.", show_default="news"),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="Settings.", show_default="tqcheck.toml, or [tool.tqcheck] of pyproject.toml"
    ),
]
Run = Annotated[Path, typer.Argument(metavar="RUN", help="A run folder such as reports/summit, or its name.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(gate)
    baseline = typer.Typer(help="What later runs are held against.", no_args_is_help=True, rich_markup_mode=None)
    baseline.callback()(lambda: None)
    baseline.command("update")(update)
    app.add_typer(baseline, name="baseline")


def gate(
    run: Run,
    limit: LimitText = None,
    baseline: Baseline = None,
    suppressions: SuppressionFile = None,
    level: Level = None,
    profile: Profile = None,
    config: ConfigFile = None,
    format: Format = None,
    output: Output = None,
    write: Write = None,
) -> None:
    """Hold a run against limits: each one with its figure, pass or break.

    Exits with 0 if all hold and with 1 if one is broken (2: usage, 3: input, 4: a bug in tqcheck).

    \b
    tqcheck gate reports/summit
    tqcheck gate reports/summit --limit 'critical > 0' --limit 'names per 1000 > 2'
    tqcheck gate reports/summit --baseline reports/main --limit 'chrf drops by 0.5 against baseline'
    tqcheck gate reports/summit --format github --write sarif=flags.sarif --write junit=limits.xml
    """
    from tqcheck.config import load_config

    settings = load_config(
        path=config,
        profile=profile,
        gate_limits=limit,
        gate_baseline=baseline and str(baseline),
        gate_level=level,
        gate_suppressions=suppressions and str(suppressions),
    )
    outputs = Outputs(format or "gate", output, write or ())
    stored = _stored(run, settings)
    stored.judgement = gate_of(settings, stored.record)(stored)
    outputs.write_stored(stored)
    if stored.judgement.broken:
        raise typer.Exit(ExitCode.GATE_BROKEN)


def update(run: Run, baseline: Baseline = None, config: ConfigFile = None) -> None:
    """Make a run the baseline: its flags are known from now on, its scores are what later ones are compared with.

    \b
    tqcheck baseline update reports/summit --baseline reports/main
    """
    from tqcheck.baselines import old_and_gone
    from tqcheck.config import load_config
    from tqcheck.errors import UsageError
    from tqcheck.fingerprint import prints
    from tqcheck.store import Stored, copy_run

    settings = load_config(path=config, gate_baseline=baseline and str(baseline))
    stored = _stored(run, settings)
    if not settings["gate.baseline"]:
        raise UsageError(
            "where is the baseline to be kept? Give --baseline FOLDER, or set gate.baseline in tqcheck.toml"
        )
    to = Path(settings["gate.baseline"])
    if to.resolve() == stored.folder.resolve():
        raise UsageError(f"{to} is that baseline itself: name another run")
    now = [print for _, of_flags in prints(stored.results()) for print in of_flags]
    before = [print for _, of_flags in prints(Stored(to).results()) for print in of_flags] if to.exists() else []
    old, gone = old_and_gone(before, now)
    copy_run(stored.folder, to)
    typer.echo(f"Baseline {to}: {len(now):,} flags, {len(now) - len(old):,} of them new; {gone:,} are gone")


def gate_of(settings: Config, record: Mapping[str, Any]) -> Callable[[Stored], Judgement]:
    """Return what judges a stored run by the settings.

    record: what is known of the run by now: limits and baseline are looked at before a long run, not after.
    Raises UsageError for a limit that cannot hold, InputError for a baseline that cannot be read.
    """
    import datetime

    from tqcheck.config import limits_of
    from tqcheck.decisions import DECISIONS, latest, read_decisions
    from tqcheck.gate import check_limit, judge
    from tqcheck.store import Stored
    from tqcheck.suppressions import FILE, Suppressions, load_suppressions

    limits = limits_of(settings)
    for limit in limits:
        check_limit(limit, record, bool(settings["gate.baseline"]))
    baseline = Stored(Path(settings["gate.baseline"])) if settings["gate.baseline"] else None
    file = settings["gate.suppressions"] or (FILE if Path(FILE).is_file() else None)
    rows = load_suppressions(Path(file)) if file else ()
    decided = [Path(path) for path in settings["gate.decisions"]]
    if missing := [path for path in decided if not path.is_file()]:
        raise settings.refuse("gate.decisions", f"names {missing[0]}, which is not there")

    def judged(stored: Stored) -> Judgement:
        own = stored.folder / DECISIONS
        files = [*decided, *([own] if own.is_file() else [])]
        return judge(
            stored,
            limits,
            baseline=baseline,
            suppressions=Suppressions(rows),
            decisions=latest(decision for path in files for decision in read_decisions(path)),
            today=datetime.date.today(),
            level=settings["gate.level"],
        )

    return judged


def _stored(run: Path, settings: Config) -> Stored:
    from tqcheck.store import Stored

    named = Path(settings["output.reports"]) / run
    return Stored(named if not run.exists() and named.is_dir() else run)
