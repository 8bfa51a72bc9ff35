"""Suppressions: flags that somebody has looked at and allows, with reason, author and an end."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tqcheck.errors import UsageError, near
from tqcheck.fingerprint import Print
from tqcheck.model import Flag, Segment

FILE = "tqcheck-suppressions.toml"
NEVER = "never"
_WHERE = ("text", "segment", "document", "path", "fingerprint")
_MUST = ("rule", "reason", "author", "expires")
_NOTE_RE = re.compile(
    r"tqcheck:\s*allow\s+(?P<rules>[\w.,\s]+?)\s*(?:--|\N{EM DASH}|:)\s*(?P<reason>.+?)"
    r"\s*\((?P<author>[^(),]+),\s*until\s+(?P<expires>\S+?)\)"
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One allowance: flags of `rule` (or its family) that fit every field that is given.

    text: what is flagged; `segment`, `document`: their ids; `path`: a pattern such as `mt/sport*`;
    fingerprint: as SARIF and GitLab outputs show it. `expires` is the last day on which it holds; None is never.
    """

    rule: str
    reason: str
    author: str
    expires: datetime.date | None
    text: str | None = None
    segment: str | None = None
    document: str | None = None
    path: str | None = None
    fingerprint: str | None = None
    place: str = ""

    def covers(self, flag: Flag, segment: Segment, print: Print) -> bool:
        """Tell whether it is made for this flag, be it expired or not."""
        if flag.rule != self.rule and not flag.rule.startswith(self.rule + "."):
            return False
        return (
            self.text in (None, segment.target[flag.place.start : flag.place.end])
            and self.segment in (None, segment.id)
            and self.document in (None, segment.document)
            and (self.path is None or fnmatchcase(segment.path, self.path))
            and self.fingerprint in (None, print.content, print.unique, print.context)
        )

    def expired(self, today: datetime.date) -> bool:
        """Tell whether its last day is over."""
        return self.expires is not None and self.expires < today

    def __str__(self) -> str:
        where = ", ".join(f"{name} '{value}'" for name in _WHERE if (value := getattr(self, name)) is not None)
        return f"{self.place}: {self.rule}" + (f" at {where}" if where else "")


@dataclass(slots=True)
class Suppressions:
    """The suppressions of a file, and those that notes bring; which of them were of use."""

    rows: tuple[Suppression, ...] = ()
    used: set[Suppression] = field(default_factory=set)
    notes: dict[Suppression, None] = field(default_factory=dict)

    def inline(self, segment: Segment) -> tuple[Suppression, ...]:
        """Return what the segment's own notes suppress, and remember it."""
        found = of_notes(segment) if segment.notes else ()
        self.notes.update(dict.fromkeys(found))
        return found

    def of(
        self, flag: Flag, segment: Segment, print: Print, inline: tuple[Suppression, ...], today: datetime.date
    ) -> Suppression | None:
        """Return what suppresses the flag, if anything does; an expired one is of use but suppresses nothing."""
        fitting = [row for row in (*inline, *self.rows) if row.covers(flag, segment, print)]
        self.used.update(fitting)
        return next((row for row in fitting if not row.expired(today)), None)

    def unused(self) -> list[Suppression]:
        """Return those that no flag needs."""
        return [row for row in (*self.rows, *self.notes) if row not in self.used]

    def expired(self, today: datetime.date) -> list[Suppression]:
        """Return those whose last day is over."""
        return [row for row in (*self.rows, *self.notes) if row.expired(today)]


def load_suppressions(path: Path) -> tuple[Suppression, ...]:
    """Return the `[[allow]]` tables of a file.

    Raises UsageError, with the table and the key, for what does not fit.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such file of suppressions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(f"{path}: is no TOML: {error}") from error
    for key in content:
        if key != "allow":
            raise UsageError(f"{path}: unknown table '{key}'{near(key, ['allow'])} (each suppression is an [[allow]])")
    tables = content.get("allow", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{path}: write each suppression as a table [[allow]], with two pairs of brackets")
    return tuple(_suppression(table, f"{path}: [[allow]] {number}") for number, table in enumerate(tables, 1))


def _suppression(table: Mapping[str, Any], place: str) -> Suppression:
    known = (*_MUST, *_WHERE)
    for key, value in table.items():
        if key not in known:
            raise UsageError(f"{place}: unknown key '{key}'{near(key, known)} (known: {', '.join(known)})")
        if key != "expires" and not isinstance(value, str):
            raise UsageError(f"{place}: {key} = {value!r} must be text")
    for key in _MUST:
        if not table.get(key):
            raise UsageError(f"{place}: {key} is missing: each suppression has a rule, a reason, an author and an end")
    if not any(key in table for key in _WHERE):
        raise UsageError(
            f"{place}: says not where: give one of {', '.join(_WHERE)}"
            " (to drop a rule everywhere, set rules.ignore in the configuration)"
        )
    fields = {key: value for key, value in table.items() if key != "expires"}
    return Suppression(**fields, expires=_date(table["expires"], place), place=place)


def of_notes(segment: Segment) -> tuple[Suppression, ...]:
    """Return the suppressions that a segment's notes hold.

    A note reads `tqcheck: allow names.misspelled -- the agency's own spelling (ana, until 2027-01-31)`.
    Raises UsageError for a note that starts so and goes on in another way.
    """
    found: list[Suppression] = []
    for note in segment.notes.values():
        if "tqcheck:" not in note:
            continue
        where = f"{segment.path}:{segment.line}" if segment.line else segment.path or segment.id
        matches = list(_NOTE_RE.finditer(note))
        if not matches:
            raise UsageError(
                f"{where}: cannot read the note '{note}';"
                " write 'tqcheck: allow RULE -- reason (author, until 2027-01-31)'"
            )
        for match in matches:
            end = _date(match["expires"], where)
            for rule in match["rules"].replace(",", " ").split():
                row = Suppression(rule, match["reason"], match["author"].strip(), end, segment=segment.id, place=where)
                found.append(row)
    return tuple(found)


def _date(value: object, place: str) -> datetime.date | None:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if value == NEVER:
        return None
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError as error:
        raise UsageError(f'{place}: expires = {value!r} is no day; write it as 2027-01-31, or "{NEVER}"') from error
