"""`tqcheck list`: what there is."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list")(list_)


def list_(
    what: str = typer.Argument("rules", metavar="rules|metrics|readers|writers|engines", help="Which plugins to list."),
) -> None:
    """List rules, metrics, readers, writers or engines, each with one line; `tqcheck explain ID` says more."""
    from tqcheck.explain import catalog

    plugins = list(catalog(what))
    width = max(len(plugin.id) for plugin in plugins)
    for plugin in plugins:
        typer.echo(f"{plugin.id:<{width}}  {plugin.summary()}")
