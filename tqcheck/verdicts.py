"""What people said of flags in another tool, read back as decisions: pearmut, Marot, XLIFF and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from tqcheck.decisions import MOST_CHARS, checked, decision_key, is_empty, read_decisions
from tqcheck.errors import InputError
from tqcheck.exchange import RATER, SHEET, Placed, numbered, one_line, pearmut_spans, pearmut_text, xml_text
from tqcheck.writers.csv import from_cell

Segments = Sequence[Mapping[str, Any]]


class Mark(NamedTuple):
    """What a person marked or changed: [start, end) as the tool counts, and what stands there now, if it was changed."""

    start: int
    end: int
    written: str | None = None

    def touches(self, placed: Placed) -> bool:
        """Tell whether the mark and a flag share a character, or meet where one of them is empty."""
        if self.start == self.end or placed.start == placed.end:
            return self.start <= placed.end and placed.start <= self.end
        return self.start < placed.end and placed.start < self.end


@dataclass(frozen=True)
class Judged:
    """A segment that somebody has gone through in another tool. Readers yield None for one that is not in the run."""

    segment: Mapping[str, Any]
    flags: Sequence[Placed]
    marks: Sequence[Mark]
    reviewer: str = ""
    comment: str = ""
    time: str = ""
    whole: bool = True
    """Whether flags that no mark touches are refused; if not, nothing is known about them."""


@dataclass
class Verdicts:
    """Decisions read from a file, and what in it led to none."""

    decisions: list[dict[str, Any]]
    foreign: int = 0
    """Segments that are not in the run, or have another text there."""
    missed: int = 0
    """Places that people marked where no rule flagged anything."""


def read_verdicts(path: Path, segments: Segments) -> Verdicts:
    """Return the decisions in a file about flags of `segments`, records of segments.jsonl.

    The file's form is seen from how it begins: decisions.jsonl, what pearmut has downloaded or logged, Marot's table,
    XLIFF 1.2 or our own CSV. Where people marked errors, a flag that a mark touches is accepted and the others of
    that segment are dismissed. Where they edited (XLIFF), a flag whose words were changed is accepted, with the new
    words as its suggestion; the others are dismissed if the unit was confirmed.
    Raises InputError for a file of another form or one that cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8: {error}", str(path)) from error
    time = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    first = text.lstrip().partition("\n")[0]
    if first.startswith("<"):
        return _decided(_xliff(path, segments), time)
    if first.startswith("system\tdoc\t"):
        return _decided(_marot(text, segments), time)
    if re.match(r'\W?key"?[,;\t]', first):
        return Verdicts(list(_sheet(path, text, segments, time)))
    if '"annotation"' in text and not first.startswith('{"key"'):
        return _decided(_pearmut(path, text, segments), time)
    return Verdicts(list(read_decisions(path)))


def _decided(judged: Iterator[Judged | None], time: str) -> Verdicts:
    found = Verdicts([])
    for one in judged:
        if one is None:
            found.foreign += 1
            continue
        for placed in one.flags:
            touching = [mark for mark in one.marks if mark.touches(placed)]
            if touching or one.whole:
                found.decisions.append(
                    _decision(
                        one.segment,
                        placed.flag,
                        decision="accepted" if touching else "dismissed",
                        suggestion=_rewritten(placed, touching, one.segment),
                        comment=one.comment[:MOST_CHARS],
                        reviewer=one.reviewer,
                        time=one.time or time,
                    )
                )
        found.missed += sum(not any(map(mark.touches, one.flags)) for mark in one.marks)
    return found


def _decision(segment: Mapping[str, Any], flag: Mapping[str, Any], **said: Any) -> dict[str, Any]:
    about = {name: flag[name][:MOST_CHARS] for name in ("rule", "category", "severity", "text")}
    place = {
        "id": segment["id"][:MOST_CHARS],
        "doc_id": segment.get("doc_id"),
        "start": flag["start"],
        "end": flag["end"],
    }
    return checked({"key": decision_key(segment, flag), **about, **place, **said})


