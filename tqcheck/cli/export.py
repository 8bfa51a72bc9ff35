"""`tqcheck export`: a run in the form of another review tool."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    run: Annotated[Path, typer.Argument(help="A run folder, such as reports/summit.")],
    format: Annotated[str, typer.Argument(metavar="pearmut|marot|xliff|csv", help="The tool to write for.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where to write it.")],
) -> None:
    """Write a run for another review tool: pearmut (ESA), Marot and the MQM viewer, XLIFF 1.2 for any CAT tool, or
    CSV for a spreadsheet. `tqcheck decisions RUN FILE` reads back what people said there.

    Flags that reviewers dismissed are left out; suggestions that they wrote stand in place of tqcheck's.
    """
    from tqcheck.decisions import DECISIONS, latest, read_decisions
    from tqcheck.errors import UsageError, near
    from tqcheck.exchange import FORMATS, reviewed
    from tqcheck.files import written_whole
    from tqcheck.store import open_run, stored_segments

    if format not in FORMATS:
        raise UsageError(f"there is no format '{format}'{near(format, FORMATS)} (known: {', '.join(FORMATS)})")
    record = open_run(run)
    log = run / DECISIONS
    known = latest(read_decisions(log)) if log.is_file() else {}
    with written_whole(output) as out:
        FORMATS[format](record["name"], reviewed(stored_segments(run), known), out)
    typer.echo(str(output))
