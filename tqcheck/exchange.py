"""A run in the forms of other review tools: pearmut (ESA), Marot (MQM), XLIFF and a sheet (CSV)."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple, TextIO
from xml.sax.saxutils import escape, quoteattr

from tqcheck.decisions import decision_key
from tqcheck.htmlreport.visible import visible
from tqcheck.model import Severity
from tqcheck.writers.csv import cell

Segments = Iterable[dict[str, Any]]
Record = Mapping[str, Any]
_RANK = {str(severity): severity for severity in Severity}
RATER = "tqcheck"
"""Who marked a flag, in tools that ask."""
_MEDIA = ("<audio ", "<video ", "<img ", "<iframe ")


def reviewed(segments: Segments, decisions: Mapping[str, Record]) -> Iterator[dict[str, Any]]:
    """Yield segments without the flags that reviewers dismissed, and with the suggestions that they wrote."""
    for segment in segments:
        flags = []
        for flag in segment["flags"]:
            decision = decisions.get(decision_key(segment, flag), {})
            if decision.get("decision") == "dismissed":
                continue
            written = decision.get("suggestion")
            flags.append(flag if written is None else {**flag, "suggestion": written})
        yield {**segment, "flags": flags}


def write_pearmut(name: str, segments: Segments, out: TextIO) -> None:
    """Write an ESA campaign with the flags as error spans that annotators keep, change or remove.

    pearmut counts UTF-16 units, line breaks left out, and its ends are inclusive; its `[missing]` stands after the
    last character. It puts what looks like a media element into the page as it is: a space in front prevents that.
    """
    system = re.sub(r"[^A-Za-z0-9_-]", "_", name) or "system"
    documents = []
    for _, group in groupby(segments, key=lambda segment: segment.get("doc_id") or segment["id"]):
        documents.append([_pearmut_item(segment, system) for segment in group])
    info = {"assignment": "task-based", "protocol": "ESA"}
    json.dump({"info": info, "campaign_id": f"tqcheck_{system}", "data": [documents]}, out, indent=1)
    out.write("\n")


class Placed(NamedTuple):
    """A flag and where it stands in another tool: [start, end) as that tool counts."""

    flag: Record
    start: int
    end: int


def _pearmut_item(segment: Record, system: str) -> dict[str, Any]:
    spans = [
        {"start_i": start, "end_i": end - 1, "severity": _esa(flag["severity"]), "category": None}
        for flag, start, end in pearmut_spans(segment)
    ]
    texts = {"src": pearmut_text(segment["src"])} if segment.get("src") else {}
    return {
        "item_id": segment["id"],
        **texts,
        "tgt": {system: pearmut_text(segment["mt"])},
        "error_spans": {system: spans},
    }


def _esa(severity: str) -> str:
    return "minor" if severity in ("minor", "neutral") else "major"


def pearmut_spans(segment: Record) -> list[Placed]:
    """Return the flags that pearmut shows, left to right: it has one span a character, so the graver of two."""
    target = pearmut_text(segment["mt"])
    shift = len(target) - len(segment["mt"])
    spans: list[Placed] = []
    taken: set[int] = set()
    for flag in sorted(segment["flags"], key=lambda flag: (-_RANK[flag["severity"]], flag["start"])):
        start, end = (_pearmut_place(target, flag[side] + shift) for side in ("start", "end"))
        if start == end:  # something is missing
            start = _pearmut_place(target, len(target))
            end = start + 1
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            spans.append(Placed(flag, start, end))
    return sorted(spans, key=lambda span: span.start)


def pearmut_text(text: str) -> str:
    """Return a text as pearmut may have it: what looks like a media element does not stand first."""
    return f" {text}" if text.startswith(_MEDIA) else text


def _pearmut_place(text: str, place: int) -> int:
    before = text[:place].replace("\n", "")
    return len(before.encode("utf-16-le", "surrogatepass")) // 2


def write_marot(name: str, segments: Segments, out: TextIO) -> None:
    """Write the ten columns of Marot and of Google's MQM viewer, one line a flag, its place between `<v>` and `</v>`.

    The viewers take the texts for HTML, so `&` and `<` are written as entities.
    """
    columns = "system doc docSegId globalSegId rater source target category severity metadata"
    out.write(columns.replace(" ", "\t") + "\n")
    for place, (document, number, segment) in enumerate(numbered(segments), 1):
        head = [_html(name), _html(document), str(number), str(place), RATER]
        source, target = segment.get("src") or "", segment["mt"]
        if not segment["flags"]:
            _marot_line(out, [*head, _html(source), _html(target), "no-error", "no-error", "{}"])
        for flag in segment["flags"]:
            note = {"note": flag["message"], "corrected_translation": None, "marked_text": flag["text"]}
            if flag.get("suggestion") is not None:
                note["corrected_translation"] = target[: flag["start"]] + flag["suggestion"] + target[flag["end"] :]
            texts = [_marked(source, flag.get("source_span")), _marked(target, [flag["start"], flag["end"]])]
            metadata = json.dumps({key: value for key, value in note.items() if value is not None}).replace(
                "<", "\\u003c"
            )
            _marot_line(out, [*head, *texts, _html(flag["category"]), flag["severity"].capitalize(), metadata])


def numbered(segments: Iterable[Any]) -> Iterator[tuple[str, int, Any]]:
    """Yield (document, number in it from 1 on, segment): the names that Marot has for segments."""
    numbers: Counter[str] = Counter()
    for segment in segments:
        document = segment.get("doc_id") or segment["id"]
        numbers[document] += 1
        yield document, numbers[document], segment


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _marked(text: str, span: list[int] | None) -> str:
    if span is None:
        return _html(text)
    start, end = span
    return f"{_html(text[:start])}<v>{_html(text[start:end])}</v>{_html(text[end:])}"


def _marot_line(out: TextIO, cells: list[str]) -> None:
    out.write("\t".join(map(one_line, cells)) + "\n")


def one_line(text: str) -> str:
    """Return a text as a cell of a table: without tabs and line breaks, and lone surrogates as their codes."""
    spaced = re.sub(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+", " ", text)
    return spaced.encode("utf-8", "backslashreplace").decode("utf-8")


def write_xliff(name: str, segments: Segments, out: TextIO) -> None:
    """Write XLIFF 1.2, which every translation tool opens: one unit a segment, one note a flag."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n')
    for (document, source_lang, target_lang), group in groupby(
        segments, key=lambda one: (one.get("doc_id") or name, one.get("src_lang"), one.get("tgt_lang"))
    ):
        langs = f"source-language={_attribute(source_lang or 'und')} target-language={_attribute(target_lang or 'und')}"
        out.write(f' <file original={_attribute(document)} {langs} datatype="plaintext">\n  <body>\n')
        for segment in group:
            state = "needs-review-translation" if segment["flags"] else "translated"
            out.write(f"   <trans-unit id={_attribute(segment['id'])}>\n")
            out.write(f'    <source xml:space="preserve">{_text(segment.get("src") or "")}</source>\n')
            out.write(f'    <target xml:space="preserve" state="{state}">{_text(segment["mt"])}</target>\n')
            for flag in segment["flags"]:
                priority = 4 - _RANK[flag["severity"]]
                fix = f" → {flag['suggestion']}" if flag.get("suggestion") is not None else ""
                words = f"{flag['severity']} {flag['category']} “{flag['text']}”: {flag['message']}{fix}"
                note = f'<note from="{RATER}" annotates="target" priority="{priority}">{_text(words)}</note>'
                out.write(f"    {note}\n")
            out.write("   </trans-unit>\n")
        out.write("  </body>\n </file>\n")
    out.write("</xliff>\n")