def _rewritten(placed: Placed, edits: Sequence[Mark], segment: Mapping[str, Any]) -> str | None:
    """Return what stands in place of a flag's words now; None if an edit goes beyond them, or there is none."""
    start, end = placed.start, placed.end
    words = segment["mt"][placed.flag["start"] : placed.flag["end"]]
    if not edits or len(words) != end - start:  # the file shows hidden characters as codes
        return None
    parts, last = [], 0
    for edit in edits:
        if edit.written is None or edit.start < start or edit.end > end:
            return None
        parts += [words[last : edit.start - start], edit.written]
        last = edit.end - start
    written = "".join([*parts, words[last:]])
    return None if written == placed.flag.get("suggestion") else written


def _pearmut(path: Path, text: str, segments: Segments) -> Iterator[Judged | None]:
    """Read annotations as pearmut's dashboard downloads them (one object) or logs them (one a line)."""
    try:
        yield from _annotated(chain.from_iterable(map(_standing, _logs(text))), segments)
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError) as error:
        raise InputError(f"is no file of pearmut's annotations: {error!r}", str(path)) from error


def _logs(text: str) -> list[list[dict[str, Any]]]:
    try:
        campaigns = json.loads(text)
    except json.JSONDecodeError:
        return [[json.loads(line) for line in text.splitlines() if line.strip()]]
    return [[campaigns]] if "annotation" in campaigns else list(campaigns.values())


def _annotated(entries: Iterable[dict[str, Any]], segments: Segments) -> Iterator[Judged | None]:
    by_id = {segment["id"]: segment for segment in segments}
    for entry in entries:
        actions = entry.get("actions") or [{}]
        if str(actions[-1].get("action", "")).endswith("_skip"):
            continue
        at = actions[-1].get("time")
        time = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(at, int | float) else ""
        said = (str(entry.get("user_id") or ""), str(entry.get("comment") or ""), time)
        for item, annotation in zip(entry.get("item") or [], entry["annotation"], strict=False):
            if not isinstance(item, dict) or not isinstance(annotation, dict):
                continue  # a form, or an item that was skipped
            segment = by_id.get(item.get("item_id"))
            for system, target in (item.get("tgt") or {}).items():
                if segment is None or target != pearmut_text(segment["mt"]):
                    yield None
                    continue
                spans = (annotation.get(system) or {}).get("error_spans") or []
                marks = [Mark(span["start_i"], span["end_i"] + 1) for span in spans]
                yield Judged(segment, pearmut_spans(segment), marks, *said)


