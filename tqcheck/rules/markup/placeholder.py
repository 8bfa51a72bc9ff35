"""Placeholders of programs and templates, lost or invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule

_PLACEHOLDER_RE = regex.compile(
    r"""
    \{\{[^{}]{1,80}\}\} | \{%[^{}%]{1,80}%\} | \$\{\w[\w.]*\} | \{\w{0,30}\}      # {{name}}, {% if %}, ${name}, {0}
  | %\(\w+\)[sd] | %\d+\$[sd@] | (?<![\d%]|\d\s)%[sd@](?!\w|')                    # %(name)s, %1$s, %s
  | \[\[[^\[\]]{1,80}\]\] | __[A-Z][A-Z0-9_]*__ | ⟪\d+⟫                            # [[link]], __TERM__
    """,
    regex.VERBOSE,
)


class Placeholder(Rule):
    """A placeholder of the source is lost, or the target has one that the source lacks.

    `{name}`, `{{template}}`, `${name}`, `%s`, `%1$s`, `[[link]]`, `__TERM__` must come through as they are.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/markup"
    severity: ClassVar = Severity.MAJOR

    bad: ClassVar = (
        Example("Hello ⟦⟧", "Hola ⟦{name}⟧"),
        Example("The mayor, ⟦{{cite web}}⟧ said so.", "Lo dijo el alcalde."),
    )
    good: ClassVar = (
        Example("{name} has %d files.", "%d archivos son de {name}."),
        Example("a rise of 5 %d'inflation"),  # a per cent sign, then a French elision
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        if not any(mark in segment.target or mark in (segment.source or "") for mark in "{%[_⟪"):
            return
        here = list(_PLACEHOLDER_RE.finditer(segment.target))
        there = list(_PLACEHOLDER_RE.finditer(segment.source or ""))
        unused = Counter(match.group() for match in there)
        for match in here:
            if unused[match.group()] > 0:
                unused[match.group()] -= 1
            else:
                yield self.flag(
                    f"the placeholder '{match.group()}' is not in the source"
                    if segment.source
                    else f"'{match.group()}' is a placeholder that nobody filled",
                    match.span(),
                )
        end = len(segment.target.rstrip())
        if not segment.target.strip():
            return  # an empty target is another rule's
        for match in reversed(there):
            if unused[match.group()] > 0:
                unused[match.group()] -= 1
                yield self.flag(
                    f"the placeholder '{match.group()}' is lost",
                    (end, end) if end == len(segment.target) else (len(segment.target), len(segment.target)),
                    Span("source", *match.span()),
                )
