"""The page: template, styles and scripts put together, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from tqcheck.htmlreport.names import NameTable
from tqcheck.htmlreport.overview import DOCUMENTS, MOST_DOCUMENTS, SEVERE_FIRST, Overview
from tqcheck.htmlreport.payload import VERDICTS, Payload, direction
from tqcheck.htmlreport.visible import visible

SCRIPTS = (
    "model.js",
    "elements.js",
    "texts.js",
    "state.js",
    "decisions.js",
    "filter.js",
    "list.js",
    "words.js",
    "detail.js",
    "segments.js",
    "article.js",
    "names.js",
    "review.js",
    "keys.js",
    "start.js",
)
STYLES = ("page.css", "overview.css", "segments.css", "print.css")


LONGEST = 600
METRIC_NAMES = {"bleu": "BLEU", "chrf": "chrF", "chrfpp": "chrF++", "ter": "TER", "comet": "COMET", "tq": "TQ"}


def render(
    record: dict[str, Any], overview: Overview, payload: Payload, names: NameTable, *, served: bool = False
) -> str:
    """Return the whole page."""
    style, script = styles(), scripts()
    return (
        environment()
        .get_template("report.html")
        .render(
            record=record,
            summary=record.get("summary", {}),
            overview=overview,
            payload=payload,
            names=names,
            data=Markup(payload.json(name=record.get("name", ""), metricNames=METRIC_NAMES, served=served)),
            policy=policy(style, script, served=served),
            style=Markup(style),
            script=Markup(script),
            severities=SEVERE_FIRST,
            verdicts=tuple(reversed(VERDICTS)),
            document_limits=(DOCUMENTS, MOST_DOCUMENTS),
        )
    )


def policy(style: str, script: str, *, served: bool) -> str:
    """Return the Content-Security-Policy: these very styles and scripts, and no request to anywhere."""
    connect = "connect-src 'self'; " if served else ""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; {connect}"
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def styles() -> str:
    """Return all style sheets as one."""
    return "\n".join(_asset(name) for name in STYLES)


@cache
def scripts() -> str:
    """Return all scripts as one function that leaves no names behind."""
    return "(() => {\n'use strict';\n" + "\n".join(_asset(name) for name in SCRIPTS) + "\n})();\n"


def _asset(name: str) -> str:
    return (files("tqcheck.htmlreport") / "assets" / name).read_text("utf-8")


@cache
def environment() -> Environment:
    """Return the templates: all that they print of other people's text is escaped, and what is hidden is shown."""
    made = Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters.update(
        prose=prose,
        direction=lambda lang: direction(lang or "und"),
        number=number,
        chance=lambda p: f"{p:.3f}" if p >= 0.001 else "< 0.001",  # no test can find 0
        signed=lambda value, digits: f"{value:+.{digits}f}".replace("-", "\N{MINUS SIGN}"),
        urlencode=lambda text: quote(str(text), safe="", errors="replace"),  # a lone surrogate has no URL
        metric=lambda metric: METRIC_NAMES.get(metric, metric),
    )
    return made


def _shown(value: object) -> object:
    """Make what is hidden visible in all that the template prints of other people's text."""
    return short(visible(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


def short(text: str) -> str:
    """Return a name or a message no longer than anybody reads; texts do not come this way."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text):,} characters)"


def number(value: float, digits: int = 0) -> str:
    """Return a number with thousands set off."""
    return f"{value:,.{digits}f}"


def prose(text: str) -> Markup:
    """Return a docstring as HTML: paragraphs, lists and `code`, and nothing else of Markdown.

    >>> print(prose("One `a<b` here.\\n\\nTwo."))
    <p>One <code>a&lt;b</code> here.</p>
    <p>Two.</p>
    """
    blocks = (block.strip() for block in re.split(r"\n\s*\n", visible(text)))
    return Markup("\n").join(_block(block) for block in blocks if block)


def _block(block: str) -> Markup:
    lines = block.split("\n")
    if all(line.startswith(("- ", "  ")) for line in lines):
        items = re.split(r"\n(?=- )", block)
        return Markup("<ul>{}</ul>").format(
            Markup("").join(Markup("<li>{}</li>").format(_code(item.removeprefix("- "))) for item in items)
        )
    return Markup("<p>{}</p>").format(_code(block))


def _code(text: str) -> Markup:
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))