def _standing(log: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entries that count: a user's marker (a word in place of annotations) undoes what stands before it."""
    kept: list[dict[str, Any]] = []
    for entry in log:
        if isinstance(entry["annotation"], list):
            kept.append(entry)
        else:
            kept = [one for one in kept if one.get("user_id") != entry.get("user_id")]
    return kept


def _marot(text: str, segments: Segments) -> Iterator[Judged | None]:
    """Read the table of Marot and of Google's MQM viewer. What tqcheck itself wrote into it is nobody's verdict."""
    lines = [line.rstrip("\r").split("\t") for line in text.split("\n")[1:]]
    known = {(one_line(document), number): segment for document, number, segment in numbered(segments)}
    rows: dict[tuple[str, str, str], list[list[str]]] = {}
    for line in lines:
        if len(line) >= 9 and line[4] != RATER:
            rows.setdefault((line[1], line[2], line[4]), []).append(line)
    for (document, number, rater), mine in rows.items():
        segment = known.get((unescape(document), int(number))) if number.isdecimal() else None
        if segment is None or unescape(re.sub("</?v>", "", mine[0][6])) != one_line(segment["mt"]):
            yield None
            continue
        flags = [_placed(segment["mt"], flag, one_line) for flag in segment["flags"]]
        marks = [mark for line in mine if line[7].lower() != "no-error" for mark in _between(line, flags)]
        yield Judged(segment, flags, marks, unescape(rater))


def _between(line: list[str], flags: Sequence[Placed]) -> Iterator[Mark]:
    """Yield what a line marks in the target; if that is nothing, the places of flags about what it marks in the source."""
    source, target = line[5], line[6]
    if "<v>" in target:
        before, _, rest = target.partition("<v>")
        start = len(unescape(before))
        yield Mark(start, start + len(unescape(rest.partition("</v>")[0])))
    elif "<v>" in source:
        before, _, rest = source.partition("<v>")
        start = len(unescape(before))
        end = start + len(unescape(rest.partition("</v>")[0]))
        about = [flag for flag in flags if (span := flag.flag.get("source_span")) and span[0] < end and start < span[1]]
        yield from (Mark(flag.start, flag.end) for flag in about)
        if not about:
            yield Mark(-1, -1)  # an error all the same: it touches no flag, and so is counted as missed


def _placed(text: str, flag: Mapping[str, Any], written: Callable[[str], str]) -> Placed:
    return Placed(flag, len(written(text[: flag["start"]])), len(written(text[: flag["end"]])))


class _NoDoctype(ElementTree.TreeBuilder):
    """A document type may define entities that grow without end, or name files: no XLIFF has one."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise InputError("has a document type, which no XLIFF file has")


_CONFIRMED = ("translated", "final", "signed-off")


def _xliff(path: Path, segments: Segments) -> Iterator[Judged | None]:
    """Read XLIFF 1.2 as translation tools give it back: edited targets, confirmed units, notes."""
    try:
        root = ElementTree.parse(path, ElementTree.XMLParser(target=_NoDoctype())).getroot()
    except ElementTree.ParseError as error:
        raise InputError(f"is no XLIFF: {error}", str(path)) from error
    by_id = {xml_text(segment["id"]): segment for segment in segments}
    for unit in root.iterfind(".//{*}trans-unit"):
        segment, target = by_id.get(unit.get("id", "")), unit.find("{*}target")
        if segment is None or target is None:
            yield None
            continue
        before, after = xml_text(segment["mt"]), "".join(target.itertext())
        confirmed = unit.get("approved") == "yes" or target.get("state") in _CONFIRMED
        flags = [_placed(segment["mt"], flag, xml_text) for flag in segment["flags"]]
        notes = [note for note in unit.iterfind("{*}note") if note.get("from") != RATER]
        comment = "\n".join("".join(note.itertext()) for note in notes)
        by = next((name for note in notes if (name := note.get("from"))), "")
        yield Judged(segment, flags, list(_edits(before, after)), by, comment, whole=confirmed)


def _edits(before: str, after: str) -> Iterator[Mark]:
    """Yield the changes that make one text of another: whole words, single marks."""
    old, new = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (before, after))
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    for kind, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Mark(starts[low], starts[high], "".join(new[new_low:new_high]))


_WORDS = {"": None, "accept": "accepted", "accepted": "accepted", "dismiss": "dismissed", "dismissed": "dismissed"}


def _sheet(path: Path, text: str, segments: Segments, time: str) -> Iterator[dict[str, Any]]:
    """Read the CSV that `tqcheck export` wrote and a spreadsheet saved: with commas, semicolons or tabs."""
    delimiter = next(mark for mark in ",;\t" if mark in text.partition("\n")[0])
    flags = {decision_key(segment, flag): (segment, flag) for segment in segments for flag in segment["flags"]}
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    for line in lines:
        cells = {name: from_cell(line.get(name) or "") for name in SHEET}
        try:
            decision = _said(cells, flags.get(cells["key"]), time)
        except ValueError as error:
            raise InputError(str(error), str(path), lines.line_num) from error
        if not is_empty(decision):
            yield decision


def _said(cells: dict[str, str], about: tuple[Any, Any] | None, time: str) -> dict[str, Any]:
    word = cells["decision"].strip().lower()
    if word not in _WORDS:
        raise ValueError(f"the decision is 'accepted', 'dismissed' or nothing, not '{cells['decision']}'")
    given = about[1].get("suggestion") if about else None
    told: dict[str, Any] = {name: cells[name] for name in ("reason", "comment", "reviewer")}
    told |= {"decision": _WORDS[word], "time": time}
    # An emptied cell is no wish to delete the words.
    told["suggestion"] = None if cells["suggestion"] in ("", given) else cells["suggestion"]
    return _decision(*about, **told) if about else checked({"key": cells["key"], **told})
