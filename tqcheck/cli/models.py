"""`tqcheck models`: COMET models on this machine, and those to be fetched."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    models = typer.Typer(help="List COMET models and fetch them.", no_args_is_help=True)
    models.command("list")(list_)
    models.command()(pull)
    app.add_typer(models, name="models")


def list_() -> None:
    """List the COMET models that tqcheck knows of and whether they are on this machine."""
    from tqcheck.checkpoints import DEFAULT_MODEL, KNOWN_MODELS, cached_models, require_comet

    require_comet()
    here = dict(cached_models())
    names = [*KNOWN_MODELS, *(name for name in here if name not in KNOWN_MODELS)]
    width = max(map(len, names))
    for name in names:
        state = "here" if name in here else "gated: accept its licence on the hub first" if KNOWN_MODELS[name] else ""
        default = " (the default)" if name == DEFAULT_MODEL else ""
        typer.echo(f"{name:<{width}}  {state}{default}".rstrip())


def pull(name: str = typer.Argument(..., help="Hub name, such as Unbabel/wmt22-comet-da.")) -> None:
    """Fetch a COMET model, with its encoder's tokenizer, into the hub's cache; afterwards no network is needed."""
    from tqcheck.checkpoints import pull

    typer.echo(str(pull(name)))
