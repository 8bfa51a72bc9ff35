"""SARIF 2.1.0: what code scanning on GitHub, Azure DevOps and editors read."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, ClassVar, TextIO
from urllib.parse import quote

from tqcheck import __version__
from tqcheck.model import Result, Severity
from tqcheck.rules import RULES
from tqcheck.writers import Account, Writer
from tqcheck.writers._flags import Seen, flags_of, limit_lines
from tqcheck.writers._json import dumps

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/tqcheck/tqcheck"
_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "note", Severity.NEUTRAL: "note"}


class Sarif(Writer):
    """One SARIF 2.1.0 log: each flag with its place, its rule's manual, its fix and stable fingerprints.

    Columns count UTF-16 code units. Flags that are in the baseline or suppressed stay, marked as
    suppressed with the reason, so that no alert is opened anew. Limits that broke are notifications.
    GitHub takes no more than `most` results: beyond that, the least grave are left out, and a notification says so.
    """

    suffix: ClassVar[str] = ".sarif"

    most: int = 25_000

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        flags = list(flags_of(results, report.judgement))
        left_out = max(0, len(flags) - self.most)
        if left_out:
            flags = sorted(flags, key=lambda seen: (seen.standing is not None, -seen.flag.severity))[: self.most]
        ids = sorted({seen.flag.rule for seen in flags})
        run: dict[str, Any] = {
            "tool": {
                "driver": {
                    "name": "tqcheck",
                    "version": __version__,
                    "semanticVersion": __version__,
                    "informationUri": _HOME,
                    "rules": [_rule(id) for id in ids],
                }
            },
            "automationDetails": {"id": "tqcheck/"},
            "columnKind": "utf16CodeUnits",
            "invocations": [{"executionSuccessful": True, **_notifications(report, left_out)}],
            "results": [_result(seen, ids.index(seen.flag.rule), report) for seen in flags],
        }
        out.write(dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n")


def _rule(id: str) -> dict[str, Any]:
    if id not in RULES:  # a rule of an older version
        return {"id": id, "shortDescription": {"text": id}}
    rule = RULES[id]
    return {
        "id": id,
        "name": "".join(part.title() for part in id.replace("_", ".").split(".")),
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": rule.summary()},
        "help": {"text": inspect.getdoc(rule) or id, "markdown": inspect.getdoc(rule) or id},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.category], "mqm": rule.mqm},
    }


def _result(seen: Seen, rule_index: int, report: Account) -> dict[str, Any]:
    flag, segment = seen.flag, seen.result.segment
    result: dict[str, Any] = {
        "ruleId": flag.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[flag.severity],
        "message": {"text": seen.message},
        "locations": [_location(seen)],
        "partialFingerprints": {
            "tqcheckContent/v1": seen.print.unique,
            "tqcheckContext/v1": seen.print.context,
            "primaryLocationLineHash": f"{seen.print.content}:{seen.print.copy}",
        },
        "properties": {
            "severity": str(flag.severity),
            "category": flag.category,
            "segment": segment.id,
            **({"document": segment.document} if segment.document else {}),
            **({"source": segment.source} if segment.source else {}),
        },
    }
    if report.judgement and report.judgement.baseline:
        old = seen.standing is not None and seen.standing.kind == "baseline"
        result["baselineState"] = "unchanged" if old else "new"
    if seen.standing:
        author = f" ({seen.standing.author})" if seen.standing.author else ""
        result["suppressions"] = [{"kind": "external", "justification": seen.standing.reason + author}]
    if flag.suggestion is not None and seen.columns and seen.columns.plain and seen.path:
        change = {
            "artifactLocation": _artifact(seen.path),
            "replacements": [{"deletedRegion": _region(seen), "insertedContent": {"text": flag.suggestion}}],
        }
        result["fixes"] = [{"description": {"text": f"Write {flag.suggestion}"}, "artifactChanges": [change]}]
    return result


def _location(seen: Seen) -> dict[str, Any]:
    segment = seen.result.segment
    name = f"{segment.document}/{segment.id}" if segment.document else segment.id
    location: dict[str, Any] = {"logicalLocations": [{"name": segment.id, "fullyQualifiedName": name}]}
    if seen.path:
        region = {**_region(seen), "snippet": {"text": seen.text}}
        location["physicalLocation"] = {"artifactLocation": _artifact(seen.path), "region": region}
    return location


def _region(seen: Seen) -> dict[str, Any]:
    if not seen.columns:
        return {"startLine": seen.line}
    start, end, _ = seen.columns
    return {"startLine": seen.line, "startColumn": start + 1, "endLine": seen.line, "endColumn": end + 1}


def _artifact(path: str) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": "file://" + quote(path)}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _notifications(report: Account, left_out: int) -> dict[str, Any]:
    judgement = report.judgement
    broken = limit_lines(judgement) if judgement else []
    remarks = list(judgement.remarks) if judgement else []
    if left_out:
        remarks.append(f"{left_out:,} flags, the least grave, are left out of this file")
    found: dict[str, Any] = {}
    if broken:
        found["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": f"limit broken: {line}"}} for line in broken
        ]
    if remarks:
        found["toolConfigurationNotifications"] = [
            {"level": "warning", "message": {"text": remark}} for remark in remarks
        ]
    return found
