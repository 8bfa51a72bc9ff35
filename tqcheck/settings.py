"""What can be set: each key with its kind, its default and a sentence; and the profiles to start from."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Kind = Literal["text", "path", "texts", "paths", "share", "on-error", "profile", "lists", "severities", "options"]


class Setting(NamedTuple):
    """One key of the configuration. `doc` completes "this says …"."""

    key: str
    kind: Kind
    doc: str
    default: Any = None


SETTINGS = (
    Setting("profile", "profile", "limits to start from: news, strict or draft", "news"),
    Setting("metrics", "texts", "metrics to score with (`tqcheck list metrics`)", ["bleu", "chrf", "ter", "tq"]),
    Setting("glossary", "path", "terms and how they must be translated"),
    Setting("ner", "texts", "spaCy pipelines that find names, each for its language: es_core_news_sm", []),
    Setting("input.target", "path", "what to judge if the command line names nothing: a file or a folder"),
    Setting("input.source", "path", "the source text, line-aligned with a target file"),
    Setting("input.reference", "paths", "reference translations, line-aligned with a target file"),
    Setting("input.back-translation", "path", "the target translated back, line-aligned with a target file"),
    Setting("input.sources", "path", "for a folder of targets: the folder of sources of the same names"),
    Setting("input.references", "path", "for a folder of targets: the folder of references"),
    Setting("input.from", "text", "language of the sources, such as es"),
    Setting("input.to", "text", "language of the translations, such as en or pt-BR"),
    Setting("input.reader", "text", "the input format (`tqcheck list readers`), else told by the extension"),
    Setting("input.columns", "texts", "columns of a table without a header: src, mt, ref; - skips one"),
    Setting("input.encoding", "text", "encoding of the input files", "utf-8"),
    Setting("input.on-error", "on-error", "what to do with a record that cannot be read: fail or skip", "fail"),
    Setting("rules.select", "texts", "only these rules or families (`tqcheck list rules`)"),
    Setting("rules.ignore", "texts", "all rules but these", []),
    Setting(
        "rules.per-file-ignores", "lists", 'rules not wanted in files that fit a pattern: "mt/sport*" = ["names"]', {}
    ),
    Setting("rules.per-language-ignores", "lists", 'rules not wanted in a target language: ja = ["punctuation"]', {}),
    Setting("severity", "severities", 'severities other than the rules\' own: "names.misspelled" = "critical"', {}),
    Setting("options", "options", "options of rules and metrics (`tqcheck explain ID`)", {}),
    Setting("output.format", "text", "what is printed (`tqcheck list writers`)", "console"),
    Setting("output.reports", "path", "the folder in which runs are kept", "reports"),
    Setting("output.run", "text", "the name of the run, else the input's name"),
    Setting("gate.limits", "texts", "what breaks the gate; replaces the profile's limits"),
    Setting("gate.baseline", "path", "a run whose flags are known: only new ones count"),
    Setting(
        "gate.level", "share", "how often a score that did not change may be called worse than the baseline's", 0.05
    ),
    Setting("gate.suppressions", "path", "the file of suppressions; tqcheck-suppressions.toml if it is there"),
    Setting("gate.decisions", "paths", "files of reviewers' decisions: what they dismissed does not count", []),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}
TABLES = ("input", "rules", "output", "gate")
OPEN = tuple(setting.key for setting in SETTINGS if setting.kind in ("lists", "severities", "options"))

# The figures of `news` and `strict` are those at which the report itself says fail and review.
PROFILES: dict[str, dict[str, Any]] = {
    "news": {"gate.limits": ["critical > 0", "mqm >= 50"]},
    "strict": {"gate.limits": ["major or worse > 0", "mqm >= 5", "skipped > 0"]},
    "draft": {"gate.limits": ["fail segments > 5 %", "mqm >= 100"]},
}
PROFILE_DOCS = {
    "news": "nothing critical, nothing that the report calls a fail",
    "strict": "nothing major, nothing that wants review, every record read",
    "draft": "at most one segment in twenty fails: for text that a person will edit",
}


def schema(plugins: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the JSON Schema of `tqcheck.toml`. `plugins`: schemas of the options of each rule and metric."""
    root: dict[str, Any] = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "tqcheck.toml",
        "description": "Configuration of tqcheck; the same keys stand below [tool.tqcheck] in pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {},
    }
    for setting in SETTINGS:
        table, _, key = setting.key.rpartition(".")
        holder = root["properties"]
        if table:
            empty = {"type": "object", "additionalProperties": False, "properties": {}}
            holder = holder.setdefault(table, empty)["properties"]
        holder[key] = {"description": setting.doc, **_schema_of(setting)}
        if setting.default not in (None, [], {}):
            holder[key]["default"] = setting.default
    if plugins is not None:
        root["properties"]["options"]["properties"] = plugins
    return root


def _schema_of(setting: Setting) -> dict[str, Any]:
    texts = {"type": "array", "items": {"type": "string"}}
    severities = {"enum": ["neutral", "minor", "major", "critical"]}
    kinds: dict[Kind, dict[str, Any]] = {
        "text": {"type": "string"},
        "path": {"type": "string"},
        "texts": texts,
        "paths": texts,
        "share": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        "on-error": {"enum": ["fail", "skip"]},
        "profile": {"enum": list(PROFILES)},
        "lists": {"type": "object", "additionalProperties": texts},
        "severities": {
            "type": "object",
            "additionalProperties": {"anyOf": [severities, {"type": "object"}]},
        },
        "options": {"type": "object", "additionalProperties": {"type": "object"}},
    }
    return kinds[setting.kind]
