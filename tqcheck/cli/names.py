"""`tqcheck names`: the names of a run, as a glossary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(names)


def names(
    run: Annotated[Path, typer.Argument(help="A run folder, such as reports/summit.")],
    format: Annotated[str, typer.Option(metavar="tsv|csv|tbx", help="The form of the glossary.")] = "tsv",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write it, else printed.")] = None,
    least: Annotated[int, typer.Option(min=1, help="Only names that stand so often.")] = 1,
    all: Annotated[bool, typer.Option("--all", help="Names with faults, too: look through them first.")] = False,
) -> None:
    """Write the names of a run as a glossary that `--glossary` reads back: each with its commonest form in the target.

    Names whose target form is not known are left out, and so are names that were flagged, without --all.

    \b
    tqcheck names reports/summit -o glossary.tsv
    tqcheck score next.jsonl --glossary glossary.tsv
    """
    import sys

    from tqcheck.errors import UsageError, near
    from tqcheck.files import written_whole
    from tqcheck.glossary import WRITERS, terms_of_names
    from tqcheck.store import Stored

    if format not in WRITERS:
        raise UsageError(f"there is no format '{format}'{near(format, WRITERS)} (known: {', '.join(WRITERS)})")
    entries = (entry for result in Stored(run).results() for entry in result.names)
    terms = terms_of_names(entries, least, all)
    if output is None:
        WRITERS[format](terms, sys.stdout)
        return
    with written_whole(output) as out:
        WRITERS[format](terms, out)
    typer.echo(f"{len(terms)} names: {output}")
