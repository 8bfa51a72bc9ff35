"""`tqcheck explain`: the manual page of a plugin."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(explain)


def explain(
    id: str = typer.Argument(..., help="A rule, metric, reader, writer or engine: names.misspelled, chrf, tsv, …"),
) -> None:
    """Print the manual page of a rule or another plugin: what it finds, examples, options, how often it is right."""
    from tqcheck.explain import find, page

    typer.echo(page(find(id)), nl=False)
