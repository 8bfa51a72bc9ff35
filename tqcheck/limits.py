"""Limits that one can read aloud: `critical > 0`, `chrf < 55`, `document: mqm > 15`. A limit says what breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tqcheck.errors import UsageError, near
from tqcheck.metrics import METRICS
from tqcheck.model import Severity

Kind = Literal["flags", "mqm", "verdicts", "score", "change", "size"]
Unit = Literal["", "per 1000 words", "per 1000 segments", "%"]

SCOPES = ("run", "document", "segment")
SEVERITIES = tuple(str(severity) for severity in reversed(Severity))
VERDICTS = ("pass", "review", "fail")
SIZES = ("segments", "words", "skipped", "unused suppressions", "expired suppressions")
WORDS = ("flags", "mqm", *SEVERITIES, *SIZES, *(f"{verdict} segments" for verdict in VERDICTS))
EXAMPLES = (
    "critical > 0",
    "names.misspelled per 1000 > 2",
    "chrf < 55",
    "tq worst decile < 0.4",
    "comet drops by 0.5 against baseline",
    "fail segments > 1 %",
    "document: mqm > 15",
)

_SCOPE = r"(?:(?P<scope>[A-Za-z]+(?:-[A-Za-z-]+)?)\s*:\s*)?"
_COMPARISON_RE = re.compile(
    _SCOPE + r"(?P<measure>[^<>=≥≤]+?)\s*(?P<op>>=|<=|≥|≤|>|<)\s*(?P<value>\d+(?:\.\d+)?)\s*(?P<percent>%)?"
)
_CHANGE_RE = re.compile(
    _SCOPE + r"(?P<name>\S+)\s+(?P<way>drops|rises|worsens)(?:\s+by\s+(?P<value>\d+(?:\.\d+)?))?\s+against\s+baseline"
)
_PER_RE = re.compile(r"(?P<rest>.+?)\s+per\s+1[,_]?000(?:\s+(?P<of>words|segments))?")
_SIGNS = {"≥": ">=", "≤": "<="}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit, read. `text` is how it was written.

    scope: `run`, `document`, `segment`, or a language (pair): the limit is held against each of them.
    name: of a rule, family, category or metric, as `kind` says; `flags` of any rule have none.
    severities: those that count; `unit`: what the figure is a count of.
    """

    text: str
    kind: Kind
    op: str
    value: float
    scope: str = "run"
    name: str = ""
    severities: frozenset[Severity] = frozenset(Severity)
    unit: Unit = ""
    decile: bool = False

    def breaks(self, figure: float) -> bool:
        """Tell whether a figure breaks the limit."""
        return {
            ">": figure > self.value,
            ">=": figure >= self.value,
            "<": figure < self.value,
            "<=": figure <= self.value,
        }[self.op]

    @property
    def upward(self) -> bool:
        """Tell whether it is the high figures that break it."""
        return self.op.startswith(">")


def parse_limit(text: str) -> Limit:
    """Return the limit that `text` says.

    Whether its names exist in a run shows only there: see `gate.judge`.
    Raises UsageError for what is no limit.

    >>> parse_limit("names per 1000 > 2").unit
    'per 1000 words'
    """
    plain = " ".join(text.split())
    if match := _CHANGE_RE.fullmatch(plain):
        way, value = match["way"], float(match["value"] or 0)
        return Limit(plain, "change", way, value, _scope(match["scope"], plain), match["name"])
    if not (match := _COMPARISON_RE.fullmatch(plain)):
        raise UsageError(f"cannot read the limit '{text}'{_advice(plain)}; write it like one of: {'; '.join(EXAMPLES)}")
    op, value = _SIGNS.get(match["op"], match["op"]), float(match["value"])
    limit = _measured(plain, match["measure"].strip(), op, value, bool(match["percent"]))
    scope = _scope(match["scope"], plain)
    if scope == "segment" and (limit.kind in ("verdicts", "size") or limit.decile or limit.unit):
        raise UsageError(f"the limit '{text}' does not fit one segment: write it without 'segment:'")
    if scope != "run" and limit.kind == "size" and limit.name not in ("segments", "words"):
        raise UsageError(f"the limit '{text}' is one of the whole run: write it without '{scope}:'")
    return Limit(plain, limit.kind, op, value, scope, limit.name, limit.severities, limit.unit, limit.decile)


def _measured(text: str, measure: str, op: str, value: float, percent: bool) -> Limit:
    words = measure.split()
    if len(words) == 2 and words[0] in VERDICTS and words[1] in ("segments", "documents"):
        return Limit(text, "verdicts", op, value, name=measure, unit="%" if percent else "")
    if percent:
        raise UsageError(
            f"the limit '{text}' has a % that it is not clear of what: only shares of segments or documents"
            " are in %, as in 'fail segments > 1 %'"
        )
    if measure in SIZES or measure == "skipped records":
        return Limit(text, "size", op, value, name=measure.removesuffix(" records"))
    if measure.endswith((" worst decile", " worst tenth")):
        return Limit(text, "score", op, value, name=measure.rsplit(" ", 2)[0], decile=True)
    unit: Unit = ""
    if match := _PER_RE.fullmatch(measure):
        unit = "per 1000 segments" if match["of"] == "segments" else "per 1000 words"
        measure = match["rest"]
    if measure in ("mqm", "mqm points"):
        return Limit(text, "mqm", op, value, unit=unit or ("" if "points" in measure else "per 1000 words"))
    severities, name = _severities(measure)
    if not name or " " not in name:
        if name in METRICS and not unit and len(severities) == len(Severity):
            return Limit(text, "score", op, value, name=name)
        return Limit(text, "flags", op, value, name="" if name == "flags" else name, severities=severities, unit=unit)
    raise UsageError(f"cannot read '{measure}' in the limit '{text}'{near(measure, WORDS)}")


def _severities(measure: str) -> tuple[frozenset[Severity], str]:
    """Split `major or worse numbers` into the severities and the name."""
    first, _, rest = measure.partition(" ")
    if first not in SEVERITIES:
        return frozenset(Severity), measure
    least = Severity[first.upper()]
    if rest == "or worse" or rest.startswith("or worse "):
        return frozenset(severity for severity in Severity if severity >= least), rest.removeprefix("or worse").strip()
    return frozenset({least}), rest


def _scope(scope: str | None, text: str) -> str:
    if scope is None:
        return "run"
    name = scope.removesuffix("s") if scope in ("documents", "segments") else scope
    if name not in SCOPES and len(name.split("-")[0]) > 3:
        raise UsageError(
            f"the limit '{text}' is to hold for '{scope}'{near(scope, SCOPES)}"
            " (known: run, document, segment, or a language or pair such as en or es-en)"
        )
    return name


def _advice(text: str) -> str:
    if "=>" in text or "=<" in text:
        return f" (did you mean {'>=' if '=>' in text else '<='}?)"
    if "=" in text and not re.search("[<>]", text):
        return " (a limit compares with >, >=, < or <=)"
    if re.search(r"\d,\d", text):
        return " (a decimal point is a point)"
    if re.search(r"drop|rise|worse|baseline", text):
        return " (a change is written 'NAME drops by FIGURE against baseline')"
    return ""
