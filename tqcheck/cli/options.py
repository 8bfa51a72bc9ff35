"""The options of `tqcheck score` and `tqcheck check`: how each is written, and its line of help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Target = Annotated[
    str,
    typer.Argument(
        metavar="TARGET",
        help="Translations: JSONL, TSV, CSV, text (a segment a line with -s or -r, else an article),"
        " a folder of such files, or - for standard input.",
    ),
]
Source = Annotated[str | None, typer.Option("-s", "--source", help="Source text, line-aligned with TARGET.")]
Reference = Annotated[
    list[str] | None,
    typer.Option("-r", "--reference", help="Reference translation, line-aligned; may be given several times."),
]
CometTarget = Annotated[
    str | None, typer.Option("-t", "--target", help="TARGET, as comet-score names it.", show_default=False)
]
BackTranslation = Annotated[
    str | None,
    typer.Option("--back-translation", help="TARGET translated back into the source's language, line-aligned."),
]
Sources = Annotated[Path | None, typer.Option(help="For a folder of TARGETs: the folder of sources of the same names.")]
References = Annotated[
    Path | None,
    typer.Option(help="For a folder of TARGETs: the folder of references; references/ if it is there."),
]
From = Annotated[str | None, typer.Option("--from", metavar="LANG", help="Language of the sources, such as es.")]
To = Annotated[
    str | None, typer.Option("--to", metavar="LANG", help="Language of the translations, such as en or pt-BR.")
]
Columns = Annotated[
    str | None, typer.Option(metavar="A,B,…", help="Columns of a table without a header: src,mt,ref; - skips one.")
]
ReaderId = Annotated[
    str | None, typer.Option("--reader", metavar="ID", help="Input format (see `tqcheck list readers`).")
]
Encoding = Annotated[str | None, typer.Option(help="Encoding of the input files.", show_default="utf-8")]
OnError = Annotated[
    str | None,
    typer.Option(metavar="fail|skip", help="What to do with a record that cannot be read.", show_default="fail"),
]
Select = Annotated[
    str | None, typer.Option("--rules", metavar="A,B,…", help="Only these rules or families: names,numbers.missing.")
]
Ignore = Annotated[str | None, typer.Option("--ignore", metavar="A,B,…", help="All rules but these.")]
Glossary = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Terms and their translations: CSV, TSV or TBX (see the manual's page on it)."),
]
Ner = Annotated[
    list[str] | None,
    typer.Option(metavar="PIPELINE", help="A spaCy pipeline that finds names, such as es_core_news_sm; repeatable."),
]
Metrics = Annotated[
    str | None,
    typer.Option(
        "--metrics",
        "-m",
        metavar="A,B,…",
        help="Metrics (see `tqcheck list metrics`).",
        show_default="bleu,chrf,ter,tq",
    ),
]
Name = Annotated[
    str | None,
    typer.Option("--run", metavar="NAME", help="Keep the run in reports/NAME; the input's name if left out."),
]
Reports = Annotated[Path | None, typer.Option(help="Folder in which runs are kept.", show_default="reports")]
NoRun = Annotated[
    bool, typer.Option("--no-run", help="Keep no run folder (nor does any --format but console, without --run).")
]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes; one a core for large inputs if left out.")]
Gate = Annotated[bool, typer.Option("--gate", help="Then hold the run against limits, as `tqcheck gate` does.")]
ChangedSince = Annotated[
    str | None,
    typer.Option(metavar="REV", help="Only files that differ from where this branch left the git revision REV."),
]

CometModel = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="COMET by this model: hub name or checkpoint (see `tqcheck models list`)."),
]
Gpus = Annotated[int | None, typer.Option(help="GPUs for COMET: 0 or 1.")]
BatchSize = Annotated[int | None, typer.Option(min=1, help="Segments that COMET takes at a time.")]
BackTranslate = Annotated[
    str | None,
    typer.Option(
        metavar="ENGINE[:…]", help="Translate TARGET back: apertium, apertium:es (see `tqcheck list engines`)."
    ),
]
PseudoReference = Annotated[
    str | None,
    typer.Option(metavar="ENGINE[:…]", help="Translate the source by another engine, as a weak, separate reference."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither take nor keep COMET scores and translations.")]
