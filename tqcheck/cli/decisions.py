"""`tqcheck decisions`: what reviewers decided, and how often each rule was right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(decisions)


def decisions(
    run: Annotated[Path, typer.Argument(help="A run folder, such as reports/summit.")],
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Files of decisions to add to the run's: exported from the report, or another run's."),
    ] = None,
) -> None:
    """Show each rule's precision by the reviewers' decisions; with FILES, add their decisions first.

    Decisions are kept in RUN/decisions.jsonl. They are about texts, not about runs: one that is about no flag of
    this run is kept, for the day the text comes back. Of two decisions about one flag the later one counts.
    """
    from tqcheck.decisions import DECISIONS, append_decisions, latest, precision_by_rule, read_decisions
    from tqcheck.store import open_run, stored_segments

    open_run(run)
    log = run / DECISIONS
    taken = [decision for file in files or () for decision in read_decisions(file)]
    if taken:
        append_decisions(log, taken)
        typer.echo(f"Added {len(taken)} decisions to {log}")
    known = latest(read_decisions(log)) if log.is_file() else {}
    rules = precision_by_rule(stored_segments(run), known)
    if not rules:
        typer.echo("No rule flagged anything.")
        return
    width = max(len("rule"), *map(len, rules))
    typer.echo(f"{'rule':<{width}}  accepted  dismissed  undecided  right (95 % interval)")
    for rule, tally in rules.items():
        share = "–" if tally.share is None else "{:.0%} ({:.0%}–{:.0%})".format(tally.share, *tally.interval())
        typer.echo(f"{rule:<{width}}  {tally.accepted:>8}  {tally.dismissed:>9}  {tally.undecided:>9}  {share}")
