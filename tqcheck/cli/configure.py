"""`tqcheck init` and `tqcheck config`: a configuration to start from, and what is in force."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tqcheck.cli.gate import ConfigFile, Profile


def add_to(app: typer.Typer) -> None:
    """Add both commands."""
    app.command()(init)
    app.command("config")(config_)


def init(
    profile: Profile = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a tqcheck.toml that is there.")] = False,
) -> None:
    """Write a commented tqcheck.toml for what lies in this folder."""
    from tqcheck.config import FILE
    from tqcheck.errors import UsageError, near
    from tqcheck.files import written_whole
    from tqcheck.settings import PROFILES
    from tqcheck.starter import look, starter

    path = Path(FILE)
    if path.exists() and not force:
        raise UsageError(f"{path} is there already (--force replaces it; `tqcheck config` shows what it says)")
    if profile and profile not in PROFILES:
        raise UsageError(f"there is no profile '{profile}'{near(profile, PROFILES)} (known: {', '.join(PROFILES)})")
    text = starter(Path(), profile or "news")
    with written_whole(path) as out:
        out.write(text)
    found = look(Path())
    told = ", ".join(f"{key.removeprefix('input.')} {value}" for key, value in found.items())
    typer.echo(f"Wrote {path}" + (f" ({told})" if told else " (no translations seen here: set input.target)"))


def config_(
    profile: Profile = None,
    config: ConfigFile = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema, for editors, instead.")] = False,
) -> None:
    """Print the settings in force, and where each comes from. What does not fit is an error, as everywhere."""
    from tqcheck.config import limits_of, load_config, option_schemas, run_of
    from tqcheck.settings import schema as schema_of
    from tqcheck.starter import shown

    if schema:
        import json

        typer.echo(json.dumps(schema_of(option_schemas()), indent=2, ensure_ascii=False))
        return
    settings = load_config(path=config, profile=profile)
    run_of(settings)
    limits_of(settings)
    typer.echo(shown(settings), nl=False)
