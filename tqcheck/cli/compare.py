"""`tqcheck compare`: runs of several systems on the same input, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(compare)


def compare(
    runs: Annotated[
        list[Path], typer.Argument(metavar="RUN_A RUN_B …", help="Run folders; the first is the baseline.")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where to write it; beside the runs if left out.")
    ] = None,
) -> None:
    """Compare systems: scores with paired significance, flags by category, the segments where they differ most.

    \b
    tqcheck compare reports/engine-a reports/engine-b
    """
    from tqcheck.compare import compare as compare_runs
    from tqcheck.errors import UsageError
    from tqcheck.files import written_whole
    from tqcheck.htmlreport.comparison import render_comparison
    from tqcheck.store import open_run, stored_segments

    if len(runs) < 2:
        raise UsageError("give two run folders or more: tqcheck compare reports/engine-a reports/engine-b")
    names = [run.name for run in runs]
    if len(set(names)) < len(names):
        names = [str(run) for run in runs]
    compared = compare_runs([(open_run(run), stored_segments(run)) for run in runs], names)
    for score in compared.scores:
        for number, test in enumerate(score["tests"], 1):
            first, other, digits = score["values"][0], score["values"][number], score["digits"]
            typer.echo(
                f"{score['metric']:<7} {score['pair']:<7} {names[0]} {first:.{digits}f}  {names[number]} {other:.{digits}f}"
                f"  difference {other - first:+.{digits}f}  p {test['bs']:.3f} (bootstrap) {test['ar']:.3f} (randomisation)"
            )
    path = output or runs[0].parent / ("-vs-".join(run.name for run in runs) + ".html")
    with written_whole(path) as out:
        out.write(render_comparison(compared))
    typer.echo(str(path))
