"""The commands: parse, call, print. One file a command; each imports what it needs when it runs."""

from __future__ import annotations

import gc
import sys

import typer

from tqcheck import __version__
from tqcheck.cli import (
    align,
    compare,
    configure,
    decisions,
    doctor,
    explain,
    export,
    gate,
    list_,
    models,
    names,
    report,
    review,
    score,
)
from tqcheck.errors import ExitCode, TqcheckError

app = typer.Typer(
    name="tqcheck",
    help="Score machine translations and flag what is wrong in them: names, garbled text, numbers, language.",
    epilog="Start with: tqcheck score mt.txt -s source.txt -r reference.txt --to en",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
score.add_to(app)
gate.add_to(app)
configure.add_to(app)
align.add_to(app)
report.add_to(app)
review.add_to(app)
decisions.add_to(app)
compare.add_to(app)
export.add_to(app)
names.add_to(app)
list_.add_to(app)
explain.add_to(app)
models.add_to(app)
doctor.add_to(app)


@app.callback()
def _main(
    version: bool = typer.Option(False, "--version", help="Print the version and exit.", is_eager=True),
) -> None:
    if version:
        typer.echo(f"tqcheck {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; errors that tqcheck raises itself are one line on stderr."""
    # Word lists are large and stay: Python's usual thresholds walk through them over and over, a tenth of a short run
    gc.set_threshold(100_000, 50, 100)
    try:
        app()
    except TqcheckError as error:
        print(f"tqcheck: error: {error}".encode("utf-8", "backslashreplace").decode(), file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # `tqcheck … | head`: nobody listens any more
        sys.stderr.close()
        sys.exit(ExitCode.OK)
    except KeyboardInterrupt:
        print("tqcheck: stopped", file=sys.stderr)
        sys.exit(130)
    except Exception:
        import traceback

        traceback.print_exc()
        print(f"tqcheck {__version__}: this is a bug; please report it with the lines above", file=sys.stderr)
        sys.exit(ExitCode.BUG)
