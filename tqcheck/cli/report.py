"""`tqcheck report`: write the HTML report of a run again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(report)


def report(
    run: Annotated[Path, typer.Argument(help="A run folder, such as reports/summit.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where to write it; in the run folder if left out.")
    ] = None,
) -> None:
    """Write the HTML report of a run folder again, from the data in it."""
    from tqcheck.files import written_whole
    from tqcheck.htmlreport import write_report
    from tqcheck.store import REPORT, open_run, stored_segments

    record = open_run(run)
    path = output or run / REPORT
    with written_whole(path) as out:
        write_report(record, stored_segments(run), out)
    typer.echo(str(path))