_NO_XML_RE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return a text with the characters that XML cannot hold written as their codes."""
    return _NO_XML_RE.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def _text(text: str) -> str:
    return escape(xml_text(text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML_RE.sub(lambda match: visible(match[0]), text))


SHEET = ("key", "decision", "reason", "comment", "reviewer", "suggestion")
"""The columns of a sheet that are read back; the rest is for the reviewer to read."""


def write_sheet(name: str, segments: Segments, out: TextIO) -> None:
    """Write CSV to review in a spreadsheet: one line a flag, with empty cells for the decision and why.

    It starts with a byte order mark, without which Excel takes UTF-8 for the code page of its computer.
    """
    columns = ("severity", "category", "rule", "message", "text")
    texts = ("mt", "src", "id", "doc_id")
    out.write("\N{BYTE ORDER MARK}")
    table = csv.writer(out, lineterminator="\n")
    table.writerow([*SHEET, *columns, *texts])
    for segment in segments:
        for flag in segment["flags"]:
            head = [decision_key(segment, flag), "", "", "", "", flag.get("suggestion")]
            values = [*head, *(flag[column] for column in columns), *(segment.get(text) for text in texts)]
            table.writerow(map(cell, values))


FORMATS: dict[str, Callable[[str, Segments, TextIO], None]] = {
    "pearmut": write_pearmut,
    "marot": write_marot,
    "xliff": write_xliff,
    "csv": write_sheet,
}
