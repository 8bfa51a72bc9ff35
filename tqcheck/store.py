"""The run folder: `run.json`, `segments.jsonl`, `report.html`; written whole, read again at any time."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, TextIO

from tqcheck import __version__
from tqcheck.decisions import DECISIONS
from tqcheck.errors import InputError
from tqcheck.explain import rule_facts
from tqcheck.files import folder_written_whole, written_whole
from tqcheck.htmlreport import write_report
from tqcheck.judgement import Judgement
from tqcheck.model import Flag, NameEntry, Result, Segment, Severity, Span
from tqcheck.pipeline import Run
from tqcheck.readers import Input, Reading
from tqcheck.report import Report, Worst
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
        **({"notes": dict(segment.notes)} if segment.notes else {}),
        "stats": {metric: list(map(_whole, stats)) for metric, stats in result.stats.items()},
        **({"words": [list(pair) for pair in result.words]} if result.words else {}),
        **({"names": list(map(_name_record, result.names))} if result.names else {}),
    }


def _name_record(entry: NameEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "source": dict(entry.source),
        "target": dict(entry.target),
        "times": entry.times,
        "first": entry.first,
        "faults": list(entry.faults),
    }


def _whole(figure: float) -> float:
    return int(figure) if figure.is_integer() else figure


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
    with_report: bool = True,
) -> Iterator[Iterator[Result]]:
    """Yield the results, to be consumed inside; the run folder is whole at the end.

    `more` is asked, when all is done, what else belongs into `run.json`. Without the report, the folder
    holds what the gate needs.
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
        if (path / DECISIONS).is_file():  # they are about texts, not about the run that is replaced
            shutil.copy(path / DECISIONS, folder / DECISIONS)
        (folder / RUN).write_text(dumps(record, indent=1) + "\n", "utf-8")
        if with_report:
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
        "pages": {rule.id: rule_facts(type(rule)) for rule in run.rules if rule.id in report.rules},
        **planned(run),
        "inputs": {path: digest(Path(path)) for path in inputs if path != "-"},
        **more,
        "summary": report.summary(),
    }


def planned(run: Run) -> dict[str, Any]:
    """Return the part of `run.json` that is known before the run: what it is made of."""
    return {
        "rules": {rule.id: asdict(rule) for rule in run.rules},
        "categories": {rule.id: rule.category for rule in run.rules},
        "metrics": {metric.id: asdict(metric) for metric in run.metrics},
        **({"policy": asdict(run.policy)} if run.policy else {}),
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
    """Yield the records of `segments.jsonl`, in input order.

    Raises InputError, with the line, for a file that is not whole.
    """
    path = folder / SEGMENTS
    if not path.is_file():
        raise InputError(f"there is no whole run in it: {SEGMENTS} is missing", str(folder))
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(
                    "the line is cut short: the run is not whole (score again)", str(path), number
                ) from error


def copy_run(folder: Path, to: Path) -> None:
    """Copy the data of a run to another folder, which is replaced whole; the report is left out."""
    with folder_written_whole(to) as new:
        for name in (RUN, SEGMENTS):
            shutil.copyfile(folder / name, new / name)


@dataclass(frozen=True)
class Held:
    """A run in memory, as the gate takes it."""

    name: str
    record: dict[str, Any]
    rows: Sequence[Result]

    def results(self) -> Iterator[Result]:
        """Yield the results."""
        return iter(self.rows)


class Stored:
    """A run folder, read again: what the gate judges, and what any writer writes."""

    judgement: Judgement | None = None

    def __init__(self, folder: Path, name: str | None = None) -> None:
        self.folder, self.name = folder, name or str(folder)
        self.record = open_run(folder)
        if missing := [key for key in ("rules", "metrics", "summary") if not isinstance(self.record.get(key), dict)]:
            raise InputError(f"is no whole run: it has no {missing[0]} (score again)", str(folder / RUN))

    def results(self) -> Iterator[Result]:
        """Yield the results, in the order of the run.

        Raises InputError for a file that is not whole, or holds something else.
        """
        number = 0
        for number, record in enumerate(stored_segments(self.folder), 1):
            try:
                yield result_of(record)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                raise InputError(f"is no segment of a run: {error!r}", str(self.folder / SEGMENTS), number) from error
        wanted = self.record["summary"]["total"]["segments"]
        if number != wanted:
            raise InputError(
                f"has {number:,} segments where {RUN} tells of {wanted:,}: the run is not whole (score again)",
                str(self.folder / SEGMENTS),
            )

    def write_report(self) -> None:
        """Write the HTML report, and what the gate says into `run.json`."""
        if self.judgement:
            self.record["gate"] = self.judgement.as_dict()
            with written_whole(self.folder / RUN) as out:
                out.write(dumps(self.record, indent=1) + "\n")
        with written_whole(self.folder / REPORT) as out:
            write_report(self.record, stored_segments(self.folder), out)

    def summary(self) -> dict[str, Any]:
        """Return what the run amounts to, as `run.json` has it."""
        summary: dict[str, Any] = self.record["summary"]
        return summary

    @property
    def metrics(self) -> list[str]:
        """Return the ids of the metrics."""
        return list(self.record["metrics"])

    @property
    def worst(self) -> list[Result]:
        """Return the segments with the highest penalties, the worst first."""
        worst = Worst()
        for result in self.results():
            worst.add(result)
        return worst.results()


def result_of(record: Mapping[str, Any]) -> Result:
    """Return the result that a record of `segments.jsonl` was made of. Records of older versions have less."""
    segment = Segment(
        id=record["id"],
        target=record["mt"],
        source=record["src"],
        references=tuple(record["refs"]),
        source_lang=record["src_lang"],
        target_lang=record["tgt_lang"],
        back_translation=record.get("bt"),
        document=record["doc_id"],
        path=record["path"],
        line=record["line"],
        notes=record.get("notes", {}),
    )
    stats = {metric: tuple(map(float, row)) for metric, row in record.get("stats", {}).items()}
    flags = tuple(map(_flag_of, record["flags"]))
    names = tuple(_name_of(row, segment) for row in record.get("names", ()))
    return Result(segment, flags, record["verdict"], record["scores"], stats, names=names)


def _name_of(row: Mapping[str, Any], segment: Segment) -> NameEntry:
    return NameEntry(
        row["name"],
        tuple(row["source"].items()),
        tuple(row["target"].items()),
        row["times"],
        row["first"],
        tuple(row["faults"]),
        segment.source_lang or "",
        segment.target_lang or "",
    )


def _flag_of(record: Mapping[str, Any]) -> Flag:
    spans = [Span("target", record["start"], record["end"])]
    if record["source_span"]:
        spans.append(Span("source", *record["source_span"]))
    spans += [Span(*span) for span in record.get("more_spans", ())]
    severity = Severity[record["severity"].upper()]
    return Flag(record["rule"], record["category"], severity, record["message"], tuple(spans), record["suggestion"])
