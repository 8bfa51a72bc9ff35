"""`tqcheck align`: which sentences of two articles say the same."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tqcheck.alignment.moves import Link
    from tqcheck.readers.article import Sentences


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(align)


def align(
    source: Annotated[str, typer.Argument(help="An article: text, Markdown or HTML.")],
    target: Annotated[str, typer.Argument(help="Its translation.")],
    from_: Annotated[str | None, typer.Option("--from", metavar="LANG", help="Language of SOURCE.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="LANG", help="Language of TARGET.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="tsv|jsonl|tmx", help="What to print.")] = "tsv",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write there, not to standard output.")] = None,
    encoding: Annotated[str, typer.Option(help="Encoding of both files.")] = "utf-8",
) -> None:
    """Align two articles sentence by sentence, though their sentences and paragraphs do not line up.

    TSV has the confidence of each link, the lines of both files and both texts; one text is empty where a
    sentence has no counterpart. TMX holds the links only.

    \\b
    tqcheck align article.es.txt article.en.txt
    tqcheck align article.es.html article.en.md --format tmx -o article.tmx
    """
    from tqcheck.errors import InputError, UsageError
    from tqcheck.files import written_whole
    from tqcheck.readers.article import aligned, sentences_of

    if format not in _WRITE:
        raise UsageError(f"--format is tsv, jsonl or tmx, not '{format}'")
    ours, theirs = sentences_of(source, encoding, from_), sentences_of(target, encoding, to)
    [alignment] = aligned([(ours, theirs)])
    if not alignment.related:
        raise InputError(f"has nothing in common with {source}: they are not aligned", target)
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    with written_whole(output) if output else nullcontext(sys.stdout) as out:
        out.writelines(line + "\n" for line in _WRITE[format](alignment.links, ours, theirs))
    whole = sum(link.whole for link in alignment.links)
    dropped = sum(link.source[1] - link.source[0] for link in alignment.links if not link.whole)
    added = sum(link.target[1] - link.target[0] for link in alignment.links if not link.whole)
    typer.echo(
        f"{whole} links ({ours.lang or '?'}-{theirs.lang or '?'}); without a counterpart: {dropped} of {source},"
        f" {added} of {target}",
        err=True,
    )


def _sides(link: Link, ours: Sentences, theirs: Sentences) -> Iterator[tuple[str, int | None]]:
    for side, (start, end) in ((ours, link.source), (theirs, link.target)):
        yield side.stretch(start, end), side.page.line(side.places[start][0]) if start < end else None


def _tsv(links: Iterable[Link], ours: Sentences, theirs: Sentences) -> Iterator[str]:
    yield "confidence\tsrc_line\ttgt_line\tsrc\ttgt"
    for link in links:
        (source, line), (target, place) = _sides(link, ours, theirs)
        yield "\t".join(
            (f"{link.confidence:.3f}", str(line or ""), str(place or ""), _one_line(source), _one_line(target))
        )


def _jsonl(links: Iterable[Link], ours: Sentences, theirs: Sentences) -> Iterator[str]:
    import json

    for link in links:
        (source, line), (target, place) = _sides(link, ours, theirs)
        record = {
            "confidence": round(link.confidence, 3),
            "src": source,
            "mt": target,
            "src_line": line,
            "tgt_line": place,
            "src_lang": ours.lang or None,
            "tgt_lang": theirs.lang or None,
        }
        yield json.dumps(record, ensure_ascii=False)


def _tmx(links: Iterable[Link], ours: Sentences, theirs: Sentences) -> Iterator[str]:
    from tqcheck import __version__

    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tmx version="1.4">'
    yield (
        f'<header creationtool="tqcheck" creationtoolversion="{__version__}" segtype="sentence" o-tmf="tqcheck"'
        f' adminlang="en" srclang="{ours.lang or "und"}" datatype="plaintext"/>'
    )
    yield "<body>"
    for link in links:
        if link.whole:
            (source, _), (target, _) = _sides(link, ours, theirs)
            yield (
                f'<tu><prop type="confidence">{link.confidence:.3f}</prop>{_variant(ours.lang, source)}'
                f"{_variant(theirs.lang, target)}</tu>"
            )
    yield "</body>"
    yield "</tmx>"


def _variant(lang: str, text: str) -> str:
    from xml.sax.saxutils import escape

    legal = "".join(char for char in _one_line(text) if char >= " " and char not in "\ufffe\uffff")
    return f'<tuv xml:lang="{lang or "und"}"><seg>{escape(legal)}</seg></tuv>'


def _one_line(text: str) -> str:
    return " ".join(text.split())


_WRITE = {"tsv": _tsv, "jsonl": _jsonl, "tmx": _tmx}
