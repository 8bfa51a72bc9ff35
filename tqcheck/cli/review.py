"""`tqcheck review`: the report in the browser, writing decisions to the run folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(review)


def review(
    run: Annotated[Path, typer.Argument(help="A run folder, such as reports/summit.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; any free one if 0.")] = 0,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Serve the report of a run to this computer's browser; decisions go to RUN/decisions.jsonl as they are taken.

    Several tabs may be open. The report can also be reviewed as a file, without this command: then decisions stay
    in the browser until they are exported.
    """
    import webbrowser

    from tqcheck.errors import UsageError
    from tqcheck.review import ReviewServer

    try:
        server = ReviewServer(run, port)
    except OSError as error:
        raise UsageError(f"cannot serve on port {port}: {error.strerror} (choose another --port)") from error
    with server:
        typer.echo(f"{server.url}\nDecisions: {server.log}\nCtrl-C ends it.")
        if open_:
            webbrowser.open(server.url)
        server.serve_forever()
