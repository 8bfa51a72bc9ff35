"""`tqcheck decisions`: what reviewers decided, and how often each rule was right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tqcheck.verdicts import Verdicts


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(decisions)


def decisions(
    run: Annotated[Path, typer.Argument(help="A run folder, such as reports/summit.")],
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="What reviewers decided: files exported from the report, pearmut, Marot, XLIFF or CSV."),
    ] = None,
) -> None:
    """Show each rule's precision by the reviewers' decisions; with FILES, add their decisions first.

    FILES are decisions.jsonl of the report or of another run, or what came back of `tqcheck export`: annotations of
    pearmut, a table of Marot, XLIFF from a translation tool, CSV from a spreadsheet. Where people marked errors, a flag
    that they marked too is accepted, and one that they passed over is dismissed.

    Decisions are kept in RUN/decisions.jsonl. They are about texts, not about runs: one that is about no flag of
    this run is kept, for the day the text comes back. Of two decisions about one flag the later one counts.
    """
    from tqcheck.decisions import DECISIONS, append_decisions, latest, precision_by_rule, read_decisions
    from tqcheck.store import open_run, stored_segments
    from tqcheck.verdicts import read_verdicts

    open_run(run)
    log = run / DECISIONS
    segments = list(stored_segments(run))
    for file in files or ():
        read = read_verdicts(file, segments)
        append_decisions(log, read.decisions)
        typer.echo(f"{file}: {told(read)}")
    known = latest(read_decisions(log)) if log.is_file() else {}
    rules = precision_by_rule(segments, known)
    if not rules:
        typer.echo("No rule flagged anything.")
        return
    width = max(len("rule"), *map(len, rules))
    typer.echo(f"{'rule':<{width}}  accepted  dismissed  undecided  right (95 % interval)")
    for rule, tally in rules.items():
        share = "–" if tally.share is None else "{:.0%} ({:.0%}–{:.0%})".format(tally.share, *tally.interval())
        typer.echo(f"{rule:<{width}}  {tally.accepted:>8}  {tally.dismissed:>9}  {tally.undecided:>9}  {share}")


def told(read: Verdicts) -> str:
    """Return in words what a file held."""
    said = Counter(decision["decision"] for decision in read.decisions)
    words = [f"{said[kind]} {kind}" for kind in ("accepted", "dismissed") if said[kind]]
    words += [f"{said[None]} with a comment or suggestion alone"] if said[None] else []
    text = f"{len(read.decisions)} decision{'s' * (len(read.decisions) != 1)} added"
    text += f" ({', '.join(words)})" if words else ""
    if read.missed:
        text += f"; {read.missed} marked place{'s' * (read.missed != 1)} that no rule flagged"
    if read.foreign:
        text += f"; {read.foreign} segment{'s' * (read.foreign != 1)} not of this run, or changed since, passed over"
    return text
