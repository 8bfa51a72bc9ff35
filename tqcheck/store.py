"""The run folder: `run.json`, `segments.jsonl`, `report.html`; written whole, read again at any time."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, TextIO

from tqcheck import __version__
from tqcheck.errors import InputError
from tqcheck.files import folder_written_whole
from tqcheck.htmlreport import write_report
from tqcheck.model import Result
from tqcheck.readers import Input, Reading
from tqcheck.report import Report
from tqcheck.writers import result_record
from tqcheck.writers._json import dumps

FORMAT = 1
"""Version of the run folder. Older ones stay readable."""

MOST_SKIPPED = 1000
RUN, SEGMENTS, REPORT = "run.json", "segments.jsonl", "report.html"


def segment_record(result: Result) -> dict[str, Any]:
    """Return all of a result: what the report shows. The outside contract's record and the texts."""
    segment = result.segment
    return {
        **result_record(result),
        "mt": segment.target,
        "src": segment.source,
        "refs": list(segment.references),
        "bt": segment.back_translation,
        **({"pseudo": segment.pseudo_reference} if segment.pseudo_reference else {}),
        "src_lang": segment.source_lang,
        "tgt_lang": segment.target_lang,
        "path": segment.path,
        "line": segment.line,
    }


def keeping(results: Iterable[Result], out: TextIO) -> Iterator[Result]:
    """Yield results as they pass, and write each to `segments.jsonl`."""
    for result in results:
        out.write(dumps(segment_record(result)) + "\n")
        yield result


@contextmanager
def run_folder(
    path: Path,
    results: Iterable[Result],
    report: Report,
    reading: Reading,
    inputs: Iterable[Input],
    more: Callable[[], dict[str, Any]] = dict,
) -> Iterator[Iterator[Result]]:
    """Yield the results, to be consumed inside; the run folder is whole at the end.

    `more` is asked, when all is done, what else belongs into `run.json`.
    """
    with folder_written_whole(path) as folder:
        with (folder / SEGMENTS).open("w", encoding="utf-8", newline="\n") as out:
            yield keeping(results, out)
        files = dict.fromkeys(file for given in inputs for file in (given.target, *given.partners))
        record = run_record(
            report,
            path.name,
            files,
            languages=reading.languages,
            skipped=reading.skipped[:MOST_SKIPPED],
            **more(),
        )
        (folder / RUN).write_text(dumps(record, indent=1) + "\n", "utf-8")
        with (folder / REPORT).open("w", encoding="utf-8", newline="\n") as out:
            write_report(record, stored_segments(folder), out)


def run_record(report: Report, name: str, inputs: Iterable[str], **more: Any) -> dict[str, Any]:
    """Return what `run.json` holds: versions, options, inputs with digests, and the summary."""
    run = report.run
    return {
        "format": FORMAT,
        "name": name,
        "tqcheck": __version__,
        "versions": {
            "python": platform.python_version(),
            **{package: version(package) for package in ("sacrebleu", "langdetect", "wordfreq")},
        },
        "rules": {rule.id: asdict(rule) for rule in run.rules},
        "metrics": {metric.id: asdict(metric) for metric in run.metrics},
        "inputs": {path: digest(Path(path)) for path in inputs if path != "-"},
        **more,
        "summary": report.summary(),
    }


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def open_run(folder: Path) -> dict[str, Any]:
    """Return the `run.json` of a run folder.

    Raises InputError for a folder that holds no run, or one of a newer tqcheck.
    """
    path = folder / RUN
    if not path.is_file():
        hint = " (it was broken off: score again)" if folder.name.endswith(".partial") else ""
        raise InputError(f"there is no run in it: {RUN} is missing{hint}", str(folder))
    try:
        record = json.loads(path.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is no run of tqcheck: {error}", str(path)) from error
    if not isinstance(record, dict) or not isinstance(record.get("format"), int):
        raise InputError("is no run of tqcheck: it names no format", str(path))
    if record["format"] > FORMAT:
        raise InputError(
            f"was written by tqcheck {record.get('tqcheck')} in format {record['format']};"
            f" this one knows formats up to {FORMAT} (upgrade tqcheck)",
            str(path),
        )
    return record


def stored_segments(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of `segments.jsonl`, in input order."""
    path = folder / SEGMENTS
    if not path.is_file():
        raise InputError(f"there is no whole run in it: {SEGMENTS} is missing", str(folder))
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)
